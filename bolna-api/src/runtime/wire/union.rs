//! `oneOf` and `anyOf`: of the branches that a value fits, the one that understands most of it.
//!
//! A branch that reads tolerantly fits much, and one whose fields are all optional fits any object. So every branch is
//! tried; its coercions, and what it has no property for, are counted. That costs; it is for unions only.

use std::cell::Cell;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::coercion;
use super::tolerant::Tolerant;

/// A branch of a union: reads a value, and says what it makes of it and how far that is from the value. `None` if the
/// value does not fit.
pub type Branch<T> = fn(&Value) -> Option<(T, u32)>;

/// What the branch of the type `B` makes of a value. A branch that knows nothing of what an object has is none.
pub fn branch<B: for<'de> Tolerant<'de>, T>(value: &Value, into: impl FnOnce(B) -> T) -> Option<(T, u32)> {
    if value.is_array() {
        // A null that the branch has no place for would be lost: there is none for it outside of an object.
        let (read, coercions) = coercion::measure(|| B::read_with_holes(value).ok());
        return match read? {
            (Some(read), None) => Some((into(read), coercions)),
            _ => None,
        };
    }
    let (read, coercions) = coercion::measure(|| B::read_whole(value).ok());
    let (read, familiarity) = read?;
    if familiarity.is_strange() && says_something(value) {
        None
    } else {
        Some((into(read), coercions))
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
    let work = Work::estimate(&value);
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
            coercion::count(distance);
            read
        }
        None => {
            coercion::count(coercion::UNLISTED);
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
    fn estimate(value: &Value) -> Self {
        // An empty value is some work, too.
        let size = u64::from(coercion::values(value)) + 1;
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
mod tests;
