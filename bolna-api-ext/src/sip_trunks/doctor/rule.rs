//! What the doctor looks for: one rule, one entry of one table.

use std::fmt;

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// It may be meant so; or the response lacks the field, which the API leaves out at will, so that somebody has to look; or the trunk is not active.
    Note,
    /// Some calls fail, or are worse than they need to be.
    Warning,
    /// Calls fail, or have no sound.
    Error,
}

/// `error`, `warning` or `note`.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A rule of the doctor. `Display` explains it.
///
/// Codes are words and stay what they are, so that they can stand in the configuration of a monitoring job, and be understood there.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Its name, which does not change: `sdes-without-tls`.
    pub code: &'static str,
    /// How bad its findings are; one about a field that the response lacks, or about an inactive trunk, is a [`Note`](Severity::Note).
    pub severity: Severity,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What follows in practice.
    pub consequence: &'static str,
    /// What to do.
    pub remedy: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            code,
            severity,
            title,
            consequence,
            remedy,
            source,
        } = self;
        write!(
            f,
            "{severity}[{code}]: {title}\n\n{consequence}\n\n{remedy}\n\nSource: {source}"
        )
    }
}

/// The rule of this code; `None` if there is none.
///
/// ```
/// use bolna_api_ext::sip_trunks::doctor::explain;
///
/// let rule = explain("sdes-without-tls").ok_or("no such rule")?;
/// assert!(rule.to_string().starts_with("error[sdes-without-tls]: "));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn explain(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

