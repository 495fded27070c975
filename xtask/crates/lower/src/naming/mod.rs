//! What types are called: each once, for what it is.

pub(crate) mod conversions;
pub(crate) mod enums;
pub(super) mod given_names;
pub(super) mod inline_types;
pub(crate) mod rust_names;
pub(super) mod titles;
pub(super) mod type_names;
pub(super) mod variant_names;

use super::{Findings, Pass};
