//! What a gateway can be asked.

use bolna_api::types::SipTrunkGateway;

use super::gateway_address::GatewayAddress;

/// The priority of a gateway that does not say: the default of the API's document.
pub const DEFAULT_PRIORITY: i64 = 1;

/// The SIP port of a gateway that does not say: the default of the API's document, whatever the transport.
pub const DEFAULT_PORT: i64 = 5060;

/// What a gateway of a SIP trunk can be asked.
///
/// ```
/// use bolna_api_ext::SipTrunkGatewayExt;
/// use bolna_api_ext::types::SipTrunkGateway;
///
/// let gateway: SipTrunkGateway = serde_json::from_str(r#"{"gateway_address": "2001:db8::5"}"#)?;
/// assert_eq!(gateway.routing_priority(), 1);
/// assert_eq!(gateway.address(), "[2001:db8::5]:5060");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait SipTrunkGatewayExt {
    /// Its place in the order: the lower, the earlier it is tried. [`DEFAULT_PRIORITY`] if it does not say.
    #[must_use]
    fn routing_priority(&self) -> i64;

    /// Its SIP port: that of the field, or else that of the address; [`DEFAULT_PORT`] if it does not say. A trunk with TLS has another
    /// default, which [`SipTrunkExt::route`](super::SipTrunkExt::route) knows.
    #[must_use]
    fn sip_port(&self) -> i64;

    /// Its address as `host:port`, with an IPv6 address in brackets (RFC 3986, section 3.2.2). A host that is none is as it stands
    /// there, and empty if it does not say.
    #[must_use]
    fn address(&self) -> String;
}

impl SipTrunkGatewayExt for SipTrunkGateway {
    fn routing_priority(&self) -> i64 {
        self.priority.unwrap_or(DEFAULT_PRIORITY)
    }

    fn sip_port(&self) -> i64 {
        let of_address = || parsed(self).and_then(|address| address.port).map(i64::from);
        self.port.or_else(of_address).unwrap_or(DEFAULT_PORT)
    }

    fn address(&self) -> String {
        let port = self.sip_port();
        match parsed(self) {
            Some(address) => format!("{}:{port}", address.host),
            None => format!("{}:{port}", self.gateway_address.as_deref().unwrap_or_default()),
        }
    }
}

fn parsed(gateway: &SipTrunkGateway) -> Option<GatewayAddress> {
    gateway.gateway_address.as_deref()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gateway(json: &str) -> SipTrunkGateway {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn what_the_server_leaves_out_is_the_documented_default() {
        let gateway = gateway(r#"{"gateway_address": "sip.example.com"}"#);
        assert_eq!((gateway.routing_priority(), gateway.sip_port()), (1, 5060));
    }

    #[test]
    fn what_the_server_says_is_what_counts() {
        let gateway = gateway(r#"{"gateway_address": "sip.example.com", "port": 5061, "priority": 0}"#);
        assert_eq!((gateway.routing_priority(), gateway.sip_port()), (0, 5061));
    }

    #[test]
    fn an_address_has_brackets_around_ipv6_only() {
        let address = |host| gateway(&format!(r#"{{"gateway_address": "{host}"}}"#)).address();
        assert_eq!(address("sip.example.com"), "sip.example.com:5060");
        assert_eq!(address("192.0.2.7"), "192.0.2.7:5060");
        assert_eq!(address("2001:db8::5"), "[2001:db8::5]:5060");
        assert_eq!(address("[2001:db8::5]"), "[2001:db8::5]:5060");
        assert_eq!(address("192.0.2.7:5070"), "192.0.2.7:5070");
        assert_eq!(address("a b"), "a b:5060");
        assert_eq!(address(""), ":5060");
    }
}
