//! Enumerations of strings. An open one keeps a value that it does not list; a closed one refuses it.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serialize, Serializer};

use super::coercion;
use super::refuse::refuse;

/// A value that an enumeration does not list, as the server wrote it.
///
/// There is no way to make one but to read it, or to parse a string that is no listed value into its enumeration: so no
/// listed value is ever hidden in an unknown one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    pub(crate) fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// The value as the server wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for UnknownValue {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for UnknownValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A string that is none of the values of an enumeration. It does not repeat the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnlistedValue {
    allowed: &'static [&'static str],
}

impl UnlistedValue {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(allowed: &'static [&'static str]) -> Self {
        Self { allowed }
    }

    /// The values of the enumeration.
    #[must_use]
    pub fn allowed(&self) -> &'static [&'static str] {
        self.allowed
    }
}

/// ``none of `a`, `b` ``.
impl fmt::Display for UnlistedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("none of ")?;
        list(self.allowed, f)
    }
}

impl std::error::Error for UnlistedValue {}

fn list(values: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(f, "{comma}`{value}`")?;
    }
    Ok(())
}

/// Reads a value of an open enumeration; a number or a boolean is what JSON writes for it.
///
/// # Errors
///
/// What is there is no scalar.
pub fn open_enum<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    values: &'static [&'static str],
    known: fn(&str) -> Option<T>,
    unknown: fn(UnknownValue) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(Open { values, known, unknown })
}

struct Open<T> {
    values: &'static [&'static str],
    known: fn(&str) -> Option<T>,
    unknown: fn(UnknownValue) -> T,
}

impl<T> Open<T> {
    fn expected(&self) -> &'static str {
        "a string"
    }

    fn find(&self, text: &str) -> T {
        (self.known)(text).unwrap_or_else(|| {
            coercion::count(if self.values.len() == 1 {
                coercion::UNMARKED
            } else {
                coercion::UNLISTED
            });
            (self.unknown)(UnknownValue::new(text))
        })
    }
}

impl<'de, T> Visitor<'de> for Open<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(self.find(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        Ok(self.find(if value { "true" } else { "false" }))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        Ok(self.find(&value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        Ok(self.find(&value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        Ok(self.find(&serde_json::Value::from(value).to_string()))
    }

    refuse!(null, array, object);
}

/// Reads a value of a closed enumeration.
///
/// # Errors
///
/// What is there is none of `values`; the error lists them.
pub fn closed_enum<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    values: &'static [&'static str],
    known: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(Closed { values, known })
}

struct Closed<T> {
    values: &'static [&'static str],
    known: fn(&str) -> Option<T>,
}

/// ``one of `a`, `b` ``.
struct OneOf(&'static [&'static str]);

impl fmt::Display for OneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one of ")?;
        list(self.0, f)
    }
}

impl<T> Closed<T> {
    fn expected(&self) -> OneOf {
        OneOf(self.values)
    }
}

impl<'de, T> Visitor<'de> for Closed<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.expected(), f)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.known)(text).ok_or_else(|| super::refuse::mismatch(self.expected(), "another string"))
    }

    refuse!(null, boolean, number, array, object);
}

/// The JSON Schema of an enumeration: a closed one has its values and nothing else, an open one has them as examples.
#[cfg(feature = "schemars")]
#[must_use]
pub fn string_schema(values: &[&str], open: bool) -> schemars::Schema {
    if open {
        schemars::json_schema!({ "type": "string", "examples": values })
    } else {
        schemars::json_schema!({ "type": "string", "enum": values })
    }
}

#[cfg(test)]
mod tests;
