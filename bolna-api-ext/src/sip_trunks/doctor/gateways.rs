//! What is wrong with gateways.

use bolna_api::types::SipTrunk;

use super::finding::Finding;
use super::left_out::is_left_out;
use super::reach::kind_of_host;
use super::rule;
use crate::sip_trunks::gateway_ext::SipTrunkGatewayExt;
use crate::sip_trunks::host::Host;
use crate::sip_trunks::route;
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
        let finding = Finding::new(&rule::NO_GATEWAY, trunk, "gateways", "there is none");
        findings.push(finding.if_left_out(is_left_out(trunk, "gateways")));
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
                let (field, reason) = fault.place();
                let is_absent = gateway.gateway_address.is_none() && is_left_out(gateway, "gateway_address");
                let finding = Finding::new(&rule::GATEWAY_INVALID, trunk, at(field), reason);
                findings.push(finding.if_left_out(is_absent));
                continue;
            }
        };
        if let Some(kind) = kind_of_host(&place.host) {
            let message = format!("{} is {kind}, and not on the internet", place.host);
            findings.push(Finding::new(
                &rule::GATEWAY_PRIVATE,
                trunk,
                at("gateway_address"),
                message,
            ));
        }
        if let Host::Name(name) = &place.host
            && name.as_str().contains('_')
        {
            let message = format!("{name} has a `_`");
            findings.push(Finding::new(
                &rule::GATEWAY_UNDERSCORE,
                trunk,
                at("gateway_address"),
                message,
            ));
        }
        match (place.port, transport) {
            (Some(port), Some(transport)) if is_of_other(port, transport) => {
                let field = if gateway.port.is_some() {
                    "port"
                } else {
                    "gateway_address"
                };
                let message = format!("{port} is not the port of {transport}");
                let finding = Finding::new(&rule::PORT_OF_OTHER_TRANSPORT, trunk, at(field), message);
                findings.push(finding.if_left_out(trunk.transport.is_none() && is_left_out(trunk, "transport")));
            }
            (None, Some(Transport::Tls)) => {
                findings.push(Finding::new(
                    &rule::TLS_WITHOUT_PORT,
                    trunk,
                    at("port"),
                    "there is none",
                ));
            }
            _ => {}
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
