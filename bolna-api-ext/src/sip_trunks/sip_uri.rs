//! The URIs of SIP that an outbound call has.

use std::fmt;

use super::host::Host;
use super::transport::Transport;
use crate::E164;

/// Where an outbound call is sent: the number as the user, the gateway as host and port, the transport as a parameter
/// (RFC 3261, section 19.1).
///
/// ```
/// use bolna_api_ext::E164;
/// use bolna_api_ext::sip_trunks::{SipUri, Transport};
///
/// let number: E164 = "+14155550100".parse()?;
/// let uri = SipUri::new(&number, "sip.example.com".parse()?, Transport::Udp);
/// assert_eq!(uri.to_string(), "sip:+14155550100@sip.example.com:5060;transport=udp");
/// assert_eq!(uri.without_plus().to_string(), "sip:14155550100@sip.example.com:5060;transport=udp");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # `sips:`
///
/// A `sips:` URI demands TLS on every hop until the domain of the callee (RFC 3261, section 26.2.2). The transport of a trunk
/// is about the one hop to its gateway, and so the scheme is `sip`, with TLS as `transport=tls`: the RFC deprecates that
/// parameter for the reason that it speaks of a single hop, and Asterisk and carriers use it for just this.
/// [`to_sips`](Self::to_sips) is for those who know that every hop behind the gateway has TLS.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SipUri {
    is_sips: bool,
    /// Digits, with a plus before them or not: nothing in it needs an escape.
    user: String,
    host: Host,
    port: u16,
    transport: Transport,
}

impl SipUri {
    /// The URI of a number at a host, at the port that the transport has.
    #[must_use]
    pub fn new(number: &E164, host: Host, transport: Transport) -> Self {
        Self {
            is_sips: false,
            user: number.as_str().to_owned(),
            host,
            port: transport.default_port(),
            transport,
        }
    }

    /// The same at another port.
    ///
    /// ```
    /// # use bolna_api_ext::E164;
    /// # use bolna_api_ext::sip_trunks::{SipUri, Transport};
    /// # let number: E164 = "+14155550100".parse()?;
    /// let uri = SipUri::new(&number, "2001:db8::5".parse()?, Transport::Tcp).with_port(5070);
    /// assert_eq!(uri.to_string(), "sip:+14155550100@[2001:db8::5]:5070;transport=tcp");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The same with the digits of the number alone, as carriers want it that do not take a plus.
    #[must_use]
    pub fn without_plus(mut self) -> Self {
        self.user = self.user.trim_start_matches('+').to_owned();
        self
    }

    /// The same as a `sips:` URI: TLS on every hop. `None` where the first one has no TLS already.
    ///
    /// The parameter becomes `transport=tcp`, since TLS is in the scheme (RFC 3261, section 26.2.2).
    ///
    /// ```
    /// # use bolna_api_ext::E164;
    /// # use bolna_api_ext::sip_trunks::{SipUri, Transport};
    /// # let number: E164 = "+14155550100".parse()?;
    /// let uri = SipUri::new(&number, "sip.example.com".parse()?, Transport::Tls);
    /// assert_eq!(uri.to_string(), "sip:+14155550100@sip.example.com:5061;transport=tls");
    /// let uri = uri.to_sips().ok_or("no TLS")?;
    /// assert_eq!(uri.to_string(), "sips:+14155550100@sip.example.com:5061;transport=tcp");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_sips(&self) -> Option<Self> {
        (self.transport == Transport::Tls).then(|| Self {
            is_sips: true,
            ..self.clone()
        })
    }

    /// The number as it is sent: digits, with a plus before them or not.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The host of the gateway.
    #[must_use]
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The port of the gateway.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The transport of the hop to the gateway.
    #[must_use]
    pub fn transport(&self) -> Transport {
        self.transport
    }
}

impl fmt::Display for SipUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { user, host, port, .. } = self;
        if self.is_sips {
            write!(f, "sips:{user}@{host}:{port};transport=tcp")
        } else {
            write!(f, "sip:{user}@{host}:{port};transport={}", self.transport)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(host: &str, transport: Transport) -> SipUri {
        SipUri::new(&"+14155550100".parse().unwrap(), host.parse().unwrap(), transport)
    }

    #[test]
    fn an_address_of_ipv6_has_brackets() {
        let uri = uri("2001:db8::5", Transport::Tcp).with_port(5070);
        assert_eq!(uri.to_string(), "sip:+14155550100@[2001:db8::5]:5070;transport=tcp");
    }

    #[test]
    fn without_tls_there_is_no_sips() {
        assert_eq!(uri("a.example", Transport::Udp).to_sips(), None);
        assert_eq!(uri("a.example", Transport::Tcp).to_sips(), None);
    }
}
