//! A report as the comment of a pull request.
//!
//! The first line has the verdict, the counts and what the gate says. A comment of GitHub has at most 65,536 characters:
//! they are counted, and what does not fit is said in few words or summed up.

use super::{NOTHING, Severity, Shown, compact, declared, directed, former, place};
use crate::changelog;
use crate::markup::{code, html_code, prose};
use crate::model::{Finding, Rust, SurfaceChange};
use document::report::plural;

/// How many characters a report may have. A comment of GitHub has at most 65,536; a workflow puts a few lines of its own
/// behind the report.
const LIMIT: usize = 60_000;
/// How many of them the changelog entry may have.
const ENTRY: usize = 8_000;
/// How many stale acceptances and notes are written out.
const STALE: usize = 20;
/// How many operations of a finding are named in its line, and how many when they are folded.
const OPERATIONS: usize = 3;
const FOLDED: usize = 200;

/// A comment, and what may still be written into it.
struct Comment {
    text: String,
    left: usize,
}

impl Comment {
    /// Writes `part` if there is room for it, with `reserve` kept for what has to come behind it.
    fn write(&mut self, part: &str, reserve: usize) -> bool {
        let size = size(part);
        let fits = size.saturating_add(reserve) <= self.left;
        if fits {
            self.text.push_str(part);
            self.left -= size;
        }
        fits
    }
}

