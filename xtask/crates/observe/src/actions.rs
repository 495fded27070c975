//! The overlay that would say what the contract lacks, in the form of `openapi/overlay.yaml`.

use std::fmt::Write as _;

use document::{Document, Pointer};
use serde_json::{Value, json};

use crate::compare::{Key, Kind, Observed, Seen};

/// The actions of an overlay, to be pasted below `actions:`. An operation has none: it needs its page. What is not shown has
/// none either.
#[must_use]
pub fn write(observed: &Observed, contract: &Document) -> String {
    let mut text = String::new();
    for (key, seen) in &observed.departures {
        for (pointer, value) in action(key, seen, contract) {
            let _ = write!(
                text,
                "  - target: {}\n    description: Recorded answers have it (seen {}).\n    update: {value}\n\n",
                path(&pointer),
                seen.count
            );
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn action(key: &Key, seen: &Seen, contract: &Document) -> Vec<(Pointer, Value)> {
    let update = |value: Value| vec![(key.pointer.clone(), value)];
    let types: Vec<_> = seen.types.iter().copied().collect();
    match (key.kind, &key.word) {
        (Kind::Operation, _) | (Kind::Property | Kind::Enum, None) => Vec::new(),
        (Kind::Status, Some(status)) => update(json!({status: {
            "description": "Seen in recorded answers.", "content": {"application/json": {"schema": {}}},
        }})),
        (Kind::MediaType, Some(name)) if contract.get(&key.pointer).is_some() => update(json!({name: {"schema": {}}})),
        (Kind::MediaType, Some(name)) => {
            let parent = key.pointer.parent().unwrap_or_default();
            vec![(parent, json!({"content": {name: {"schema": {}}}}))]
        }
        (Kind::Property, Some(name)) => {
            let schema = match types.as_slice() {
                ["null"] => json!({}),
                [one] => json!({"type": one}),
                many => json!({"type": many}),
            };
            update(json!({"properties": {name: schema}}))
        }
        (Kind::Enum, Some(word)) => update(json!({"enum": [word]})),
        (Kind::Null, _) => update(json!({"nullable": true})),
        (Kind::Type, _) => {
            // An update appends to an array, and replaces what is none.
            let now = contract.get(&key.pointer.join("type"));
            let mut all: Vec<Value> = now.filter(|now| now.is_string()).cloned().into_iter().collect();
            all.extend(types.into_iter().map(Value::from));
            update(json!({"type": all}))
        }
        (Kind::Status | Kind::MediaType, None) => Vec::new(),
    }
}

/// A pointer as JSONPath (RFC 9535): names that are no identifiers in brackets.
fn path(pointer: &Pointer) -> String {
    let mut text = "$".to_owned();
    for token in pointer.tokens() {
        let name = token.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && token.starts_with(|c: char| c.is_ascii_alphabetic());
        let _ = if name {
            write!(text, ".{token}")
        } else if token.chars().all(|c| c.is_ascii_digit()) && token.len() < 3 {
            write!(text, "[{token}]")
        } else {
            write!(text, "['{}']", token.replace('\\', "\\\\").replace('\'', "\\'"))
        };
    }
    text
}
