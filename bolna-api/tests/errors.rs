//! What becomes of an answer that is none.

use std::error::Error as _;

use bolna_api::transport::{BoxFuture, Layer, Next};
use bolna_api::{Error, ErrorCode, ErrorKind};
use support::{Answer, Server, answer, html, json, nobody};

use crate::server::{KEY, client, list};

const JSON: &str = "content-type: application/json";

async fn error(answer: Answer) -> Error {
    match list(answer).await {
        Ok(response) => panic!("{:?}", response.into_inner()),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_page_of_a_proxy_keeps_status_headers_and_body() {
    let page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";
    let error = error(answer(
        "502 Bad Gateway",
        &["content-type: text/html", "cf-ray: 8f2"],
        page,
    ))
    .await;
    assert_eq!(error.kind(), ErrorKind::Server);
    assert_eq!(error.status().unwrap(), 502);
    assert_eq!(error.headers().unwrap()["cf-ray"], "8f2");
    assert_eq!((error.body(), error.is_truncated()), (Some(page), false));
    assert_eq!(error.to_string(), "list_sip_trunks: 502 Bad Gateway (request id 8f2)");
}

#[tokio::test]
async fn a_bad_key_is_told_in_a_detail() {
    let error = error(answer(
        "403 Forbidden",
        &[JSON],
        r#"{"detail": "Unrecognized access token"}"#,
    ))
    .await;
    assert!(error.is_authentication());
    assert_eq!(error.status().unwrap(), 403);
    assert_eq!(error.message(), Some("Unrecognized access token"));
    assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: 403 Forbidden: Unrecognized access token"
    );
}

#[tokio::test]
async fn a_list_of_a_validator_is_one_line() {
    let body = r#"{"detail": [
        {"loc": ["query", "is_active"], "msg": "not a boolean", "type": "bool_parsing"},
        {"loc": ["body", "gateways", 0, "port"], "msg": "Field required", "type": "missing"}
    ]}"#;
    let error = error(answer("422 Unprocessable Entity", &[JSON], body)).await;
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: 422 Unprocessable Entity: query.is_active: not a boolean; body.gateways[0].port: Field required"
    );
    let details = error.details();
    assert_eq!(details[1].loc(), Some("body.gateways[0].port"));
    assert_eq!(details[1].kind(), Some("missing"));
}

#[tokio::test]
async fn an_empty_body_leaves_the_status() {
    let error = error(answer("500 Internal Server Error", &["content-length: 0"], "")).await;
    assert_eq!((error.status().unwrap().as_u16(), error.body()), (500, Some("")));
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: 500 Internal Server Error: the server gave no reason"
    );
}

#[tokio::test]
async fn every_other_status_is_in_the_error_too() {
    let documented = error(answer("400 Bad Request", &[JSON], r#"{"error": 400, "message": "No"}"#)).await;
    assert_eq!(documented.code(), Some(&ErrorCode::Number(400)));
    for (status, body, line) in [
        (
            "429 Too Many Requests",
            r#"{"error": "Slow down"}"#,
            "429 Too Many Requests: Slow down",
        ),
        (
            "409 Conflict",
            r#"{"error": "Taken", "details": {"name": "Lab"}}"#,
            r#"409 Conflict: Taken: {"name":"Lab"}"#,
        ),
        ("499 Whatever", "not json", "499: not json"),
    ] {
        let error = error(answer(status, &[], body)).await;
        assert_eq!(error.body(), Some(body));
        assert_eq!(error.to_string(), format!("list_sip_trunks: {line}"));
    }
}

#[tokio::test]
async fn a_redirect_says_where_it_leads() {
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let server = Server::start([answer("302 Found", &["location: /elsewhere?secret=1"], "")]);
    let error = bolna_api::Client::new(&server.url(), http)
        .list_sip_trunks()
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: 302 Found: redirects are not followed, this one leads to /elsewhere"
    );
}

#[tokio::test]
async fn json_that_ends_too_early_keeps_status_headers_and_body() {
    let body = r#"[{"id": "1", "#;
    let error = error(answer("200 OK", &[JSON, "x-request-id: 7"], body)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.headers().unwrap()["x-request-id"], "7");
    assert_eq!(error.body(), Some(body));
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: 200 OK: `[0]`: the JSON ends too early (line 1, column 13) (request id 7)"
    );
}

#[tokio::test]
async fn a_value_of_another_kind_is_found_deep_in_a_list() {
    let body = r#"[{}, {}, {}, {"gateways": [{"gateway_address": "a", "port": {"hunter2": 1}}]}]"#;
    let error = error(answer("200 OK", &[JSON], body)).await;
    let line = error.to_string();
    assert!(
        line.starts_with("list_sip_trunks: 200 OK: `[3].gateways[0].port`: expected "),
        "{line}"
    );
    let source = error
        .source()
        .unwrap()
        .downcast_ref::<bolna_api::DecodeError>()
        .unwrap();
    assert_eq!(source.place(), "[3].gateways[0].port");
    assert!(!format!("{line} {source:?}").contains("hunter2"));
}

