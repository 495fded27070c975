//! Where the passes write down what they find.

use document::finding::{Finding, Severity};
use document::rule::Rule;
use document::{Pointer, SourceMap};

/// The findings of a run, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    /// Something that the generator would not understand was said in another way.
    pub(crate) fn note(
        &mut self,
        rule: &'static Rule,
        source: &SourceMap,
        pointer: &Pointer,
        message: impl Into<String>,
        done: impl Into<String>,
    ) {
        self.add(rule, Severity::Note, source, pointer, message.into(), done.into());
    }

    /// A fault was mended, or something was left out.
    pub(crate) fn warning(
        &mut self,
        rule: &'static Rule,
        source: &SourceMap,
        pointer: &Pointer,
        message: impl Into<String>,
        done: impl Into<String>,
    ) {
        self.add(rule, Severity::Warning, source, pointer, message.into(), done.into());
    }

    /// Nothing can be generated; `help` says what to do next.
    pub(crate) fn error(
        &mut self,
        rule: &'static Rule,
        source: &SourceMap,
        pointer: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(rule, Severity::Error, source, pointer, message.into(), help.into());
    }

    fn add(
        &mut self,
        rule: &'static Rule,
        severity: Severity,
        source: &SourceMap,
        pointer: &Pointer,
        message: String,
        remedy: String,
    ) {
        let location = document::locate(source, pointer);
        self.0.push(Finding {
            rule,
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
        findings.sort_by(|a, b| (&a.location, a.rule.id, &a.pointer).cmp(&(&b.location, b.rule.id, &b.pointer)));
        findings.dedup_by(|a, b| (&a.location, a.rule.id, &a.message) == (&b.location, b.rule.id, &b.message));
        findings
    }
}
