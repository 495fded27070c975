//! What changed inside a node, as pointers with the values before and after.

use std::fmt;

use serde_json::Value;

use document::Pointer;

/// How many characters of a value are shown.
const SHOWN: usize = 60;

/// A node that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Detail {
    /// Where it is, from the node that was compared.
    pub pointer: Pointer,
    /// What it was; nothing when it is new.
    pub old: Option<Value>,
    /// What it is; nothing when it is gone.
    pub new: Option<Value>,
}

/// The smallest nodes in which `old` and `new` differ, in the order of `old`, then what is new.
#[must_use]
pub(crate) fn between(old: &Value, new: &Value) -> Vec<Detail> {
    let mut found = Vec::new();
    compare(&mut Pointer::root(), Some(old), Some(new), &mut found);
    found
}

fn compare(pointer: &mut Pointer, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Detail>) {
    let mut below = |token: String, old, new| {
        pointer.push(token);
        compare(pointer, old, new, found);
        pointer.pop();
    };
    match (old, new) {
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            for (key, value) in old {
                below(key.clone(), Some(value), new.get(key));
            }
            for (key, value) in new {
                if !old.contains_key(key) {
                    below(key.clone(), None, Some(value));
                }
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            for index in 0..old.len().max(new.len()) {
                below(index.to_string(), old.get(index), new.get(index));
            }
        }
        (old, new) if old == new => {}
        (old, new) => found.push(Detail {
            pointer: pointer.clone(),
            old: old.cloned(),
            new: new.cloned(),
        }),
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.tokens().is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => write!(f, "{} -> {}", shown(old), shown(new)),
            (Some(old), None) => write!(f, "removed, was {}", shown(old)),
            (None, Some(new)) => write!(f, "added {}", shown(new)),
            (None, None) => Ok(()),
        }
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_nodes_that_differ_are_told() {
        let old = serde_json::json!({"a": {"b": 5060, "same": [1]}, "enum": ["x"], "gone": true, "kind": {"c": 1}});
        let new = serde_json::json!({"new": null, "kind": [1], "enum": ["x", "y"], "a": {"same": [1], "b": 5061}});
        let told: Vec<String> = between(&old, &new).iter().map(Detail::to_string).collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        /a/b: 5060 -> 5061
        /enum/1: added "y"
        /gone: removed, was true
        /kind: {"c":1} -> [1]
        /new: added null
        "#);
    }

    #[test]
    fn the_order_of_members_is_no_difference() {
        let (old, new) = (serde_json::json!({"a": 1, "b": 2}), serde_json::json!({"b": 2, "a": 1}));
        assert_eq!(between(&old, &new), []);
    }
}
