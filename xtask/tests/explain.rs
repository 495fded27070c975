//! `cargo xtask explain`.

use crate::command::{Ran, run_in};

#[test]
fn a_rule_is_explained_anywhere_in_any_case() {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let Ran { code, stdout, stderr } = run_in(elsewhere.path(), &["explain", "l001"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(stdout.starts_with("L001: an OpenAPI 3.1 document\n\n"), "{stdout}");
    assert!(stdout.contains("\nExample:\n\n    openapi: 3.1.0"), "{stdout}");
}

#[test]
fn without_a_rule_all_are_listed() {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let listed = run_in(elsewhere.path(), &["explain"]);
    assert_eq!(listed.code, Some(0));
    let known = xtask::rules::all().count();
    assert_eq!(listed.stdout.lines().count(), known);
}

#[test]
fn a_rule_that_is_not_there_is_an_error_with_its_neighbours() {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let Ran { code, stdout, stderr } = run_in(elsewhere.path(), &["explain", "O01"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(
        stderr.starts_with("error: there is no rule `O01`\n help: did you mean "),
        "{stderr}"
    );
}
