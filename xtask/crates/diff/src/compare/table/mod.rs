//! Each kind of change, in each direction, with the finding and the verdict that it must have; the reverse of it; and
//! what says the same in other words, which must have none.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod causes;
mod compositions;
mod exchange;
mod same;
mod schemas;
mod security;
mod written;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::compare;
use crate::model::{Direction, Finding, Wire};
use crate::normal::paths::template;
use document::rule::Rule;
use document::{Document, Pointer, SourceMap};

/// Fewer values are valid.
const fn narrowed(rule: &'static Rule) -> Expected {
    (rule, Wire::Breaking, Wire::Safe)
}

/// More values are valid.
const fn widened(rule: &'static Rule) -> Expected {
    (rule, Wire::Safe, Wire::Breaking)
}

/// The same in both directions.
const fn always(rule: &'static Rule, wire: Wire) -> Expected {
    (rule, wire, wire)
}

/// Base, revision, and what is found in each direction.
type SchemaRow = (&'static str, &'static str, &'static [Expected]);

/// Base, revision, and what is found.
type ContractRow = (&'static str, &'static str, &'static [(&'static Rule, Wire)]);

pub(super) fn yaml(text: &str) -> Value {
    document::load("table.yaml", text.as_bytes())
        .unwrap_or_else(|failure| panic!("{failure}\n{text}"))
        .value
}

pub(super) fn document(value: Value) -> Document {
    let source = SourceMap::default();
    Document { value, source }
}

/// A contract in which a schema is sent, received, or both.
fn with_schema(schema: &Value, direction: Direction) -> Document {
    let content = json!({"content": {"application/json": {"schema": schema}}});
    let body = json!({"requestBody": content, "responses": {"204": {"description": "ok"}}});
    let operation = match direction {
        Direction::Request => body,
        Direction::Response => json!({"responses": {"200": content}}),
        _ => json!({"requestBody": content, "responses": {"200": content}}),
    };
    let schemas = json!({"A": {"type": "string"}, "B": {"type": "integer"}, "C": {"type": "object", "required": ["c"], "properties": {"c": {"const": 1}}}});
    document(json!({"openapi": "3.1.0", "paths": {"/x": {"post": operation}}, "components": {"schemas": schemas}}))
}

pub(super) fn said(findings: &[Finding]) -> Vec<(&'static Rule, Wire)> {
    let mut said: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.wire)).collect();
    said.sort_unstable();
    said
}

/// The rule that holds when base and revision are swapped.
fn mirrored(rule: &Rule) -> &'static Rule {
    const PAIRS: [(&str, &str); 9] = [
        ("added", "removed"),
        ("raised", "lowered"),
        ("widened", "narrowed"),
        ("tightened", "loosened"),
        ("broken", "mended"),
        ("advanced", "postponed"),
        ("allowed", "forbidden"),
        ("value-added", "value-removed"),
        ("branch-added", "branch-removed"),
    ];
    let (head, change) = rule.id.rsplit_once('.').unwrap();
    let other = PAIRS.iter().find_map(|(one, other)| match change {
        change if change == *one => Some(*other),
        change if change == *other => Some(*one),
        _ => None,
    });
    let id = format!("{head}.{}", other.unwrap_or(change));
    crate::rules()
        .find(|rule| rule.id == id)
        .unwrap_or_else(|| panic!("{} has no mirror: there is no rule `{id}`", rule.id))
}

/// Swapping the sides swaps every finding: its rule, its places, its values.
pub(super) fn must_mirror(base: &Document, revision: &Document, findings: &[Finding]) {
    let swapped = compare(revision, base);
    let pointer = |place: &Option<crate::model::Place>| place.as_ref().map(|place| place.pointer.clone());
    type Row = (
        &'static Rule,
        Option<Pointer>,
        Option<Pointer>,
        Option<String>,
        Option<String>,
        Vec<String>,
    );
    let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
    let row = |finding: &Finding, swap: bool| -> Row {
        let (base, revision) = (pointer(&finding.base), pointer(&finding.revision));
        let (old, new) = (text(&finding.old), text(&finding.new));
        let operations = finding.operations.iter().map(|name| template(name)).collect();
        if swap {
            // Operations have the names of the revision, in which path parameters may have others.
            (mirrored(finding.rule), revision, base, new, old, operations)
        } else {
            (finding.rule, base, revision, old, new, operations)
        }
    };
    let mut expected: Vec<Row> = findings.iter().map(|finding| row(finding, true)).collect();
    let mut found: Vec<Row> = swapped.iter().map(|finding| row(finding, false)).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected, "swapped");
}

