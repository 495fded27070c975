//! Trials of generated clients against peers that are not ours.
//!
//! | module | what it is |
//! |---|---|
//! | [`sample`] | values that a schema allows: the least, and one with everything |
//! | [`setters`] | what a generated client can be told, read of its sources |
//! | [`caller`] | a program that calls each operation of a generated client with such values |

pub mod caller;
pub mod sample;
pub mod setters;
