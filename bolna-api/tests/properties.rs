//! What holds for any value, of types as the pipeline generates them.

use std::collections::BTreeMap;

use bolna_api::wire::{Tolerant, Written, branch, union};
use bolna_api::{Extra, Nullable};
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

macro_rules! tolerant {
    ($($name:ty),+) => { $(
        impl<'de> Tolerant<'de> for $name {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )+ };
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Trunk {
    name: Option<String>,
    port: Option<i64>,
    small: Option<u8>,
    price: Option<f64>,
    active: Option<bool>,
    at: Option<DateTime<Utc>>,
    list: Option<Vec<Trunk>>,
    map: Option<BTreeMap<String, i64>>,
    details: Option<Value>,
    extra: Extra,
}

/// The same as one would write it by hand.
#[derive(Debug, Deserialize)]
struct Strict {
    name: Option<String>,
    port: Option<i64>,
    small: Option<u8>,
    price: Option<f64>,
    active: Option<bool>,
    at: Option<DateTime<Utc>>,
    list: Option<Vec<Strict>>,
    map: Option<BTreeMap<String, i64>>,
    details: Option<Value>,
}

impl From<Strict> for Trunk {
    fn from(strict: Strict) -> Self {
        Self {
            name: strict.name,
            port: strict.port,
            small: strict.small,
            price: strict.price,
            active: strict.active,
            at: strict.at,
            list: strict.list.map(|list| list.into_iter().map(Self::from).collect()),
            map: strict.map,
            details: strict.details,
            extra: Extra::default(),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Patch {
    name: Option<Nullable<String>>,
    at: Option<Nullable<DateTime<Utc>>>,
    list: Option<Nullable<Vec<Nullable<i64>>>>,
    extra: Extra,
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Trunk(Trunk),
    Group(Box<Group>),
    Number(f64),
    Text(String),
    Unknown(Value),
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    title: Option<String>,
    parts: Vec<Part>,
    extra: Extra,
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Trunk(part) => part.serialize(serializer),
            Self::Group(part) => part.serialize(serializer),
            Self::Number(part) => part.serialize(serializer),
            Self::Text(part) => part.serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        union(
            deserializer,
            &[
                |value| branch(value, Self::Trunk),
                |value| branch(value, Self::Group),
                |value| branch(value, Self::Number),
                |value| branch(value, Self::Text),
            ],
            Self::Unknown,
        )
    }
}

tolerant!(Part);

impl Written for Part {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

bolna_api::object! {
    Trunk, extra: Extra;
    0 name = "name";
    1 port = "port";
    2 small = "small";
    3 price = "price";
    4 active = "active";
    5 at = "at";
    6 list = "list";
    7 map = "map";
    8 details = "details";
}

bolna_api::object! { Patch, extra: Extra; 0 name = "name"; 1 at = "at"; 2 list = "list"; }

bolna_api::object! { Group, extra: Extra; 0 title = "title"; 1 parts = "parts"; }

fn read<'de, T: Tolerant<'de>>(json: &'de str) -> serde_json::Result<T> {
    T::read(&mut serde_json::Deserializer::from_str(json))
}

/// Every time that `chrono` knows, but for a day at each end, where its text is out of its own range.
fn times() -> impl Strategy<Value = DateTime<Utc>> {
    let day = TimeDelta::days(1);
    let (first, last) = (DateTime::<Utc>::MIN_UTC + day, DateTime::<Utc>::MAX_UTC - day);
    (first.timestamp()..last.timestamp(), 0u32..1_000_000_000)
        .prop_map(|(second, nanos)| DateTime::from_timestamp(second, nanos).unwrap())
}

/// Those of RFC 3339.
fn times_of_our_era() -> impl Strategy<Value = DateTime<Utc>> {
    (-62_135_596_800i64..253_402_300_800, 0u32..1_000_000_000)
        .prop_map(|(second, nanos)| DateTime::from_timestamp(second, nanos).unwrap())
}

fn trunks() -> impl Strategy<Value = Trunk> {
    let leaf = (
        option::of(".*"),
        option::of(any::<i64>()),
        option::of(any::<u8>()),
        option::of(proptest::num::f64::NORMAL | proptest::num::f64::ZERO),
        option::of(any::<bool>()),
        option::of(times()),
        option::of(btree_map(".*", any::<i64>(), 0..3)),
        // Null in an optional field is read as absent.
        option::of(json().prop_filter("null", |value| !value.is_null())),
    )
        .prop_map(|(name, port, small, price, active, at, map, details)| Trunk {
            name,
            port,
            small,
            price,
            active,
            at,
            list: None,
            map,
            details,
            extra: Extra::default(),
        });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (inner.clone(), option::of(vec(inner, 0..3))).prop_map(|(trunk, list)| Trunk { list, ..trunk })
    })
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 4.0)),
        ".*".prop_map(Value::from),
        "[0-9]{1,4}(\\.0)?".prop_map(Value::from),
        times_of_our_era().prop_map(|time| Value::from(time.to_rfc3339())),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            btree_map(names(), inner, 0..5).prop_map(|map| Value::from(Map::from_iter(map))),
        ]
    })
}

