//! Descriptions, as rustdoc reads them.

pub(super) mod descriptions;
pub(super) mod markdown;

use super::{Findings, Pass};
