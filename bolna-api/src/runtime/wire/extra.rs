//! What an object has beside its documented properties: kept when it is read, and sent back as it came.

use std::fmt;

use serde::de::MapAccess;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::coercion;
use super::holes::Holes;

/// The properties of an object that its document does not describe.
///
/// Servers send more than their documents say. What was read is here and goes out again when the object is sent back, so
/// that a change of one setting changes nothing else. A property that is not documented yet can be sent this way, too.
///
/// An object of which everything is documented costs nothing but the 24 bytes of this field; each unknown property costs its name
/// and its value. Numbers beyond 64 bits are kept as the nearest number of 64 bits. With it goes what the fields cannot hold: which
/// documented properties were null or empty, and the nulls in lists and maps, though not in a list within a list.
///
/// `Debug` shows the names alone: a value can be a secret.
///
/// ```
/// use bolna_api::Extra;
/// use serde_json::json;
///
/// let mut extra = Extra::default();
/// extra.insert("ice_support", json!(false));
/// assert_eq!(extra.get("ice_support"), Some(&json!(false)));
/// assert_eq!(extra.len(), 1);
/// ```
#[derive(Clone, Default)]
pub struct Extra {
    kept: Option<Box<Kept>>,
    /// The documented properties that were null or an empty object: bit by bit, in the order of the type. The last bit says
    /// that the object was read.
    null_or_object: Marks,
    /// The documented properties that were an empty array or an empty object, likewise.
    array_or_object: Marks,
}

#[derive(Clone, Default)]
struct Kept {
    properties: Map<String, Value>,
    /// The nulls that were left out of documented properties, by the index of each.
    holes: Vec<(u32, Holes)>,
}

/// A set of the documented properties of a type, by their index. What does not fit is not in it.
#[derive(Clone, Copy, Default)]
struct Marks(u64);

impl Marks {
    /// No property has this index.
    const LAST: u64 = 1 << 63;

    fn set(&mut self, index: u32) -> bool {
        let bit = Self::bit(index);
        self.0 |= bit.unwrap_or_default();
        bit.is_some()
    }

    fn has(self, index: u32) -> bool {
        Self::bit(index).is_some_and(|bit| self.0 & bit != 0)
    }

    fn bit(index: u32) -> Option<u64> {
        1_u64.checked_shl(index).filter(|bit| *bit != Self::LAST)
    }
}

/// A documented property that is there, and says nothing that its type could hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// Null.
    Null,
    /// An array without elements.
    Array,
    /// An object without properties.
    Object,
}

impl Blank {
    pub(super) fn json(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Array => Value::Array(Vec::new()),
            Self::Object => Value::Object(Map::new()),
        }
    }
}

impl Extra {
    /// The value of a property, if it was there.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.kept.as_ref()?.properties.get(name)
    }

    /// Puts a property in, which is sent with the others; the value that it had before.
    ///
    /// Where the type has a field for a property of this name, a field that is set is what counts.
    pub fn insert(&mut self, name: impl Into<String>, value: Value) -> Option<Value> {
        self.kept.get_or_insert_default().properties.insert(name.into(), value)
    }

    /// Takes a property out; the value that it had.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.kept.as_mut()?.properties.remove(name)
    }

    /// Every property, with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        let properties = self.kept.iter().flat_map(|kept| kept.properties.iter());
        properties.map(|(name, value)| (name.as_str(), value))
    }

    /// How many properties there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.as_ref().map_or(0, |kept| kept.properties.len())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The same properties with the same values.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Extra {}

impl std::hash::Hash for Extra {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.len().hash(state);
        self.iter().for_each(|property| property.hash(state));
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

impl<K: Into<String>> FromIterator<(K, Value)> for Extra {
    fn from_iter<I: IntoIterator<Item = (K, Value)>>(properties: I) -> Self {
        let mut extra = Self::default();
        for (name, value) in properties {
            extra.insert(name, value);
        }
        extra
    }
}

/// Where an object keeps what none of its fields is for.
pub trait Rest {
    /// Reads a property of this name.
    ///
    /// # Errors
    ///
    /// Its value cannot be read.
    fn read_property<'de, A: MapAccess<'de>>(&mut self, name: String, object: &mut A) -> Result<(), A::Error>;

    /// Remembers that a documented property is there, and blank.
    fn mark(&mut self, index: u32, name: &'static str, blank: Blank);

    /// How a documented property that is absent from its field was there.
    fn marked(&self, index: u32) -> Option<Blank>;

    /// Remembers where nulls were left out of a documented property.
    fn keep_holes(&mut self, index: u32, holes: Holes) {
        let _ = (index, holes);
    }

    /// Where nulls were left out of a documented property.
    fn holes(&self, index: u32) -> Option<&Holes> {
        let _ = index;
        None
    }

    /// A property that the document does not describe in any way.
    fn unknown(&self, name: &str) -> Option<&Value> {
        let _ = name;
        None
    }

    /// Remembers that the object was read: what it lacks, a server left out.
    fn mark_read(&mut self) {}

    /// Whether the object was read.
    fn is_read(&self) -> bool {
        false
    }

    /// Whether there is nothing to be written.
    fn is_empty(&self) -> bool;

    /// Writes every property but those that were `written` already.
    ///
    /// # Errors
    ///
    /// Those of the serializer.
    fn write_properties<M: SerializeMap>(&self, written: &[&'static str], object: &mut M) -> Result<(), M::Error>;
}

impl Rest for Extra {
    fn read_property<'de, A: MapAccess<'de>>(&mut self, name: String, object: &mut A) -> Result<(), A::Error> {
        let value = object.next_value_seed(Anything)?;
        coercion::count_lost(&value);
        self.insert(name, value);
        Ok(())
    }

    fn mark(&mut self, index: u32, name: &'static str, blank: Blank) {
        let marked = match blank {
            Blank::Null => self.null_or_object.set(index),
            Blank::Array => self.array_or_object.set(index),
            Blank::Object => self.null_or_object.set(index) && self.array_or_object.set(index),
        };
        if !marked {
            self.insert(name, blank.json());
        }
    }

    fn marked(&self, index: u32) -> Option<Blank> {
        match (self.null_or_object.has(index), self.array_or_object.has(index)) {
            (true, true) => Some(Blank::Object),
            (true, false) => Some(Blank::Null),
            (false, true) => Some(Blank::Array),
            (false, false) => None,
        }
    }

    fn keep_holes(&mut self, index: u32, holes: Holes) {
        self.kept.get_or_insert_default().holes.push((index, holes));
    }

    fn holes(&self, index: u32) -> Option<&Holes> {
        let holes = &self.kept.as_ref()?.holes;
        // Of a property that came twice, the last one counts.
        holes
            .iter()
            .rev()
            .find_map(|(of, holes)| (*of == index).then_some(holes))
    }

    fn unknown(&self, name: &str) -> Option<&Value> {
        self.get(name)
    }

    fn mark_read(&mut self) {
        self.null_or_object.0 |= Marks::LAST;
    }

    fn is_read(&self) -> bool {
        self.null_or_object.0 & Marks::LAST != 0
    }

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }

    fn write_properties<M: SerializeMap>(&self, written: &[&'static str], object: &mut M) -> Result<(), M::Error> {
        self.iter()
            .filter(|(name, _)| !written.contains(name))
            .try_for_each(|(name, value)| object.serialize_entry(name, value))
    }
}

/// Reads JSON as it is.
struct Anything;

impl<'de> serde::de::DeserializeSeed<'de> for Anything {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests;
