//! `cargo xtask update`: everything that follows from what is published, and what is left for a person to decide.

use std::error::Error;
use std::fmt;
use std::path::Path;

use serde_json::Value;

use super::readme;
use super::vendor::{self, Taken};
use crate::cli;
use crate::git;
use crate::workspace::{self, CONTRACT, GENERATED, OVERLAY, README};
use document::Input;
use document::finding::{Failure, Finding, Severity, clean};
use document::progress::{Progress, Silent};
use document::report::plural;
use intake::Plan;

/// Where Bolna lists the pages of its documentation.
const INDEX: &str = "https://www.bolna.ai/docs/llms.txt";
/// What writes the snapshots that differ.
const SNAPSHOTS: &str = "INSTA_UPDATE=always cargo test -p bolna-tests";

/// What `update` did, and what is left.
#[derive(Debug)]
pub struct Updated {
    plan: Plan,
    diff: Option<String>,
    /// The files and folders that differ.
    files: Vec<&'static str>,
    written: bool,
    dry_run: bool,
    left: Vec<Left>,
}

/// One thing for a person to decide.
#[derive(Debug, PartialEq, Eq)]
struct Left {
    what: String,
    /// The command to run, or what to write.
    next: String,
}

impl Left {
    fn new(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            next: next.into(),
        }
    }

    fn finding(finding: &Finding) -> Self {
        let Finding {
            rule,
            location,
            message,
            remedy,
            ..
        } = finding;
        let place = clean(&location.to_string());
        let what = format!("{place}: {}[{}]: {}", finding.severity, rule.id, clean(message));
        if finding.is_error() {
            return Self::new(what, clean(remedy));
        }
        // An element has no name that an action could be bound to.
        let tokens = finding.pointer.tokens();
        let is_element = |token: &String| token.chars().all(|one| one.is_ascii_digit());
        let target = if tokens.iter().any(|token| is_element(token) && !is_status(token)) {
            String::new()
        } else {
            format!(" with `target: {}`", Value::from(clean(&normalized_path(tokens))))
        };
        let next = format!(
            "look at it; done was: {}. For something else, write an action{target} and its reason into {OVERLAY}",
            clean(remedy)
        );
        Self::new(what, next)
    }
}

/// Whether this is the name of a response, and not the index of an element.
fn is_status(token: &str) -> bool {
    token.len() == 3 && token.starts_with(['1', '2', '3', '4', '5'])
}

/// The path to a node, as RFC 9535 section 2.7 writes it.
fn normalized_path(tokens: &[String]) -> String {
    let escaped = |token: &String| token.replace('\\', "\\\\").replace('\'', "\\'");
    let steps = tokens.iter().map(|token| format!("['{}']", escaped(token)));
    std::iter::once("$".to_owned()).chain(steps).collect()
}

/// Takes what is published into the contract below `root`, generates the client and writes the README: all at the end, or
/// nothing.
///
/// # Errors
///
/// A source cannot be had or is not what it should be, or a file of the checkout cannot be read or written. No file was
/// changed then.
pub fn run(root: &Path, options: &cli::Update, progress: &dyn Progress) -> Result<Updated, Box<dyn Error>> {
    let index = [INDEX.to_owned()];
    let sources = if options.sources.is_empty() {
        index.as_slice()
    } else {
        options.sources.as_slice()
    };
    let taken = vendor::take(root, sources, options.timeout, progress)?;
    let (contract, overlay) = (taken.contract(), taken.overlay.as_ref());
    let generated = generate::generate(&contract, overlay, CONTRACT, progress);
    // Nothing new is generated from names and corrections that are bound by position.
    let bound = overlay.map_or(Ok(()), |overlay| lower::refuse_positions(&contract, overlay));
    let mut refused = bound.as_ref().err().map(errors).unwrap_or_default();
    refused.extend(generated.as_ref().err().map(errors).unwrap_or_default());
    let generated = generated.ok().filter(|_| refused.is_empty());
    let warnings = match (&generated, &taken.before.contract) {
        (Some(generated), Some(old)) if taken.plan.changes.anything => new_warnings(&generated.findings, old, overlay),
        _ => Vec::new(),
    };
    let generated = generated.map(|generated| generated.files);
    let stale_folder = match &generated {
        Some(files) => !super::regen::stale(GENERATED, &workspace::read_folder(root, GENERATED)?, files).is_empty(),
        None => false,
    };
    let readme = match &generated {
        Some(_) => readme::changed(root, &contract, overlay, progress)?,
        None => None,
    };
    let diff = match &taken.before.contract {
        Some(old) if taken.plan.changes.anything => {
            Some(vendor::diff(root, old.clone(), &taken, options.verbose, progress)?)
        }
        _ => None,
    };

    let mut texts = taken.changed();
    texts.extend(readme.as_deref().map(|readme| (README, readme)));
    let mut files: Vec<&'static str> = texts.iter().map(|(name, _)| *name).collect();
    files.extend(stale_folder.then_some(GENERATED));
    let is_sound = refused.is_empty() && taken.plan.faults.is_empty();
    let written = !options.dry_run && !files.is_empty() && (is_sound || options.keep_going);
    if written {
        match generated.filter(|_| stale_folder) {
            Some(below) => workspace::replace_files_and_folder(root, &texts, GENERATED, &below)?,
            None => workspace::replace_files(root, &texts)?,
        }
    }
    // A page that was named alone says nothing about the others.
    let complete = options.complete || sources.iter().any(|source| source.ends_with("/llms.txt"));
    let mut left = undecided(&taken, &refused, complete);
    left.extend(warnings.iter().map(Left::finding));
    // What is not written yet cannot be reviewed.
    let reviewable = if written || options.dry_run {
        files.as_slice()
    } else {
        &[]
    };
    left.extend(uncommitted(root, reviewable));
    let plan = taken.plan;
    Ok(Updated {
        plan,
        diff,
        files,
        written,
        dry_run: options.dry_run,
        left,
    })
}

