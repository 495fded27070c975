//! `cargo xtask transcribe`: what a person wrote into the contract, into the provenance.

use std::fmt;
use std::path::Path;

use crate::workspace::{self, CONTRACT, PROVENANCE};
use document::finding::Failure;
use document::report::plural;
use intake::OperationKey;
use intake::transcribe::{self, Transcription};

/// What was written down.
#[derive(Debug)]
pub struct Transcribed {
    operations: Vec<OperationKey>,
    /// Those that the contract does not have any more.
    removed: Vec<OperationKey>,
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
    let Transcription {
        text,
        operations,
        removed,
    } = transcribe::transcribe(&contract, provenance.as_ref(), source, today)?;
    let changed = provenance.is_none_or(|provenance| provenance.bytes != text.as_bytes());
    if changed {
        workspace::replace_files(root, &[(PROVENANCE, &text)])?;
    }
    Ok(Transcribed {
        operations,
        removed,
        changed,
    })
}

impl fmt::Display for Transcribed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for operation in &self.operations {
            writeln!(f, "transcribed {operation}")?;
        }
        for operation in &self.removed {
            writeln!(f, "removed {operation}, which {CONTRACT} does not have any more")?;
        }
        if !self.changed {
            return write!(f, "no file changed");
        }
        let counts = [(self.operations.len(), "written"), (self.removed.len(), "removed")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, verb)| format!("{} {verb}", plural(count, "operation")))
            .collect();
        match counts.as_slice() {
            // The order of the operations, for one.
            [] => write!(
                f,
                "wrote {PROVENANCE}: the same operations as the contract has them now"
            ),
            counts => write!(f, "wrote {PROVENANCE}: {}", counts.join(", ")),
        }
    }
}
