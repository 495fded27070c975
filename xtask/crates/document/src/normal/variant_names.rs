//! The names of an enumeration's values in code: `x-enum-varnames`, each name bound to its value.
//!
//! Vendors write a list, whose order is that of `enum`; in the normal form it is an object, value → name, so that a value
//! keeps its name wherever it stands.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Members;

/// An extension that many generators know.
pub const KEYWORD: &str = "x-enum-varnames";
/// What a branch of `oneOf` or `anyOf` is called in code, in the branch itself.
pub const BRANCH_NAME: &str = "x-rust-variant";

/// Why names are not bound to values, or values have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A list has not as many names as there are values.
    Length {
        /// How many names there are.
        names: usize,
        /// How many values there are.
        values: usize,
    },
    /// Neither an object of names nor a list of them.
    Malformed,
    /// A name has a value that is none of the enumeration: the value, and the name.
    WithoutValue(String, String),
    /// A value has no name, where others have one.
    WithoutName(String),
    /// Several values have one name: the name.
    Shared(String),
}

/// Binds the names of a list to the values or to the branches beside it. A list that does not fit stays as it is: `faults`
/// says why.
pub(super) fn bind(members: &mut Members) {
    let Some(Value::Array(list)) = members.get(KEYWORD) else {
        return;
    };
    // What an overlay adds to a list is an element of it (Overlay 1.1 section 4.4): an object of names that are bound.
    let (names, bound): (Vec<Value>, Vec<Value>) = list.iter().cloned().partition(|name| !name.is_object());
    if let Some(values) = values(members) {
        if names.len() != values.len() {
            return;
        }
        let mut map = Map::new();
        for (value, name) in values.iter().zip(names).filter(|(value, _)| !value.is_null()) {
            map.entry(key(value)).or_insert(name);
        }
        map.extend(
            bound
                .into_iter()
                .filter_map(|names| names.as_object().cloned())
                .flatten(),
        );
        members.insert(KEYWORD.to_owned(), map.into());
        return;
    }
    for keyword in ["oneOf", "anyOf"] {
        let Some(Value::Array(branches)) = members.get_mut(keyword) else {
            continue;
        };
        let is_object = branches.iter().all(Value::is_object);
        if !is_object || names.len() != branches.len() || !names.iter().all(Value::is_string) {
            return;
        }
        for (branch, name) in branches.iter_mut().filter_map(Value::as_object_mut).zip(names) {
            branch.entry(BRANCH_NAME).or_insert(name);
        }
        members.shift_remove(KEYWORD);
        return;
    }
}

/// The names that are bound to values: value → name, of those that are both.
pub fn names(schema: &Value) -> impl Iterator<Item = (&str, &str)> {
    let map = schema.get(KEYWORD).and_then(Value::as_object);
    map.into_iter()
        .flatten()
        .filter_map(|(value, name)| Some((value.as_str(), name.as_str()?)))
}

/// What is wrong with the names of a schema in the normal form.
pub fn faults(members: &Members) -> Vec<Fault> {
    let values: Vec<String> = values(members)
        .unwrap_or_default()
        .iter()
        .filter(|value| !value.is_null())
        .map(key)
        .collect();
    let map = match members.get(KEYWORD) {
        None => return Vec::new(),
        Some(Value::Object(map)) => map,
        Some(Value::Array(names)) if names.iter().all(Value::is_string) => {
            let branches = ["oneOf", "anyOf"]
                .iter()
                .find_map(|keyword| members.get(*keyword)?.as_array());
            let values = branches.map_or(values.len(), Vec::len);
            let names = names.len();
            return vec![Fault::Length { names, values }];
        }
        Some(_) => return vec![Fault::Malformed],
    };
    let mut faults = Vec::new();
    let mut taken = BTreeSet::new();
    for (value, name) in map {
        let Some(name) = name.as_str() else {
            faults.push(Fault::Malformed);
            continue;
        };
        if !values.contains(value) {
            faults.push(Fault::WithoutValue(value.clone(), name.to_owned()));
        } else if !taken.insert(name) {
            faults.push(Fault::Shared(name.to_owned()));
        }
    }
    let unnamed = values.into_iter().filter(|value| !map.contains_key(value));
    faults.extend(unnamed.map(Fault::WithoutName));
    faults
}

/// The values that a schema enumerates, as they were written.
fn values(members: &Members) -> Option<Vec<Value>> {
    let list = members.get("enum").and_then(Value::as_array).cloned();
    list.or_else(|| Some(vec![members.get("const")?.clone()]))
}

/// How a value is called as a key: a string as it is, anything else as JSON.
fn key(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