#[tokio::test]
async fn a_success_of_another_shape_and_one_that_is_a_page_say_so() {
    for (answer, line) in [
        (
            json(202, r#"{"message": "accepted"}"#),
            "202 Accepted: expected an array, found an object without `data`",
        ),
        (
            html(200, "<html><title>Maintenance</title></html>"),
            "200 OK: no JSON: expected value (line 1, column 1)",
        ),
    ] {
        let error = error(answer.clone()).await;
        assert_eq!(error.body(), Some(answer.body()));
        assert_eq!(error.to_string(), format!("list_sip_trunks: {line}"));
    }
}

#[tokio::test]
async fn an_endless_body_is_read_up_to_its_limit() {
    let answer = answer("500 Internal Server Error", &["content-type: text/plain"], [b'x'; 4096]);
    let error = error(answer.endless()).await;
    assert_eq!(error.body().unwrap().len(), 64 * 1024);
    assert!(error.is_truncated());
    assert!(error.to_string().chars().count() < 600, "{error}");
    assert!(format!("{error:?}").len() < 2000, "{error:?}");
}

#[tokio::test]
async fn a_refusal_is_not_lost_when_its_body_breaks_off() {
    let error = error(answer("403 Forbidden", &["content-length: 100"], "No such key")).await;
    assert_eq!((error.body(), error.is_truncated()), (Some("No such key"), true));
    assert_eq!(error.message(), Some("No such key"));
}

#[tokio::test]
async fn a_success_whose_body_breaks_off_keeps_status_and_headers() {
    let error = error(answer("200 OK", &["content-length: 100", "x-request-id: 7"], "[{")).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.headers().unwrap()["x-request-id"], "7");
    assert_eq!((error.body(), error.is_truncated()), (Some("[{"), true));
    let line = error.to_string();
    let address = line.split(' ').find(|word| word.starts_with("http://")).unwrap();
    insta::assert_snapshot!(line.replace(address, "[address]"), @"list_sip_trunks: 200 OK: the connection to [address] broke: end of file before message length reached (request id 7)");
}

#[tokio::test]
async fn debug_shows_no_secret_header_and_not_the_whole_body() {
    let body = "y".repeat(5000);
    let error = error(answer(
        "500 Internal Server Error",
        &["set-cookie: session=hunter2", "x-api-key: hunter2", "server: nginx"],
        body,
    ))
    .await;
    let shown = format!("{error:?}");
    assert!(!shown.contains("hunter2") && !shown.contains(KEY), "{shown}");
    assert!(shown.contains("\"server\": \"nginx\""), "{shown}");
    assert!(!shown.contains(&"y".repeat(201)), "{shown}");
    assert_eq!(error.headers().unwrap()["set-cookie"], "session=hunter2");
}

#[tokio::test]
async fn a_base_url_that_is_none_is_a_request_that_cannot_be_made() {
    let error = client("api.example.com/?key=hunter2")
        .list_sip_trunks()
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: the request cannot be made: relative URL without a base"
    );
    assert!(!format!("{error:?} {:?}", error.source()).contains("hunter2"));
}

#[tokio::test]
async fn a_server_that_nobody_is_has_no_status() {
    let (_socket, url) = nobody();
    let error = client(&url).list_sip_trunks().is_active(true).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert_eq!((error.status(), error.body()), (None, None));
    let line = error.to_string();
    assert!(
        line.starts_with(&format!("list_sip_trunks: cannot connect to {url}: ")),
        "{line}"
    );
    let source = error.source().unwrap().downcast_ref::<reqwest::Error>().unwrap();
    assert!(source.is_connect() && source.url().is_none());
}

#[tokio::test]
async fn what_a_layer_refuses_is_not_sent() {
    struct ReadOnly;

    impl Layer for ReadOnly {
        fn call<'a>(&'a self, _: reqwest::Request, next: Next<'a>) -> BoxFuture<'a, Result<reqwest::Response, Error>> {
            Box::pin(async move { Err(next.refuse("read\nonly")) })
        }
    }

    let client = client("http://127.0.0.1:9").with_layer(ReadOnly);
    let error = client.list_sip_trunks().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    assert!(!error.may_have_taken_effect());
    assert_eq!(error.to_string(), "list_sip_trunks: not sent: read only");
}

#[test]
fn an_error_travels_between_threads_and_is_small() {
    fn travels<T: std::error::Error + Send + Sync + 'static>() {}
    travels::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
