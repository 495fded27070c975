//! Programs as users write them, each a function, run against a server on this machine.

mod agent_setting;
#[cfg(feature = "csv")]
mod batch;
mod call_later;
#[cfg(feature = "testing")]
mod errors;
mod new_endpoint;
#[cfg(all(feature = "rate-limit", feature = "tracing"))]
mod own_client;
#[cfg(feature = "testing")]
mod own_test;
mod synchronous;
mod tenants;
mod trunk;
mod webhook;
mod yesterday;
