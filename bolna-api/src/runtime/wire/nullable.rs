//! Absent, null and a value are three things.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::holes::Found;
use super::tolerant::Tolerant;

/// A value that can be null.
///
/// An optional property is an `Option<Nullable<T>>`: `None` leaves it out, `Some(Nullable::Null)` sends null, which
/// removes what is there, and `Some(Nullable::Value(_))` sends a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nullable<T> {
    /// Null.
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value; `None` for null.
    #[must_use]
    pub fn as_option(&self) -> Option<&T> {
        self.as_ref().into_option()
    }

    /// The value; `None` for null.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The same with a reference.
    #[must_use]
    pub fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// Whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The same with another value in the place of the value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        self.into_option().map(change).into()
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is null.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(text: &str) -> Self {
        Self::Value(text.to_owned())
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        value.into_option()
    }
}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_option().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

/// Null is a value of its own, wherever it stands, so that what was read can be written again.
impl<'de, T: Tolerant<'de>> Tolerant<'de> for Nullable<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read_optional(deserializer).map(Self::from)
    }

    fn read_optional<D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::read(deserializer).map(Some)
    }

    fn read_with_holes<D: Deserializer<'de>>(deserializer: D) -> Result<(Option<Self>, Found), D::Error> {
        T::read_with_holes(deserializer).map(|(value, holes)| (Some(value.into()), holes))
    }
}

#[cfg(feature = "schemars")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Nullable<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        <Option<T> as schemars::JsonSchema>::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        <Option<T> as schemars::JsonSchema>::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Option<T> as schemars::JsonSchema>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests;
