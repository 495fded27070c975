//! What `cargo xtask` does, one command a file: files in, files out.

pub mod diff;
pub mod explain;
pub mod inventory;
pub mod lint;
pub mod observe;
pub mod readme;
pub mod regen;
pub mod regen_package;
pub mod transcribe;
pub mod update;
pub mod vendor;

use chrono::{DateTime, NaiveDate, Utc};

/// The day, in UTC. <https://reproducible-builds.org/specs/source-date-epoch/> wants the variable to come first.
pub fn today() -> NaiveDate {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    let now = fixed
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .unwrap_or_else(Utc::now);
    now.date_naive()
}
