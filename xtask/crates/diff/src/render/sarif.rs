//! A report as SARIF 2.1.0, which code scanning reads.

use serde_json::json;

use super::{NOTHING, Severity, Shown, compact, declared, former, place};
use crate::model::{Finding, Rust, SurfaceChange};
use document::Location;
use document::report::sarif::{Outcome, Related, Rules, Suppression, Text, locate, log};
use document::rule::Rule;

/// The report as one run, with the rules that occur.
#[must_use]
pub(super) fn render(shown: Shown<'_>) -> String {
    let alone = shown.surface_alone();
    let stale = &shown.gate.stale;
    let of_findings = shown.report.findings.iter().map(|finding| finding.rule);
    let of_items = alone.iter().map(|change| change.rule());
    let of_stale = stale.iter().map(|finding| finding.rule);
    let mut occurring: Vec<_> = of_findings.chain(of_items).chain(of_stale).collect();
    if occurring.is_empty() {
        occurring.push(&NONE);
    }
    let rules = Rules::new(occurring);
    let of = |rule: &'static Rule| Outcome {
        rule_id: rule.id,
        rule_index: rules.index(rule),
        level: "none".to_owned(),
        message: text(NOTHING),
        locations: [locate(&Location::start_of(&shown.report.revision.name), String::new())],
        related_locations: Vec::new(),
        suppressions: Vec::new(),
        properties: None,
    };
    let mut results: Vec<Outcome> = Vec::new();
    let items = shown.surface_of();
    for (number, finding) in shown.findings() {
        results.push(outcome(items.get(number), finding, of(finding.rule)));
    }
    results.extend(alone.into_iter().map(|change| item(change, of(change.rule()))));
    results.extend(stale.iter().map(|finding| Outcome {
        level: "error".to_owned(),
        message: text(&format!("{}. {}", finding.message, finding.remedy)),
        locations: [locate(&finding.location, finding.pointer.to_string())],
        ..of(finding.rule)
    }));
    if results.is_empty() {
        // A run without results could as well be one that did not look (section 3.27.9).
        results.push(of(&NONE));
    }
    log("cargo xtask diff", &rules, results)
}

/// The rule of the one result that says that there is none.
static NONE: Rule = Rule {
    id: "none",
    title: "none",
    explanation: "none",
    example: "none",
};

fn text(text: &str) -> Text {
    Text { text: text.to_owned() }
}

fn outcome(items: &[&SurfaceChange], finding: &Finding, blank: Outcome) -> Outcome {
    let mut message = format!("{}: {}. {}", finding.subject, finding.message, finding.why);
    if let Some(example) = &finding.counterexample {
        message.push_str(&format!(" For example: {}.", compact(example)));
    }
    let locations = match place(finding) {
        Some(place) => [locate(&place.location, place.pointer.to_string())],
        None => blank.locations,
    };
    let related = former(finding).map(|place| Related {
        message: text("was"),
        location: locate(&place.location, place.pointer.to_string()),
    });
    let items: Vec<_> = items.iter().map(|change| &change.item).collect();
    Outcome {
        level: level(Severity::from_finding(finding)).to_owned(),
        message: text(&message),
        locations,
        related_locations: related.into_iter().collect(),
        suppressions: suppressions(finding.accepted.as_ref()),
        properties: Some(json!({
            "wire": finding.wire,
            "rust": finding.rust,
            "direction": finding.direction,
            "operations": finding.operations,
            "items": items,
        })),
        ..blank
    }
}

fn item(change: &SurfaceChange, blank: Outcome) -> Outcome {
    let severity = if change.rust == Rust::Breaking {
        Severity::Breaking
    } else {
        Severity::Safe
    };
    Outcome {
        level: level(severity).to_owned(),
        message: text(&format!("{}: {}. {}", change.item, declared(change), change.why)),
        suppressions: suppressions(change.accepted.as_ref()),
        properties: Some(json!({ "rust": change.rust })),
        ..blank
    }
}

/// Section 3.27.10.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Breaking => "error",
        Severity::Risky => "warning",
        Severity::Safe | Severity::Docs => "note",
    }
}

