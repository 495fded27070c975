//! What the doctor looks for: one rule, one entry of one table.

use std::fmt;

use serde::Serialize;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// It may be meant so; or the response lacks the field, which the API leaves out at will, so that somebody has to look.
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
    /// How bad its findings are; one about a field that the response lacks is a [`Note`](Severity::Note).
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
    NO_GATEWAY: Error "no-gateway", "the trunk has no gateway",
        "No outbound call can be placed: there is no place to send it to.",
        "Add a gateway of the carrier.",
        "observed: every trunk needs a gateway";
    GATEWAY_INVALID: Error "gateway-invalid", "a gateway is no place that a call can be sent to",
        "Calls fail at this gateway, and take their time before the next one is tried.",
        "Write a host or an address in `gateway_address`, and the port in `port`.",
        "RFC 3261, section 25.1 (host, port)";
    GATEWAY_PRIVATE: Warning "gateway-private", "a gateway has an address of a private network",
        "The platform cannot reach it, so that calls fail at this gateway.",
        "Give the public address of the gateway.",
        "RFC 6890 (special-purpose addresses)";
    PORT_OF_OTHER_TRANSPORT: Error "port-of-other-transport", "the port is that of another transport",
        "Nobody answers in the transport of the trunk: calls fail at this gateway after a timeout.",
        "Use 5061 with TLS and 5060 with UDP and TCP, or the transport that the port belongs to.",
        "RFC 3261, section 19.1.2; observed: `transport-udp` and `transport-tcp` with 5060, `transport-tls` with 5061";
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
        "The platform has no G.729: calls connect without audio.",
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
    CODEC_UNKNOWN: Note "codec-unknown", "a codec has a name that Asterisk does not know",
        "The entry has no effect: a call never uses this codec.",
        "Write Asterisk's name of the codec, `ulaw` or `alaw` for G.711, or remove the entry.",
        "Asterisk: `ast_format_cap_update_by_allow_disallow` warns of the name, and goes on";
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
    ADDRESS_PRIVATE: Warning "address-private", "an address is that of a private network",
        "No packet from the internet has such a source: the entry matches nothing, or what is not the carrier.",
        "Give the public address that the carrier sends from.",
        "RFC 6890 (special-purpose addresses)";
    ADDRESS_TOO_WIDE: Warning "address-too-wide", "a range is too wide to be that of one carrier",
        "Strangers can place calls through the trunk, at your cost.",
        "Give the ranges that the carrier documents, which are longer than /16, or than /32 for IPv6.",
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
    NUMBER_NOT_E164: Warning "number-not-e164", "a number is not in E.164 form",
        "A call from this number is refused with 400 or 422, and an inbound call may not match.",
        "Remove the number, and add it as `+`, country code and number, without separators.",
        "ITU-T E.164; observed: numbers are stored as they are sent";
    NUMBER_TWICE: Warning "number-twice", "a number stands in the list twice",
        "Which of the entries, and with it which agent, an inbound call reaches is a matter of chance.",
        "Remove one of the two.",
        "observed: an inbound call is matched by its number, with a `+` or without";
    NUMBER_ON_TWO_TRUNKS: Error "number-on-two-trunks", "a number is on two active trunks",
        "Which trunk, and with it which agent, an inbound call reaches is a matter of chance.",
        "Remove the number from one of the trunks, or deactivate it.",
        "observed: an inbound call is matched by its number";
    ADDRESSES_OF_TWO_TRUNKS: Warning "addresses-of-two-trunks", "two active trunks accept the same addresses",
        "An inbound call may be taken for one of the other trunk, with its numbers, codecs and encryption.",
        "Give each trunk addresses of its own, or put all gateways and numbers on one trunk.",
        "Asterisk: an endpoint is identified by the address of the packet";
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
