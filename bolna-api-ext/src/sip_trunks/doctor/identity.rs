//! What is wrong with the way in which the carrier is known: a username, or addresses.

use bolna_api::types::{SipTrunk, SipTrunkAuthType};
use ipnet::IpNet;

use super::finding::Finding;
use super::left_out::is_left_out;
use super::reach::{is_too_wide, kind_of_range};
use super::rule;
use crate::sip_trunks::networks;
use crate::sip_trunks::spelling::auth_type;

pub(super) fn diagnose(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    match auth_type(trunk) {
        Some(SipTrunkAuthType::Userpass) => {
            let username = trunk.auth_username.as_deref();
            if username.is_none_or(|name| name.trim().is_empty()) {
                let finding = Finding::new(&rule::NO_USERNAME, trunk, "auth_username", "there is none");
                let is_absent = username.is_none() && is_left_out(trunk, "auth_username");
                findings.push(finding.if_left_out(is_absent));
            }
        }
        Some(SipTrunkAuthType::IpBased) => {
            // They tell whose an inbound call is.
            if trunk.ip_identifiers.is_empty() && trunk.inbound_enabled != Some(false) {
                let finding = Finding::new(&rule::NO_ADDRESSES, trunk, "ip_identifiers", "there is none");
                findings.push(finding.if_left_out(is_left_out(trunk, "ip_identifiers")));
            }
            diagnose_addresses(trunk, findings);
        }
        // It does not say: the addresses that it has are meant to be used.
        _ => diagnose_addresses(trunk, findings),
    }
}

fn diagnose_addresses(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    // Where nobody calls in, who would be let in matters less.
    let is_outbound = trunk.inbound_enabled == Some(false);
    let mut ranges: Vec<(IpNet, usize)> = Vec::new();
    for ((index, entry), network) in trunk.ip_identifiers.iter().enumerate().zip(networks::networks(trunk)) {
        let found = |rule, message| Finding::new(rule, trunk, place_of(index), message).note_if(is_outbound);
        let network = match network {
            Ok(network) => network,
            Err(error) => {
                let is_absent = entry.ip_address.is_none() && is_left_out(entry, "ip_address");
                let message = if entry.ip_address.is_some() {
                    error.to_string()
                } else {
                    "there is none".to_owned()
                };
                findings.push(found(&rule::ADDRESS_INVALID, message).if_left_out(is_absent));
                continue;
            }
        };
        if network.prefix_len() == 0 {
            let family = if network.addr().is_ipv4() { 4 } else { 6 };
            let message = format!("{network} is every address of IPv{family}");
            // Whether calls come in or not: it takes those that are another trunk's.
            findings.push(Finding::new(&rule::ADDRESS_ANY, trunk, place_of(index), message));
            continue;
        }
        // What is private is no carrier's, however wide it is.
        if let Some(kind) = kind_of_range(&network) {
            let message = format!("{network} is {kind}, and not on the internet");
            findings.push(found(&rule::ADDRESS_PRIVATE, message));
        } else if is_too_wide(&network) {
            let message = format!("{network} is a prefix of {} bits", network.prefix_len());
            findings.push(found(&rule::ADDRESS_TOO_WIDE, message));
        }
        ranges.push((network, index));
    }
    diagnose_overlaps(trunk, ranges, findings);
}

fn place_of(index: usize) -> String {
    format!("ip_identifiers[{index}].ip_address")
}

/// A range that lies in no other, with the entries that lie in it.
struct Outer {
    range: IpNet,
    index: usize,
    inner: Vec<(usize, IpNet)>,
}

/// One finding for a range, however many entries lie in it.
fn diagnose_overlaps(trunk: &SipTrunk, mut ranges: Vec<(IpNet, usize)>, findings: &mut Vec<Finding>) {
    // A range comes before those that lie in it.
    ranges.sort_by_key(|(network, index)| (network.network(), network.prefix_len(), *index));
    let mut outer: Vec<Outer> = Vec::new();
    for (network, index) in ranges {
        match outer.last_mut() {
            Some(outer) if outer.range.contains(&network) => outer.inner.push((index, network)),
            _ => outer.push(Outer {
                range: network,
                index,
                inner: Vec::new(),
            }),
        }
    }
    let mut found = Vec::new();
    for Outer {
        range,
        index: other,
        mut inner,
    } in outer
    {
        inner.sort_by_key(|(index, _)| *index);
        if let Some((index, network)) = inner.first() {
            let more = more(inner.len() - 1);
            let message = format!("{network} lies in ip_identifiers[{other}], {range}{more}");
            found.push((*index, message));
        }
    }
    found.sort_by_key(|(index, _)| *index);
    let found = found.into_iter();
    findings
        .extend(found.map(|(index, message)| Finding::new(&rule::ADDRESSES_OVERLAP, trunk, place_of(index), message)));
}

/// How many more there are of what was named once.
pub(super) fn more(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ", and so does 1 more".to_owned(),
        count => format!(", and so do {count} more"),
    }
}
