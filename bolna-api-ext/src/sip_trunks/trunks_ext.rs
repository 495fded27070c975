//! What a list of trunks can be asked.

use std::net::IpAddr;

use bolna_api::types::{SipTrunk, SipTrunkPhoneNumber};
use ipnet::IpNet;

use super::networks::{self, Overlap};
use super::select::SelectTrunks;
use super::trunk_ext::SipTrunkExt;

/// What a list of SIP trunks can be asked, be it a `Vec`, a slice or an array. The order is that of the list.
///
/// Each selection is an iterator, which [`SelectTrunks`] narrows further.
///
/// ```
/// use bolna_api_ext::prelude::*;
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunks: Vec<SipTrunk> = serde_json::from_str(
///     r#"[{"name": "a", "provider": "twilio", "is_active": true}, {"name": "b", "provider": "plivo", "is_active": true},
///         {"name": "c", "provider": "Twilio", "is_active": false}]"#,
/// )?;
/// assert_eq!(trunks.active_only().count(), 2);
/// assert_eq!(trunks.by_provider("twilio").count(), 2);
/// assert_eq!(trunks.active_only().by_provider("twilio").next(), trunks.first());
/// assert_eq!(trunks.into_active_only().len(), 2);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait SipTrunksExt: AsRef<[SipTrunk]> {
    /// The trunks that say of themselves that they are active. A trunk that does not say is left out.
    fn active_only(&self) -> impl Iterator<Item = &SipTrunk> {
        self.as_ref().iter().active_only()
    }

    /// The same, taking the list.
    #[must_use]
    fn into_active_only(self) -> Vec<SipTrunk>
    where
        Self: Sized + IntoIterator<Item = SipTrunk>,
    {
        self.into_iter().active_only().collect()
    }

    /// The trunks of a provider, whose name is compared without case.
    fn by_provider<'a>(&'a self, provider: &'a str) -> impl Iterator<Item = &'a SipTrunk> {
        self.as_ref().iter().by_provider(provider)
    }

    /// The trunks of this name. The API does not demand that names differ.
    fn by_name<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a SipTrunk> {
        self.as_ref().iter().by_name(name)
    }

    /// The trunks that say of themselves that they take inbound calls.
    fn inbound_enabled(&self) -> impl Iterator<Item = &SipTrunk> {
        self.as_ref().iter().inbound_enabled()
    }

    /// The first trunk that has this number. `+` and separators do not count, nor do deleted numbers.
    ///
    /// ```
    /// use bolna_api_ext::prelude::*;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let trunks: [SipTrunk; 1] = serde_json::from_str(r#"[{"phone_numbers": [{"phone_number": "14155550100"}]}]"#)?;
    /// assert!(trunks.find_by_number("+1 415 555 0100").is_some());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    fn find_by_number(&self, number: &str) -> Option<&SipTrunk> {
        self.as_ref().iter().find_by_number(number)
    }

    /// The numbers of the active trunks that are not deleted.
    fn active_numbers(&self) -> impl Iterator<Item = &SipTrunkPhoneNumber> {
        self.active_only().flat_map(|trunk| trunk.active_numbers())
    }

    /// The trunks that would take a packet from this address for one of their carrier's, each with the range that it lies in: the
    /// longest prefix first. Trunks that are known by a password are none of them. Add [`active_only`](Self::active_only) before it where
    /// inactive ones do not matter.
    ///
    /// ```
    /// use bolna_api_ext::prelude::*;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let trunks: Vec<SipTrunk> = serde_json::from_str(
    ///     r#"[{"name": "wide", "ip_identifiers": [{"ip_address": "192.0.2.0/24"}]},
    ///         {"name": "exact", "ip_identifiers": [{"ip_address": "192.0.2.7"}]}]"#,
    /// )?;
    /// let accepting = trunks.accepting_source([192, 0, 2, 7].into());
    /// assert_eq!(accepting.first().and_then(|(_, trunk)| trunk.name.as_deref()), Some("exact"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    fn accepting_source(&self, source: IpAddr) -> Vec<(IpNet, &SipTrunk)> {
        self.as_ref().iter().accepting_source(source)
    }

    /// The ranges of different trunks that lie in each other, so that a packet could be of either: for each range the closest one
    /// around it, or one that is equal. Trunks that are known by a password have none.
    ///
    /// ```
    /// use bolna_api_ext::prelude::*;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let trunks: Vec<SipTrunk> = serde_json::from_str(
    ///     r#"[{"ip_identifiers": [{"ip_address": "192.0.2.0/24"}]}, {"ip_identifiers": [{"ip_address": "192.0.2.7"}]}]"#,
    /// )?;
    /// let overlaps = trunks.overlaps();
    /// assert_eq!(overlaps[0].shared.to_string(), "192.0.2.7/32");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    fn overlaps(&self) -> Vec<Overlap<'_>> {
        networks::overlaps(self.as_ref().iter().enumerate())
    }
}

impl<T: AsRef<[SipTrunk]> + ?Sized> SipTrunksExt for T {}
