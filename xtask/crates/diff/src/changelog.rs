//! An entry for `CHANGELOG.md`, ready to paste: Keep a Changelog 1.1.0.

use super::markup::{code, prose};
use super::model::{Bump, Finding, Report, Rust, SurfaceChange, Wire};
use super::rules;
use super::verdict::Verdict;
use document::report::plural;

/// How many lines a section has before the rest is summed up: nobody reads more of a changelog.
const LINES: usize = 40;

/// The sections of Keep a Changelog that a comparison can fill, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Added,
    Changed,
    Deprecated,
    Removed,
}

/// The entry; `None` where nothing changed.
#[must_use]
pub(crate) fn entry(report: &Report, verdict: &Verdict) -> Option<String> {
    if verdict.is_empty() {
        return None;
    }
    let mut lines: Vec<(Section, String)> = Vec::new();
    let (docs, rest): (Vec<&Finding>, Vec<&Finding>) = (report.findings.iter()).partition(|finding| {
        finding.wire == Wire::Docs && !matches!(finding.rust, Some(Rust::Additive | Rust::Breaking))
    });
    lines.extend(rest.into_iter().map(of_finding));
    let alone = report
        .surface
        .iter()
        .flatten()
        .filter(|change| change.findings.is_empty());
    lines.extend(alone.filter(|change| is_item(change)).map(of_change));
    if !docs.is_empty() {
        lines.push((
            Section::Changed,
            format!("- Documentation in {}.", plural(docs.len(), "place")),
        ));
    }
    let mut text = match (&verdict.versions, verdict.bump) {
        (Some((_, next)), bump) if bump != Bump::None => format!("## {next}\n"),
        _ => "## Unreleased\n".to_owned(),
    };
    for (section, title) in [
        (Section::Added, "Added"),
        (Section::Changed, "Changed"),
        (Section::Deprecated, "Deprecated"),
        (Section::Removed, "Removed"),
    ] {
        let mut of_section: Vec<&str> = lines
            .iter()
            .filter(|(of, _)| *of == section)
            .map(|(_, line)| line.as_str())
            .collect();
        of_section.dedup();
        if of_section.is_empty() {
            continue;
        }
        let more = of_section.len().saturating_sub(LINES);
        of_section.truncate(LINES);
        text.push_str(&format!("\n### {title}\n\n{}\n", of_section.join("\n")));
        if more > 0 {
            text.push_str(&format!("- And {more} more.\n"));
        }
    }
    Some(text)
}

fn of_finding(finding: &Finding) -> (Section, String) {
    let section = match (&finding.base, &finding.revision) {
        _ if rules::DEPRECATIONS.contains(&finding.rule) => Section::Deprecated,
        (None, Some(_)) => Section::Added,
        (Some(_), None) => Section::Removed,
        _ => Section::Changed,
    };
    let breaking = finding.wire == Wire::Breaking || finding.rust == Some(Rust::Breaking);
    let mark = if breaking { "**Breaking:** " } else { "" };
    let operations = match finding.operations.as_slice() {
        [] => String::new(),
        // The subject says it already.
        [one] if finding.subject == *one => String::new(),
        [one] => format!(" ({})", code(one)),
        many => format!(" ({})", plural(many.len(), "operation")),
    };
    let line = format!(
        "- {mark}{}: {}{operations}.",
        code(&finding.subject),
        prose(&finding.message)
    );
    (section, line)
}

/// A type or an operation, and not one of its parts: those follow from it.
fn is_item(change: &SurfaceChange) -> bool {
    !change.item.contains(": ") && !change.item.contains("builder::")
}

fn of_change(change: &SurfaceChange) -> (Section, String) {
    let (section, verb) = match (&change.old, &change.new) {
        (None, Some(_)) => (Section::Added, "is new"),
        (Some(_), None) => (Section::Removed, "is gone"),
        _ => (Section::Changed, "changed"),
    };
    let mark = if change.rust == Rust::Breaking {
        "**Breaking:** "
    } else {
        ""
    };
    let why = if section == Section::Changed {
        format!(": {}", change.why)
    } else {
        ".".to_owned()
    };
    (section, format!("- {mark}`{}` {verb} in Rust{why}", change.item))
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn what_changed_stands_in_its_section_under_the_version_that_it_needs() {
        let mut report = testing::report();
        report.findings[0].message = "the property `port` is gone".to_owned();
        let entry = entry(&report, &Verdict::from_report(&report)).unwrap();
        insta::assert_snapshot!(entry, @"
        ## 0.2.0

        ### Added

        - `Gateway.note`: the property `note` is new (2 operations).

        ### Changed

        - `Gateway.name`: the pattern is another one (2 operations).
        - Documentation in 1 place.

        ### Removed

        - **Breaking:** `Gateway.port`: the property `port` is gone (2 operations).
        - **Breaking:** `types::Old` is gone in Rust.
        ");
    }

    #[test]
    fn nothing_has_no_entry() {
        let report = testing::empty();
        assert_eq!(entry(&report, &Verdict::from_report(&report)), None);
    }
}
