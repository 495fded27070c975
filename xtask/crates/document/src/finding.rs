//! What the pipeline has to say about a document: a finding is data, and text, JSON and annotations are renderings of it.

use std::fmt;

use crate::rule::Rule;
use crate::{Location, Pointer};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is wrong; the document says something in a way that the generator does not know.
    Note,
    /// The document is at fault, or something is not carried over; the pipeline knows what to do and did it.
    Warning,
    /// Nothing can be generated.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One thing that was found at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub rule: &'static Rule,
    /// How bad it is.
    pub severity: Severity,
    /// Where it was written.
    pub location: Location,
    /// Which node it is about.
    pub pointer: Pointer,
    /// What is wrong, without a full stop.
    pub message: String,
    /// Of an error, what to do next; of anything else, what the pipeline did.
    pub remedy: String,
}

impl Finding {
    /// An error about the node at `pointer`, which was written at `location`.
    pub fn error(
        rule: &'static Rule,
        location: Location,
        pointer: Pointer,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            location,
            pointer,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// Whether nothing can be generated because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// An error about a file, or what else has this name, as a whole.
    pub fn error_of_file(
        rule: &'static Rule,
        file: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::error(rule, Location::start_of(file), Pointer::root(), message, remedy)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            rule,
            severity,
            location,
            pointer,
            message,
            remedy,
        } = self;
        let (message, remedy) = (clean(message), clean(remedy));
        write!(
            f,
            "{severity}[{}]: {message}\n  --> {}",
            rule.id,
            clean(&location.to_string())
        )?;
        if !pointer.tokens().is_empty() {
            write!(f, "\n   at {}", clean(&pointer.to_string()))?;
        }
        let label = if *severity == Severity::Error { "help" } else { "done" };
        write!(f, "\n {label}: {remedy}")
    }
}

/// How many characters of a text of a document are shown to a person.
const SHOWN: usize = 400;

/// A text that may come from a document, for a person: on one line, not longer than a person reads, and without
/// characters that command a terminal.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut shown = String::new();
    let mut characters = text.chars();
    for character in characters.by_ref().take(SHOWN) {
        if character.is_control() {
            shown.extend(character.escape_default())
        } else {
            shown.push(character)
        }
    }
    match characters.count() {
        0 => shown,
        more => format!("{shown}… ({more} more characters)"),
    }
}

/// Why a run ended without output: every error that was found, and whatever else was noticed on the way.
#[derive(Debug, thiserror::Error)]
pub struct Failure {
    /// In the order of the stages; at least one is an error.
    pub findings: Vec<Finding>,
}

impl Failure {
    /// The same failure of a run that had found `earlier` before it.
    #[must_use]
    pub fn after(mut self, earlier: Vec<Finding>) -> Self {
        self.findings.splice(0..0, earlier);
        self
    }
}

impl From<Finding> for Failure {
    fn from(finding: Finding) -> Self {
        Self {
            findings: vec![finding],
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors: Vec<_> = (self.findings.iter())
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        let told: Vec<_> = errors.iter().take(TOLD).map(ToString::to_string).collect();
        f.write_str(&told.join("\n\n"))?;
        match errors.len().saturating_sub(TOLD) {
            0 => Ok(()),
            more => write!(f, "\n\n… and {more} more errors; `cargo xtask lint` tells all"),
        }
    }
}

/// How many errors a person is told at once.
const TOLD: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_a_document_is_shown_on_one_line_and_not_without_end() {
        assert_eq!(clean("a\tb\n\u{1b}[0mü"), "a\\tb\\n\\u{1b}[0mü");
        let long = clean(&"x".repeat(1_000_000));
        assert!(long.ends_with("x… (999600 more characters)"), "{long}");
    }
}
