//! Structs, which are objects and nothing else: read property by property, written the same way, with what no field is
//! for in between.
//!
//! What `serde` derives for a struct takes an array too, field by field, loses what it does not know, and quotes what it
//! does not take. None of it is wanted of a server's answer: an empty array would be a struct of nothing, a property that is
//! lost is gone when the object is written back, and a string can be a secret.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde_json::Value;

use super::extra::Rest;
use super::property::{Properties, write_all};
use super::refuse::refuse;

/// A struct whose fields are the properties of an object. `object!` implements it.
pub trait Object: Default {
    /// The names of the documented properties.
    const PROPERTIES: &'static [&'static str];

    /// The type of what keeps the other properties.
    type Rest: Rest;

    /// The other properties.
    fn rest(&self) -> &Self::Rest;

    /// The other properties.
    fn rest_mut(&mut self) -> &mut Self::Rest;

    /// Reads the documented property of this name, and says whether it has a value; `None` if no property has the name.
    ///
    /// # Errors
    ///
    /// What is there is of another kind.
    fn read_property<'de, A: MapAccess<'de>>(&mut self, name: &str, object: &mut A) -> Result<Option<bool>, A::Error>;

    /// Writes the documented properties.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write_properties<M: SerializeMap>(&self, object: &mut Properties<'_, M>) -> Result<(), M::Error>;
}

/// How much of an object was documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Familiarity {
    /// How many of its properties were.
    pub documented: usize,
    /// How many were not.
    pub unknown: usize,
    /// How many were documented, have a value, and say more than that something went well or wrong.
    pub telling: usize,
    /// Whether one that is not documented says that something went wrong.
    pub error: bool,
}

impl Familiarity {
    /// Whether there was something, and nothing of it was documented.
    #[must_use]
    pub fn is_strange(self) -> bool {
        self.documented == 0 && self.unknown > 0
    }

    /// Whether the object says that something went wrong, and nothing of what it should say.
    #[must_use]
    pub fn is_refusal(self) -> bool {
        self.error && self.telling == 0
    }
}

/// The properties by which servers say that something went well or wrong, and nothing about a thing.
const ACKNOWLEDGING: [&str; 8] = [
    "code", "detail", "details", "message", "msg", "state", "status", "success",
];

/// The properties by which servers say that something went wrong.
const ERRORS: [&str; 4] = ["error", "errors", "ok", "success"];

/// Whether a property says that something went wrong: `error` with anything in it, or `success` with false.
fn says_error(name: &str, value: &Value) -> bool {
    match name {
        "error" | "errors" => match value {
            Value::Null => false,
            Value::Bool(error) => *error,
            Value::Number(code) => code.as_f64() != Some(0.0),
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty(),
            Value::Object(properties) => !properties.is_empty(),
        },
        "success" | "ok" => *value == Value::Bool(false),
        _ => false,
    }
}

/// Whether JSON is an object that says that something went wrong, and nothing else.
pub(crate) fn is_refusal(json: &Value) -> bool {
    let Value::Object(properties) = json else { return false };
    let mut others = properties.keys().filter(|name| !ERRORS.contains(&name.as_str()));
    properties.iter().any(|(name, value)| says_error(name, value))
        && others.all(|name| ACKNOWLEDGING.contains(&name.as_str()))
}

/// Reads an object, and says how much of it was documented.
///
/// # Errors
///
/// What is there is of another kind, or a property of it is.
#[inline]
pub fn read_object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<(T, Familiarity), D::Error> {
    deserializer.deserialize_any(Reader(PhantomData))
}

/// Writes an object.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_object<T: Object, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    write_all(serializer, value.rest(), |object| value.write_properties(object))
}

struct Reader<T>(PhantomData<T>);

impl<T> Reader<T> {
    fn expected(&self) -> &'static str {
        "an object"
    }
}

impl<'de, T: Object> Visitor<'de> for Reader<T> {
    type Value = (T, Familiarity);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut value = T::default();
        value.rest_mut().mark_read();
        let mut familiarity = Familiarity::default();
        while let Some(name) = object.next_key_seed(Name)? {
            match value.read_property(&name, &mut object)? {
                Some(has_value) => {
                    familiarity.documented += 1;
                    familiarity.telling += usize::from(has_value && !ACKNOWLEDGING.contains(&name.as_ref()));
                }
                None => {
                    familiarity.unknown += 1;
                    value.rest_mut().read_property(name.into_owned(), &mut object)?;
                }
            }
        }
        if familiarity.unknown > 0 {
            let rest = value.rest();
            let says = |name: &&str| rest.unknown(name).is_some_and(|value| says_error(name, value));
            familiarity.error = ERRORS.iter().any(says);
        }
        Ok((value, familiarity))
    }

    refuse!(null, boolean, number, string, array);
}

/// The name of a property, which is copied only where the deserializer does not have it in one piece.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_string<E: Error>(self, name: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name))
    }
}

/// Makes an [`Object`] of a struct: first the field that keeps the other properties, then each field with its index and its
/// name on the wire, `plain` if its type is not read tolerantly.
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($name:ident, $rest:ident: $kept:ty; $($index:literal $field:ident = $wire:literal $($plain:ident)?;)*) => {
        impl $crate::wire::Object for $name {
            const PROPERTIES: &'static [&'static str] = &[$($wire),*];
            type Rest = $kept;

            fn rest(&self) -> &$kept {
                &self.$rest
            }

            fn rest_mut(&mut self) -> &mut $kept {
                &mut self.$rest
            }

            #[allow(unused_variables, reason = "an object may have no documented property")]
            fn read_property<'de, A: ::serde::de::MapAccess<'de>>(
                &mut self,
                name: &str,
                object: &mut A,
            ) -> ::std::result::Result<::std::option::Option<bool>, A::Error> {
                match name {
                    $($wire => $crate::object!(@read $($plain)?)(
                        &mut self.$field,
                        $index,
                        $wire,
                        &mut self.$rest,
                        object,
                    ).map(::std::option::Option::Some),)*
                    _ => Ok(::std::option::Option::None),
                }
            }

            #[allow(unused_variables, reason = "an object may have no documented property")]
            fn write_properties<M: ::serde::ser::SerializeMap>(
                &self,
                object: &mut $crate::wire::Properties<'_, M>,
            ) -> ::std::result::Result<(), M::Error> {
                $($crate::object!(@write $($plain)?)(&self.$field, $index, $wire, &self.$rest, object)?;)*
                Ok(())
            }
        }

        impl<'de> $crate::wire::Tolerant<'de> for $name {
            #[inline]
            fn read<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::read_object(deserializer).map(|(value, _)| value)
            }

            fn read_whole<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<(Self, $crate::wire::Familiarity), D::Error> {
                $crate::wire::read_object(deserializer)
            }
        }

        impl $crate::wire::Written for $name {
            fn write<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::wire::write_object(self, serializer)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::wire::write_object(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::wire::Tolerant::read(deserializer)
            }
        }
    };
    (@read) => { $crate::wire::read_property };
    (@read plain) => { $crate::wire::read_plain };
    (@write) => { $crate::wire::write_property };
    (@write plain) => { $crate::wire::write_plain };
}
