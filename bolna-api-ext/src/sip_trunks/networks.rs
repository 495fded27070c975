//! The addresses that a carrier calls from.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use bolna_api::types::{SipTrunk, SipTrunkAuthType};
use ipnet::{IpNet, Ipv4Net};

use super::spelling::auth_type;

/// Reads an address or a range: `192.0.2.0/24`, `2001:db8::/32`, a bare address as a range of one, and `192.0.2.0/255.255.255.0`, which
/// Asterisk takes as well. Bits behind the prefix do not count: `192.0.2.7/24` is `192.0.2.0/24`. An address of IPv4 that
/// is written as one of IPv6 (`::ffff:192.0.2.7`, RFC 4291, section 2.5.5.2) is one of IPv4.
///
/// ```
/// use bolna_api_ext::sip_trunks::parse_network;
///
/// assert_eq!(parse_network("192.0.2.7")?.to_string(), "192.0.2.7/32");
/// assert_eq!(parse_network("2001:db8::7")?.to_string(), "2001:db8::7/128");
/// assert_eq!(parse_network("192.0.2.7/24")?.to_string(), "192.0.2.0/24");
/// # Ok::<(), bolna_api_ext::sip_trunks::InvalidNetwork>(())
/// ```
///
/// # Errors
///
/// It is none. The error names the entry.
pub fn parse_network(entry: &str) -> Result<IpNet, InvalidNetwork> {
    let invalid = |reason| InvalidNetwork {
        entry: entry.to_owned(),
        reason,
    };
    let (address, prefix) = match entry.trim().split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (entry.trim(), None),
    };
    let address: IpAddr = address.parse().map_err(|_| invalid(NetworkFault::Address))?;
    let length = match prefix {
        None => max_prefix(address),
        Some(prefix) => prefix_length(address, prefix).ok_or_else(|| invalid(NetworkFault::Prefix))?,
    };
    let network = IpNet::new(address, length).map_err(|_| invalid(NetworkFault::Prefix))?;
    Ok(unmapped(network.trunc()))
}

fn max_prefix(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// A number, or a mask of IPv4.
fn prefix_length(address: IpAddr, prefix: &str) -> Option<u8> {
    if prefix.bytes().all(|byte| byte.is_ascii_digit()) {
        return prefix.parse().ok().filter(|length| *length <= max_prefix(address));
    }
    let mask: Ipv4Addr = prefix.parse().ok().filter(|_| address.is_ipv4())?;
    ipnet::ip_mask_to_prefix(mask.into()).ok()
}

/// A range of IPv4 where it is written as one of IPv6.
fn unmapped(network: IpNet) -> IpNet {
    let IpNet::V6(mapped) = network else { return network };
    match (mapped.addr().to_ipv4_mapped(), mapped.prefix_len().checked_sub(96)) {
        (Some(address), Some(length)) => Ipv4Net::new(address, length).map_or(network, IpNet::V4),
        _ => network,
    }
}

/// An entry that is neither an address nor a range of them.
///
/// ```
/// use bolna_api_ext::sip_trunks::{NetworkFault, parse_network};
///
/// let error = parse_network("192.0.2.0/33").unwrap_err();
/// assert_eq!((error.entry.as_str(), error.reason), ("192.0.2.0/33", NetworkFault::Prefix));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{entry}`: {reason}")]
#[non_exhaustive]
pub struct InvalidNetwork {
    /// The entry.
    pub entry: String,
    /// What is wrong with it.
    pub reason: NetworkFault,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NetworkFault {
    /// There is no address.
    Address,
    /// What stands behind the `/` is no length of a prefix.
    Prefix,
}

impl fmt::Display for NetworkFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => "neither an address of IPv4 or IPv6 nor a range of them, such as 192.0.2.0/24",
            Self::Prefix => "behind the `/` belongs the length of a prefix: 0 to 32, or to 128 for IPv6",
        })
    }
}

/// The ranges of a trunk, in their order; in the place of an entry that is none, why it is none.
pub(super) fn networks(trunk: &SipTrunk) -> impl Iterator<Item = Result<IpNet, InvalidNetwork>> {
    let entries = trunk.ip_identifiers.iter();
    entries.map(|entry| parse_network(entry.ip_address.as_deref().unwrap_or_default()))
}

