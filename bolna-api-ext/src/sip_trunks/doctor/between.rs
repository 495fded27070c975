//! What is wrong between trunks.

use std::collections::HashMap;

use bolna_api::types::SipTrunk;

use super::finding::Finding;
use super::left_out::is_left_out;
use super::rule;
use crate::sip_trunks::trunk_ext::SipTrunkExt;
use crate::sip_trunks::{networks, number};

/// The findings, each with the index of its trunk. A trunk that does not say whether it is active counts as one.
pub(super) fn diagnose(trunks: &[SipTrunk]) -> Vec<(usize, Finding)> {
    let active = || {
        trunks
            .iter()
            .enumerate()
            .filter(|(_, trunk)| trunk.is_active != Some(false))
    };
    let mut found = Vec::new();
    let mut owners: HashMap<String, usize> = HashMap::new();
    for (index, trunk) in active() {
        for number in trunk
            .active_numbers()
            .filter_map(|number| number.phone_number.as_deref())
        {
            let owner = *owners.entry(number::normal(number)).or_insert(index);
            let Some(other) = trunks.get(owner).filter(|_| owner != index) else {
                continue;
            };
            let message = format!("{number} is on {}, too", name(other));
            let finding = Finding::new(&rule::NUMBER_ON_TWO_TRUNKS, trunk, "phone_numbers", message);
            found.push((index, finding.if_left_out(is_doubtful([trunk, other]))));
        }
    }
    for overlap in networks::overlaps(active()) {
        let trunks = [overlap.narrow, overlap.wide];
        // The addresses tell whose an inbound call is: where there is none, it does not matter.
        if trunks.iter().all(|trunk| trunk.inbound_enabled != Some(true)) {
            continue;
        }
        let (shared, network, wide) = (overlap.shared, overlap.network, name(overlap.wide));
        let message = format!("{shared} lies in {network} of {wide}");
        let finding = Finding::new(
            &rule::ADDRESSES_OF_TWO_TRUNKS,
            overlap.narrow,
            "ip_identifiers",
            message,
        );
        found.push((overlap.narrow_index, finding.if_left_out(is_doubtful(trunks))));
    }
    found
}

/// Whether one of the trunks may be inactive.
fn is_doubtful(trunks: [&SipTrunk; 2]) -> bool {
    trunks
        .iter()
        .any(|trunk| trunk.is_active.is_none() && is_left_out(trunk, "is_active"))
}

fn name(trunk: &SipTrunk) -> String {
    let named = [(&trunk.name, "trunk"), (&trunk.id, "the trunk")];
    let known = named
        .into_iter()
        .find_map(|(value, what)| Some(format!("{what} `{}`", value.as_deref()?)));
    known.unwrap_or_else(|| "another trunk".to_owned())
}
