//! `cargo xtask lint`: every finding of the whole pipeline, the generator included.

use std::path::Path;

use crate::rules;
use crate::usage_error::UsageError;
use crate::workspace::{self, CONTRACT, OVERLAY};
use document::finding::{Failure, Finding, Severity};
use document::progress::Progress;
use document::report::{self, Format};
use document::rule::Rule;

/// Which findings end the command with 1.
#[derive(Debug, Default)]
pub struct Denied {
    /// Findings of these rules, whatever their severity.
    rules: Vec<&'static Rule>,
    /// Every warning.
    warnings: bool,
}

impl Denied {
    /// Reads the values of `--deny`.
    ///
    /// # Errors
    ///
    /// One of them is no rule: a gate that never closes would be worse than none.
    pub fn parse(names: &[String]) -> Result<Self, UsageError> {
        let mut denied = Self::default();
        for name in names {
            if name.eq_ignore_ascii_case("all") {
                denied.warnings = true
            } else {
                denied.rules.push(rules::find(name)?)
            }
        }
        Ok(denied)
    }

    fn denies(&self, finding: &Finding) -> bool {
        self.rules.contains(&finding.rule) || (self.warnings && finding.severity == Severity::Warning)
    }
}

/// What `lint` found.
#[derive(Debug)]
pub struct Linted {
    /// By stage and place.
    pub findings: Vec<Finding>,
    /// How many of them are errors: the pipeline ended there.
    pub errors: usize,
    /// How many of them are denied.
    pub denied: usize,
}

impl Linted {
    /// The report. Text counts notes by their rules, unless `notes` asks for each; the other formats are for programs, which
    /// get everything.
    #[must_use]
    pub fn render(&self, format: Format, notes: bool) -> String {
        match format {
            Format::Text if !notes => report::text::render_without_notes(&self.findings),
            format => format.render(&self.findings),
        }
    }

    /// Why the command does not end with 0, in one line.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        match (self.errors, self.denied) {
            (0, 0) => None,
            (0, denied) => Some(format!("error: denied: {}", report::plural(denied, "finding"))),
            (errors, _) => Some(format!(
                "error: nothing can be generated: {}",
                report::plural(errors, "error")
            )),
        }
    }
}

/// Which document is looked at.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// The contract and its overlay in the checkout with this root.
    Checkout(&'a Path),
    /// A document with or without an overlay, anywhere.
    Elsewhere(&'a Path, Option<&'a Path>),
}

/// Runs the pipeline on `subject` and keeps nothing but the findings.
pub fn lint(subject: Target<'_>, denied: &Denied, progress: &dyn Progress) -> Linted {
    let findings = match run(subject, progress) {
        Ok(findings) | Err(Failure { findings }) => findings,
    };
    let errors = report::count(&findings, Severity::Error);
    let denied = findings.iter().filter(|finding| denied.denies(finding)).count();
    Linted {
        findings,
        errors,
        denied,
    }
}

fn run(subject: Target<'_>, progress: &dyn Progress) -> Result<Vec<Finding>, Failure> {
    let (contract, overlay) = match subject {
        Target::Checkout(root) => (workspace::read(root, CONTRACT)?, Some(workspace::read(root, OVERLAY)?)),
        Target::Elsewhere(spec, overlay) => workspace::read_elsewhere(spec, overlay)?,
    };
    Ok(generate::find(&contract, overlay.as_ref(), progress))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_denies_warnings_and_a_rule_denies_even_a_note() {
        let finding = |severity| Finding {
            rule: rules::find("D001").unwrap(),
            severity,
            location: document::Location::start_of("api.yaml"),
            pointer: document::Pointer::root(),
            message: "a fault".to_owned(),
            remedy: "mend it".to_owned(),
        };
        let findings = [Severity::Note, Severity::Warning, Severity::Error].map(finding);
        let denied = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            let denied = Denied::parse(&names).unwrap();
            findings.iter().filter(|finding| denied.denies(finding)).count()
        };
        assert_eq!(denied(&[]), 0);
        assert_eq!(denied(&["all"]), 1);
        let note = Finding {
            rule: rules::find("L001").unwrap(),
            ..findings[0].clone()
        };
        assert!(Denied::parse(&["l001".to_owned()]).unwrap().denies(&note));
        assert!(!Denied::parse(&["ALL".to_owned()]).unwrap().denies(&note));
    }

    #[test]
    fn a_rule_that_is_not_there_cannot_be_denied() {
        let error = Denied::parse(&["L0O1".to_owned()]).unwrap_err().to_string();
        assert!(
            error.starts_with("error: there is no rule `L0O1`\n help: did you mean L001"),
            "{error}"
        );
    }
}
