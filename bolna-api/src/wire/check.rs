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
mod tests {
    use super::super::rules::{every, items, length, range};
    use super::*;

    struct Trunk {
        name: Option<String>,
        gateways: Option<Vec<Gateway>>,
        numbers: Option<Nullable<Vec<String>>>,
        by_region: BTreeMap<String, Gateway>,
    }

    struct Gateway {
        port: Option<Nullable<i64>>,
    }

    impl Check for Gateway {
        fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
            at(place, "port", &self.port, |value, place| range(value, place, 1..=65535))
        }
    }

    impl Check for Trunk {
        fn check(&self, place: &Place<'_>) -> Result<(), Violation> {
            required(place, "name", &self.name)?;
            at(place, "name", &self.name, |value, place| length(value, place, 1..=10))?;
            at(place, "gateways", &self.gateways, |value, place| {
                items(value, place, 1..)
            })?;
            nested(place, "gateways", &self.gateways)?;
            at(place, "numbers", &self.numbers, |value, place| {
                every(value, place, |number, place| length(number, place, 2..))
            })?;
            nested(place, "by_region", &self.by_region)
        }
    }

    fn trunk() -> Trunk {
        Trunk {
            name: Some("Lab".to_owned()),
            gateways: None,
            numbers: None,
            by_region: BTreeMap::new(),
        }
    }

    fn gateway(port: i64) -> Gateway {
        Gateway {
            port: Some(Nullable::Value(port)),
        }
    }

    fn refusal(trunk: &Trunk) -> String {
        trunk.check(&Place::Root).unwrap_err().to_string()
    }

    #[test]
    fn what_is_absent_or_null_keeps_to_every_rule() {
        assert!(trunk().check(&Place::Root).is_ok());
        let null = Trunk {
            gateways: Some(vec![Gateway {
                port: Some(Nullable::Null),
            }]),
            numbers: Some(Nullable::Null),
            ..trunk()
        };
        assert!(null.check(&Place::Root).is_ok());
    }

    #[test]
    fn a_violation_names_the_place_and_the_rule() {
        assert_eq!(
            refusal(&Trunk {
                gateways: Some(vec![gateway(5060), gateway(70000)]),
                ..trunk()
            }),
            "`gateways[1].port`: at most 65535, and it is 70000"
        );
        assert_eq!(
            refusal(&Trunk {
                by_region: BTreeMap::from([("eu.west".to_owned(), gateway(0))]),
                ..trunk()
            }),
            "`by_region.eu.west.port`: at least 1, and it is 0"
        );
        assert_eq!(
            refusal(&Trunk {
                numbers: Some(Nullable::Value(vec!["12".to_owned(), "1".to_owned()])),
                ..trunk()
            }),
            "`numbers[1]`: at least 2 characters, and it has 1"
        );
        assert_eq!(
            refusal(&Trunk {
                gateways: Some(Vec::new()),
                ..trunk()
            }),
            "`gateways`: at least 1 item, and it has 0"
        );
    }

    #[test]
    fn what_is_required_must_be_set() {
        assert_eq!(
            refusal(&Trunk { name: None, ..trunk() }),
            "`name`: required, and it is not set"
        );
    }

    #[test]
    fn the_body_itself_has_no_place() {
        assert_eq!(
            Violation::new(Place::Root, "no object").to_string(),
            "the body: no object"
        );
        assert_eq!(Place::Item(&Place::Root, 3).to_string(), "[3]");
    }
}
