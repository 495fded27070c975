//! Small changes to what the generator made: one change, one file, each general to any document.
//!
//! A change that finds nothing to change, where there must be something, is an error: an update of the generator must
//! not disarm it in silence.

mod api_version;
mod arguments;
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
mod lints;
mod lists;

pub(super) mod multipart;
mod names;
mod objects;
mod operations;
mod parameters;
mod prelude;

mod secrets;
pub(super) mod syntax;
mod unions;

use syn::File;

use lower::facts::Facts;

/// A change found nothing to change.
#[derive(Debug, thiserror::Error)]
#[error("the hardening step `{step}` found no {what}")]
pub(super) struct Unexpected {
    step: &'static str,
    what: &'static str,
}

/// One change.
type Step = fn(&mut File) -> Result<(), Unexpected>;

/// The changes that need nothing but the code, in order.
const STEPS: &[Step] = &[
    client::harden,
    api_version::harden,
    prelude::harden,
    conditional_schema::harden,
    lints::harden,
];

/// Makes every change, in order.
pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    STEPS.iter().try_for_each(|step| step(file))?;
    operations::harden(file, facts)?;
    // Behind `operations`, which makes the statements that are checked.
    parameters::harden(file, facts)?;
    arguments::harden(file)?;
    multipart::harden(file, &facts.forms)?;
    enums::harden(file, facts)?;
    unions::harden(file, facts)?;
    // Behind `multipart`, which leaves types that are never read; behind `unions`, whose types objects hold.
    objects::harden(file, facts)?;
    deprecated::harden(file, facts)?;
    // Behind everything that changes what types hold.
    secrets::harden(file, facts)?;
    derives::harden(file)?;
    checks::harden(file, facts)?;
    // Behind everything that changes fields; before `builders`, whose setters take whatever converts.
    counterparts::harden(file, facts)?;
    // Behind everything that changes fields, and what is checked.
    builders::harden(file)?;
    // Behind everything that changes fields; before `names`, which may call the types otherwise.
    lists::harden(file, facts)?;
    names::harden(file)?;
    // It documents what is there in the end.
    docs::harden(file)?;
    // Last: the steps before look for names on the wire.
    objects::finish(file)
}
