//! What `cargo xtask vendor` refuses, and what it says then.

use std::fs;

use crate::command::Run;
use crate::vendor::{CONTRACT, FILE, PROVENANCE, checkout, get, page};

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

    error[L003]: this is a Swagger 2.0 document, not an OpenAPI 3 one
      --> old.md:8:1
     help: convert it to OpenAPI 3.0 first, or name the OpenAPI 3.0 or 3.1 description itself

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
     help: check the path: it is relative to the current folder

    error[D001]: `-` is named twice
      --> standard input:1:1
     help: standard input can be read once

    error[V014]: the provenance is not valid: unknown variant `guessed`, expected `published` or `transcribed`
      --> openapi/provenance.toml:7:10
     help: correct it; `git checkout -- openapi` brings the committed one back
    ");
}

#[test]
fn pages_of_two_apis_are_refused_also_where_there_is_no_contract_yet() {
    let checkout = checkout();
    fs::remove_file(checkout.path().join(FILE)).unwrap();
    checkout.edit("get.md", "Trunks API", "Other API");
    let said = checkout.refuses(&["vendor", "list.md", "get.md"]);
    assert!(said.starts_with("error[V005]"), "{said}");
}
