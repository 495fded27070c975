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
//! - [`Bolna::calls`] places calls and waits for their ends, [`Bolna::batches`] does so for many, [`Bolna::agents`] creates and
//!   changes agents. [`SendForId`] gives the id of whatever else is created. [`webhook`] reads what the platform posts:
//!   see its [guide](guide::webhooks).
//! - [`ExecutionExt`], [`BatchExt`] and [`AgentExt`] are pure functions on what came back; money is [`Cents`], a number
//!   to call [`E164`].
//! - [`Bolna::sip_trunks`] has the verbs of SIP trunks; [`SipTrunksExt`], [`SipTrunkExt`] and [`SipTrunkGatewayExt`] are
//!   pure functions on the generated types, all three in the [`prelude`].
//! - [`sip_trunks`] is a toolkit besides: routes as [`SipUri`](sip_trunks::SipUri)s, [`CodecSet`](sip_trunks::CodecSet)s, the addresses
//!   that a carrier calls from, and the [`doctor`](sip_trunks::doctor), which says what is wrong with a trunk;
//!   [`moving`](sip_trunks::moving) a number to another trunk is a plan that can be printed, and taken up again. Its guide is
//!   [`guide::sip_trunks`].
//! - [`pages`] reads lists to their end: [`ListExt`](pages::ListExt), in the prelude, gives every list `into_stream()`, `pages()`, `all()`.
//! - [`guide`] has a page for each of the bigger subjects, with code to start from.
//! - Every operation of the generated client is a method of `Bolna`, `bolna.make_call()…send().await?`;
//!   [`execute`](bolna_api::Client::execute) calls what the contract does not have. [`Bolna::api`] is the generated
//!   client itself, key included.
//! - [`Error`] is the one error of all of them: its `Display` is one line with the server's own message,
//!   [`Error::kind`] is for decisions. [`ConfigError`] is what keeps a client from being made, and becomes an `Error`.
//! - [`RetryPolicy`] and [`RetryBudget`] say how often a request is sent, `RateLimits` how fast; [`ResponseExt`] is for the
//!   request id of what `send_for_response()` gives. [`guide`] has a page for each bigger thing.
//! - [`Layer`](bolna_api::transport::Layer)s see every request: metrics, guards, fakes for tests. See
//!   [`Bolna`](Bolna#layers) for their order.
//!
//! # What it keeps you from
//!
//! - The API key shows in no `Debug`, no error and no log line, even when the server echoes it.
//! - The key goes out over `https` only; plain `http` is for this machine, unless
//!   [allowed](BolnaBuilder::allow_plain_http).
//! - Redirects are not followed: they would carry the key elsewhere and turn a `POST` into a `GET`.
//! - A request ends after 30 seconds unless [told otherwise](BolnaBuilder::timeout), and is not sent again after two
//!   minutes.
//! - A call is never placed twice: what fails in passing is [sent again](guide::retrying) where that does nothing twice, a
//!   `POST` only if the first one certainly had no effect.
//! - Of an answer no more than 64 MiB is read, unless [told otherwise](BolnaBuilder::max_body).
//!
//! # Features
//!
//! | feature | default | what it does |
//! |---|---|---|
//! | `csv` | yes | [`batches`] from rows and from CSV files |
//! | `rustls` | yes | TLS by rustls, cryptography by `ring`, certificates of the platform |
//! | `rustls-aws-lc-rs` | no | the same with the cryptography of `aws-lc-rs`; takes the place of `ring` where both are on |
//! | `rustls-no-provider` | no | the same with the cryptography that the program makes that of the process |
//! | `native-tls` | no | TLS by the platform: Secure Transport, SChannel, OpenSSL; takes the place of rustls |
//! | `http2` | no | HTTP/2 where the server offers it |
//! | `testing` | no | the module `testing`: a fake in the place of the network, for tests of programs |
//! | `rate-limit` | no | `BolnaBuilder::rate_limits`: no more requests in a minute than are allowed |
//! | `tracing` | no | a span of `tracing` for each call and each attempt, with OpenTelemetry's names and without a secret |
//!
//! Without a TLS feature, TLS is what the other packages of the program turn on in reqwest, and without any only `http://`
//! works. If they turn on reqwest's `rustls-no-provider`, the program has to install a provider, or reqwest panics.
//!
//! A provider that the program installs, with rustls's `CryptoProvider::install_default`, is used whatever the features
//! are. Two cases need one: [`BolnaBuilder::configure_http`], and a [`reqwest::Client`] of the program's own where only
//! this crate turns on TLS. `install_crypto_provider` is the call for both.
//!
//! The certificates of the platform are read once, by the first client; the file in `SSL_CERT_FILE` takes their place
//! on Linux. Over HTTP/1.1, requests at the same time are on connections of their own, which stay open for the next ones; turn
//! on `http2` to have many on one.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(missing_docs)]

pub mod agents;
mod api_key;
mod authorization;
mod base_url;
pub mod batches;
pub mod calls;
mod cents;
mod checked;
mod client;
mod clock;
mod config;
mod config_error;
mod config_requests;
mod created;
mod e164;
pub mod executions;
pub mod guide;
mod http;
pub mod pages;
pub mod prelude;
mod random;
mod rate_limit;
mod resources;
mod retry;
mod schedule;
pub mod sip_trunks;
#[cfg(feature = "tracing")]
mod spans;
mod stack;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;
#[cfg(feature = "rustls-no-provider")]
#[cfg_attr(
    feature = "native-tls",
    allow(dead_code, reason = "the TLS of the platform is used then")
)]
mod tls;
mod unusable;
pub mod wait;
pub mod webhook;

pub use bolna_api;
pub use bolna_api::{Error, ErrorKind, Operation, ResponseExt, types};
pub use reqwest;
pub use secrecy::SecretString;

pub use agents::AgentExt;
pub use batches::{BatchExt, BatchStatusExt};
pub use cents::Cents;
pub use client::Bolna;
pub use clock::{Clock, TokioClock};
pub use config::{BolnaBuilder, ENV_API_KEY, ENV_BASE_URL};
pub use config_error::ConfigError;
pub use created::SendForId;
pub use e164::{E164, InvalidNumber};
pub use executions::{ExecutionExt, ExecutionStatusExt};
#[cfg(feature = "rate-limit")]
#[cfg_attr(docsrs, doc(cfg(feature = "rate-limit")))]
pub use rate_limit::RateLimits;
pub use retry::{RetryBudget, RetryPolicy};
pub use schedule::{LEAST_LEAD, TooSoon};
pub use sip_trunks::{SipTrunkExt, SipTrunkGatewayExt, SipTrunks, SipTrunksExt};
#[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
pub use tls::install_crypto_provider;

/// The examples of the README, compiled.
#[cfg(all(doctest, feature = "csv"))]
#[doc = include_str!("../README.md")]
struct Readme;
