//! From OpenAPI 3.1, as vendors write it, to the OpenAPI 3.0 that the generator takes.
//!
//! Each pass handles one construct or one fault, in one file, and says with a finding what it did. What no pass handles
//! is an error of `residue`, so that nothing is lost in silence. `phases` has their order, and why.

mod direction;
pub mod facts;
mod findings;
mod left_out;
mod naming;
mod openapi_object;
mod operation;
mod overlay;
#[cfg(test)]
mod overlay_tests;
mod phases;
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
use phases::Pass;

/// What the type of a file in a form is called: the generator is told to put another one in its place.
pub use operation::multipart::FILE;
/// The URLs of servers.
pub mod servers {
    pub use crate::operation::servers::{is_absolute, url};
}
/// What operations cannot be called in Rust.
pub use operation::operation_ids::{BUILDER_NAMES, CLIENT_METHODS};
/// The constraint on a telephone number, among those of JSON Schema.
pub use schema::constraints::E164;

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

/// Reads a contract and applies its corrections, an overlay: still OpenAPI 3.1, or 3.0.
///
/// # Errors
///
/// A file cannot be read as a document, or the overlay does not fit the contract: the failure has every action that is at
/// fault.
pub fn correct(contract: &Input, corrections: Option<&Input>, progress: &dyn Progress) -> Result<Document, Failure> {
    match correct_as_far_as_possible(contract, corrections, progress)? {
        (corrected, faults) if faults.is_empty() => Ok(corrected),
        (_, findings) => Err(Failure { findings }),
    }
}

/// The same with the actions that apply, and an error for each other one.
///
/// # Errors
///
/// A file cannot be read as a document, or the overlay is not valid as a whole.
pub fn correct_as_far_as_possible(
    contract: &Input,
    corrections: Option<&Input>,
    progress: &dyn Progress,
) -> Result<(Document, Vec<Finding>), Failure> {
    progress.begin("reading the contract");
    let contract = document::load(&contract.name, &contract.bytes)?;
    progress.begin("applying the overlay");
    let Some(corrections) = corrections else {
        return Ok((contract, Vec::new()));
    };
    let corrections = document::load(&corrections.name, &corrections.bytes)?;
    let overlay::Corrected { document, faults } = overlay::apply(&contract, &corrections)?;
    Ok((document, faults))
}

/// Refuses corrections that are bound by position: names in a list, elements by their index. They are applied all the same,
/// so that a contract of an older commit can be compared; nothing new is generated from them.
///
/// # Errors
///
/// All places at which they are, each with what to write. Or a file cannot be read as a document.
pub fn refuse_positions(contract: &Input, corrections: &Input) -> Result<(), Failure> {
    let contract = || document::load(&contract.name, &contract.bytes);
    overlay::positions::check(&document::load(&corrections.name, &corrections.bytes)?, contract)
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
    for pass in phases::passes() {
        (pass.run)(&mut document, &mut findings);
    }
    let findings = findings.into_sorted();
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(Failure { findings });
    }
    match typed::read(&document) {
        Ok(typed) => Ok(Lowered {
            facts: Facts::collect(&document),
            document,
            typed,
            findings,
        }),
        Err(failure) => Err(failure.after(findings)),
    }
}

/// Every rule of this stage, in the order in which the passes run.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let passes = phases::passes().flat_map(|pass| pass.rules);
    let positions = overlay::positions::RULES.iter();
    overlay::RULES
        .iter()
        .chain(positions)
        .chain(passes)
        .chain(typed::RULES)
        .copied()
}
