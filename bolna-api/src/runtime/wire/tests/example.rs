//! Types as the pipeline generates them, for tests.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::wire::{
    Extra, Nullable, Tolerant, UnknownValue, UnlistedValue, branch, closed_enum, open_enum, tolerant, union,
};

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

impl Serialize for Direction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::In => "in",
            Self::Out => "out",
        })
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

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Gateway {
    pub(crate) gateway_address: Option<String>,
    pub(crate) port: Option<i64>,
    pub(crate) extra: Extra,
}

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Trunk {
    pub(crate) id: Option<String>,
    pub(crate) is_active: Option<bool>,
    pub(crate) price: Option<f64>,
    pub(crate) transport: Option<Transport>,
    pub(crate) gateways: Vec<Gateway>,
    pub(crate) labels: BTreeMap<String, String>,
    pub(crate) created_at: Option<DateTime<Utc>>,
    pub(crate) valid_on: Option<NaiveDate>,
    pub(crate) description: Option<Nullable<String>>,
    pub(crate) expires_at: Option<Nullable<DateTime<Utc>>>,
    pub(crate) details: Option<Value>,
    pub(crate) history: Vec<Value>,
    pub(crate) slots: Vec<Option<i64>>,
    pub(crate) retries: u8,
    pub(crate) password: Option<String>,
    pub(crate) extra: Extra,
}

impl fmt::Debug for Trunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trunk")
            .field("id", &self.id)
            .field("password", &self.password.as_ref().map(|_| crate::wire::Redacted))
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
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Hangup {
    pub(crate) kind: Option<HangupKind>,
    pub(crate) after: Option<f64>,
    pub(crate) extra: Extra,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Webhook {
    pub(crate) url: Option<String>,
    pub(crate) after: Option<f64>,
    pub(crate) extra: Extra,
}

/// Unions within a union.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Group {
    pub(crate) parts: Vec<Part>,
    pub(crate) extra: Extra,
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

tolerant!(Transport, Direction, Part, HangupKind);
crate::object! {
    Gateway, extra: Extra;
    0 gateway_address = "gateway_address";
    1 port = "port";
}
crate::object! {
    Trunk, extra: Extra;
    0 id = "id";
    1 is_active = "is_active";
    2 price = "price";
    3 transport = "transport";
    4 gateways = "gateways";
    5 labels = "labels";
    6 created_at = "created_at";
    7 valid_on = "valid_on";
    8 description = "description";
    9 expires_at = "expires_at";
    10 details = "details";
    11 history = "history";
    12 slots = "slots";
    13 retries = "retries";
    14 password = "password";
}
crate::object! {
    Hangup, extra: Extra;
    0 kind = "kind";
    1 after = "after";
}
crate::object! {
    Webhook, extra: Extra;
    0 url = "url";
    1 after = "after";
}
crate::object! {
    Group, extra: Extra;
    0 parts = "parts";
}

/// Reads JSON tolerantly; the error in words, without its position.
pub(crate) fn read<'de, T: Tolerant<'de>>(json: &'de str) -> Result<T, String> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let read = T::read(&mut deserializer).and_then(|read| deserializer.end().map(|()| read));
    read.map_err(|error| {
        let said = error.to_string();
        said.split(" at line ").next().unwrap_or_default().to_owned()
    })
}
