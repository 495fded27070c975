//! Findings for a person: file by file, in the order of the lines, and what it comes to at the end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::{count, plural};
use crate::finding::{Finding, Severity, clean};

const FILE: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Note => AnsiColor::Cyan,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Error => AnsiColor::Red,
    };
    colour.on_default().bold()
}

/// The findings as text. Each begins with its place, so that a terminal or an editor can jump there.
#[must_use]
pub fn render(findings: &[Finding]) -> String {
    render_those(findings, |_| true)
}

/// The same, but notes are counted by their rules and not listed: nothing is wrong with the document there.
#[must_use]
pub fn render_without_notes(findings: &[Finding]) -> String {
    render_those(findings, |finding| finding.severity != Severity::Note)
}

fn render_those(findings: &[Finding], is_listed: impl Fn(&Finding) -> bool) -> String {
    let mut text = String::new();
    let mut previous = None;
    for finding in findings.iter().filter(|finding| is_listed(finding)) {
        let file = &finding.location.file;
        if previous.replace(file).is_some_and(|previous| previous != file) {
            text.push('\n');
        }
        write_finding(&mut text, finding);
    }
    if !findings.is_empty() {
        if previous.is_some() {
            text.push('\n');
        }
        by_rule(&mut text, findings);
        text.push('\n');
    }
    text + &summary(findings)
}

/// Writing to a `String` cannot fail, so its result is of no interest here and below.
fn write_finding(text: &mut String, finding: &Finding) {
    let Finding {
        rule,
        severity,
        location,
        pointer,
        message,
        remedy,
    } = finding;
    let colour = style(*severity);
    let _ = writeln!(
        text,
        "{FILE}{}{FILE:#}: {colour}{severity}[{}]{colour:#}: {}",
        clean(&location.to_string()),
        rule.id,
        clean(message)
    );
    if !pointer.tokens().is_empty() {
        let _ = writeln!(text, "    {FAINT}at {}{FAINT:#}", clean(&pointer.to_string()));
    }
    let label = match severity {
        Severity::Error => "help",
        _ => "done",
    };
    let _ = writeln!(text, "    {label}: {}", clean(remedy));
}

fn by_rule(text: &mut String, findings: &[Finding]) {
    let mut counts: BTreeMap<_, (usize, &Finding)> = BTreeMap::new();
    for finding in findings {
        let key = (std::cmp::Reverse(finding.severity), finding.rule);
        counts.entry(key).or_insert((0, finding)).0 += 1;
    }
    for (count, Finding { rule, severity, .. }) in counts.into_values() {
        let colour = style(*severity);
        let _ = writeln!(
            text,
            "{count:>6} × {colour}{severity}[{}]{colour:#} {}",
            rule.id, rule.title
        );
    }
}

fn summary(findings: &[Finding]) -> String {
    let counts = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ]
    .map(|(severity, name)| plural(count(findings, severity), name));
    let explain = if findings.is_empty() {
        ""
    } else {
        "; `cargo xtask explain CODE` explains each"
    };
    format!("{}: {}{explain}", plural(findings.len(), "finding"), counts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    #[test]
    fn findings_are_grouped_by_file_and_counted() {
        let text = super::render(&findings());
        insta::assert_snapshot!(anstream::adapter::strip_str(&text), @r#"
        my api.yaml:3:7: note[T001]: the thing is 100% "there"
            at /paths/~1a~0b
            done: done
        my api.yaml:4:7: warning[T002]: two\nlines\r\u{1b}[35m
            at /paths/~1a~0b
            done: done

        a,b:c.yaml:1:7: error[T001]: a::b, c
            at /paths/~1a~0b
            help: done

             1 × error[T001] a thing
             1 × warning[T002] another: thing, 100%
             1 × note[T001] a thing

        3 findings: 1 error, 1 warning, 1 note; `cargo xtask explain CODE` explains each
        "#);
    }

    #[test]
    fn notes_are_counted_where_they_are_not_asked_for() {
        let text = super::render_without_notes(&findings());
        insta::assert_snapshot!(anstream::adapter::strip_str(&text), @r#"
        my api.yaml:4:7: warning[T002]: two\nlines\r\u{1b}[35m
            at /paths/~1a~0b
            done: done

        a,b:c.yaml:1:7: error[T001]: a::b, c
            at /paths/~1a~0b
            help: done

             1 × error[T001] a thing
             1 × warning[T002] another: thing, 100%
             1 × note[T001] a thing

        3 findings: 1 error, 1 warning, 1 note; `cargo xtask explain CODE` explains each
        "#);
    }

    #[test]
    fn what_a_document_says_cannot_command_the_terminal() {
        let text = super::render(&findings());
        assert!(!text.contains("\u{1b}[35m"), "{text:?}");
    }

    #[test]
    fn a_document_without_findings_is_said_to_have_none() {
        insta::assert_snapshot!(super::render(&[]), @"0 findings: 0 errors, 0 warnings, 0 notes");
    }
}
