//! What a trunk can be asked.

use std::net::IpAddr;

use bolna_api::types::{SipTrunk, SipTrunkGateway, SipTrunkPhoneNumber};
use ipnet::IpNet;

use super::codecs::CodecSet;
use super::gateway_ext::SipTrunkGatewayExt;
use super::networks::{self, InvalidNetwork};
use super::number;
use super::route::{self, Route, RouteError};
use super::transport::{Transport, UnknownTransport};
use super::write::TrunkPatch;
use crate::e164::{E164, InvalidNumber};

/// What a SIP trunk can be asked.
///
/// ```
/// use bolna_api_ext::{SipTrunkExt, SipTrunkGatewayExt};
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunk: SipTrunk = serde_json::from_str(
///     r#"{"gateways": [
///         {"gateway_address": "backup.example.com", "port": 5060, "priority": 2},
///         {"gateway_address": "sip.example.com"}
///     ]}"#,
/// )?;
/// let addresses: Vec<_> = trunk.gateways_by_priority().iter().map(|gateway| gateway.address()).collect();
/// assert_eq!(addresses, ["sip.example.com:5060", "backup.example.com:5060"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait SipTrunkExt {
    /// The gateways in the order in which Bolna tries them: ascending by
    /// [`routing_priority`](SipTrunkGatewayExt::routing_priority), and for equal ones the order of the list.
    #[must_use]
    fn gateways_by_priority(&self) -> Vec<&SipTrunkGateway>;

    /// The gateway that is tried first; `None` for a trunk without gateways.
    #[must_use]
    fn primary_gateway(&self) -> Option<&SipTrunkGateway>;

    /// The SIP URIs that an outbound call to this number would try, in order.
    ///
    /// The transport is that of the trunk, the port that of the gateway, or of its address, or else of the transport (RFC 3261, section
    /// 19.1.2); the number has its plus, unless the trunk says `outbound_leading_plus_enabled: false`.
    ///
    /// ```
    /// use bolna_api_ext::SipTrunkExt;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let trunk: SipTrunk = serde_json::from_str(
    ///     r#"{"transport": "transport-tls", "gateways": [{"gateway_address": "sip.example.com"}]}"#,
    /// )?;
    /// let route = trunk.route("+14155550100")?;
    /// let uris: Vec<_> = route.uris().map(ToString::to_string).collect();
    /// assert_eq!(uris, ["sip:+14155550100@sip.example.com:5061;transport=tls"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The trunk carries no call: see [`RouteError`], which names the gateway at fault. A gateway that is none is an error even where others
    /// come before it: a route that leaves it out would not be the one that is tried.
    fn route(&self, number: impl TryInto<E164, Error: Into<InvalidNumber>>) -> Result<Route, RouteError>;

    /// What has to be sent so that this trunk becomes the other one: what changed, and nothing else.
    ///
    /// ```no_run
    /// use bolna_api_ext::prelude::*;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, trunk: SipTrunk) -> Result<(), bolna_api_ext::Error> {
    /// let mut changed = trunk.clone();
    /// changed.qualify_frequency = Some(30);
    /// let patch = trunk.patch_to(&changed);
    /// println!("{patch}");
    /// bolna.sip_trunks().update("01HQXYZ123ABC456DEF", patch.update).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    fn patch_to(&self, other: &SipTrunk) -> TrunkPatch;

    /// The transport: UDP if the trunk does not say, which is the default of the API's document.
    ///
    /// # Errors
    ///
    /// It is one that this version does not know.
    fn sip_transport(&self) -> Result<Transport, UnknownTransport>;

    /// The codecs that remain in effect of `allow` and `disallow`.
    ///
    /// ```
    /// use bolna_api_ext::SipTrunkExt;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let trunk: SipTrunk = serde_json::from_str(r#"{"allow": "alaw,g729,ulaw", "disallow": "all"}"#)?;
    /// assert_eq!(trunk.codecs().to_string(), "alaw,g729,ulaw");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    fn codecs(&self) -> CodecSet;

    /// The addresses that the carrier calls from, in the order of the list; in the place of an entry that is none, an error that names it.
    ///
    /// ```
    /// use bolna_api_ext::SipTrunkExt;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let trunk: SipTrunk = serde_json::from_str(r#"{"ip_identifiers": [{"ip_address": "192.0.2.7"}]}"#)?;
    /// let networks = trunk.networks().collect::<Result<Vec<_>, _>>()?;
    /// assert_eq!(networks[0].to_string(), "192.0.2.7/32");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn networks(&self) -> impl Iterator<Item = Result<IpNet, InvalidNetwork>>;

    /// Whether a packet from this address would be taken for one of this trunk's carrier. A trunk that is known by a password
    /// accepts nobody for their address, and an entry that is no address accepts none.
    #[must_use]
    fn accepts_source(&self, source: IpAddr) -> bool;

    /// The numbers that are not deleted, in the order of the list.
    fn active_numbers(&self) -> impl Iterator<Item = &SipTrunkPhoneNumber>;

    /// The entry of a number that is not deleted. `+` and separators do not count.
    #[must_use]
    fn find_number(&self, number: &str) -> Option<&SipTrunkPhoneNumber>;
}

