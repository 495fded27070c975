//! What cannot be reached over the internet, and sends nothing over it.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use crate::sip_trunks::host::Host;

/// Ranges that are not of the internet (RFC 6890 and its registries), with what they are. Those for documentation, which stand in examples, are not among them.
const RANGES: [(&str, &str); 20] = [
    ("0.0.0.0/8", "unspecified (RFC 1122)"),
    ("10.0.0.0/8", "private (RFC 1918)"),
    ("100.64.0.0/10", "shared behind the NAT of a provider (RFC 6598)"),
    ("127.0.0.0/8", "loopback (RFC 1122)"),
    ("169.254.0.0/16", "link-local (RFC 3927)"),
    ("172.16.0.0/12", "private (RFC 1918)"),
    ("192.168.0.0/16", "private (RFC 1918)"),
    ("198.18.0.0/15", "for benchmarks (RFC 2544)"),
    ("224.0.0.0/4", "multicast (RFC 5771)"),
    ("255.255.255.255/32", "broadcast (RFC 919)"),
    ("240.0.0.0/4", "reserved (RFC 1112)"),
    ("::/128", "unspecified (RFC 4291)"),
    ("::1/128", "loopback (RFC 4291)"),
    ("64:ff9b:1::/48", "private, for translation (RFC 8215)"),
    ("100::/64", "discarded (RFC 6666)"),
    ("2001:2::/48", "for benchmarks (RFC 5180)"),
    ("fc00::/7", "private (RFC 4193)"),
    ("fe80::/10", "link-local (RFC 4291)"),
    ("fec0::/10", "site-local (RFC 3879)"),
    ("ff00::/8", "multicast (RFC 4291)"),
];

/// Ends of names that public DNS does not have. `example` is for documentation.
const NAMES: [(&str, &str); 12] = [
    ("localhost", "loopback (RFC 6761)"),
    ("home.arpa", "of a home network (RFC 8375)"),
    ("local", "of multicast DNS (RFC 6762)"),
    ("invalid", "reserved (RFC 6761)"),
    ("test", "reserved (RFC 6761)"),
    ("internal", "of a private network (reserved by ICANN)"),
    ("corp", "of a private network (RFC 6762, appendix G)"),
    ("home", "of a private network (RFC 6762, appendix G)"),
    ("intranet", "of a private network (RFC 6762, appendix G)"),
    ("lan", "of a private network (RFC 6762, appendix G)"),
    ("localdomain", "of a private network (as resolvers have it)"),
    ("private", "of a private network (RFC 6762, appendix G)"),
];

/// What a range is, if the whole of it is not of the internet. An address of IPv6 that stands for one of IPv4, by NAT64 (RFC 6052) or 6to4 (RFC 3056), is
/// what that one is.
pub(super) fn kind_of_range(range: &IpNet) -> Option<&'static str> {
    static PARSED: LazyLock<Vec<(IpNet, &str)>> = LazyLock::new(|| {
        let parsed = RANGES
            .iter()
            .filter_map(|(range, kind)| Some((range.parse().ok()?, *kind)));
        parsed.collect()
    });
    let inner = match range {
        IpNet::V4(_) => None,
        IpNet::V6(range) => embedded(range).map(IpNet::V4),
    };
    let range = inner.as_ref().unwrap_or(range);
    let found = PARSED.iter().find(|(around, _)| around.contains(range));
    found.map(|(_, kind)| *kind)
}

/// The range of IPv4 that a range of IPv6 stands for.
fn embedded(range: &Ipv6Net) -> Option<Ipv4Net> {
    const NAT64: Ipv6Addr = Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0);
    let bits = range.network().to_bits();
    let (shift, begin) = if bits >> 32 == NAT64.to_bits() >> 32 {
        (0, 96)
    } else if bits >> 112 == 0x2002 {
        (80, 16)
    } else {
        return None;
    };
    let length = range.prefix_len().checked_sub(begin)?.min(32);
    let [.., a, b, c, d] = (bits >> shift).to_be_bytes();
    Ipv4Net::new(Ipv4Addr::new(a, b, c, d), length).ok()
}

/// What a host is, if it is not of the internet.
pub(super) fn kind_of_host(host: &Host) -> Option<&'static str> {
    let Host::Name(name) = host else {
        return kind_of_range(&host.ip()?.into());
    };
    let name = name.as_str();
    let is_of = |end: &str| {
        let before = name.strip_suffix(end);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    let found = NAMES.iter().find(|(end, _)| is_of(end)).map(|(_, kind)| *kind);
    found.or_else(|| (!name.contains('.')).then_some("a name without a domain"))
}

/// Whether a range has more addresses than one carrier: it is shorter than /16, or for IPv6 than /32.
pub(super) fn is_too_wide(range: &IpNet) -> bool {
    let least = match range {
        IpNet::V4(_) => 16,
        // What a regional registry gives to a provider at first.
        IpNet::V6(_) => 32,
    };
    range.prefix_len() < least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_of_the_table_is_what_it_says() {
        for (range, kind) in RANGES {
            assert_eq!(kind_of_range(&range.parse().unwrap()), Some(kind), "{range}");
        }
        for (range, kind) in [
            ("172.31.255.0/24", "private (RFC 1918)"),
            ("64:ff9b::a00:1/128", "private (RFC 1918)"),
            ("64:ff9b::7f00:0/104", "loopback (RFC 1122)"),
            ("2002:a00:1::/48", "private (RFC 1918)"),
            ("2002:c0a8::/32", "private (RFC 1918)"),
        ] {
            assert_eq!(kind_of_range(&range.parse().unwrap()), Some(kind), "{range}");
        }
    }

    #[test]
    fn what_is_of_the_internet_or_of_an_example_is_neither() {
        for range in [
            "192.0.2.0/24",
            "198.51.100.7/32",
            "172.32.0.0/16",
            "8.8.8.8/32",
            "0.0.0.0/0",
            "::/0",
            "2001:db8::/32",
            "2a00::/16",
            "64:ff9b::808:808/128",
            "2002::/16",
            "2002:808:808::/48",
        ] {
            assert_eq!(kind_of_range(&range.parse().unwrap()), None, "{range}");
        }
    }

    #[test]
    fn names_that_public_dns_lacks_are_not_of_the_internet() {
        let kind = |host: &str| kind_of_host(&host.parse().unwrap());
        for (end, kind_of_end) in NAMES {
            assert_eq!(kind(&format!("pbx.{end}")), Some(kind_of_end), "{end}");
        }
        assert_eq!(kind("LOCALHOST."), Some("loopback (RFC 6761)"));
        assert_eq!(kind("pbx"), Some("a name without a domain"));
        assert_eq!(kind("[::]"), Some("unspecified (RFC 4291)"));
        for host in [
            "sip.example.com",
            "pbx.example",
            "mylocal.example.com",
            "sip.thelan.net",
            "notlocalhost.com",
            "192.0.2.7",
        ] {
            assert_eq!(kind(host), None, "{host}");
        }
    }
}
