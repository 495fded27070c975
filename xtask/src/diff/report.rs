//! From two contracts to a report: the stages of a comparison in their order, nothing touched on the way.

use std::collections::BTreeMap;
use std::thread;

use super::model::{Report, Side, SurfaceChange};
use super::surface::{self, Names};
use crate::document::{self, Document};
use crate::finding::{Failure, Severity, clean};
use crate::pipeline::{self, Input};

/// A contract as it was read.
pub struct Contract {
    /// The document; its name is how the report calls this side.
    pub document: Input,
    /// Its corrections, where it has any.
    pub overlay: Option<Input>,
    /// The version of the crate that is generated from it.
    pub version: Option<String>,
}

/// A step, for those who watch.
pub type Watch<'a> = &'a dyn Fn(&'static str);

/// Compares two contracts. Both are compared as they are corrected by their overlays; where one overlay does not apply,
/// both as they are published, since a correction on one side alone would look like a change.
///
/// # Errors
///
/// A document cannot be read at all. A contract from which nothing can be generated is no error: the report says so.
pub fn report(base: &Contract, revision: &Contract, rust: bool, watch: Watch<'_>) -> Result<Report, Failure> {
    watch("reading the contracts");
    let published = (load(base)?, load(revision)?);
    let corrected = [base, revision].map(|side| pipeline::correct(&side.document, side.overlay.as_ref(), &|_| {}));
    let [old, new] = corrected;
    let (old, new, notes) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new, [None, None]),
        (old, new) => {
            let notes = [old.err(), new.err()].map(|failure| failure.map(|failure| reason(&failure)));
            let note = |own: &Option<String>| match own {
                Some(reason) => format!("as published, because its overlay does not apply: {reason}"),
                None => "as published".to_owned(),
            };
            let notes = notes.map(|own| Some(note(&own)));
            (published.0, published.1, notes)
        }
    };
    watch("comparing the contracts");
    let [of_base, of_revision] = notes;
    let mut report = Report {
        base: side(base, of_base),
        revision: side(revision, of_revision),
        findings: super::compare(&old, &new),
        surface: None,
        surface_missing: None,
        version: base.version.clone(),
    };
    if rust {
        watch("generating the crates of both and comparing them");
        match surfaces(base, revision, (&old, &new), &mut report) {
            Ok(changes) => report.surface = Some(changes),
            Err(reason) => report.surface_missing = Some(reason),
        }
    }
    Ok(report)
}

fn side(contract: &Contract, note: Option<String>) -> Side {
    Side {
        name: contract.document.name.clone(),
        note,
    }
}

fn load(contract: &Contract) -> Result<Document, Failure> {
    document::load(&contract.document.name, &contract.document.bytes)
}

/// What the pipeline makes of one side.
struct Generated {
    files: BTreeMap<String, String>,
    lowered: Document,
}

fn surfaces(
    base: &Contract,
    revision: &Contract,
    (old, new): (&Document, &Document),
    report: &mut Report,
) -> Result<Vec<SurfaceChange>, String> {
    let bytes = |contract: &Contract| {
        (
            contract.document.bytes.clone(),
            contract.overlay.as_ref().map(|overlay| overlay.bytes.clone()),
        )
    };
    if bytes(base) == bytes(revision) {
        return Ok(Vec::new());
    }
    // Each takes as long as `regen` does.
    let (of_base, of_revision) = thread::scope(|scope| {
        let of_base = scope.spawn(|| generate("base", base));
        let of_revision = generate("revision", revision);
        let died = |_| Err("the generator ended without a word on the base".to_owned());
        (of_base.join().unwrap_or_else(died), of_revision)
    });
    let (of_base, of_revision) = (of_base?, of_revision?);
    let mut changes = surface::compare(&of_base.files, &of_revision.files)
        .map_err(|error| format!("the generated code is not Rust: {error}"))?;
    let names = (Names::new(old, &of_base.lowered), Names::new(new, &of_revision.lowered));
    surface::attribute(&mut report.findings, &mut changes, &names.0, &names.1);
    Ok(changes)
}

fn generate(which: &str, contract: &Contract) -> Result<Generated, String> {
    // One name for both, because it stands in the files.
    match pipeline::run_as("contract", &contract.document, contract.overlay.as_ref(), &|_| {}) {
        Ok(output) => Ok(Generated {
            files: output.files,
            lowered: output.lowered,
        }),
        Err(failure) => Err(format!(
            "nothing can be generated from the {which}: {}",
            reason(&failure)
        )),
    }
}

/// The first error, on one line.
fn reason(failure: &Failure) -> String {
    let errors = || {
        failure
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
    };
    let Some(first) = errors().next() else {
        return "for no reason that it told".to_owned();
    };
    let more = match errors().count() {
        0 | 1 => String::new(),
        many => format!(" (and {} more)", many - 1),
    };
    let place = clean(&first.location.to_string());
    format!("{} at {place}, {}{more}", first.code.id, clean(&first.message))
}
