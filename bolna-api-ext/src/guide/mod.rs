//! Guides: one page for each thing that takes more than one method. All of their code compiles.

#[doc = include_str!("observing.md")]
pub mod observing {}

#[doc = include_str!("retrying.md")]
pub mod retrying {}
