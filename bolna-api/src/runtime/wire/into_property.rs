//! What a setter takes: a value, what can be made into one, or an `Option` of it.

use std::fmt;

use super::invalid_value::InvalidValue;
use super::nullable::Nullable;
use super::open_enum::UnlistedValue;

/// What a setter of a builder takes for a property of the type `T`.
///
/// A property that can be absent takes an `Option`, too, of which `None` leaves it as it is; lists take arrays, slices and
/// vectors, maps take pairs; and where an object belongs, its builder does. Numbers are converted if they fit. An error is kept by
/// the builder and told when the object is built, or the request is sent.
///
/// ```
/// use bolna_api::IntoProperty;
///
/// fn port(value: impl IntoProperty<i64>) -> Option<i64> {
///     value.into_property().ok().flatten()
/// }
///
/// assert_eq!(port(5060), Some(5060));
/// assert_eq!(port(Some(5060_u16)), Some(5060));
/// assert_eq!(port(None::<i64>), None);
/// assert_eq!(port(u64::MAX), None, "out of range");
/// ```
///
/// A string is taken for an enumeration if that lists it; a value that the contract does not list yet is sent as one of the
/// enumeration, by its `From<&str>`.
///
/// A list without elements is [`Empty`], since nothing says of what kind the elements of `[]` would be.
///
/// A type of your own is taken when it implements the trait:
///
/// ```
/// use bolna_api::{IntoProperty, InvalidValue};
///
/// struct Extension(u16);
///
/// impl IntoProperty<String> for Extension {
///     fn into_property(self) -> Result<Option<String>, InvalidValue> {
///         match self.0 {
///             100..=999 => Ok(Some(format!("+1415555{:04}", self.0))),
///             _ => Err(InvalidValue::new("an extension has three digits")),
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value for a property of the type `{T}`",
    note = "a property takes its own type, what converts into it without loss, a builder of it, and an `Option` of those"
)]
pub trait IntoProperty<T> {
    /// Makes the value of the property; `None` leaves it as it is.
    ///
    /// # Errors
    ///
    /// The value cannot be one of the type.
    fn into_property(self) -> Result<Option<T>, InvalidValue>;
}

/// A list or a map with nothing in it, for any property that is one.
///
/// ```
/// use bolna_api::{Empty, IntoProperty};
///
/// let none: Option<Vec<String>> = Empty.into_property().unwrap_or_default();
/// assert_eq!(none, Some(Vec::new()));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Empty;

/// What a setter of a builder takes for a property of the type `T` that can be null: what [`IntoProperty`] takes, or a
/// [`Nullable`].
///
/// `None` leaves the property as it is; null is sent by [`Nullable::Null`] alone, and removes what is there. `K` tells the two kinds
/// of values apart, and is for the compiler to find.
///
/// ```
/// use bolna_api::{IntoNullable, Nullable};
///
/// fn description<K>(value: impl IntoNullable<String, K>) -> Option<Nullable<String>> {
///     value.into_nullable().ok().flatten()
/// }
///
/// assert_eq!(description("Lab"), Some(Nullable::Value("Lab".to_owned())));
/// assert_eq!(description(Nullable::Null), Some(Nullable::Null));
/// assert_eq!(description(None::<String>), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value for a property of the type `{T}`, which can be null",
    note = "a property takes its own type, what converts into it without loss, a builder of it, an `Option` of those, and \
            `Nullable::Null` to send null"
)]
pub trait IntoNullable<T, K> {
    /// Makes the value of the property; `None` leaves it as it is.
    ///
    /// # Errors
    ///
    /// The value cannot be one of the type.
    fn into_nullable(self) -> Result<Option<Nullable<T>>, InvalidValue>;
}

/// The kinds of values for a property that can be null.
pub mod kind {
    /// A value.
    #[derive(Debug)]
    pub enum Value {}

    /// A value that can be null.
    #[derive(Debug)]
    pub enum Nullable {}
}

impl<T, V: IntoProperty<T>> IntoNullable<T, kind::Value> for V {
    fn into_nullable(self) -> Result<Option<Nullable<T>>, InvalidValue> {
        Ok(self.into_property()?.map(Nullable::Value))
    }
}

impl<T> IntoNullable<T, kind::Nullable> for Nullable<T> {
    fn into_nullable(self) -> Result<Option<Self>, InvalidValue> {
        Ok(Some(self))
    }
}

