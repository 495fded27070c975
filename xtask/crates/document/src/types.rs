//! The types of JSON Schema: which a value has, and which a keyword, a format or a whole schema is about.

use serde_json::{Map, Value};

use crate::schema_keywords::{ARRAY, NUMBER, OBJECT, STRING};

/// Keywords that combine schemas: what type the value has, they say.
pub const COMBINING: [&str; 4] = ["$ref", "allOf", "anyOf", "oneOf"];

/// Formats of numbers: those of OpenAPI, and those that Rust has and vendors write.
const INTEGER_FORMATS: [&str; 10] = [
    "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "int",
];
const NUMBER_FORMATS: [&str; 2] = ["float", "double"];

/// The type that a value has.
pub fn type_of(value: &Value) -> &'static str {
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
#[must_use]
pub fn fits(value: &Value, name: &str) -> bool {
    match (name, value) {
        ("integer", Value::Number(number)) => number.as_f64().is_some_and(|number| number.fract() == 0.0),
        ("number", Value::Number(_)) => true,
        _ => type_of(value) == name,
    }
}

/// The types that a format is for.
pub fn of_format(format: &str) -> &'static [&'static str] {
    if INTEGER_FORMATS.contains(&format) {
        &["integer", "number"]
    } else if NUMBER_FORMATS.contains(&format) {
        &["number", "integer"]
    } else {
        &["string"]
    }
}

/// The types that a keyword is about: none when it is about all of them.
pub fn of_keyword(keyword: &str, value: &Value) -> &'static [&'static str] {
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
pub fn implied(members: &Map<String, Value>) -> Vec<&'static str> {
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
