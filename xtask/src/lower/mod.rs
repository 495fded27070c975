//! From OpenAPI 3.1, as vendors write it, to the OpenAPI 3.0 that the generator takes.
//!
//! Each pass handles one construct or one fault, in one file, and says with a finding what it did. What no pass handles
//! is an error of [`residue`], so that nothing is lost in silence. The order of [`PASSES`] matters where it says so.

mod aliases;
mod any_of;
mod boolean_schemas;
mod compositions;
mod conditions;
mod constants;
mod content;
mod deep_references;
mod defaults;
mod definitions;
mod descriptions;
mod edit;
mod enum_types;
mod enum_values;
mod error_responses;
mod examples;
mod exclusive_bounds;
mod findings;
mod formats;
mod identifiers;
mod info;
mod info_version;
mod markdown;
mod null_values;
mod nullables;
mod openapi_version;
mod path_items;
mod pattern_properties;
mod patterns;
mod prefix_items;
mod recursion;
mod reference_objects;
mod reference_siblings;
mod references;
mod residue;
#[cfg(test)]
pub(crate) mod testing;
mod titles;
mod type_arrays;
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
    error_responses::PASS,
    defaults::PASS,
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
