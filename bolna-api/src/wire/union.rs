//! `oneOf` and `anyOf`: of the branches that a value fits, the one that understands most of it.
//!
//! A branch that reads tolerantly fits much, and one whose fields are all optional fits any object. So every branch is
//! tried, and what it read is written again: what is missing then was not understood. That costs; it is for unions only.

use std::cell::Cell;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::bend;
use super::tolerant::Tolerant;

/// A branch of a union: reads a value, and says what it makes of it and how far that is from the value. `None` if the
/// value does not fit.
pub type Branch<T> = fn(&Value) -> Option<(T, u32)>;

/// What the branch of the type `B` makes of a value.
pub fn branch<B, T>(value: &Value, into: impl FnOnce(B) -> T) -> Option<(T, u32)>
where
    B: for<'de> Tolerant<'de> + Serialize,
{
    let (read, bends) = bend::measure(|| B::read(value).ok());
    let read = read?;
    let written = serde_json::to_value(&read).ok()?;
    if is_strange(value, &written) {
        return None;
    }
    let lost = lost(value, &written);
    Some((into(read), bends.saturating_add(lost.saturating_mul(LOST))))
}

/// Whether a branch knows nothing of what an object has. It is none then, and the value is kept as it is.
fn is_strange(value: &Value, written: &Value) -> bool {
    let (Value::Object(fields), Value::Object(known)) = (value, written) else {
        return false;
    };
    // An empty array may be written as an absent one.
    let says_something = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    known.is_empty() && fields.values().any(says_something)
}

/// What is not understood weighs more than what is bent, and than a value that an enumeration does not list: new values
/// come up all the time, properties do not move from one branch to another.
const LOST: u32 = bend::UNLISTED + 1;

/// Reads a union: the branch that is nearest to the value, the first one of equals; or else `unknown`, which keeps it.
///
/// # Errors
///
/// There is no JSON.
pub fn union<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    branches: &[Branch<T>],
    unknown: fn(Value) -> T,
) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let mut nearest: Option<(T, u32)> = None;
    let work = Work::of(&value);
    for branch in branches {
        if !work.is_affordable() {
            break;
        }
        let Some((read, distance)) = branch(&value) else {
            continue;
        };
        if nearest.as_ref().is_none_or(|(_, least)| distance < *least) {
            nearest = Some((read, distance));
        }
        if distance == 0 {
            break;
        }
    }
    Ok(match nearest {
        Some((read, distance)) => {
            // For a union around this one.
            bend::count(distance);
            read
        }
        None => {
            bend::count(bend::UNLISTED);
            unknown(value)
        }
    })
}

/// How many values of the original are not in what was written: a property with all that is in it, an element, and a
/// value in whose place another kind of value is. Null counts as absent.
fn lost(original: &Value, written: &Value) -> u32 {
    match (original, written) {
        (Value::Null, _) => 0,
        (Value::Object(original), Value::Object(written)) => (original.iter())
            .map(|(key, value)| written.get(key).map_or_else(|| values(value), |to| lost(value, to)))
            .fold(0, u32::saturating_add),
        (Value::Array(original), Value::Array(written)) => {
            let all = original.len() == written.len();
            let mut written = written.iter();
            (original.iter())
                // A null that was left out does not move the others.
                .filter(|value| all || !value.is_null())
                .map(|value| written.next().map_or_else(|| values(value), |to| lost(value, to)))
                .fold(0, u32::saturating_add)
        }
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_) | Value::Null) => {
            values(original)
        }
        // What kind of scalar was made of it was counted when it was read.
        _ => 0,
    }
}

/// How many values there are in a value, nulls apart, itself included.
fn values(value: &Value) -> u32 {
    let inside = match value {
        Value::Null => return 0,
        Value::Array(items) => items.iter().map(values).fold(0, u32::saturating_add),
        Value::Object(fields) => fields.values().map(values).fold(0, u32::saturating_add),
        _ => 0,
    };
    inside.saturating_add(1)
}

thread_local! {
    /// How many values may still be read by branches, inside the outermost union; `None` outside.
    static BUDGET: Cell<Option<u64>> = const { Cell::new(None) };
}

/// How often each value of the outermost union may be read. A union inside a branch of a union is read once for each
/// branch around it: without a limit, a server could keep a client busy with a few kilobytes.
const READINGS: u64 = 1024;

/// The work of one union. It is taken from that of the outermost one, which ends when this is dropped, also by a panic.
struct Work {
    size: u64,
    outermost: bool,
}

impl Work {
    fn of(value: &Value) -> Self {
        // An empty value is some work, too.
        let size = u64::from(values(value)) + 1;
        let outermost = BUDGET.get().is_none();
        if outermost {
            BUDGET.set(Some(size.saturating_mul(READINGS)));
        }
        Self { size, outermost }
    }

