//! Reading tolerantly: the trait, and what null is.
//!
//! What is tolerated: null where a value can be absent, in arrays and in maps; scalars that are written as another kind
//! of scalar; timestamps in the spellings that occur; values that an enumeration does not list. Nothing else is: an
//! object where a string belongs is an error.
//!
//! Values are read as they come, without a copy of their JSON in between.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

use super::holes::Found;
use super::object::Familiarity;

/// A type that is read tolerantly.
pub trait Tolerant<'de>: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// What is there is of another kind.
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads a value that may be absent, which null counts as.
    ///
    /// # Errors
    ///
    /// What is there is of another kind.
    fn read_optional<D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_option(OrNull(PhantomData))
    }

    /// Reads an element of an array or a value of a map; null is none, except for types that have one.
    ///
    /// # Errors
    ///
    /// What is there is of another kind.
    fn read_element<D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::read_optional(deserializer)
    }

    /// Reads a value that may be absent, and says where nulls were left out of it.
    ///
    /// # Errors
    ///
    /// What is there is of another kind.
    #[inline]
    fn read_with_holes<D: Deserializer<'de>>(deserializer: D) -> Result<(Option<Self>, Found), D::Error> {
        Self::read_optional(deserializer).map(|value| (value, None))
    }

    /// Reads a value, and says how much of it was documented if it is an object with documented properties.
    ///
    /// # Errors
    ///
    /// What is there is of another kind.
    fn read_whole<D: Deserializer<'de>>(deserializer: D) -> Result<(Self, Familiarity), D::Error> {
        Self::read(deserializer).map(|value| (value, Familiarity::default()))
    }
}

/// Reads a field: `#[serde(default, deserialize_with = "crate::wire::read")]`.
///
/// # Errors
///
/// What is there is of another kind.
#[inline]
pub fn read<'de, T: Tolerant<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// Reads a field that has a default, which null stands for.
///
/// # Errors
///
/// What is there is of another kind.
pub fn read_or_default<'de, T: Tolerant<'de> + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read_optional(deserializer).map(Option::unwrap_or_default)
}

/// Makes generated types that are no objects [`Tolerant`], by their own `Deserialize`, and what can be sent.
#[allow(unused_macros, reason = "a document may have no schema")]
macro_rules! tolerant {
    ($($name:ty),+ $(,)?) => { $(
        impl<'de> $crate::wire::Tolerant<'de> for $name {
            #[inline]
            fn read<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                ::serde::Deserialize::deserialize(deserializer)
            }
        }

        impl $crate::wire::Written for $name {
            #[inline]
            fn write<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(self, serializer)
            }
        }
    )+ };
}
#[allow(unused_imports, reason = "a document may have no schema")]
pub(crate) use tolerant;

struct OrNull<T>(PhantomData<T>);

impl<'de, T: Tolerant<'de>> Visitor<'de> for OrNull<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        T::read(deserializer).map(Some)
    }
}

impl<'de, T: Tolerant<'de>> Tolerant<'de> for Option<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read_optional(deserializer)
    }

    /// An element that can be null keeps its place.
    fn read_element<D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::read(deserializer).map(Some)
    }
}

impl<'de, T: Tolerant<'de>> Tolerant<'de> for Box<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self::new)
    }

    fn read_optional<D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(T::read_optional(deserializer)?.map(Self::new))
    }

    fn read_element<D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(T::read_element(deserializer)?.map(Self::new))
    }

    fn read_whole<D: Deserializer<'de>>(deserializer: D) -> Result<(Self, Familiarity), D::Error> {
        T::read_whole(deserializer).map(|(value, familiarity)| (Self::new(value), familiarity))
    }
}
