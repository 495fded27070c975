//! What comes back, and what becomes of it.

use std::error::Error as _;
use std::time::Duration;

use bolna_api_ext::bolna_api::transport::{BoxFuture, Layer, Next};
use bolna_api_ext::reqwest::{Request, Response};
use bolna_api_ext::{Bolna, Error, ErrorKind};
use support::{Answer, Server, answer, json};

use crate::server::{Clients, KEY};

/// The error of a request that is answered like this.
async fn error(act: Answer) -> Error {
    let server = Server::start([act]);
    let error = server.bolna().sip_trunks().list().await.unwrap_err();
    assert_eq!(server.requests().len(), 1);
    error
}

/// Two ways to say active, one that says nothing of it, and one that is not; with fields that the contract lacks, and
/// without most of what it has.
const TRUNKS: &str = r#"[
    {"id": "1", "name": "on", "is_active": true, "user_id": "u", "ice_support": false},
    {"id": "2", "name": "off", "is_active": false},
    {"id": "3", "name": "silent", "gateways": [{"id": "g", "gateway_address": "sip.example.com"}]}
]"#;

async fn names(active: bool) -> Vec<String> {
    let server = Server::start([json("200 OK", TRUNKS)]);
    let bolna = server.bolna();
    let trunks = if active {
        bolna.sip_trunks().active().await
    } else {
        bolna.sip_trunks().list().await
    };
    trunks.unwrap().into_iter().filter_map(|trunk| trunk.name).collect()
}

#[tokio::test]
async fn list_gives_every_trunk() {
    assert_eq!(names(false).await, ["on", "off", "silent"]);
}

#[tokio::test]
async fn active_drops_what_says_that_it_is_not_and_keeps_what_says_nothing() {
    assert_eq!(names(true).await, ["on", "silent"]);
}

/// Every answer that is none, with its kind and the line that a person sees.
#[tokio::test]
async fn every_status_is_a_line_with_the_reason_of_the_server() {
    let html = "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>";
    let loc = r#"{"detail": [{"loc": ["query", "is_active"], "msg": "not a boolean", "type": "bool_parsing"}]}"#;
    let cases = [
        (
            "400 Bad Request",
            r#"{"message": "Sub-accounts are not enabled"}"#,
            ErrorKind::Invalid,
        ),
        (
            "401 Unauthorized",
            r#"{"error": 401, "message": "No token"}"#,
            ErrorKind::Authentication,
        ),
        (
            "402 Payment Required",
            r#"{"message": "Balance is low"}"#,
            ErrorKind::PaymentRequired,
        ),
        (
            "403 Forbidden",
            r#"{"detail": "Unrecognized access token"}"#,
            ErrorKind::Authentication,
        ),
        (
            "403 Forbidden",
            r#"{"detail": "Sub-accounts are not in this plan"}"#,
            ErrorKind::Forbidden,
        ),
        ("404 Not Found", r#"{"detail": "Not Found"}"#, ErrorKind::NotFound),
        ("408 Request Timeout", "", ErrorKind::Timeout),
        (
            "409 Conflict",
            r#"{"error": "Name is taken", "details": {"name": "Lab"}}"#,
            ErrorKind::Conflict,
        ),
        ("422 Unprocessable Entity", loc, ErrorKind::Invalid),
        (
            "429 Too Many Requests",
            r#"{"error": "Rate limit exceeded"}"#,
            ErrorKind::RateLimited,
        ),
        ("500 Internal Server Error", "", ErrorKind::Server),
        ("502 Bad Gateway", html, ErrorKind::Server),
        (
            "503 Service Unavailable",
            "upstream connect error\r\nreset",
            ErrorKind::Server,
        ),
    ];
    let mut lines = String::new();
    for (status, body, kind) in cases {
        let error = error(answer(status, &[], body)).await;
        assert_eq!((error.kind(), error.body()), (kind, Some(body)), "{status}");
        assert!(status.starts_with(error.status().unwrap().as_str()), "{status}");
        assert_eq!(error.operation().unwrap().id(), "list_sip_trunks");
        lines += &format!("{error}\n");
    }
    insta::assert_snapshot!(lines, @r#"
    list_sip_trunks: 400 Bad Request: Sub-accounts are not enabled
    list_sip_trunks: 401 Unauthorized: No token (check BOLNA_API_KEY)
    list_sip_trunks: 402 Payment Required: Balance is low
    list_sip_trunks: 403 Forbidden: Unrecognized access token (check BOLNA_API_KEY)
    list_sip_trunks: 403 Forbidden: Sub-accounts are not in this plan
    list_sip_trunks: 404 Not Found
    list_sip_trunks: 408 Request Timeout: the server gave no reason
    list_sip_trunks: 409 Conflict: Name is taken: {"name":"Lab"}
    list_sip_trunks: 422 Unprocessable Entity: query.is_active: not a boolean
    list_sip_trunks: 429 Too Many Requests: Rate limit exceeded
    list_sip_trunks: 500 Internal Server Error: the server gave no reason
    list_sip_trunks: 502 Bad Gateway
    list_sip_trunks: 503 Service Unavailable: upstream connect error reset
    "#);
}

#[tokio::test]
async fn a_rate_limit_says_how_long_to_wait() {
    let headers = ["retry-after: 7", "x-request-id: 01HQ"];
    let error = error(answer("429 Too Many Requests", &headers, r#"{"error": "Slow down"}"#)).await;
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.request_id(), Some("01HQ"));
    assert_eq!(
        error.to_string(),
        "list_sip_trunks: 429 Too Many Requests: Slow down (retry after 7 s; request id 01HQ)"
    );
}

#[tokio::test]
async fn a_date_to_wait_for_is_compared_with_the_clock_of_the_server() {
    let headers = [
        "date: Sun, 22 Nov 2026 12:00:00 GMT",
        "retry-after: Sun, 22 Nov 2026 12:01:30 GMT",
    ];
    let error = error(answer("503 Service Unavailable", &headers, "")).await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(90)));
}

/// A second connection would be refused, and end as another error.
#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"] {
        let location = "location: http://127.0.0.1:1/trunks?secret=1";
        let error = error(answer(status, &[location], "<h1>over there</h1>")).await;
        assert!(error.is_redirect(), "{error:?}");
        assert_eq!(
            error.to_string(),
            format!(
                "list_sip_trunks: {status}: redirects are not followed, this one leads to \
                 http://127.0.0.1:1/trunks (check BOLNA_BASE_URL)"
            )
        );
    }
}

