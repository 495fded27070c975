//! The passes in their order: in phases, each with what holds after it.

use document::Document;
use document::rule::Rule;

use super::findings::Findings;
use super::{left_out, naming, openapi_object, operation, prose, reference, residue, schema};

/// One step of the lowering.
pub(super) struct Pass {
    /// Its name, by which others say that they come after it.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold the order by it"))]
    pub(super) name: &'static str,
    /// What it can find.
    pub(super) rules: &'static [&'static Rule],
    /// Changes the document and says what it did.
    pub(super) run: fn(&mut Document, &mut Findings),
}

/// Passes that belong together.
struct Phase {
    #[cfg_attr(not(test), expect(dead_code, reason = "tests say by it where an order is broken"))]
    name: &'static str,
    /// In their order; what holds behind them is in the tests.
    passes: &'static [Step],
}

/// A pass, with the names of those within and before its phase that it needs behind it.
struct Step {
    pass: Pass,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold the order against it"))]
    after: &'static [&'static str],
}

/// A pass that needs nothing but the phases before its own.
const fn step(pass: Pass) -> Step {
    Step { pass, after: &[] }
}

/// A pass that needs others of its phase behind it.
const fn after(after: &'static [&'static str], pass: Pass) -> Step {
    Step { pass, after }
}

/// All passes, in order.
pub(super) fn passes() -> impl Iterator<Item = &'static Pass> {
    PHASES.iter().flat_map(|phase| phase.passes).map(|step| &step.pass)
}

const PHASES: [Phase; 7] = [
    Phase {
        name: "openapi object",
        passes: &[
            step(openapi_object::openapi_version::PASS),
            step(openapi_object::info_version::PASS),
            step(openapi_object::webhooks::PASS),
            step(openapi_object::info::PASS),
            step(openapi_object::path_items::PASS),
            after(&["path_items"], openapi_object::paths::PASS),
        ],
    },
    // First where each reference leads: the rest moves parts of schemas about, and a reference leads to components only by then.
    Phase {
        name: "references",
        passes: &[
            step(reference::identifiers::PASS),
            after(&["identifiers"], reference::definitions::PASS),
            after(&["definitions"], reference::deep_references::PASS),
            after(&["deep_references"], reference::reference_objects::PASS),
        ],
    },
    Phase {
        name: "schemas",
        passes: &[
            // What `diff` and `inventory` read too, before anything is put in other words that only the generator needs.
            step(schema::normal_form::PASS),
            // Before values are converted and left out, which have names.
            after(&["normal_form"], naming::variant_names::PASS),
            after(&["normal_form"], reference::reference_siblings::PASS),
            // Before what is required moves from one part of a composition to another.
            after(&["reference_siblings"], schema::required_names::PASS),
            step(schema::examples::PASS),
            // Before all that compute with bounds.
            step(schema::wide_bounds::PASS),
            // What is said about elements and properties before `true` and `false`, which mean something beside it.
            step(schema::prefix_items::PASS),
            step(schema::pattern_properties::PASS),
            // Whole branches before the keywords by which they are known as conditions.
            step(schema::conditions::PASS),
            after(&["conditions"], schema::validation_keywords::PASS),
            after(
                &["prefix_items", "pattern_properties", "conditions"],
                schema::boolean_schemas::PASS,
            ),
            step(schema::exclusive_bounds::PASS),
            step(schema::content::PASS),
            // Enumerations before types: a list of types is split with the values that are of each.
            step(schema::constants::PASS),
            after(&["constants"], schema::enum_values::PASS),
            after(&["constants", "enum_values"], schema::type_arrays::PASS),
            // `nullable` from here on; a component that may be null is nothing but a reference without it.
            after(&["type_arrays"], schema::null_values::PASS),
            after(&["type_arrays", "null_values"], schema::nullables::PASS),
            after(&["nullables"], schema::compositions::PASS),
            // What each schema is, by its one type.
            after(&["type_arrays"], schema::enum_types::PASS),
            after(&["type_arrays"], schema::formats::PASS),
            after(&["formats"], schema::secrets::PASS),
            after(&["compositions"], schema::any_of::PASS),
            after(&["compositions", "any_of"], reference::recursion::PASS),
        ],
    },
    Phase {
        name: "components",
        passes: &[
            step(naming::titles::PASS),
            // Before the error responses go, which refer to components too.
            after(&["titles"], reference::unreferenced::PASS),
            // Before all that is named after components.
            after(&["unreferenced"], naming::given_names::PASS),
            // Before the passes that write sentences for rustdoc themselves.
            step(prose::descriptions::PASS),
        ],
    },
    Phase {
        name: "operations",
        passes: &[
            // Before `inline`, which would copy what is not kept.
            step(operation::error_responses::PASS),
            // Before all that look at operations: they find everything written out.
            after(&["error_responses"], operation::inline::PASS),
            after(&["inline"], operation::operation_ids::PASS),
            after(&["inline"], operation::marks::PASS),
            after(&["inline"], operation::path_parameters::PASS),
            after(&["inline", "path_parameters"], operation::parameters::PASS),
            after(&["parameters"], operation::serialization::PASS),
            after(&["inline"], operation::servers::PASS),
            after(&["inline"], operation::request_bodies::PASS),
            after(&["inline"], operation::response_schemas::PASS),
            after(&["inline", "response_schemas"], operation::success_responses::PASS),
        ],
    },
    Phase {
        name: "names",
        passes: &[
            step(schema::constraints::PASS),
            step(schema::defaults::PASS),
            step(schema::example_values::PASS),
            // They are named after the operations and schemas that have them; their values are looked at by `defaults`.
            after(&["defaults"], naming::enums::PASS),
            // What is hoisted has its name in the properties of a form.
            after(&["enums"], operation::multipart::PASS),
            // What is named by these is equal by then, and no body is left that is a form.
            after(&["enums", "multipart"], naming::inline_types::PASS),
            // What is in a list is named after the list.
            after(&["inline_types"], reference::collections::PASS),
            // Behind everything that adds components.
            after(
                &["enums", "multipart", "inline_types", "collections"],
                naming::rust_names::PASS,
            ),
            // Behind everything that names a component.
            after(&["rust_names"], naming::conversions::PASS),
            // Behind everything that compares schemas, or looks for a property by its name.
            after(&["rust_names", "conversions"], naming::property_names::PASS),
            after(&["enums", "rust_names"], naming::value_names::PASS),
            // Behind everything that adds components, and everything that compares them.
            after(&["rust_names", "conversions", "property_names"], schema::presence::PASS),
            // Behind everything that names a type after a parameter.
            after(&["enums", "inline_types"], naming::parameter_names::PASS),
        ],
    },
    Phase {
        name: "closing",
        passes: &[
            step(left_out::PASS),
            // Behind everything that changes what is composed of what: the last look before the generator follows it.
            step(reference::endless::PASS),
            // Whatever is left that OpenAPI 3.0 cannot say.
            after(&["left_out", "endless"], residue::PASS),
        ],
    },
];

#[cfg(test)]
mod tests;
