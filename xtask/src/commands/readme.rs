//! `cargo xtask readme`: what the contract says, into the README.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::regen::{Stale, stale};
use crate::readme::operations::Operations;
use crate::readme::section::{self, BEGIN, END};
use crate::usage_error::UsageError;
use crate::workspace::{self, CONTRACT, OVERLAY, README};
use document::Input;
use document::finding::Failure;
use document::progress::Progress;
use document::report::plural;

/// What to run when the README is not what the contract says.
pub const COMMAND: &str = "cargo xtask readme";

/// Why the README cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ReadmeError {
    /// A file cannot be read or written, or the contract or its overlay is at fault.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// There is no place in the README for the table.
    #[error(transparent)]
    UsageError(#[from] UsageError),
}

/// What `readme` did.
#[derive(Debug)]
pub struct Written {
    changed: bool,
    operations: Operations,
}

/// Writes the operations of the contract below `root` into its README.
///
/// # Errors
///
/// Anything is wrong with the contract or the overlay, or the README has no place for them. No file was changed then.
pub fn write(root: &Path, progress: &dyn Progress) -> Result<Written, ReadmeError> {
    let Compared {
        operations,
        found,
        wanted,
    } = compare(root, progress)?;
    let changed = found != wanted.as_bytes();
    if changed {
        workspace::replace_files(root, &[(README, &wanted)])?;
    }
    Ok(Written { changed, operations })
}

/// Says whether the README is what the contract below `root` says.
///
/// # Errors
///
/// As [`write()`].
pub fn check(root: &Path, progress: &dyn Progress) -> Result<Stale, ReadmeError> {
    let Compared { found, wanted, .. } = compare(root, progress)?;
    let found = BTreeMap::from([(README.to_owned(), found)]);
    let wanted = BTreeMap::from([(README.to_owned(), wanted)]);
    let remedy = format!("{CONTRACT} and {OVERLAY} say. Run `{COMMAND}` and commit what it changes.");
    Ok(Stale {
        files: stale("", &found, &wanted),
        remedy,
    })
}

struct Compared {
    operations: Operations,
    found: Vec<u8>,
    wanted: String,
}

fn compare(root: &Path, progress: &dyn Progress) -> Result<Compared, ReadmeError> {
    let contract = workspace::read(root, CONTRACT)?;
    let overlay = workspace::read(root, OVERLAY)?;
    compare_with(root, &contract, Some(&overlay), progress)
}

/// The README with the operations of `contract`, if it is another one.
///
/// # Errors
///
/// As [`write()`].
pub(super) fn changed(
    root: &Path,
    contract: &Input,
    overlay: Option<&Input>,
    progress: &dyn Progress,
) -> Result<Option<String>, ReadmeError> {
    let Compared { found, wanted, .. } = compare_with(root, contract, overlay, progress)?;
    Ok((found != wanted.as_bytes()).then_some(wanted))
}

fn compare_with(
    root: &Path,
    contract: &Input,
    overlay: Option<&Input>,
    progress: &dyn Progress,
) -> Result<Compared, ReadmeError> {
    let readme = workspace::read(root, README)?;
    let corrected = lower::correct(contract, overlay, progress)?;
    let lowered = lower::lower(corrected, progress)?;
    let operations = Operations::collect(&lowered.document);
    let text = String::from_utf8(readme.bytes).map_err(|_| UsageError {
        message: format!("{README} is not UTF-8"),
        help: "save it as UTF-8".to_owned(),
    })?;
    let content = format!("<!-- Written by `{COMMAND}`. -->\n\n{operations}");
    let wanted = section::replace(&text, &content).map_err(|error| UsageError {
        message: format!("{README} has no place for the operations: {error}"),
        help: format!("the table is written between the lines `{BEGIN}` and `{END}`, each of them there once"),
    })?;
    Ok(Compared {
        operations,
        found: text.into_bytes(),
        wanted,
    })
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.changed { "written" } else { "up to date" };
        let (operations, resources) = (self.operations.len(), self.operations.resources());
        let (operations, resources) = (plural(operations, "operation"), plural(resources, "resource"));
        write!(f, "{README} {state}: {operations} of {resources}")
    }
}
