//! `cargo xtask lint`.

use std::fs;

use support::Checkout;
use tempfile::TempDir;

use crate::command::{Ran, Run, run_in};

const SPEC: &str = "openapi: 3.1.0
info: {title: Pets, version: 1.0}
paths:
  /pets:
    get:
      operationId: list_pets
      responses: {'200': {description: all}, '404': {description: none}}
";

fn folder_with(spec: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("api.yaml"), spec).unwrap();
    folder
}

#[test]
fn the_contract_of_the_checkout_has_findings_and_is_left_alone() {
    let checkout = Checkout::copy();
    let before = checkout.state();
    let Ran { code, stdout, stderr } = checkout.run(&["lint", "--notes"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(stdout.starts_with("openapi/bolna.yaml:1:1: note[L001]: "), "{stdout}");
    let counted = checkout.run(&["lint"]).stdout;
    assert!(!counted.contains("openapi/bolna.yaml:"), "{counted}");
    assert!(counted.contains("× note[L001] "), "{counted}");
    assert!(stdout.contains("0 errors, "), "{stdout}");
    assert!(before == checkout.state());
}

#[test]
fn any_document_anywhere_is_looked_at() {
    let folder = folder_with(SPEC);
    let ran = run_in(folder.path(), &["lint", "--spec", "api.yaml"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!(ran.stdout, @r#"
    api.yaml:2:21: warning[L002]: `info.version` is the number 1.0, not a string
        at /info/version
        done: taken as the string "1.0"

         1 × warning[L002] a version that is written as a number
         1 × note[L001] an OpenAPI 3.1 document
         1 × note[L010] documented error responses

    3 findings: 0 errors, 1 warning, 2 notes; `cargo xtask explain CODE` explains each
    "#);
}

#[test]
fn findings_before_an_error_are_told_with_it() {
    let folder = folder_with(&SPEC.replace("description: all", "description: [all]"));
    let ran = run_in(folder.path(), &["lint", "--spec", "api.yaml"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.stderr, "error: nothing can be generated: 1 error\n");
    insta::assert_snapshot!(ran.stdout, @r#"
    api.yaml:2:21: warning[L002]: `info.version` is the number 1.0, not a string
        at /info/version
        done: taken as the string "1.0"
    api.yaml:3:1: error[L090]: not OpenAPI 3.0: invalid type: sequence, expected a string
        at /paths
        help: correct it upstream, or with an overlay action

         1 × error[L090] a field does not hold what the specification wants there
         1 × warning[L002] a version that is written as a number
         1 × note[L001] an OpenAPI 3.1 document
         1 × note[L010] documented error responses

    4 findings: 1 error, 1 warning, 2 notes; `cargo xtask explain CODE` explains each
    "#);
}

#[test]
fn a_file_that_is_not_there_is_a_finding_in_every_format() {
    let folder = TempDir::new().unwrap();
    for (format, expected) in [
        ("text", "error[D001]"),
        ("json", "\"code\": \"D001\""),
        ("github", "::error file=gone.yaml,line=1,col=1,title=D001%3A "),
        ("sarif", "\"ruleId\": \"D001\""),
    ] {
        let ran = run_in(folder.path(), &["lint", "--spec", "gone.yaml", "--format", format]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.stdout.contains(expected), "{}", ran.stdout);
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    }
}

#[test]
fn a_denied_code_closes_the_gate() {
    let folder = folder_with(SPEC);
    let ends = |deny: &[&str]| {
        let mut arguments = vec!["lint", "--spec", "api.yaml"];
        arguments.extend(deny.iter().flat_map(|rule| ["--deny", rule]));
        run_in(folder.path(), &arguments).code
    };
    assert_eq!(ends(&[]), Some(0));
    assert_eq!(ends(&["l010"]), Some(1), "a note that is named");
    assert_eq!(ends(&["L090"]), Some(0), "it does not occur");
    assert_eq!(ends(&["L090", "all"]), Some(1), "the version is a number");
    assert_eq!(ends(&["L91"]), Some(2), "there is no such rule");
}

#[test]
fn an_overlay_without_a_document_is_a_mistake_of_the_caller() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run_in(folder.path(), &["lint", "--overlay", "a.yaml"]).code, Some(2));
}
