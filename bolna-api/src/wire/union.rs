//! `oneOf` and `anyOf`: of the branches that a value fits, the one that understands most of it.
//!
//! A branch that reads tolerantly fits much, and one whose fields are all optional fits any object. So every branch is
//! tried, and what it had to bend, and what it has no property for, is counted. That costs; it is for unions only.

use std::cell::Cell;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::bend;
use super::tolerant::Tolerant;

/// A branch of a union: reads a value, and says what it makes of it and how far that is from the value. `None` if the
/// value does not fit.
pub type Branch<T> = fn(&Value) -> Option<(T, u32)>;

/// What the branch of the type `B` makes of a value. A branch that knows nothing of what an object has is none.
pub fn branch<B: for<'de> Tolerant<'de>, T>(value: &Value, into: impl FnOnce(B) -> T) -> Option<(T, u32)> {
    if value.is_array() {
        // A null that the branch has no place for would be lost: there is none for it outside of an object.
        let (read, bends) = bend::measure(|| B::read_with_holes(value).ok());
        return match read? {
            (Some(read), None) => Some((into(read), bends)),
            _ => None,
        };
    }
    let (read, bends) = bend::measure(|| B::read_whole(value).ok());
    let (read, familiarity) = read?;
    if familiarity.is_strange() && says_something(value) {
        None
    } else {
        Some((into(read), bends))
    }
}

/// Whether an object has a property that is not blank.
fn says_something(value: &Value) -> bool {
    let is_filled = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    value.as_object().is_some_and(|fields| fields.values().any(is_filled))
}

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
        let size = u64::from(bend::values(value)) + 1;
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
                after: Some(1.0),
                ..Hangup::default()
            })
        );
        assert_eq!(
            part(r#"{"url": "https://example.com"}"#),
            Part::Webhook(Webhook {
                url: Some("https://example.com".to_owned()),
                ..Webhook::default()
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
        let Part::Group(Group { parts, .. }) = part(json) else {
            panic!("it is a group");
        };
        let [Part::Webhook(_), Part::Group(Group { parts, .. })] = parts.as_slice() else {
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
    fn what_is_lost_is_counted_with_all_that_is_in_it() {
        let lost = |json: &str| bend::measure(|| read::<Hangup>(json).unwrap()).1;
        assert_eq!(lost(r#"{"after": 1, "b": null}"#), 0);
        assert_eq!(lost(r#"{"after": 1, "b": 2}"#), bend::LOST);
        assert_eq!(lost(r#"{"b": {"c": 1, "d": [2, null]}}"#), 4 * bend::LOST);
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

        #[derive(Debug, Default)]
        struct Node {
            next: Option<Tree>,
            extra: crate::wire::Extra,
        }

        impl serde::Serialize for Tree {
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

        crate::wire::tolerant!(Tree);
        crate::object! { Node, extra: crate::wire::Extra; 0 next = "next"; }

        let deep = format!("{}{{\"lost\": 1}}{}", "{\"next\": ".repeat(100), "}".repeat(100));
        let tree: Tree = read(&deep).unwrap();
        assert!(matches!(tree, Tree::Left(_) | Tree::Right(_) | Tree::Unknown(_)));
        // The next one has a budget of its own.
        assert!(matches!(read(r#"{"next": {}}"#).unwrap(), Tree::Left(node) if node.next.is_some()));
    }
}
