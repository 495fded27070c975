//! What the crate does on a real connection, to a server on this machine.

#![allow(
    clippy::duplicate_mod,
    reason = "each example has the folder `support` within it, and the tests of two of them are run here"
)]
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
mod clock;
mod example;
mod examples;
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
mod server;
mod sip_trunk_change_properties;
mod sip_trunk_properties;
#[cfg(feature = "tracing")]
mod spans;
#[cfg(feature = "testing")]
mod testing;
mod trunk_doctor;
// The tests of the example `trunk_doctor`, likewise.
#[allow(dead_code, reason = "nothing runs the program here")]
#[path = "../examples/trunk_doctor/main.rs"]
mod trunk_doctor_example;
mod verbs;
#[cfg(feature = "csv")]
mod verbs_batches;
mod wire;
