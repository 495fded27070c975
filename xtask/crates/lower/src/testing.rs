//! One pass on the smallest document that needs it.
//!
//! A snapshot shows what the pass changes as a diff of YAML: the lines that change and those that lead to them. After
//! it stands what was found, a line each.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

mod difference;
mod yaml;

use serde_json::Value;

use super::{Findings, Pass};

/// What `pass` changes in the document `yaml`, or `unchanged`; and what it finds. The YAML may be indented as the test is.
pub(crate) fn lowered(pass: Pass, yaml: &str) -> String {
    let Run { before, after, found } = run(&pass, yaml);
    let difference = difference::between(&shown(&before, &after), &shown(&after, &before));
    let difference = if difference.is_empty() {
        "unchanged".to_owned()
    } else {
        difference
    };
    std::iter::once(difference).chain(found).collect::<Vec<_>>().join("\n")
}

/// What a pass that changes nothing finds in the document `yaml`.
pub(crate) fn found(pass: Pass, yaml: &str) -> String {
    let Run { before, after, found } = run(&pass, yaml);
    assert_eq!(before, after, "{} changes the document", pass.name);
    found.join("\n")
}

struct Run {
    before: Value,
    after: Value,
    found: Vec<String>,
}

fn run(pass: &Pass, yaml: &str) -> Run {
    let indent = yaml
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min();
    let lines: Vec<&str> = yaml
        .trim_end()
        .lines()
        .skip(1)
        .map(|line| line.get(indent.unwrap_or(0)..).unwrap_or(""))
        .collect();
    let mut document = document::load_text("test.yaml", &lines.join("\n"), 0).expect("well-formed YAML");
    let before = document.value.clone();
    let mut findings = Findings::default();
    (pass.run)(&mut document, &mut findings);
    let found = findings.into_sorted().into_iter().map(|finding| {
        assert!(
            pass.rules.contains(&finding.rule),
            "{} does not name its rule {}",
            pass.name,
            finding.rule.id
        );
        let document::finding::Finding {
            rule,
            severity,
            location,
            pointer,
            message,
            ..
        } = finding;
        format!("{severity}[{}] {location} {pointer}: {message}", rule.id)
    });
    Run {
        before,
        after: document.value,
        found: found.collect(),
    }
}

/// The document as YAML, laid out as `other` is; what is shown is what is there.
fn shown(document: &Value, other: &Value) -> String {
    let text = yaml::print(document, other);
    let again = document::load_text("shown.yaml", &text, 0).expect("what was printed is YAML");
    assert_eq!(
        again.value.to_string(),
        document.to_string(),
        "printed as another document:\n{text}"
    );
    text
}
