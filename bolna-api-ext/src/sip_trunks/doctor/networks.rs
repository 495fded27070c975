//! Ranges of addresses that a carrier cannot have.

use std::sync::LazyLock;

use ipnet::IpNet;

/// Ranges that no packet of the internet comes from (RFC 6890 and its registries), without those for documentation, which
/// stand in examples.
const PRIVATE: [&str; 12] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
    "ff00::/8",
];

/// Whether the whole of a range is private.
pub(super) fn is_private(network: &IpNet) -> bool {
    static RANGES: LazyLock<Vec<IpNet>> =
        LazyLock::new(|| PRIVATE.iter().filter_map(|range| range.parse().ok()).collect());
    RANGES.iter().any(|range| range.contains(network))
}

/// Whether a range has more addresses than one carrier.
pub(super) fn is_too_wide(network: &IpNet) -> bool {
    let least = match network {
        IpNet::V4(_) => 16,
        // What a regional registry gives to a provider at first.
        IpNet::V6(_) => 32,
    };
    network.prefix_len() < least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_of_the_table_is_one() {
        for range in PRIVATE {
            assert!(is_private(&range.parse().unwrap()), "{range}");
        }
    }

    #[test]
    fn public_ranges_and_those_of_examples_are_not_private() {
        for range in [
            "192.0.2.0/24",
            "198.51.100.7/32",
            "172.32.0.0/16",
            "8.8.8.8/32",
            "0.0.0.0/0",
            "2001:db8::/32",
            "2a00::/16",
        ] {
            assert!(!is_private(&range.parse().unwrap()), "{range}");
        }
        assert!(is_private(&"172.31.255.0/24".parse().unwrap()));
    }
}
