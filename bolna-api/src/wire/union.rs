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
    let lost = lost(value, &serde_json::to_value(&read).ok()?);
    Some((into(read), bends.saturating_add(lost.saturating_mul(LOST))))
}

/// What is not understood weighs more than what is bent.
const LOST: u32 = 2;

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
