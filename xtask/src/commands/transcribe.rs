//! `cargo xtask transcribe`: what a person wrote into the contract, into the provenance.

use std::fmt;
use std::path::Path;

use crate::workspace::{self, CONTRACT, PROVENANCE};
use document::finding::Failure;
use document::report::plural;
use intake::Operation;
use intake::transcribe::{self, Transcription};

/// What was written down.
#[derive(Debug)]
pub struct Transcribed {
    operations: Vec<Operation>,
    changed: bool,
}

/// Writes down, for each operation of the contract below `root` that is new or was changed, that it was written from
/// `source` on the day `today`.
///
/// # Errors
///
/// A file cannot be read or written, or an operation that is word for word as published was changed.
pub fn run(root: &Path, source: &str, today: &str) -> Result<Transcribed, Failure> {
    let contract = workspace::read(root, CONTRACT)?;
    let provenance = workspace::read_if_there(root, PROVENANCE)?;
    let Transcription { text, operations } = transcribe::transcribe(&contract, provenance.as_ref(), source, today)?;
    let changed = provenance.is_none_or(|provenance| provenance.bytes != text.as_bytes());
    if changed {
        workspace::replace_files(root, &[(PROVENANCE, &text)])?;
    }
    Ok(Transcribed { operations, changed })
}

impl fmt::Display for Transcribed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for operation in &self.operations {
            writeln!(f, "transcribed {operation}")?;
        }
        match (self.operations.len(), self.changed) {
            (_, false) => write!(f, "no file changed"),
            (count, true) => write!(f, "wrote {PROVENANCE}: {}", plural(count, "operation")),
        }
    }
}
