//! `cargo xtask vendor`: from what is published to the contract.

use std::fmt;
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::cli;
use crate::comparison::{self, Contract};
use crate::http::Client;
use crate::workspace::{self, CONTRACT, OVERLAY, PROVENANCE};
use diff::gate::Gate;
use diff::render::{Format, Shown};
use diff::verdict::Verdict;
use document::Input;
use document::finding::{Failure, Finding};
use document::progress::Progress;
use document::report::plural;
use intake::fetch::Fetch;
use intake::gather::{self, Rim};
use intake::provenance::Origin;
use intake::{Before, Plan, WithoutPage};

/// What `vendor` did, or would do.
#[derive(Debug)]
pub struct Vendored {
    plan: Plan,
    /// Why the client could not be generated from what was taken.
    refused: Vec<Finding>,
    /// The files that differ.
    files: Vec<&'static str>,
    dry_run: bool,
    keep_going: bool,
    /// Whether each operation was to have a page.
    complete: bool,
    /// What that means for callers and dependents; absent when there was no contract before, or when it says the same.
    diff: Option<String>,
}

/// What was fetched, and what it makes of the contract: nothing is written yet.
pub(super) struct Taken {
    pub(super) before: Before,
    pub(super) plan: Plan,
    /// The corrections, where there are any.
    pub(super) overlay: Option<Input>,
}

impl Taken {
    /// The contract as it shall be.
    pub(super) fn contract(&self) -> Input {
        Input {
            name: CONTRACT.to_owned(),
            bytes: self.plan.contract.clone().into_bytes(),
        }
    }

    /// The files that shall be others, with their text.
    pub(super) fn changed(&self) -> Vec<(&'static str, &str)> {
        let files = [
            (CONTRACT, self.plan.contract.as_str(), self.before.contract.as_ref()),
            (
                PROVENANCE,
                self.plan.provenance.as_str(),
                self.before.provenance.as_ref(),
            ),
        ];
        (files.into_iter())
            .filter(|(_, text, old)| old.map(|old| old.bytes.as_slice()) != Some(text.as_bytes()))
            .map(|(name, text, _)| (name, text))
            .collect()
    }
}

/// Takes `sources` into the contract below `root`, in memory. `progress` hears how many of how many URLs are fetched.
///
/// # Errors
///
/// A source cannot be had or is not what it should be, or a file of the checkout cannot be read.
pub(super) fn take(
    root: &Path,
    sources: &[String],
    timeout: Duration,
    progress: &dyn Progress,
) -> Result<Taken, Failure> {
    let client = Client::new(timeout);
    let rim = Rim {
        read: &|path| workspace::read_given(Path::new(""), path),
        input: &mut io::stdin().lock(),
        fetch: &client as &dyn Fetch,
        progress,
    };
    progress.begin("fetching");
    let gathered = gather::gather(sources, rim)?;
    let before = Before {
        contract: workspace::read_if_there(root, CONTRACT)?,
        provenance: workspace::read_if_there(root, PROVENANCE)?,
    };
    let plan = intake::plan(&before, &gathered, &super::today().to_string())?;
    let overlay = workspace::read_if_there(root, OVERLAY)?;
    Ok(Taken { before, plan, overlay })
}

/// Takes the sources of `options` into the contract below `root`. `progress` hears what is done.
///
/// # Errors
///
/// A source cannot be had or is not what it should be, or the files cannot be written. No file was changed then.
pub fn run(root: &Path, options: &cli::Vendor, progress: &dyn Progress) -> Result<Vendored, Failure> {
    let taken = take(root, &options.sources, options.timeout, progress)?;
    let is_other = taken.plan.changes.anything;
    let refused = if is_other {
        let findings = generate::find(&taken.contract(), taken.overlay.as_ref(), progress);
        findings.into_iter().filter(Finding::is_error).collect()
    } else {
        Vec::new()
    };
    let diff = match &taken.before.contract {
        Some(old) if is_other => Some(diff(root, old.clone(), &taken, options.verbose, progress)?),
        _ => None,
    };
    let changed = taken.changed();
    let files = changed.iter().map(|(name, _)| *name).collect();
    let vendored = Vendored {
        files,
        refused,
        dry_run: options.dry_run,
        keep_going: options.keep_going,
        complete: options.complete,
        diff,
        plan: taken.plan.clone(),
    };
    if vendored.writes() {
        workspace::replace_files(root, &changed)?;
    }
    Ok(vendored)
}

