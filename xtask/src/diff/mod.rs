//! What changed between two contracts: for callers on the wire, and for users of the generated crate.
//!
//! `compare` sees the differences, with their direction; `judge` says what they mean; `render` shows a [`model::Report`].

pub mod model;
