//! What generated code is built on: how an operation is made, sent, read and fails.
//!
//! Nothing here knows the API. `cargo xtask regen --out` copies the folder as it is, but for the files of the tests
//! (`tests.rs`, and what is below `tests/`), into every package that it makes.

mod call;
mod client;
mod curl;
pub(crate) mod error;
pub mod list;
pub mod multipart;
pub mod operation;
#[doc(hidden)]
pub mod parameter;
#[doc(hidden)]
pub mod response;
pub(crate) mod response_ext;
mod secrets;
mod set_header;
pub mod transport;
mod urlencoded;
mod whole;
#[doc(hidden)]
pub mod wire;
