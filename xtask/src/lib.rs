//! The pipeline: published document in; generated crate, reports and diffs out.
//!
//! ```text
//! openapi/bolna.yaml ── load ──▶ document + source map
//! openapi/overlay.yaml ─ apply ─▶ corrected document
//!              ── lower ──▶ OpenAPI 3.0 + findings
//!              ── progenitor ──▶ syntax tree ── harden ──▶ syntax tree
//!              ── print ──▶ bolna-api/src/generated/
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`document`] | reading YAML and JSON, and knowing where each node was written |
//! | [`overlay`] | the corrections that are about this API |
//! | [`lower`] | 3.1 and the faults of vendors → what the generator takes, one pass a file |
//! | [`generate`] | the generator, then small changes to its syntax tree, then printing |
//! | [`package`] | a generated client as a package of its own, for any other document |
//! | [`outline`] | what a person reviews: the contract and the Rust surface in a few lines |
//! | [`finding`] | what is said about a document, and why a run ended |
//! | [`report`] | findings as text, JSON, annotations and SARIF |
//! | [`inventory`] | operations and schemas as tables, to hold a document against facts |
//! | [`readme`] | the operations as a table, in the README |
//! | [`vendor`] | what is published, into the contract |
//! | [`diff`] | what changed between two contracts, for callers and for dependents |
//! | [`git`] | the contract as it was |
//! | [`provenance`] | per operation, where it came from, when, and its digest |
//! | [`pipeline`] | the stages in their order, without files |
//! | [`commands`] | what `cargo xtask` does: files in, files out |

pub mod cli;
pub mod codes;
pub mod commands;
pub mod diff;
pub mod document;
pub mod finding;
pub mod generate;
pub mod git;
pub mod inventory;
pub mod lower;
pub mod outline;
pub mod overlay;
#[cfg(test)]
mod overlay_tests;
pub mod package;
pub mod pipeline;
pub mod progress;
pub mod provenance;
pub mod readme;
pub mod report;
#[cfg(test)]
mod steady;
pub mod vendor;
pub mod workspace;
