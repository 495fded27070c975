//! What a person reviews: the contract and the Rust surface, each item in a few lines.

pub mod contract;
pub mod surface;
