//! A report for a person: what is worst last, where the terminal stands, would be missed; so it comes first, and what it
//! comes to at the end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{Severity, Shown, compact, declared, directed, former, place};
use crate::changelog;
use crate::model::{Finding, Rust, SurfaceChange};
use document::finding::clean;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// How many characters of a value are shown.
const VALUE: usize = 160;
/// How many findings about prose by one rule are listed; more of them are counted.
const FEW: usize = 3;
/// How many operations of a finding are named.
const OPERATIONS: usize = 5;

fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Breaking => AnsiColor::Red,
        Severity::Risky => AnsiColor::Yellow,
        Severity::Safe => AnsiColor::Green,
        Severity::Docs => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

/// The report as text. Each finding begins with its place, so that a terminal or an editor can jump there. Writing to a
/// `String` cannot fail, so its result is of no interest here and below.
#[must_use]
pub(super) fn render(shown: Shown<'_>) -> String {
    let mut text = String::new();
    let items = shown.surface_of();
    let mut counted: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for (_, finding) in shown.findings() {
        let rule = finding.rule;
        if Severity::from_finding(finding) == Severity::Docs {
            counted.entry(rule.id).or_insert((0, rule.title)).0 += 1;
        }
    }
    counted.retain(|_, (count, _)| *count > FEW && !shown.is_verbose);
    for (number, finding) in shown.findings() {
        if !(Severity::from_finding(finding) == Severity::Docs && counted.contains_key(finding.rule.id)) {
            write_finding(&mut text, items.get(number), finding);
        }
    }
    let colour = style(Severity::Docs);
    for (id, (count, title)) in counted {
        let _ = writeln!(text, "{count:>6} × {colour}docs[{id}]{colour:#} {title}");
    }
    let alone = shown.surface_alone();
    if !alone.is_empty() {
        let _ = writeln!(text, "{BOLD}Rust items, beside those above{BOLD:#}");
        alone.into_iter().for_each(|change| item(&mut text, change));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    if let Some(entry) = changelog::entry(shown.report, shown.verdict) {
        let _ = writeln!(text, "{BOLD}For CHANGELOG.md{BOLD:#}\n");
        entry.lines().for_each(|line| {
            let _ = writeln!(text, "{}", format!("    {line}").trim_end());
        });
        text.push('\n');
    }
    for stale in &shown.gate.stale {
        let _ = writeln!(text, "{stale}\n");
    }
    summary(&mut text, shown);
    text
}

fn write_finding(text: &mut String, items: &[&SurfaceChange], finding: &Finding) {
    let severity = Severity::from_finding(finding);
    let colour = style(severity);
    let at = place(finding)
        .map(|place| clean(&place.location.to_string()))
        .unwrap_or_default();
    let accepted = if finding.accepted.is_some() { " (accepted)" } else { "" };
    let _ = writeln!(
        text,
        "{BOLD}{at}{BOLD:#}: {colour}{}[{}]{colour:#}{accepted}: {}: {}",
        severity.name(),
        finding.rule.id,
        clean(&finding.subject),
        clean(&finding.message)
    );
    // Prose is of interest as a whole, and not one by one.
    if severity == Severity::Docs {
        return;
    }
    if let Some(base) = former(finding) {
        let _ = writeln!(text, "    {FAINT}was at {}{FAINT:#}", clean(&base.location.to_string()));
    }
    for (label, value) in [("was", &finding.old), ("is", &finding.new)] {
        if let Some(value) = value {
            let _ = writeln!(text, "    {label}: {}", short(&compact(value)));
        }
    }
    let direction = directed(finding.direction).map(|direction| format!("{direction}: "));
    let _ = writeln!(text, "    {}{}", direction.unwrap_or_default(), clean(&finding.why));
    if let Some(example) = &finding.counterexample {
        let _ = writeln!(text, "    for example: {}", short(&compact(example)));
    }
    if !finding.operations.is_empty() {
        let named: Vec<_> = finding
            .operations
            .iter()
            .take(OPERATIONS)
            .map(|operation| clean(operation))
            .collect();
        let more = match finding.operations.len().saturating_sub(OPERATIONS) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let _ = writeln!(text, "    {FAINT}reaches {}{more}{FAINT:#}", named.join(", "));
    }
    items.iter().for_each(|change| item(text, change));
    if let Some(reason) = &finding.accepted {
        let _ = writeln!(text, "    accepted: {}", clean(reason));
    }
}

/// A value that leaves room for others on the screen.
fn short(value: &str) -> String {
    match value.char_indices().nth(VALUE) {
        Some((end, _)) => format!("{}…", clean(value.get(..end).unwrap_or_default())),
        None => clean(value),
    }
}

fn item(text: &mut String, change: &SurfaceChange) {
    let severity = if change.rust == Rust::Breaking {
        Severity::Breaking
    } else {
        Severity::Safe
    };
    let colour = style(severity);
    let SurfaceChange { item, rust, .. } = change;
    let _ = writeln!(
        text,
        "    Rust {colour}{rust}{colour:#}: {item}: {}",
        clean(&declared(change))
    );
}

fn summary(text: &mut String, shown: Shown<'_>) {
    let (verdict, report) = (shown.verdict, shown.report);
    let colour = match verdict.word() {
        "breaking" => style(Severity::Breaking),
        "risky" => style(Severity::Risky),
        _ => style(Severity::Safe),
    };
    let _ = writeln!(text, "{} → {}", clean(&report.base.name), clean(&report.revision.name));
    for note in shown.notes() {
        let _ = writeln!(text, "{}", clean(&note));
    }
    // The word is the beginning of the summary.
    let summary = shown.summary();
    let (word, rest) = summary.split_once(';').unwrap_or((&summary, ""));
    let _ = write!(text, "{colour}{word}{colour:#};{rest}");
}

#[cfg(test)]
mod tests {
    use super::super::testing::rendered;
    use super::*;
    use crate::testing;

    #[test]
    fn the_worst_comes_first_and_what_it_comes_to_last() {
        let text = rendered(&testing::report(), render);
        insta::assert_snapshot!(anstream::adapter::strip_str(&text), @r#"
        b.yaml:8:3: breaking[property.removed]: Gateway.port: `port` is gone: 100%, <b>"&'`|\n\u{1b}[31m
            was at a b.yaml:7:3
            was: {"type":"integer"}
            response: It is so.
            for example: {"port":1}
            reaches GET /trunks, POST /trunks
            Rust breaking: types::Gateway::port: gone: port: Option<i64>
        b.yaml:9:3: risky[schema.pattern.changed]: Gateway.name: the pattern is another one
            was at a b.yaml:7:3
            was: "a"
            is: "b"
            request and response: It is so.
            reaches GET /trunks, POST /trunks
        b.yaml:12:3: safe[property.added]: Gateway.note: the property `note` is new
            is: {"type":"string"}
            response: It is so.
            reaches GET /trunks, POST /trunks
            Rust additive: types::Gateway::note: new: note: Option<String>
        b.yaml:9:3: docs[info.description.changed]: info: the description is another one
        Rust items, beside those above
            Rust breaking: types::Old: gone: pub struct Old

        For CHANGELOG.md

            ## 0.2.0

            ### Added

            - `Gateway.note`: the property `note` is new (2 operations).

            ### Changed

            - `Gateway.name`: the pattern is another one (2 operations).
            - Documentation in 1 place.

            ### Removed

            - **Breaking:** `Gateway.port`: \`port\` is gone\: 100\%\, \<b\>\"\&\'\`\|\\n\\u\{1b\}\[31m (2 operations).
            - **Breaking:** `types::Old` is gone in Rust.

        HEAD:openapi/bolna.yaml → openapi/bolna.yaml
        breaking; wire: 1 breaking, 1 risky, 1 safe, 1 docs; Rust: 2 breaking, 1 additive; version: 0.1.0 → 0.2.0; gate closed (`--fail-on breaking`) by 1 finding, 1 Rust item
        "#);
    }

    #[test]
    fn what_a_document_says_cannot_command_the_terminal() {
        assert!(!rendered(&testing::report(), render).contains("\u{1b}[31m\u{1b}"));
        assert!(!rendered(&testing::report(), render).contains("|\n"));
    }

    #[test]
    fn nothing_is_said_outright() {
        insta::assert_snapshot!(anstream::adapter::strip_str(&rendered(&testing::empty(), render)), @"
        HEAD:openapi/bolna.yaml → openapi/bolna.yaml
        No semantic change; wire: nothing; Rust: nothing; version: nothing to release; gate open (`--fail-on breaking`)
        ");
    }
}