/// Implements the trait for the type itself, a reference to it, an `Option` of what converts into it, and what else does.
#[allow(unused_macros, reason = "a document may have no schema")]
macro_rules! into_property {
    ($($name:ty $(= $($from:ty),+)?;)+) => { $(
        impl $crate::wire::IntoProperty<$name> for $name {
            fn into_property(self) -> ::std::result::Result<::std::option::Option<Self>, $crate::wire::InvalidValue> {
                Ok(Some(self))
            }
        }

        impl $crate::wire::IntoProperty<$name> for &$name {
            fn into_property(
                self,
            ) -> ::std::result::Result<::std::option::Option<$name>, $crate::wire::InvalidValue> {
                Ok(Some(::std::clone::Clone::clone(self)))
            }
        }

        impl<V: $crate::wire::IntoProperty<$name>> $crate::wire::IntoProperty<$name> for ::std::option::Option<V> {
            fn into_property(
                self,
            ) -> ::std::result::Result<::std::option::Option<$name>, $crate::wire::InvalidValue> {
                match self {
                    Some(value) => value.into_property(),
                    None => Ok(None),
                }
            }
        }

        $($(
                impl $crate::wire::IntoProperty<$name> for $from {
                fn into_property(
                    self,
                ) -> ::std::result::Result<::std::option::Option<$name>, $crate::wire::InvalidValue> {
                    $crate::wire::Converted::<$name>::converted(self)
                }
            }
        )+)?
    )+ };
}
pub(crate) use into_property;

/// Implements the trait for strings, of which those are taken that an enumeration lists.
#[allow(unused_macros, reason = "a document may have no enumeration")]
macro_rules! listed_property {
    ($($name:ident $kind:ident;)+) => { $(
        impl $crate::wire::IntoProperty<$name> for &str {
            fn into_property(
                self,
            ) -> ::std::result::Result<::std::option::Option<$name>, $crate::wire::InvalidValue> {
                match $name::known(self) {
                    Some(value) => Ok(Some(value)),
                    None => Err($crate::wire::unlisted(
                        stringify!($name),
                        $name::TEXTS,
                        $crate::wire::listed_property!(@ $kind),
                    )),
                }
            }
        }

        impl $crate::wire::IntoProperty<$name> for ::std::string::String {
            fn into_property(
                self,
            ) -> ::std::result::Result<::std::option::Option<$name>, $crate::wire::InvalidValue> {
                $crate::wire::IntoProperty::<$name>::into_property(self.as_str())
            }
        }
    )+ };
    (@ open) => { true };
    (@ closed) => { false };
}
#[allow(unused_imports, reason = "a document may have no enumeration")]
pub(crate) use listed_property;

/// What is said of a string that an enumeration does not list. It is not repeated.
#[must_use]
pub fn unlisted(name: &str, listed: &'static [&'static str], open: bool) -> InvalidValue {
    let listed = UnlistedValue::new(listed);
    InvalidValue::new(if open {
        format!("{listed}; `{name}::from(..)` sends one that the contract does not list")
    } else {
        listed.to_string()
    })
}

/// Implements the trait for a builder: of the type of a property, or of a branch of it, if that is a union.
#[allow(unused_macros, reason = "a document may have no schema")]
macro_rules! built_property {
    ($($builder:ty => $name:ty;)+) => { $(
        impl $crate::wire::IntoProperty<$name> for $builder {
            fn into_property(
                self,
            ) -> ::std::result::Result<::std::option::Option<$name>, $crate::wire::InvalidValue> {
                Ok(Some($crate::wire::Builder::unchecked(self)?.into()))
            }
        }
    )+ };
}
#[allow(unused_imports, reason = "a document may have no schema")]
pub(crate) use built_property;

/// A builder of an object.
pub trait Builder {
    /// The object.
    type Object;

    /// What was set; whether a request may hold it is checked with whatever holds it.
    ///
    /// # Errors
    ///
    /// A value could not be converted.
    fn unchecked(self) -> Result<Self::Object, InvalidValue>;
}

/// A conversion into the type of a property.
pub trait Converted<T> {
    /// Converts the value.
    ///
    /// # Errors
    ///
    /// It cannot be one of the type.
    fn converted(self) -> Result<Option<T>, InvalidValue>;
}

impl<T, V: TryInto<T>> Converted<T> for V
where
    V::Error: fmt::Display,
{
    fn converted(self) -> Result<Option<T>, InvalidValue> {
        match self.try_into() {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(InvalidValue::new(error.to_string())),
        }
    }
}
