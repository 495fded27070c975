//! What generated code is built on, seen from outside.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops; `clippy.toml` knows only the functions marked as tests"
)]

mod errors;
mod layers;
mod messages;
mod multipart;
mod properties;
mod server;
mod successes;
mod tolerance;
