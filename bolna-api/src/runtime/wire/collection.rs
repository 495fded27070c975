//! Arrays and maps, of which null is an empty one, and JSON as it is.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Error, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::coercion;
use super::holes::{Found, Holes};
use super::refuse::refuse;
use super::tolerant::Tolerant;

/// What is reserved at most because a deserializer says how many elements there are.
const MAX_RESERVED: usize = 4096;

/// Reads one element; `None` for a null that is none.
struct Element<T>(PhantomData<T>);

impl<'de, T: Tolerant<'de>> DeserializeSeed<'de> for Element<T> {
    type Value = Option<T>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        T::read_element(deserializer)
    }
}

struct Items<T>(PhantomData<T>);

impl<T> Items<T> {
    fn expected(&self) -> &'static str {
        "an array"
    }
}

impl<'de, T: Tolerant<'de>> Visitor<'de> for Items<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Vec<T>, A::Error> {
        items(array).map(|(items, _)| items)
    }

    fn visit_unit<E: Error>(self) -> Result<Vec<T>, E> {
        coercion::count(coercion::SCALAR);
        Ok(Vec::new())
    }

    refuse!(boolean, number, string, object);
}

/// The elements, and where nulls were left out.
fn items<'de, T: Tolerant<'de>, A: SeqAccess<'de>>(mut array: A) -> Result<(Vec<T>, Found), A::Error> {
    let mut items = Vec::with_capacity(array.size_hint().unwrap_or_default().min(MAX_RESERVED));
    let mut places = Vec::new();
    while let Some(item) = array.next_element_seed(Element(PhantomData))? {
        match item {
            Some(item) => items.push(item),
            None => {
                coercion::count(coercion::SCALAR);
                places.push(items.len() + places.len());
            }
        }
    }
    let length = items.len() + places.len();
    Ok((items, Holes::of_items(places, length)))
}

/// The same, of which nothing may be there.
struct ItemsWithHoles<T>(PhantomData<T>);

impl<T> ItemsWithHoles<T> {
    fn expected(&self) -> &'static str {
        "an array"
    }
}

impl<'de, T: Tolerant<'de>> Visitor<'de> for ItemsWithHoles<T> {
    type Value = (Option<Vec<T>>, Found);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<Self::Value, A::Error> {
        items(array).map(|(items, holes)| (Some(items), holes))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok((None, None))
    }

    refuse!(boolean, number, string, object);
}

impl<'de, T: Tolerant<'de>> Tolerant<'de> for Vec<T> {
    #[inline]
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Items(PhantomData))
    }

    fn read_with_holes<D: Deserializer<'de>>(deserializer: D) -> Result<(Option<Self>, Found), D::Error> {
        deserializer.deserialize_any(ItemsWithHoles(PhantomData))
    }
}

/// A map that is filled one entry after another.
trait Entries<K, V>: Default {
    fn put(&mut self, key: K, value: V);
}

impl<K: Ord, V> Entries<K, V> for BTreeMap<K, V> {
    fn put(&mut self, key: K, value: V) {
        self.insert(key, value);
    }
}

impl<K: Eq + Hash, V, S: BuildHasher + Default> Entries<K, V> for HashMap<K, V, S> {
    fn put(&mut self, key: K, value: V) {
        self.insert(key, value);
    }
}

impl Entries<String, Value> for Map<String, Value> {
    fn put(&mut self, key: String, value: Value) {
        self.insert(key, value);
    }
}

struct Properties<M, K, V>(PhantomData<(M, K, V)>);

impl<M, K, V> Properties<M, K, V> {
    fn expected(&self) -> &'static str {
        "an object"
    }
}

impl<'de, M: Entries<K, V>, K: Deserialize<'de>, V: Tolerant<'de>> Visitor<'de> for Properties<M, K, V> {
    type Value = M;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<M, A::Error> {
        entries(object).map(|(map, _)| map)
    }

    fn visit_unit<E: Error>(self) -> Result<M, E> {
        coercion::count(coercion::SCALAR);
        Ok(M::default())
    }

    refuse!(boolean, number, string, array);
}

/// The entries, and the names under which nulls were left out.
fn entries<'de, M, K, V, A>(mut object: A) -> Result<(M, Found), A::Error>
where
    M: Entries<K, V>,
    K: Deserialize<'de>,
    V: Tolerant<'de>,
    A: MapAccess<'de>,
{
    let mut map = M::default();
    let mut names = Vec::new();
    while let Some(name) = object.next_key::<String>()? {
        match object.next_value_seed(Element(PhantomData))? {
            Some(value) => map.put(K::deserialize(name.into_deserializer())?, value),
            None => {
                coercion::count(coercion::SCALAR);
                names.push(name);
            }
        }
    }
    Ok((map, Holes::of_names(names)))
}

/// The same, of which nothing may be there.
struct PropertiesWithHoles<M, K, V>(PhantomData<(M, K, V)>);

impl<M, K, V> PropertiesWithHoles<M, K, V> {
    fn expected(&self) -> &'static str {
        "an object"
    }
}

impl<'de, M: Entries<K, V>, K: Deserialize<'de>, V: Tolerant<'de>> Visitor<'de> for PropertiesWithHoles<M, K, V> {
    type Value = (Option<M>, Found);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected())
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        entries(object).map(|(map, holes)| (Some(map), holes))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok((None, None))
    }

    refuse!(boolean, number, string, array);
}

impl<'de, K: Deserialize<'de> + Ord, V: Tolerant<'de>> Tolerant<'de> for BTreeMap<K, V> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Properties(PhantomData))
    }

    fn read_with_holes<D: Deserializer<'de>>(deserializer: D) -> Result<(Option<Self>, Found), D::Error> {
        deserializer.deserialize_any(PropertiesWithHoles(PhantomData))
    }
}

impl<'de, K, V, S> Tolerant<'de> for HashMap<K, V, S>
where
    K: Deserialize<'de> + Eq + Hash,
    V: Tolerant<'de>,
    S: BuildHasher + Default,
{
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Properties(PhantomData))
    }
}

/// Nothing is left out of JSON as it is.
impl<'de> Tolerant<'de> for Map<String, Value> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Properties(PhantomData))
    }
}

/// Nothing is left out of JSON as it is: null is an element like any other, though not the value of a field.
impl<'de> Tolerant<'de> for Value {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    fn read_element<D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::deserialize(deserializer).map(Some)
    }
}