/// The range that accepts a source, the smallest one if there are several.
pub(super) fn accepting(trunk: &SipTrunk, source: IpAddr) -> Option<IpNet> {
    // The contract: "used only for ip-based authentication".
    if auth_type(trunk) == Some(&SipTrunkAuthType::Userpass) {
        return None;
    }
    let source = source.to_canonical();
    let accepting = networks(trunk).flatten().filter(|network| network.contains(&source));
    accepting.max_by_key(IpNet::prefix_len)
}

/// Two trunks that would accept the same addresses. From [`SipTrunksExt::overlaps`](super::SipTrunksExt::overlaps).
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Overlap<'a> {
    /// The trunk with the wider range; of equal ones, that which comes first in the list.
    pub wide: &'a SipTrunk,
    /// The index of the trunk with the wider range in the list.
    pub wide_index: usize,
    /// The other trunk.
    pub narrow: &'a SipTrunk,
    /// The index of the other trunk in the list.
    pub narrow_index: usize,
    /// The wider range.
    pub network: IpNet,
    /// The range of the other trunk, which lies in it: what both accept.
    pub shared: IpNet,
}

/// The overlaps between different trunks, which come with their indexes, in the order of the addresses: for each range the
/// closest one around it.
pub(super) fn overlaps<'a>(trunks: impl Iterator<Item = (usize, &'a SipTrunk)>) -> Vec<Overlap<'a>> {
    let of_trunk = |(index, trunk): (usize, &'a SipTrunk)| {
        let is_by_address = |trunk: &&SipTrunk| auth_type(trunk) != Some(&SipTrunkAuthType::Userpass);
        let trunk = Some(trunk).filter(is_by_address);
        trunk
            .into_iter()
            .flat_map(move |trunk| networks(trunk).flatten().map(move |network| (network, index, trunk)))
    };
    let mut ranges: Vec<(IpNet, usize, &SipTrunk)> = trunks.flat_map(of_trunk).collect();
    // A range comes before those that lie in it, so that the ranges around it are those that are still open: ranges lie in each other, or apart.
    ranges.sort_by_key(|(network, index, _)| (network.network(), network.prefix_len(), *index));
    ranges.dedup_by_key(|(network, index, _)| (*network, *index));
    let mut open: Vec<(IpNet, usize, &SipTrunk)> = Vec::new();
    let mut overlaps = Vec::new();
    for range in ranges {
        let (shared, index, narrow) = range;
        while open.last().is_some_and(|(network, ..)| !network.contains(&shared)) {
            open.pop();
        }
        // The closest one: with all of them, trunks that share one range would be as many pairs as the square of their number.
        let around = open.iter().rev().find(|(_, other, _)| *other != index);
        overlaps.extend(around.map(|(network, wide_index, wide)| Overlap {
            wide,
            wide_index: *wide_index,
            narrow,
            narrow_index: index,
            network: *network,
            shared,
        }));
        open.push(range);
    }
    overlaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sip_trunks::{SipTrunkExt, SipTrunksExt};

    fn trunk(name: &str, entries: &[&str]) -> SipTrunk {
        let entries: Vec<_> = entries
            .iter()
            .map(|entry| serde_json::json!({"ip_address": entry}))
            .collect();
        let trunk = serde_json::json!({"name": name, "auth_type": "ip-based", "ip_identifiers": entries});
        serde_json::from_value(trunk).unwrap()
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn addresses_and_ranges_of_both_families_are_read() {
        for (entry, network) in [
            ("192.0.2.7", "192.0.2.7/32"),
            (" 192.0.2.0/24 ", "192.0.2.0/24"),
            ("192.0.2.7/31", "192.0.2.6/31"),
            ("192.0.2.0/255.255.255.0", "192.0.2.0/24"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("2001:db8::7", "2001:db8::7/128"),
            ("2001:db8::7/32", "2001:db8::/32"),
            ("::ffff:192.0.2.7", "192.0.2.7/32"),
            ("::ffff:192.0.2.7/120", "192.0.2.0/24"),
        ] {
            assert_eq!(
                parse_network(entry).map(|network| network.to_string()).as_deref(),
                Ok(network)
            );
        }
    }

    #[test]
    fn an_entry_that_is_none_is_named_with_the_reason() {
        let fault = |entry| parse_network(entry).unwrap_err().to_string();
        for entry in [
            "",
            "sip.example.com",
            "192.0.2",
            "192.0.2.0 - 192.0.2.9",
            "192.0.2.7:5060",
            "/24",
        ] {
            let expected =
                format!("`{entry}`: neither an address of IPv4 or IPv6 nor a range of them, such as 192.0.2.0/24");
            assert_eq!(fault(entry), expected);
        }
        for entry in [
            "192.0.2.0/33",
            "192.0.2.0/",
            "192.0.2.0/+8",
            "192.0.2.0/255.0.255.0",
            "2001:db8::/129",
            "::/255.0.0.0",
            "::/-1",
        ] {
            let expected =
                format!("`{entry}`: behind the `/` belongs the length of a prefix: 0 to 32, or to 128 for IPv6");
            assert_eq!(fault(entry), expected);
        }
    }

    #[test]
    fn a_source_is_accepted_by_the_ranges_that_it_lies_in() {
        let trunk = trunk("a", &["192.0.2.0/24", "nowhere", "2001:db8::/32"]);
        for source in ["192.0.2.255", "::ffff:192.0.2.1", "2001:db8:1::1"] {
            assert!(trunk.accepts_source(ip(source)), "{source}");
        }
        for source in ["192.0.3.0", "2001:db9::1", "::192.0.2.1"] {
            assert!(!trunk.accepts_source(ip(source)), "{source}");
        }
    }

    #[test]
    fn a_trunk_with_a_password_knows_nobody_by_their_address() {
        let mut trunk = trunk("a", &["192.0.2.0/24"]);
        for spelling in ["userpass", "USERPASS"] {
            trunk.auth_type = Some(spelling.into());
            assert!(!trunk.accepts_source(ip("192.0.2.1")), "{spelling}");
        }
        // It did not say.
        trunk.auth_type = None;
        assert!(trunk.accepts_source(ip("192.0.2.1")));
    }

    #[test]
    fn the_longest_prefix_comes_first_and_equal_ones_in_the_order_of_the_list() {
        let trunks = [
            trunk("wide", &["192.0.0.0/16"]),
            trunk("one", &["192.0.2.7"]),
            trunk("range", &["192.0.2.0/24"]),
            trunk("elsewhere", &["198.51.100.0/24"]),
            trunk("too", &["192.0.0.0/8", "192.0.2.0/24"]),
        ];
        let accepting = trunks.accepting_source(ip("192.0.2.7"));
        let found: Vec<_> = accepting
            .iter()
            .map(|(network, trunk)| format!("{} {network}", trunk.name.as_deref().unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                "one 192.0.2.7/32",
                "range 192.0.2.0/24",
                "too 192.0.2.0/24",
                "wide 192.0.0.0/16"
            ]
        );
    }

    #[test]
    fn overlaps_are_between_trunks_and_not_within_one() {
        let trunks = [
            trunk("a", &["192.0.2.0/24", "192.0.2.7", "2001:db8::/32"]),
            trunk("b", &["192.0.2.8/30"]),
            trunk("c", &["2001:db8::/32", "198.51.100.0/24"]),
            trunk("d", &["198.51.101.0/24"]),
        ];
        let overlaps = trunks.overlaps();
        let shown: Vec<_> = overlaps
            .iter()
            .map(|overlap| {
                let [wide, narrow] = [overlap.wide, overlap.narrow].map(|trunk| trunk.name.as_deref().unwrap());
                format!("{wide} {} {narrow} {}", overlap.network, overlap.shared)
            })
            .collect();
        let indexes: Vec<_> = overlaps
            .iter()
            .map(|overlap| (overlap.wide_index, overlap.narrow_index))
            .collect();
        assert_eq!(indexes, [(0, 1), (0, 2)]);
        assert_eq!(
            shown,
            ["a 192.0.2.0/24 b 192.0.2.8/30", "a 2001:db8::/32 c 2001:db8::/32"]
        );
    }
    #[test]
    fn of_several_ranges_around_one_the_closest_is_told() {
        let trunks = [
            trunk("wide", &["192.0.0.0/16"]),
            trunk("range", &["192.0.2.0/24"]),
            trunk("one", &["192.0.2.7", "192.0.2.0/28"]),
            trunk("twin", &["192.0.2.7"]),
        ];
        let shown: Vec<_> = (trunks.overlaps().iter())
            .map(|overlap| [overlap.wide, overlap.narrow].map(|trunk| trunk.name.clone().unwrap()))
            .collect();
        let pairs = [["wide", "range"], ["range", "one"], ["range", "one"], ["one", "twin"]];
        assert_eq!(shown, pairs.map(|pair| pair.map(str::to_owned)));
    }

    #[test]
    fn trunks_that_share_a_range_are_as_many_overlaps_as_ranges() {
        let trunks = vec![trunk("same", &["192.0.2.0/24"]); 1000];
        assert_eq!(trunks.overlaps().len(), 999);
    }
}
