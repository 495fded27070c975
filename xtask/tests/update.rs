//! `cargo xtask update`: everything that follows from what is published, from an index over loopback.

use support::{Checkout, Server};

use crate::command::{Ran, Run};
use crate::server::{Page, site, text};
use crate::vendor::{CONTRACT, FILE, OVERLAY, PROVENANCE, checkout, get, page};

const GENERATED: &str = "bolna-api/src/generated/mod.rs";

/// The page of an operation that is not in the contract yet.
fn new() -> String {
    page("GET /trunks/{id}", "Get a trunk", &get().replace("5060", "5061"))
}

/// The page of the operation of the contract, which says something else now.
fn changed() -> String {
    page("GET /trunks", "List trunks", &CONTRACT.replace("5060", "5061"))
}

/// The page of an operation that the vendor has removed since.
fn removed() -> String {
    page("GET /trunks", "Old trunks", &CONTRACT).replace("/trunks", "/old")
}

/// A checkout that has taken the page that is to be removed, and can be generated.
fn checkout_with_removed() -> Checkout {
    let checkout = checkout();
    checkout.write("old.md", removed().as_bytes());
    let ran = checkout.run(&["vendor", "old.md", "--keep-going"]);
    assert!(checkout.text(FILE).contains("/old"), "{}{}", ran.stdout, ran.stderr);
    let overlay = checkout.text(OVERLAY)
        + "  - target: $.paths['/old'].get\n    description: The page does not name it.\n    update: {operationId: list_old, tags: [Trunks]}\n";
    checkout.write(OVERLAY, overlay.as_bytes());
    checkout
}

/// An index with a new, a changed, a missing and a broken page.
fn faulty() -> Server {
    site([
        (
            "/llms.txt",
            text("# Docs\n\n- [Get](get.md)\n- [List](list.md)\n- [Gone](gone.md)\n- [Broken](broken.md)\n"),
        ),
        ("/get.md", text(new())),
        ("/list.md", text(changed())),
        ("/broken.md", text(new().trim_end_matches('`').to_owned())),
    ])
}

fn sound() -> Server {
    site([
        ("/llms.txt", text("# Docs\n\n- [Get](get.md)\n- [List](list.md)\n")),
        ("/get.md", text(new())),
        ("/list.md", text(changed())),
    ])
}

fn update(checkout: &Checkout, server: &Server, more: &[&str]) -> Ran {
    let index = format!("{}/llms.txt", server.url());
    let ran = checkout.run(&[&["update", &index], more].concat());
    Ran {
        stdout: server.redact(&ran.stdout),
        ..ran
    }
}

/// Adds what the new page needs to be generated.
fn name_the_new_one(checkout: &Checkout) {
    let overlay = checkout.text(OVERLAY)
        + "  - target: $.paths['/trunks/{id}'].get\n    description: The page does not name it.\n    update: {operationId: get_trunk, tags: [Trunks]}\n";
    checkout.write(OVERLAY, overlay.as_bytes());
}

#[test]
fn a_faulty_index_is_reported_as_a_whole_and_nothing_is_written() {
    let (checkout, server) = (checkout_with_removed(), faulty());
    let before = checkout.state();
    let ran = update(&checkout, &server, &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""), "{}", ran.stdout);
    insta::assert_snapshot!(ran.stdout, @"");
    assert!(before == checkout.state(), "a file was touched");
    assert_eq!(update(&checkout, &server, &[]).stdout, ran.stdout, "the same again");
}

#[test]
fn after_each_decision_the_same_command_says_what_is_left() {
    let (checkout, server) = (checkout_with_removed(), sound());
    name_the_new_one(&checkout);
    // The index does not fit yet: the overlay names an operation that only comes with it.
    let ran = update(&checkout, &server, &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""), "{}", ran.stdout);
    let (_, end) = ran.stdout.rsplit_once("\n\n").unwrap();
    insta::assert_snapshot!(end, @"");
    assert!(checkout.text(FILE).contains("/trunks/{id}"));
    assert!(
        checkout.text(GENERATED).contains("generated"),
        "the client is written too"
    );
    assert!(
        checkout.text("README.md").contains("GET /trunks/{id}"),
        "and the README"
    );
    let written = checkout.state();

    let again = update(&checkout, &server, &[]);
    assert_eq!(again.code, Some(1), "{}", again.stdout);
    insta::assert_snapshot!(again.stdout, @"");
    assert!(written == checkout.state());
}

#[test]
fn what_can_be_taken_is_written_on_demand() {
    let (checkout, server) = (checkout_with_removed(), faulty());
    name_the_new_one(&checkout);
    let ran = update(&checkout, &server, &["--keep-going"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stdout);
    assert!(checkout.text(FILE).contains("/trunks/{id}"), "{}", ran.stdout);
    assert!(checkout.text(PROVENANCE).contains("/trunks/{id}"));
}

#[test]
fn nothing_is_left_where_nothing_changed() {
    let checkout = checkout();
    let server = site([
        ("/llms.txt", text("- [List](list.md)\n")),
        ("/list.md", Page::Text(page("GET /trunks", "List trunks", CONTRACT))),
    ]);
    assert_eq!(
        update(&checkout, &server, &[]).code,
        Some(1),
        "the client is another one"
    );
    let ran = update(&checkout, &server, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert!(
        ran.stdout.ends_with("no file changed\nnothing is left to decide\n"),
        "{}",
        ran.stdout
    );
}
