//! Findings as SARIF 2.1.0, which code scanning reads.
//!
//! The few objects that are needed are written here: `serde-sarif` generates all 60 of them in a build script, with a
//! schema compiler and a `syn` that nobody maintains any more, and the other crates are the first release of one person.

use std::collections::BTreeSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::finding::Finding;
use crate::rule::Rule;

/// RFC 3986 section 2.3, and the slash between segments.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Section 3.13 of the specification.
#[derive(Serialize)]
pub struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

/// Section 3.14.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
pub struct Tool {
    driver: Driver,
}

/// Section 3.19.
#[derive(Serialize)]
pub struct Driver {
    pub name: &'static str,
    pub version: &'static str,
    pub rules: Vec<ReportingDescriptor>,
}

/// Section 3.49: a rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportingDescriptor {
    pub id: &'static str,
    pub short_description: Text,
    pub full_description: Text,
    pub help: Text,
}

#[derive(Serialize)]
pub struct Text {
    pub text: String,
}

/// Section 3.27: a `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    pub rule_id: &'static str,
    pub rule_index: usize,
    pub level: String,
    pub message: Text,
    pub locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related_locations: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<serde_json::Value>,
}

/// Section 3.28, with the message that says what it has to do with the result.
#[derive(Serialize)]
pub struct Related {
    pub message: Text,
    #[serde(flatten)]
    pub location: Location,
}

/// Section 3.35: a result that a person has looked at and lets through.
#[derive(Serialize)]
pub struct Suppression {
    pub kind: &'static str,
    pub justification: String,
}

/// Section 3.28.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    physical_location: Physical,
    logical_locations: [Logical; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
pub struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    start_line: u32,
    start_column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Logical {
    fully_qualified_name: String,
}

/// The findings as one run, with the rules that occur.
#[must_use]
pub fn render(findings: &[Finding]) -> String {
    let rules = Rules::new(findings.iter().map(|finding| finding.rule));
    let results = findings.iter().map(|finding| outcome(finding, &rules)).collect();
    log("cargo xtask lint", &rules, results)
}

/// The rules that occur in a run, by id.
#[derive(Debug)]
pub struct Rules(Vec<&'static Rule>);

impl Rules {
    /// Sorts the rules, and keeps each of them once.
    pub fn new(rules: impl IntoIterator<Item = &'static Rule>) -> Self {
        let rules: BTreeSet<_> = rules.into_iter().collect();
        Self(rules.into_iter().collect())
    }

    /// The index of a rule: as many are before it as have a smaller id.
    #[must_use]
    pub fn index(&self, rule: &Rule) -> usize {
        self.0.partition_point(|known| *known < rule)
    }
}

/// One run of `tool` as a log.
pub fn log(tool: &'static str, rules: &Rules, results: Vec<Outcome>) -> String {
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: tool,
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules.0.iter().copied().map(ReportingDescriptor::from).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results,
        }],
    };
    // Nothing in it can fail to serialize: texts and numbers in structs.
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

impl From<&'static Rule> for ReportingDescriptor {
    fn from(rule: &'static Rule) -> Self {
        let text = |text: String| Text { text };
        Self {
            id: rule.id,
            short_description: text(rule.title.to_owned()),
            full_description: text(rule.explanation.to_owned()),
            help: text(format!("{}\n\nExample:\n{}", rule.explanation, rule.example)),
        }
    }
}

fn outcome(finding: &Finding, rules: &Rules) -> Outcome {
    let Finding {
        rule,
        severity,
        location,
        pointer,
        message,
        remedy,
    } = finding;
    Outcome {
        rule_id: rule.id,
        rule_index: rules.index(rule),
        // The three severities have the names of levels (section 3.27.10).
        level: severity.to_string(),
        message: Text {
            text: format!("{message}. {remedy}"),
        },
        locations: [locate(location, pointer.to_string())],
        related_locations: Vec::new(),
        suppressions: Vec::new(),
        properties: None,
    }
}

/// A place in a file, and what it is in the document.
pub fn locate(location: &crate::Location, name: String) -> Location {
    Location {
        physical_location: Physical {
            artifact_location: Artifact {
                uri: uri(&location.file),
            },
            region: Region {
                start_line: location.line,
                start_column: location.column,
            },
        },
        logical_locations: [Logical {
            fully_qualified_name: name,
        }],
    }
}

/// A path as a URI (section 3.4.3): relative to wherever the reader says that the sources are, or of a file.
fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, ENCODED);
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else {
        encoded.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::findings;

    #[test]
    fn a_finding_is_a_result_and_its_code_a_rule() {
        insta::assert_snapshot!(super::render(&findings()[1..2]), @r#"
        {
          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "cargo xtask lint",
                  "version": "0.0.0",
                  "rules": [
                    {
                      "id": "T002",
                      "shortDescription": {
                        "text": "another: thing, 100%"
                      },
                      "fullDescription": {
                        "text": "It is odd."
                      },
                      "help": {
                        "text": "It is odd.\n\nExample:\nthing: 2"
                      }
                    }
                  ]
                }
              },
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "T002",
                  "ruleIndex": 0,
                  "level": "warning",
                  "message": {
                    "text": "two\nlines\r\u001b[35m. done"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "my%20api.yaml"
                        },
                        "region": {
                          "startLine": 4,
                          "startColumn": 7
                        }
                      },
                      "logicalLocations": [
                        {
                          "fullyQualifiedName": "/paths/~1a~0b"
                        }
                      ]
                    }
                  ]
                }
              ]
            }
          ]
        }
        "#);
    }

    #[test]
    fn each_result_names_its_rule_by_id_and_index() {
        let log: serde_json::Value = serde_json::from_str(&super::render(&findings())).unwrap();
        let run = &log["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn a_path_is_a_uri_and_an_absolute_one_is_of_a_file() {
        assert_eq!(super::uri("a b/ü,c.yaml"), "a%20b/%C3%BC%2Cc.yaml");
        assert_eq!(super::uri("/a/b.yaml"), "file:///a/b.yaml");
    }
}
