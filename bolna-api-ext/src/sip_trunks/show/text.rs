//! Texts that people wrote, as something that can be shown.

use std::borrow::Cow;

use bolna_api::types::{SipTrunk, SipTrunkGateway};

use crate::sip_trunks::gateway_ext::SipTrunkGatewayExt;
pub(super) use crate::sip_trunks::one_line::one_line;
use crate::sip_trunks::route;

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
