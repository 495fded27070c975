//! Whether a change goes through.

use super::model::{Report, Rust, Wire};
use document::finding::Finding;
use document::report::plural;

/// What closes the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum FailOn {
    /// What breaks callers or dependents.
    Breaking,
    /// That, and what can break them.
    Risky,
    /// Whatever is found.
    Any,
}

/// What the gate says. Without `--fail-on` there is none, and it lets everything through.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    fail_on: Option<FailOn>,
    /// How many findings close it.
    findings: usize,
    /// How many changes of the surface close it that follow from no finding.
    surface: usize,
    /// The entries of `accepted.toml` that accept nothing, or not any more.
    pub stale: Vec<Finding>,
}

impl Gate {
    /// Looks at `report`, in which the accepted findings are marked.
    #[must_use]
    pub fn new(fail_on: Option<FailOn>, report: &Report, stale: Vec<Finding>) -> Self {
        let closes = |wire: Wire, rust: Option<Rust>| match fail_on {
            None => false,
            Some(FailOn::Breaking) => wire == Wire::Breaking || rust == Some(Rust::Breaking),
            Some(FailOn::Risky) => wire >= Wire::Risky || rust == Some(Rust::Breaking),
            Some(FailOn::Any) => true,
        };
        let findings = report.findings.iter().filter(|finding| finding.accepted.is_none());
        let alone = report.surface.iter().flatten();
        let alone = alone.filter(|change| change.accepted.is_none() && change.findings.is_empty());
        Self {
            fail_on,
            findings: findings.filter(|finding| closes(finding.wire, finding.rust)).count(),
            surface: alone.filter(|change| closes(Wire::Docs, Some(change.rust))).count(),
            stale,
        }
    }

    /// Whether it lets nothing through.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.fail_on.is_some() && (self.findings > 0 || self.surface > 0 || !self.stale.is_empty())
    }

    /// What it says, for the first line of a report.
    #[must_use]
    pub fn reason(&self) -> String {
        let Some(fail_on) = self.fail_on else {
            return "no gate".to_owned();
        };
        let fail_on = match fail_on {
            FailOn::Breaking => "--fail-on breaking",
            FailOn::Risky => "--fail-on risky",
            FailOn::Any => "--fail-on any",
        };
        let causes = [
            (self.findings, "finding"),
            (self.surface, "Rust item"),
            (self.stale.len(), "stale acceptance"),
        ];
        let causes = causes
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| plural(*count, what));
        if self.is_closed() {
            format!("gate closed (`{fail_on}`) by {}", causes.collect::<Vec<_>>().join(", "))
        } else {
            format!("gate open (`{fail_on}`)")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    fn says(fail_on: Option<FailOn>, report: &Report) -> String {
        Gate::new(fail_on, report, Vec::new()).reason()
    }

    #[test]
    fn each_level_closes_the_gate_from_its_severity_on() {
        let report = testing::report();
        assert_eq!(says(None, &report), "no gate");
        assert_eq!(
            says(Some(FailOn::Breaking), &report),
            "gate closed (`--fail-on breaking`) by 1 finding, 1 Rust item"
        );
        assert_eq!(
            says(Some(FailOn::Risky), &report),
            "gate closed (`--fail-on risky`) by 2 findings, 1 Rust item"
        );
        assert_eq!(
            says(Some(FailOn::Any), &report),
            "gate closed (`--fail-on any`) by 4 findings, 1 Rust item"
        );
        assert_eq!(
            says(Some(FailOn::Any), &testing::empty()),
            "gate open (`--fail-on any`)"
        );
    }

    #[test]
    fn what_was_accepted_does_not_count() {
        let mut report = testing::report();
        report
            .findings
            .iter_mut()
            .for_each(|finding| finding.accepted = Some("known".to_owned()));
        report
            .surface
            .iter_mut()
            .flatten()
            .for_each(|change| change.accepted = Some("known".to_owned()));
        assert!(!Gate::new(Some(FailOn::Any), &report, Vec::new()).is_closed());
    }
}
