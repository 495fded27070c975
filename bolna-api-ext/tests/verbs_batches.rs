//! The verbs of batches, over a connection.

use std::error::Error as _;
use std::time::Duration;

use bolna_api_ext::Bolna;
use bolna_api_ext::batches::InvalidRow;
use bolna_api_ext::prelude::*;
use chrono::{TimeDelta, Utc};
use serde_json::json;
use support::nobody;

use crate::server::{Clients, KEY, serve};

#[tokio::test]
async fn a_row_that_is_wrong_is_named_before_anything_is_sent() {
    let (_socket, url) = nobody();
    let bolna = Bolna::builder().api_key(KEY).base_url(url).build().unwrap();
    let rows = [
        ("+14155550187", json!({"name": "Ana"})),
        ("unknown", json!({"name": "Ben"})),
    ];
    let error = bolna.batches().create("agent").rows(rows).send().await.unwrap_err();
    let invalid: &InvalidRow = error.source().unwrap().downcast_ref().unwrap();
    assert_eq!(
        (invalid.row, invalid.column.as_deref()),
        (Some(2), Some("contact_number"))
    );
    assert!(error.is_invalid_request() && !error.may_have_taken_effect());
}

#[tokio::test]
async fn an_agent_without_an_id_and_a_webhook_without_a_url_are_told_before_anything_is_sent() {
    let (_socket, url) = nobody();
    let bolna = Bolna::builder().api_key(KEY).base_url(url).build().unwrap();
    let create = |agent: &'static str| bolna.batches().create(agent).row("+14155550187", ());
    for (batch, reason) in [
        (create(""), "the id of the agent is empty"),
        (
            create("agent").webhook_url("not a url"),
            "as `https://example.com/bolna`",
        ),
        (
            create("agent").webhook_url("file:///etc/passwd"),
            "as `https://example.com/bolna`",
        ),
    ] {
        let error = batch.send().await.unwrap_err();
        assert!(
            error.is_invalid_request() && error.to_string().ends_with(reason),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_batch_is_uploaded_scheduled_and_waited_for() {
    let server = serve(&[
        ("201 Created", r#"{"batch_id": "3c90", "state": "created"}"#),
        ("200 OK", r#"{"message": "success"}"#),
        ("200 OK", r#"{"batch_id": "3c90", "status": "running"}"#),
        (
            "200 OK",
            r#"{"batch_id": "3c90", "status": "completed", "valid_contacts": 2, "execution_status": {"busy": 2}}"#,
        ),
    ]);
    let bolna = server.patient();
    let batches = bolna.batches();
    let rows = [
        ("+14155550187", json!({"name": "Ana"})),
        ("+14155550188", json!({"name": "Ben"})),
    ];
    let id = batches
        .create("agent")
        .rows(rows)
        .from(["+14155550142"])
        .send()
        .await
        .unwrap();
    let at = Utc::now() + TimeDelta::hours(1);
    batches.schedule(&id, at).send().await.unwrap();
    let batch = batches
        .wait(&id)
        .every(Duration::ZERO)
        .await
        .unwrap()
        .terminal()
        .unwrap();
    assert_eq!(batch.progress().to_string(), "2 of 2");
    let received = server.requests();
    let lines: Vec<_> = received.iter().map(|request| request.line.as_str()).collect();
    assert_eq!(
        lines,
        [
            "POST /batches",
            "POST /batches/3c90/schedule",
            "GET /batches/3c90",
            "GET /batches/3c90"
        ]
    );
    let upload = &received[0].body;
    assert!(
        upload.contains("filename=\"contacts.csv\"") && upload.contains("text/csv"),
        "{upload}"
    );
    assert!(
        upload.contains("\r\n\r\ncontact_number,name\n+14155550187,Ana\n+14155550188,Ben\n\r\n"),
        "{upload}"
    );
    assert!(received[1].body.contains(&at.to_rfc3339()), "{}", received[1].body);
}
