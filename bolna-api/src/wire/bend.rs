//! How far a reading had to bend, for unions, which prefer the branch that bends least.
//!
//! It is counted on the thread, because what reads a value deep inside a branch does not know that there is a union
//! above it. Nothing but differences of the count is ever looked at, so that a panic in between does no harm.

use std::cell::Cell;

thread_local! {
    static BENDS: Cell<u32> = const { Cell::new(0) };
}

/// A scalar was taken for another one, or a null was left out.
pub(super) const SCALAR: u32 = 1;

/// A value is none of an enumeration.
pub(super) const UNLISTED: u32 = 3;

/// A value is not the one that marks this branch: an enumeration of one value is the mark of a branch.
pub(super) const UNMARKED: u32 = 1 << 20;

/// Counts one departure from what was announced.
#[inline]
pub(super) fn count(weight: u32) {
    BENDS.with(|bends| bends.set(bends.get().wrapping_add(weight)));
}

/// What `read` returns, and how far it bent.
pub(super) fn measure<T>(read: impl FnOnce() -> T) -> (T, u32) {
    let before = BENDS.with(Cell::get);
    let read = read();
    let bends = BENDS.with(|bends| bends.replace(before)).wrapping_sub(before);
    (read, bends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_measured_is_not_counted_outside() {
        let ((), outer) = measure(|| {
            count(SCALAR);
            let ((), inner) = measure(|| count(UNLISTED));
            assert_eq!(inner, UNLISTED);
        });
        assert_eq!(outer, SCALAR);
    }

    #[test]
    fn a_panic_leaves_the_next_measure_right() {
        let panicked = std::panic::catch_unwind(|| {
            measure(|| {
                count(SCALAR);
                panic!("as a reader must not");
            })
        });
        assert!(panicked.is_err());
        assert_eq!(measure(|| count(UNLISTED)).1, UNLISTED);
    }
}
