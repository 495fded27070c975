//! What changed between two contracts: for callers on the wire, and for users of the generated crate.
//!
//! `compare` sees the differences, with their direction; `judge` says what they mean; [`surface`] says what becomes of the
//! generated crate; [`verdict`] and [`gate`] sum it up; [`render`] shows a [`model::Report`].

pub mod accepted;
pub mod changelog;
mod compare;
pub mod gate;
pub mod ids;
mod markup;
pub mod model;
pub mod render;
pub mod report;
pub mod surface;
#[cfg(test)]
pub(crate) mod testing;
pub mod verdict;

pub use compare::compare;
use ids::Id;

/// Every id that a finding, or a change of the surface, can have.
pub fn ids() -> impl Iterator<Item = &'static Id> {
    ids::IDS.iter().chain(surface::ids::IDS)
}
