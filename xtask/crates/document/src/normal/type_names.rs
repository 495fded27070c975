//! Types that a schema does not name, and its keywords tell.

use std::collections::HashSet;

use serde_json::Value;

use super::{Change, ChangeKind, Members};
use crate::Pointer;
use crate::types::{COMBINING, implied};
use crate::visit::{self, Order};

/// What describes the form of a value: whoever writes it says that the value is of that type. `required` or `minLength` alone
/// are conditions.
const FORMS: [(&str, &str); 5] = [
    ("properties", "object"),
    ("patternProperties", "object"),
    ("additionalProperties", "object"),
    ("items", "array"),
    ("prefixItems", "array"),
];

/// Names the type of each schema that describes an object or an array and does not say so.
pub(super) fn complete(root: &mut Value, changes: &mut Vec<Change>) {
    // Schemas that are held against a value whose type is known already, and those that are so with all below them.
    let mut branches_of_known: HashSet<Pointer> = HashSet::new();
    let mut conditions: HashSet<Pointer> = HashSet::new();
    visit::schemas(root, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let within = branches_of_known.contains(pointer) || is_below(pointer, &conditions);
        let known = within || members.contains_key("type") || form(members).is_some();
        for keyword in ["if", "then", "else", "not"] {
            if members.contains_key(keyword) {
                conditions.insert(pointer.join(keyword));
            }
        }
        if known {
            for keyword in ["allOf", "anyOf", "oneOf"] {
                let branches = members.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
                branches_of_known.extend((0..branches).map(|index| pointer.join(keyword).join(index.to_string())));
            }
        }
        if within || members.contains_key("type") || members.contains_key("$ref") {
            return;
        }
        let nullable = members.get("nullable") == Some(&Value::Bool(true));
        let combined = COMBINING.iter().any(|keyword| members.contains_key(*keyword));
        let found = if nullable && !combined {
            match implied(members).as_slice() {
                [single] => Some(*single),
                _ => None,
            }
        } else if members.contains_key("enum") || members.contains_key("const") {
            None
        } else {
            form(members)
        };
        if let Some(name) = found {
            members.insert("type".to_owned(), name.into());
            changes.push(Change {
                pointer: pointer.clone(),
                kind: ChangeKind::ImpliedType(name),
            });
        }
    });
}

/// Whether the node at `pointer`, or one above it, is one of `nodes`.
fn is_below(pointer: &Pointer, nodes: &HashSet<Pointer>) -> bool {
    let mut here = (!nodes.is_empty()).then(|| pointer.clone());
    while let Some(node) = here {
        if nodes.contains(&node) {
            return true;
        }
        here = node.parent();
    }
    false
}

/// The type whose form a schema describes, if it is one.
pub(super) fn form(members: &Members) -> Option<&'static str> {
    let mut found = FORMS
        .into_iter()
        // `true` and `false` describe nothing.
        .filter(|(keyword, _)| members.get(*keyword).is_some_and(|value| !value.is_boolean()))
        .map(|(_, name)| name);
    let first = found.next()?;
    found.all(|name| name == first).then_some(first)
}
