//! Tolerant to read, truthful to write: the generated types against what servers do.

mod contract;
mod departures;
mod json;
mod properties;
mod read_types;
mod round_trip;
mod secrets;
mod strict;
mod way_round;
mod writing;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What is read of a body, written again.
fn again<T: DeserializeOwned + Serialize>(body: &Value) -> Value {
    let read: T = serde_json::from_str(&body.to_string()).unwrap_or_else(|error| panic!("{error}\n{body}"));
    serde_json::to_value(&read).unwrap()
}
