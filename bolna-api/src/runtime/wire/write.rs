//! How values are sent: timestamps as RFC 3339 with a numeric offset, `2024-03-13T14:12:50+00:00`, since there are servers
//! that do not take a `Z`; all else as `serde` writes it.

use std::collections::{BTreeMap, HashMap};

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use chrono::{DateTime, NaiveDate, Utc};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::nullable::Nullable;

/// What is sent.
pub trait Written {
    /// Writes the value.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Writes a field: `#[serde(serialize_with = "crate::wire::write")]`.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<T: Written + ?Sized, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

/// The value, as what can be serialized: for a parameter of a query or of a form.
pub fn written<T: Written + ?Sized>(value: &T) -> impl Serialize {
    AsWritten(value)
}

struct AsWritten<'v, T: ?Sized>(&'v T);

impl<T: Written + ?Sized> Serialize for AsWritten<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl Written for DateTime<Utc> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_rfc3339())
    }
}

macro_rules! as_serialized {
    ($($scalar:ty),+ $(,)?) => { $(
        impl Written for $scalar {
            #[inline]
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
        }
    )+ };
}

as_serialized!(
    String, str, bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, NaiveDate, IpAddr, Ipv4Addr, Ipv6Addr, Value,
    Map<String, Value>,
);

impl<T: Written + ?Sized> Written for &T {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

impl<T: Written + ?Sized> Written for Box<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

impl<T: Written> Written for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(AsWritten).serialize(serializer)
    }
}

impl<T: Written> Written for Nullable<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_option().map(AsWritten).serialize(serializer)
    }
}

impl<T: Written> Written for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(AsWritten))
    }
}

impl<K: Serialize, T: Written> Written for BTreeMap<K, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, AsWritten(value))))
    }
}

impl<K: Serialize, T: Written, H> Written for HashMap<K, T, H> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, AsWritten(value))))
    }
}
