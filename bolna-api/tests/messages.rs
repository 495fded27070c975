//! The shapes in which servers refuse: whatever the shape, there is a message.

use bolna_api::Client;
use support::{Answer, empty, html, json, text};

use crate::server::exchange;

async fn message(answer: Answer) -> Option<String> {
    let call = |client: Client| async move { client.delete_sip_trunk().trunk_id("t").send().await };
    let error = exchange(answer.clone(), call).await.0.err().unwrap();
    assert_eq!(error.status().unwrap(), answer.status());
    assert_eq!((error.body(), error.is_truncated()), (Some(answer.body()), false));
    error.message().map(str::to_owned)
}

#[tokio::test]
async fn a_message_is_found_wherever_it_is() {
    for (answer, said) in [
        (json(400, r#"{"error": 400, "message": "Bad name"}"#), Some("Bad name")),
        (
            json(403, r#"{"message": "For organizations only"}"#),
            Some("For organizations only"),
        ),
        (
            json(403, r#"{"detail": "Unrecognized access token"}"#),
            Some("Unrecognized access token"),
        ),
        (
            json(
                422,
                r#"{"detail": [{"loc": ["body", "gateways", 0, "port"], "msg": "too large", "type": "value_error"}]}"#,
            ),
            Some("body.gateways[0].port: too large"),
        ),
        (
            json(429, r#"{"error": "Too many requests"}"#),
            Some("Too many requests"),
        ),
        (
            json(429, r#"{"error": "Too many requests", "details": "500 a minute"}"#),
            Some("Too many requests: 500 a minute"),
        ),
        (
            html(502, "<html><head><title>502 Bad Gateway</title></head></html>"),
            Some("502 Bad Gateway"),
        ),
        (html(502, "<h1>We are <b>back</b> soon</h1>"), Some("We are back soon")),
        (text(503, "no healthy upstream"), Some("no healthy upstream")),
        (json(499, "{}"), None),
        (empty(500), None),
    ] {
        let body = answer.body().to_owned();
        assert_eq!(message(answer).await.as_deref(), said, "{body}");
    }
}

#[tokio::test]
async fn a_status_that_the_contract_does_not_declare_has_its_message_too() {
    for status in [401, 403, 409, 418, 422, 429, 500, 503, 599] {
        let answer = json(status, r#"{"message": "No"}"#);
        assert_eq!(message(answer).await.as_deref(), Some("No"), "{status}");
    }
}