/// The names of fields, so that some JSON is nearly a struct.
fn names() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &[
        "name", "port", "small", "price", "active", "at", "list", "map", "details", "title", "parts", "other",
    ];
    select(NAMES).prop_map(str::to_owned)
}

fn nullable<T: Clone + std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<Nullable<T>>> {
    option::of(option::of(value).prop_map(Nullable::from))
}

/// An object: `serde` takes an array for a struct, and this crate does not.
fn objects() -> impl Strategy<Value = Value> {
    json().prop_filter("an array in the place of an object", Value::is_object)
}

fn has_array_for_object(value: &Value) -> bool {
    let list = value.get("list").and_then(Value::as_array);
    list.is_some_and(|list| list.iter().any(|item| item.is_array() || has_array_for_object(item)))
}

/// Names that no struct has.
fn unknown() -> impl Strategy<Value = String> {
    "new_[a-z]{0,3}|\\PC{0,3}".prop_filter("a name of a struct", |name| name.len() > 3 || name.contains('_'))
}

/// Puts properties that are not documented into each object of a trunk, and null or nothing into those that are.
fn disturb(json: &mut Value, unknown: &[(String, Value)], nulls: &[&str], empty: bool) {
    let Some(properties) = json.as_object_mut() else { return };
    for trunk in properties
        .get_mut("list")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        disturb(trunk, unknown, nulls, empty);
    }
    properties.extend(unknown.iter().cloned());
    properties.extend(nulls.iter().map(|name| ((*name).to_owned(), Value::Null)));
    if empty {
        properties.insert("list".to_owned(), Value::Array(Vec::new()));
    }
}

