//! Small changes to what the generator made: one change, one file, each general to any document.
//!
//! A change that finds nothing to change, where there must be something, is an error: an update of the generator must
//! not disarm it in silence.

mod api_version;
mod arguments;
mod bodies;
mod builders;
mod checks;
mod client;
mod conditional_schema;
mod constraints;
mod counterparts;
mod deprecated;
mod derives;
mod docs;
#[cfg(test)]
mod docs_tests;
mod enums;
mod facts;
mod lints;
mod lists;
pub(super) mod multipart;
mod names;
mod objects;
mod operations;
mod parameters;
mod prelude;
mod secrets;
mod sending;
pub(super) mod syntax;
mod unions;
mod urls;
mod wire_names;

use std::borrow::Cow;

use syn::File;

use lower::facts::Facts;

/// A change found nothing to change.
#[derive(Debug, thiserror::Error)]
#[error("the hardening step `{step}` found no {what}")]
pub(super) struct Unexpected {
    step: &'static str,
    what: Cow<'static, str>,
}

impl Unexpected {
    fn new(step: &'static str, what: impl Into<Cow<'static, str>>) -> Self {
        Self {
            step,
            what: what.into(),
        }
    }
}

/// One change.
struct Step {
    /// Its name, which is that of its module.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold the order by it"))]
    name: &'static str,
    /// The changes that it needs behind it.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests hold the order against it"))]
    after: &'static [&'static str],
    run: fn(&mut File, &Facts) -> Result<(), Unexpected>,
}

const fn step(
    name: &'static str,
    after: &'static [&'static str],
    run: fn(&mut File, &Facts) -> Result<(), Unexpected>,
) -> Step {
    Step { name, after, run }
}

/// The changes, in order.
const STEPS: &[Step] = &[
    step("client", &[], |file, _| client::harden(file)),
    step("api_version", &[], |file, _| api_version::harden(file)),
    step("prelude", &[], |file, _| prelude::harden(file)),
    step("conditional_schema", &[], |file, _| conditional_schema::harden(file)),
    step("lints", &[], |file, _| lints::harden(file)),
    step("operations", &["client"], operations::harden),
    // `operations` makes the statements that are checked.
    step("parameters", &["operations"], parameters::harden),
    step("urls", &["operations"], urls::harden),
    step("arguments", &["operations"], |file, _| arguments::harden(file)),
    step("multipart", &["operations"], |file, facts| {
        multipart::harden(file, &facts.forms)
    }),
    step("bodies", &["operations"], bodies::harden),
    // What the others look for are names on the wire.
    step("wire_names", &["operations", "parameters"], wire_names::harden),
    // Both look for names on the wire.
    step("facts", &["wire_names"], facts::check),
    step("sending", &["wire_names"], sending::harden),
    step("enums", &["wire_names"], enums::harden),
    step("unions", &["enums"], unions::harden),
    // `multipart` leaves types that are never read; objects hold the types of `unions`.
    step("objects", &["multipart", "unions", "wire_names"], objects::harden),
    step("deprecated", &[], deprecated::harden),
    // Behind everything that changes what types hold.
    step("secrets", &["enums", "unions", "objects"], secrets::harden),
    step("derives", &["multipart"], |file, _| derives::harden(file)),
    step("checks", &["objects"], checks::harden),
    // Behind everything that changes fields.
    step("counterparts", &["objects"], counterparts::harden),
    // Setters take whatever converts, and what is set is checked.
    step("builders", &["objects", "checks", "counterparts"], |file, _| {
        builders::harden(file)
    }),
    step("lists", &["objects"], lists::harden),
    // It may call the types otherwise.
    step("names", &["builders", "lists", "counterparts"], |file, _| {
        names::harden(file)
    }),
    // It documents what is there in the end.
    step("docs", &["names"], |file, _| docs::harden(file)),
    // The others look for names on the wire.
    step("objects_end", &["objects", "names", "docs"], |file, _| {
        objects::finish(file)
    }),
];

/// Makes every change, in order.
pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    STEPS.iter().try_for_each(|step| (step.run)(file, facts))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::STEPS;

    #[test]
    fn each_change_is_there_once_and_behind_those_that_it_needs() {
        let mut seen = BTreeSet::new();
        for step in STEPS {
            for name in step.after {
                assert!(seen.contains(name), "`{}` stands before `{name}`", step.name);
            }
            assert!(seen.insert(step.name), "`{}` stands twice", step.name);
        }
    }
}
