//! Types that a schema does not name and that it has all the same.

use serde_json::{Map, Value};

use super::types::Types;
use document::schema_keywords::{ARRAY, NUMBER, STRING};

/// Whether a schema is one of objects because it has `properties`, and nothing that speaks of other values. To JSON Schema it
/// takes every value that is no object; nobody who writes it means that.
pub(super) fn is_object(members: &Map<String, Value>) -> bool {
    let others = [
        "type",
        "enum",
        "const",
        "format",
        "$ref",
        "$dynamicRef",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
    ];
    let mut others = others.iter().chain(&ARRAY).chain(&NUMBER).chain(&STRING);
    members.get("properties").is_some_and(Value::is_object) && !others.any(|keyword| members.contains_key(*keyword))
}

/// The types that a schema names, or has without naming them. `None` when it names what is none.
pub(super) fn types(members: &Map<String, Value>) -> Option<Types> {
    match members.get("type") {
        Some(types) => Types::parse(types),
        None if is_object(members) => Some(Types::OBJECT),
        None => Some(Types::ALL),
    }
}
