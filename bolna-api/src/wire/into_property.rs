//! What a setter takes: a value, what can be made into one, or an `Option` of it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use serde_json::{Map, Value};

use super::nullable::Nullable;
use crate::multipart::File;

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

/// What a setter of a builder takes for a property of the type `T` that can be null: what [`IntoProperty`] takes, a
/// [`Nullable`], or [`Null`].
///
/// `None` leaves the property as it is; null is sent by [`Null`] alone, and removes what is there. `K` tells the kinds of values
/// apart, and is for the compiler to find.
///
/// ```
/// use bolna_api::{IntoNullable, Null, Nullable};
///
/// fn description<K>(value: impl IntoNullable<String, K>) -> Option<Nullable<String>> {
///     value.into_nullable().ok().flatten()
/// }
///
/// assert_eq!(description("Lab"), Some(Nullable::Value("Lab".to_owned())));
/// assert_eq!(description(Null), Some(Nullable::Null));
/// assert_eq!(description(None::<String>), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value for a property of the type `{T}`, which can be null",
    note = "a property takes its own type, what converts into it without loss, a builder of it, an `Option` of those, and \
            `Null` to send null"
)]
pub trait IntoNullable<T, K> {
    /// Makes the value of the property; `None` leaves it as it is.
    ///
    /// # Errors
    ///
    /// The value cannot be one of the type.
    fn into_nullable(self) -> Result<Option<Nullable<T>>, InvalidValue>;
}

/// Null, as the value of a property that can be null.
///
/// ```
/// use bolna_api::{IntoNullable, Null, Nullable};
///
/// let made: Option<Nullable<String>> = Null.into_nullable().unwrap_or_default();
/// assert_eq!(made, Some(Nullable::Null));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null;

/// The kinds of values for a property that can be null.
pub mod kind {
    /// A value.
    #[derive(Debug)]
    pub enum Value {}

    /// A value that can be null.
    #[derive(Debug)]
    pub enum Nullable {}

    /// Null.
    #[derive(Debug)]
    pub enum Null {}
}

/// A value that is none of the type of its property: where it is, and what is wrong with it. It does not repeat the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    place: String,
    reason: String,
}

impl InvalidValue {
    /// Says what is wrong with a value, which must not be repeated: it may be a secret.
    #[must_use]
    pub fn new(reason: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            reason: reason.into(),
        }
    }

    /// The same in the property `name` of an object.
    pub(crate) fn in_property(self, name: &str) -> Self {
        let place = match self.place.as_str() {
            "" => name.to_owned(),
            place if place.starts_with('[') => format!("{name}{place}"),
            place => format!("{name}.{place}"),
        };
        Self { place, ..self }
    }

    /// The same in an element of an array.
    pub(crate) fn in_item(self, index: usize) -> Self {
        let place = match self.place.as_str() {
            "" => format!("[{index}]"),
            place if place.starts_with('[') => format!("[{index}]{place}"),
            place => format!("[{index}].{place}"),
        };
        Self { place, ..self }
    }

    /// The place of the value, `gateways[0].port`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong with it.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// `` `gateways[0].port`: out of range ``.
impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => f.write_str(&self.reason),
            place => write!(f, "`{place}`: {}", self.reason),
        }
    }
}

impl std::error::Error for InvalidValue {}

impl<T, V: IntoProperty<T>> IntoNullable<T, kind::Value> for V {
    fn into_nullable(self) -> Result<Option<Nullable<T>>, InvalidValue> {
        Ok(self.into_property()?.map(Nullable::Value))
    }
}

impl<T, V: IntoProperty<T>> IntoNullable<T, kind::Nullable> for Nullable<V> {
    fn into_nullable(self) -> Result<Option<Nullable<T>>, InvalidValue> {
        match self {
            Self::Null => Ok(Some(Nullable::Null)),
            Self::Value(value) => Ok(value.into_property()?.map(Nullable::Value)),
        }
    }
}

