//! What types are called: each once, for what it is.

pub(crate) mod conversions;
pub(crate) mod enums;
pub(super) mod given_names;
pub(crate) mod identifiers;
pub(super) mod inline_types;
pub(crate) mod parameter_names;
pub(crate) mod property_names;
pub(crate) mod rust_names;
pub(super) mod titles;
pub(super) mod type_names;
pub(crate) mod value_names;
pub(super) mod variant_names;

use super::{Findings, Pass};
