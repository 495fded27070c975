//! A trunk that is to be created.

use std::fmt;

use bolna_api::types::{
    SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway, SipTrunkIpIdentifier, SipTrunkMediaEncryption,
    SipTrunkPhoneNumberCreate,
};
use bolna_api::{IntoProperty, InvalidValue};
use secrecy::{ExposeSecret, SecretString};

use super::check::{InvalidTrunk, check_create};
use crate::E164;
use crate::sip_trunks::gateway_address::GatewayAddress;
use crate::sip_trunks::transport::Transport;

/// A trunk that is to be created, with what its kind needs from the start: a gateway, and a username with its password, or an address.
///
/// ```no_run
/// use bolna_api_ext::sip_trunks::{NewGateway, NewSipTrunk};
///
/// # async fn run(bolna: bolna_api_ext::Bolna, password: bolna_api_ext::SecretString) -> Result<(), bolna_api_ext::Error> {
/// let trunk = NewSipTrunk::userpass("Front desk", "zadarma", "123456", password, "sip.zadarma.com")
///     .encrypted()
///     .gateway(NewGateway::new("backup.example.com").port(5071));
/// let id = bolna.sip_trunks().create(trunk).await?;
/// # Ok(())
/// # }
/// ```
///
/// `Debug` shows neither the username nor the password.
#[derive(Clone)]
#[must_use]
pub struct NewSipTrunk {
    request: SipTrunkCreate,
    gateways: Vec<NewGateway>,
    transport: Transport,
    numbers: Vec<E164>,
}

/// A gateway of a trunk that is to be created: a host, or `host:port`.
///
/// ```
/// use bolna_api_ext::sip_trunks::NewGateway;
///
/// let gateway = NewGateway::new("198.51.100.7").port(5070).priority(2);
/// let same: NewGateway = "198.51.100.7:5070".into();
/// assert_eq!(gateway, same.priority(2));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct NewGateway {
    address: String,
    port: Option<u16>,
    priority: Option<u16>,
}

impl NewGateway {
    /// A gateway at this host, or at `host:port`, `[2001:db8::5]:5070` or `sip:host:port`, of which the port is taken as [`port`](Self::port) is.
    pub fn new(address: impl Into<String>) -> Self {
        let address = address.into();
        // The API takes the host in one field and the port in another; what is neither is refused when the trunk is checked.
        let (address, port) = match address.parse::<GatewayAddress>() {
            Ok(GatewayAddress { host, port }) => match host.ip() {
                Some(ip) => (ip.to_string(), port),
                None => (host.to_string(), port),
            },
            Err(_) => (address, None),
        };
        Self {
            address,
            port,
            priority: None,
        }
    }

    /// Its port. The default is that of the transport of the trunk: 5060, and 5061 with TLS.
    pub fn port(mut self, port: u16) -> Self {
        self.port = Some(port);
        self
    }

    /// Its priority: the lower, the earlier it is tried. The default is 1 for the first gateway, and one more for each that follows.
    pub fn priority(mut self, priority: u16) -> Self {
        self.priority = Some(priority);
        self
    }
}

impl From<&str> for NewGateway {
    fn from(address: &str) -> Self {
        Self::new(address)
    }
}

impl From<String> for NewGateway {
    fn from(address: String) -> Self {
        Self::new(address)
    }
}

impl NewSipTrunk {
    /// A trunk whose carrier knows it by a username and a password.
    pub fn userpass(
        name: impl Into<String>,
        provider: impl Into<String>,
        username: impl Into<String>,
        password: impl Into<SecretString>,
        gateway: impl Into<NewGateway>,
    ) -> Self {
        let mut trunk = Self::new(name.into(), provider.into(), SipTrunkAuthType::Userpass, gateway.into());
        trunk.request.auth_username = Some(username.into());
        trunk.request.auth_password = Some(password.into().expose_secret().to_owned());
        trunk
    }

