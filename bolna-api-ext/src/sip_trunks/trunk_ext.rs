//! What a trunk can be asked.

use bolna_api::types::{SipTrunk, SipTrunkGateway};

use super::gateway_ext::SipTrunkGatewayExt;

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
