//! The values that properties of scalars, lists, maps and files take.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use serde_json::{Map, Value};

use super::into_property::{Empty, IntoProperty, into_property};
use super::invalid_value::InvalidValue;
use crate::multipart::File;

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
                if number as $integer == self {
                    Ok(Some(number))
                } else {
                    Err(InvalidValue::new("an integer that a floating point number cannot hold"))
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

impl<T> IntoProperty<Vec<T>> for Empty {
    fn into_property(self) -> Result<Option<Vec<T>>, InvalidValue> {
        Ok(Some(Vec::new()))
    }
}

impl<T> IntoProperty<BTreeMap<String, T>> for Empty {
    fn into_property(self) -> Result<Option<BTreeMap<String, T>>, InvalidValue> {
        Ok(Some(BTreeMap::new()))
    }
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
mod tests;
