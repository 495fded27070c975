//! A report as the comment of a pull request.
//!
//! The first line has the verdict, the counts and what the gate says. A comment of GitHub has at most 65,536 characters;
//! what does not fit is summed up.

use super::{NOTHING, Severity, Shown, compact, declared, directed, place};
use crate::changelog;
use crate::markup::{code, prose};
use crate::model::{Finding, Rust, SurfaceChange};
use document::report::plural;

/// What a comment may have, less what GitHub could count in another way than this program.
const LIMIT: usize = 60_000;
/// What is kept free for the changelog entry and for the sums.
const RESERVE: usize = 12_000;
/// What the changelog entry may have of that.
const ENTRY: usize = 8_000;
/// How many operations of a finding are named.
const OPERATIONS: usize = 10;

/// The report as Markdown.
#[must_use]
pub(super) fn render(shown: Shown<'_>) -> String {
    let (report, verdict) = (shown.report, shown.verdict);
    let word = if verdict.is_empty() {
        NOTHING.to_owned()
    } else {
        capitalized(verdict.word())
    };
    let mut text = format!(
        "**{word}** — {}; {}; {}\n\n",
        shown.counts(),
        shown.version(),
        shown.gate.reason()
    );
    text.push_str(&format!(
        "{} → {}\n",
        code(&report.base.name),
        code(&report.revision.name)
    ));
    for stale in &shown.gate.stale {
        let line = format!(
            "\n- **{}** {} {}\n",
            stale.rule.id,
            code(&stale.location.to_string()),
            prose(&stale.message)
        );
        text.push_str(&line);
    }
    for note in shown.notes() {
        text.push_str(&format!("\n{}.\n", prose(&note)));
    }

    let (findings, items) = (shown.findings(), shown.surface_of());
    let mut omitted = 0;
    for severity in Severity::ALL {
        let of_severity: Vec<_> = findings
            .iter()
            .filter(|(_, finding)| Severity::of(finding) == severity)
            .collect();
        if of_severity.is_empty() {
            continue;
        }
        let title = format!("{} ({})", severity.title(), of_severity.len());
        let folded = severity == Severity::Docs;
        let rows = of_severity.into_iter().map(|(number, finding)| {
            if folded {
                short(finding)
            } else {
                row(items.of(*number), finding)
            }
        });
        omitted += section(&mut text, &title, folded, rows);
    }
    let alone = shown.surface_alone();
    if !alone.is_empty() {
        let title = format!("Rust items, beside those above ({})", alone.len());
        omitted += section(
            &mut text,
            &title,
            false,
            alone.into_iter().map(|change| format!("- {}\n", item(change))),
        );
    }
    if omitted > 0 {
        text.push_str(&format!(
            "\n{} not shown here; `cargo xtask diff --format html --output diff.html` has all.\n",
            match omitted {
                1 => "1 row is".to_owned(),
                many => format!("{many} rows are"),
            }
        ));
    }
    if let Some(entry) = changelog::entry(report, verdict) {
        let mut entry = entry;
        if entry.len() > ENTRY {
            let end = entry
                .char_indices()
                .map(|(at, _)| at)
                .take_while(|at| *at <= ENTRY)
                .last()
                .unwrap_or_default();
            let kept = entry
                .get(..end)
                .and_then(|kept| kept.rsplit_once('\n'))
                .map_or("", |(kept, _)| kept);
            entry = format!("{kept}\n…\n");
        }
        text.push_str(&format!(
            "\n<details>\n<summary>For CHANGELOG.md</summary>\n\n~~~~md\n{entry}~~~~\n\n</details>\n"
        ));
    }
    text.trim_end().to_owned()
}

/// Writes the rows that there is room for, and says how many there were beside them.
fn section(text: &mut String, title: &str, folded: bool, rows: impl Iterator<Item = String>) -> usize {
    let (open, close) = if folded {
        (format!("\n<details>\n<summary>{title}</summary>\n\n"), "\n</details>\n")
    } else {
        (format!("\n### {title}\n\n"), "")
    };
    text.push_str(&open);
    let mut omitted = 0;
    for row in rows {
        if text.len() + row.len() + close.len() < LIMIT - RESERVE && omitted == 0 {
            text.push_str(&row)
        } else {
            omitted += 1
        }
    }
    text.push_str(close);
    omitted
}

fn short(finding: &Finding) -> String {
    format!(
        "- {} {} · `{}`\n",
        code(&finding.subject),
        prose(&finding.message),
        finding.rule.id
    )
}

