//! Where an outbound call goes.

use std::fmt;

use bolna_api::types::{SipTrunk, SipTrunkGateway};

use super::gateway_address::{GatewayAddress, InvalidAddress};
use super::gateway_ext::SipTrunkGatewayExt;
use super::sip_uri::SipUri;
use super::transport::{Transport, UnknownTransport};
use super::trunk_ext::SipTrunkExt;
use crate::e164::{E164, InvalidNumber};

/// What an outbound call would try, in order. From [`SipTrunkExt::route`].
///
/// The gateways of one priority are a group, and within it the order of the list counts, as the API tries them.
///
/// `Display` has a line for each URI, with its priority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    groups: Vec<RouteGroup>,
}

/// The gateways of one priority.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RouteGroup {
    /// Their priority: the lower, the earlier they are tried.
    pub priority: i64,
    /// The URIs of a call, in the order in which they are tried. There is one at least.
    pub uris: Vec<SipUri>,
}

impl Route {
    /// The groups, in the order in which they are tried.
    #[must_use]
    pub fn groups(&self) -> &[RouteGroup] {
        &self.groups
    }

    /// The URIs, in the order in which they are tried.
    pub fn uris(&self) -> impl Iterator<Item = &SipUri> {
        self.groups.iter().flat_map(|group| &group.uris)
    }
}

/// ```
/// use bolna_api_ext::SipTrunkExt;
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunk: SipTrunk = serde_json::from_str(
///     r#"{"gateways": [{"gateway_address": "b.example", "priority": 2}, {"gateway_address": "a.example"}]}"#,
/// )?;
/// assert_eq!(
///     trunk.route("+14155550100")?.to_string(),
///     "1  sip:+14155550100@a.example:5060;transport=udp\n\
///      2  sip:+14155550100@b.example:5060;transport=udp"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self
            .groups
            .iter()
            .flat_map(|group| group.uris.iter().map(|uri| (group.priority, uri)));
        for (index, (priority, uri)) in lines.enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{priority}  {uri}")?;
        }
        Ok(())
    }
}

