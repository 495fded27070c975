//! The hosts of SIP URIs.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// The longest name that DNS can hold, and the longest part of one between two dots (RFC 1035, section 2.3.4).
const NAME: usize = 253;
const LABEL: usize = 63;

/// A host, as a SIP URI has it (RFC 3261, section 25.1: `host`).
///
/// A name is kept in lower case, since hosts are compared without case (RFC 3261, section 19.1.4). It may have `_`, which DNS can hold (RFC 2181, section 11) and
/// Asterisk's parser of SIP takes, though no host name has it by RFC 952 and 1123. An address of IPv4 that is written as one of IPv6 (`::ffff:192.0.2.7`,
/// RFC 4291, section 2.5.5.2) is one of IPv4.
///
/// ```
/// use bolna_api_ext::sip_trunks::Host;
///
/// assert_eq!("SIP.example.com".parse::<Host>()?.to_string(), "sip.example.com");
/// assert_eq!("2001:db8::5".parse::<Host>()?.to_string(), "[2001:db8::5]");
/// assert!("a b".parse::<Host>().is_err());
/// # Ok::<(), bolna_api_ext::sip_trunks::InvalidHost>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// A name, for DNS to resolve (RFC 3263).
    Name(HostName),
    /// An address of IPv4.
    V4(Ipv4Addr),
    /// An address of IPv6, which is written in brackets.
    V6(Ipv6Addr),
}

/// The name of a host, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostName(String);

impl HostName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Host {
    /// The address, if it is one and no name.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::Host;
    ///
    /// assert!("192.0.2.7".parse::<Host>()?.ip().is_some_and(|ip| ip.is_ipv4()));
    /// assert_eq!("sip.example.com".parse::<Host>()?.ip(), None);
    /// # Ok::<(), bolna_api_ext::sip_trunks::InvalidHost>(())
    /// ```
    #[must_use]
    pub fn ip(&self) -> Option<IpAddr> {
        match self {
            Self::Name(_) => None,
            Self::V4(address) => Some((*address).into()),
            Self::V6(address) => Some((*address).into()),
        }
    }
}

impl From<IpAddr> for Host {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address),
            IpAddr::V6(address) => Self::V6(address),
        }
    }
}

/// Writes it as a URI has it: an IPv6 address in brackets.
impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::V4(address) => address.fmt(f),
            Self::V6(address) => write!(f, "[{address}]"),
        }
    }
}

/// Why a text is no host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidHost {
    /// There is nothing.
    #[error("a host is missing")]
    Empty,
    /// It is longer than a name of DNS can be.
    #[error("a host has at most {NAME} characters, and this has {length}")]
    TooLong {
        /// How many characters it has.
        length: usize,
    },
    /// A character that no host has.
    #[error("a host has letters, digits, `-`, `_` and `.` of ASCII, and no {character:?}")]
    Character {
        /// The character.
        character: char,
    },
    /// A letter that is not of ASCII: DNS has names in other scripts as `xn--` and ASCII (RFC 5891).
    #[error("a host has letters of ASCII, and no {character:?}: write the name as DNS has it, with `xn--…`")]
    NotAscii {
        /// The letter.
        character: char,
    },
    /// There is a port behind the host.
    #[error("`{text}` is a host with a port, which does not belong to the host")]
    Port {
        /// The text.
        text: String,
    },
    /// A part between two dots that is empty, too long, or has `-` at one of its ends.
    #[error("`{label}` cannot stand between two dots of a host: 1 to {LABEL} characters, and no `-` at an end")]
    Label {
        /// The part.
        label: String,
    },
    /// It looks like an address of IPv4, and is none: the last part of a name begins with a letter (RFC 3261, section 25.1:
    /// `toplabel`).
    #[error("`{text}` is neither an address of IPv4, nor a name, whose last part begins with a letter")]
    NoAddress {
        /// The text.
        text: String,
    },
    /// It looks like an address of IPv6, and is none.
    #[error("`{text}` is no address of IPv6")]
    NoIpv6 {
        /// The text.
        text: String,
    },
}

impl FromStr for Host {
    type Err = InvalidHost;

    /// Reads a name or an address. An address of IPv6 may have its brackets or not, and a name may end with the dot of the root.
    fn from_str(text: &str) -> Result<Self, InvalidHost> {
        let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        if bare.is_some() || text.contains(':') {
            let address = bare.unwrap_or(text).parse::<Ipv6Addr>();
            let no_ipv6 = |_| {
                if has_port(text) {
                    InvalidHost::Port { text: text.to_owned() }
                } else {
                    InvalidHost::NoIpv6 { text: text.to_owned() }
                }
            };
            return address.map(|address| IpAddr::from(address).into()).map_err(no_ipv6);
        }
        match text.parse() {
            Ok(address) => Ok(Self::V4(address)),
            Err(_) => name(text).map(Self::Name),
        }
    }
}