impl<T> IntoNullable<T, kind::Null> for Null {
    fn into_nullable(self) -> Result<Option<Nullable<T>>, InvalidValue> {
        Ok(Some(Nullable::Null))
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

/// Implements the trait for a builder: of the type of a property, or of a branch of it, if that is a union.
#[allow(unused_macros, reason = "a document may have no schema")]
macro_rules! built_property {
    ($($builder:ty as $built:ty => $name:ty;)+) => { $(
        impl $crate::wire::IntoProperty<$name> for $builder {
            fn into_property(
                self,
            ) -> ::std::result::Result<::std::option::Option<$name>, $crate::wire::InvalidValue> {
                let built: $built = self.unchecked()?;
                Ok(Some(built.into()))
            }
        }
    )+ };
}
#[allow(unused_imports, reason = "a document may have no schema")]
pub(crate) use built_property;

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

into_property! {
    bool;
    String = &str, Box<str>, char;
    Value;
    Map<String, Value>;
    NaiveDate;
    std::net::IpAddr = std::net::Ipv4Addr, std::net::Ipv6Addr;
    std::net::Ipv4Addr;
    std::net::Ipv6Addr;
    f64 = i8, i16, i32, u8, u16, u32;
    f32 = i8, i16, u8, u16;
    i8 = i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize;
    i16 = i8, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize;
    i32 = i8, i16, i64, i128, isize, u8, u16, u32, u64, u128, usize;
    i64 = i8, i16, i32, i128, isize, u8, u16, u32, u64, u128, usize;
    u8 = i8, i16, i32, i64, i128, isize, u16, u32, u64, u128, usize;
    u16 = i8, i16, i32, i64, i128, isize, u8, u32, u64, u128, usize;
    u32 = i8, i16, i32, i64, i128, isize, u8, u16, u64, u128, usize;
    u64 = i8, i16, i32, i64, i128, isize, u8, u16, u32, u128, usize;
}

impl IntoProperty<String> for Cow<'_, str> {
    fn into_property(self) -> Result<Option<String>, InvalidValue> {
        Ok(Some(self.into_owned()))
    }
}

/// The number that has the shortest spelling: `0.2_f32` is 0.2, and not the 0.20000000298023224 that a conversion of the
/// bits would make of it.
impl IntoProperty<f64> for f32 {
    fn into_property(self) -> Result<Option<f64>, InvalidValue> {
        match self.to_string().parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(InvalidValue::new("not a number")),
        }
    }
}

macro_rules! large_integers {
    ($($integer:ty),+) => { $(
        /// A number that a floating point number holds exactly.
        impl IntoProperty<f64> for $integer {
            fn into_property(self) -> Result<Option<f64>, InvalidValue> {
                let number = self as f64;
                match number as $integer == self {
                    true => Ok(Some(number)),
                    false => Err(InvalidValue::new("an integer that a floating point number cannot hold")),
                }
            }
        }
    )+ };
}

large_integers!(i64, u64, isize, usize);

impl<Z: TimeZone> IntoProperty<DateTime<Utc>> for DateTime<Z> {
    fn into_property(self) -> Result<Option<DateTime<Utc>>, InvalidValue> {
        Ok(Some(self.to_utc()))
    }
}

impl<Z: TimeZone> IntoProperty<DateTime<Utc>> for &DateTime<Z> {
    fn into_property(self) -> Result<Option<DateTime<Utc>>, InvalidValue> {
        Ok(Some(self.to_utc()))
    }
}

impl IntoProperty<DateTime<Utc>> for SystemTime {
    fn into_property(self) -> Result<Option<DateTime<Utc>>, InvalidValue> {
        Ok(Some(self.into()))
    }
}

impl<V: IntoProperty<DateTime<Utc>>> IntoProperty<DateTime<Utc>> for Option<V> {
    fn into_property(self) -> Result<Option<DateTime<Utc>>, InvalidValue> {
        self.map_or(Ok(None), V::into_property)
    }
}

impl IntoProperty<File> for File {
    fn into_property(self) -> Result<Option<Self>, InvalidValue> {
        Ok(Some(self))
    }
}

impl<V: IntoProperty<File>> IntoProperty<File> for Option<V> {
    fn into_property(self) -> Result<Option<File>, InvalidValue> {
        self.map_or(Ok(None), V::into_property)
    }
}

macro_rules! contents {
    ($($content:ty),+) => { $(
        impl IntoProperty<File> for $content {
            fn into_property(self) -> Result<Option<File>, InvalidValue> {
                Ok(Some(self.into()))
            }
        }
    )+ };
}

contents!(String, Vec<u8>, &'static str, &'static [u8]);

fn items<T, V: IntoProperty<T>>(values: impl IntoIterator<Item = V>) -> Result<Option<Vec<T>>, InvalidValue> {
    let items = values.into_iter().enumerate().filter_map(|(index, value)| {
        let value = value.into_property().map_err(|error| error.in_item(index));
        value.transpose()
    });
    items.collect::<Result<_, _>>().map(Some)
}

impl<T, V: IntoProperty<T>> IntoProperty<Vec<T>> for Vec<V> {
    fn into_property(self) -> Result<Option<Vec<T>>, InvalidValue> {
        items(self)
    }
}

impl<T, V: IntoProperty<T>, const N: usize> IntoProperty<Vec<T>> for [V; N] {
    fn into_property(self) -> Result<Option<Vec<T>>, InvalidValue> {
        items(self)
    }
}

impl<T, V: IntoProperty<T> + Clone> IntoProperty<Vec<T>> for &[V] {
    fn into_property(self) -> Result<Option<Vec<T>>, InvalidValue> {
        items(self.iter().cloned())
    }
}

impl<T, V: IntoProperty<T> + Clone> IntoProperty<Vec<T>> for &Vec<V> {
    fn into_property(self) -> Result<Option<Vec<T>>, InvalidValue> {
        items(self.iter().cloned())
    }
}

impl<T, V: IntoProperty<Vec<T>>> IntoProperty<Vec<T>> for Option<V> {
    fn into_property(self) -> Result<Option<Vec<T>>, InvalidValue> {
        self.map_or(Ok(None), V::into_property)
    }
}

