//! A report as one page that needs nothing else: no network, no fonts, no library.
//!
//! What is filtered stands in the fragment of the address (`#severity=breaking&q=port`), so that a view can be sent to
//! somebody. Without a script everything is shown.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use super::{NOTHING, Severity, Shown, declared, directed};
use crate::changelog;
use crate::model::{Direction, Finding, Place, Rust, SurfaceChange};
use document::report::plural;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Whatever the contract says, the page can load and send nothing.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The report as an HTML document.
#[must_use]
pub(super) fn render(shown: Shown<'_>) -> String {
    let (report, verdict) = (shown.report, shown.verdict);
    let word = if verdict.is_empty() { NOTHING } else { verdict.word() };
    let (findings, items) = (shown.findings(), shown.surface_of());
    let alone = shown.surface_alone();
    let resources: BTreeSet<String> = findings.iter().flat_map(|(_, finding)| resources(finding)).collect();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (word) ": " (report.base.name) " → " (report.revision.name) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#findings" { "To the findings" }
                header {
                    h1 { span.word data-word=(word) { (word) } }
                    p.sides { code { (report.base.name) } " → " code { (report.revision.name) } }
                    ul.facts {
                        li { (shown.counts()) }
                        li { (shown.version()) }
                        li { (shown.gate.reason()) }
                        @for note in shown.notes() { li { (note) } }
                        @for stale in &shown.gate.stale { li { code { (stale.location) } " " (stale.message) } }
                    }
                }
                @if !findings.is_empty() { (filters(&findings, &resources)) }
                main id="findings" tabindex="-1" aria-label="Findings" {
                    @if findings.is_empty() && alone.is_empty() { p.nothing { (NOTHING) "." } }
                    @for (number, finding) in &findings { (row(*number, items.get(*number), finding)) }
                    @if !alone.is_empty() {
                        section aria-labelledby="alone" {
                            h2 id="alone" { "Rust items, beside those above (" (alone.len()) ")" }
                            ul.items { @for change in alone { li { (item(change)) } } }
                        }
                    }
                    @if let Some(entry) = changelog::entry(report, verdict) {
                        details.entry { summary { "For CHANGELOG.md" } pre tabindex="0" { (entry) } }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

fn filters(findings: &[(usize, &Finding)], resources: &BTreeSet<String>) -> Markup {
    let count = |severity| {
        findings
            .iter()
            .filter(|(_, finding)| Severity::from_finding(finding) == severity)
            .count()
    };
    let directions = [
        Direction::Request,
        Direction::Response,
        Direction::Both,
        Direction::None,
    ];
    let occurs = |direction: &&Direction| findings.iter().any(|(_, finding)| finding.direction == **direction);
    html! {
        form.filters role="search" aria-label="Filter the findings" hidden {
            fieldset {
                legend { "Severity" }
                @for severity in Severity::ALL.into_iter().filter(|severity| count(*severity) > 0) {
                    label {
                        input type="checkbox" name="severity" value=(severity.name()) checked;
                        span.badge data-severity=(severity.name()) { (severity.name()) }
                        " " (count(severity))
                    }
                }
            }
            label { "Direction"
                select name="direction" {
                    option value="" { "all" }
                    @for direction in directions.iter().filter(occurs) {
                        option value=(direction) { (directed(*direction).unwrap_or("neither")) }
                    }
                }
            }
            label { "Resource"
                select name="resource" {
                    option value="" { "all" }
                    @for resource in resources { option value=(resource) { (resource) } }
                }
            }
            label { "Text" input type="search" name="q" autocomplete="off" placeholder="name, id or operation"; }
            button type="reset" { "Show all" }
            p.count role="status" aria-live="polite" { (plural(findings.len(), "finding")) }
        }
    }
}

fn row(number: usize, items: &[&SurfaceChange], finding: &Finding) -> Markup {
    let severity = Severity::from_finding(finding).name();
    let resources: Vec<_> = resources(finding).into_iter().collect();
    let heading = format!("finding-{number}");
    html! {
        article.finding
            data-severity=(severity)
            data-direction=(finding.direction)
            data-resources=(serde_json::to_string(&resources).unwrap_or_default())
            aria-labelledby=(heading)
        {
            h2 id=(heading) {
                span.badge data-severity=(severity) { (severity) }
                " " code { (finding.subject) } " " (prose(&finding.message))
            }
            p.meta {
                code { (finding.rule.id) }
                @if let Some(direction) = directed(finding.direction) { " · " (direction) }
                " · wire: " (finding.wire)
                @if let Some(rust) = finding.rust { " · Rust: " (rust) }
            }
            p { (prose(&finding.why)) }
            div.sides-by-side {
                (side("Base", finding.base.as_ref(), None, finding.old.as_ref()))
                (side("Revision", finding.revision.as_ref(), finding.nearest.as_ref(), finding.new.as_ref()))
            }
            @if let Some(example) = &finding.counterexample {
                p { "For example: " code { (example) } }
            }
            @if !items.is_empty() { ul.items { @for change in items { li { (item(change)) } } } }
            @if !finding.operations.is_empty() {
                details open[finding.operations.len() <= 3] {
                    summary { (plural(finding.operations.len(), "operation")) }
                    ul.operations { @for operation in &finding.operations { li { code { (operation) } } } }
                }
            }
            @if let Some(reason) = &finding.accepted { p.accepted { "Accepted: " (reason) } }
        }
    }
}

fn side(title: &str, place: Option<&Place>, nearest: Option<&Place>, value: Option<&Value>) -> Markup {
    html! {
        section aria-label=(title) {
            h3 { (title) }
            @match (place, nearest) {
                (Some(place), _) => p.place { code { (place.location) } br; code.pointer { (place.pointer) } },
                (None, Some(nearest)) => p.place {
                    "not there any more; it would be in" br;
                    code { (nearest.location) } br; code.pointer { (nearest.pointer) }
                },
                (None, None) => p.place { "not there" },
            }
            @if let Some(value) = value { pre tabindex="0" { (serde_json::to_string_pretty(value).unwrap_or_default()) } }
        }
    }
}

fn item(change: &SurfaceChange) -> Markup {
    let severity = if change.rust == Rust::Breaking {
        Severity::Breaking
    } else {
        Severity::Safe
    };
    html! {
        span.badge data-severity=(severity.name()) { "Rust " (change.rust) }
        " " code { (change.item) } " " code { (declared(change)) } " " (prose(&change.why))
        @if let Some(reason) = &change.accepted { " Accepted: " (reason) }
    }
}

/// Text in which names stand between backticks.
fn prose(text: &str) -> Markup {
    // Without its pair a backtick is one.
    let paired = text.matches('`').count().is_multiple_of(2);
    html! {
        @if paired {
            @for (number, part) in text.split('`').enumerate() {
                @if number % 2 == 1 { code { (part) } } @else { (part) }
            }
        } @else { (text) }
    }
}

/// The parts of the API that a finding reaches: the first segment of each path.
fn resources(finding: &Finding) -> BTreeSet<String> {
    let paths = finding
        .operations
        .iter()
        .filter_map(|operation| operation.split_once(' '));
    let names = paths.map(|(_, path)| {
        path.trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default()
            .to_owned()
    });
    names.filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::rendered;
    use super::*;
    use crate::testing;

    #[test]
    fn what_a_document_says_is_never_markup() {
        let mut report = testing::report();
        for finding in &mut report.findings {
            finding.subject = "</script><script>alert(1)</script>".to_owned();
            finding.operations = vec!["GET /\"><img src=x>".to_owned()];
            finding.old = Some(Value::from("<img src=x onerror=alert(1)>"));
        }
        let page = rendered(&report, render);
        assert_eq!(page.matches("<script>").count(), 1);
        assert!(!page.contains("<img"), "{page}");
        assert!(!page.contains("GET /\">"), "an attribute was left: {page}");
    }

    #[test]
    fn nothing_on_the_page_is_elsewhere() {
        let page = rendered(&testing::report(), render);
        for outside in ["http:", "https:", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn nothing_is_said_outright() {
        let page = rendered(&testing::empty(), render);
        assert!(page.contains("<p class=\"nothing\">No semantic change.</p>"), "{page}");
        assert!(!page.contains("<form"), "there is nothing to filter");
    }
}
