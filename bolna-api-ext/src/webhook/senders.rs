//! Who sends webhooks.

use std::net::{IpAddr, Ipv4Addr};

/// The addresses from which the platform sends webhooks, by its own notes of November 2026.
///
/// No signature is documented: the address is all that tells a webhook from what anybody may post. It says who the peer of the
/// *connection* is. Behind a proxy that is the proxy; what it puts into `Forwarded` (RFC 7239) or `X-Forwarded-For` is worth as much as
/// the proxy's care to remove what came from outside. A URL that nobody can guess, and reading the execution by its id before
/// acting on it, hold either way. The addresses may change without a word: make a mismatch visible.
///
/// ```
/// use std::net::Ipv4Addr;
/// use bolna_api_ext::webhook::SENDERS;
///
/// assert!(SENDERS.contains(&Ipv4Addr::new(13, 203, 39, 153)));
/// ```
pub const SENDERS: [Ipv4Addr; 3] = [
    Ipv4Addr::new(13, 203, 39, 153),
    Ipv4Addr::new(13, 126, 9, 249),
    Ipv4Addr::new(13, 202, 133, 53),
];

/// Whether an address is one of the [`SENDERS`], also in the form that a socket of IPv6 gives it (RFC 4291, section
/// 2.5.5.2).
///
/// ```
/// use std::net::IpAddr;
/// use bolna_api_ext::webhook::is_sender;
///
/// # fn main() -> Result<(), std::net::AddrParseError> {
/// assert!(is_sender("13.126.9.249".parse::<IpAddr>()?));
/// assert!(is_sender("::ffff:13.126.9.249".parse::<IpAddr>()?));
/// assert!(!is_sender("192.0.2.1".parse::<IpAddr>()?));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn is_sender(address: impl Into<IpAddr>) -> bool {
    match address.into().to_canonical() {
        IpAddr::V4(address) => SENDERS.contains(&address),
        IpAddr::V6(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv6Addr;

    use super::*;

    #[test]
    fn the_three_addresses_are_known_in_both_forms_and_no_other_is() {
        for address in SENDERS {
            assert!(is_sender(address) && is_sender(address.to_ipv6_mapped()));
            // The deprecated form "IPv4-compatible" is no address of a peer (RFC 4291, section 2.5.5.1).
            assert!(!is_sender(address.to_ipv6_compatible()));
        }
        assert!(!is_sender(Ipv4Addr::LOCALHOST) && !is_sender(Ipv6Addr::LOCALHOST));
        assert!(!is_sender(Ipv4Addr::new(13, 203, 39, 154)));
    }
}
