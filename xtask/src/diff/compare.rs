//! PLACEHOLDER of this branch: a few comparisons, to try the reports with.

use serde_json::Value;

use super::model::{Direction, Finding, Place, Wire};
use crate::document::{Document, Pointer};

/// What changes from `base` to `revision`.
#[must_use]
pub fn compare(base: &Document, revision: &Document) -> Vec<Finding> {
    let mut findings = Vec::new();
    for parts in [["components", "schemas"].as_slice(), &["paths"], &["info"]] {
        level(base, revision, &Pointer::of(parts.iter().copied()), &mut findings, 0);
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.wire));
    findings
}

fn level(base: &Document, revision: &Document, at: &Pointer, findings: &mut Vec<Finding>, depth: usize) {
    let keys = |document: &Document| -> Vec<String> {
        match document.get(at) {
            Some(Value::Object(members)) => members.keys().cloned().collect(),
            Some(Value::Array(elements)) => (0..elements.len()).map(|index| index.to_string()).collect(),
            _ => Vec::new(),
        }
    };
    let (old, new) = (keys(base), keys(revision));
    let place = |document: &Document, pointer: &Pointer| {
        document.get(pointer).map(|_| Place {
            pointer: pointer.clone(),
            location: document.locate(pointer),
        })
    };
    let mut all = old.clone();
    all.extend(new.iter().filter(|key| !old.contains(key)).cloned());
    for key in all {
        let here = at.join(&key);
        let (a, b) = (base.get(&here), revision.get(&here));
        if a == b {
            continue;
        }
        let nested = |value: Option<&Value>| matches!(value, Some(Value::Object(_) | Value::Array(_)));
        if nested(a) && nested(b) && depth < 30 {
            level(base, revision, &here, findings, depth + 1);
            continue;
        }
        let docs = ["description", "title"].contains(&key.as_str()) || at.last() == Some("info");
        let (id, wire, message) = match (a, b) {
            _ if docs => (
                "info.description.changed",
                Wire::Docs,
                format!("the text of `{key}` is another one"),
            ),
            (Some(_), None) => ("property.removed", Wire::Breaking, format!("`{key}` is gone")),
            (None, Some(_)) => ("property.added", Wire::Safe, format!("`{key}` is new")),
            _ => ("schema.type.changed", Wire::Breaking, format!("`{key}` is another one")),
        };
        findings.push(Finding {
            id,
            subject: here
                .tokens()
                .iter()
                .skip(2)
                .filter(|token| *token != "properties")
                .cloned()
                .collect::<Vec<_>>()
                .join("."),
            direction: Direction::Response,
            wire,
            rust: None,
            base: place(base, &here),
            revision: place(revision, &here),
            old: a.cloned(),
            new: b.cloned(),
            operations: operations(base, revision, &here),
            message,
            why: "Callers read it.".to_owned(),
            counterexample: None,
            accepted: None,
        });
    }
}

fn operations(base: &Document, revision: &Document, at: &Pointer) -> Vec<String> {
    let name = match at.tokens() {
        [first, path, ..] if first == "paths" => return vec![format!("GET {path}")],
        [_, _, name, ..] => format!("schemas/{name}\""),
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    for document in [base, revision] {
        for (method, path) in crate::provenance::operations(&document.value) {
            let pointer = Pointer::of(["paths".to_owned(), path.clone(), method.to_lowercase()]);
            let mentions = document
                .get(&pointer)
                .is_some_and(|operation| operation.to_string().contains(&name));
            let operation = format!("{method} {path}");
            if mentions && !found.contains(&operation) {
                found.push(operation);
            }
        }
    }
    found
}
