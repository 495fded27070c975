//! `cargo xtask` as a person runs it: the real binary in a copy of the checkout.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops; `clippy.toml` knows only the functions marked as tests"
)]

mod arrows;
mod attribution;
mod bad_input;
mod command;
mod diff;
mod diff_html;
mod diff_month;
mod diff_rust;
mod enum_names;
mod explain;
mod faults;
mod inventory;
mod json_schema;
mod lint;
mod normal_form;
mod observe;
mod package;
mod readme;
mod regen;
mod server;
mod transcribe;
mod update;
mod vendor;
mod vendor_contract;
mod vendor_documents;
mod vendor_errors;
mod vendor_url;
