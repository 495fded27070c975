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

    /// Reads the documented property of this name; `false` if none has the name.
    ///
    /// # Errors
    ///
    /// What is there is of another kind.
    fn read_property<'de, A: MapAccess<'de>>(&mut self, name: &str, object: &mut A) -> Result<bool, A::Error>;

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
}

impl Familiarity {
    /// Whether there was something, and nothing of it was documented.
    #[must_use]
    pub fn is_strange(self) -> bool {
        self.documented == 0 && self.unknown > 0
    }
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
            if value.read_property(&name, &mut object)? {
                familiarity.documented += 1;
            } else {
                value.rest_mut().read_property(name.into_owned(), &mut object)?;
                familiarity.unknown += 1;
            }
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
            ) -> ::std::result::Result<bool, A::Error> {
                match name {
                    $($wire => $crate::object!(@read $($plain)?)(
                        &mut self.$field,
                        $index,
                        $wire,
                        &mut self.$rest,
                        object,
                    )?,)*
                    _ => return Ok(false),
                }
                #[allow(unreachable_code, reason = "an object may have no documented property")]
                Ok(true)
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
