//! Small changes to what the generator made: one change, one file, each general to any document.
//!
//! A change that finds nothing to change, where there must be something, is an error: an update of the generator must
//! not disarm it in silence.

mod api_version;
mod client;
mod conditional_schema;
mod docs;
#[cfg(test)]
mod docs_tests;
mod lints;
pub(super) mod multipart;
mod prelude;
pub(super) mod syntax;

use syn::File;

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

/// Makes every change. `forms` are the operations whose body is a multipart form.
pub(super) fn harden(file: &mut File, forms: &[multipart::Form]) -> Result<(), Unexpected> {
    STEPS.iter().try_for_each(|step| step(file))?;
    multipart::harden(file, forms)?;
    // Last: it documents what is there in the end.
    docs::harden(file)
}
