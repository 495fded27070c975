//! What is wrong between trunks.

use std::collections::HashMap;

use bolna_api::types::SipTrunk;

use super::finding::Finding;
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
            found.push((
                index,
                Finding::new(&rule::NUMBER_ON_TWO_TRUNKS, trunk, "phone_numbers", message),
            ));
        }
    }
    for overlap in networks::overlaps(active()) {
        let message = format!(
            "{} lies in {} of {}",
            overlap.shared,
            overlap.network,
            name(overlap.wide)
        );
        let finding = Finding::new(
            &rule::ADDRESSES_OF_TWO_TRUNKS,
            overlap.narrow,
            "ip_identifiers",
            message,
        );
        found.push((overlap.narrow_index, finding));
    }
    found
}

fn name(trunk: &SipTrunk) -> String {
    let named = [(&trunk.name, "trunk"), (&trunk.id, "the trunk")];
    let known = named
        .into_iter()
        .find_map(|(value, what)| Some(format!("{what} `{}`", value.as_deref()?)));
    known.unwrap_or_else(|| "another trunk".to_owned())
}