/// What must hold for findings whatever they are.
pub(super) fn must_be_sound(findings: &[Finding]) {
    for finding in findings {
        assert!(finding.base.is_some() || finding.revision.is_some(), "{finding:?}");
        assert!(!finding.subject.is_empty(), "{finding:?}");
        assert!(
            !finding.message.is_empty() && !finding.message.ends_with('.'),
            "{finding:?}"
        );
        assert!(finding.why.ends_with('.'), "{finding:?}");
    }
    assert!(findings.is_sorted_by(|one, other| one.wire >= other.wire));
}

/// One finding: its rule, and what it means for what is sent and what is received.
type Expected = (&'static Rule, Wire, Wire);

fn check_schema(base: &str, revision: &str, expected: &[Expected]) {
    let (old, new) = (yaml(base), yaml(revision));
    for direction in [Direction::Request, Direction::Response, Direction::Both] {
        let (one, other) = (with_schema(&old, direction), with_schema(&new, direction));
        let findings = compare(&one, &other);
        let mut wanted: Vec<_> = expected
            .iter()
            .map(|(rule, request, response)| match direction {
                Direction::Request => (*rule, *request),
                Direction::Response => (*rule, *response),
                _ => (*rule, *request.max(response)),
            })
            .collect();
        wanted.sort_unstable();
        // Inline, a schema that is sent and received stands twice.
        let found = said(&findings);
        match direction {
            Direction::Both => {
                let mut found: Vec<_> = found.chunks(2).map(|two| *two.iter().max().unwrap()).collect();
                found.dedup();
                assert_eq!(found, wanted, "both: {base} → {revision}\n{findings:#?}");
            }
            _ => assert_eq!(found, wanted, "{direction}: {base} → {revision}\n{findings:#?}"),
        }
        must_be_sound(&findings);
        must_mirror(&one, &other, &findings);
    }
}

/// A contract with one operation, `POST /x/{id}`, and whatever else `text` says at its top.
fn with_operation(text: &str) -> Document {
    let mut value = yaml(text);
    let top = value.as_object_mut().unwrap();
    for (key, default) in [
        ("openapi", json!("3.1.0")),
        ("info", json!({"title": "T", "version": "1"})),
    ] {
        top.entry(key).or_insert(default);
    }
    if let Some(operation) = top.shift_remove("op") {
        top.insert("paths".to_owned(), json!({"/x/{id}": {"post": operation}}));
    }
    document(value)
}

fn check_contract(base: &str, revision: &str, expected: &[(&'static Rule, Wire)]) {
    let (old, new) = (with_operation(base), with_operation(revision));
    let findings = compare(&old, &new);
    let mut wanted = expected.to_vec();
    wanted.sort_unstable();
    assert_eq!(said(&findings), wanted, "{base}\n→\n{revision}\n{findings:#?}");
    must_be_sound(&findings);
    must_mirror(&old, &new, &findings);
}

#[test]
fn each_rule_has_a_row() {
    let of_schemas = schemas::rows().into_iter().chain(compositions::rows());
    let of_schemas = of_schemas.flat_map(|(.., expected)| expected.iter().map(|(rule, ..)| *rule));
    let of_contracts = exchange::rows()
        .into_iter()
        .chain(security::rows())
        .chain(written::rows());
    let of_contracts = of_contracts.flat_map(|(.., expected)| expected.iter().map(|(rule, _)| *rule));
    // A row is tried with its sides swapped, too.
    let told = of_schemas.chain(of_contracts).flat_map(|rule| [rule, mirrored(rule)]);
    let told: BTreeSet<&str> = told.map(|rule| rule.id).collect();
    // Those of Rust have theirs in `surface`; a base path that moved has a test of its own in `written`, as its paths differ.
    let all = crate::rules()
        .map(|rule| rule.id)
        .filter(|id| !id.starts_with("rust.") && *id != "server.base-path.moved");
    let missing: Vec<&str> = all.filter(|id| !told.contains(id)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}