macro_rules! rules {
    ($($name:ident: $severity:ident $code:literal, $title:literal, $consequence:literal, $remedy:literal, $source:literal;)+) => {
        $(pub(super) static $name: Rule = Rule {
            code: $code,
            severity: Severity::$severity,
            title: $title,
            consequence: $consequence,
            remedy: $remedy,
            source: $source,
        };)+

        /// Every rule, in the order in which a trunk is looked at.
        pub static RULES: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    VALUE_UNKNOWN: Note "value-unknown", "a value is none that this version knows",
        "Whatever depends on it is not looked at, and of a transport that is not known, `route` tells no URI.",
        "Write what the API documents; or, if it is new there, look for a newer version of this crate.",
        "contract: the values of `transport`, `media_encryption` and `auth_type`; observed: others occur";
    NO_GATEWAY: Error "no-gateway", "the trunk has no gateway",
        "No outbound call can be placed: there is no place to send it to.",
        "Add a gateway of the carrier.",
        "observed: every trunk needs a gateway";
    GATEWAY_INVALID: Error "gateway-invalid", "a gateway is no place that a call can be sent to",
        "Calls fail at this gateway, and take their time before the next one is tried.",
        "Write a host or an address in `gateway_address`, and the port in `port`.",
        "RFC 3261, section 25.1 (host, port)";
    GATEWAY_PRIVATE: Warning "gateway-private", "a gateway has an address or a name that is not on the internet",
        "The platform cannot reach it, so that calls fail at this gateway.",
        "Give the public address of the gateway.",
        "RFC 6890 (special-purpose addresses); RFC 6761 and RFC 6762, appendix G (special-use names)";
    GATEWAY_UNDERSCORE: Warning "gateway-underscore", "the name of a gateway has an underscore",
        "Asterisk takes it, and DNS can hold it, but it is no host name: resolvers may refuse it, and with TLS so may whoever checks the certificate. Then calls fail at this gateway.",
        "Ask the carrier for a name without `_`, or give an address.",
        "RFC 952 and RFC 1123, section 2.1 (host names); RFC 3261, section 25.1 (`hostname`)";
    PORT_OF_OTHER_TRANSPORT: Error "port-of-other-transport", "the port is that of another transport",
        "Nobody answers in the transport of the trunk: calls fail at this gateway after a timeout.",
        "Use 5061 with TLS and 5060 with UDP and TCP, or the transport that the port belongs to.",
        "RFC 3261, section 19.1.2; observed: `transport-udp` and `transport-tcp` with 5060, `transport-tls` with 5061";
    TLS_WITHOUT_PORT: Note "tls-without-port", "a gateway of a TLS trunk has no port",
        "The API's default is 5060, whatever the transport, where nobody answers in TLS: SIP's default for TLS is 5061, which `route` shows.",
        "Set `port` to 5061, or to what the carrier says.",
        "contract: `port`, 5060 by default; RFC 3261, section 19.1.2";
    GATEWAY_TWICE: Warning "gateway-twice", "a gateway stands in the list twice",
        "When it fails, it is tried again before a call goes elsewhere.",
        "Remove one of the two.",
        "observed: gateways are tried one after the other";
    EQUAL_PRIORITIES: Note "equal-priorities", "gateways have the same priority",
        "The order of the list decides which one is tried first; calls are not shared between them.",
        "Give each gateway a priority of its own.",
        "observed: equal priorities keep the order of the list";
    NEGATIVE_PRIORITY: Warning "negative-priority", "a priority is negative",
        "The API refuses it when the trunk is written again.",
        "Number the gateways from 1.",
        "observed: the API refuses it";
    SDES_WITHOUT_TLS: Error "sdes-without-tls", "SDES without TLS",
        "The keys of the media travel in clear text, and the platform does not offer SDES on this transport: calls connect without audio, or not at all.",
        "Set `transport` to `transport-tls`, with port 5061, or `media_encryption` to `no`.",
        "RFC 4568, section 8 (the signalling has to be protected); contract: `sdes` for TLS trunks only";
    OPTIMISTIC_WITHOUT_ENCRYPTION: Warning "optimistic-without-encryption", "optimistic encryption without encryption",
        "Calls are not encrypted, though somebody meant them to be where the carrier can.",
        "Set `media_encryption` to `sdes`, with TLS, or `media_encryption_optimistic` to `false`.",
        "contract: `media_encryption_optimistic` counts with `sdes` alone";
    ONLY_G729: Error "only-g729", "no codec but G.729 remains",
        "Audio needs `ulaw`, and G.729 does not do: calls connect without audio.",
        "Add `ulaw` to `allow`.",
        "observed: audio needs `ulaw`";
    NO_G711: Error "no-g711", "neither `ulaw` nor `alaw` remains",
        "Calls connect without audio, or are refused with 488 Not Acceptable Here.",
        "Set `allow` to `ulaw,alaw`, and take no `!ulaw` behind it.",
        "documented: `ulaw`, or at the least `alaw`; Asterisk's rules for `allow` and `disallow`";
    NO_ULAW: Warning "no-ulaw", "the codec `ulaw` does not remain",
        "The platform speaks `ulaw`: audio has to be converted from `alaw`, and a carrier without `alaw` refuses calls with 488.",
        "Add `ulaw` to `allow`, and take no `!ulaw` behind it.",
        "documented: `ulaw`, or at the least `alaw`; observed: audio needs `ulaw`";
    G729_OFFERED: Note "g729-offered", "G.729 is offered beside G.711",
        "A carrier that prefers G.729 and takes it gets no audio, since that needs `ulaw`.",
        "Take `g729` out of `allow`.",
        "observed: audio needs `ulaw`; RFC 3264, section 6.1 (who answers chooses)";
    CODEC_UNKNOWN: Warning "codec-unknown", "a codec has a name that Asterisk does not know",
        "A call never uses this codec, and Asterisk may refuse the whole endpoint for it: then no call works.",
        "Write Asterisk's name of the codec, `ulaw` for PCMU and `alaw` for PCMA, without blanks behind a `!`, or remove the entry.",
        "Asterisk: `ast_format_cap_update_by_allow_disallow` passes over the entry, and returns an error; `main/codec_builtin.c` has the names";
    CODEC_FRAMING: Warning "codec-framing", "the length of a frame is no number",
        "Asterisk passes over the entry, so that a call never uses this codec, and may refuse the whole endpoint for it: then no call works.",
        "Write milliseconds behind the `:`, such as `ulaw:20`, or neither.",
        "Asterisk: `ast_format_cap_update_by_allow_disallow` passes over the entry, and returns an error";
    DIRECT_MEDIA: Warning "direct-media", "direct media is on",
        "Media is to travel past the platform, where the agent is: calls lose their audio when it is redirected.",
        "Set `direct_media` to `false`; it can be set when a trunk is created.",
        "contract: typically false; Asterisk: `direct_media`";
    ASYMMETRIC_RTP: Warning "asymmetric-rtp", "symmetric RTP is off",
        "Behind NAT the platform sends media to an address that nobody can reach: one side hears nothing.",
        "Set `rtp_symmetric` to `true`; it can be set when a trunk is created.",
        "RFC 4961; contract: `rtp_symmetric`";
    RPORT_OFF: Warning "rport-off", "rport is off",
        "Behind NAT, responses go to a port that nobody listens on: calls fail after a timeout.",
        "Set `force_rport` to `true`; it can be set when a trunk is created.",
        "RFC 3581; contract: `force_rport`";
    QUALIFY_OFF: Warning "qualify-off", "gateways are not probed",
        "A gateway that is gone is noticed by the first call that fails at it.",
        "Set `qualify_frequency` to 60 seconds.",
        "contract: `qualify_frequency`, an interval of OPTIONS requests; Asterisk: 0 is off";
    NO_USERNAME: Error "no-username", "a userpass trunk has no username",
        "The carrier refuses calls with 401 or 407, and a registration with 403.",
        "Set `auth_username` and `auth_password`. Of a response that merely lacks the field: look whether the trunk registers.",
        "observed: a userpass trunk needs both, and responses lack `auth_username` at times";
    NO_ADDRESSES: Error "no-addresses", "an ip-based trunk has no addresses",
        "Inbound calls are refused, since nobody knows the carrier by its address.",
        "Add the addresses of the carrier's signalling to `ip_identifiers`. Of a response that merely lacks the field: get the trunk by its id.",
        "observed: an ip-based trunk needs them, and responses lack `ip_identifiers` at times";
    ADDRESS_INVALID: Error "address-invalid", "an address is none",
        "No packet matches the entry: inbound calls from there are refused.",
        "Write an address, or a range such as 192.0.2.0/24.",
        "contract: an address or a CIDR range";
    ADDRESS_PRIVATE: Warning "address-private", "an address is none of the internet",
        "No packet from the internet has such a source: the entry matches nothing, or what is not the carrier.",
        "Give the public address that the carrier sends from.",
        "RFC 6890 (special-purpose addresses)";
    ADDRESS_ANY: Error "address-any", "every address is accepted",
        "Anybody can place calls through the trunk, at your cost: machines look for such trunks day and night (toll fraud).",
        "Give the ranges that the carrier documents.",
        "Asterisk: an endpoint is identified by the address of the packet";
    ADDRESS_TOO_WIDE: Warning "address-too-wide", "a range is too wide to be that of one carrier: shorter than /16, or than /32 for IPv6",
        "Strangers can place calls through the trunk, at your cost.",
        "Give the ranges that the carrier documents, or split a range that really is one carrier's into ranges of /16, or /32 for IPv6.",
        "regional registries give a carrier a /32 of IPv6, and seldom as much as a /16 of IPv4";
    ADDRESSES_OVERLAP: Note "addresses-overlap", "two entries have addresses in common",
        "The narrower one has no effect, and who removes it changes nothing.",
        "Remove one of the two.",
        "RFC 4632, section 3.1 (a longer prefix lies in a shorter one)";
    INBOUND_WITHOUT_NUMBERS: Warning "inbound-without-numbers", "inbound calls are enabled, and there is no number",
        "Every inbound call is refused: there is no number that it could be for.",
        "Add the numbers of the carrier, or set `inbound_enabled` to `false`. Of a response that merely lacks them: list the numbers of the trunk.",
        "observed: an inbound call is matched by its number";
    NUMBERS_WITHOUT_INBOUND: Note "numbers-without-inbound", "there are numbers, and inbound calls are disabled",
        "Who calls these numbers is refused. As the caller of outbound calls they are of use.",
        "Set `inbound_enabled` to `true` if they are to be called.",
        "contract: `inbound_enabled`, false by default";
    INACTIVE_WITH_NUMBERS: Warning "inactive-with-numbers", "an inactive trunk has numbers",
        "Who calls these numbers is refused.",
        "Activate the trunk, or move the numbers to one that is active.",
        "contract: `is_active`";
    NUMBER_MISSING: Note "number-missing", "an entry of the numbers has no number",
        "Nobody can tell what it is for: no call can be matched with it.",
        "List the numbers of the trunk, and remove the entry if it has none there, either.",
        "observed: responses lack fields at will";
    NUMBER_WITHOUT_AGENT: Note "number-without-agent", "a number has no agent, and inbound calls are enabled",
        "Nobody answers who calls the number.",
        "Connect an agent with it, unless it is the caller of outbound calls alone.",
        "observed: `agent_id` is null where no agent takes the calls";
    NUMBER_NOT_E164: Warning "number-not-e164", "a number is not in E.164 form",
        "A call from this number is refused with 400 or 422, and an inbound call may not match.",
        "Remove the number, and add it as `+`, country code and number, without separators.",
        "ITU-T E.164; observed: numbers are stored as they are sent";
    NUMBER_TWICE: Warning "number-twice", "a number stands in the list twice",
        "Which of the entries, and with it which agent, an inbound call reaches is a matter of chance.",
        "Remove one of the two.",
        "observed: an inbound call is matched by its number, with a `+` or without";
    NUMBER_ON_TWO_TRUNKS: Error "number-on-two-trunks", "a number is on two active trunks that take inbound calls",
        "Which trunk, and with it which agent, an inbound call reaches is a matter of chance.",
        "Remove the number from one of the trunks, or set its `inbound_enabled` to `false`.",
        "observed: an inbound call is matched by its number";
    ADDRESSES_OF_TWO_TRUNKS: Note "addresses-of-two-trunks", "two active trunks that take inbound calls accept the same addresses",
        "An inbound call may be taken for one of the other trunk, with its numbers, codecs and encryption.",
        "Give each trunk addresses of its own, or put all gateways and numbers on one trunk.",
        "Asterisk: an endpoint is identified by the address of the packet. Equal ranges of trunks of one provider are those that it publishes";
    TRUNK_TWICE: Warning "trunk-twice", "two trunks of the list have the same id",
        "Who gets or changes a trunk by its id reaches one of them, and nobody knows which; what changed cannot be told.",
        "Ask for the list again; if lists were put together, take each trunk once.",
        "contract: `id` is unique";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_unique_words_and_each_can_be_explained() {
        let codes: HashSet<_> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), RULES.len());
        for rule in RULES {
            assert!(
                rule.code
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            );
            assert!(std::ptr::eq(explain(rule.code).unwrap(), *rule));
        }
        assert_eq!(explain("sdes"), None);
    }

    #[test]
    fn the_table_of_the_documentation_has_every_rule_as_it_is() {
        let mut table = "| code | severity | what is wrong | what follows |\n|---|---|---|---|\n".to_owned();
        for rule in RULES {
            let Rule {
                code,
                severity,
                title,
                consequence,
                ..
            } = rule;
            table.push_str(&format!("| `{code}` | {severity} | {title} | {consequence} |\n"));
        }
        // The message has the whole of it, to be copied.
        assert!(table == include_str!("rules.md"), "rules.md is to be:\n{table}");
    }

    #[test]
    fn an_explanation_has_what_follows_and_what_to_do() {
        insta::assert_snapshot!(QUALIFY_OFF, @r"
        warning[qualify-off]: gateways are not probed

        A gateway that is gone is noticed by the first call that fails at it.

        Set `qualify_frequency` to 60 seconds.

        Source: contract: `qualify_frequency`, an interval of OPTIONS requests; Asterisk: 0 is off
        ");
    }
}
