//! Counting of coercions: how many a reading needed, for unions, which prefer the branch that needs fewest.
//!
//! It is counted on the thread, because what reads a value deep inside a branch does not know that there is a union
//! above it. Nothing but differences of the count is ever looked at, so that a panic in between does no harm.

use std::cell::Cell;

use serde_json::Value;

thread_local! {
    static COERCIONS: Cell<u32> = const { Cell::new(0) };
}

/// A scalar was taken for another one, or a null was left out.
pub(super) const SCALAR: u32 = 1;

/// A value is none of an enumeration.
pub(super) const UNLISTED: u32 = 3;

/// A value is not the one that marks this branch: an enumeration of one value is the mark of a branch.
pub(super) const UNMARKED: u32 = 1 << 20;

/// A value that nothing understands. It weighs more than a coercion, and than a value that an enumeration does not list:
/// new values come up all the time, properties do not move from one branch to another.
pub(super) const LOST: u32 = UNLISTED + 1;

/// Counts a property that nothing understands, with all that is in it. Null counts as absent.
pub(super) fn count_lost(value: &Value) {
    count(values(value).saturating_mul(LOST));
}

/// How many values there are in a value, nulls apart, itself included.
pub(super) fn values(value: &Value) -> u32 {
    let inside = match value {
        Value::Null => return 0,
        Value::Array(items) => items.iter().map(values).fold(0, u32::saturating_add),
        Value::Object(fields) => fields.values().map(values).fold(0, u32::saturating_add),
        _ => 0,
    };
    inside.saturating_add(1)
}

/// Counts one departure from what was announced.
#[inline]
pub(super) fn count(weight: u32) {
    COERCIONS.with(|count| count.set(count.get().wrapping_add(weight)));
}

/// Runs `read`: what it returns, and the weight of the coercions that it needed.
pub(super) fn measure<T>(read: impl FnOnce() -> T) -> (T, u32) {
    let before = COERCIONS.with(Cell::get);
    let read = read();
    let coercions = COERCIONS.with(|count| count.replace(before)).saturating_sub(before);
    (read, coercions)
}

#[cfg(test)]
mod tests;
