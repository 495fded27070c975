//! Where the passes write down what they find.

use document::finding::{Code, Finding, Severity};
use document::{Pointer, SourceMap};

/// The findings of a run, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    /// Something that the generator would not understand was said in another way.
    pub(crate) fn note(
        &mut self,
        code: &'static Code,
        source: &SourceMap,
        pointer: &Pointer,
        message: impl Into<String>,
        done: impl Into<String>,
    ) {
        self.add(code, Severity::Note, source, pointer, message.into(), done.into());
    }

    /// A fault was mended, or something was left out.
    pub(crate) fn warning(
        &mut self,
        code: &'static Code,
        source: &SourceMap,
        pointer: &Pointer,
        message: impl Into<String>,
        done: impl Into<String>,
    ) {
        self.add(code, Severity::Warning, source, pointer, message.into(), done.into());
    }

    /// Nothing can be generated; `help` says what to do next.
    pub(crate) fn error(
        &mut self,
        code: &'static Code,
        source: &SourceMap,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(code, Severity::Error, source, pointer, message.into(), help.into());
    }

    fn add(
        &mut self,
        code: &'static Code,
        severity: Severity,
        source: &SourceMap,
        pointer: &Pointer,
        message: String,
        remedy: String,
    ) {
        let location = document::locate(source, pointer);
        self.0.push(Finding {
            code,
            severity,
            location,
            pointer: pointer.clone(),
            message,
            remedy,
        });
    }

    /// By place, so that a reader can follow them through the file. What is shared by several operations was looked at in
    /// each, and is told once.
    pub(crate) fn into_sorted(self) -> Vec<Finding> {
        let mut findings = self.0;
        findings.sort_by(|a, b| (&a.location, a.code.id, &a.pointer).cmp(&(&b.location, b.code.id, &b.pointer)));
        findings.dedup_by(|a, b| (&a.location, a.code.id, &a.message) == (&b.location, b.code.id, &b.message));
        findings
    }
}