/// How many characters a text has as GitHub may count them: a character beyond the first 65,536 of Unicode as two.
fn size(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The report as Markdown.
#[must_use]
pub(super) fn render(shown: Shown<'_>) -> String {
    let (report, verdict) = (shown.report, shown.verdict);
    let word = if verdict.is_empty() {
        NOTHING.to_owned()
    } else {
        capitalized(verdict.word())
    };
    let mut comment = Comment {
        text: String::new(),
        left: LIMIT,
    };
    let entry = changelog::entry(report, verdict).map_or_else(String::new, |entry| folded_entry(&entry));
    // The sum of what is omitted has one line; the ends of two sections that are folded have less.
    let reserve = size(&entry) + 300;
    let head = format!(
        "**{word}** — {}; {}; {}\n\n{} → {}\n",
        shown.counts(),
        shown.version(),
        shown.gate.reason(),
        code(&report.base.name),
        code(&report.revision.name)
    );
    comment.write(&head, 0);
    let mut omitted = 0;
    for (number, stale) in shown.gate.stale.iter().enumerate() {
        let line = format!(
            "\n- **{}** {} {}\n",
            stale.rule.id,
            code(&stale.location.to_string()),
            prose(&stale.message)
        );
        if number >= STALE || !comment.write(&line, reserve) {
            omitted += 1;
        }
    }
    for note in shown.notes() {
        comment.write(&format!("\n{}.\n", prose(&note)), reserve);
    }

    let (findings, items) = (shown.findings(), shown.surface_of());
    for severity in Severity::ALL {
        let of_severity: Vec<_> = findings
            .iter()
            .filter(|(_, finding)| Severity::from_finding(finding) == severity)
            .collect();
        if of_severity.is_empty() {
            continue;
        }
        let title = format!("{} ({})", severity.title(), of_severity.len());
        let folded = severity == Severity::Docs;
        omitted += section(
            &mut comment,
            &title,
            folded,
            reserve,
            &of_severity,
            |(number, finding)| {
                if folded {
                    [short(finding), String::new()]
                } else {
                    [row(items.get(*number), finding), short(finding)]
                }
            },
        );
    }
    let alone = shown.surface_alone();
    if !alone.is_empty() {
        let title = format!("Rust items, beside those above ({})", alone.len());
        omitted += section(&mut comment, &title, false, reserve, &alone, |change| {
            [format!("- {}\n", item(change)), String::new()]
        });
    }
    if omitted > 0 {
        let rows = match omitted {
            1 => "1 row is".to_owned(),
            many => format!("{many} rows are"),
        };
        let line = format!("\n{rows} not shown here; `cargo xtask diff --format html --output diff.html` has all.\n");
        comment.write(&line, size(&entry));
    }
    comment.write(&entry, 0);
    comment.text.trim_end().to_owned()
}

/// The changelog entry, as much of it as may be there.
fn folded_entry(entry: &str) -> String {
    let mut kept = String::new();
    for line in entry.split_inclusive('\n') {
        if size(&kept) + size(line) > ENTRY {
            kept.push_str("…\n");
            break;
        }
        kept.push_str(line);
    }
    format!("\n<details>\n<summary>For CHANGELOG.md</summary>\n\n~~~~md\n{kept}~~~~\n\n</details>\n")
}

/// Writes the rows that there is room for, as they are or in few words, and says how many there were beside them. A row
/// without a second form has none.
fn section<T>(
    comment: &mut Comment,
    title: &str,
    folded: bool,
    reserve: usize,
    rows: &[T],
    forms: impl Fn(&T) -> [String; 2],
) -> usize {
    let (open, close) = if folded {
        (format!("\n<details>\n<summary>{title}</summary>\n\n"), "\n</details>\n")
    } else {
        (format!("\n### {title}\n\n"), "")
    };
    let reserve = reserve + size(close);
    if !comment.write(&open, reserve) {
        return rows.len();
    }
    // The worst are first: what is behind one that has no room is not shown in its place.
    let written = rows.iter().take_while(|row| {
        let [whole, short] = forms(row);
        comment.write(&whole, reserve) || !short.is_empty() && comment.write(&short, reserve)
    });
    let omitted = rows.len() - written.count();
    comment.write(close, 0);
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
        let was = former(finding).map_or_else(String::new, |base| {
            format!(", was {}", code(&base.location.to_string()))
        });
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
    if let Some(operations) = operations(&finding.operations) {
        add(operations);
    }
    items.iter().for_each(|change| add(item(change)));
    if let Some(reason) = &finding.accepted {
        add(format!("accepted: {}", prose(reason)));
    }
    row
}

/// The operations that a finding reaches: folded, where they are more than a line has.
fn operations(names: &[String]) -> Option<String> {
    let count = plural(names.len(), "operation");
    if names.is_empty() {
        return None;
    }
    if names.len() <= OPERATIONS {
        let named: Vec<_> = names.iter().map(|name| code(name)).collect();
        return Some(format!("{count}: {}", named.join(", ")));
    }
    // Within a block of HTML nothing is Markdown.
    let named: Vec<_> = names.iter().take(FOLDED).map(|name| html_code(name)).collect();
    let more = match names.len().saturating_sub(FOLDED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!(
        "<details><summary>{count}</summary>{}{more}</details>",
        named.join(", ")
    ))
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
          - `b.yaml:8:3`, was `a b.yaml:7:3`
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
        let one = testing::report().findings[0].clone();
        let wide = Finding {
            // Characters that count as two, and of which many are written as several.
            subject: "\u{1f4de}".repeat(90),
            message: "\u{1f4de}<".repeat(150),
            why: "\u{1f4de}*.".repeat(100),
            ..one.clone()
        };
        let many = Finding {
            operations: (0..7_000).map(|number| format!("GET /a/{number}")).collect(),
            ..one.clone()
        };
        for finding in [one, wide, many] {
            let mut report = testing::report();
            report.findings = vec![finding; 600];
            report.findings.push(testing::report().findings.pop().unwrap());
            report.surface = None;
            report.base.note = Some("a note".repeat(60));
            let text = rendered(&report, render);
            assert!(size(&text) <= LIMIT, "{}", size(&text));
            assert!(size(&text) > LIMIT * 9 / 10, "{} of {LIMIT}", size(&text));
            assert!(text.contains("rows are not shown here"), "{text}");
            assert!(text.contains("For CHANGELOG.md"), "{text}");
            assert!(text.starts_with("**Breaking** — wire: 600 breaking, 1 docs;"), "{text}");
        }
    }

    #[test]
    fn the_operations_of_a_finding_are_folded_when_they_are_many() {
        let names: Vec<_> = (0..300).map(|number| format!("GET /a/{{b}}/{number}")).collect();
        assert_eq!(
            operations(&names[..2]).unwrap(),
            "2 operations: `GET /a/{b}/0`, `GET /a/{b}/1`"
        );
        let folded = operations(&names).unwrap();
        assert!(
            folded.starts_with("<details><summary>300 operations</summary><code>GET /a/{b}/0</code>, "),
            "{folded}"
        );
        assert!(folded.ends_with(" and 100 more</details>"), "{folded}");
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
