//! What the tests of all members share.
//!
//! | module | what it has |
//! |---|---|
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

pub mod checkout;
mod steady;

pub use checkout::Checkout;
pub use steady::steady;
