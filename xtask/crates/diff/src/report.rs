//! From two contracts, and the crates that are generated from them, to a report. Pure: the caller corrects and generates.

use std::collections::BTreeMap;

use document::Document;

use super::model::{Report, Side};
use super::surface::{self, Names};

/// A contract as it is compared.
pub struct Contract {
    /// How the report calls this side.
    pub name: String,
    /// What a reader must know of it, as that its overlay does not apply.
    pub note: Option<String>,
    /// What it says, corrected.
    pub document: Document,
    /// The version of the crate that is generated from it.
    pub version: Option<String>,
}

/// The crate that is generated from a contract.
pub struct Generated {
    /// Path below the folder of generated code → text.
    pub files: BTreeMap<String, String>,
    /// The document as the generator took it.
    pub lowered: Document,
}

/// Compares two contracts as callers see them, on the wire.
#[must_use]
pub fn report(base: &Contract, revision: &Contract) -> Report {
    let side = |contract: &Contract| Side {
        name: contract.name.clone(),
        note: contract.note.clone(),
    };
    Report {
        base: side(base),
        revision: side(revision),
        findings: super::compare(&base.document, &revision.document),
        surface: None,
        surface_missing: None,
        version: base.version.clone(),
    }
}

/// Adds to the report of two contracts what becomes of the crates that are generated from them.
pub fn add_surface(report: &mut Report, base: (&Contract, &Generated), revision: (&Contract, &Generated)) {
    match surface::compare(&base.1.files, &revision.1.files) {
        Ok(mut changes) => {
            let [base, revision] =
                [base, revision].map(|(contract, generated)| Names::new(&contract.document, &generated.lowered));
            surface::attribute(&mut report.findings, &mut changes, &base, &revision);
            report.surface = Some(changes);
        }
        Err(error) => report.surface_missing = Some(format!("the generated code is not Rust: {error}")),
    }
}
