//! The document as a whole: its version, its head, and what it describes beside operations.

pub(super) mod info;
pub(super) mod info_version;
pub(crate) mod openapi_version;
pub(super) mod path_items;
pub(super) mod paths;
pub(super) mod webhooks;

use super::{Findings, Pass};
