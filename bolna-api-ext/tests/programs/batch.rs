//! A batch from rows, scheduled and awaited.

use bolna_api_ext::prelude::*;
use bolna_api_ext::{Bolna, Error};
use chrono::{TimeDelta, Utc};
use serde_json::json;

use crate::server::{Clients, serve};

async fn call_guests(bolna: &Bolna, agent: &str, guests: Vec<(&str, serde_json::Value)>) -> Result<String, Error> {
    let batches = bolna.batches();
    let id = batches.create(agent).rows(guests).send().await?;
    batches.schedule(&id, Utc::now() + TimeDelta::hours(1)).send().await?;
    let ended = batches.wait(&id).await?.or_timeout()?;
    Ok(ended.progress().to_string())
}

#[tokio::test]
async fn a_batch_is_made_of_rows_scheduled_and_awaited() {
    let server = serve(&[
        ("201 Created", r#"{"batch_id": "3c90"}"#),
        ("200 OK", "{}"),
        (
            "200 OK",
            r#"{"status": "completed", "valid_contacts": 2, "execution_status": {"completed": 2}}"#,
        ),
    ]);
    let guests = vec![
        ("+14155550187", json!({"name": "Ana"})),
        ("+14155550188", json!({"name": "Ben"})),
    ];
    assert_eq!(call_guests(&server.patient(), "agent", guests).await.unwrap(), "2 of 2");
    assert_eq!(server.requests().len(), 3);
}
