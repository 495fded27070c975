//! Whether a request body keeps to the constraints of the contract: where each of its values is.
//!
//! Generated code says what the rules of a type are, with the functions of `rules`:
//!
//! ```ignore
//! impl Check for Gateway {
//!     fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
//!         at(place, "port", &self.port, |value, place| range(value, place, 1..=65535))?;
//!         at(place, "name", &self.name, |value, place| length(value, place, 1..))?;
//!         nested(place, "allow", &self.allow)
//!     }
//! }
//! ```

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

use super::extra::Rest;
use super::nullable::Nullable;
use super::place::{Place, Violation};

/// A type that has constraints, or holds what has some.
pub trait Check {
    /// Looks at the value, which is at `place`.
    ///
    /// # Errors
    ///
    /// The first constraint that is not kept.
    fn check(&self, place: &Place<'_>) -> Result<(), Violation>;
}

impl<T: Check + ?Sized> Check for &T {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        (**self).check(place)
    }
}

impl<T: Check + ?Sized> Check for Box<T> {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        (**self).check(place)
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        self.as_ref().map_or(Ok(()), |value| value.check(place))
    }
}

impl<T: Check> Check for Nullable<T> {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        self.as_option().check(place)
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        self.as_slice().check(place)
    }
}

impl<T: Check> Check for [T] {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        let mut items = self.iter().enumerate();
        items.try_for_each(|(index, item)| item.check(&Place::Item(place, index)))
    }
}

impl<T: Check> Check for BTreeMap<String, T> {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        self.iter()
            .try_for_each(|(key, value)| value.check(&Place::Key(place, key)))
    }
}

impl<T: Check, S> Check for HashMap<String, T, S> {
    fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
        self.iter()
            .try_for_each(|(key, value)| value.check(&Place::Key(place, key)))
    }
}

/// A value that may be absent or null, which keeps to every rule then.
pub trait Present {
    /// What is there when something is there.
    type Value: ?Sized;

    /// What is there.
    fn present(&self) -> Option<&Self::Value>;
}

impl<T: Present> Present for Option<T> {
    type Value = T::Value;

    fn present(&self) -> Option<&T::Value> {
        self.as_ref()?.present()
    }
}

impl<T: Present> Present for Nullable<T> {
    type Value = T::Value;

    fn present(&self) -> Option<&T::Value> {
        self.as_option()?.present()
    }
}

impl<T: Present + ?Sized> Present for Box<T> {
    type Value = T::Value;

    fn present(&self) -> Option<&T::Value> {
        (**self).present()
    }
}

impl<T: Present + ?Sized> Present for &T {
    type Value = T::Value;

    fn present(&self) -> Option<&T::Value> {
        (**self).present()
    }
}

impl Present for String {
    type Value = str;

    fn present(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T> Present for Vec<T> {
    type Value = [T];

    fn present(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<K, T, S> Present for HashMap<K, T, S> {
    type Value = Self;

    fn present(&self) -> Option<&Self> {
        Some(self)
    }
}

macro_rules! present {
    ($($type:ty),+ $(,)?) => { $(
        impl Present for $type {
            type Value = Self;

            fn present(&self) -> Option<&Self> {
                Some(self)
            }
        }
    )+ };
}

present!(
    bool,
    i8,
    i16,
    i32,
    i64,
    u8,
    u16,
    u32,
    u64,
    f32,
    f64,
    str,
    DateTime<Utc>,
    NaiveDate,
    Value,
    Map<String, Value>,
);

impl<K, T> Present for BTreeMap<K, T> {
    type Value = Self;

    fn present(&self) -> Option<&Self> {
        Some(self)
    }
}

/// Holds a property against a rule, if it is there.
///
/// # Errors
///
/// That of the rule.
pub fn at<P: Present + ?Sized>(
    place: &Place<'_>,
    name: &'static str,
    property: &P,
    rule: impl FnOnce(&P::Value, &Place<'_>) -> Result<(), Violation>,
) -> Result<(), Violation> {
    match property.present() {
        Some(value) => rule(value, &Place::Property(place, name)),
        None => Ok(()),
    }
}

/// Holds a property against the rules of its own type.
///
/// # Errors
///
/// The first constraint that is not kept.
pub fn nested<T: Check + ?Sized>(place: &Place<'_>, name: &'static str, property: &T) -> Result<(), Violation> {
    property.check(&Place::Property(place, name))
}

/// A property that a body must have.
///
/// # Errors
///
/// It is absent.
pub fn required<T>(place: &Place<'_>, name: &'static str, property: &Option<T>) -> Result<(), Violation> {
    match property {
        Some(_) => Ok(()),
        None => Err(Violation::new(
            Place::Property(place, name),
            "required, and it is not set",
        )),
    }
}

/// The same of an object that may have been read: a server that left the property out takes it back without it.
///
/// # Errors
///
/// It is absent from an object that somebody built.
pub fn required_if_built<T>(
    place: &Place<'_>,
    name: &'static str,
    property: &Option<T>,
    rest: &impl Rest,
) -> Result<(), Violation> {
    if rest.is_read() {
        Ok(())
    } else {
        required(place, name, property)
    }
}

#[cfg(test)]
mod tests;
