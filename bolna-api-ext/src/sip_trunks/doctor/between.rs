//! What is wrong between trunks.

use std::collections::{BTreeMap, HashMap};

use bolna_api::types::SipTrunk;

use super::finding::Finding;
use super::identity::more;
use super::left_out::is_left_out;
use super::rule;
use crate::sip_trunks::networks::{self, Overlap};
use crate::sip_trunks::number;
use crate::sip_trunks::trunk_ext::SipTrunkExt;

/// The findings, each with the index of its trunk.
pub(super) fn diagnose(trunks: &[SipTrunk]) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    find_ids(trunks, &mut found);
    find_numbers(trunks, &mut found);
    find_addresses(trunks, &mut found);
    found
}

/// The trunks among which an inbound call has to be told apart. One that does not say whether it is active, or whether it takes calls, counts as one that does.
fn inbound(trunks: &[SipTrunk]) -> impl Iterator<Item = (usize, &SipTrunk)> {
    let trunks = trunks.iter().enumerate();
    trunks.filter(|(_, trunk)| trunk.is_active != Some(false) && trunk.inbound_enabled != Some(false))
}

fn find_ids(trunks: &[SipTrunk], found: &mut Vec<(usize, Finding)>) {
    let mut owners: HashMap<&str, usize> = HashMap::new();
    for (index, trunk) in trunks.iter().enumerate() {
        let Some(id) = trunk.id.as_deref().filter(|id| !id.is_empty()) else {
            continue;
        };
        let first = *owners.entry(id).or_insert(index);
        if first != index {
            let message = format!("{id} is that of trunks[{first}], too");
            let finding = Finding::new(&rule::TRUNK_TWICE, trunk, "id", message);
            let finding = match trunk.is_active {
                Some(false) => finding.of_inactive(),
                _ => Some(finding),
            };
            found.extend(finding.map(|finding| (index, finding)));
        }
    }
}

fn find_numbers(trunks: &[SipTrunk], found: &mut Vec<(usize, Finding)>) {
    let mut owners: HashMap<String, usize> = HashMap::new();
    for (index, trunk) in inbound(trunks) {
        let numbers = trunk
            .active_numbers()
            .filter_map(|number| number.phone_number.as_deref());
        for number in numbers {
            let owner = *owners.entry(number::normal(number)).or_insert(index);
            let Some(other) = trunks
                .get(owner)
                .filter(|other| owner != index && !is_same(other, trunk))
            else {
                continue;
            };
            let message = format!("{number} is on {}, too", name(other));
            let finding = Finding::new(&rule::NUMBER_ON_TWO_TRUNKS, trunk, "phone_numbers", message);
            found.push((index, finding.if_left_out(is_doubtful([trunk, other]))));
        }
    }
}

/// One finding for two trunks, however many ranges they share.
fn find_addresses(trunks: &[SipTrunk], found: &mut Vec<(usize, Finding)>) {
    let mut pairs: BTreeMap<(usize, usize), (Overlap<'_>, usize)> = BTreeMap::new();
    for overlap in networks::overlaps(inbound(trunks)) {
        let (narrow, wide) = (overlap.narrow_index, overlap.wide_index);
        if is_same(overlap.narrow, overlap.wide) || is_of_carrier(&overlap) {
            continue;
        }
        let pair = (narrow.min(wide), narrow.max(wide));
        let (_, count) = pairs.entry(pair).or_insert((overlap, 0));
        *count += 1;
    }
    for (overlap, count) in pairs.into_values() {
        let more = more(count - 1);
        let (shared, network, wide) = (overlap.shared, overlap.network, name(overlap.wide));
        let message = format!("{shared} lies in {network} of {wide}{more}");
        let finding = Finding::new(
            &rule::ADDRESSES_OF_TWO_TRUNKS,
            overlap.narrow,
            "ip_identifiers",
            message,
        );
        let is_doubtful = is_doubtful([overlap.narrow, overlap.wide]);
        found.push((overlap.narrow_index, finding.if_left_out(is_doubtful)));
    }
}

/// Whether a range is what the carrier of both trunks publishes, and every customer of it has. `custom` is no carrier, but any.
fn is_of_carrier(overlap: &Overlap<'_>) -> bool {
    let provider = |trunk: &SipTrunk| trunk.provider.as_deref().map(|name| name.trim().to_lowercase());
    let carrier = provider(overlap.wide).filter(|name| !name.is_empty() && name != "custom");
    overlap.shared == overlap.network && carrier.is_some() && carrier == provider(overlap.narrow)
}

/// Whether it is one trunk, which the list has twice.
fn is_same(trunk: &SipTrunk, other: &SipTrunk) -> bool {
    trunk.id.as_deref().is_some_and(|id| !id.is_empty()) && trunk.id == other.id
}

/// Whether one of the trunks may be inactive, or take no inbound calls.
fn is_doubtful(trunks: [&SipTrunk; 2]) -> bool {
    trunks.iter().any(|trunk| {
        trunk.is_active.is_none() && is_left_out(*trunk, "is_active")
            || trunk.inbound_enabled.is_none() && is_left_out(*trunk, "inbound_enabled")
    })
}

fn name(trunk: &SipTrunk) -> String {
    let named = [(&trunk.name, "trunk"), (&trunk.id, "the trunk")];
    let known = named
        .into_iter()
        .find_map(|(value, what)| Some(format!("{what} `{}`", value.as_deref()?)));
    known.unwrap_or_else(|| "another trunk".to_owned())
}
