//! From OpenAPI 3.1, as vendors write it, to the OpenAPI 3.0 that the generator takes.
//!
//! Each pass handles one construct or one fault, in one file, and says with a finding what it did. What no pass handles
//! is an error of `residue`, so that nothing is lost in silence. The order of the passes matters where it says so.

mod aliases;
mod any_of;
mod boolean_schemas;
mod compositions;
mod conditions;
mod constants;
mod constraints;
mod content;
mod deep_references;
mod defaults;
mod definitions;
mod descriptions;
mod edit;
mod enum_types;
mod enum_values;
mod enums;
mod error_responses;
mod example;
mod examples;
mod exclusive_bounds;
mod findings;
mod formats;
mod identifiers;
mod info;
mod info_version;
mod inline;
mod inline_types;
mod markdown;
mod media_type;
pub mod multipart;
mod null_values;
mod nullables;
pub mod openapi_version;
mod operation_ids;
pub mod operations;
mod parameters;
mod path_items;
mod path_parameters;
mod pattern_properties;
mod patterns;
mod prefix_items;
mod recursion;
mod reference_objects;
mod reference_siblings;
mod references;
mod request_bodies;
mod residue;
mod response_schemas;
mod rust_names;
mod success_responses;
#[cfg(test)]
pub(crate) mod testing;
mod titles;
mod type_arrays;
mod type_names;
pub mod typed;
mod types;
mod unreferenced;
mod validation_keywords;
mod webhooks;

use crate::document::Document;
use crate::finding::{Code, Failure, Finding, Severity};

pub use findings::Findings;

/// One step of the lowering.
pub struct Pass {
    /// Its name, for messages about the pipeline itself.
    pub name: &'static str,
    /// What it can find.
    pub codes: &'static [&'static Code],
    /// Changes the document and says what it did.
    pub run: fn(&mut Document, &mut Findings),
}

/// The passes, in order.
pub(super) const PASSES: &[Pass] = &[
    openapi_version::PASS,
    info_version::PASS,
    webhooks::PASS,
    info::PASS,
    path_items::PASS,
    // First where each reference leads: the rest moves parts of schemas about, and a reference leads to components only
    // by then.
    identifiers::PASS,
    definitions::PASS,
    deep_references::PASS,
    reference_objects::PASS,
    reference_siblings::PASS,
    examples::PASS,
    // What is said about elements and properties before `true` and `false`, which mean something beside it.
    prefix_items::PASS,
    pattern_properties::PASS,
    // Whole branches before the keywords by which they are known as conditions.
    conditions::PASS,
    validation_keywords::PASS,
    boolean_schemas::PASS,
    exclusive_bounds::PASS,
    content::PASS,
    // Enumerations before types: a list of types is split with the values that are of each.
    constants::PASS,
    enum_values::PASS,
    type_arrays::PASS,
    // `nullable` from here on; a component that may be null is nothing but a reference without it.
    null_values::PASS,
    nullables::PASS,
    compositions::PASS,
    // What each schema is, by its one type.
    enum_types::PASS,
    formats::PASS,
    any_of::PASS,
    recursion::PASS,
    titles::PASS,
    // Before the error responses go, which refer to components too.
    unreferenced::PASS,
    // Before the passes that write sentences for rustdoc themselves.
    descriptions::PASS,
    // Before `inline`, which would copy what is not kept.
    error_responses::PASS,
    // Before all that look at operations: they find everything written out.
    inline::PASS,
    operation_ids::PASS,
    path_parameters::PASS,
    parameters::PASS,
    request_bodies::PASS,
    response_schemas::PASS,
    success_responses::PASS,
    constraints::PASS,
    defaults::PASS,
    // Behind the passes that make operation ids and schemas, which name enumerations and hold them; behind `defaults`,
    // which looks at the values.
    enums::PASS,
    // Behind `enums`: what is hoisted there has its name in the properties of a form.
    multipart::PASS,
    // Behind `enums` and `multipart`: what they name is equal by then, and no body is left that is a form.
    inline_types::PASS,
    // Behind everything that adds components.
    rust_names::PASS,
    // Last: whatever is left that OpenAPI 3.0 cannot say.
    residue::PASS,
];

/// Runs every pass.
///
/// # Errors
///
/// A pass found an error. The failure has all errors of all passes, and everything else that was found.
pub fn lower(mut document: Document) -> Result<(Document, Vec<Finding>), Failure> {
    let mut findings = Findings::default();
    for pass in PASSES {
        (pass.run)(&mut document, &mut findings);
    }
    let findings = findings.into_sorted();
    match findings.iter().any(|finding| finding.severity == Severity::Error) {
        true => Err(Failure { findings }),
        false => Ok((document, findings)),
    }
}

/// Makes `components.schemas` where a document has none, for a pass that adds to it.
fn ensure_schemas(document: &mut Document) {
    let object = || serde_json::Value::Object(serde_json::Map::new());
    let root = document.value.as_object_mut();
    let components = root.map(|root| root.entry("components").or_insert_with(object));
    if let Some(components) = components.and_then(serde_json::Value::as_object_mut) {
        components.entry("schemas").or_insert_with(object);
    }
}
