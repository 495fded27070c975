//! `openapi/provenance.toml`: per operation of the contract, where it came from, when, and its digest.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use document::Pointer;
use document::grammar::METHODS;

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// By path and method.
    #[serde(default, rename = "operation")]
    pub operations: Vec<Entry>,
}

/// Where one operation came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// How it came into the contract.
    pub origin: Origin,
    /// The page, document or URL.
    pub source: String,
    /// The day on which it was taken, `YYYY-MM-DD`.
    pub retrieved: String,
    /// `sha256:` and the digest of the operation as published, with all components that it reaches.
    pub digest: String,
}

/// How an operation came into the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Word for word from what the vendor publishes.
    Published,
    /// Written by this project from facts.
    Transcribed,
}

impl Origin {
    /// As the file has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Transcribed => "transcribed",
        }
    }
}

/// The operations of a contract, in its order: method in capitals, and path.
#[must_use]
pub fn operations(contract: &Value) -> Vec<(String, String)> {
    let paths = contract.get("paths").and_then(Value::as_object);
    let mut operations = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        let methods = METHODS.iter().filter(|method| item.get(method).is_some());
        operations.extend(methods.map(|method| (method.to_uppercase(), path.clone())));
    }
    operations
}

/// The digest of an operation of `contract` with what its path item shares and all components that they reach, whatever
/// the order and style in which they are written. `None` where there is no such operation.
#[must_use]
pub fn digest(contract: &Value, method: &str, path: &str) -> Option<String> {
    let item = contract.get("paths")?.get(path)?;
    let operation = item.get(method.to_lowercase())?;
    let mut hash = Sha256::new();
    let mut canonical = String::new();
    for shared in ["parameters", "servers"] {
        write(&mut canonical, item.get(shared).unwrap_or(&Value::Null));
    }
    write(&mut canonical, operation);
    for reference in reachable(contract, [operation, item.get("parameters").unwrap_or(&Value::Null)]) {
        canonical.push_str(&reference);
        let target = Pointer::parse(&reference).and_then(|pointer| contract.pointer(&pointer.to_string()));
        write(&mut canonical, target.unwrap_or(&Value::Null));
    }
    hash.update(canonical.as_bytes());
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Some(format!("sha256:{hex}"))
}

/// Every local reference that `roots` reach, directly or through others.
pub fn reachable<'a>(contract: &'a Value, roots: impl IntoIterator<Item = &'a Value>) -> BTreeSet<String> {
    let mut open: Vec<&Value> = roots.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str)
                    && reached.insert(reference.to_owned())
                {
                    let target = Pointer::parse(reference).and_then(|pointer| contract.pointer(&pointer.to_string()));
                    open.extend(target);
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    reached
}

/// Writes `value` as JSON with sorted keys and without spaces (RFC 8785, but for the form of numbers).
fn write(text: &mut String, value: &Value) {
    match value {
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort();
            text.push('{');
            for key in keys {
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write(text, members.get(key).unwrap_or(&Value::Null));
                text.push(',');
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(text, item);
                text.push(',');
            }
            text.push(']');
        }
        scalar => text.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(description: &str) -> Value {
        serde_json::json!({
            "paths": {"/a": {"get": {"x": {"$ref": "#/components/schemas/A"}}, "put": {}}},
            "components": {"schemas": {
                "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
                "B": {"description": description, "properties": {"a": {"$ref": "#/components/schemas/A"}}},
            }},
        })
    }

    #[test]
    fn a_change_of_a_component_changes_the_digest_of_the_operations_that_reach_it_and_no_other() {
        let (old, new) = (contract("old"), contract("new"));
        assert_ne!(digest(&old, "GET", "/a"), digest(&new, "GET", "/a"));
        assert_eq!(digest(&old, "PUT", "/a"), digest(&new, "PUT", "/a"));
    }

    #[test]
    fn the_order_of_keys_does_not_matter() {
        let text = r##"{"components": {"schemas": {
            "B": {"properties": {"a": {"$ref": "#/components/schemas/A"}}, "description": "old"},
            "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}}
        }}, "paths": {"/a": {"put": {}, "get": {"x": {"$ref": "#/components/schemas/A"}}}}}"##;
        let other: Value = serde_json::from_str(text).unwrap();
        assert_eq!(digest(&contract("old"), "GET", "/a"), digest(&other, "GET", "/a"));
    }

    #[test]
    fn an_operation_that_is_not_there_has_no_digest() {
        assert_eq!(digest(&contract(""), "POST", "/a"), None);
    }
}
