//! `cargo xtask readme`.

use std::fs;

use support::Checkout;

use crate::command::Run;

const BEGIN: &str = "<!-- operations:begin -->";

/// A checkout with the README of this one.
fn checkout() -> Checkout {
    let checkout = Checkout::copy();
    checkout.write(
        "README.md",
        &fs::read(support::checkout::root().join("README.md")).unwrap(),
    );
    checkout
}

#[test]
fn the_readme_of_this_checkout_has_the_operations_of_its_contract() {
    let checkout = checkout();
    let before = checkout.state();
    assert_eq!(checkout.run(&["readme", "--check"]).code, Some(0));
    let ran = checkout.run(&["readme"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.starts_with("README.md up to date: "), "{}", ran.stdout);
    assert!(before == checkout.state());
}

#[test]
fn a_renamed_operation_is_stale_until_the_readme_is_written_anew() {
    let checkout = checkout();
    checkout.edit(
        "openapi/overlay.yaml",
        "operationId: list_agents\n",
        "operationId: list_all_agents\n",
    );

    let stale = checkout.run(&["readme", "--check"]);
    assert_eq!(stale.code, Some(1));
    assert!(stale.stdout.starts_with("README.md is stale\n"), "{}", stale.stdout);
    assert!(
        stale
            .stdout
            .contains("\n+|  | `list_all_agents` | `GET /v2/agent/all` | "),
        "{}",
        stale.stdout
    );
    assert!(
        stale
            .stdout
            .ends_with("Run `cargo xtask readme` and commit what it changes.\n"),
        "{}",
        stale.stdout
    );

    let written = checkout.run(&["readme"]);
    assert_eq!(written.code, Some(0));
    assert!(written.stdout.starts_with("README.md written: "), "{}", written.stdout);
    assert_eq!(checkout.run(&["readme", "--check"]).code, Some(0));
}

#[test]
fn a_readme_without_a_place_for_the_table_is_refused_and_stays() {
    let checkout = checkout();
    checkout.edit("README.md", BEGIN, "");
    insta::assert_snapshot!(checkout.refuses(&["readme"]), @"
    error: README.md has no place for the operations: it has no line `<!-- operations:begin -->`
     help: the table is written between the lines `<!-- operations:begin -->` and `<!-- operations:end -->`, each of them there once
    ");
}

#[test]
fn a_readme_that_is_no_text_is_refused() {
    let checkout = checkout();
    checkout.write("README.md", b"\xff");
    insta::assert_snapshot!(checkout.refuses(&["readme"]), @"
    error: README.md is not UTF-8
     help: save it as UTF-8
    ");
}
