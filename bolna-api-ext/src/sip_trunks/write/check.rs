//! What the API refuses of a trunk, told before it is sent.

use std::fmt;

use bolna_api::types::{
    SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway, SipTrunkIpIdentifier, SipTrunkMediaEncryption,
    SipTrunkTransport, SipTrunkUpdate,
};

use crate::sip_trunks::networks::parse_network;
use crate::sip_trunks::route;
use crate::sip_trunks::transport::Transport;

/// A trunk that the API would refuse: every rule that it breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Faults(.faults))]
#[non_exhaustive]
pub struct InvalidTrunk {
    /// What is wrong, one by one. There is one at least.
    pub faults: Vec<TrunkFault>,
}

/// A rule that a trunk breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrunkFault {
    /// Where: `gateways[0].priority`.
    pub field: String,
    /// The rule, and how it is broken. It repeats no password.
    pub rule: String,
}

impl fmt::Display for TrunkFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.field, self.rule)
    }
}

struct Faults<'a>(&'a [TrunkFault]);

impl fmt::Display for Faults<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{fault}")?;
        }
        Ok(())
    }
}

/// Checks a trunk that is to be created.
///
/// ```
/// use bolna_api_ext::sip_trunks::check_create;
/// use bolna_api_ext::types::{SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway};
///
/// let gateway = SipTrunkGateway::builder().gateway_address("http://a b").priority(-1);
/// let trunk = SipTrunkCreate::builder()
///     .name("Desk")
///     .provider("custom")
///     .auth_type(SipTrunkAuthType::Userpass)
///     .auth_username("desk")
///     .gateways([gateway])
///     .build()?;
/// let error = check_create(&trunk).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`auth_password`: a userpass trunk needs one; \
///      `gateways[0].gateway_address`: `http://a b` is a URI, where a host belongs; \
///      `gateways[0].priority`: at least 0, and it is -1"
/// );
/// # Ok::<(), bolna_api_ext::types::error::ConversionError>(())
/// ```
///
/// # Errors
///
/// The API would refuse it.
pub fn check_create(trunk: &SipTrunkCreate) -> Result<(), InvalidTrunk> {
    let mut check = Check::default();
    for (field, text) in [("name", &trunk.name), ("provider", &trunk.provider)] {
        if is_blank(text.as_deref()) {
            check.fault(field, "a trunk needs one");
        }
    }
    match &trunk.auth_type {
        Some(SipTrunkAuthType::Userpass) => {
            let credentials = [
                ("auth_username", &trunk.auth_username),
                ("auth_password", &trunk.auth_password),
            ];
            for (field, text) in credentials {
                if is_blank(text.as_deref()) {
                    check.fault(field, "a userpass trunk needs one");
                }
            }
        }
        Some(SipTrunkAuthType::IpBased) if trunk.ip_identifiers.as_deref().unwrap_or_default().is_empty() => {
            check.fault("ip_identifiers", "an ip-based trunk needs one at least");
        }
        None => check.fault("auth_type", "a trunk needs one: userpass or ip-based"),
        // What is not known to the contract is for the API to decide.
        Some(_) => {}
    }
    check.gateways(trunk.gateways.as_deref().unwrap_or_default());
    check.addresses(trunk.ip_identifiers.as_deref().unwrap_or_default());
    check.encryption(trunk.media_encryption.as_ref(), trunk.transport.as_ref(), true);
    check.interval(trunk.qualify_frequency);
    check.end()
}

/// Checks a change of a trunk. What it does not set stays as it is, and is not checked.
///
/// ```
/// use bolna_api_ext::sip_trunks::check_update;
/// use bolna_api_ext::types::SipTrunkUpdate;
///
/// let mut update = SipTrunkUpdate::default();
/// update.gateways = Some(Vec::new());
/// assert_eq!(check_update(&update).unwrap_err().to_string(), "`gateways`: a trunk needs one at least");
/// ```
///
/// # Errors
///
/// The API would refuse it.
pub fn check_update(update: &SipTrunkUpdate) -> Result<(), InvalidTrunk> {
    let mut check = Check::default();
    for (field, text) in [
        ("name", &update.name),
        ("auth_username", &update.auth_username),
        ("auth_password", &update.auth_password),
    ] {
        if text.is_some() && is_blank(text.as_deref()) {
            check.fault(field, "it cannot be empty");
        }
    }
    if let Some(gateways) = &update.gateways {
        check.gateways(gateways);
    }
    check.addresses(update.ip_identifiers.as_deref().unwrap_or_default());
    check.encryption(update.media_encryption.as_ref(), update.transport.as_ref(), false);
    check.interval(update.qualify_frequency);
    check.end()
}

fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

#[derive(Default)]
struct Check(Vec<TrunkFault>);

impl Check {
    fn fault(&mut self, field: impl Into<String>, rule: impl Into<String>) {
        self.0.push(TrunkFault {
            field: field.into(),
            rule: rule.into(),
        });
    }

    fn gateways(&mut self, gateways: &[SipTrunkGateway]) {
        if gateways.is_empty() {
            self.fault("gateways", "a trunk needs one at least");
        }
        for (index, gateway) in gateways.iter().enumerate() {
            if let Err(fault) = route::place(gateway) {
                let (field, rule) = fault.place();
                self.fault(format!("gateways[{index}].{field}"), rule);
            }
            if let Some(priority @ ..0) = gateway.priority {
                self.fault(
                    format!("gateways[{index}].priority"),
                    format!("at least 0, and it is {priority}"),
                );
            }
        }
    }

    fn addresses(&mut self, addresses: &[SipTrunkIpIdentifier]) {
        for (index, address) in addresses.iter().enumerate() {
            if let Err(error) = parse_network(address.ip_address.as_deref().unwrap_or_default()) {
                self.fault(format!("ip_identifiers[{index}].ip_address"), error.to_string());
            }
        }
    }

    /// `is_whole` where an absent transport is the default, and not the one that is there.
    fn encryption(
        &mut self,
        encryption: Option<&SipTrunkMediaEncryption>,
        transport: Option<&SipTrunkTransport>,
        is_whole: bool,
    ) {
        if encryption != Some(&SipTrunkMediaEncryption::Sdes) {
            return;
        }
        let transport = match transport {
            Some(transport) => Transport::try_from(transport).ok(),
            None => is_whole.then(Transport::default),
        };
        if let Some(transport @ (Transport::Udp | Transport::Tcp)) = transport {
            self.fault(
                "media_encryption",
                format!("`sdes` needs `transport-tls`, and the transport is {transport}"),
            );
        }
    }

    fn interval(&mut self, interval: Option<i64>) {
        if let Some(interval @ ..0) = interval {
            self.fault("qualify_frequency", format!("at least 0, and it is {interval}"));
        }
    }

    fn end(self) -> Result<(), InvalidTrunk> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(InvalidTrunk { faults: self.0 })
        }
    }
}
