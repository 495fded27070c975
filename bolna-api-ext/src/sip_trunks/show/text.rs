//! Texts that people wrote, as something that can be shown.

use std::borrow::Cow;

use bolna_api::types::{SipTrunk, SipTrunkGateway};

use crate::sip_trunks::gateway_ext::SipTrunkGatewayExt;
use crate::sip_trunks::route;

/// A text on one line, in which nothing steers a terminal: neither control characters nor those that turn the direction of a text
/// around (UAX #9, section 2).
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
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

/// How many columns of a terminal a text takes: two for what East Asian scripts and emoji have (UAX #11, wide), none for marks that
/// are put on the character before.
pub(super) fn width(text: &str) -> usize {
    let of_character = |character: char| match u32::from(character) {
        0x300..=0x36f | 0x200b..=0x200d | 0x20d0..=0x20ff | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff
        | 0x1f900..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    };
    text.chars().map(of_character).sum()
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

    #[test]
    fn wide_characters_take_two_columns_and_marks_none() {
        for (text, columns) in [
            ("", 0),
            ("abc", 3),
            ("日本", 4),
            ("e\u{301}", 1),
            ("Ärger", 5),
            ("📞", 2),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
    }
}
