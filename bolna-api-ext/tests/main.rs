//! What the crate does on a real connection, to a server on this machine.

#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, which for clippy the helpers of a test are not"
)]

mod answers;
mod example;
mod examples;
mod fault_table;
mod faults;
mod http_client;
mod keys;
mod layers;
#[cfg(feature = "rate-limit")]
mod rate_limits;
mod retries;
mod script;
mod server;
#[cfg(feature = "tracing")]
mod spans;
mod wire;
