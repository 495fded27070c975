//! What changed between two contracts: for callers on the wire, and for users of the generated crate.
//!
//! `compare` sees the differences, with their direction; `judge` says what they mean; `render` shows a [`model::Report`].

pub mod compare;
pub mod ids;
mod judge;
pub mod model;
mod normal;

pub use compare::{compare, effect};
pub use judge::Effect;
