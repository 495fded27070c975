//! One pass on the smallest document that needs it.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use super::{Findings, Pass};
use crate::document;

/// What is left of `yaml` after `pass`, as one line of JSON, and what was found, a line each. The YAML may be indented as
/// the test is.
pub(crate) fn lowered(pass: Pass, yaml: &str) -> String {
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
    let mut findings = Findings::default();
    (pass.run)(&mut document, &mut findings);
    let findings = findings.into_sorted().into_iter().map(|finding| {
        assert!(
            pass.codes.contains(&finding.code),
            "{} does not name its code {}",
            pass.name,
            finding.code.id
        );
        let crate::finding::Finding {
            code,
            severity,
            location,
            pointer,
            message,
            ..
        } = finding;
        format!("{severity}[{}] {location} {pointer}: {message}", code.id)
    });
    std::iter::once(document.value.to_string())
        .chain(findings)
        .collect::<Vec<_>>()
        .join("\n")
}