/// Whether a port stands behind what would be a host: behind the brackets, or behind the one `:` that there is.
fn has_port(text: &str) -> bool {
    let port = match text.strip_prefix('[') {
        Some(rest) => rest.split_once("]:"),
        None => text.split_once(':'),
    };
    port.is_some_and(|(host, port)| {
        !host.is_empty() && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn name(text: &str) -> Result<HostName, InvalidHost> {
    let relative = text.strip_suffix('.').unwrap_or(text);
    if relative.is_empty() {
        return Err(InvalidHost::Empty);
    }
    let is_allowed = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    if let Some(character) = relative.chars().find(|character| !is_allowed(character)) {
        return Err(if character.is_alphanumeric() {
            InvalidHost::NotAscii { character }
        } else {
            InvalidHost::Character { character }
        });
    }
    // Of ASCII by now: a byte is a character.
    if relative.len() > NAME {
        return Err(InvalidHost::TooLong { length: relative.len() });
    }
    let is_label = |label: &str| (1..=LABEL).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
    if let Some(label) = relative.split('.').find(|label| !is_label(label)) {
        return Err(InvalidHost::Label {
            label: label.to_owned(),
        });
    }
    let top = relative.rsplit('.').next().unwrap_or_default();
    if !top.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Err(InvalidHost::NoAddress { text: text.to_owned() });
    }
    Ok(HostName(relative.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_hosts() {
        for (text, shown) in [
            ("sip.example.com", "sip.example.com"),
            ("SIP.Example.COM.", "sip.example.com"),
            ("localhost", "localhost"),
            ("a-1.b2", "a-1.b2"),
            ("1and1.example", "1and1.example"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"),
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8::5", "[2001:db8::5]"),
            ("[2001:DB8::5]", "[2001:db8::5]"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("[::ffff:192.0.2.7]", "192.0.2.7"),
            ("sip_trunk.carrier.example", "sip_trunk.carrier.example"),
            ("_sip._udp.example.com", "_sip._udp.example.com"),
        ] {
            assert_eq!(text.parse::<Host>().map(|host| host.to_string()).as_deref(), Ok(shown));
        }
    }

    #[test]
    fn what_is_no_host_says_why() {
        let long = vec!["a".repeat(60); 5].join(".");
        let table = [
            ("", "a host is missing"),
            (".", "a host is missing"),
            (
                "a b",
                "a host has letters, digits, `-`, `_` and `.` of ASCII, and no ' '",
            ),
            (
                "sip.example.com/",
                "a host has letters, digits, `-`, `_` and `.` of ASCII, and no '/'",
            ),
            (
                "user@host",
                "a host has letters, digits, `-`, `_` and `.` of ASCII, and no '@'",
            ),
            (
                "bücher.example",
                "a host has letters of ASCII, and no 'ü': write the name as DNS has it, with `xn--…`",
            ),
            (
                "a.example\u{ff0e}",
                "a host has letters, digits, `-`, `_` and `.` of ASCII, and no '．'",
            ),
            (
                "192.0.2.7:5060",
                "`192.0.2.7:5060` is a host with a port, which does not belong to the host",
            ),
            (
                "[2001:db8::5]:5060",
                "`[2001:db8::5]:5060` is a host with a port, which does not belong to the host",
            ),
            ("sip:a.example", "`sip:a.example` is no address of IPv6"),
            (
                "sip..example",
                "`` cannot stand between two dots of a host: 1 to 63 characters, and no `-` at an end",
            ),
            (
                "-a.example",
                "`-a` cannot stand between two dots of a host: 1 to 63 characters, and no `-` at an end",
            ),
            (
                "192.0.2.256",
                "`192.0.2.256` is neither an address of IPv4, nor a name, whose last part begins with a letter",
            ),
            (
                "192.0.2",
                "`192.0.2` is neither an address of IPv4, nor a name, whose last part begins with a letter",
            ),
            ("2001:db8::g", "`2001:db8::g` is no address of IPv6"),
            ("fe80::1%eth0", "`fe80::1%eth0` is no address of IPv6"),
            ("[192.0.2.7]", "`[192.0.2.7]` is no address of IPv6"),
            (&long, "a host has at most 253 characters, and this has 304"),
        ];
        for (text, reason) in table {
            assert_eq!(text.parse::<Host>().unwrap_err().to_string(), reason);
        }
    }
}
