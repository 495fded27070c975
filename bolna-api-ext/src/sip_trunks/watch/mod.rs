//! Watching: what changed between two lists of trunks.
//!
//! [`changes`] compares two lists, of which one may have been saved to a file; [`TrunkChanges`] lists again and again.

mod apply;
mod change;
mod compare;
mod key;
mod shown;
mod stream;

pub use apply::{ApplyError, apply};
pub use change::{Change, ChangeKind, Element, TrunkKey};
pub use compare::changes;
pub(super) use compare::{object, routing_priority};
pub(super) use key::{network, sorted_text};
pub use stream::TrunkChanges;

#[cfg(test)]
mod tests;
