//! The fields of objects: how each kind of them is read, when it is absent, and what it is when it is blank.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::extra::{Blank, Rest};
use super::holes::{Found, Holes};
use super::tolerant::Tolerant;
use super::write::{Written, written};

/// A field of an object.
pub trait Property<'de>: Sized {
    /// Reads the property, and says what of it the field cannot hold.
    ///
    /// # Errors
    ///
    /// What is there is of another kind.
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<(Self, Left), D::Error>;
}

/// What a field does not say of the property that was read into it.
#[derive(Debug)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// That it was there, and blank.
    Blank(Blank),
    /// Where nulls were in it.
    Holes(Box<Holes>),
}

impl From<Found> for Left {
    #[inline]
    fn from(holes: Found) -> Self {
        holes.map_or(Self::Nothing, Self::Holes)
    }
}

/// A field of an object, as it is sent.
pub trait Absence {
    /// Whether the property is left out.
    fn is_absent(&self) -> bool;
}

impl<'de, T: Tolerant<'de>> Property<'de> for Option<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<(Self, Left), D::Error> {
        let (value, holes) = T::read_with_holes(deserializer)?;
        let left = match value {
            Some(_) => holes.into(),
            None => Left::Blank(Blank::Null),
        };
        Ok((value, left))
    }
}

impl<T> Absence for Option<T> {
    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

macro_rules! collections {
    ($([$($generics:tt)*] $collection:ty: $empty:ident;)+) => { $(
        impl<'de, $($generics)*> Property<'de> for $collection
        where
            $collection: Tolerant<'de>,
        {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<(Self, Left), D::Error> {
                Ok(match <$collection as Tolerant<'de>>::read_with_holes(deserializer)? {
                    (None, _) => (Self::default(), Left::Blank(Blank::Null)),
                    (Some(empty), None) if empty.is_empty() => (empty, Left::Blank(Blank::$empty)),
                    (Some(value), holes) => (value, holes.into()),
                })
            }
        }

        impl<$($generics)*> Absence for $collection {
            fn is_absent(&self) -> bool {
                self.is_empty()
            }
        }
    )+ };
}

collections! {
    [T] Vec<T>: Array;
    [K: Ord, V] BTreeMap<K, V>: Object;
    [K: Eq + Hash, V, S: BuildHasher + Default] HashMap<K, V, S>: Object;
    [] Map<String, Value>: Object;
}

/// A field that is always there.
macro_rules! present {
    ($($scalar:ty),+) => { $(
        impl<'de> Property<'de> for $scalar {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<(Self, Left), D::Error> {
                Ok((<$scalar as Tolerant<'de>>::read_optional(deserializer)?.unwrap_or_default(), Left::Nothing))
            }
        }

        impl Absence for $scalar {
            fn is_absent(&self) -> bool {
                false
            }
        }
    )+ };
}

present!(String, bool, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, Value);

struct Seed<F>(PhantomData<F>);

impl<'de, F: Property<'de>> DeserializeSeed<'de> for Seed<F> {
    type Value = (F, Left);

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        F::read(deserializer)
    }
}

