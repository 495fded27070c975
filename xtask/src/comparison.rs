//! Two contracts, corrected and generated, as a report: what `diff` and `vendor` share.

use std::thread;

use diff::model::Report;
use diff::report::{self, Generated};
use document::finding::{Failure, Severity, clean};
use document::progress::{Progress, Silent};
use document::{Document, Input, openapi_version};

/// A contract as it was read.
pub struct Contract {
    /// The document; its name is how the report calls this side.
    pub document: Input,
    /// Its corrections, where it has any.
    pub overlay: Option<Input>,
    /// How it came to them.
    pub origin: Origin,
    /// The version of the crate that is generated from it.
    pub version: Option<String>,
}

/// How a contract came to its overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It stands beside the document.
    Own,
    /// It is that of the other side.
    Lent,
    /// It was named for both.
    Named,
}

impl Contract {
    /// Without its corrections.
    fn published(&self) -> Self {
        Self {
            document: self.document.clone(),
            overlay: None,
            origin: Origin::Own,
            version: self.version.clone(),
        }
    }
}

/// Compares two contracts, and with `rust` the crates that are generated from them. Both are compared as they are
/// corrected by their overlays; where one overlay does not apply, both as they are published, since a correction on one
/// side alone would look like a change. For the same reason a document that has no overlay of its own is corrected by that
/// of the other one, where it applies.
///
/// # Errors
///
/// A document cannot be read at all, or is no OpenAPI 3.0 or 3.1. A contract from which nothing can be generated is no
/// error: the report says so.
pub fn report(base: &Contract, revision: &Contract, rust: bool, progress: &dyn Progress) -> Result<Report, Failure> {
    progress.begin("reading the contracts");
    let (old, new, published) = match sides(base, revision)? {
        Sides::Corrected(old, new) => (old, new, None),
        // An overlay that was only lent does not stand in the way of generating either.
        Sides::Published(old, new) if is_lent(base, revision) => {
            (old, new, Some((base.published(), revision.published())))
        }
        Sides::Published(old, new) => (old, new, None),
    };
    check_versions(&old.document, &new.document)?;
    let (base, revision) = match &published {
        Some((base, revision)) => (base, revision),
        None => (base, revision),
    };
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

/// Whether both are documents that can be compared; what is wrong with either is said.
fn check_versions(base: &Document, revision: &Document) -> Result<(), Failure> {
    match (openapi_version(base), openapi_version(revision)) {
        (Ok(_), Ok(_)) => Ok(()),
        (Err(finding), Ok(_)) | (Ok(_), Err(finding)) => Err(finding.into()),
        (Err(earlier), Err(finding)) => Err(Failure::from(finding).after(vec![earlier])),
    }
}

fn is_same(base: &Contract, revision: &Contract) -> bool {
    let bytes = |input: &Option<Input>| input.as_ref().map(|input| input.bytes.clone());
    base.document.bytes == revision.document.bytes && bytes(&base.overlay) == bytes(&revision.overlay)
}

/// Both sides as they are compared.
enum Sides {
    Corrected(report::Contract, report::Contract),
    Published(report::Contract, report::Contract),
}

fn is_lent(base: &Contract, revision: &Contract) -> bool {
    [base, revision].iter().any(|side| side.origin == Origin::Lent)
}

/// Both sides, corrected or as published.
fn sides(base: &Contract, revision: &Contract) -> Result<Sides, Failure> {
    let correct = |side: &Contract| lower::correct(&side.document, side.overlay.as_ref(), &Silent);
    let is_lent = is_lent(base, revision);
    let (old, new) = (correct(base), correct(revision));
    // Who names an overlay is told that it does not apply, and gets no other report instead.
    let is_named = [base, revision].iter().all(|side| side.origin == Origin::Named);
    let (old, new) = if is_named {
        if old.is_err() || new.is_err() {
            // That it is no contract at all comes first.
            check_versions(&load(base)?, &load(revision)?)?;
        }
        (Ok(old?), Ok(new?))
    } else {
        (old, new)
    };
    Ok(match (old, new) {
        (Ok(old), Ok(new)) => {
            let note = |side: &Contract| {
                let overlay = clean(&side.overlay.as_ref()?.name);
                match side.origin {
                    Origin::Lent => Some(format!(
                        "corrected by {overlay}, as the other side is: it has no overlay of its own"
                    )),
                    Origin::Own if !is_lent => None,
                    Origin::Own | Origin::Named => Some(format!("corrected by {overlay}")),
                }
            };
            Sides::Corrected(side(base, old, note(base)), side(revision, new, note(revision)))
        }
        (old, new) => {
            let note = |side: &Contract, failure: Option<Failure>| match (failure, &side.overlay) {
                (Some(failure), Some(overlay)) if side.origin == Origin::Lent => format!(
                    "as published, because {}, which corrects the other side, does not apply to it: {}",
                    clean(&overlay.name),
                    reason(&failure)
                ),
                (Some(failure), _) => format!("as published, because its overlay does not apply: {}", reason(&failure)),
                (None, _) => "as published".to_owned(),
            };
            let (of_base, of_revision) = (note(base, old.err()), note(revision, new.err()));
            Sides::Published(
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
