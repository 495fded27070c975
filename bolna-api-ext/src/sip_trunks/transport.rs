//! The transports of SIP.

use std::fmt;
use std::str::FromStr;

use bolna_api::types::SipTrunkTransport;

use super::spelling::is_like;

/// How SIP messages travel (RFC 3261, section 18).
///
/// It is a concept of SIP, and not of one API: `udp` and `transport-udp` are read alike.
///
/// ```
/// use bolna_api_ext::sip_trunks::Transport;
/// use bolna_api_ext::types::SipTrunkTransport;
///
/// assert_eq!("tls".parse(), Ok(Transport::Tls));
/// assert_eq!(Transport::try_from(&SipTrunkTransport::TransportTls), Ok(Transport::Tls));
/// assert_eq!(Transport::Tls.default_port(), 5061);
/// assert_eq!(Transport::Udp.to_string(), "udp");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Transport {
    /// Datagrams. The default of the API's document.
    #[default]
    Udp,
    /// A connection without encryption.
    Tcp,
    /// TLS over TCP.
    Tls,
}

impl Transport {
    /// The port that SIP has for it: 5060, and 5061 with TLS (RFC 3261, section 19.1.2).
    #[must_use]
    pub const fn default_port(self) -> u16 {
        match self {
            Self::Udp | Self::Tcp => 5060,
            Self::Tls => 5061,
        }
    }

    /// The value of the URI parameter `transport` (RFC 3261, section 25.1).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Udp => "udp",
            Self::Tcp => "tcp",
            Self::Tls => "tls",
        }
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A transport that this version does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the transport `{name}` is not known; udp, tcp and tls are")]
#[non_exhaustive]
pub struct UnknownTransport {
    /// The name that was given.
    pub name: String,
}

impl FromStr for Transport {
    type Err = UnknownTransport;

    /// The names are compared without case (RFC 3261, section 7.3.1), and `transport_udp` is read as `transport-udp`.
    fn from_str(name: &str) -> Result<Self, UnknownTransport> {
        let short = name.trim();
        let short = match short.split_at_checked(10) {
            Some((prefix, rest)) if is_like(prefix, "transport-") => rest,
            _ => short,
        };
        [Self::Udp, Self::Tcp, Self::Tls]
            .into_iter()
            .find(|transport| transport.as_str().eq_ignore_ascii_case(short))
            .ok_or_else(|| UnknownTransport { name: name.to_owned() })
    }
}

impl TryFrom<&SipTrunkTransport> for Transport {
    type Error = UnknownTransport;

    fn try_from(transport: &SipTrunkTransport) -> Result<Self, UnknownTransport> {
        transport.as_str().parse()
    }
}

impl From<Transport> for SipTrunkTransport {
    fn from(transport: Transport) -> Self {
        match transport {
            Transport::Udp => Self::TransportUdp,
            Transport::Tcp => Self::TransportTcp,
            Transport::Tls => Self::TransportTls,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read_without_case_and_anything_else_is_named() {
        for (name, transport) in [
            ("udp", Transport::Udp),
            ("UDP", Transport::Udp),
            ("transport-tcp", Transport::Tcp),
            (" Transport-TLS ", Transport::Tls),
            ("TRANSPORT_UDP", Transport::Udp),
        ] {
            assert_eq!(name.parse(), Ok(transport), "{name}");
        }
        for name in ["", "sctp", "transport-", "transport-wss", "udp,tcp", "транспорт-"] {
            assert_eq!(name.parse::<Transport>().unwrap_err().name, name);
        }
    }

    #[test]
    fn the_transports_of_the_contract_are_known() {
        for transport in SipTrunkTransport::KNOWN {
            let known = Transport::try_from(transport).unwrap();
            assert_eq!(SipTrunkTransport::from(known), *transport);
        }
        let unknown = SipTrunkTransport::from("transport-wss");
        assert!(Transport::try_from(&unknown).is_err());
    }
}