/// Reads a property into its field; whether it has a value.
///
/// # Errors
///
/// What is there is of another kind.
#[inline]
pub fn read_property<'de, F: Property<'de>, A: MapAccess<'de>>(
    field: &mut F,
    index: u32,
    name: &'static str,
    rest: &mut impl Rest,
    object: &mut A,
) -> Result<bool, A::Error> {
    let (value, left) = object.next_value_seed(Seed(PhantomData))?;
    *field = value;
    match left {
        Left::Nothing => return Ok(true),
        Left::Blank(blank) => rest.mark(index, name, blank),
        Left::Holes(holes) => {
            rest.keep_holes(index, *holes);
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads a property of a type that is not read tolerantly.
///
/// # Errors
///
/// What is there is of another kind.
pub fn read_plain<'de, F: DeserializeOwned + Default, A: MapAccess<'de>>(
    field: &mut F,
    index: u32,
    name: &'static str,
    rest: &mut impl Rest,
    object: &mut A,
) -> Result<bool, A::Error> {
    let value = object.next_value::<Option<F>>()?;
    let has_value = value.is_some();
    match value {
        Some(value) => *field = value,
        None => rest.mark(index, name, Blank::Null),
    }
    Ok(has_value)
}

/// Writes a field, or how it was there when it was read.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_property<F: Absence + Written, M: SerializeMap>(
    field: &F,
    index: u32,
    name: &'static str,
    rest: &impl Rest,
    object: &mut Properties<'_, M>,
) -> Result<(), M::Error> {
    write_field(field, &written(field), index, name, rest, object)
}

/// The same for a type that is not read tolerantly.
///
/// # Errors
///
/// Those of the serializer.
pub fn write_plain<F: Absence + Serialize, M: SerializeMap>(
    field: &F,
    index: u32,
    name: &'static str,
    rest: &impl Rest,
    object: &mut Properties<'_, M>,
) -> Result<(), M::Error> {
    write_field(field, field, index, name, rest, object)
}

fn write_field<M: SerializeMap>(
    field: &impl Absence,
    value: &impl Serialize,
    index: u32,
    name: &'static str,
    rest: &impl Rest,
    object: &mut Properties<'_, M>,
) -> Result<(), M::Error> {
    match (field.is_absent(), rest.holes(index), rest.marked(index)) {
        (false, Some(holes), _) => {
            let mut json = serde_json::to_value(value).map_err(serde::ser::Error::custom)?;
            holes.fill(&mut json);
            object.write(name, &json)
        }
        (false, None, _) => object.write(name, value),
        (true, Some(holes), _) => match holes.alone() {
            Some(nulls) => object.write(name, &nulls),
            None => Ok(()),
        },
        (true, None, Some(blank)) => object.write(name, &blank.json()),
        (true, None, None) => Ok(()),
    }
}

/// The object that is being written.
pub struct Properties<'o, M> {
    object: &'o mut M,
    /// What is in it, where something else may have the same names.
    written: Option<Vec<&'static str>>,
}

impl<M: SerializeMap> Properties<'_, M> {
    fn write(&mut self, name: &'static str, value: &impl Serialize) -> Result<(), M::Error> {
        if let Some(written) = &mut self.written {
            written.push(name);
        }
        self.object.serialize_entry(name, value)
    }
}

/// Writes the documented properties with `documented`, and then what `rest` has.
///
/// # Errors
///
/// Those of the serializer.
pub(super) fn write_all<S: Serializer>(
    serializer: S,
    rest: &impl Rest,
    documented: impl FnOnce(&mut Properties<'_, S::SerializeMap>) -> Result<(), S::Error>,
) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    let mut properties = Properties {
        object: &mut object,
        written: (!rest.is_empty()).then(Vec::new),
    };
    documented(&mut properties)?;
    if let Some(written) = properties.written {
        rest.write_properties(&written, &mut object)?;
    }
    object.end()
}

/// Additional properties of one type.
macro_rules! rest {
    ($([$($generics:tt)*] $map:ty;)+) => { $(
        impl<$($generics)*> Rest for $map
        where
            V: for<'de> Tolerant<'de> + Written,
        {
            fn read_property<'de, A: MapAccess<'de>>(
                &mut self,
                name: String,
                object: &mut A,
            ) -> Result<(), A::Error> {
                if let (Some(value), _) = object.next_value_seed(Seed::<Option<V>>(PhantomData))? {
                    self.insert(name, value);
                }
                Ok(())
            }

            /// There is no place for it.
            fn mark(&mut self, _: u32, _: &'static str, _: Blank) {}

            fn marked(&self, _: u32) -> Option<Blank> {
                None
            }

            fn is_empty(&self) -> bool {
                self.is_empty()
            }

            fn write_properties<M: SerializeMap>(
                &self,
                names: &[&'static str],
                object: &mut M,
            ) -> Result<(), M::Error> {
                self.iter()
                    .filter(|(name, _)| !names.contains(&name.as_str()))
                    .try_for_each(|(name, value)| object.serialize_entry(name, &written(value)))
            }
        }
    )+ };
}

rest! {
    [V] BTreeMap<String, V>;
    [V, H: BuildHasher] HashMap<String, V, H>;
}

impl Rest for Map<String, Value> {
    fn read_property<'de, A: MapAccess<'de>>(&mut self, name: String, object: &mut A) -> Result<(), A::Error> {
        self.insert(name, object.next_value()?);
        Ok(())
    }

    fn mark(&mut self, _: u32, name: &'static str, blank: Blank) {
        if blank == Blank::Null {
            self.insert(name.to_owned(), Value::Null);
        }
    }

    fn marked(&self, _: u32) -> Option<Blank> {
        None
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn write_properties<M: SerializeMap>(&self, names: &[&'static str], object: &mut M) -> Result<(), M::Error> {
        self.iter()
            .filter(|(name, _)| !names.contains(&name.as_str()))
            .try_for_each(|(name, value)| object.serialize_entry(name, value))
    }
}
