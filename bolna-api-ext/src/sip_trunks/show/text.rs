//! Texts that people wrote, as something that can be shown.

use std::borrow::Cow;

use bolna_api::types::{SipTrunk, SipTrunkGateway};

use crate::sip_trunks::gateway_ext::SipTrunkGatewayExt;
use crate::sip_trunks::route;

/// A text on one line, in which nothing steers a terminal: neither control characters nor those that turn the direction of a text
/// around (UAX #9, section 2).
pub(in crate::sip_trunks) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(is_steering) {
        text.replace(is_steering, "\u{fffd}").into()
    } else {
        text.into()
    }
}

fn is_steering(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The trunk as a person knows it: its name, or else its id.
pub(super) fn name(trunk: &SipTrunk) -> Cow<'_, str> {
    let name = trunk.name.as_deref().filter(|name| !name.trim().is_empty());
    one_line(name.or(trunk.id.as_deref()).unwrap_or("a trunk without a name"))
}

/// Where calls go that try this gateway, as `host:port`, with the port of the transport where none is named. Of what is no such place
/// it is the text that stands there, but for what is before an `@`, which may be a password.
pub(super) fn place(trunk: &SipTrunk, gateway: &SipTrunkGateway) -> String {
    if let (Ok(place), Ok(transport)) = (route::place(gateway), route::transport(trunk)) {
        return format!("{}:{}", place.host, place.port.unwrap_or(transport.default_port()));
    }
    let address = gateway.address();
    match address.rsplit_once('@') {
        Some((_, host)) => format!("…@{}", one_line(host)),
        None => one_line(&address).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal_or_breaks_a_line() {
        assert_eq!(one_line("a\u{1b}[31m\nb\u{202e}c\u{2028}"), "a�[31m�b�c�");
        assert!(matches!(one_line("日本 é"), Cow::Borrowed("日本 é")));
    }

    #[test]
    fn a_gateway_is_where_calls_go_and_shows_no_password() {
        for (trunk, shown) in [
            (
                r#"{"gateways": [{"gateway_address": "SIP.example.com"}]}"#,
                "sip.example.com:5060",
            ),
            (
                r#"{"transport": "transport-tls", "gateways": [{"gateway_address": "sip.example.com"}]}"#,
                "sip.example.com:5061",
            ),
            (r#"{"gateways": [{"gateway_address": "a b"}]}"#, "a b:5060"),
            (
                r#"{"gateways": [{"gateway_address": "sip:me:hunter2@a.example"}]}"#,
                "…@a.example:5060",
            ),
        ] {
            let trunk: SipTrunk = serde_json::from_str(trunk).unwrap();
            assert_eq!(place(&trunk, &trunk.gateways[0]), shown);
        }
    }
}
