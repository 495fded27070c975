//! A report as text, Markdown, JSON, annotations, SARIF and HTML: one format a file, each a pure function of the report.

mod github;
mod html;
mod json;
mod markdown;
mod sarif;
mod text;

use std::collections::HashMap;

use serde_json::Value;

use super::gate::Gate;
use super::model::{Direction, Finding, Place, Report, Rust, SurfaceChange, Wire};
use super::verdict::Verdict;

/// A format of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a person, on a terminal.
    #[default]
    Text,
    /// For the comment of a pull request.
    Markdown,
    /// For a program: `xtask/crates/diff/src/render/diff.schema.json` describes it.
    Json,
    /// For GitHub Actions: annotations in the diff of a pull request.
    Github,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For a browser: one page, which needs no network.
    Html,
}

/// What is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    pub report: &'a Report,
    pub verdict: &'a Verdict,
    pub gate: &'a Gate,
    /// Whether text lists what changes nothing but prose, too, and does not only count it by rule.
    pub is_verbose: bool,
}

impl Format {
    /// The report, without a line break at its end. Text has colours, for the terminal to show or for the stream to drop.
    #[must_use]
    pub fn render(self, shown: Shown<'_>) -> String {
        match self {
            Self::Text => text::render(shown),
            Self::Markdown => markdown::render(shown),
            Self::Json => json::render(shown),
            Self::Github => github::render(shown),
            Self::Sarif => sarif::render(shown),
            Self::Html => html::render(shown),
        }
    }
}

/// What every format says when there is nothing to say.
const NOTHING: &str = "No semantic change";

/// How bad a finding is for those who have to do something about it: the worse of wire and Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Severity {
    Breaking,
    Risky,
    Safe,
    Docs,
}

impl Severity {
    const ALL: [Self; 4] = [Self::Breaking, Self::Risky, Self::Safe, Self::Docs];

    fn from_finding(finding: &Finding) -> Self {
        match (finding.wire, finding.rust) {
            (Wire::Breaking, _) | (_, Some(Rust::Breaking)) => Self::Breaking,
            (Wire::Risky, _) => Self::Risky,
            (Wire::Safe, _) | (_, Some(Rust::Additive)) => Self::Safe,
            (Wire::Docs, _) => Self::Docs,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Risky => "risky",
            Self::Safe => "safe",
            Self::Docs => "docs",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Risky => "Risky",
            Self::Safe => "Safe",
            Self::Docs => "Documentation",
        }
    }
}

/// The changes of the surface, by the number of the finding that they follow from.
struct Items<'a>(HashMap<usize, Vec<&'a SurfaceChange>>);

impl<'a> Items<'a> {
    fn get(&self, number: usize) -> &[&'a SurfaceChange] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Shown<'a> {
    /// The findings with their numbers, the worst first.
    fn findings(&self) -> Vec<(usize, &'a Finding)> {
        let mut findings: Vec<_> = self.report.findings.iter().enumerate().collect();
        findings.sort_by_key(|(_, finding)| Severity::from_finding(finding));
        findings
    }

    /// The changes of the surface that follow from each finding, by its number.
    fn surface_of(&self) -> Items<'a> {
        let mut items = Items(HashMap::new());
        for change in self.report.surface.iter().flatten() {
            for number in &change.findings {
                items.0.entry(*number).or_default().push(change);
            }
        }
        items
    }

    /// The changes of the surface that follow from none.
    fn surface_alone(&self) -> Vec<&'a SurfaceChange> {
        let surface = self.report.surface.iter().flatten();
        surface.filter(|change| change.findings.is_empty()).collect()
    }

    /// How much there is of what, for the first line.
    fn counts(&self) -> String {
        let counts = &self.verdict.counts;
        let wire = [
            (counts.breaking, "breaking"),
            (counts.risky, "risky"),
            (counts.safe, "safe"),
            (counts.docs, "docs"),
        ];
        let rust = [(counts.rust_breaking, "breaking"), (counts.rust_additive, "additive")];
        let rust = match (&self.report.surface, &self.report.surface_missing) {
            (Some(_), _) => listed(&rust),
            (None, Some(_)) => "not compared".to_owned(),
            (None, None) => "not asked for".to_owned(),
        };
        let accepted = match counts.accepted {
            0 => String::new(),
            accepted => format!("; {accepted} accepted"),
        };
        format!("wire: {}; Rust: {rust}{accepted}", listed(&wire))
    }

    /// What it comes to, on one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let word = if self.verdict.is_empty() {
            NOTHING
        } else {
            self.verdict.word()
        };
        format!("{word}; {}; {}; {}", self.counts(), self.version(), self.gate.reason())
    }

    /// What a person has to know to read the rest.
    fn notes(&self) -> Vec<String> {
        let Report {
            base,
            revision,
            surface_missing,
            ..
        } = self.report;
        let sides = [("Base", base), ("Revision", revision)];
        let sides = sides
            .into_iter()
            .filter_map(|(which, side)| Some(format!("{which}: {}", side.note.as_ref()?)));
        let missing = surface_missing
            .as_ref()
            .map(|reason| format!("Rust was not compared: {reason}"));
        sides.chain(missing).collect()
    }

    /// The versions, or why there are none.
    fn version(&self) -> String {
        match &self.verdict.versions {
            Some((from, to)) => format!("version: {from} → {to}"),
            None if self.verdict.is_empty() => "version: nothing to release".to_owned(),
            None => format!("version: {}", format!("{:?}", self.verdict.bump).to_lowercase()),
        }
    }
}

fn listed(counts: &[(usize, &str)]) -> String {
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, what)| format!("{count} {what}")).collect();
    if counts.is_empty() {
        "nothing".to_owned()
    } else {
        counts.join(", ")
    }
}

/// Where a person looks first: at what is there now, or around what is not there any more.
fn place(finding: &Finding) -> Option<&Place> {
    [&finding.revision, &finding.nearest, &finding.base]
        .into_iter()
        .find_map(Option::as_ref)
}

/// Where it was, if a person is sent to another place.
fn former(finding: &Finding) -> Option<&Place> {
    let is_left = finding.revision.is_some() || finding.nearest.is_some();
    finding.base.as_ref().filter(|_| is_left)
}

/// What is said about a direction; nothing where there is none.
fn directed(direction: Direction) -> Option<&'static str> {
    match direction {
        Direction::Request => Some("request"),
        Direction::Response => Some("response"),
        Direction::Both => Some("request and response"),
        Direction::None => None,
    }
}

/// A value on one line.
fn compact(value: &Value) -> String {
    // A `Value` has string keys only, so that it can always be written.
    serde_json::to_string(value).unwrap_or_default()
}

/// How an item was and is, on one line.
fn declared(change: &SurfaceChange) -> String {
    match (&change.old, &change.new) {
        (None, Some(new)) => format!("new: {new}"),
        (Some(old), None) => format!("gone: {old}"),
        (Some(old), Some(new)) if old == new => old.clone(),
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod testing {
    use super::Shown;
    use crate::gate::{FailOn, Gate};
    use crate::model::Report;
    use crate::verdict::Verdict;

    /// What `render` makes of `report` before a gate that breaking changes close.
    pub(super) fn rendered(report: &Report, render: impl Fn(Shown<'_>) -> String) -> String {
        render(Shown {
            report,
            verdict: &Verdict::from_report(report),
            gate: &Gate::new(Some(FailOn::Breaking), report, Vec::new()),
            is_verbose: true,
        })
    }
}
