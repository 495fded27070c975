//! What changed between two lists of trunks.

use std::fmt;

use bolna_api::types::SipTrunk;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::key::is_same_value;
use super::shown::shown;
use crate::sip_trunks::one_line::one_line;

/// A change of one trunk.
///
/// `Display` is one line for a log, without what may be a secret by the name of its property, and without characters that steer a terminal. As JSON it has
/// `trunk`, `change` (the kind), and the values of the kind, and can be read back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Change {
    /// The trunk.
    pub trunk: TrunkKey,
    /// What changed.
    #[serde(flatten)]
    pub kind: ChangeKind,
}

/// Which trunk it is: by its id; by its name where a response lacks the id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TrunkKey {
    /// The id, if the response has one.
    pub id: Option<String>,
    /// The name, if it has one: after the change, or before a removal.
    pub name: Option<String>,
    /// How many trunks of this id, or of this name without an id, stand before it in the list: zero but for a list that has it twice.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub repetition: usize,
}

impl fmt::Display for TrunkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.name, &self.id) {
            (Some(name), Some(id)) => write!(f, "{} ({})", one_line(name), one_line(id)),
            (Some(known), None) | (None, Some(known)) => f.write_str(&one_line(known)),
            (None, None) => f.write_str("a trunk without a name"),
        }
    }
}

/// What changed of a trunk.
///
/// `Debug` is that of its JSON, without what may be a secret by the name of its property; JSON has all of it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// The trunk is new.
    Added {
        /// The trunk.
        after: Box<SipTrunk>,
    },
    /// The trunk is gone.
    Removed {
        /// The trunk as it was.
        before: Box<SipTrunk>,
    },
    /// The trunk is active now.
    Activated,
    /// The trunk is not active any more.
    Deactivated,
    /// A field has another value, or a response left it out, which the API does at will: see [`Change::is_left_out`]. A whole list of
    /// gateways, numbers or addresses that is left out is one, too.
    Field {
        /// The field.
        field: String,
        /// What it was; `None` if it was left out.
        #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
        before: Option<Value>,
        /// What it is; `None` if it is left out.
        #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
        after: Option<Value>,
    },
    /// A gateway, a number or an address is new.
    ElementAdded {
        /// The list that it is in.
        list: Element,
        /// What it is known by: `sip.example.com:5060`.
        name: String,
        /// All of it.
        after: Value,
    },
    /// A gateway, a number or an address is gone.
    ElementRemoved {
        /// The list that it was in.
        list: Element,
        /// What it was known by.
        name: String,
        /// All of it.
        before: Value,
    },
    /// A field of a gateway, a number or an address has another value.
    ElementField {
        /// The list that it is in.
        list: Element,
        /// What it was known by before the change.
        name: String,
        /// The field.
        field: String,
        /// What it was; `None` if it was left out.
        #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
        before: Option<Value>,
        /// What it is; `None` if it is left out.
        #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
        after: Option<Value>,
    },
    /// The gateways are tried in another order, by their order in the list and not by their priorities.
    RoutingOrder {
        /// The gateways in the order in which they were tried, without those that are gone.
        before: Vec<String>,
        /// The gateways in the order in which they are tried.
        after: Vec<String>,
    },
}

/// The lists of a trunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Element {
    /// `gateways`.
    Gateways,
    /// `phone_numbers`.
    PhoneNumbers,
    /// `ip_identifiers`.
    IpIdentifiers,
}

impl Element {
    pub(super) const ALL: [Self; 3] = [Self::Gateways, Self::PhoneNumbers, Self::IpIdentifiers];

    /// The property of the trunk.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Gateways => "gateways",
            Self::PhoneNumbers => "phone_numbers",
            Self::IpIdentifiers => "ip_identifiers",
        }
    }

    /// What one of the list is, for a person.
    fn noun(self) -> &'static str {
        match self {
            Self::Gateways => "gateway",
            Self::PhoneNumbers => "number",
            Self::IpIdentifiers => "address",
        }
    }
}

