//! The [Bolna](https://www.bolna.ai) voice AI API from Rust: authentication, readable errors and the verbs of the domain
//! on top of the generated client `bolna-api`.
//!
//! # Quick start
//!
//! Put the API key into the environment variable `BOLNA_API_KEY`, then:
//!
//! ```no_run
//! use bolna_api_ext::Bolna;
//! use bolna_api_ext::prelude::*;
//!
//! # async fn run() -> Result<(), bolna_api_ext::Error> {
//! let bolna = Bolna::from_env()?; // BOLNA_API_KEY, BOLNA_BASE_URL
//! for trunk in bolna.sip_trunks().active().await? {
//!     for gateway in trunk.gateways_by_priority() {
//!         println!("{} {}", gateway.routing_priority(), gateway.address());
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What is where
//!
//! - [`Bolna`] is the client: made by [`Bolna::from_env`] or [`Bolna::builder`], cheap to clone, `Send + Sync`.
//! - [`Bolna::sip_trunks`] has the verbs of SIP trunks; [`SipTrunksExt`], [`SipTrunkExt`] and [`SipTrunkGatewayExt`] are
//!   pure functions on the generated types, all three in the [`prelude`].
//! - Every operation of the generated client is a method of `Bolna`, `bolna.make_call()…send().await?`;
//!   [`execute`](bolna_api::Client::execute) calls what the contract does not have. [`Bolna::api`] is the generated
//!   client itself, key included.
//! - [`Error`] is the one error of all of them: its `Display` is one line with the server's own message,
//!   [`Error::kind`] is for decisions. [`ConfigError`] is what keeps a client from being made, and becomes an `Error`.
//! - [`Layer`](bolna_api::transport::Layer)s see every request: metrics, guards, fakes for tests. See
//!   [`Bolna`](Bolna#layers) for their order.
//!
//! # What it keeps you from
//!
//! - The API key shows in no `Debug`, no error and no log line, even when the server echoes it.
//! - The key goes out over `https` only; plain `http` is for this machine, unless
//!   [allowed](BolnaBuilder::allow_plain_http).
//! - Redirects are not followed: they would carry the key elsewhere and turn a `POST` into a `GET`.
//! - A request ends after 30 seconds unless [told otherwise](BolnaBuilder::timeout). Nothing is sent twice by this crate.
//!
//! # Features
//!
//! | feature | default | what it does |
//! |---|---|---|
//! | `rustls` | yes | TLS by rustls, certificates of the platform |
//! | `native-tls` | no | TLS by the platform: Secure Transport, SChannel, OpenSSL |
//!
//! Without a TLS feature only `http://` works.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(missing_docs)]

mod api_key;
mod authorization;
mod base_url;
mod client;
mod config;
mod config_error;
pub mod prelude;
pub mod sip_trunks;

pub use bolna_api;
pub use bolna_api::{Error, ErrorKind, Operation, types};
pub use reqwest;
pub use secrecy::SecretString;

pub use client::Bolna;
pub use config::{BolnaBuilder, ENV_API_KEY, ENV_BASE_URL};
pub use config_error::ConfigError;
pub use sip_trunks::{SipTrunkExt, SipTrunkGatewayExt, SipTrunks, SipTrunksExt};

/// The examples of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
