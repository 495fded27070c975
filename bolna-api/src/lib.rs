//! Typed client of the [Bolna](https://www.bolna.ai) voice AI REST API, generated from the API's own OpenAPI document.
//!
//! Every operation of the contract is a method of [`Client`], named as the contract names it; each returns a builder
//! with one setter per parameter and a `send()`. Every schema is a type in [`types`]. Nothing here was decided by a
//! person: authentication, retries, readable errors and the verbs of the domain are in the crate `bolna-api-ext`,
//! which is what most programs should start from.
//!
//! # Without `bolna-api-ext`
//!
//! A plain [`reqwest::Client`] is enough. What every request needs, here the key, is added by a
//! [`Layer`](transport::Layer) that sees every request:
//!
//! ```no_run
//! use bolna_api::{Client, transport::SetHeader};
//! use reqwest::header::{AUTHORIZATION, HeaderValue};
//! use reqwest::redirect::Policy;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let mut key = HeaderValue::try_from(format!("Bearer {}", std::env::var("BOLNA_API_KEY")?))?;
//! key.set_sensitive(true);
//! let http = reqwest::Client::builder().redirect(Policy::none()).build()?;
//!
//! let client = Client::new(bolna_api::BASE_URL, http).with_layer(SetHeader::new(AUTHORIZATION, key));
//! for trunk in client.list_sip_trunks().is_active(true).send().await? {
//!     println!("{:?}", trunk.name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! A success whose body can be read as documented is a value, whatever 2xx it is. Every other status, documented or not,
//! is an [`Error`] that has the status, the headers and the body, with the server's own message wherever that stands in
//! it; so is a success whose body cannot be read, with the place in it. [`Error::may_have_taken_effect`] says whether a
//! repeated request may do it twice.
//!
//! # Operations
//!
//! Each builder is an [`Operation`], which knows its id, its path and whether it may be repeated, so that what is done
//! with requests can be written once for all of them; one that lists is also a [`List`], for pagination. What the contract does not
//! have yet is called by [`Client::execute`].
//!
//! # What is read, and what is written
//!
//! Responses are read as servers write them: any property can be absent or null, an enumeration keeps a value that it
//! does not list, timestamps come without a zone, numbers as texts. A new property of a response breaks nobody: structs
//! are `#[non_exhaustive]`, and in tests they are made by `Default` and by setting fields, or by their `builder()`.
//!
//! Requests hold exactly what was set. An absent property, [`Nullable::Null`] and a value are three things; so are an absent
//! array and an empty one. What the contract asks for is checked when a body is built, with an error that names the field.
//!
//! # Features
//!
//! | feature | default | what it does |
//! |---|---|---|
//! | `pattern` | no | holds texts against the regular expressions of the contract before they are sent; this contract has none |
//! | `schemars` | no | `schemars::JsonSchema` (schemars 1) on every type |
//!
//! TLS, HTTP/2 and compression are those of the [`reqwest::Client`]: add `reqwest = "0.13"` with the features that you
//! want, its default ones for example. None of them is turned on here, and without TLS only `http://` works.
//!
//! # What is generated
//!
//! Everything in `src/generated/`, by `cargo xtask regen`. What is in `src/runtime/` is written by hand: [`transport`], [`operation`],
//! [`multipart`], [`Error`], how values are read and written, and the constructors of [`Client`].

#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(missing_docs)]

#[rustfmt::skip] // The pipeline prints it; `cargo fmt` leaves it as it is.
mod generated;
mod runtime;

/// The library of timestamps and dates that the types are made of.
pub use chrono;
pub use generated::{ByteStream, Client, ResponseValue, builder, types};
pub use list::List;
pub use operation::{Operation, OperationInfo};
pub use runtime::error::{DecodeError, Error, ErrorBuilder, ErrorCode, ErrorDetail, ErrorKind};
pub use runtime::response_ext::ResponseExt;
pub use runtime::{list, multipart, operation, transport};
#[doc(hidden)]
pub use runtime::{parameter, response, wire};
pub use wire::{
    Empty, Extra, IntoNullable, IntoProperty, InvalidValue, Nullable, UnknownValue, UnlistedValue, Violation,
};

/// Where the API is in production; its document names no other server.
pub const BASE_URL: &str = "https://api.bolna.ai";

/// The README's code compiles, or the tests fail.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
