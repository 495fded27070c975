//! Tests of the whole, and types for the tests of its parts.

mod departures;
pub(crate) mod example;
