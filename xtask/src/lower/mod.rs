//! From OpenAPI 3.1, as vendors write it, to the OpenAPI 3.0 that the generator takes.
//!
//! Each pass handles one construct or one fault, in one file, and says with a finding what it did. What no pass handles
//! is an error of [`residue`], so that nothing is lost in silence. The order of [`PASSES`] matters where it says so.

mod defaults;
mod endless;
mod error_responses;
mod findings;
mod info_version;
mod openapi_version;
mod residue;
mod resolution;
#[cfg(test)]
pub(crate) mod testing;
pub mod typed;

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
    error_responses::PASS,
    defaults::PASS,
    endless::PASS,
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