proptest! {
    #![proptest_config(support::steady())]

    #[test]
    fn a_timestamp_survives(time in times()) {
        let trunk = Trunk { at: Some(time), ..Trunk::default() };
        let json = serde_json::to_string(&trunk).unwrap();
        prop_assert!(json.ends_with("+00:00\"}"), "{json}");
        prop_assert_eq!(read::<Trunk>(&json).unwrap(), trunk);
    }

    #[test]
    fn a_timestamp_is_the_same_in_every_spelling(
        time in times_of_our_era(),
        separator in select(&["T", "t", " "][..]),
        zone in select(&["", "Z", "z", "+00:00", "-00:00", "+0000", "+00"][..]),
        finer in "[0-9]{0,9}",
    ) {
        prop_assume!((1..=9999).contains(&time.year()));
        let text = format!("{}{separator}{}{finer}{zone}", time.format("%Y-%m-%d"), time.format("%H:%M:%S%.9f"));
        let read = read::<Trunk>(&format!(r#"{{"at": "{text}"}}"#)).unwrap();
        prop_assert_eq!(read.at, Some(time));
    }

    #[test]
    fn a_timestamp_is_the_same_in_every_zone(time in times_of_our_era(), minutes in -1439i32..1440, colon: bool) {
        prop_assume!((2..=9998).contains(&time.year()));
        let zone = chrono::FixedOffset::east_opt(minutes * 60).unwrap();
        let format = if colon { "%Y-%m-%d %H:%M:%S%.f%:z" } else { "%Y-%m-%d %H:%M:%S%.f%z" };
        let text = time.with_timezone(&zone).format(format).to_string();
        let read = read::<Trunk>(&format!(r#"{{"at": "{text}"}}"#)).unwrap();
        prop_assert_eq!(read.at, Some(time));
    }

    #[test]
    fn any_text_is_a_timestamp_or_none(text in ".{0,40}|[0-9TZtz:+. -]{8,35}") {
        let json = serde_json::to_string(&text).unwrap();
        let _ = read::<DateTime<Utc>>(&json);
    }

    #[test]
    fn an_integer_is_the_same_in_every_spelling(number: i64, zeros in 0usize..4) {
        let fraction = if zeros == 0 { String::new() } else { format!(".{}", "0".repeat(zeros)) };
        prop_assert_eq!(read::<i64>(&format!("\"{number}{fraction}\"")).unwrap(), number);
        prop_assert_eq!(read::<i64>(&number.to_string()).unwrap(), number);
        prop_assert_eq!(read::<String>(&number.to_string()).unwrap(), number.to_string());
        let small = i64::from(number as i32);
        prop_assert_eq!(read::<i64>(&format!("{small}.0")).unwrap(), small);
    }

    #[test]
    fn a_value_survives(trunk in trunks()) {
        let json = serde_json::to_string(&trunk).unwrap();
        prop_assert_eq!(read::<Trunk>(&json).unwrap(), trunk);
    }

    #[test]
    fn what_is_read_and_written_is_the_same_but_for_what_was_set(
        trunk in trunks(),
        unknown in vec((unknown(), json()), 0..4),
        nulls in vec(select(&["name", "port", "small", "price", "active", "at", "map", "details"][..]), 0..4),
        empty: bool,
    ) {
        let mut json = serde_json::to_value(&trunk).unwrap();
        disturb(&mut json, &unknown, &nulls, empty);
        let mut read: Trunk = read(&json.to_string()).unwrap();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), json.clone());
        read.port = Some(5060);
        json["port"] = 5060.into();
        prop_assert_eq!(serde_json::to_value(&read).unwrap(), json);
    }

    #[test]
    fn absent_null_and_a_value_survive(
        name in nullable(".*"),
        at in nullable(times()),
        list in nullable(vec(option::of(any::<i64>()).prop_map(Nullable::from), 0..4)),
    ) {
        let patch = Patch { name, at, list, extra: Extra::default() };
        let json = serde_json::to_string(&patch).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Patch>(&json).unwrap(), &patch);
        let fields: Map<String, Value> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(fields.contains_key("name"), patch.name.is_some());
        prop_assert_eq!(fields.get("name") == Some(&Value::Null), patch.name == Some(Nullable::Null));
    }

    #[test]
    fn what_a_strict_reader_takes_is_read_the_same(value in objects()) {
        prop_assume!(!has_array_for_object(&value));
        let json = value.to_string();
        if let Ok(strict) = serde_json::from_str::<Strict>(&json) {
            let read = Trunk { extra: Extra::default(), ..read(&json).unwrap() };
            prop_assert_eq!(read, Trunk::from(strict));
        }
    }

    #[test]
    fn a_union_reads_any_json_and_loses_nothing_by_reading_twice(value in json()) {
        let once: Part = read(&value.to_string()).unwrap();
        let written = serde_json::to_string(&once).unwrap();
        let twice: Part = read(&written).unwrap();
        prop_assert_eq!(serde_json::to_string(&twice).unwrap(), written);
    }

    #[test]
    fn a_branch_of_a_union_survives(trunk in trunks(), title in ".*") {
        let part = Part::Group(Box::new(Group {
            title: Some(title),
            parts: vec![Part::Trunk(trunk)],
            extra: Extra::default(),
        }));
        let json = serde_json::to_string(&part).unwrap();
        prop_assert_eq!(read::<Part>(&json).unwrap(), part);
    }
}