    /// A trunk whose carrier is known by the address that it calls from: `192.0.2.7`, or a range such as `192.0.2.0/28`.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::NewSipTrunk;
    ///
    /// let trunk = NewSipTrunk::ip_based("Front desk", "plivo", "192.0.2.0/28", "example.zt.plivo.com").build()?;
    /// assert_eq!(serde_json::to_value(trunk).unwrap()["gateways"][0]["port"], 5060);
    /// # Ok::<(), bolna_api_ext::sip_trunks::InvalidTrunk>(())
    /// ```
    pub fn ip_based(
        name: impl Into<String>,
        provider: impl Into<String>,
        address: impl Into<String>,
        gateway: impl Into<NewGateway>,
    ) -> Self {
        let trunk = Self::new(name.into(), provider.into(), SipTrunkAuthType::IpBased, gateway.into());
        trunk.address(address)
    }

    fn new(name: String, provider: String, auth_type: SipTrunkAuthType, gateway: NewGateway) -> Self {
        let mut request = SipTrunkCreate::default();
        request.name = Some(name);
        request.provider = Some(provider);
        request.auth_type = Some(auth_type);
        Self {
            request,
            gateways: vec![gateway],
            transport: Transport::Udp,
            numbers: Vec::new(),
        }
    }

    /// One more gateway, which is tried after those before it unless it has a priority of its own.
    pub fn gateway(mut self, gateway: impl Into<NewGateway>) -> Self {
        self.gateways.push(gateway.into());
        self
    }

    /// One more address that the carrier calls from. It counts for an ip-based trunk alone.
    pub fn address(mut self, address: impl Into<String>) -> Self {
        let mut entry = SipTrunkIpIdentifier::default();
        entry.ip_address = Some(address.into());
        self.request.ip_identifiers.get_or_insert_default().push(entry);
        self
    }

    /// The transport. The default is UDP.
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = transport;
        self
    }

    /// Encrypts signalling by TLS and media by SDES.
    pub fn encrypted(mut self) -> Self {
        self.request.media_encryption = Some(SipTrunkMediaEncryption::Sdes);
        self.transport(Transport::Tls)
    }

    /// The codecs, in the order of preference: `ulaw,alaw`, which is the server's default. All others are disallowed.
    pub fn codecs(mut self, codecs: impl Into<String>) -> Self {
        self.request.allow = Some(codecs.into());
        self.request.disallow = Some("all".to_owned());
        self
    }

    /// Whether inbound calls are taken. The server's default is `false`.
    pub fn inbound_enabled(mut self, is_enabled: bool) -> Self {
        self.request.inbound_enabled = Some(is_enabled);
        self
    }

    /// Whether the numbers that are called have their `+`. The server's default is `true`.
    pub fn leading_plus(mut self, has_plus: bool) -> Self {
        self.request.outbound_leading_plus_enabled = Some(has_plus);
        self
    }

    /// A description for people.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.request.description = Some(description.into());
        self
    }

    /// One more number of the trunk.
    pub fn number(mut self, number: E164) -> Self {
        self.numbers.push(number);
        self
    }

    /// The request, which can be changed further: fields that nobody set are absent, and the server's defaults.
    ///
    /// # Errors
    ///
    /// The API would refuse it.
    pub fn build(self) -> Result<SipTrunkCreate, InvalidTrunk> {
        let Self {
            mut request,
            gateways,
            transport,
            numbers,
        } = self;
        let mut previous: u16 = 0;
        let gateways = gateways.into_iter().map(|new| {
            previous = new.priority.unwrap_or(previous.saturating_add(1));
            let mut gateway = SipTrunkGateway::default();
            // The server's default is 5060 whatever the transport, and one in the address stands where it is.
            let has_port = new
                .address
                .parse()
                .is_ok_and(|address: super::super::GatewayAddress| address.port.is_some());
            gateway.port = new
                .port
                .or((!has_port).then(|| transport.default_port()))
                .map(i64::from);
            gateway.gateway_address = Some(new.address);
            gateway.priority = Some(i64::from(previous));
            gateway
        });
        request.gateways = Some(gateways.collect());
        if transport != Transport::Udp {
            request.transport = Some(transport.into());
        }
        if !numbers.is_empty() {
            let number = |number: E164| {
                let mut entry = SipTrunkPhoneNumberCreate::default();
                entry.phone_number = Some(number.into());
                entry
            };
            request.phone_numbers = Some(numbers.into_iter().map(number).collect());
        }
        check_create(&request)?;
        Ok(request)
    }
}

