//! The types that the values, formats and keywords of a schema are of, and a schema of several types as one of branches.

use serde_json::{Value, json};

use super::edit::{self, Members, is_annotation};
use document::schema_keywords::{ARRAY, NUMBER, OBJECT, STRING};
use document::{Pointer, SourceMap};

/// Keywords that combine schemas: what type the value has, they say.
pub(crate) const COMBINING: [&str; 4] = ["$ref", "allOf", "anyOf", "oneOf"];

/// Formats of numbers: those of OpenAPI, and those that Rust has and vendors write.
const INTEGER_FORMATS: [&str; 10] = [
    "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "int",
];
const NUMBER_FORMATS: [&str; 2] = ["float", "double"];

/// The type that a value has.
pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// Whether a value may be of type `name`.
pub(crate) fn fits(value: &Value, name: &str) -> bool {
    match (name, value) {
        ("integer", Value::Number(number)) => number.as_f64().is_some_and(|number| number.fract() == 0.0),
        ("number", Value::Number(_)) => true,
        _ => type_of(value) == name,
    }
}

/// The types that a format is for.
pub(crate) fn of_format(format: &str) -> &'static [&'static str] {
    if INTEGER_FORMATS.contains(&format) {
        &["integer", "number"]
    } else if NUMBER_FORMATS.contains(&format) {
        &["number", "integer"]
    } else {
        &["string"]
    }
}

/// The types that a keyword is about: none when it is about all of them.
fn of_keyword(keyword: &str, value: &Value) -> &'static [&'static str] {
    match keyword {
        "format" => of_format(value.as_str().unwrap_or_default()),
        keyword if STRING.contains(&keyword) => &["string"],
        keyword if NUMBER.contains(&keyword) => &["number", "integer"],
        keyword if ARRAY.contains(&keyword) => &["array"],
        keyword if OBJECT.contains(&keyword) => &["object"],
        _ => &[],
    }
}

/// The types that a schema without `type` has keywords for, in the order of the keywords. For numbers the widest.
pub(crate) fn implied(members: &Members) -> Vec<&'static str> {
    let mut types: Vec<&'static str> = Vec::new();
    let mut add = |name| {
        if !types.contains(&name) {
            types.push(name);
        }
    };
    match members.get("enum").and_then(Value::as_array) {
        // An enumeration says it all.
        Some(values) => values
            .iter()
            .filter(|value| !value.is_null())
            .map(type_of)
            .for_each(add),
        None => {
            let keywords = members
                .iter()
                .filter_map(|(keyword, value)| of_keyword(keyword, value).first());
            keywords.for_each(|name| add(name));
        }
    }
    let format = members.get("format").and_then(Value::as_str).unwrap_or_default();
    if INTEGER_FORMATS.contains(&format) {
        types.retain(|name| *name != "number");
    }
    if types.contains(&"number") {
        types.retain(|name| *name != "integer");
    }
    types
}

/// Turns a schema of several types into `oneOf` with a branch for each, which has the keywords that are about its type.
/// What is said about all of them stays.
pub(crate) fn split(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, types: &[&str]) {
    let mut branches: Vec<Members> = types
        .iter()
        .map(|name| Members::from_iter([("type".to_owned(), json!(name))]))
        .collect();
    let keywords: Vec<String> = members
        .keys()
        .filter(|keyword| !is_annotation(keyword))
        .cloned()
        .collect();
    for keyword in keywords {
        let Some(value) = members.shift_remove(&keyword) else {
            continue;
        };
        let about = of_keyword(&keyword, &value);
        let place = source.take(&pointer.join(&keyword));
        for (index, (name, branch)) in types.iter().zip(&mut branches).enumerate() {
            let kept = match keyword.as_str() {
                "type" => None,
                "enum" => values_of(&value, name, types),
                _ if about.is_empty() || about.contains(name) => Some(value.clone()),
                _ => None,
            };
            let Some(kept) = kept else { continue };
            branch.insert(keyword.clone(), kept);
            if let Some(place) = &place {
                let to = pointer.join("oneOf").join(index.to_string()).join(&keyword);
                source.put(&to, place.clone());
            }
        }
        // The branches were written where the types were.
        if let ("type", Some(place)) = (keyword.as_str(), place) {
            let location = place.location().cloned();
            let mut list = source.get(&pointer.join("oneOf")).cloned().unwrap_or_default();
            list.set_location(location);
            source.put(&pointer.join("oneOf"), list);
        }
    }
    // An enumeration without a value of a type leaves nothing of that type.
    let enumerated = branches.iter().any(|branch| branch.contains_key("enum"));
    let mut branches: Vec<Value> = branches.into_iter().map(Value::Object).collect();
    if enumerated {
        edit::retain(&mut branches, source, &pointer.join("oneOf"), |branch| {
            branch.get("enum").is_some()
        });
    }
    members.insert("oneOf".to_owned(), branches.into());
}

/// The values of an enumeration that are of type `name` and of none of the narrower `types`.
fn values_of(values: &Value, name: &str, types: &[&str]) -> Option<Value> {
    let of_type = |value: &&Value| match name {
        "number" if types.contains(&"integer") => type_of(value) == "number",
        name => fits(value, name),
    };
    let kept: Vec<Value> = values.as_array()?.iter().filter(of_type).cloned().collect();
    (!kept.is_empty()).then(|| kept.into())
}