impl Vendored {
    fn writes(&self) -> bool {
        !self.dry_run && self.would_write()
    }

    /// Whether a run that is not dry writes.
    fn would_write(&self) -> bool {
        let is_sound = self.refused.is_empty() && self.plan.faults.is_empty();
        is_sound || self.keep_going
    }

    /// Whether a person has something to decide first.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let is_incomplete = self.complete && self.plan.without_page.iter().any(was_published);
        !self.refused.is_empty() || !self.plan.faults.is_empty() || is_incomplete
    }
}

/// Whether the operation had a page once, so that the vendor removed it.
pub(super) fn was_published(without: &WithoutPage) -> bool {
    without.origin != Some(Origin::Transcribed)
}

/// That an operation has no page any more, and what to do.
pub(super) fn removed(without: &WithoutPage) -> (String, String) {
    let WithoutPage { operation, source, .. } = without;
    (
        format!("{operation} has no page any more; it came from {source}"),
        format!(
            "if it is gone, delete it from {CONTRACT} and run `cargo xtask transcribe SOURCE`; if it lives on, name its page \
             to `cargo xtask vendor`"
        ),
    )
}

/// What the contract says now, against what it said.
pub(super) fn diff(
    root: &Path,
    old: Input,
    taken: &Taken,
    verbose: bool,
    progress: &dyn Progress,
) -> Result<String, Failure> {
    let side = |name: &str, bytes: Vec<u8>| -> Result<Contract, Failure> {
        let name = name.to_owned();
        Ok(Contract {
            document: Input { name, bytes },
            overlay: taken.overlay.clone(),
            origin: comparison::Origin::Own,
            version: super::diff::version_of(root)?,
        })
    };
    let base = side(&format!("before:{CONTRACT}"), old.bytes)?;
    let revision = side(CONTRACT, taken.contract().bytes)?;
    let report = comparison::report(&base, &revision, true, progress)?;
    Ok(Format::Text.render(Shown {
        report: &report,
        verdict: &Verdict::from_report(&report),
        gate: &Gate::default(),
        is_verbose: verbose,
    }))
}

impl fmt::Display for Vendored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.plan.changes)?;
        self.plan.notes.iter().try_for_each(|note| writeln!(f, "{note}"))?;
        if let Some(diff) = &self.diff {
            writeln!(f, "\n{diff}\n")?;
        }
        if self.complete {
            let (published, transcribed): (Vec<_>, Vec<_>) =
                self.plan.without_page.iter().partition(|w| was_published(w));
            published.into_iter().try_for_each(|without| {
                let (what, next) = removed(without);
                writeln!(f, "{what}\n help: {next}")
            })?;
            if !transcribed.is_empty() {
                let names: Vec<String> = transcribed
                    .iter()
                    .map(|without| without.operation.to_string())
                    .collect();
                writeln!(
                    f,
                    "{} transcribed, and without a page in these sources: {}",
                    plural(transcribed.len(), "operation"),
                    names.join(", ")
                )?;
            }
        }
        for finding in self.plan.faults.iter().chain(&self.refused) {
            writeln!(f, "{finding}")?;
        }
        let files = self.files.join(" and ");
        match self.files.as_slice() {
            [] => write!(f, "no file changed"),
            _ if self.dry_run && !self.would_write() => write!(
                f,
                "nothing would be written, because of what is named above; `--keep-going` writes {files} all the same"
            ),
            _ if self.dry_run => write!(f, "would write {files}; nothing was written"),
            _ if !self.writes() => write!(
                f,
                "nothing was written, because of what is named above; `--keep-going` writes {files} all the same"
            ),
            changed if changed.contains(&CONTRACT) => write!(f, "wrote {files}; now run `{}`", super::regen::COMMAND),
            _ => write!(f, "wrote {files}"),
        }
    }
}