impl IntoProperty<SipTrunkCreate> for NewSipTrunk {
    fn into_property(self) -> Result<Option<SipTrunkCreate>, InvalidValue> {
        self.build()
            .map(Some)
            .map_err(|error| InvalidValue::new(error.to_string()))
    }
}

impl fmt::Debug for NewSipTrunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewSipTrunk")
            .field("name", &self.request.name)
            .field("gateways", &self.gateways)
            .field("transport", &self.transport)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_set_is_absent_and_ports_and_priorities_are_those_that_fit() {
        let trunk = NewSipTrunk::userpass("Desk", "zadarma", "1", "secret", "sip.zadarma.com")
            .encrypted()
            .gateway("192.0.2.7:5070")
            .gateway(NewGateway::new("b.example").priority(9))
            .gateway(NewGateway::new("c.example").port(443))
            .number("+14155550100".parse().unwrap());
        assert_eq!(
            serde_json::to_value(trunk.build().unwrap()).unwrap(),
            json!({
                "name": "Desk", "provider": "zadarma", "auth_type": "userpass", "auth_username": "1", "auth_password": "secret",
                "gateways": [
                    {"gateway_address": "sip.zadarma.com", "port": 5061, "priority": 1},
                    {"gateway_address": "192.0.2.7", "port": 5070, "priority": 2},
                    {"gateway_address": "b.example", "port": 5061, "priority": 9},
                    {"gateway_address": "c.example", "port": 443, "priority": 10},
                ],
                "transport": "transport-tls", "media_encryption": "sdes", "phone_numbers": [{"phone_number": "+14155550100"}],
            })
        );
    }

    #[test]
    fn what_the_api_refuses_is_refused_with_every_rule() {
        let trunk = NewSipTrunk::userpass(" ", "x", "", "", NewGateway::new("http://a b").port(0));
        assert_eq!(
            trunk.build().unwrap_err().to_string(),
            "`name`: a trunk needs one; `auth_username`: a userpass trunk needs one; `auth_password`: a userpass trunk needs one; \
             `gateways[0].gateway_address`: `http://a b` is a URI, where a host belongs"
        );
        let trunk = NewSipTrunk::ip_based("a", "x", "nowhere", NewGateway::new("a").port(0)).address("192.0.2.0/40");
        assert_eq!(
            trunk.build().unwrap_err().to_string(),
            "`gateways[0].port`: 0 is no port: 1 to 65535; `ip_identifiers[0].ip_address`: `nowhere`: neither an address of IPv4 or \
             IPv6 nor a range of them, such as 192.0.2.0/24; `ip_identifiers[1].ip_address`: `192.0.2.0/40`: behind the `/` belongs \
             the length of a prefix: 0 to 32, or to 128 for IPv6"
        );
        let trunk = NewSipTrunk::userpass("a", "x", "1", "secret", "a")
            .encrypted()
            .transport(Transport::Tcp);
        assert_eq!(
            trunk.build().unwrap_err().to_string(),
            "`media_encryption`: `sdes` needs `transport-tls`, and the transport is tcp"
        );
    }

    #[test]
    fn debug_shows_no_secret() {
        let trunk = NewSipTrunk::userpass("Desk", "zadarma", "user-1", "hunter2", "sip.zadarma.com");
        let shown = format!("{trunk:?}");
        assert!(!shown.contains("hunter2") && !shown.contains("user-1"), "{shown}");
    }
}
