//! What is wrong with the way in which the carrier is known: a username, or addresses.

use bolna_api::types::{SipTrunk, SipTrunkAuthType};
use ipnet::IpNet;

use super::finding::Finding;
use super::left_out::is_left_out;
use super::networks::{is_private, is_too_wide};
use super::rule;
use crate::sip_trunks::networks;

pub(super) fn diagnose(trunk: &SipTrunk, findings: &mut Vec<Finding>) {
    match trunk.auth_type {
        Some(SipTrunkAuthType::Userpass) => {
            let username = trunk.auth_username.as_deref();
            if username.is_none_or(|name| name.trim().is_empty()) {
                let finding = Finding::new(&rule::NO_USERNAME, trunk, "auth_username", "there is none");
                let is_absent = username.is_none() && is_left_out(trunk, "auth_username");
                findings.push(finding.if_left_out(is_absent));
            }
        }
        Some(SipTrunkAuthType::IpBased) => {
            if trunk.ip_identifiers.is_empty() {
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
    let mut ranges: Vec<(IpNet, usize)> = Vec::new();
    for (index, network) in networks::networks(trunk).enumerate() {
        let mut found = |rule, message| {
            let field = format!("ip_identifiers[{index}].ip_address");
            findings.push(Finding::new(rule, trunk, field, message));
        };
        match network {
            Err(error) => found(&rule::ADDRESS_INVALID, error.to_string()),
            Ok(network) => {
                // What is private is no carrier's, however wide it is.
                if is_private(&network) {
                    found(&rule::ADDRESS_PRIVATE, format!("{network} is of a private network"));
                } else if is_too_wide(&network) {
                    found(
                        &rule::ADDRESS_TOO_WIDE,
                        format!("{network} is a prefix of {} bits", network.prefix_len()),
                    );
                }
                ranges.push((network, index));
            }
        }
    }
    // A range comes before those that lie in it.
    ranges.sort_by_key(|(network, index)| (network.network(), network.prefix_len(), *index));
    let mut wide: Option<(IpNet, usize)> = None;
    let mut inner = Vec::new();
    for (network, index) in ranges {
        match wide {
            Some((around, other)) if around.contains(&network) => inner.push((index, network, other, around)),
            _ => wide = Some((network, index)),
        }
    }
    inner.sort_by_key(|(index, ..)| *index);
    findings.extend(inner.into_iter().map(|(index, network, other, around)| {
        let message = format!("{network} lies in ip_identifiers[{other}], {around}");
        Finding::new(
            &rule::ADDRESSES_OVERLAP,
            trunk,
            format!("ip_identifiers[{index}].ip_address"),
            message,
        )
    }));
}
