//! What changed between two contracts: for callers on the wire, and for users of the generated crate.
//!
//! [`compare()`] sees the differences, with their direction; `judge` says what they mean; [`surface`] says what becomes of
//! the generated crate; [`report`] does these in their order; [`verdict`], [`gate`] and `changelog` sum it up; [`render`]
//! shows a [`model::Report`].

pub mod accepted;
mod changelog;
mod compare;
pub mod gate;
mod judge;
mod markup;
pub mod model;
mod normal;
pub mod render;
pub mod report;
mod rules;
pub mod surface;
#[cfg(test)]
pub(crate) mod testing;
pub mod verdict;

pub use compare::{compare, effect};
use document::rule::Rule;
pub use judge::Effect;

/// Every rule that a finding, or a change of the surface, can be of.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::SUBJECTS.iter().copied().flatten().copied()
}