    /// Whether the budget has one more reading, which it then has not any more.
    fn is_affordable(&self) -> bool {
        let left = BUDGET.get().and_then(|left| left.checked_sub(self.size));
        let enough = left.is_some();
        if enough {
            BUDGET.set(left);
        }
        enough
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if self.outermost {
            BUDGET.set(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::example::{Group, Hangup, HangupKind, Part, Webhook, read};

    fn part(json: &str) -> Part {
        read(json).unwrap()
    }

    #[test]
    fn an_object_of_which_no_branch_knows_a_property_is_kept_as_it_is() {
        let part = part(r#"{"region":"eu","style":"calm"}"#);
        assert!(matches!(&part, Part::Unknown(_)), "{part:?}");
        assert_eq!(
            serde_json::to_string(&part).unwrap(),
            r#"{"region":"eu","style":"calm"}"#
        );
    }

    #[test]
    fn the_branch_that_fits_is_taken() {
        assert_eq!(part(r#""hello""#), Part::Text("hello".to_owned()));
        assert_eq!(
            part(r#"{"kind": "hangup", "after": 1}"#),
            Part::Hangup(Hangup {
                kind: Some(HangupKind::Hangup),
                after: Some(1.0)
            })
        );
        assert_eq!(
            part(r#"{"url": "https://example.com"}"#),
            Part::Webhook(Webhook {
                url: "https://example.com".to_owned(),
                after: None
            })
        );
    }

    #[test]
    fn the_branch_that_understands_most_is_taken_even_if_an_earlier_one_fits() {
        // A hangup has nothing that is required, and would lose the URL.
        assert!(matches!(part(r#"{"url": 5, "after": 1}"#), Part::Webhook(_)));
        assert!(matches!(
            part(r#"{"url": "u", "after": 1, "new": 1}"#),
            Part::Webhook(_)
        ));
        assert!(matches!(part(r#"{"parts": []}"#), Part::Hangup(_) | Part::Group(_)));
        assert!(matches!(part(r#"{"parts": ["hello"]}"#), Part::Group(_)));
    }

    #[test]
    fn the_first_of_equals_is_taken() {
        assert_eq!(part("{}"), Part::Hangup(Hangup::default()));
    }

    #[test]
    fn the_mark_of_a_branch_outweighs_its_fields() {
        // Whatever else it has, it says that it is no hangup.
        let other = part(r#"{"kind": "transfer", "after": 1, "parts": ["a"]}"#);
        assert!(matches!(other, Part::Group(_)), "{other:?}");
    }

    #[test]
    fn a_scalar_is_bent_only_if_nothing_else_fits() {
        assert_eq!(part("5"), Part::Text("5".to_owned()));
        assert_eq!(part("true"), Part::Text("true".to_owned()));
    }

    #[test]
    fn what_fits_no_branch_is_kept() {
        for json in ["[1,{\"a\":null}]", "null"] {
            let unknown = part(json);
            assert!(matches!(unknown, Part::Unknown(_)), "{unknown:?}");
            assert_eq!(serde_json::to_string(&unknown).unwrap(), json);
        }
    }

    #[test]
    fn unions_may_be_within_unions() {
        let json = r#"{"parts": [{"url": "a"}, {"parts": ["b", {"kind": "hangup"}, [0]]}, null]}"#;
        let Part::Group(Group { parts }) = part(json) else {
            panic!("it is a group");
        };
        let [Part::Webhook(_), Part::Group(Group { parts })] = parts.as_slice() else {
            panic!("{parts:?}");
        };
        assert!(matches!(
            parts.as_slice(),
            [Part::Text(_), Part::Hangup(_), Part::Unknown(_)]
        ));
    }

    #[test]
    fn an_error_inside_a_list_of_unions_is_none() {
        let parts: Vec<Part> = read(r#"["a", [], {"url": []}]"#).unwrap();
        assert_eq!(parts.len(), 3);
    }

    #[test]
    fn what_is_lost_is_counted() {
        let lost = |original: &str, written: &str| {
            lost(
                &serde_json::from_str(original).unwrap(),
                &serde_json::from_str(written).unwrap(),
            )
        };
        assert_eq!(lost(r#"{"a": 1, "b": null}"#, r#"{"a": 1}"#), 0);
        assert_eq!(lost(r#"{"a": 1, "b": 2}"#, r#"{"a": 1, "c": 3}"#), 1);
        assert_eq!(lost(r#"{"a": {"b": 1, "c": 2}}"#, r#"{"a": {"b": 1}}"#), 1);
        assert_eq!(lost(r#"{"a": {"b": 1, "c": 2}}"#, "{}"), 3);
        assert_eq!(lost("[1, null, {\"a\": 2}]", "[1, {\"a\": 2}]"), 0);
        assert_eq!(lost("[1, 2]", "[1]"), 1);
        assert_eq!(lost("[1]", "{}"), 2);
        assert_eq!(lost(r#""5""#, "5"), 0);
        assert_eq!(lost("5", "null"), 1);
    }

    /// Every branch may hold the next level: 2^100 readings, but for the budget.
    #[test]
    fn a_deep_union_ends() {
        #[derive(Debug)]
        enum Tree {
            Left(Box<Node>),
            Right(Box<Node>),
            Unknown(Value),
        }

        #[derive(Debug, Serialize, Deserialize)]
        struct Node {
            #[serde(default, deserialize_with = "crate::wire::read")]
            next: Option<Tree>,
        }

        impl Serialize for Tree {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Left(node) | Self::Right(node) => node.serialize(serializer),
                    Self::Unknown(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> Deserialize<'de> for Tree {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let left: Branch<Self> = |value| branch(value, Self::Left);
                union(deserializer, &[left, |value| branch(value, Self::Right)], Self::Unknown)
            }
        }

        crate::wire::tolerant!(Node, Tree);

        let deep = format!("{}{{\"lost\": 1}}{}", "{\"next\": ".repeat(100), "}".repeat(100));
        let tree: Tree = read(&deep).unwrap();
        assert!(matches!(tree, Tree::Left(_) | Tree::Right(_) | Tree::Unknown(_)));
        // The next one has a budget of its own.
        assert!(matches!(read(r#"{"next": {}}"#).unwrap(), Tree::Left(node) if node.next.is_some()));
    }
}
