//! `cargo xtask vendor` with files and standard input.

use std::fs;

use similar::TextDiff;

use crate::checkout::Checkout;

const FILE: &str = "openapi/bolna.yaml";
const PROVENANCE: &str = "openapi/provenance.toml";

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

/// Another operation on the same things.
fn get() -> String {
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
    let checkout = Checkout::new();
    fs::remove_file(checkout.path().join(FILE)).unwrap();
    fs::remove_file(checkout.path().join(PROVENANCE)).unwrap();
    checkout.write("list.md", page("GET /trunks", "List trunks", CONTRACT).as_bytes());
    checkout.write("get.md", page("GET /trunks/{id}", "Get a trunk", &get()).as_bytes());
    let ran = checkout.run(&["vendor", "list.md"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    checkout
}

impl Checkout {
    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Runs `vendor` and returns what it said and how the two files changed.
    fn vendors(&self, arguments: &[&str]) -> String {
        let before = [FILE, PROVENANCE].map(|name| self.text(name));
        let ran = self.run(&[&["vendor"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
        let diffs = before.iter().zip([FILE, PROVENANCE]).map(|(old, name)| {
            let new = self.text(name);
            TextDiff::from_lines(old.as_str(), &new)
                .unified_diff()
                .context_radius(1)
                .to_string()
        });
        let text = diffs.fold(ran.stdout.clone(), |text, diff| format!("{text}\n{diff}"));
        let is_digest = |part: &&str| part.len() == 64 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        let digests: Vec<String> = text.split(['"', ':']).filter(is_digest).map(str::to_owned).collect();
        digests.iter().fold(text, |text, digest| text.replace(digest, "…"))
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
    assert!(checkout.vendors(&["list.md"]).ends_with("\nno file changed\n\n\n"));
}

#[test]
fn pages_of_two_apis_are_refused_also_where_there_is_no_contract_yet() {
    let checkout = checkout();
    fs::remove_file(checkout.path().join(FILE)).unwrap();
    checkout.edit("get.md", "Trunks API", "Other API");
    let said = checkout.refuses(&["vendor", "list.md", "get.md"]);
    assert!(said.starts_with("error[V005]"), "{said}");
}

#[test]
fn what_a_page_says_about_the_whole_api_is_told_and_not_taken() {
    let checkout = checkout();
    checkout.edit("list.md", "version: 1.0.0", "version: 1.1.0");
    insta::assert_snapshot!(checkout.vendors(&["list.md"]), @r#"
    openapi/bolna.yaml says so already
    not taken from list.md, which is a page: /info/version: "1.0.0" -> "1.1.0"
    no file changed
    "#);
}

#[test]
fn one_changed_property_is_a_diff_of_one_line_and_is_told() {
    let checkout = checkout();
    checkout.edit("list.md", "5060", "5061");
    insta::assert_snapshot!(checkout.vendors(&["list.md"]), @r#"
    openapi/bolna.yaml: 1 operation unchanged; 1 component updated
    updated components/schemas/Gateway
      /properties/port/default: 5060 -> 5061
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
    insta::assert_snapshot!(checkout().vendors(&["get.md"]), @r#"
    openapi/bolna.yaml: 1 operation added, 1 unchanged; 1 component added
    added GET /trunks/{id}
    added components/schemas/Id
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
    insta::assert_snapshot!(checkout.vendors(&["get.md"]), @r#"
    openapi/bolna.yaml: 1 operation added, 1 unchanged; 1 component added, 2 updated
    added GET /trunks/{id}
    updated components/schemas/Trunk
      /properties/encryption/enum/2: added "dtls"
      also used by GET /trunks
    updated components/schemas/Gateway
      /properties/port/default: 5060 -> 5061
      also used by GET /trunks
    added components/schemas/Id
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
    insta::assert_snapshot!(checkout.vendors(&["list.md"]), @r##"
    openapi/bolna.yaml: 1 operation unchanged; 1 component updated, 1 removed
    updated components/schemas/Trunk
      /properties/gateway/$ref: removed, was "#/components/schemas/Gateway"
      /properties/gateway/type: added "string"
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
    "##);
}

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
    insta::assert_snapshot!(checkout.vendors(&["openapi.yaml"]), @r#"
    openapi/bolna.yaml: 1 operation removed, 1 unchanged; 1 component removed
      /info/version: "1.0.0" -> "1.1.0"
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
    let contract = xtask::document::load(FILE, contract.as_bytes()).unwrap().value;
    // Escaped as only JSON can be.
    let json = serde_json::to_string(&contract)
        .unwrap()
        .replace('\u{1f600}', "\\ud83d\\ude00");
    checkout.write("openapi.json", json.as_bytes());
    let ran = checkout.run(&["vendor", "openapi.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    insta::assert_snapshot!(ran.stdout, @"
    openapi/bolna.yaml: 1 operation added, 1 removed; 1 component added
    added GET /trunks/{id}
    removed GET /trunks
    added components/schemas/Id
    openapi.json replaces the whole contract
    openapi/bolna.yaml is written in block style, as it was JSON or YAML in that style
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`
    ");
    let written = checkout.text(FILE);
    assert_eq!(xtask::document::load(FILE, written.as_bytes()).unwrap().value, contract);
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
fn a_page_that_is_not_as_it_should_be_is_named_with_its_line() {
    let checkout = checkout();
    let list = checkout.text("list.md");
    let two = get().replace("  /trunks/{id}:", "  /more: {put: {}}\n  /trunks/{id}:");
    let pages = [
        ("guide.md", "# A guide\n".to_owned()),
        ("empty.md", String::new()),
        ("twice.md", format!("{list}\n\n{list}")),
        ("heading.md", list.replace("yaml GET", "yaml POST")),
        (
            "cut.md",
            list.replace("enum:", "````").split("````\n").next().unwrap().to_owned(),
        ),
        ("none.md", list.replace("    get:\n", "    x-get:\n")),
        ("two.md", page("GET /trunks/{id}", "Two", &two)),
        ("title.md", list.replace("Trunks API", "Other API")),
        ("server.md", list.replace("api.example.com", "api.example.org")),
        ("old.md", list.replace("openapi: 3.1.0", "swagger: '2.0'")),
        ("version.md", list.replace("openapi: 3.1.0", "openapi: 3.0.3")),
        ("security.md", list.replace("  - bearerAuth: []", "  - {}")),
        ("dangling.md", list.replace("schemas/Gateway", "schemas/Missing")),
        ("syntax.md", list.replace("title: Trunks API", "title: Trunks API: one")),
        ("html.md", "<!DOCTYPE html>\n<html></html>".to_owned()),
        ("empty.yaml", "openapi: 3.1.0\npaths: {}\n".to_owned()),
        (
            "other.yaml",
            get()
                .replace("Trunks API", "Other")
                .replace("api.example.com", "api.example.org"),
        ),
    ];
    let said = pages.map(|(name, text)| {
        checkout.write(name, text.as_bytes());
        checkout.refuses(&["vendor", name])
    });
    insta::assert_snapshot!(said.join("\n"), @r#"
    error[V001]: the page has no OpenAPI document: no fence that is headed by its operation, as in "````yaml GET /path"
      --> guide.md:1:1
     help: name a page of the API reference, or an OpenAPI document

    error[V001]: the page has no OpenAPI document: no fence that is headed by its operation, as in "````yaml GET /path"
      --> empty.md:1:1
     help: it is empty: check where it comes from

    error[V002]: the page has a second OpenAPI document, GET /trunks; the first one is in line 7
      --> twice.md:59:1
     help: save each as a page of its own

    error[V003]: the heading names POST /trunks, and the document describes GET /trunks
      --> heading.md:7:1
       at /paths/~1trunks/get
     help: fetch the page again, or tell its publisher

    error[V011]: the fence that begins here is not closed
      --> cut.md:7:1
     help: fetch the page again: its end is missing

    error[V004]: the document has no operation; its heading names GET /trunks
      --> none.md:16:1
       at /paths
     help: fetch the page again, or tell its publisher

    error[V004]: the document of a page has one operation; this one has PUT /more and GET /trunks/{id}
      --> two.md:19:5
       at /paths/~1trunks~1{id}/get
     help: save the document as a .yaml file to replace the whole contract by it

    error[V005]: this describes another API: `info.title` is not `Trunks API`, as in the contract
      --> title.md:10:3
       at /info/title
     help: name a page of that API; if the API was renamed, say so in the contract first

    error[V005]: this describes another API: the URL of its server is not https://api.example.com, as in the contract
      --> server.md:12:1
       at /servers
     help: name a page of that API; if the API was renamed, say so in the contract first

    error[D010]: this is not an OpenAPI description: it has no `openapi: 3.0.x` and no `openapi: 3.1.x`
      --> old.md:8:1
       at /openapi
     help: OpenAPI 3.0 and 3.1 are taken

    error[V013]: `openapi` is not what the contract says, and it holds for every operation
      --> version.md:8:1
       at /openapi
     help: vendor the whole document, or change the contract for all operations first

    error[V013]: `security` is not what the contract says, and it holds for every operation
      --> security.md:14:1
       at /security
     help: vendor the whole document, or change the contract for all operations first

    error[V012]: GET /trunks reaches components/schemas/Missing, which is neither here nor in the contract
      --> dangling.md:18:5
       at /paths/~1trunks/get
     help: fetch the page again, or vendor the page that has the component

    error[D004]: not well-formed YAML: mapping values are not allowed in this context
      --> syntax.md:10:20
       at /info
     help: quote a value that holds a colon and a space

    error[V006]: this is an HTML page, not Markdown
      --> html.md:1:1
     help: name the Markdown of the page: usually the same URL with `.md` behind it

    error[V004]: the document has no operation
      --> empty.yaml:2:1
       at /paths
     help: name the document that describes the API itself

    error[V005]: this describes another API: `info.title` is not `Trunks API`, as in the contract
      --> other.yaml:3:3
       at /info/title
     help: name a page of that API; if the API was renamed, say so in the contract first
    "#);
}

#[test]
fn two_sources_that_disagree_are_both_named() {
    let checkout = checkout();
    checkout.edit("get.md", "5060", "5061");
    checkout.write("one.yaml", CONTRACT.as_bytes());
    checkout.write("two.yaml", CONTRACT.as_bytes());
    let said =
        [["list.md", "get.md"], ["one.yaml", "two.yaml"]].map(|[one, two]| checkout.refuses(&["vendor", one, two]));
    insta::assert_snapshot!(said.join("\n"), @"
    error[V007]: another source says it differently, in list.md:40:5, at /properties/port/default: 5060 -> 5061
      --> get.md:48:5
       at /components/schemas/Gateway
     help: fetch both again, or vendor them one after the other, the newer one last

    error[V007]: one.yaml is a whole document too, and each would replace the contract
      --> two.yaml:1:1
     help: name one of the two
    ");
}

#[test]
fn every_bad_source_is_told_at_once() {
    let checkout = checkout();
    checkout.write("one.md", b"# One\n");
    checkout.write("two.md", b"# Two\n");
    let said = checkout.refuses(&["vendor", "one.md", "two.md", "list.md"]);
    assert_eq!(said.matches("error[V001]").count(), 2, "{said}");
}

#[test]
fn sources_and_files_that_cannot_be_read_are_named() {
    let checkout = checkout();
    let missing = checkout.refuses(&["vendor", "missing.md"]);
    let twice = checkout.refuses(&["vendor", "-", "-"]);
    checkout.edit(PROVENANCE, "origin = \"published\"", "origin = \"guessed\"");
    let provenance = checkout.refuses(&["vendor", "list.md"]);
    insta::assert_snapshot!([missing, twice, provenance].join("\n"), @"
    error[D001]: cannot read the file: no such file or directory
      --> missing.md:1:1
     help: check the path: it is relative to the folder in which the command runs

    error[D001]: `-` is named twice
      --> standard input:1:1
     help: standard input can be read once

    error[V014]: the provenance is not valid: unknown variant `guessed`, expected `published` or `transcribed`
      --> openapi/provenance.toml:7:10
     help: correct it; `git checkout -- openapi` brings the committed one back
    ");
}

#[test]
fn a_contract_in_json_becomes_yaml_when_it_changes_and_not_before() {
    let checkout = checkout();
    let contract = xtask::document::load(FILE, CONTRACT.as_bytes()).unwrap().value;
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
