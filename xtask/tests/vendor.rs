//! `cargo xtask vendor` with files and standard input.

use std::fs;

use similar::TextDiff;
use support::Checkout;

use crate::command::Run;

pub(crate) const FILE: &str = "openapi/bolna.yaml";
pub(crate) const OVERLAY: &str = "openapi/overlay.yaml";
pub(crate) const PROVENANCE: &str = "openapi/provenance.toml";

/// A contract with one operation, as a page has it too.
pub(crate) const CONTRACT: &str = "\
openapi: 3.1.0
info:
  title: Trunks API
  version: 1.0.0
servers:
  - url: https://api.example.com
security:
  - bearerAuth: []
paths:
  /trunks:
    get:
      responses:
        '200':
          description: All of them.
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/Trunk'
components:
  schemas:
    Trunk:
      type: object
      properties:
        gateway:
          $ref: '#/components/schemas/Gateway'
        encryption:
          type: string
          enum:
            - 'no'
            - sdes
    Gateway:
      type: object
      properties:
        port:
          type: integer
          default: 5060
  securitySchemes:
    bearerAuth:
      type: http
      scheme: bearer

";

/// Corrections that apply to it, with what the generator needs to have.
pub(crate) const FITTING: &str = "\
overlay: 1.1.0
info: {title: Corrections, version: 1.0.0}
actions:
  - target: $.paths['/trunks'].get
    description: The page does not name the operation.
    update: {operationId: list_trunks, tags: [Trunks]}
";

/// Another operation on the same things.
pub(crate) fn get() -> String {
    let operation = "  /trunks/{id}:
    get:
      parameters:
        - in: path
          name: id
          required: true
          schema:
            $ref: '#/components/schemas/Id'
      responses:
        '200':
          description: >-
            One of
            them.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Trunk'
components:
  schemas:
    Id:
      type: string
";
    let (head, rest) = CONTRACT.split_once("  /trunks:\n").unwrap();
    let (_, components) = rest.split_once("components:\n  schemas:\n").unwrap();
    format!("{head}{operation}{components}")
}

pub(crate) fn page(heading: &str, title: &str, document: &str) -> String {
    format!("> A note.\n\n# {title}\n\n## OpenAPI\n\n````yaml {heading}\n{document}````")
}

