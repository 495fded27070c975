//! Operations: their ids, parameters, bodies and responses.

pub(super) mod error_responses;
pub(super) mod example;
pub(super) mod inline;
pub(crate) mod marks;
pub(super) mod media_type;
pub(crate) mod multipart;
pub(super) mod operation_ids;
pub(crate) mod parameters;
pub(super) mod path_parameters;
pub(super) mod request_bodies;
pub(super) mod response_schemas;
pub(crate) mod serialization;
pub(crate) mod servers;
pub(super) mod success_responses;

use super::{Findings, Pass};
