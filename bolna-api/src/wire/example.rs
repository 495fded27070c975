//! Types as the pipeline generates them, for tests.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{Nullable, Tolerant, UnknownValue, UnlistedValue, branch, closed_enum, open_enum, tolerant, union};

/// An open enumeration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum Transport {
    Udp,
    Tls,
    Unknown(UnknownValue),
}

impl Transport {
    pub(crate) const VALUES: &'static [&'static str] = &["transport-udp", "transport-tls"];

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Udp => "transport-udp",
            Self::Tls => "transport-tls",
            Self::Unknown(unknown) => unknown.as_str(),
        }
    }

    fn known(text: &str) -> Option<Self> {
        match text {
            "transport-udp" => Some(Self::Udp),
            "transport-tls" => Some(Self::Tls),
            _ => None,
        }
    }
}

impl Serialize for Transport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Transport {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open_enum(deserializer, Self::VALUES, Self::known, Self::Unknown)
    }
}

/// A closed enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    In,
    Out,
}

impl Direction {
    const VALUES: &'static [&'static str] = &["in", "out"];

    fn known(text: &str) -> Option<Self> {
        match text {
            "in" => Some(Self::In),
            "out" => Some(Self::Out),
            _ => None,
        }
    }
}

impl FromStr for Direction {
    type Err = UnlistedValue;

    fn from_str(text: &str) -> Result<Self, UnlistedValue> {
        Self::known(text).ok_or(UnlistedValue::new(Self::VALUES))
    }
}

impl<'de> Deserialize<'de> for Direction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        closed_enum(deserializer, Self::VALUES, Self::known)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Gateway {
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gateway_address: Option<String>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<i64>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Trunk {
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_active: Option<bool>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) price: Option<f64>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) transport: Option<Transport>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    pub(crate) gateways: Vec<Gateway>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    pub(crate) labels: BTreeMap<String, String>,
    #[serde(
        default,
        deserialize_with = "crate::wire::read",
        serialize_with = "crate::wire::write"
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) valid_on: Option<NaiveDate>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Nullable<String>>,
    #[serde(
        default,
        deserialize_with = "crate::wire::read",
        serialize_with = "crate::wire::write"
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires_at: Option<Nullable<DateTime<Utc>>>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) extra: Option<Value>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    pub(crate) history: Vec<Value>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    pub(crate) slots: Vec<Option<i64>>,
    #[serde(default, deserialize_with = "crate::wire::read_or_default")]
    pub(crate) retries: u8,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<String>,
}

impl fmt::Debug for Trunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trunk")
            .field("id", &self.id)
            .field("password", &self.password.as_ref().map(|_| super::Redacted))
            .finish_non_exhaustive()
    }
}

/// A part of an agent's configuration: one of several shapes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Text(String),
    Hangup(Hangup),
    Webhook(Webhook),
    Group(Group),
    Unknown(Value),
}

/// Marked by an enumeration of one value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Hangup {
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<HangupKind>,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Webhook {
    #[serde(deserialize_with = "crate::wire::read")]
    pub(crate) url: String,
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<f64>,
}

/// Unions within a union.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Group {
    #[serde(default, deserialize_with = "crate::wire::read")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum HangupKind {
    Hangup,
    Unknown(UnknownValue),
}

impl HangupKind {
    fn known(text: &str) -> Option<Self> {
        (text == "hangup").then_some(Self::Hangup)
    }
}

impl Serialize for HangupKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Hangup => serializer.serialize_str("hangup"),
            Self::Unknown(unknown) => unknown.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for HangupKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open_enum(deserializer, &["hangup"], Self::known, Self::Unknown)
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(part) => part.serialize(serializer),
            Self::Hangup(part) => part.serialize(serializer),
            Self::Webhook(part) => part.serialize(serializer),
            Self::Group(part) => part.serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        union(
            deserializer,
            &[
                |value| branch(value, Self::Text),
                |value| branch(value, Self::Hangup),
                |value| branch(value, Self::Webhook),
                |value| branch(value, Self::Group),
            ],
            Self::Unknown,
        )
    }
}

tolerant!(
    Transport, Direction, Gateway, Trunk, Part, Hangup, HangupKind, Webhook, Group
);

/// Reads JSON tolerantly; the error in words, without its position.
pub(crate) fn read<'de, T: Tolerant<'de>>(json: &'de str) -> Result<T, String> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let read = T::read(&mut deserializer).and_then(|read| deserializer.end().map(|()| read));
    read.map_err(|error| {
        let said = error.to_string();
        said.split(" at line ").next().unwrap_or_default().to_owned()
    })
}
