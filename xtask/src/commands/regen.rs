//! `cargo xtask regen`: from the contract to the generated client.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use document::finding::{Failure, Finding, Severity};
use document::progress::Progress;
use generate::Generated;
use similar::TextDiff;

use crate::workspace::{self, CONTRACT, GENERATED, OVERLAY};

/// What to run when the generated client is not what the contract says.
pub const COMMAND: &str = "cargo xtask regen";

/// How many lines of a file's diff are shown.
const DIFF_LINES: usize = 80;

/// What `regen` did.
#[derive(Debug)]
pub struct Written {
    /// The files that were written anew or removed; none when the client was what the contract says.
    pub changed: Vec<String>,
    /// How many files there are.
    pub files: usize,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

/// Writes what is generated from the contract below `root`.
///
/// # Errors
///
/// Anything is wrong with the contract or the overlay, or the folder cannot be written. No file was changed then.
pub fn write(root: &Path, progress: &dyn Progress) -> Result<Written, Failure> {
    let (output, stale) = compare(root, progress)?;
    if !stale.is_empty() {
        workspace::replace_folder(root, GENERATED, &output.files)?;
    }
    let changed = stale.into_iter().map(|file| file.name).collect();
    Ok(Written {
        changed,
        files: output.files.len(),
        findings: output.findings,
    })
}

/// Says which files are not what the contract below `root` says.
///
/// # Errors
///
/// Anything is wrong with the contract or the overlay.
pub fn check(root: &Path, progress: &dyn Progress) -> Result<Stale, Failure> {
    let (_, files) = compare(root, progress)?;
    let remedy = format!("{CONTRACT} and {OVERLAY} say. Run `{COMMAND}` and commit what it changes.");
    Ok(Stale { files, remedy })
}

fn compare(root: &Path, progress: &dyn Progress) -> Result<(Generated, Vec<StaleFile>), Failure> {
    let contract = workspace::read(root, CONTRACT)?;
    let overlay = workspace::read(root, OVERLAY)?;
    lower::refuse_positions(&contract, &overlay)?;
    let output = generate::generate(&contract, Some(&overlay), CONTRACT, progress)?;
    let found = workspace::read_folder(root, GENERATED)?;
    let stale = stale(GENERATED, &found, &output.files);
    Ok((output, stale))
}

/// The files of `folder`, which is empty for the root, that are not what is wanted.
pub(super) fn stale(
    folder: &str,
    found: &BTreeMap<String, Vec<u8>>,
    wanted: &BTreeMap<String, String>,
) -> Vec<StaleFile> {
    let paths: BTreeSet<&String> = found.keys().chain(wanted.keys()).collect();
    paths
        .into_iter()
        .filter(|path| found.get(*path).map(Vec::as_slice) != wanted.get(*path).map(String::as_bytes))
        .map(|path| {
            let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
            StaleFile {
                name: match folder {
                    "" => path.clone(),
                    folder => format!("{folder}/{path}"),
                },
                found: found.get(path).map(text),
                wanted: wanted.get(path).cloned(),
            }
        })
        .collect()
}

/// The generated files that are not what the contract says.
#[derive(Debug)]
pub struct Stale {
    /// By path.
    pub files: Vec<StaleFile>,
    /// Whose word they are not, and what to do.
    pub(super) remedy: String,
}

/// A generated file that is not what the contract says.
#[derive(Debug)]
pub struct StaleFile {
    pub(super) name: String,
    found: Option<String>,
    wanted: Option<String>,
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for StaleFile { name, found, wanted } in &self.files {
            let (is, old, new) = match (found, wanted) {
                (Some(_), None) => ("should not be there", name.as_str(), "/dev/null"),
                (None, Some(_)) => ("is missing", "/dev/null", name.as_str()),
                _ => ("is stale", name.as_str(), name.as_str()),
            };
            writeln!(f, "{name} {is}")?;
            let (found, wanted) = (
                found.as_deref().unwrap_or_default(),
                wanted.as_deref().unwrap_or_default(),
            );
            let diff = TextDiff::from_lines(found, wanted);
            let unified = diff.unified_diff().header(old, new).to_string();
            unified
                .lines()
                .take(DIFF_LINES)
                .try_for_each(|line| writeln!(f, "{line}"))?;
            match unified.lines().count().saturating_sub(DIFF_LINES) {
                0 => writeln!(f)?,
                more => writeln!(f, "… and {more} more lines\n")?,
            }
        }
        let files = match self.files.len() {
            1 => "1 file is".to_owned(),
            many => format!("{many} files are"),
        };
        write!(f, "{files} not what {}", self.remedy)
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.changed.iter().try_for_each(|name| writeln!(f, "wrote {name}"))?;
        let warnings = self
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Warning)
            .count();
        let notes = self.findings.len() - warnings;
        let state = if self.changed.is_empty() {
            "up to date"
        } else {
            "written"
        };
        write!(
            f,
            "{GENERATED}: {} files {state}; {warnings} warnings and {notes} notes about the contract",
            self.files
        )
    }
}
