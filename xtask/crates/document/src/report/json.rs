//! Findings for a program.
//!
//! One object. A member may be added at any time; what changes otherwise raises `version`.
//!
//! | member | type | what it is |
//! |---|---|---|
//! | `version` | integer | of this shape: 1 |
//! | `summary` | object | `errors`, `warnings`, `notes`: how many there are |
//! | `findings` | array | by stage, file and line |
//! | `findings[].code` | string | the id of the rule, as `cargo xtask explain` takes it |
//! | `findings[].title` | string | what the rule means, in a few words |
//! | `findings[].severity` | string | `error`, `warning` or `note` |
//! | `findings[].file` | string | as it was named on the command line |
//! | `findings[].line`, `findings[].column` | integer | from 1; columns in characters |
//! | `findings[].pointer` | string | a JSON Pointer (RFC 6901); empty for the whole document |
//! | `findings[].message` | string | what is wrong |
//! | `findings[].remedy` | string | of an error what to do, of anything else what was done |

use serde::Serialize;

use super::count;
use crate::finding::{Finding, Severity};

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    summary: Summary,
    findings: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    title: &'a str,
    severity: String,
    file: &'a str,
    line: u32,
    column: u32,
    pointer: String,
    message: &'a str,
    remedy: &'a str,
}

/// The findings as one JSON object.
#[must_use]
pub fn render(findings: &[Finding]) -> String {
    let report = JsonReport {
        version: 1,
        summary: Summary {
            errors: count(findings, Severity::Error),
            warnings: count(findings, Severity::Warning),
            notes: count(findings, Severity::Note),
        },
        findings: findings.iter().map(entry).collect(),
    };
    // Nothing in it can fail to serialize: texts and numbers in structs.
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

fn entry(finding: &Finding) -> Entry<'_> {
    Entry {
        code: finding.rule.id,
        title: finding.rule.title,
        severity: finding.severity.to_string(),
        file: &finding.location.file,
        line: finding.location.line,
        column: finding.location.column,
        pointer: finding.pointer.to_string(),
        message: &finding.message,
        remedy: &finding.remedy,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    #[test]
    fn the_shape_is_the_documented_one() {
        insta::assert_snapshot!(super::render(&findings()[1..2]), @r#"
        {
          "version": 1,
          "summary": {
            "errors": 0,
            "warnings": 1,
            "notes": 0
          },
          "findings": [
            {
              "code": "T002",
              "title": "another: thing, 100%",
              "severity": "warning",
              "file": "my api.yaml",
              "line": 4,
              "column": 7,
              "pointer": "/paths/~1a~0b",
              "message": "two\nlines\r\u001b[35m",
              "remedy": "done"
            }
          ]
        }
        "#);
    }
}
