//! `cargo xtask update`: everything that follows from what is published, from an index over loopback.

use support::{Checkout, Server};

use crate::command::{Ran, Run};
use crate::server::{Page, site, text};
use crate::vendor::{CONTRACT, FILE, OVERLAY, PROVENANCE, checkout, get, page};

/// A README with a place for the operations.
const README: &str = "# Trunks\n\n<!-- operations:begin -->\n<!-- operations:end -->\n";
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
    page("GET /trunks", "Old trunks", CONTRACT).replace("/trunks", "/old")
}

/// A checkout that has taken the page that is to be removed, and can be generated.
fn checkout_with_removed() -> Checkout {
    let checkout = checkout();
    checkout.write("README.md", README.as_bytes());
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
    insta::assert_snapshot!(ran.stdout, @r##"
    openapi/bolna.yaml: 1 operation added, 2 unchanged; 1 component added, 1 updated
    added GET /trunks/{id}, from http://server/get.md
    updated components/schemas/Gateway, from http://server/get.md and 1 more
    added components/schemas/Id, from http://server/get.md

    openapi/bolna.yaml:32:3: safe[path.item.added]: /trunks/{id}: the path `/trunks/{id}` is new, with GET
        is: {"get":{"parameters":[{"in":"path","name":"id","required":true,"schema":{"$ref":"#/components/schemas/Id"}}],"responses":{"200":{"description":"One of them.","c…
        Nobody calls it yet.
        reaches GET /trunks/{id}
        Rust additive: Client::get_trunks_by_id: new: fn get_trunks_by_id(&self) -> builder::GetTrunksById<'_>
        Rust additive: builder::GetTrunksById: new: pub struct GetTrunksById
    openapi/bolna.yaml:66:11: docs[schema.default.changed]: Gateway.port: the default is 5061 and was 5060
    Rust items, beside those above
        Rust additive: types::Id: new: pub struct Id

    For CHANGELOG.md

        ## 0.1.1

        ### Added

        - `/trunks/{id}`: the path `/trunks/{id}` is new, with GET (`GET /trunks/{id}`).
        - `types::Id` is new in Rust.

        ### Changed

        - Documentation in 1 place.

    before:openapi/bolna.yaml → openapi/bolna.yaml
    compatible; wire: 1 safe, 1 docs; Rust: 3 additive; version: 0.1.0 → 0.1.1; no gate

    nothing was written, of openapi/bolna.yaml, openapi/provenance.toml, README.md, bolna-api/src/generated: decide what is named first below, or `--keep-going` writes what there is

    left to decide: 4 things
      1. http://server/llms.txt:5:1: error[V008]: http://server/gone.md: the server answers with status 404
         next: the page is gone or was moved: look it up in the documentation
      2. http://server/broken.md:7:1: error[V011]: the fence that begins here is not closed
         next: fetch the page again: its end is missing
      3. GET /old has no page any more; it came from Trunks API reference, page "Old trunks"
         next: if it is gone, delete it from openapi/bolna.yaml and run `cargo xtask transcribe SOURCE`; if it lives on, name its page to `cargo xtask vendor`
      4. openapi/bolna.yaml:33:5: warning[L060]: GET /trunks/{id} has no `operationId`
         next: look at it; done was: named `get_trunks_by_id` after method and path. For something else, write an action with `target: "$['paths']['/trunks/{id}']['get']"` and its reason into openapi/overlay.yaml
    run the command again after each: it says what is left then (openapi/overlay.yaml has the corrections)
    "##);
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
    insta::assert_snapshot!(end, @r#"
    left to decide: 3 things
      1. GET /old has no page any more; it came from Trunks API reference, page "Old trunks"
         next: if it is gone, delete it from openapi/bolna.yaml and run `cargo xtask transcribe SOURCE`; if it lives on, name its page to `cargo xtask vendor`
      2. the snapshots that change are not written yet
         next: `INSTA_UPDATE=always cargo test -p bolna-tests`, then review `git diff tests/snapshots`
      3. which version the change needs is to be decided, and what breaks to be accepted
         next: `cargo xtask diff --fail-on breaking`; what is to go through all the same goes into `openapi/accepted.toml`; commit with its entry for the changelog
    run the command again after each: it says what is left then (openapi/overlay.yaml has the corrections)
    "#);
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
    insta::assert_snapshot!(again.stdout, @r#"
    openapi/bolna.yaml says so already

    no file changed

    left to decide: 1 thing
      1. GET /old has no page any more; it came from Trunks API reference, page "Old trunks"
         next: if it is gone, delete it from openapi/bolna.yaml and run `cargo xtask transcribe SOURCE`; if it lives on, name its page to `cargo xtask vendor`
    run the command again after each: it says what is left then (openapi/overlay.yaml has the corrections)
    "#);
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
    checkout.write("README.md", README.as_bytes());
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
