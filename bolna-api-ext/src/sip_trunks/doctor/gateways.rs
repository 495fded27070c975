//! What is wrong with gateways.

use bolna_api::types::SipTrunk;
use ipnet::IpNet;

use super::finding::Finding;
use super::left_out::is_left_out;
use super::networks::is_private;
use super::rule;
use crate::sip_trunks::gateway_ext::SipTrunkGatewayExt;
use crate::sip_trunks::route::{self, InvalidGateway};
use crate::sip_trunks::transport::Transport;

/// A gateway that a call can be sent to.
struct Place {
    index: usize,
    priority: i64,
    /// Host and port.
    address: (String, u16),
}

pub(super) fn diagnose(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    if trunk.gateways.is_empty() {
        findings.push(Finding::new(&rule::NO_GATEWAY, trunk, "gateways", "there is none"));
    }
    // Of a transport that is not known, nobody knows the port either.
    let transport = route::transport(trunk).ok();
    let mut places = Vec::new();
    for (index, gateway) in trunk.gateways.iter().enumerate() {
        let at = |field: &str| format!("gateways[{index}].{field}");
        let priority = gateway.routing_priority();
        if priority < 0 {
            let message = format!("the priority is {priority}");
            findings.push(Finding::new(&rule::NEGATIVE_PRIORITY, trunk, at("priority"), message));
        }
        let place = match route::place(gateway) {
            Ok(place) => place,
            Err(fault) => {
                let (field, reason) = match fault {
                    InvalidGateway::Address(reason) => ("gateway_address", reason.to_string()),
                    InvalidGateway::Port { port } => ("port", format!("{port} is no port: 1 to 65535")),
                    InvalidGateway::TwoPorts { address, port } => (
                        "port",
                        format!("it is {port}, and `gateway_address` names the port {address}"),
                    ),
                };
                findings.push(Finding::new(&rule::GATEWAY_INVALID, trunk, at(field), reason));
                continue;
            }
        };
        if place
            .host
            .ip()
            .is_some_and(|address| is_private(&IpNet::from(address.to_canonical())))
        {
            let message = format!("{} is an address of a private network", place.host);
            findings.push(Finding::new(
                &rule::GATEWAY_PRIVATE,
                trunk,
                at("gateway_address"),
                message,
            ));
        }
        if let (Some(port), Some(transport)) = (place.port, transport)
            && is_of_other(port, transport)
        {
            let message = format!("{port} is not the port of {transport}");
            let finding = Finding::new(&rule::PORT_OF_OTHER_TRANSPORT, trunk, at("port"), message);
            findings.push(finding.if_left_out(trunk.transport.is_none() && is_left_out(trunk, "transport")));
        }
        let port = place.port.unwrap_or(transport.unwrap_or_default().default_port());
        places.push(Place {
            index,
            priority,
            address: (place.host.to_string(), port),
        });
    }
    find_twins(trunk, places, findings);
}

/// A port that belongs to no transport may be any carrier's own choice.
fn is_of_other(port: u16, transport: Transport) -> bool {
    let is_of = |other: Transport| port == other.default_port();
    !is_of(transport) && (is_of(Transport::Udp) || is_of(Transport::Tls))
}

/// Gateways that are the same one, and gateways that are different ones of the same priority.
fn find_twins(trunk: &SipTrunk, mut places: Vec<Place>, findings: &mut Vec<Finding>) {
    places.sort_by(|a, b| (&a.address, a.index).cmp(&(&b.address, b.index)));
    let mut found = Vec::new();
    for pair in places.windows(2) {
        if let [first, second] = pair
            && first.address == second.address
        {
            let (host, port) = &second.address;
            let message = format!("{host}:{port} is gateways[{}], too", first.index);
            found.push((
                second.index,
                Finding::new(
                    &rule::GATEWAY_TWICE,
                    trunk,
                    format!("gateways[{}]", second.index),
                    message,
                ),
            ));
        }
    }
    places.dedup_by(|second, first| first.address == second.address);
    places.sort_by_key(|place| (place.priority, place.index));
    for pair in places.windows(2) {
        if let [first, second] = pair
            && first.priority == second.priority
        {
            let field = format!("gateways[{}].priority", second.index);
            let message = format!("{} is that of gateways[{}], too", second.priority, first.index);
            found.push((
                second.index,
                Finding::new(&rule::EQUAL_PRIORITIES, trunk, field, message),
            ));
        }
    }
    found.sort_by_key(|(index, _)| *index);
    findings.extend(found.into_iter().map(|(_, finding)| finding));
}