/// Why a trunk carries no call.
///
/// ```
/// use bolna_api_ext::SipTrunkExt;
/// use bolna_api_ext::sip_trunks::RouteError;
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunk: SipTrunk = serde_json::from_str(r#"{"gateways": [{"gateway_address": "sip.example.com", "port": 70000}]}"#)?;
/// let error = trunk.route("+14155550100").unwrap_err();
/// assert!(matches!(error, RouteError::Gateway { index: 0, .. }));
/// assert_eq!(error.to_string(), "gateways[0]: port: 70000 is no port: 1 to 65535");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RouteError {
    /// The number to call is none.
    #[error("the number to call: {0}")]
    Number(#[from] InvalidNumber),
    /// The trunk is not active.
    #[error("the trunk is not active")]
    Inactive,
    /// The trunk has no gateway.
    #[error("the trunk has no gateway")]
    NoGateway,
    /// The transport of the trunk is not known.
    #[error(transparent)]
    Transport(#[from] UnknownTransport),
    /// A gateway is no place that a call can be sent to.
    #[error("gateways[{index}]: {source}")]
    Gateway {
        /// Its index in the list of the trunk.
        index: usize,
        /// What is wrong with it.
        source: InvalidGateway,
    },
}

/// Why a gateway is no place that a call can be sent to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidGateway {
    /// Its address.
    #[error("gateway_address: {0}")]
    Address(#[from] InvalidAddress),
    /// Its port.
    #[error("port: {port} is no port: 1 to 65535")]
    Port {
        /// The port.
        port: i64,
    },
    /// Its address names a port, and `port` another one.
    #[error("gateway_address names the port {address}, and port is {port}")]
    TwoPorts {
        /// The port of the address.
        address: u16,
        /// The port of the field.
        port: u16,
    },
}

impl InvalidGateway {
    /// The field at fault, and what is wrong with it.
    pub(super) fn place(&self) -> (&'static str, String) {
        match self {
            Self::Address(reason) => ("gateway_address", reason.to_string()),
            Self::Port { port } => ("port", format!("{port} is no port: 1 to 65535")),
            Self::TwoPorts { address, port } => (
                "port",
                format!("it is {port}, and `gateway_address` names the port {address}"),
            ),
        }
    }
}

pub(super) fn route(trunk: &SipTrunk, number: Result<E164, InvalidNumber>) -> Result<Route, RouteError> {
    let number = number?;
    if trunk.is_active == Some(false) {
        return Err(RouteError::Inactive);
    }
    if trunk.gateways.is_empty() {
        return Err(RouteError::NoGateway);
    }
    let transport = trunk.sip_transport()?;
    let has_plus = trunk.outbound_leading_plus_enabled != Some(false);
    let mut gateways: Vec<_> = trunk.gateways.iter().enumerate().collect();
    gateways.sort_by_key(|(_, gateway)| gateway.routing_priority());
    let mut groups: Vec<RouteGroup> = Vec::new();
    for (index, gateway) in gateways {
        let place = place(gateway).map_err(|source| RouteError::Gateway { index, source })?;
        let port = place.port.unwrap_or(transport.default_port());
        let uri = SipUri::new(&number, place.host, transport).with_port(port);
        let uri = if has_plus { uri } else { uri.without_plus() };
        let priority = gateway.routing_priority();
        match groups.last_mut() {
            Some(group) if group.priority == priority => group.uris.push(uri),
            _ => groups.push(RouteGroup {
                priority,
                uris: vec![uri],
            }),
        }
    }
    Ok(Route { groups })
}

/// Where the gateway is, with the port of the field or of the address, if there is one.
pub(super) fn place(gateway: &SipTrunkGateway) -> Result<GatewayAddress, InvalidGateway> {
    let mut place: GatewayAddress = gateway.gateway_address.as_deref().unwrap_or_default().parse()?;
    let Some(port) = gateway.port else {
        return Ok(place);
    };
    let number = u16::try_from(port).ok().filter(|port| *port > 0);
    let number = number.ok_or(InvalidGateway::Port { port })?;
    match place.port {
        Some(address) if address != number => Err(InvalidGateway::TwoPorts { address, port: number }),
        _ => {
            place.port = Some(number);
            Ok(place)
        }
    }
}

/// The transport of a trunk; the default of the API's document if it does not say.
pub(super) fn transport(trunk: &SipTrunk) -> Result<Transport, UnknownTransport> {
    trunk
        .transport
        .as_ref()
        .map_or(Ok(Transport::default()), Transport::try_from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trunk(json: &str) -> SipTrunk {
        serde_json::from_str(json).unwrap()
    }

    fn routed(json: &str) -> String {
        let route = trunk(json).route("+14155550100");
        route.map_or_else(|error| error.to_string(), |route| route.to_string())
    }

    #[test]
    fn gateways_of_one_priority_are_one_group_in_the_order_of_the_list() {
        let trunk = trunk(
            r#"{"gateways": [{"gateway_address": "d", "priority": 5}, {"gateway_address": "a"},
                {"gateway_address": "b", "priority": 1}, {"gateway_address": "c", "priority": 5}]}"#,
        );
        let route = trunk.route("+14155550100").unwrap();
        let groups: Vec<_> = route
            .groups()
            .iter()
            .map(|group| {
                (
                    group.priority,
                    group.uris.iter().map(|uri| uri.host().to_string()).collect::<Vec<_>>(),
                )
            })
            .collect();
        let names = |names: [&str; 2]| names.map(str::to_owned).to_vec();
        assert_eq!(groups, [(1, names(["a", "b"])), (5, names(["d", "c"]))]);
        assert_eq!(route.uris().count(), 4);
    }

    #[test]
    fn the_trunk_says_transport_and_plus_and_the_transport_the_port() {
        let gateway = r#""gateways": [{"gateway_address": "[2001:db8::5]"}]"#;
        for (settings, uri) in [
            (
                r#""transport": "transport-tls""#,
                "sip:+14155550100@[2001:db8::5]:5061;transport=tls",
            ),
            (
                r#""transport": "transport-tcp""#,
                "sip:+14155550100@[2001:db8::5]:5060;transport=tcp",
            ),
            (
                r#""outbound_leading_plus_enabled": false"#,
                "sip:14155550100@[2001:db8::5]:5060;transport=udp",
            ),
            (
                r#""outbound_leading_plus_enabled": null"#,
                "sip:+14155550100@[2001:db8::5]:5060;transport=udp",
            ),
        ] {
            assert_eq!(routed(&format!("{{{settings}, {gateway}}}")), format!("1  {uri}"));
        }
    }

    #[test]
    fn a_port_may_be_in_the_address() {
        let at = |gateway: &str| routed(&format!(r#"{{"gateways": [{gateway}]}}"#));
        let uri = "1  sip:+14155550100@192.0.2.7:5070;transport=udp";
        assert_eq!(at(r#"{"gateway_address": "192.0.2.7:5070"}"#), uri);
        assert_eq!(at(r#"{"gateway_address": "::ffff:192.0.2.7", "port": 5070}"#), uri);
        let underscore = at(r#"{"gateway_address": "sip_trunk.carrier.example"}"#);
        assert_eq!(
            underscore,
            "1  sip:+14155550100@sip_trunk.carrier.example:5060;transport=udp"
        );
        assert_eq!(at(r#"{"gateway_address": "192.0.2.7:5070", "port": 5070}"#), uri);
        assert_eq!(at(r#"{"gateway_address": "192.0.2.7", "port": "5070"}"#), uri);
        assert_eq!(
            at(r#"{"gateway_address": "192.0.2.7:5070", "port": 5060}"#),
            "gateways[0]: gateway_address names the port 5070, and port is 5060"
        );
    }

    #[test]
    fn a_trunk_that_carries_no_call_says_why() {
        for (json, reason) in [
            ("{}", "the trunk has no gateway"),
            (
                r#"{"is_active": false, "gateways": [{"gateway_address": "a"}]}"#,
                "the trunk is not active",
            ),
            (
                r#"{"transport": "transport-wss", "gateways": [{"gateway_address": "a"}]}"#,
                "the transport `transport-wss` is not known; udp, tcp and tls are",
            ),
            (
                r#"{"gateways": [{"gateway_address": "a"}, {"gateway_address": "http://a b"}]}"#,
                "gateways[1]: gateway_address: `http://a b` is a URI, where a host belongs",
            ),
            (
                r#"{"gateways": [{"gateway_address": "a", "port": 70000}]}"#,
                "gateways[0]: port: 70000 is no port: 1 to 65535",
            ),
            (
                r#"{"gateways": [{}]}"#,
                "gateways[0]: gateway_address: a host is missing",
            ),
        ] {
            assert_eq!(routed(json), reason);
        }
        assert!(matches!(SipTrunk::default().route("0415"), Err(RouteError::Number(_))));
    }
}
