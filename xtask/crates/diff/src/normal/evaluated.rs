//! Which members of an object, or items of an array, a schema evaluates (JSON Schema 2020-12, Core, section 11).

use std::collections::HashSet;

use super::node::Node;
use super::side::Side;

/// What can be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parts {
    Properties,
    Items,
}

impl Parts {
    /// The keywords that evaluate them.
    fn keywords(self) -> &'static [&'static str] {
        match self {
            Self::Properties => &[
                "properties",
                "patternProperties",
                "additionalProperties",
                "unevaluatedProperties",
            ],
            Self::Items => &["prefixItems", "items", "contains", "unevaluatedItems"],
        }
    }
}

/// Whether a schema that is applied to the same value as `node` evaluates any. What is not known may do so.
pub(super) fn is_by_others<'a>(side: &Side<'a>, node: &Node<'a>, parts: Parts) -> bool {
    let mut seen = HashSet::from([node.address()]);
    let mut open = vec![node.clone()];
    while let Some(schema) = open.pop() {
        let mut below = Vec::new();
        for keyword in ["$ref", "$dynamicRef"] {
            match schema.text(keyword).map(|reference| side.target(reference)) {
                Some(Some(target)) => below.push(target),
                Some(None) => return true,
                None => {}
            }
        }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            below.extend(schema.items_of(keyword));
        }
        // `not` evaluates nothing: its annotations are dropped (section 7.7.1.2 of the same).
        for keyword in ["if", "then", "else"] {
            below.extend(schema.get(keyword));
        }
        below.extend(schema.members_of("dependentSchemas").map(|(_, schema)| schema));
        below.retain(|schema| seen.insert(schema.address()));
        let evaluates = |schema: &Node<'a>| parts.keywords().iter().any(|keyword| schema.get(keyword).is_some());
        if below.iter().any(evaluates) {
            return true;
        }
        open.extend(below);
    }
    false
}
