//! From OpenAPI 3.1, as vendors write it, to the OpenAPI 3.0 that the generator takes.
//!
//! Each pass handles one construct or one fault, in one file, and says with a finding what it did. What no pass handles
//! is an error of `residue`, so that nothing is lost in silence. The order of the passes matters where it says so.

mod direction;
pub mod facts;
mod findings;
mod left_out;
mod naming;
mod openapi_object;
mod operation;
pub mod overlay;
#[cfg(test)]
mod overlay_tests;
mod prose;
mod reference;
mod residue;
mod resolution;
mod schema;
#[cfg(test)]
pub(crate) mod testing;
mod typed;

use document::finding::{Failure, Finding, Severity};
use document::progress::Progress;
use document::rule::Rule;
use document::{Document, Input};
use openapiv3::OpenAPI;

use facts::Facts;
use findings::Findings;

/// What the type of a file in a form is called: the generator is told to put another one in its place.
pub use operation::multipart::FILE;
/// The constraint on a telephone number, among those of JSON Schema.
pub use schema::constraints::E164;

/// One step of the lowering.
struct Pass {
    /// Its name, for messages about the pipeline itself.
    #[cfg_attr(not(test), expect(dead_code, reason = "only tests name it"))]
    name: &'static str,
    /// What it can find.
    rules: &'static [&'static Rule],
    /// Changes the document and says what it did.
    run: fn(&mut Document, &mut Findings),
}

/// The passes, in order.
const PASSES: &[Pass] = &[
    openapi_object::openapi_version::PASS,
    openapi_object::info_version::PASS,
    openapi_object::webhooks::PASS,
    openapi_object::info::PASS,
    openapi_object::path_items::PASS,
    openapi_object::paths::PASS,
    // First where each reference leads: the rest moves parts of schemas about, and a reference leads to components only
    // by then.
    reference::identifiers::PASS,
    reference::definitions::PASS,
    reference::deep_references::PASS,
    reference::reference_objects::PASS,
    reference::reference_siblings::PASS,
    schema::examples::PASS,
    // What is said about elements and properties before `true` and `false`, which mean something beside it.
    schema::prefix_items::PASS,
    schema::pattern_properties::PASS,
    // Whole branches before the keywords by which they are known as conditions.
    schema::conditions::PASS,
    schema::validation_keywords::PASS,
    schema::boolean_schemas::PASS,
    schema::exclusive_bounds::PASS,
    schema::content::PASS,
    // Enumerations before types: a list of types is split with the values that are of each.
    schema::constants::PASS,
    schema::enum_values::PASS,
    schema::type_arrays::PASS,
    // `nullable` from here on; a component that may be null is nothing but a reference without it.
    schema::null_values::PASS,
    schema::nullables::PASS,
    schema::compositions::PASS,
    // What each schema is, by its one type.
    schema::enum_types::PASS,
    schema::formats::PASS,
    schema::secrets::PASS,
    schema::any_of::PASS,
    reference::recursion::PASS,
    naming::titles::PASS,
    // Before the error responses go, which refer to components too.
    reference::unreferenced::PASS,
    // Before all that is named after components.
    naming::given_names::PASS,
    // Before the passes that write sentences for rustdoc themselves.
    prose::descriptions::PASS,
    // Before `inline`, which would copy what is not kept.
    operation::error_responses::PASS,
    // Before all that look at operations: they find everything written out.
    operation::inline::PASS,
    operation::operation_ids::PASS,
    operation::marks::PASS,
    operation::path_parameters::PASS,
    operation::parameters::PASS,
    operation::request_bodies::PASS,
    operation::response_schemas::PASS,
    operation::success_responses::PASS,
    schema::constraints::PASS,
    schema::defaults::PASS,
    schema::example_values::PASS,
    // Behind the passes that make operation ids and schemas, which name enumerations and hold them; behind `defaults`,
    // which looks at the values.
    naming::enums::PASS,
    // Behind `enums`: what is hoisted there has its name in the properties of a form.
    operation::multipart::PASS,
    // Behind `enums` and `multipart`: what they name is equal by then, and no body is left that is a form.
    naming::inline_types::PASS,
    // Behind `inline_types`, which names what is in a list after the list.
    reference::collections::PASS,
    // Behind everything that adds components.
    naming::rust_names::PASS,
    // Behind everything that names a component, and behind the operations that are written out.
    naming::conversions::PASS,
    // Behind everything that adds components, and everything that compares them.
    schema::presence::PASS,
    left_out::PASS,
    // Behind everything that changes what is composed of what: the last look before the generator follows it.
    reference::endless::PASS,
    // Last: whatever is left that OpenAPI 3.0 cannot say.
    residue::PASS,
];

/// A document as the generator takes it.
pub struct Lowered {
    /// OpenAPI 3.0 as data, with the places where its nodes were written.
    pub document: Document,
    /// The same, typed.
    pub typed: OpenAPI,
    /// What OpenAPI 3.0 has no field for.
    pub facts: Facts,
    /// What was found and dealt with.
    pub findings: Vec<Finding>,
}

/// Reads a contract and applies its corrections, an [`overlay`]: still OpenAPI 3.1, or 3.0.
///
/// # Errors
///
/// A file cannot be read as a document, or the overlay does not fit the contract.
pub fn correct(contract: &Input, corrections: Option<&Input>, progress: &dyn Progress) -> Result<Document, Failure> {
    progress.begin("reading the contract");
    let contract = document::load(&contract.name, &contract.bytes)?;
    progress.begin("applying the overlay");
    match corrections {
        Some(corrections) => overlay::apply(&contract, &document::load(&corrections.name, &corrections.bytes)?),
        None => Ok(contract),
    }
}

/// Runs every pass.
///
/// # Errors
///
/// A pass found an error, or what is left is not OpenAPI 3.0. The failure has all errors of all passes, and everything
/// else that was found.
pub fn lower(mut document: Document, progress: &dyn Progress) -> Result<Lowered, Failure> {
    progress.begin("lowering to OpenAPI 3.0");
    let mut findings = Findings::default();
    for pass in PASSES {
        (pass.run)(&mut document, &mut findings);
    }
    let findings = findings.into_sorted();
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(Failure { findings });
    }
    match typed::read(&document) {
        Ok(typed) => Ok(Lowered {
            facts: Facts::of(&document),
            document,
            typed,
            findings,
        }),
        Err(failure) => Err(failure.after(findings)),
    }
}

/// Every rule of this stage, in the order in which the passes run.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let passes = PASSES.iter().flat_map(|pass| pass.rules);
    overlay::RULES.iter().chain(passes).chain(typed::RULES).copied()
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
