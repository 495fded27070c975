//! The tripwire: what a change of the contract changes, where a person sees it before anyone depends on it.
//!
//! How the client reads and writes, whatever the contract says, is tested in `bolna-api`.
//!
//! | module | what it holds against what |
//! |---|---|
//! | [`drift`] | the generated client against the contract |
//! | [`contract`] | the contract against its outlines in `snapshots/` |
//! | [`surface`] | the public Rust items of the client against theirs, resource by resource |
//! | [`operations`] | what each operation sends, reads and says against theirs |
//! | [`provenance`] | `openapi/provenance.toml` against the contract |
//! | [`readme`] | the code of the README against the one that is compiled |
//! | [`schemars`] | the JSON Schema of the types against the types |

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops; `clippy.toml` knows only the functions marked as tests"
)]

mod checkout;
mod contract;
mod drift;
mod operations;
mod provenance;
mod readme;
mod resources;
mod schemars;
mod server;
mod surface;
