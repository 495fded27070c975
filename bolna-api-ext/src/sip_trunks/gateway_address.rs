//! The addresses of gateways: a host, and a port if it has one.

use std::fmt;
use std::str::FromStr;

use super::host::{Host, InvalidHost};

/// Where a gateway is: what stands in `gateway_address`, which is meant to be a host, and is in practice also `host:port`
/// or a SIP URI without a user.
///
/// ```
/// use bolna_api_ext::sip_trunks::GatewayAddress;
///
/// let address: GatewayAddress = "192.0.2.7:5070".parse()?;
/// assert_eq!((address.host.to_string().as_str(), address.port), ("192.0.2.7", Some(5070)));
/// assert_eq!("sip:sip.example.com".parse::<GatewayAddress>()?.port, None);
/// # Ok::<(), bolna_api_ext::sip_trunks::InvalidAddress>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct GatewayAddress {
    /// The host.
    pub host: Host,
    /// The port, if the address names one.
    pub port: Option<u16>,
}

/// Why a text is no address of a gateway.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidAddress {
    /// The host is none.
    #[error(transparent)]
    Host(#[from] InvalidHost),
    /// It names a user, perhaps with a password, so that nothing of it is repeated.
    #[error("it has a user before the host, where the host alone belongs")]
    User,
    /// It is a URI, of which a gateway has the host alone.
    #[error("`{text}` is a URI, where a host belongs")]
    Uri {
        /// The text.
        text: String,
    },
    /// The port is none.
    #[error("`{port}` is no port: 1 to 65535")]
    Port {
        /// What stands in its place.
        port: String,
    },
}

impl FromStr for GatewayAddress {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, InvalidAddress> {
        let text = text.trim();
        // Before anything that repeats a part of the text: `user:password@host`.
        if text.contains('@') {
            return Err(InvalidAddress::User);
        }
        let has_scheme = text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("sip:"));
        let text = if has_scheme {
            text.get(4..).unwrap_or_default()
        } else {
            text
        };
        let is_uri = text.contains("//") || text.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("sips:"));
        if is_uri {
            return Err(InvalidAddress::Uri { text: text.to_owned() });
        }
        let (host, port) = split(text);
        let port = port.map(|port| match port.parse() {
            // `parse` takes a plus, which no port has.
            Ok(number) if number > 0 && !port.starts_with('+') => Ok(number),
            _ => Err(InvalidAddress::Port { port: port.to_owned() }),
        });
        Ok(Self {
            host: host.parse()?,
            port: port.transpose()?,
        })
    }
}

/// Host and port. A text with several colons and without brackets is an address of IPv6 alone (RFC 3986, section 3.2.2).
fn split(text: &str) -> (&str, Option<&str>) {
    if let Some(end) = text.rfind(']')
        && text.starts_with('[')
    {
        let (host, rest) = text.split_at(end + 1);
        return match rest.strip_prefix(':') {
            Some(port) => (host, Some(port)),
            None if rest.is_empty() => (host, None),
            // Not an address: the whole of it is what is wrong.
            None => (text, None),
        };
    }
    match text.split_once(':') {
        Some((host, port)) if !port.contains(':') => (host, Some(port)),
        _ => (text, None),
    }
}

impl fmt::Display for GatewayAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.host.fmt(f)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_may_stand_behind_the_host() {
        for (text, shown) in [
            ("sip.example.com", "sip.example.com"),
            (" sip.example.com:5070 ", "sip.example.com:5070"),
            ("192.0.2.7:443", "192.0.2.7:443"),
            ("2001:db8::5", "[2001:db8::5]"),
            ("[2001:db8::5]", "[2001:db8::5]"),
            ("[2001:db8::5]:5070", "[2001:db8::5]:5070"),
            ("SIP:sip.example.com:5070", "sip.example.com:5070"),
        ] {
            let address = text.parse::<GatewayAddress>().map(|address| address.to_string());
            assert_eq!(address.as_deref(), Ok(shown), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_says_why() {
        for (text, reason) in [
            ("", "a host is missing"),
            (":5060", "a host is missing"),
            ("a:0", "`0` is no port: 1 to 65535"),
            ("a:65536", "`65536` is no port: 1 to 65535"),
            ("a:", "`` is no port: 1 to 65535"),
            ("a:+5060", "`+5060` is no port: 1 to 65535"),
            ("[2001:db8::5]5060", "`[2001:db8::5]5060` is no address of IPv6"),
            ("http://a b", "`http://a b` is a URI, where a host belongs"),
            ("sips:a", "`sips:a` is a URI, where a host belongs"),
        ] {
            assert_eq!(
                text.parse::<GatewayAddress>().unwrap_err().to_string(),
                reason,
                "{text}"
            );
        }
    }
    #[test]
    fn a_password_before_the_host_is_not_repeated() {
        for text in [
            "user@sip.example.com",
            "user:secret@sip.example.com",
            "sip:user:secret@sip.example.com:5060",
            "sips:user:secret@sip.example.com",
            "https://user:secret@sip.example.com",
        ] {
            assert_eq!(text.parse::<GatewayAddress>(), Err(InvalidAddress::User), "{text}");
        }
        let error = "user:secret@sip.example.com".parse::<GatewayAddress>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "it has a user before the host, where the host alone belongs"
        );
    }
}
