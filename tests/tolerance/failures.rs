//! What an error holds and says, of each way in which an answer is none.

use bolna_api::{Client, Error, ErrorCode, ErrorKind};

use crate::server::{self, Answer, empty, html, json};

async fn failure(answer: Answer) -> Error {
    let call = |client: Client| async move { client.list_sip_trunks().send().await };
    let (_, result) = server::exchange(answer, |url| call(server::client(&url))).await;
    result.err().unwrap()
}

/// Status and headers are there; the body, too, unless `body` is `None`.
fn has(error: &Error, status: u16, body: Option<&str>) {
    assert_eq!(error.status().unwrap(), status);
    assert_eq!(error.headers().unwrap()["x-request-id"], "req-7");
    assert_eq!(error.body(), body);
    assert_eq!(error.operation().unwrap().id(), "list_sip_trunks");
}

#[tokio::test]
async fn a_page_of_a_proxy_is_kept_and_its_title_is_said() {
    let page = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><center>nginx</center></body></html>";
    let error = failure(html(502, page)).await;
    has(&error, 502, Some(page));
    assert_eq!(error.kind(), ErrorKind::Server);
    insta::assert_snapshot!(error, @"list_sip_trunks: 502 Bad Gateway (request id req-7)");

    let error = failure(html(502, "<h1>We are <b>back</b> soon</h1>")).await;
    insta::assert_snapshot!(error, @"list_sip_trunks: 502 Bad Gateway: We are back soon (request id req-7)");
}

#[tokio::test]
async fn the_detail_of_a_bad_key_is_said() {
    let body = r#"{"detail": "Unrecognized access token"}"#;
    let error = failure(json(403, body)).await;
    has(&error, 403, Some(body));
    assert_eq!(error.message(), Some("Unrecognized access token"));
    insta::assert_snapshot!(error, @"list_sip_trunks: 403 Forbidden: Unrecognized access token (request id req-7)");
}

#[tokio::test]
async fn a_list_of_details_is_said_with_the_fields() {
    let body = r#"{"detail": [
        {"loc": ["body", "gateways", 0, "port"], "msg": "value is not a valid integer", "type": "type_error.integer"},
        {"loc": ["body", "name"], "msg": "field required", "type": "value_error.missing"}]}"#;
    let error = failure(json(422, body)).await;
    has(&error, 422, Some(body));
    insta::assert_debug_snapshot!(error.details(), @r#"
    [
        ErrorDetail {
            loc: Some(
                "body.gateways[0].port",
            ),
            message: Some(
                "value is not a valid integer",
            ),
            kind: Some(
                "type_error.integer",
            ),
        },
        ErrorDetail {
            loc: Some(
                "body.name",
            ),
            message: Some(
                "field required",
            ),
            kind: Some(
                "value_error.missing",
            ),
        },
    ]
    "#);
    insta::assert_snapshot!(error, @"list_sip_trunks: 422 Unprocessable Entity: body.gateways[0].port: value is not a valid integer; body.name: field required (request id req-7)");
}

#[tokio::test]
async fn a_number_and_a_message_are_both_there() {
    let body = r#"{"error": 4001, "message": "Name is taken"}"#;
    let error = failure(json(400, body)).await;
    has(&error, 400, Some(body));
    assert!(matches!(error.code(), Some(ErrorCode::Number(4001))));
    insta::assert_snapshot!(error, @"list_sip_trunks: 400 Bad Request: Name is taken (request id req-7)");
}

#[tokio::test]
async fn an_empty_body_is_a_body() {
    let error = failure(empty(500)).await;
    has(&error, 500, Some(""));
    insta::assert_snapshot!(error, @"list_sip_trunks: 500 Internal Server Error: the server gave no reason (request id req-7)");
}

#[tokio::test]
async fn a_status_that_has_no_name_is_its_number() {
    let error = failure(json(499, "{}")).await;
    has(&error, 499, Some("{}"));
    insta::assert_snapshot!(error, @"list_sip_trunks: 499: the server gave no reason (request id req-7)");
}

#[tokio::test]
async fn a_success_of_another_status_is_read_and_one_of_another_shape_is_an_error() {
    let error = failure(json(202, r#"{"message": "accepted"}"#)).await;
    has(&error, 202, Some(r#"{"message": "accepted"}"#));
    insta::assert_snapshot!(error, @"list_sip_trunks: 202 Accepted: expected an array, found an object without `data` (request id req-7)");
}

#[tokio::test]
async fn a_success_whose_json_is_cut_says_where() {
    let body = r#"[{"id": "01HQXYZ123ABC456DEF", "gateways": [{"gateway_addr"#;
    let error = failure(json(200, body)).await;
    has(&error, 200, Some(body));
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.message(), None);
    insta::assert_snapshot!(error, @"list_sip_trunks: 200 OK: `[0].gateways[0]`: the JSON ends too early (line 1, column 58) (request id req-7)");
}

#[tokio::test]
async fn a_success_whose_connection_breaks_says_so_and_keeps_what_came() {
    let error = failure(json(200, r#"[{"id": "01HQXYZ12"#).cut(100)).await;
    has(&error, 200, Some(r#"[{"id": "01HQXYZ12"#));
    assert!(error.is_truncated());
    assert_eq!(error.kind(), ErrorKind::Transport);
    let line = error.to_string();
    let address = line.split(' ').find(|word| word.starts_with("http://")).unwrap();
    insta::assert_snapshot!(line.replace(address, "[address]"), @"list_sip_trunks: 200 OK: the connection to [address] broke: end of file before message length reached (request id req-7)");
}

#[tokio::test]
async fn a_refusal_whose_connection_breaks_keeps_what_came() {
    let error = failure(json(400, r#"{"message": "Name is ta"#).cut(100)).await;
    has(&error, 400, Some(r#"{"message": "Name is ta"#));
    assert!(error.is_truncated());
    insta::assert_snapshot!(error, @r#"list_sip_trunks: 400 Bad Request: {"message": "Name is ta (request id req-7)"#);
}

#[tokio::test]
async fn a_success_with_another_kind_deep_inside_says_where() {
    let body = r#"[{}, {}, {}, {"name": "Lab", "gateways": [{"gateway_address": "a", "port": {"number": 5060}}]}]"#;
    let error = failure(json(200, body)).await;
    has(&error, 200, Some(body));
    assert_eq!(error.kind(), ErrorKind::Decode);
    insta::assert_snapshot!(error, @"list_sip_trunks: 200 OK: `[3].gateways[0].port`: expected an integer, found an object (request id req-7)");
}

#[tokio::test]
async fn a_success_that_is_a_page_says_so() {
    let page = "<html><title>Maintenance</title></html>";
    let error = failure(html(200, page)).await;
    has(&error, 200, Some(page));
    insta::assert_snapshot!(error, @"list_sip_trunks: 200 OK: no JSON: expected value (line 1, column 1) (request id req-7)");
}

#[tokio::test]
async fn an_error_shows_in_debug_without_the_key() {
    let error = failure(json(403, r#"{"detail": "Unrecognized access token"}"#)).await;
    let shown = format!("{error:?}");
    assert!(shown.contains("Unrecognized access token"), "{shown}");
    assert!(!shown.contains(server::KEY), "{shown}");
}
