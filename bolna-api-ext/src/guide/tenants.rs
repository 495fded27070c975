//! Many tenants: one program, many accounts.
//!
//! Each tenant has a key, for example that of a sub-account, which begins with `sa-`. [`Bolna::with_api_key`](crate::Bolna::with_api_key)
//! makes a client for another key, with the same connections, settings and layers:
//!
//! ```
//! use bolna_api_ext::Bolna;
//!
//! # fn main() -> Result<(), bolna_api_ext::ConfigError> {
//! let bolna = Bolna::builder().api_key("sa-0123456789").build()?;
//! let tenant = bolna.with_api_key("sa-1111111111")?;
//! # Ok(())
//! # }
//! ```
//!
//! This takes microseconds: a client can be made for each request. `Bolna::builder()…build()` is for the start of the program, since
//! each client that it makes has connections of its own.
//!
//! ```
//! use bolna_api_ext::{Bolna, ConfigError, SecretString};
//!
//! struct Service {
//!     bolna: Bolna,
//! }
//!
//! impl Service {
//!     /// The client of a tenant, whose key comes from a database.
//!     fn of_tenant(&self, key: SecretString) -> Result<Bolna, ConfigError> {
//!         self.bolna.with_api_key(key)
//!     }
//! }
//! ```
//!
//! # Which tenant it was
//!
//! No error, log line or `Debug` output shows a key, nor a part of it: put the tenant's name into a span or a message of your own.
#![cfg_attr(
    feature = "testing",
    doc = "In tests, [`FakeRequest::api_key`](crate::testing::FakeRequest::api_key) is the key that a request was sent with."
)]