#[tokio::test]
async fn a_server_that_repeats_the_key_does_not_make_an_error_show_it() {
    let body = format!(r#"{{"detail": "{KEY} is unknown"}}"#);
    let id = format!("x-request-id: {KEY}");
    for act in [
        answer("403 Forbidden", &[&id], &body),
        answer("302 Found", &[&id, &format!("location: /{KEY}")], &body),
        answer("200 OK", &[&id], &body),
        answer("200 OK", &[], format!(r#"[{{"gateways": "{KEY}", "id": 1}}]"#)),
        // Cut in the middle of the key, and before the end of its message.
        answer("400 Bad Request", &[&id], format!("{}{KEY}", "x".repeat(64 * 1024 - 5))),
        answer("400 Bad Request", &[&id], format!("{}{KEY}", "x".repeat(495))),
        answer("502 Bad Gateway", &[], format!("<title>{KEY}</title>")),
    ] {
        let error = error(act).await;
        let source = error.source().map(|source| format!("{source} {source:?}"));
        let shown = format!(
            "{error} {error:?} {error:#?} {:?} {:?} {source:?}",
            error.body(),
            error.message()
        );
        assert!(!shown.contains("sa-h"), "{shown}");
        assert!(shown.contains("[redacted]"), "{shown}");
    }
}

#[tokio::test]
async fn any_operation_of_the_generated_client_can_have_a_readable_error() {
    let server = Server::start([json("403 Forbidden", r#"{"detail": "No"}"#)]);
    let bolna = server.bolna();
    let error = bolna.list_sip_trunks().is_active(false).send().await.unwrap_err();
    assert_eq!(error.to_string(), "list_sip_trunks: 403 Forbidden: No");
}

#[tokio::test]
async fn a_key_that_is_written_with_escapes_is_redacted_in_the_message() {
    let escaped = KEY.replacen('a', "\\u0061", 1);
    let error = error(answer(
        "403 Forbidden",
        &[],
        format!(r#"{{"message": "Bad", "detail": "{escaped}"}}"#),
    ))
    .await;
    assert_eq!(error.to_string(), "list_sip_trunks: 403 Forbidden: Bad: [redacted]");
}

#[tokio::test]
async fn a_refusal_of_a_layer_gives_its_reason() {
    struct ReadOnly;

    impl Layer for ReadOnly {
        fn call<'a>(&'a self, _: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
            Box::pin(async move { Err(next.refuse("read only")) })
        }
    }

    let bolna = Bolna::builder().api_key(KEY).layer(ReadOnly).build().unwrap();
    let error = bolna.list_sip_trunks().send().await.unwrap_err();
    assert!(error.is_refused());
    assert_eq!(error.to_string(), "list_sip_trunks: not sent: read only");
}
