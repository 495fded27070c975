//! Schemas: JSON Schema 2020-12, and what vendors make of it, as schemas of OpenAPI 3.0.

pub(super) mod any_of;
pub(super) mod boolean_schemas;
pub(super) mod compositions;
pub(super) mod conditions;
pub(super) mod constants;
pub(crate) mod constraints;
pub(super) mod content;
pub(super) mod defaults;
pub(super) mod edit;
pub(super) mod enum_types;
pub(super) mod enum_values;
pub(super) mod example_values;
pub(super) mod examples;
pub(super) mod exclusive_bounds;
pub(super) mod formats;
pub(super) mod normal_form;
pub(super) mod null_values;
pub(super) mod nullables;
pub(super) mod pattern_properties;
pub(super) mod patterns;
pub(super) mod prefix_items;
pub(crate) mod presence;
pub(super) mod required_names;
pub(super) mod secrets;
pub(super) mod type_arrays;
pub(crate) mod types;
pub(super) mod validation_keywords;
pub(super) mod wide_bounds;

use super::{Findings, Pass};