fn errors(failure: &Failure) -> Vec<Finding> {
    let errors = failure.findings.iter().filter(|finding| finding.is_error());
    errors.cloned().collect()
}

/// The warnings about the contract that it did not have before, as it was: a name without its value, for one.
fn new_warnings(findings: &[Finding], old: &Input, overlay: Option<&Input>) -> Vec<Finding> {
    let known = generate::find(old, overlay, &Silent);
    let is_known =
        |finding: &&Finding| (known.iter()).any(|old| (old.rule, &old.pointer) == (finding.rule, &finding.pointer));
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning);
    warnings.filter(|finding| !is_known(finding)).cloned().collect()
}

/// What keeps the update from being whole.
fn undecided(taken: &Taken, refused: &[Finding], complete: bool) -> Vec<Left> {
    let findings = taken.plan.faults.iter().chain(refused);
    let mut left: Vec<Left> = findings.map(Left::finding).collect();
    let without = (taken.plan.without_page.iter()).filter(|without| complete && vendor::was_published(without));
    left.extend(without.map(|without| {
        let (what, next) = vendor::removed(without);
        Left::new(what, next)
    }));
    left
}

/// What is to be reviewed and committed once the files are written, those of this run and of one before it.
fn uncommitted(root: &Path, files: &[&str]) -> Vec<Left> {
    let is_changed = |paths: &[&str]| git::is_changed(root, paths);
    let pending = !files.is_empty() || is_changed(&["openapi", GENERATED, README]).unwrap_or_default();
    if !pending {
        return Vec::new();
    }
    let review = match is_changed(&["tests/snapshots"]) {
        Some(true) => Left::new(
            "snapshots were written and are not committed",
            "review `git diff tests/snapshots`: each is the contract, a public item, or a request that changes",
        ),
        _ => Left::new(
            "the snapshots that change are not written yet",
            format!("`{SNAPSHOTS}`, then review `git diff tests/snapshots`"),
        ),
    };
    let version = Left::new(
        "which version the change needs is to be decided, and what breaks to be accepted",
        "`cargo xtask diff --fail-on breaking`; what is to go through all the same goes into `openapi/accepted.toml`; commit \
         with its entry for the changelog",
    );
    vec![review, version]
}

impl Updated {
    /// Whether anything is left to decide.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.left.is_empty()
    }
}

impl fmt::Display for Updated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.plan.changes)?;
        self.plan.notes.iter().try_for_each(|note| writeln!(f, "{note}"))?;
        if let Some(diff) = &self.diff {
            writeln!(f, "\n{diff}")?;
        }
        let files = self.files.join(", ");
        match (self.files.is_empty(), self.written, self.dry_run) {
            (true, ..) => writeln!(f, "\nno file changed")?,
            (_, true, _) => writeln!(f, "\nwrote {files}")?,
            (_, _, true) => writeln!(f, "\nwould write {files}; nothing was written")?,
            _ => writeln!(
                f,
                "\nnothing was written, of {files}: decide what is named first below, or `--keep-going` writes what there is"
            )?,
        }
        if self.left.is_empty() {
            return write!(f, "nothing is left to decide");
        }
        write!(f, "\nleft to decide: {}", plural(self.left.len(), "thing"))?;
        for (number, Left { what, next }) in self.left.iter().enumerate() {
            write!(f, "\n{:>3}. {what}\n     next: {next}", number + 1)?;
        }
        let again = "run the command again after each: it says what is left then";
        write!(f, "\n{again} ({OVERLAY} has the corrections)")
    }
}
