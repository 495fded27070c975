//! What the crate does on a real connection, to a server on this machine.

#![allow(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, which for clippy the helpers of a test are not"
)]

mod answers;
// The tests of the example `campaign`, which `cargo test` would leave out.
#[cfg(feature = "testing")]
#[allow(dead_code, reason = "nothing runs the program here")]
#[path = "../examples/campaign/main.rs"]
mod campaign;
mod example;
mod examples;
mod exchange;
mod fault_table;
mod faults;
mod http_client;
mod keys;
mod layers;
mod pages;
mod programs;
#[cfg(feature = "rate-limit")]
mod rate_limits;
mod retries;
mod script;
mod server;
mod sip_trunk_change_properties;
mod sip_trunk_properties;
#[cfg(feature = "tracing")]
mod spans;
#[cfg(feature = "testing")]
mod testing;
mod verbs;
#[cfg(feature = "csv")]
mod verbs_batches;
mod wire;
