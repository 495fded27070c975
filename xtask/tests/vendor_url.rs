//! `cargo xtask vendor` with URLs, over loopback.

use std::sync::atomic::{AtomicUsize, Ordering};

use support::{Checkout, Server, Silent, answer, nobody};

use crate::command::Run;
use crate::server::{Page, asked, site, text};
use crate::vendor::{CONTRACT, checkout, page, without_report};

const GUIDE: &str = "# A guide\n\nNothing of an API here.\n";

fn list() -> String {
    page("GET /trunks", "List trunks", CONTRACT)
}

/// The URL of a path.
fn url(server: &Server, path: &str) -> String {
    format!("{}{path}", server.url())
}

fn refused(server: &Server, arguments: &[&str]) -> String {
    server.redact(&checkout().refuses(&[&["vendor"], arguments].concat()))
}

#[test]
fn a_page_comes_from_a_url_and_the_url_is_its_source() {
    let server = site([("/docs/list.md", text(list().replace("5060", "5061")))]);
    let checkout = checkout();
    let ran = checkout.run(&["vendor", &url(&server, "/docs/list.md")]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(ran.stderr, "", "a pipe sees no progress");
    insta::assert_snapshot!(without_report(&server.redact(&ran.stdout)), @r#"
    openapi/bolna.yaml: 1 operation unchanged; 1 component updated
    updated components/schemas/Gateway, from http://server/docs/list.md
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`
    "#);
    let provenance = checkout.text("openapi/provenance.toml");
    assert!(
        server
            .redact(&provenance)
            .contains("source = \"http://server/docs/list.md\""),
        "{provenance}"
    );
}

#[test]
fn a_document_comes_from_a_url_and_a_redirect_on_the_host_is_followed() {
    let server = site([
        ("/latest", Page::Moved("/openapi.yaml")),
        ("/openapi.yaml", text(CONTRACT.replace("5060", "5061"))),
    ]);
    let checkout = checkout();
    let ran = checkout.run(&["vendor", &url(&server, "/latest")]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(checkout.text("openapi/bolna.yaml"), CONTRACT.replace("5060", "5061"));
}

#[test]
fn an_index_with_a_link_to_a_document_leads_to_it_alone() {
    let server = site([
        (
            "/docs/llms.txt",
            text("# Docs\n\n- [List](list.md)\n- [OpenAPI]({base}/docs/openapi.yaml)\n"),
        ),
        ("/docs/openapi.yaml", text(CONTRACT.replace("5060", "5061"))),
    ]);
    let ran = checkout().run(&["vendor", &url(&server, "/docs/llms.txt")]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(asked(&server), ["/docs/llms.txt", "/docs/openapi.yaml"]);
    assert!(ran.stdout.contains("Gateway.port"), "{}", ran.stdout);
}

#[test]
fn without_one_its_pages_are_taken_a_few_at_once_and_guides_are_skipped() {
    let links: String = (0..12)
        .map(|number| format!("- [Guide {number}](guide-{number}.md)\n"))
        .collect();
    let index = format!("# Docs\n\n{links}- [List]({{base}}/docs/list.md)\n- [Far](https://far.example/far.md)\n");
    let mut pages = vec![
        ("/docs/llms.txt".to_owned(), text(index)),
        ("/docs/list.md".to_owned(), text(list().replace("5060", "5061"))),
    ];
    pages.extend((0..12).map(|number| (format!("/docs/guide-{number}.md"), text(GUIDE))));
    let server = site(pages);

    let ran = checkout().run(&["vendor", &url(&server, "/docs/llms.txt")]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(asked(&server).len(), 14);
    assert!(server.most_at_once() <= 4, "{} requests at once", server.most_at_once());
    let said = without_report(&server.redact(&ran.stdout));
    assert_eq!(said.matches("skipped http://server/docs/guide-").count(), 12, "{said}");
    let rest: Vec<&str> = said.lines().filter(|line| !line.contains("guide-")).collect();
    insta::assert_snapshot!(rest.join("\n"), @r#"
    openapi/bolna.yaml: 1 operation unchanged; 1 component updated
    updated components/schemas/Gateway, from http://server/docs/list.md
    skipped https://far.example/far.md, which is on another host than http://server/docs/llms.txt
    wrote openapi/bolna.yaml and openapi/provenance.toml; now run `cargo xtask regen`
    "#);
}

#[test]
fn an_index_of_guides_has_nothing_to_take() {
    let server = site([("/llms.txt", text("- [Guide](guide.md)\n")), ("/guide.md", text(GUIDE))]);
    insta::assert_snapshot!(refused(&server, &[&url(&server, "/llms.txt")]), @"
    error[V015]: no page of the index has an OpenAPI document, of 1 that were fetched
      --> http://server/llms.txt:1:1
     help: name a page of the API reference, or an OpenAPI document
    ");
}

#[test]
fn what_the_server_does_not_give_is_told() {
    let large = "x".repeat((4 << 20) + 1);
    let server = site([
        ("/html", text("<!DOCTYPE html><html><body>Trunks</body></html>")),
        ("/large.md", text(large)),
        ("/away.md", Page::Moved("http://127.0.0.2:1/list.md")),
    ]);
    let said = ["/gone.md", "/html", "/large.md", "/away.md"].map(|path| refused(&server, &[&url(&server, path)]));
    insta::assert_snapshot!(said.join("\n"), @"
    error[V008]: the server answers with status 404
      --> http://server/gone.md:1:1
     help: the page is gone or was moved: look it up in the documentation

    error[V006]: this is an HTML page, not Markdown
      --> http://server/html:1:1
     help: name the Markdown of the page: usually the same URL with `.md` behind it

    error[V010]: the answer is larger than 4 MiB
      --> http://server/large.md:1:1
     help: name the page or the document itself

    error[V009]: the server redirects to http://127.0.0.2:1/list.md: another host
      --> http://server/away.md:1:1
     help: name that URL itself if you trust it
    ");
}

#[test]
fn one_page_that_is_missing_changes_nothing() {
    let server = site([("/list.md", text(list().replace("5060", "5061")))]);
    let said = refused(&server, &[&url(&server, "/list.md"), &url(&server, "/gone.md")]);
    assert!(said.contains("--> http://server/gone.md:1:1"), "{said}");
}

#[test]
fn a_server_that_does_not_answer_is_given_up() {
    let silent = Silent::listen();
    let url = format!("{}/list.md", silent.url());
    let said = checkout().refuses(&["vendor", "--timeout", "0.05", &url]);
    insta::assert_snapshot!(said.replace(&silent.url(), "http://server"), @"
    error[V008]: cannot fetch the URL: no answer in time
      --> http://server/list.md:1:1
     help: check the URL and the connection, and try again
    ");
}

#[test]
fn an_answer_without_an_end_is_cut_off() {
    let server = Server::start([answer("200 OK", &[], [b'x'; 4096]).endless()]);
    let said = checkout().refuses(&["vendor", &url(&server, "/list.md")]);
    assert!(
        said.starts_with("error[V010]: the answer is larger than 4 MiB"),
        "{said}"
    );
}

#[test]
fn nobody_who_listens_is_told() {
    let (_socket, url) = nobody();
    let said = checkout().refuses(&["vendor", &format!("{url}/list.md")]);
    assert!(said.starts_with("error[V008]: cannot fetch the URL: "), "{said}");
}

#[test]
fn plain_http_goes_to_this_machine_only() {
    let said = Checkout::copy().refuses(&["vendor", "http://192.0.2.1/list.md"]);
    insta::assert_snapshot!(said, @"
    error[V009]: plain http goes to this machine only
      --> http://192.0.2.1/list.md:1:1
     help: use https
    ");
}

/// `- [List](list.md)` and a line break, as gzip has them.
const INDEX_IN_GZIP: [u8; 36] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 211, 85, 136, 246, 201, 44, 46, 137, 213, 200, 1, 146, 122, 185, 41, 154, 92, 0,
    112, 85, 176, 115, 18, 0, 0, 0,
];

#[test]
fn an_answer_in_gzip_is_read_and_a_busy_server_asked_again() {
    let asked_for_page = AtomicUsize::new(0);
    let server = Server::with(move |request| match request.target() {
        "/llms.txt" => answer("200 OK", &["content-encoding: gzip"], INDEX_IN_GZIP),
        _ if asked_for_page.fetch_add(1, Ordering::Relaxed) == 0 => {
            answer("429 Too Many Requests", &["retry-after: 0"], "")
        }
        _ => answer("200 OK", &[], list().replace("5060", "5061")),
    });
    let checkout = checkout();
    let ran = checkout.run(&["vendor", &url(&server, "/llms.txt")]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(asked(&server), ["/list.md", "/list.md", "/llms.txt"]);
    assert!(checkout.text("openapi/bolna.yaml").contains("5061"));
    let accepted = server
        .requests()
        .first()
        .and_then(|request| request.header("accept-encoding").map(str::to_owned));
    assert_eq!(accepted.as_deref(), Some("gzip, br"));
}
