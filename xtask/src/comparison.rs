//! Two contracts, corrected and generated, as a report: what `diff` and `vendor` share.

use std::thread;

use diff::model::Report;
use diff::report::{self, Generated};
use document::finding::{Failure, Severity, clean};
use document::progress::{Progress, Silent};
use document::{Document, Input};

/// A contract as it was read.
pub struct Contract {
    /// The document; its name is how the report calls this side.
    pub document: Input,
    /// Its corrections, where it has any.
    pub overlay: Option<Input>,
    /// The version of the crate that is generated from it.
    pub version: Option<String>,
}

/// Compares two contracts, and with `rust` the crates that are generated from them. Both are compared as they are
/// corrected by their overlays; where one overlay does not apply, both as they are published, since a correction on one
/// side alone would look like a change.
///
/// # Errors
///
/// A document cannot be read at all. A contract from which nothing can be generated is no error: the report says so.
pub fn report(base: &Contract, revision: &Contract, rust: bool, progress: &dyn Progress) -> Result<Report, Failure> {
    progress.begin("reading the contracts");
    let (old, new) = sides(base, revision)?;
    progress.begin("comparing the contracts");
    let mut report = report::report(&old, &new);
    if rust && is_same(base, revision) {
        report.surface = Some(Vec::new());
    } else if rust {
        progress.begin("generating the crates of both and comparing them");
        match generate_both(base, revision) {
            Ok((of_base, of_revision)) => {
                report::add_surface(&mut report, (&old, &of_base), (&new, &of_revision));
            }
            Err(reason) => report.surface_missing = Some(reason),
        }
    }
    Ok(report)
}

fn is_same(base: &Contract, revision: &Contract) -> bool {
    let bytes = |input: &Option<Input>| input.as_ref().map(|input| input.bytes.clone());
    base.document.bytes == revision.document.bytes && bytes(&base.overlay) == bytes(&revision.overlay)
}

/// Both sides, corrected or as published.
fn sides(base: &Contract, revision: &Contract) -> Result<(report::Contract, report::Contract), Failure> {
    let correct = |side: &Contract| lower::correct(&side.document, side.overlay.as_ref(), &Silent);
    Ok(match (correct(base), correct(revision)) {
        (Ok(old), Ok(new)) => (side(base, old, None), side(revision, new, None)),
        (old, new) => {
            let note = |failure: Option<Failure>| match failure {
                Some(failure) => format!("as published, because its overlay does not apply: {}", reason(&failure)),
                None => "as published".to_owned(),
            };
            let (of_base, of_revision) = (note(old.err()), note(new.err()));
            (
                side(base, load(base)?, Some(of_base)),
                side(revision, load(revision)?, Some(of_revision)),
            )
        }
    })
}

fn side(contract: &Contract, document: Document, note: Option<String>) -> report::Contract {
    report::Contract {
        name: contract.document.name.clone(),
        note,
        document,
        version: contract.version.clone(),
    }
}

fn load(contract: &Contract) -> Result<Document, Failure> {
    document::load(&contract.document.name, &contract.document.bytes)
}

/// Each takes as long as `regen` does.
fn generate_both(base: &Contract, revision: &Contract) -> Result<(Generated, Generated), String> {
    let (of_base, of_revision) = thread::scope(|scope| {
        let of_base = scope.spawn(|| generate("base", base));
        let of_revision = generate("revision", revision);
        let died = |_| Err("the generator panicked on the base".to_owned());
        (of_base.join().unwrap_or_else(died), of_revision)
    });
    Ok((of_base?, of_revision?))
}

fn generate(which: &str, contract: &Contract) -> Result<Generated, String> {
    // One name for both, because it stands in the files.
    match generate::generate(&contract.document, contract.overlay.as_ref(), "contract", &Silent) {
        Ok(generated) => Ok(Generated {
            files: generated.files,
            lowered: generated.lowered,
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
        return "no reason given".to_owned();
    };
    let more = match errors().count() {
        0 | 1 => String::new(),
        many => format!(" (and {} more)", many - 1),
    };
    let place = clean(&first.location.to_string());
    format!("{} at {place}, {}{more}", first.rule.id, clean(&first.message))
}
