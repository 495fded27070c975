//! What the tests of all members share.
//!
//! | module | what it has |
//! |---|---|
//! | [`server`] | a server on the loopback interface that does with each connection what a test says |
//! | [`answer`](mod@answer), [`request`] | what it writes, faults included; what it read |
//! | [`absent`] | addresses where nobody answers |
//! | [`checkout`] | copies of the checkout that a test may spoil |
//! | [`steady`] | property tests whose cases are the same in each run |
//!
//! It depends on no member, so that all of them can depend on it; only as a dev-dependency, and by path: cargo leaves
//! such a dependency out of a package, and nobody publishes this one.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops"
)]

pub mod absent;
pub mod answer;
pub mod checkout;
pub mod request;
pub mod server;
mod steady;

pub use absent::{Silent, nobody};
pub use answer::{Answer, answer, empty, html, json, text};
pub use checkout::Checkout;
pub use request::Request;
pub use server::Server;
pub use steady::steady;
