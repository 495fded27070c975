//! Programs as users write them, each a function, run against a server.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use axum::body::Bytes;
use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use axum::routing::{Router, post};
use bolna_api_ext::prelude::*;
use bolna_api_ext::types::{Agent, SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway, SipTrunkIpIdentifier};
use bolna_api_ext::{Bolna, Error, webhook};
use chrono::{TimeDelta, Utc};
use serde_json::json;

use crate::exchange::Exchange;

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
    let server = Exchange::start(&[("200 OK", r#"{"execution_id": "01HQ", "status": "scheduled"}"#)]);
    assert_eq!(call_later(&server.bolna(), "agent").await.unwrap(), "01HQ");
    let sent = server.received().remove(0).json();
    assert_eq!(sent["user_data"], json!({"name": "Ana"}));
    assert!(sent["scheduled_at"].as_str().unwrap().ends_with("+00:00"), "{sent}");
}

#[cfg(feature = "csv")]
async fn call_guests(bolna: &Bolna, agent: &str, guests: Vec<(&str, serde_json::Value)>) -> Result<String, Error> {
    let batches = bolna.batches();
    let id = batches.create(agent).rows(guests).send().await?;
    batches.schedule(&id, Utc::now() + TimeDelta::hours(1)).send().await?;
    let ended = batches.wait(&id).await?.or_timeout()?;
    Ok(ended.progress().to_string())
}

#[cfg(feature = "csv")]
#[tokio::test]
async fn a_batch_is_made_of_rows_scheduled_and_awaited() {
    let server = Exchange::start(&[
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
    assert_eq!(call_guests(&server.bolna(), "agent", guests).await.unwrap(), "2 of 2");
    assert_eq!(server.received().len(), 3);
}

async fn new_trunk(bolna: &Bolna) -> Result<String, Error> {
    let gateway = |(address, priority)| SipTrunkGateway::builder().gateway_address(address).priority(priority);
    let trunk = SipTrunkCreate::builder()
        .name("Front desk")
        .provider("custom")
        .auth_type(SipTrunkAuthType::IpBased)
        .ip_identifiers([SipTrunkIpIdentifier::builder().ip_address("192.0.2.0/24")])
        .gateways([("192.0.2.10", 1), ("192.0.2.20", 2)].map(gateway));
    let id = bolna.sip_trunks().create(trunk).await?;
    bolna.sip_trunks().add_number(&id, "+14155550142").await?;
    Ok(id)
}

#[tokio::test]
async fn a_trunk_has_gateways_and_a_number() {
    let server = Exchange::start(&[("201 Created", r#"{"id": "t"}"#), ("201 Created", r#"{"id": "n"}"#)]);
    assert_eq!(new_trunk(&server.bolna()).await.unwrap(), "t");
    let received = server.received();
    assert_eq!(
        received[0].json()["gateways"],
        json!([{"gateway_address": "192.0.2.10", "priority": 1}, {"gateway_address": "192.0.2.20", "priority": 2}])
    );
    assert_eq!(received[1].line, "POST /sip-trunks/trunks/t/numbers");
    assert_eq!(received[1].json(), json!({"phone_number": "+14155550142"}));
}

async fn hook(ConnectInfo(peer): ConnectInfo<SocketAddr>, body: Bytes) -> (StatusCode, String) {
    match webhook::parse(&body) {
        Ok(call) if webhook::is_sender(peer.ip()) || peer.ip().is_loopback() => {
            (StatusCode::OK, format!("{:?} ended: {}", call.id, call.is_terminal()))
        }
        Ok(_) => (StatusCode::FORBIDDEN, String::new()),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()),
    }
}

/// The status and the body of the answer to a webhook with this body.
fn posted(address: SocketAddr, body: &str) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /hook HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: {}",
        body.len()
    );
    connection
        .write_all(format!("{head}\r\n\r\n{body}").as_bytes())
        .unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    format!("{} {body}", head.split(' ').nth(1).unwrap())
}

#[tokio::test]
async fn a_webhook_is_received() {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new().route("/hook", post(hook));
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    let client = std::thread::spawn(move || {
        [
            r#"{"id": "01HQ", "status": "completed"}"#,
            r#"{"id": "01HQ", "status": "call-disconnected"}"#,
            r#"["01HQ"]"#,
            r#"{"id": "01HQ", "telephony_data": {"ring_duration": []}}"#,
        ]
        .map(|body| posted(address, body))
    });
    let answers = tokio::task::spawn_blocking(|| client.join().unwrap()).await.unwrap();
    assert_eq!(
        answers,
        [
            "200 Some(\"01HQ\") ended: true",
            "200 Some(\"01HQ\") ended: false",
            "400 expected an object, found an array",
            "400 `telephony_data.ring_duration`: expected an integer, found an array",
        ]
    );
}

async fn cool_down(bolna: &Bolna, agent: &str) -> Result<Agent, Error> {
    let cool = |agent: &mut Agent| {
        if let Some(llm) = agent.simple_llm_mut() {
            llm.temperature = Some(0.2);
        }
    };
    bolna.agents().update_with(agent, cool).await
}

#[tokio::test]
async fn a_nested_agent_is_changed_in_one_setting() {
    let server = Exchange::start(&[("200 OK", crate::verbs::AGENT), ("200 OK", "{}")]);
    cool_down(&server.bolna(), "01HQ").await.unwrap();
    let sent = server.received().remove(1).json();
    let llm = sent
        .pointer("/agent_config/tasks/0/tools_config/llm_agent/llm_config")
        .unwrap();
    assert_eq!(
        *llm,
        json!({"provider": "openai", "model": "m", "temperature": 0.2, "reasoning": "low"})
    );
}