fn row(items: &[&SurfaceChange], finding: &Finding) -> String {
    let mut row = format!(
        "- {} {} · `{}`{}{}\n",
        code(&finding.subject),
        prose(&finding.message),
        finding.rule.id,
        directed(finding.direction)
            .map(|direction| format!(" · {direction}"))
            .unwrap_or_default(),
        if finding.accepted.is_some() { " · accepted" } else { "" }
    );
    let mut add = |line: String| row.push_str(&format!("  - {line}\n"));
    if let Some(place) = place(finding) {
        let was = match (&finding.revision, &finding.base) {
            (Some(_), Some(base)) => format!(", was {}", code(&base.location.to_string())),
            _ => String::new(),
        };
        add(format!("{}{was}", code(&place.location.to_string())));
    }
    match (&finding.old, &finding.new) {
        (Some(old), Some(new)) => add(format!("{} → {}", value(old), value(new))),
        (Some(old), None) => add(format!("was {}", value(old))),
        (None, Some(new)) => add(format!("is {}", value(new))),
        (None, None) => {}
    }
    let example = finding
        .counterexample
        .as_ref()
        .map(|example| format!(" For example {}.", value(example)));
    add(format!("{}{}", prose(&finding.why), example.unwrap_or_default()));
    if !finding.operations.is_empty() {
        let named: Vec<_> = finding
            .operations
            .iter()
            .take(OPERATIONS)
            .map(|operation| code(operation))
            .collect();
        let more = match finding.operations.len().saturating_sub(OPERATIONS) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        add(format!(
            "{}: {}{more}",
            plural(finding.operations.len(), "operation"),
            named.join(", ")
        ));
    }
    items.iter().for_each(|change| add(item(change)));
    if let Some(reason) = &finding.accepted {
        add(format!("accepted: {}", prose(reason)));
    }
    row
}

fn item(change: &SurfaceChange) -> String {
    let rust = if change.rust == Rust::Breaking {
        "**breaking**"
    } else {
        "additive"
    };
    let accepted = if change.accepted.is_some() { " (accepted)" } else { "" };
    format!(
        "Rust, {rust}{accepted}: {} {}",
        code(&change.item),
        code(&declared(change))
    )
}

fn value(value: &serde_json::Value) -> String {
    code(&compact(value))
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::rendered;
    use super::*;
    use crate::model::Wire;
    use crate::testing;

    #[test]
    fn the_first_line_has_it_all_and_documentation_is_folded() {
        insta::assert_snapshot!(rendered(&testing::report(), render), @r#"
        **Breaking** — wire: 1 breaking, 1 risky, 1 safe, 1 docs; Rust: 2 breaking, 1 additive; version: 0.1.0 → 0.2.0; gate closed (`--fail-on breaking`) by 1 finding, 1 Rust item

        `HEAD:openapi/bolna.yaml` → `openapi/bolna.yaml`

        ### Breaking (1)

        - `Gateway.port` \`port\` is gone\: 100\%\, \<b\>\"\&\'\`\|\\n\\u\{1b\}\[31m · `property.removed` · response
          - `a b.yaml:7:3`
          - was `{"type":"integer"}`
          - It is so. For example `{"port":1}`.
          - 2 operations: `GET /trunks`, `POST /trunks`
          - Rust, **breaking**: `types::Gateway::port` `gone: port: Option<i64>`

        ### Risky (1)

        - `Gateway.name` the pattern is another one · `schema.pattern.changed` · request and response
          - `b.yaml:9:3`, was `a b.yaml:7:3`
          - `"a"` → `"b"`
          - It is so.
          - 2 operations: `GET /trunks`, `POST /trunks`

        ### Safe (1)

        - `Gateway.note` the property `note` is new · `property.added` · response
          - `b.yaml:12:3`
          - is `{"type":"string"}`
          - It is so.
          - 2 operations: `GET /trunks`, `POST /trunks`
          - Rust, additive: `types::Gateway::note` `new: note: Option<String>`

        <details>
        <summary>Documentation (1)</summary>

        - `info` the description is another one · `info.description.changed`

        </details>

        ### Rust items, beside those above (1)

        - Rust, **breaking**: `types::Old` `gone: pub struct Old`

        <details>
        <summary>For CHANGELOG.md</summary>

        ~~~~md
        ## 0.2.0

        ### Added

        - `Gateway.note`: the property `note` is new (2 operations).

        ### Changed

        - `Gateway.name`: the pattern is another one (2 operations).
        - Documentation in 1 place.

        ### Removed

        - **Breaking:** `Gateway.port`: \`port\` is gone\: 100\%\, \<b\>\"\&\'\`\|\\n\\u\{1b\}\[31m (2 operations).
        - **Breaking:** `types::Old` is gone in Rust.
        ~~~~

        </details>
        "#);
    }

    #[test]
    fn nothing_is_said_outright() {
        insta::assert_snapshot!(rendered(&testing::empty(), render), @"
        **No semantic change** — wire: nothing; Rust: nothing; version: nothing to release; gate open (`--fail-on breaking`)

        `HEAD:openapi/bolna.yaml` → `openapi/bolna.yaml`
        ");
    }

    #[test]
    fn a_comment_is_never_longer_than_it_may_be_and_says_what_is_missing() {
        let mut report = testing::report();
        let one = report.findings[0].clone();
        report.findings = vec![one; 5_000];
        report.findings.push(testing::report().findings.pop().unwrap());
        let text = rendered(&report, render);
        assert!(text.chars().count() <= 65_536 && text.len() <= 65_536, "{}", text.len());
        assert!(text.contains("rows are not shown here"), "{text}");
        assert!(
            text.starts_with("**Breaking** — wire: 5000 breaking, 1 docs;"),
            "{text}"
        );
    }

    #[test]
    fn what_a_document_says_is_text() {
        let mut report = testing::report();
        report.findings[0].message = "</details><!-- \n# x".to_owned();
        report.findings[0].wire = Wire::Docs;
        let text = rendered(&report, render);
        assert!(!text.contains("</details><!--"), "{text}");
    }
}
