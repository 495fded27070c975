//! `cargo xtask regen --spec FILE --out DIR`: from any document to a crate of its own.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::regen::{self, Stale};
use crate::{foreign, workspace};
use document::finding::{Failure, Severity};
use document::progress::Progress;
use document::report;
use generate::package::{self, Package};

/// What `regen --out` did.
#[derive(Debug)]
pub struct Written {
    folder: String,
    files: usize,
    changed: usize,
    warnings: usize,
    notes: usize,
}

/// Writes the crate for the document `spec`, corrected by `overlay`, into `folder`.
///
/// # Errors
///
/// Anything is wrong with the document or the overlay, the folder has files of somebody else, or it cannot be written.
/// Nothing was changed then.
pub fn write(spec: &Path, overlay: Option<&Path>, folder: &Path, progress: &dyn Progress) -> Result<Written, Failure> {
    let name = folder.to_string_lossy().into_owned();
    let (files, written) = package(spec, overlay, folder, progress)?;
    let changed = regen::stale(&name, &found(folder)?, &files).len();
    if changed > 0 {
        workspace::replace_elsewhere(folder, &files, foreign::KEPT)?;
    }
    Ok(Written { changed, ..written })
}

/// Says which files of `folder` are not what the document says.
///
/// # Errors
///
/// As [`write()`]; nothing is written.
pub fn check(spec: &Path, overlay: Option<&Path>, folder: &Path, progress: &dyn Progress) -> Result<Stale, Failure> {
    let name = folder.to_string_lossy().into_owned();
    let (files, _) = package(spec, overlay, folder, progress)?;
    let remedy = format!(
        "{} says. Run the command again without `--check`.",
        spec.to_string_lossy()
    );
    Ok(Stale {
        files: regen::stale(&name, &found(folder)?, &files),
        remedy,
    })
}

fn package(
    spec: &Path,
    overlay: Option<&Path>,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<(BTreeMap<String, String>, Written), Failure> {
    let name = folder.to_string_lossy().into_owned();
    refuse_foreign(folder, &name)?;
    let (contract, overlay) = workspace::read_elsewhere(spec, overlay)?;
    // The path says something about a machine, the name about the document.
    let cited = spec.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if let Some(overlay) = &overlay {
        lower::refuse_positions(&contract, overlay)?;
    }
    let output = generate::generate(&contract, overlay.as_ref(), &cited, progress)?;
    let files = package::files(Package {
        document: &output.lowered.value,
        source: &cited,
        generated: output.files,
    })
    .map_err(|message| {
        let remedy = "this is a fault of the pipeline: adjust `xtask/crates/generate/src/package/`";
        workspace::refuse(&package::BROKEN_TEMPLATE, "Cargo.toml", message, remedy)
    })?;
    let written = Written {
        folder: name,
        files: files.len(),
        changed: 0,
        warnings: report::count(&output.findings, Severity::Warning),
        notes: report::count(&output.findings, Severity::Note),
    };
    Ok((files, written))
}

/// Before the work, so that nobody waits for a refusal.
fn refuse_foreign(folder: &Path, name: &str) -> Result<(), Failure> {
    match foreign::find(folder) {
        Ok(None) => Ok(()),
        Ok(Some(file)) => {
            let message = format!("{} was not written by this command", file.to_string_lossy());
            let remedy = "name a folder that is absent or empty, or move the file away";
            Err(workspace::refuse(&package::FOREIGN, name, message, remedy))
        }
        Err(error) => {
            let message = format!("cannot read the folder: {}", workspace::plain(&error));
            Err(workspace::refuse(
                &package::FOREIGN,
                name,
                message,
                "make it readable, or name another one",
            ))
        }
    }
}

/// What a former run wrote.
fn found(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    for part in ["Cargo.toml", "README.md"] {
        if let Ok(bytes) = std::fs::read(folder.join(part)) {
            files.insert(part.to_owned(), bytes);
        }
    }
    let sources = workspace::read_folder(folder, "src")?;
    files.extend(sources.into_iter().map(|(path, bytes)| (format!("src/{path}"), bytes)));
    Ok(files)
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            folder,
            files,
            changed,
            warnings,
            notes,
        } = self;
        let state = match changed {
            0 => "up to date".to_owned(),
            changed => format!("{changed} written"),
        };
        write!(
            f,
            "{folder}: {files} files, {state}; {} and {} about the document",
            report::plural(*warnings, "warning"),
            report::plural(*notes, "note")
        )
    }
}