impl Change {
    /// Whether it is one that the API makes by itself with any other: of a time, of the id of a gateway, which is a new one
    /// whenever gateways are written, or of a default that it wrote out, such as the port of a gateway, or `/32` behind an address.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::watch::changes;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let written: [SipTrunk; 1] = serde_json::from_str(r#"[{"id": "1", "gateways": [{"gateway_address": "a.example"}]}]"#)?;
    /// let read: [SipTrunk; 1] =
    ///     serde_json::from_str(r#"[{"id": "1", "gateways": [{"id": "g1", "gateway_address": "a.example", "port": 5060}]}]"#)?;
    /// assert!(changes(&written, &read).iter().all(|change| change.is_bookkeeping()));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn is_bookkeeping(&self) -> bool {
        match &self.kind {
            ChangeKind::Field { field, .. } => field == "updated_at",
            ChangeKind::ElementField {
                list,
                field,
                before,
                after,
                ..
            } => {
                matches!(field.as_str(), "id" | "created_at" | "updated_at")
                    || is_same_value(*list, field, before.as_ref(), after.as_ref())
            }
            _ => false,
        }
    }

    /// Whether a field is there in one of the lists alone: the API leaves fields out of its answers at will, so that nothing may have changed.
    ///
    /// ```
    /// use bolna_api_ext::sip_trunks::watch::changes;
    /// use bolna_api_ext::types::SipTrunk;
    ///
    /// let before: [SipTrunk; 1] = serde_json::from_str(r#"[{"id": "1", "phone_numbers": [{"phone_number": "+14155550100"}]}]"#)?;
    /// let after: [SipTrunk; 1] = serde_json::from_str(r#"[{"id": "1"}]"#)?;
    /// assert!(changes(&before, &after).iter().all(|change| change.is_left_out()));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn is_left_out(&self) -> bool {
        match &self.kind {
            ChangeKind::Field { before, after, .. } | ChangeKind::ElementField { before, after, .. } => {
                before.is_none() != after.is_none()
            }
            _ => false,
        }
    }
}

/// ```
/// use bolna_api_ext::sip_trunks::watch::changes;
/// use bolna_api_ext::types::SipTrunk;
///
/// let before: [SipTrunk; 1] = serde_json::from_str(r#"[{"id": "1", "name": "Desk", "allow": "ulaw", "is_active": true}]"#)?;
/// let after: [SipTrunk; 1] = serde_json::from_str(r#"[{"id": "1", "name": "Desk", "allow": "alaw", "is_active": false}]"#)?;
/// let lines: Vec<_> = changes(&before, &after).iter().map(ToString::to_string).collect();
/// assert_eq!(lines, [r#"Desk (1): `allow` was "ulaw", is "alaw""#, "Desk (1): deactivated"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.trunk)?;
        match &self.kind {
            ChangeKind::Added { .. } => f.write_str("added"),
            ChangeKind::Removed { .. } => f.write_str("removed"),
            ChangeKind::Activated => f.write_str("activated"),
            ChangeKind::Deactivated => f.write_str("deactivated"),
            ChangeKind::Field { field, before, after } => write_values(f, field, before.as_ref(), after.as_ref()),
            ChangeKind::ElementAdded { list, name, .. } => write!(f, "{} {} added", list.noun(), one_line(name)),
            ChangeKind::ElementRemoved { list, name, .. } => write!(f, "{} {} removed", list.noun(), one_line(name)),
            ChangeKind::ElementField {
                list,
                name,
                field,
                before,
                after,
            } => {
                write!(f, "{} {}: ", list.noun(), one_line(name))?;
                write_values(f, field, before.as_ref(), after.as_ref())
            }
            ChangeKind::RoutingOrder { before, after } => {
                let [before, after] = [before, after].map(|names| names.join(", "));
                let [before, after] = [one_line(&before), one_line(&after)];
                write!(f, "gateways were tried in the order {before}, are in {after}")
            }
        }
    }
}

impl fmt::Debug for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The values of a change stand beside the name of their property, and not under it.
        let kind = match self {
            Self::Field {
                field, before, after, ..
            } => Self::Field {
                field: field.clone(),
                before: before.as_ref().map(|value| shown(field, value)),
                after: after.as_ref().map(|value| shown(field, value)),
            },
            Self::ElementField {
                list,
                name,
                field,
                before,
                after,
            } => Self::ElementField {
                list: *list,
                name: name.clone(),
                field: field.clone(),
                before: before.as_ref().map(|value| shown(field, value)),
                after: after.as_ref().map(|value| shown(field, value)),
            },
            kind => kind.clone(),
        };
        let json = serde_json::to_value(kind).map_err(|_| fmt::Error)?;
        write!(f, "{}", shown("", &json))
    }
}

fn write_values(f: &mut fmt::Formatter<'_>, field: &str, before: Option<&Value>, after: Option<&Value>) -> fmt::Result {
    write!(f, "`{}` was ", one_line(field))?;
    match before {
        Some(value) => f.write_str(&one_line(&shown(field, value).to_string()))?,
        None => f.write_str("left out")?,
    }
    match after {
        Some(value) => write!(f, ", is {}", one_line(&shown(field, value).to_string())),
        None => f.write_str(", is left out"),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// A value that is there: null is one.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
