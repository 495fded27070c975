//! The command line of the pipeline, and its rim: files, clock, environment, network, git.
//!
//! ```text
//! xtask ──▶ intake ─────────────▶ document
//!       ──▶ diff ───────────────▶ document
//!       ──▶ generate ──▶ lower ─▶ document
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`cli`] | the command line |
//! | [`commands`] | what `cargo xtask` does, one command a file: files in, files out |
//! | [`comparison`] | two contracts, corrected and generated, as a report |
//! | [`rules`] | every rule that there is |
//! | [`usage_error`] | a command line that names what does not exist |
//! | [`inventory`] | operations and schemas as tables, to hold a document against facts |
//! | [`readme`] | the operations as a table, in the README |
//! | [`workspace`] | where things are in the checkout, reading and writing them |
//! | [`foreign`] | files of somebody else where a package is to be written |
//! | [`git`] | the contract as it was |
//! | [`http`] | the client that fetches what is published |
//! | [`progress`] | a line on the terminal while a command runs |

pub mod cli;
pub mod commands;
pub mod comparison;
pub mod foreign;
pub mod git;
pub mod http;
pub mod inventory;
pub mod progress;
pub mod readme;
pub mod rules;
pub mod usage_error;
pub mod workspace;
