//! A report for a program. `diff.schema.json` describes it; a member may be added at any time, and what changes otherwise
//! raises `version`.

use serde::Serialize;
use serde_json::Value;

use super::Shown;
use crate::changelog;
use crate::model::{Bump, Direction, Finding, Place, Report, Rust, SurfaceChange, Wire};
use crate::verdict::Counts;

/// The JSON Schema (2020-12) of what [`render`] gives.
#[cfg(test)]
const SCHEMA: &str = include_str!("diff.schema.json");

#[derive(Serialize)]
struct Root<'a> {
    version: u32,
    base: &'a str,
    revision: &'a str,
    notes: Vec<String>,
    verdict: Summary<'a>,
    gate: Gate<'a>,
    changelog: Option<String>,
    findings: Vec<Entry<'a>>,
    surface: Option<Vec<Item<'a>>>,
    surface_missing: Option<&'a str>,
}

#[derive(Serialize)]
struct Summary<'a> {
    word: &'a str,
    no_semantic_change: bool,
    wire: Option<Wire>,
    rust: Option<Rust>,
    counts: Counts,
    bump: Bump,
    current: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Gate<'a> {
    closed: bool,
    reason: String,
    stale: Vec<Stale<'a>>,
}

#[derive(Serialize)]
struct Stale<'a> {
    code: &'a str,
    file: &'a str,
    line: u32,
    message: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    subject: &'a str,
    direction: Direction,
    wire: Wire,
    rust: Option<Rust>,
    base: Option<At<'a>>,
    revision: Option<At<'a>>,
    nearest: Option<At<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'a Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'a Value>,
    operations: &'a [String],
    message: &'a str,
    why: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    counterexample: Option<&'a Value>,
    accepted: Option<&'a str>,
}

#[derive(Serialize)]
struct At<'a> {
    pointer: String,
    file: &'a str,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    item: &'a str,
    rust: Rust,
    old: Option<&'a str>,
    new: Option<&'a str>,
    why: &'a str,
    findings: &'a [usize],
    accepted: Option<&'a str>,
}

/// The report as one JSON object.
#[must_use]
pub(super) fn render(shown: Shown<'_>) -> String {
    let Report {
        base,
        revision,
        findings,
        surface,
        surface_missing,
        version,
    } = shown.report;
    let verdict = shown.verdict;
    let root = Root {
        version: 1,
        base: &base.name,
        revision: &revision.name,
        notes: shown.notes(),
        verdict: Summary {
            word: verdict.word(),
            no_semantic_change: verdict.is_empty(),
            wire: verdict.wire,
            rust: verdict.rust,
            counts: verdict.counts,
            bump: verdict.bump,
            current: version.clone(),
            next: verdict.versions.as_ref().map(|(_, next)| next.to_string()),
        },
        gate: Gate {
            closed: shown.gate.is_closed(),
            reason: shown.gate.reason(),
            stale: shown.gate.stale.iter().map(stale).collect(),
        },
        changelog: changelog::entry(shown.report, verdict),
        findings: findings.iter().map(entry).collect(),
        surface: surface.as_ref().map(|surface| surface.iter().map(item).collect()),
        surface_missing: surface_missing.as_deref(),
    };
    // Nothing in it can fail to serialize: texts, numbers and values with string keys.
    serde_json::to_string_pretty(&root).unwrap_or_default()
}

fn stale(finding: &document::finding::Finding) -> Stale<'_> {
    Stale {
        code: finding.rule.id,
        file: &finding.location.file,
        line: finding.location.line,
        message: &finding.message,
    }
}

fn entry(finding: &Finding) -> Entry<'_> {
    Entry {
        id: finding.rule.id,
        subject: &finding.subject,
        direction: finding.direction,
        wire: finding.wire,
        rust: finding.rust,
        base: finding.base.as_ref().map(show_place),
        revision: finding.revision.as_ref().map(show_place),
        nearest: finding.nearest.as_ref().map(show_place),
        old: finding.old.as_ref(),
        new: finding.new.as_ref(),
        operations: &finding.operations,
        message: &finding.message,
        why: &finding.why,
        counterexample: finding.counterexample.as_ref(),
        accepted: finding.accepted.as_deref(),
    }
}

fn show_place(place: &Place) -> At<'_> {
    At {
        pointer: place.pointer.to_string(),
        file: &place.location.file,
        line: place.location.line,
        column: place.location.column,
    }
}

fn item(change: &SurfaceChange) -> Item<'_> {
    Item {
        id: change.rule().id,
        item: &change.item,
        rust: change.rust,
        old: change.old.as_deref(),
        new: change.new.as_deref(),
        why: &change.why,
        findings: &change.findings,
        accepted: change.accepted.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::rendered;
    use super::*;
    use crate::testing;

    #[test]
    fn what_is_rendered_is_what_the_schema_says() {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut missing = testing::report();
        (missing.surface, missing.surface_missing) = (None, Some("no".to_owned()));
        for report in [testing::report(), testing::empty(), missing] {
            let value: Value = serde_json::from_str(&rendered(&report, render)).unwrap();
            let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
        }
    }

    #[test]
    fn the_schema_knows_every_member_and_wants_those_that_are_always_there() {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut value: Value = serde_json::from_str(&rendered(&testing::report(), render)).unwrap();
        value["findings"][0].as_object_mut().unwrap().remove("wire");
        assert!(!validator.is_valid(&value));
        value["findings"][0]["wire"] = Value::from("fine");
        assert!(!validator.is_valid(&value));
    }

    #[test]
    fn nothing_is_said_outright() {
        let value: Value = serde_json::from_str(&rendered(&testing::empty(), render)).unwrap();
        assert_eq!(value["verdict"]["no_semantic_change"], true);
        assert_eq!(value["verdict"]["word"], "no semantic change");
    }
}
