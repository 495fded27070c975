//! A call for later.

use bolna_api_ext::{Bolna, Error};
use chrono::{TimeDelta, Utc};
use serde_json::json;

use crate::server::{Clients, serve};

async fn call_later(bolna: &Bolna, agent: &str) -> Result<String, Error> {
    let later = Utc::now() + TimeDelta::hours(1);
    let call = bolna
        .calls()
        .place(agent, "+14155550187")
        .variable("name", "Ana")
        .at(later);
    Ok(call.send().await?.id)
}

#[tokio::test]
async fn a_call_is_placed_for_later() {
    let server = serve(&[("200 OK", r#"{"execution_id": "01HQ", "status": "scheduled"}"#)]);
    assert_eq!(call_later(&server.patient(), "agent").await.unwrap(), "01HQ");
    let sent = server.requests().remove(0).json();
    assert_eq!(sent["user_data"], json!({"name": "Ana"}));
    assert!(sent["scheduled_at"].as_str().unwrap().ends_with("+00:00"), "{sent}");
}
