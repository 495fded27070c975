//! The part of the README that the contract says: which operations there are.
//!
//! | module | what it is |
//! |---|---|
//! | [`operations`] | the operations of a document, sorted by resource, and as a table |
//! | [`section`] | a marked part of a text, and another one in its place |

pub mod operations;
pub mod section;