/// A checkout whose contract is [`CONTRACT`], taken from its page.
pub(crate) fn checkout() -> Checkout {
    let checkout = Checkout::copy();
    fs::remove_file(checkout.path().join(FILE)).unwrap();
    fs::remove_file(checkout.path().join(PROVENANCE)).unwrap();
    checkout.write(OVERLAY, FITTING.as_bytes());
    checkout.write("list.md", page("GET /trunks", "List trunks", CONTRACT).as_bytes());
    checkout.write("get.md", page("GET /trunks/{id}", "Get a trunk", &get()).as_bytes());
    let ran = checkout.run(&["vendor", "list.md"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    checkout
}

/// Runs `vendor` and returns what it said and how the two files changed.
pub(crate) fn vendors(checkout: &Checkout, arguments: &[&str]) -> String {
    let before = [FILE, PROVENANCE].map(|name| checkout.text(name));
    let ran = checkout.run(&[&["vendor"], arguments].concat());
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let diffs = before.iter().zip([FILE, PROVENANCE]).map(|(old, name)| {
        let new = checkout.text(name);
        TextDiff::from_lines(old.as_str(), &new)
            .unified_diff()
            .context_radius(1)
            .to_string()
    });
    let text = diffs.fold(without_report(&ran.stdout), |text, diff| format!("{text}\n{diff}"));
    let is_digest = |part: &&str| part.len() == 64 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digests: Vec<String> = text.split(['"', ':']).filter(is_digest).map(str::to_owned).collect();
    digests.iter().fold(text, |text, digest| text.replace(digest, "…"))
}

/// What `vendor` says without the report of `diff` in it, which has tests of its own.
pub(crate) fn without_report(said: &str) -> String {
    match (said.split_once("\n\n"), said.rsplit_once("\n\n")) {
        (Some((before, _)), Some((report, after))) if report.contains(" \u{2192} ") => format!("{before}\n{after}"),
        _ => said.to_owned(),
    }
}

#[test]
fn it_ends_with_what_the_change_means() {
    let checkout = checkout();
    checkout.edit("list.md", "            - 'no'\n", "");
    for (arguments, end) in [
        (&["vendor", "list.md", "--dry-run"][..], "nothing was written\n"),
        (&["vendor", "list.md"], "`cargo xtask regen`\n"),
    ] {
        let ran = checkout.run(arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        assert!(
            ran.stdout
                .contains("\nbefore:openapi/bolna.yaml \u{2192} openapi/bolna.yaml\n"),
            "{}",
            ran.stdout
        );
        assert!(ran.stdout.contains("Trunk"), "{}", ran.stdout);
        assert!(ran.stdout.contains("; wire: "), "{}", ran.stdout);
        assert!(ran.stdout.ends_with(end), "{}", ran.stdout);
    }
}

#[test]
fn the_first_page_becomes_the_contract_to_the_byte() {
    let checkout = checkout();
    assert_eq!(checkout.text(FILE), CONTRACT);
    let provenance = checkout.text(PROVENANCE);
    assert!(
        provenance.contains("source = \"Trunks API reference, page \\\"List trunks\\\"\"\nretrieved = \"2026-12-24\""),
        "{provenance}"
    );
}

#[test]
fn several_first_pages_become_the_contract_as_they_were_published() {
    let checkout = checkout();
    assert_eq!(checkout.run(&["vendor", "get.md"]).code, Some(0));
    let one_by_one = checkout.text(FILE);
    fs::remove_file(checkout.path().join(FILE)).unwrap();
    let ran = checkout.run(&["vendor", "list.md", "get.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(checkout.text(FILE), one_by_one);
}

#[test]
fn the_same_page_twice_changes_nothing() {
    let checkout = checkout();
    let before = checkout.state();
    let ran = checkout.run(&["vendor", "list.md"]);
    assert_eq!(ran.stdout, "openapi/bolna.yaml says so already\nno file changed\n");
    assert!(before == checkout.state());
}

#[test]
fn a_page_that_was_saved_with_other_line_ends_changes_nothing() {
    let checkout = checkout();
    checkout.write("list.md", checkout.text("list.md").replace('\n', "\r\n").as_bytes());
    assert!(vendors(&checkout, &["list.md"]).ends_with("\nno file changed\n\n\n"));
}

#[test]
fn what_a_page_says_about_the_whole_api_is_told_and_not_taken() {
    let checkout = checkout();
    checkout.edit("list.md", "version: 1.0.0", "version: 1.1.0");
    insta::assert_snapshot!(vendors(&checkout, &["list.md"]), @r#"
    openapi/bolna.yaml says so already
    not taken from list.md, which is a page: /info/version: "1.0.0" -> "1.1.0"
    no file changed
    "#);
}

#[test]
fn one_changed_property_is_a_diff_of_one_line_and_is_told() {
    let checkout = checkout();
    checkout.edit("list.md", "5060", "5061");
    insta::assert_snapshot!(vendors(&checkout, &["list.md"]), @r#"
    openapi/bolna.yaml: 1 operation unchanged; 1 component updated
    updated components/schemas/Gateway, from list.md
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`

    @@ -37,3 +37,3 @@
               type: integer
    -          default: 5060
    +          default: 5061
       securitySchemes:

    @@ -9,2 +9,2 @@
     retrieved = "2026-12-24"
    -digest = "sha256:…"
    +digest = "sha256:…"
    "#);
}

#[test]
fn a_second_page_adds_its_operation_and_what_only_it_has() {
    insta::assert_snapshot!(vendors(&checkout(), &["get.md"]), @r#"
    openapi/bolna.yaml: 1 operation added, 1 unchanged; 1 component added
    added GET /trunks/{id}, from get.md
    added components/schemas/Id, from get.md
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`

    @@ -20,2 +20,19 @@
                       $ref: '#/components/schemas/Trunk'
    +  /trunks/{id}:
    +    get:
    +      parameters:
    +        - in: path
    +          name: id
    +          required: true
    +          schema:
    +            $ref: '#/components/schemas/Id'
    +      responses:
    +        '200':
    +          description: >-
    +            One of
    +            them.
    +          content:
    +            application/json:
    +              schema:
    +                $ref: '#/components/schemas/Trunk'
     components:
    @@ -38,2 +55,4 @@
               default: 5060
    +    Id:
    +      type: string
       securitySchemes:

    @@ -10 +10,9 @@
     digest = "sha256:…"
    +
    +[[operation]]
    +method = "GET"
    +path = "/trunks/{id}"
    +origin = "published"
    +source = "Trunks API reference, page \"Get a trunk\""
    +retrieved = "2026-12-24"
    +digest = "sha256:…"
    "#);
}

#[test]
fn a_component_that_differs_is_told_with_the_operations_that_use_it_too() {
    let checkout = checkout();
    checkout.edit("get.md", "- sdes", "- sdes\n            - dtls");
    checkout.edit("get.md", "default: 5060", "default: 5061");
    insta::assert_snapshot!(vendors(&checkout, &["get.md"]), @r#"
    openapi/bolna.yaml: 1 operation added, 1 unchanged; 1 component added, 2 updated
    added GET /trunks/{id}, from get.md
    updated components/schemas/Trunk, from get.md
    updated components/schemas/Gateway, from get.md
    added components/schemas/Id, from get.md
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`

    @@ -20,2 +20,19 @@
                       $ref: '#/components/schemas/Trunk'
    +  /trunks/{id}:
    +    get:
    +      parameters:
    +        - in: path
    +          name: id
    +          required: true
    +          schema:
    +            $ref: '#/components/schemas/Id'
    +      responses:
    +        '200':
    +          description: >-
    +            One of
    +            them.
    +          content:
    +            application/json:
    +              schema:
    +                $ref: '#/components/schemas/Trunk'
     components:
    @@ -32,2 +49,3 @@
                 - sdes
    +            - dtls
         Gateway:
    @@ -37,3 +55,5 @@
               type: integer
    -          default: 5060
    +          default: 5061
    +    Id:
    +      type: string
       securitySchemes:

    @@ -9,2 +9,10 @@
     retrieved = "2026-12-24"
    -digest = "sha256:…"
    +digest = "sha256:…"
    +
    +[[operation]]
    +method = "GET"
    +path = "/trunks/{id}"
    +origin = "published"
    +source = "Trunks API reference, page \"Get a trunk\""
    +retrieved = "2026-12-24"
    +digest = "sha256:…"
    "#);
}

#[test]
fn a_component_that_nothing_reaches_any_more_is_removed() {
    let checkout = checkout();
    checkout.edit(
        "list.md",
        "          $ref: '#/components/schemas/Gateway'\n",
        "          type: string\n",
    );
    insta::assert_snapshot!(vendors(&checkout, &["list.md"]), @r#"
    openapi/bolna.yaml: 1 operation unchanged; 1 component updated, 1 removed
    updated components/schemas/Trunk, from list.md
    removed components/schemas/Gateway
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`

    @@ -26,3 +26,3 @@
             gateway:
    -          $ref: '#/components/schemas/Gateway'
    +          type: string
             encryption:
    @@ -32,8 +32,2 @@
                 - sdes
    -    Gateway:
    -      type: object
    -      properties:
    -        port:
    -          type: integer
    -          default: 5060
       securitySchemes:

    @@ -9,2 +9,2 @@
     retrieved = "2026-12-24"
    -digest = "sha256:…"
    +digest = "sha256:…"
    "#);
}
