//! `tests/fixtures/faulty.yaml` has every fault that is carried over, and behind each the rules that name it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use support::checkout::{fixture, root};

use crate::command::run_in;

#[test]
fn each_fault_is_named_at_its_line_and_nothing_else_is() {
    let ran = run_in(
        &root().join("tests/fixtures"),
        &["lint", "--spec", "faulty.yaml", "--format", "json"],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let found: BTreeSet<(u64, String)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            (
                finding["line"].as_u64().unwrap(),
                finding["code"].as_str().unwrap().to_owned(),
            )
        })
        .collect();

    let text = fs::read_to_string(fixture("faulty.yaml")).unwrap();
    let marked: BTreeSet<(u64, String)> = (1..)
        .zip(text.lines())
        .filter_map(|(number, line)| Some((number, line.split_once("  # L")?.1)))
        .flat_map(|(number, ids)| {
            format!("L{ids}")
                .split(' ')
                .map(|id| (number, id.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    let missing: Vec<_> = marked.difference(&found).collect();
    let unexpected: Vec<_> = found.difference(&marked).collect();
    assert!(
        missing.is_empty() && unexpected.is_empty(),
        "missing: {missing:?}, unexpected: {unexpected:?}"
    );
}

#[test]
fn all_operations_of_the_whole_api_come_out() {
    let ran = run_in(
        &root().join("tests/fixtures"),
        &["lint", "--spec", "whole-api.yaml", "--format", "json"],
    );
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    let count = |rule: &str| {
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["code"] == rule)
            .count()
    };
    assert_eq!(count("L060"), 70, "every operation is without an id");
    assert_eq!(
        count("L070"),
        15,
        "responses with an example and no schema, those of errors apart"
    );
    assert_eq!(count("L062"), 3, "the parameters of the search");
}
