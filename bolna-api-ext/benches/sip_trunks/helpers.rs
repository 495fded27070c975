//! What is asked by the helpers.

use std::hint::black_box;
use std::net::IpAddr;

use bolna_api_ext::prelude::*;
use bolna_api_ext::sip_trunks::{Codec, doctor};
use bolna_api_ext::types::SipTrunk;

use crate::list::last_number;

/// An address in the ranges of one trunk.
pub(crate) const SOURCE: [u8; 4] = [198, 0, 7, 9];

/// A provider and a name to select by. Neither is known when the benchmark is compiled, as in a program that is told.
pub(crate) const PROVIDER: &str = "twilio";
pub(crate) const NAME: &str = "Trunk 7";

/// A number to call.
pub(crate) const CALLEE: &str = "+14155550100";

pub(crate) fn active_only(trunks: &[SipTrunk]) -> usize {
    trunks.active_only().count()
}

pub(crate) fn primary_gateway(trunks: &[SipTrunk]) -> usize {
    let primary = trunks.iter().filter_map(|trunk| trunk.primary_gateway());
    primary.filter(|gateway| gateway.priority == Some(1)).count()
}

pub(crate) fn by_provider(trunks: &[SipTrunk]) -> usize {
    trunks.by_provider(black_box(PROVIDER)).count()
}

pub(crate) fn by_name(trunks: &[SipTrunk]) -> usize {
    trunks.by_name(black_box(NAME)).count()
}

pub(crate) fn find_by_number(trunks: &[SipTrunk]) -> usize {
    let found = trunks.find_by_number(&last_number(trunks));
    found.map_or(0, |trunk| trunk.phone_numbers.len())
}

pub(crate) fn active_numbers(trunks: &[SipTrunk]) -> usize {
    trunks.active_numbers().count()
}

pub(crate) fn gateways_by_priority(trunks: &[SipTrunk]) -> usize {
    trunks.iter().map(|trunk| trunk.gateways_by_priority().len()).sum()
}

pub(crate) fn route(trunks: &[SipTrunk]) -> usize {
    let routes = trunks.active_only().filter_map(|trunk| trunk.route(CALLEE).ok());
    routes
        .map(|route| route.uris().map(|uri| uri.to_string().len()).sum::<usize>())
        .sum()
}

pub(crate) fn codecs(trunks: &[SipTrunk]) -> usize {
    trunks
        .iter()
        .filter(|trunk| trunk.codecs().contains(&Codec::Ulaw))
        .count()
}

pub(crate) fn accepting_source(trunks: &[SipTrunk]) -> usize {
    trunks.accepting_source(IpAddr::from(SOURCE)).len()
}

pub(crate) fn overlaps(trunks: &[SipTrunk]) -> usize {
    trunks.overlaps().len()
}

pub(crate) fn diagnose_all(trunks: &[SipTrunk]) -> usize {
    doctor::diagnose_all(trunks).len()
}
