//! Selecting among trunks.

use std::borrow::Borrow;
use std::net::IpAddr;

use bolna_api::types::SipTrunk;
use ipnet::IpNet;

use super::networks;
use super::trunk_ext::SipTrunkExt;

/// Selections on iterators of trunks, borrowed or owned, one behind the other. The order is kept, and nothing is allocated but
/// where it is said.
///
/// On lists themselves, [`SipTrunksExt`](super::SipTrunksExt) has the same.
///
/// ```
/// use bolna_api_ext::prelude::*;
/// use bolna_api_ext::types::SipTrunk;
///
/// # fn run(trunks: Vec<SipTrunk>) {
/// let ready = trunks.iter().active_only().by_provider("twilio").inbound_enabled().count();
/// let owned: Vec<SipTrunk> = trunks.into_iter().active_only().by_name("Front desk").collect();
/// # }
/// ```
pub trait SelectTrunks: Iterator<Item: Borrow<SipTrunk>> + Sized {
    /// The trunks that say of themselves that they are active. A trunk that does not say is left out.
    fn active_only(self) -> impl Iterator<Item = Self::Item> {
        self.filter(|trunk| trunk.borrow().is_active == Some(true))
    }

    /// The trunks of a provider, whose name is compared without case.
    fn by_provider(self, provider: &str) -> impl Iterator<Item = Self::Item> {
        self.filter(move |trunk| {
            let own = trunk.borrow().provider.as_deref();
            own.is_some_and(|own| own.eq_ignore_ascii_case(provider))
        })
    }

    /// The trunks of this name. The API does not demand that names differ.
    fn by_name(self, name: &str) -> impl Iterator<Item = Self::Item> {
        self.filter(move |trunk| trunk.borrow().name.as_deref() == Some(name))
    }

    /// The trunks that say of themselves that they take inbound calls.
    fn inbound_enabled(self) -> impl Iterator<Item = Self::Item> {
        self.filter(|trunk| trunk.borrow().inbound_enabled == Some(true))
    }

    /// The first trunk that has this number. `+` and separators do not count, nor do deleted numbers.
    #[must_use]
    fn find_by_number(mut self, number: &str) -> Option<Self::Item> {
        self.find(|trunk| trunk.borrow().find_number(number).is_some())
    }

    /// The trunks that would take a packet from this address for one of their carrier's, each with the range that it lies in: the
    /// longest prefix first. It is a list, since it is sorted.
    #[must_use]
    fn accepting_source(self, source: IpAddr) -> Vec<(IpNet, Self::Item)> {
        let mut accepting: Vec<_> = self
            .filter_map(|trunk| Some((networks::accepting(trunk.borrow(), source)?, trunk)))
            .collect();
        // A stable sort: the order of the list is the second criterion.
        accepting.sort_by_key(|(network, _)| std::cmp::Reverse(network.prefix_len()));
        accepting
    }
}

impl<I: Iterator<Item: Borrow<SipTrunk>>> SelectTrunks for I {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip_trunks::SipTrunksExt;

    fn trunks() -> Vec<SipTrunk> {
        serde_json::from_str(
            r#"[{"name": "silent", "provider": "twilio"},
                {"name": "first", "is_active": true, "provider": "Twilio", "inbound_enabled": true,
                 "phone_numbers": [{"phone_number": "14155550100", "deleted": true}, {"phone_number": "+14155550101"}]},
                {"name": "off", "is_active": false, "provider": "plivo", "inbound_enabled": true,
                 "phone_numbers": [{"phone_number": "+1 415-555-0100"}]},
                {"name": "second", "is_active": true, "provider": "twilio", "inbound_enabled": false,
                 "phone_numbers": [{"phone_number": "+14155550100"}, {}]}]"#,
        )
        .unwrap()
    }

    fn names<'t>(trunks: impl IntoIterator<Item = &'t SipTrunk>) -> Vec<&'t str> {
        trunks.into_iter().filter_map(|trunk| trunk.name.as_deref()).collect()
    }

    #[test]
    fn only_what_says_that_it_is_active_is_kept_in_its_order() {
        assert_eq!(names(trunks().active_only()), ["first", "second"]);
        assert_eq!(names(&trunks().into_active_only()), ["first", "second"]);
    }

    #[test]
    fn slices_arrays_iterators_and_owned_lists_are_selected_from_alike() {
        let trunks = trunks();
        assert_eq!(names(trunks[2..].active_only()), ["second"]);
        assert_eq!(names(trunks.iter().active_only()), ["first", "second"]);
        assert_eq!(names(trunks.iter().rev().active_only()), ["second", "first"]);
        let array: [SipTrunk; 2] = [trunks[0].clone(), trunks[1].clone()];
        assert_eq!(names(&array.into_active_only()), ["first"]);
        let owned: Vec<SipTrunk> = trunks.into_iter().active_only().collect();
        assert_eq!(names(&owned), ["first", "second"]);
        assert_eq!(Vec::<SipTrunk>::new().active_only().count(), 0);
    }

    #[test]
    fn selections_stand_one_behind_the_other() {
        let trunks = trunks();
        assert_eq!(names(trunks.by_provider("TWILIO")), ["silent", "first", "second"]);
        assert_eq!(names(trunks.by_name("off")), ["off"]);
        assert_eq!(names(trunks.inbound_enabled()), ["first", "off"]);
        assert_eq!(
            names(trunks.inbound_enabled().active_only().by_provider("twilio")),
            ["first"]
        );
    }

    #[test]
    fn a_number_is_found_in_any_spelling_and_not_where_it_is_deleted() {
        let trunks = trunks();
        let found = |number| trunks.find_by_number(number).and_then(|trunk| trunk.name.as_deref());
        assert_eq!(found("+14155550100"), Some("off"));
        assert_eq!(found("1 (415) 555 0101"), Some("first"));
        assert_eq!(found("+14155550109"), None);
        assert_eq!(found(""), None);
        let active = trunks.active_only().find_by_number("14155550100").unwrap();
        assert_eq!(active.name.as_deref(), Some("second"));
    }

    #[test]
    fn the_numbers_of_active_trunks_are_those_that_are_not_deleted() {
        let trunks = trunks();
        let numbers: Vec<_> = trunks
            .active_numbers()
            .map(|number| number.phone_number.as_deref())
            .collect();
        assert_eq!(numbers, [Some("+14155550101"), Some("+14155550100"), None]);
    }
}
