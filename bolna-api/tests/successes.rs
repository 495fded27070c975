//! What counts as a success, and what is said where one cannot be read.

use bolna_api::types::CallRequest;
use bolna_api::{Client, Error, ErrorKind};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use support::{Answer, Server, answer};

use crate::server::{client, exchange};

const JSON: &str = "content-type: application/json";

fn call() -> bolna_api::types::builder::CallRequest {
    CallRequest::builder()
        .agent_id("6f1c2a60-0000-4000-8000-000000000001")
        .recipient_phone_number("+14155550187")
}

async fn make_call(answer: Answer) -> Result<Option<String>, Error> {
    let sending = |client: Client| async move { client.make_call().body(call()).send().await };
    exchange(answer, sending).await.0.map(|queued| queued.execution_id)
}

#[tokio::test]
async fn any_2xx_that_reads_as_documented_is_a_success() {
    for status in [
        "200 OK",
        "201 Created",
        "202 Accepted",
        "206 Partial Content",
        "299 Whatever",
    ] {
        let id = make_call(answer(status, &[JSON], r#"{"execution_id": "01HQ"}"#)).await;
        assert_eq!(id.unwrap().as_deref(), Some("01HQ"), "{status}");
    }
    // Its length need not be said: the end of the connection is its end.
    let unannounced = Answer::raw("HTTP/1.1 200 OK\r\n\r\n{\"execution_id\": \"01HQ\"}");
    assert_eq!(make_call(unannounced).await.unwrap().as_deref(), Some("01HQ"));
}

#[tokio::test]
async fn the_status_and_the_headers_are_there_on_demand() {
    let answer = answer("201 Created", &[JSON, "x-request-id: 7"], r#"{"execution_id": "01HQ"}"#);
    let sending = |client: Client| async move { client.make_call().body(call()).send_for_response().await };
    let response = exchange(answer, sending).await.0.unwrap();
    assert_eq!(
        (response.status(), &response.headers()["x-request-id"]),
        (StatusCode::CREATED, &"7".parse().unwrap())
    );
    assert_eq!(response.execution_id.as_deref(), Some("01HQ"));
}

#[tokio::test]
async fn a_success_without_a_body_is_one_where_nothing_of_it_is_needed() {
    for (status, headers) in [("204 No Content", &[][..]), ("200 OK", &["content-length: 0"])] {
        let deleting = |client: Client| async move { client.delete_agent().agent_id("1").send().await };
        let (deleted, _) = exchange(answer(status, headers, ""), deleting).await;
        assert!(deleted.is_ok(), "{status}: {deleted:?}");
    }
}

#[tokio::test]
async fn a_success_without_the_body_that_is_needed_says_that_it_took_effect() {
    for (status, headers) in [("204 No Content", &[][..]), ("201 Created", &["content-length: 0"])] {
        let error = make_call(answer(status, headers, "")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.may_have_taken_effect());
        assert_eq!(
            error.to_string(),
            format!("make_call: {status}: expected JSON, and the body is empty (the request took effect)")
        );
    }
    let error = make_call(answer("200 OK", &["content-length: 100"], "{"))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.to_string().ends_with("(the request took effect)"), "{error}");
    let error = make_call(answer("200 OK", &[JSON], "[]")).await.unwrap_err();
    assert!(error.to_string().ends_with("(the request took effect)"), "{error}");
}

#[tokio::test]
async fn a_refusal_had_no_effect_and_a_failure_may_have_had() {
    let effect = |status: &'static str| async move {
        make_call(answer(status, &["content-length: 0"], ""))
            .await
            .unwrap_err()
            .may_have_taken_effect()
    };
    for status in [
        "400 Bad Request",
        "402 Payment Required",
        "403 Forbidden",
        "429 Slow Down",
    ] {
        assert!(!effect(status).await, "{status}");
    }
    for status in ["408 Request Timeout", "500 Oops", "502 Bad Gateway", "303 See Other"] {
        assert!(effect(status).await, "{status}");
    }
    let reading = |client: Client| async move { client.list_sip_trunks().send().await };
    let (read, _) = exchange(answer("500 Oops", &["content-length: 0"], ""), reading).await;
    assert!(!read.unwrap_err().may_have_taken_effect());
}

#[tokio::test]
async fn a_redirect_that_the_http_client_followed_is_no_answer() {
    let server = Server::start([
        answer("302 Found", &["location: /elsewhere?secret=1"], ""),
        answer("200 OK", &[], "{}"),
    ]);
    let following = reqwest::Client::builder().no_proxy().build().unwrap();
    let error = Client::new(&server.url(), following)
        .make_call()
        .body(call())
        .send()
        .await
        .unwrap_err();
    let lines: Vec<_> = server.requests().into_iter().map(|request| request.line).collect();
    assert_eq!(lines, ["POST /call", "GET /elsewhere?secret=1"]);
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert!(error.may_have_taken_effect());
    let start = format!(
        "make_call: 200 OK: the HTTP client followed a redirect to {}/elsewhere, so that this is no",
        server.url()
    );
    assert!(error.to_string().starts_with(&start), "{error}");
}

#[tokio::test]
async fn what_the_contract_does_not_have_can_be_called() {
    let created = answer("201 Created", &[JSON], r#"{"id": "7"}"#);
    let (created, request) = exchange(created, |client: Client| async move {
        let body = json!({"name": "Main line"});
        client.execute::<Value>(Method::POST, "/trunk/trunks?dry=1", body).await
    })
    .await;
    assert_eq!(created.unwrap()["id"], "7");
    assert!(
        request.starts_with("POST /trunk/trunks?dry=1 HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(request.ends_with("\r\n\r\n{\"name\":\"Main line\"}"), "{request}");

    let (read, request) = exchange(answer("204 No Content", &[], ""), |client: Client| async move {
        client.execute::<()>(Method::DELETE, "/trunk/trunks/7", ()).await
    })
    .await;
    assert!(read.is_ok() && !request.contains("content-type"), "{read:?} {request}");

    let refusal = answer("409 Conflict", &[JSON], r#"{"error": "Taken"}"#);
    let (refused, _) = exchange(refusal, |client: Client| async move {
        client.execute::<Value>(Method::POST, "/trunk/trunks?a=b", ()).await
    })
    .await;
    let error = refused.unwrap_err();
    assert_eq!(error.to_string(), "POST /trunk/trunks: 409 Conflict: Taken");
    assert!(!error.operation().unwrap().is_idempotent());

    let wrong = answer("200 OK", &[JSON], r#"{"items": [1, "x"]}"#);
    let (read, _) = exchange(wrong, |client: Client| async move {
        #[derive(Debug, serde::Deserialize)]
        struct Page {
            #[expect(dead_code, reason = "it is never read")]
            items: Vec<u8>,
        }
        client.execute::<Page>(Method::GET, "/pages", ()).await
    })
    .await;
    assert_eq!(
        read.unwrap_err().to_string(),
        "GET /pages: 200 OK: `items[1]`: expected u8, found a string"
    );
}

#[tokio::test]
async fn a_path_that_leads_elsewhere_is_not_called() {
    let client = client("http://127.0.0.1:9");
    let error = client.execute::<Value>(Method::GET, "/a/../b", ()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(
        error.to_string(),
        "GET /a/../b: the request cannot be made: `path`: it has a segment `.` or `..`, which leads to another path"
    );
}