impl SipTrunkExt for SipTrunk {
    fn gateways_by_priority(&self) -> Vec<&SipTrunkGateway> {
        let mut gateways: Vec<_> = self.gateways.iter().collect();
        // A stable sort: the order of the list is the second criterion.
        gateways.sort_by_key(|gateway| gateway.routing_priority());
        gateways
    }

    fn primary_gateway(&self) -> Option<&SipTrunkGateway> {
        // The first one of equal ones, as the sort above has it.
        self.gateways.iter().min_by_key(|gateway| gateway.routing_priority())
    }

    fn route(&self, number: impl TryInto<E164, Error: Into<InvalidNumber>>) -> Result<Route, RouteError> {
        route::route(self, number.try_into().map_err(Into::into))
    }

    fn patch_to(&self, other: &SipTrunk) -> TrunkPatch {
        TrunkPatch::new(self, other)
    }

    fn sip_transport(&self) -> Result<Transport, UnknownTransport> {
        route::transport(self)
    }

    fn codecs(&self) -> CodecSet {
        CodecSet::of_trunk(self)
    }

    fn networks(&self) -> impl Iterator<Item = Result<IpNet, InvalidNetwork>> {
        networks::networks(self)
    }

    fn accepts_source(&self, source: IpAddr) -> bool {
        networks::accepting(self, source).is_some()
    }

    fn active_numbers(&self) -> impl Iterator<Item = &SipTrunkPhoneNumber> {
        self.phone_numbers.iter().filter(|number| number.deleted != Some(true))
    }

    fn find_number(&self, number: &str) -> Option<&SipTrunkPhoneNumber> {
        self.active_numbers().find(|entry| {
            let own = entry.phone_number.as_deref();
            own.is_some_and(|own| number::is_same(own, number))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trunk(gateways: &str) -> SipTrunk {
        serde_json::from_str(&format!(r#"{{"gateways": [{gateways}]}}"#)).unwrap()
    }

    fn order(trunk: &SipTrunk) -> Vec<String> {
        trunk
            .gateways_by_priority()
            .iter()
            .map(|gateway| gateway.address())
            .collect()
    }

    #[test]
    fn gateways_come_in_ascending_priority() {
        let trunk = trunk(
            r#"{"gateway_address": "c", "priority": 10}, {"gateway_address": "a", "priority": 0},
               {"gateway_address": "b", "priority": 2}"#,
        );
        assert_eq!(order(&trunk), ["a:5060", "b:5060", "c:5060"]);
        assert_eq!(trunk.primary_gateway().unwrap().address(), "a:5060");
    }

    #[test]
    fn equal_priorities_keep_the_order_of_the_list() {
        let trunk = trunk(
            r#"{"gateway_address": "z", "priority": 2}, {"gateway_address": "y", "priority": 1},
               {"gateway_address": "x"}, {"gateway_address": "w", "priority": 1}"#,
        );
        assert_eq!(order(&trunk), ["y:5060", "x:5060", "w:5060", "z:5060"]);
        assert_eq!(trunk.primary_gateway().unwrap().address(), "y:5060");
    }

    #[test]
    fn a_trunk_without_gateways_has_no_primary_one() {
        let trunk = trunk("");
        assert!(trunk.gateways_by_priority().is_empty());
        assert!(trunk.primary_gateway().is_none());
    }

    #[test]
    fn the_primary_gateway_is_the_first_in_the_order() {
        let trunk = trunk(r#"{"gateway_address": "b", "priority": 3}, {"gateway_address": "a", "priority": -1}"#);
        let first = trunk.gateways_by_priority()[0];
        assert!(std::ptr::eq(first, trunk.primary_gateway().unwrap()));
    }
}