fn entries<K: Into<String>, T, V: IntoProperty<T>>(
    pairs: impl IntoIterator<Item = (K, V)>,
) -> Result<Option<BTreeMap<String, T>>, InvalidValue> {
    let entries = pairs.into_iter().filter_map(|(key, value)| {
        let key = key.into();
        match value.into_property() {
            Ok(value) => value.map(|value| Ok((key, value))),
            Err(error) => Some(Err(error.in_property(&key))),
        }
    });
    entries.collect::<Result<_, _>>().map(Some)
}

impl<K: Into<String>, T, V: IntoProperty<T>> IntoProperty<BTreeMap<String, T>> for BTreeMap<K, V> {
    fn into_property(self) -> Result<Option<BTreeMap<String, T>>, InvalidValue> {
        entries(self)
    }
}

impl<K: Into<String>, T, V: IntoProperty<T>, S> IntoProperty<BTreeMap<String, T>> for HashMap<K, V, S> {
    fn into_property(self) -> Result<Option<BTreeMap<String, T>>, InvalidValue> {
        entries(self)
    }
}

impl<K: Into<String>, T, V: IntoProperty<T>> IntoProperty<BTreeMap<String, T>> for Vec<(K, V)> {
    fn into_property(self) -> Result<Option<BTreeMap<String, T>>, InvalidValue> {
        entries(self)
    }
}

impl<K: Into<String>, T, V: IntoProperty<T>, const N: usize> IntoProperty<BTreeMap<String, T>> for [(K, V); N] {
    fn into_property(self) -> Result<Option<BTreeMap<String, T>>, InvalidValue> {
        entries(self)
    }
}

impl<T, V: IntoProperty<BTreeMap<String, T>>> IntoProperty<BTreeMap<String, T>> for Option<V> {
    fn into_property(self) -> Result<Option<BTreeMap<String, T>>, InvalidValue> {
        self.map_or(Ok(None), V::into_property)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(value: impl IntoProperty<Vec<i64>>) -> Result<Option<Vec<i64>>, InvalidValue> {
        value.into_property()
    }

    fn number(value: impl IntoProperty<f64>) -> f64 {
        value.into_property().unwrap().unwrap()
    }

    #[test]
    fn a_list_takes_arrays_slices_and_vectors_of_whatever_an_element_takes() {
        let wanted = Ok(Some(vec![1, 2]));
        assert_eq!(list([1_u8, 2]), wanted);
        assert_eq!(list(vec![1, 2]), wanted);
        assert_eq!(list(&vec![1_i64, 2]), wanted);
        assert_eq!(list([1_i64, 2].as_slice()), wanted);
        assert_eq!(list(Some([Some(1), None, Some(2)])), wanted);
        assert_eq!(list(Vec::<i64>::new()), Ok(Some(Vec::new())));
        assert_eq!(list(None::<Vec<i64>>), Ok(None));
    }

    #[test]
    fn a_map_takes_pairs() {
        let wanted: BTreeMap<String, i64> = [("a".to_owned(), 1)].into();
        let map = |value: Result<Option<BTreeMap<String, i64>>, InvalidValue>| value.unwrap().unwrap();
        assert_eq!(map([("a", 1)].into_property()), wanted);
        assert_eq!(map(vec![("a".to_owned(), 1_u8)].into_property()), wanted);
        assert_eq!(map(HashMap::from([("a", 1)]).into_property()), wanted);
    }

    #[test]
    fn the_place_of_an_error_is_that_of_the_value() {
        let error = list([1, i128::MAX]).unwrap_err();
        assert_eq!(error.place(), "[1]");
        let error = error.in_property("ports").in_item(0).in_property("gateways");
        assert_eq!(
            error.to_string(),
            "`gateways[0].ports[1]`: out of range integral type conversion attempted"
        );
    }

    #[test]
    fn a_number_is_what_it_was_written_as() {
        assert_eq!(number(0.2_f32), 0.2);
        assert_eq!(number(1), 1.0);
        assert_eq!(number(1_u64 << 60), 2_f64.powi(60));
        assert!(IntoProperty::<f64>::into_property((1_i64 << 60) + 1).is_err());
        assert!(number(f32::MAX) > 3.4e38);
    }

    #[test]
    fn nothing_leaves_a_property_as_it_is_and_null_is_something() {
        let nullable = |value: Result<Option<Nullable<String>>, InvalidValue>| value.unwrap();
        assert_eq!(nullable("a".into_nullable()), Some(Nullable::Value("a".to_owned())));
        assert_eq!(nullable(None::<&str>.into_nullable()), None);
        assert_eq!(nullable(Null.into_nullable()), Some(Nullable::Null));
        assert_eq!(nullable(Nullable::<&str>::Null.into_nullable()), Some(Nullable::Null));
        assert_eq!(
            nullable(Nullable::Value("a").into_nullable()),
            Some(Nullable::Value("a".to_owned()))
        );
    }
}
