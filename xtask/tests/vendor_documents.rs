//! `cargo xtask vendor` with whole documents, with several sources, and with a contract in JSON.

use crate::command::Run;
use crate::vendor::*;

#[test]
fn a_whole_document_replaces_the_contract_and_is_the_source_of_every_operation_that_changed() {
    let checkout = checkout();
    assert_eq!(checkout.run(&["vendor", "get.md"]).code, Some(0));
    checkout.write(
        "openapi.yaml",
        CONTRACT
            .replace("version: 1.0.0", "version: 1.1.0")
            .trim_end()
            .as_bytes(),
    );
    insta::assert_snapshot!(vendors(&checkout, &["openapi.yaml"]), @r#"
    openapi/bolna.yaml: 1 operation removed, 1 unchanged; 1 component removed
    removed GET /trunks/{id}
    removed components/schemas/Id
    openapi.yaml replaces the whole contract
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`

    @@ -3,3 +3,3 @@
       title: Trunks API
    -  version: 1.0.0
    +  version: 1.1.0
     servers:
    @@ -20,19 +20,2 @@
                       $ref: '#/components/schemas/Trunk'
    -  /trunks/{id}:
    -    get:
    -      parameters:
    -        - in: path
    -          name: id
    -          required: true
    -          schema:
    -            $ref: '#/components/schemas/Id'
    -      responses:
    -        '200':
    -          description: >-
    -            One of
    -            them.
    -          content:
    -            application/json:
    -              schema:
    -                $ref: '#/components/schemas/Trunk'
     components:
    @@ -55,4 +38,2 @@
               default: 5060
    -    Id:
    -      type: string
       securitySchemes:
    @@ -61,2 +42 @@
           scheme: bearer
    -

    @@ -10,9 +10 @@
     digest = "sha256:…"
    -
    -[[operation]]
    -method = "GET"
    -path = "/trunks/{id}"
    -origin = "published"
    -source = "Trunks API reference, page \"Get a trunk\""
    -retrieved = "2026-12-24"
    -digest = "sha256:…"
    "#);
}

#[test]
fn a_whole_document_in_json_is_written_as_yaml() {
    let checkout = checkout();
    let contract = get().replace("One of", "\u{1f600} of");
    let contract = document::load(FILE, contract.as_bytes()).unwrap().value;
    // Escaped as only JSON can be.
    let json = serde_json::to_string(&contract)
        .unwrap()
        .replace('\u{1f600}', "\\ud83d\\ude00");
    checkout.write("openapi.json", json.as_bytes());
    let overlay = FITTING.replace("['/trunks']", "['/trunks/{id}']");
    checkout.write(OVERLAY, overlay.as_bytes());
    let ran = checkout.run(&["vendor", "openapi.json"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    insta::assert_snapshot!(without_report(&ran.stdout), @r#"
    openapi/bolna.yaml: 1 operation added, 1 removed; 1 component added
    added GET /trunks/{id}
    removed GET /trunks
    added components/schemas/Id
    openapi.json replaces the whole contract
    openapi/bolna.yaml is written in block style, as it was JSON or YAML in that style
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`
    "#);
    let written = checkout.text(FILE);
    assert_eq!(document::load(FILE, written.as_bytes()).unwrap().value, contract);
    assert!(written.contains("\n            - 'no'\n"), "{written}");
    let again = checkout.run(&["vendor", "openapi.json"]);
    assert_eq!(again.stdout, "openapi/bolna.yaml says so already\nno file changed\n");
}

#[test]
fn several_sources_come_at_once_and_one_of_them_from_standard_input() {
    let checkout = checkout();
    let ran = checkout.run_with(&["vendor", "-", "list.md"], checkout.text("get.md").as_bytes());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("added GET /trunks/{id}"), "{}", ran.stdout);
    let document = checkout.run_with(&["vendor", "-"], CONTRACT.as_bytes());
    assert!(
        document.stdout.contains("standard input replaces the whole contract"),
        "{}",
        document.stdout
    );
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let checkout = checkout();
    let before = checkout.state();
    let dry = checkout.run(&["vendor", "get.md", "--dry-run"]);
    assert_eq!(dry.code, Some(0));
    assert!(before == checkout.state());
    let wet = checkout.run(&["vendor", "get.md"]);
    let changes = |said: &str| {
        said.lines()
            .filter(|line| !line.contains("wr"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(changes(&dry.stdout), changes(&wet.stdout));
    assert!(dry.stdout.ends_with("nothing was written\n"), "{}", dry.stdout);
}

#[test]
fn a_contract_in_json_becomes_yaml_when_it_changes_and_not_before() {
    let checkout = checkout();
    let contract = document::load(FILE, CONTRACT.as_bytes()).unwrap().value;
    let json = serde_json::to_string_pretty(&contract).unwrap();
    checkout.write(FILE, json.as_bytes());
    assert_eq!(checkout.run(&["vendor", "list.md"]).code, Some(0));
    assert_eq!(checkout.text(FILE), json);
    let ran = checkout.run(&["vendor", "get.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("is written in block style"), "{}", ran.stdout);
    assert!(
        checkout
            .text(FILE)
            .contains("\n            One of\n            them.\n"),
        "{}",
        checkout.text(FILE)
    );
}