fn suppressions(accepted: Option<&String>) -> Vec<Suppression> {
    let suppression = accepted.map(|reason| Suppression {
        kind: "external",
        justification: reason.clone(),
    });
    suppression.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::testing::rendered;
    use super::*;
    use crate::model::Report;
    use crate::testing;

    fn run(report: &Report) -> Value {
        let log: Value = serde_json::from_str(&rendered(report, render)).unwrap();
        log["runs"][0].clone()
    }

    /// What the published schema asks of the objects that are written here, and what the text of the specification adds.
    fn schema() -> Value {
        let text =
            json!({"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}});
        let location = json!({
            "type": "object",
            "properties": {
                "message": text,
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "properties": {"uri": {"type": "string", "format": "uri-reference", "pattern": "^[^ <>\"]+$"}},
                            "additionalProperties": false
                        },
                        "region": {
                            "type": "object",
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1}
                            },
                            "additionalProperties": false
                        }
                    },
                    "additionalProperties": false
                },
                "logicalLocations": {
                    "type": "array",
                    "uniqueItems": true,
                    "items": {
                        "type": "object",
                        "properties": {"fullyQualifiedName": {"type": "string"}},
                        "additionalProperties": false
                    }
                }
            },
            "additionalProperties": false
        });
        json!({
            "type": "object",
            "required": ["version", "runs"],
            "properties": {
                "$schema": {"type": "string", "format": "uri"},
                "version": {"const": "2.1.0"},
                "runs": {"type": "array", "minItems": 1, "items": {
                    "type": "object",
                    "required": ["tool"],
                    "properties": {
                        "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
                            "type": "object",
                            "required": ["name"],
                            "properties": {
                                "name": {"type": "string"},
                                "version": {"type": "string"},
                                "rules": {"type": "array", "uniqueItems": true, "items": {
                                    "type": "object",
                                    "required": ["id"],
                                    "properties": {
                                        "id": {"type": "string"},
                                        "shortDescription": text, "fullDescription": text, "help": text
                                    },
                                    "additionalProperties": false
                                }}
                            },
                            "additionalProperties": false
                        }}, "additionalProperties": false},
                        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                        "results": {"type": "array", "items": {
                            "type": "object",
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": text,
                                "locations": {"type": "array", "items": location},
                                "relatedLocations": {"type": "array", "uniqueItems": true, "items": location},
                                "suppressions": {"type": "array", "uniqueItems": true, "items": {
                                    "type": "object",
                                    "required": ["kind"],
                                    "properties": {"kind": {"enum": ["inSource", "external"]}, "justification": {"type": "string"}},
                                    "additionalProperties": false
                                }},
                                "properties": {"type": "object"}
                            },
                            "additionalProperties": false
                        }}
                    },
                    "additionalProperties": false
                }}
            },
            "additionalProperties": false
        })
    }

    #[test]
    fn a_log_keeps_the_rules_of_the_published_schema() {
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema())
            .unwrap();
        let mut accepted = testing::report();
        accepted.findings[0].accepted = Some("known".to_owned());
        for report in [testing::report(), testing::empty(), accepted] {
            let log: Value = serde_json::from_str(&rendered(&report, render)).unwrap();
            let errors: Vec<_> = validator
                .iter_errors(&log)
                .map(|error| format!("{error} at {}", error.instance_path()))
                .collect();
            assert_eq!(errors, [""; 0]);
        }
    }

    #[test]
    fn each_result_names_its_rule_by_id_and_index() {
        let run = run(&testing::report());
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), 5, "four findings and an item that follows from none");
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
    }

    #[test]
    fn a_finding_is_where_it_is_now_and_refers_to_where_it_was() {
        let run = run(&testing::report());
        insta::assert_snapshot!(serde_json::to_string_pretty(&run["results"][1]).unwrap(), @r#"
        {
          "ruleId": "schema.pattern.changed",
          "ruleIndex": 4,
          "level": "warning",
          "message": {
            "text": "Gateway.name: the pattern is another one. It is so."
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "b.yaml"
                },
                "region": {
                  "startLine": 9,
                  "startColumn": 3
                }
              },
              "logicalLocations": [
                {
                  "fullyQualifiedName": "/components/schemas/Gateway/properties/port"
                }
              ]
            }
          ],
          "relatedLocations": [
            {
              "message": {
                "text": "was"
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "a%20b.yaml"
                },
                "region": {
                  "startLine": 7,
                  "startColumn": 3
                }
              },
              "logicalLocations": [
                {
                  "fullyQualifiedName": "/components/schemas/Gateway/properties/port"
                }
              ]
            }
          ],
          "properties": {
            "wire": "risky",
            "rust": "none",
            "direction": "both",
            "operations": [
              "GET /trunks",
              "POST /trunks"
            ],
            "items": []
          }
        }
        "#);
    }

    #[test]
    fn nothing_is_said_outright() {
        let run = run(&testing::empty());
        assert_eq!(run["results"][0]["message"]["text"], NOTHING);
        assert_eq!(run["results"][0]["level"], "none");
    }
}
