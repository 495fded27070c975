//! The verbs, over a connection.

use std::error::Error as _;
use std::time::Duration;

use bolna_api_ext::prelude::*;
use bolna_api_ext::types::{
    AgentRequest, DispositionCreate, ExecutionStatus, SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway,
};
use bolna_api_ext::wait::Waited;
use bolna_api_ext::{Bolna, Error, TooSoon};
use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};
use support::nobody;

use crate::server::{Clients, KEY, serve};

async fn place(bolna: &Bolna) -> Result<String, Error> {
    Ok(bolna.calls().place("agent", "+14155550187").send().await?.id)
}

/// What placing a call comes to when it is answered like this.
async fn placed(status: &str, body: &str) -> Result<String, Error> {
    let server = serve(&[(status, body)]);
    let placed = place(&server.patient()).await;
    assert_eq!(server.request().line, "POST /call");
    placed
}

#[tokio::test]
async fn any_success_with_an_id_is_a_call_that_was_placed() {
    for status in ["200 OK", "201 Created", "202 Accepted"] {
        let id = placed(status, r#"{"execution_id": "01HQ", "status": "queued"}"#).await;
        assert_eq!(id.unwrap(), "01HQ", "{status}");
    }
}

#[tokio::test]
async fn an_answer_without_an_id_says_that_the_call_may_have_been_placed() {
    for body in [
        r#"{"message": "queued"}"#,
        r#"{"execution_id": null, "status": "queued"}"#,
        r#"{"execution_id": ""}"#,
    ] {
        let error = placed("202 Accepted", body).await.unwrap_err();
        assert!(error.is_decode() && error.may_have_taken_effect(), "{body}");
        assert_eq!(
            error.to_string(),
            "make_call: 202 Accepted: the answer has no `execution_id`: the call may have been placed (the request may have taken effect: look before you repeat it)"
        );
    }
    let error = placed("200 OK", "").await.unwrap_err();
    assert!(error.may_have_taken_effect(), "{error}");
}

#[tokio::test]
async fn an_answer_without_an_id_does_not_show_the_key_that_it_repeats() {
    for body in [format!(r#"{{"message": "{KEY}"}}"#), format!(r#"{{"error": "{KEY}"}}"#)] {
        let error = placed("200 OK", &body).await.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", error.source());
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

#[tokio::test]
async fn a_success_that_is_none_shows_its_message() {
    let error = placed("200 OK", r#"{"error": "insufficient balance"}"#)
        .await
        .unwrap_err();
    assert!(error.is_error_in_success());
    assert_eq!(error.to_string(), "make_call: 200 OK: insufficient balance");
}

#[tokio::test]
async fn what_is_wrong_with_a_call_is_found_before_anything_is_sent() {
    let (_socket, url) = nobody();
    let bolna = Bolna::builder().api_key(KEY).base_url(url).build().unwrap();
    let calls = bolna.calls();
    let soon = Utc::now() + TimeDelta::seconds(90);
    let error = calls.place("agent", "+14155550187").at(soon).send().await.unwrap_err();
    assert!(error.is_invalid_request() && error.source().unwrap().is::<TooSoon>());
    let error = calls.place("agent", "0187").send().await.unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
    let error = calls.place(" ", "+14155550187").send().await.unwrap_err();
    assert!(error.to_string().ends_with("the id of the agent is empty"), "{error}");
    let error = bolna.batches().schedule("01HQ", soon).send().await.unwrap_err();
    assert!(error.is_invalid_request() && error.source().unwrap().is::<TooSoon>());
    let error = bolna.sip_trunks().add_number("01HQ", "0187").await.unwrap_err();
    assert!(error.is_invalid_request(), "{error}");
}

#[tokio::test]
async fn a_call_is_placed_for_later_in_a_form_that_the_api_takes() {
    let server = serve(&[(
        "200 OK",
        r#"{"execution_id": "01HQ", "status": "scheduled", "message": "done"}"#,
    )]);
    let bolna = server.patient();
    let later = Utc::now() + TimeDelta::hours(1);
    let call = bolna
        .calls()
        .place("agent", "+14155550187")
        .at(later)
        .send()
        .await
        .unwrap();
    assert_eq!(call.status, Some(ExecutionStatus::Scheduled));
    assert_eq!(call.message.as_deref(), Some("done"));
    assert_eq!(server.requests()[0].json()["scheduled_at"], later.to_rfc3339());
}

#[tokio::test]
async fn a_call_is_waited_for() {
    let server = serve(&[
        ("200 OK", r#"{"id": "01HQ", "status": "ringing"}"#),
        ("502 Bad Gateway", "<h1>Bad Gateway</h1>"),
        (
            "200 OK",
            r#"{"id": "01HQ", "status": "call-disconnected", "total_cost": 0}"#,
        ),
        ("200 OK", r#"{"id": "01HQ", "status": "completed", "total_cost": 6.25}"#),
    ]);
    let waited = server
        .patient()
        .calls()
        .wait("01HQ")
        .every(Duration::ZERO)
        .await
        .unwrap();
    let Waited::Terminal(call) = waited else {
        panic!("{waited:?}")
    };
    assert_eq!(call.cost().unwrap().to_string(), "6.25 US cents");
    assert_eq!(server.requests().len(), 4);
}

pub(crate) const AGENT: &str = r#"{
    "id": "01HQ", "agent_name": "Desk", "agent_type": "other", "created_at": "2026-10-01T09:00:00.120000", "new": [1],
    "agent_welcome_message": "Hello", "webhook_url": null,
    "agent_prompts": {"task_1": {"system_prompt": "Be kind.", "tone": "warm"}, "task_2": {"system_prompt": "Sum up."}},
    "tasks": [{
        "task_type": "conversation",
        "task_config": {"hangup_after_silence": 10, "new": null},
        "toolchain": {"execution": "parallel", "pipelines": ["transcriber", "llm", "synthesizer"]},
        "tools_config": {
            "input": {"provider": "twilio", "format": "wav"},
            "output": {"provider": "twilio", "format": "wav"},
            "transcriber": {"provider": "deepgram", "model": "nova-3", "language": "en", "stream": true},
            "synthesizer": {
                "provider": "elevenlabs",
                "provider_config": {"voice": "Rachel", "voice_id": "21m0", "model": "eleven_turbo_v2_5"}
            },
            "llm_agent": {
                "agent_type": "simple_llm_agent",
                "llm_config": {"provider": "openai", "model": "m", "temperature": 0.7, "reasoning": "low"}
            },
            "api_tools": {
                "tools": [{
                    "name": "book", "description": "Books", "key": "custom_task", "parameters": {"type": "object"},
                    "pre_call_message": "One moment"
                }],
                "tools_params": {"book": {
                    "url": "https://a.example", "method": "POST", "api_token": null, "param": {"a": "%(a)s"}, "headers": {}
                }}
            }
        }
    }]
}"#;

#[tokio::test]
async fn an_agent_is_changed_in_one_setting_and_in_no_other() {
    let written = r#"{"agent_id": "01HQ", "state": "updated"}"#;
    let server = serve(&[
        ("200 OK", AGENT),
        ("200 OK", written),
        ("200 OK", AGENT),
        ("200 OK", written),
    ]);
    let bolna = server.patient();
    let cooler = |agent: &mut bolna_api_ext::types::Agent| agent.simple_llm_mut().unwrap().temperature = Some(0.2);
    bolna.agents().update_with("01HQ", cooler).await.unwrap();
    // The same, without a change.
    let read = bolna.agents().get("01HQ").await.unwrap();
    bolna.agents().replace("01HQ", AgentRequest::from(read)).await.unwrap();
    let received = server.requests();
    assert_eq!(
        (received[1].line.as_str(), received[3].line.as_str()),
        ("PUT /v2/agent/01HQ", "PUT /v2/agent/01HQ")
    );
    let (changed, mut same) = (received[1].json(), received[3].json());
    let temperature = "/agent_config/tasks/0/tools_config/llm_agent/llm_config/temperature";
    assert_eq!(same.pointer(temperature), Some(&json!(0.7)));
    *same.pointer_mut(temperature).unwrap() = json!(0.2);
    assert_eq!(changed, same);
    for kept in [
        "/agent_config/tasks/0/tools_config/api_tools/tools_params/book/headers",
        "/agent_config/tasks/0/tools_config/api_tools/tools/0/pre_call_message",
        "/agent_config/tasks/0/tools_config/llm_agent/llm_config/reasoning",
        "/agent_prompts/task_1/tone",
        "/agent_prompts/task_2/system_prompt",
    ] {
        let read: Value = serde_json::from_str(AGENT).unwrap();
        let path = kept.strip_prefix("/agent_config").unwrap_or(kept);
        assert_eq!(changed.pointer(kept), read.pointer(path), "{kept}");
        assert!(changed.pointer(kept).is_some(), "{kept}");
    }
}

#[tokio::test]
async fn an_agent_that_is_not_changed_is_not_written() {
    let server = serve(&[("200 OK", AGENT)]);
    server.patient().agents().update_with("01HQ", |_| {}).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_creates_something_gives_its_id() {
    let server = serve(&[
        ("201 Created", r#"{"agent_id": "a", "state": "created"}"#),
        ("200 OK", r#"{"id": "t", "name": "Desk"}"#),
        ("200 OK", r#"{"id": "n", "phone_number": "+14155550142"}"#),
        ("200 OK", r#"{"id": "d"}"#),
        ("200 OK", r#"{"message": "success"}"#),
    ]);
    let bolna = server.patient();
    let agent: bolna_api_ext::types::Agent = serde_json::from_str(AGENT).unwrap();
    assert_eq!(bolna.agents().create(AgentRequest::from(agent)).await.unwrap(), "a");
    let trunk = SipTrunkCreate::builder()
        .name("Desk")
        .provider("custom")
        .auth_type(SipTrunkAuthType::Userpass)
        .auth_username("u")
        .auth_password("p")
        .gateways([SipTrunkGateway::builder().gateway_address("sip.example.com")]);
    assert_eq!(bolna.sip_trunks().create(trunk).await.unwrap(), "t");
    assert_eq!(bolna.sip_trunks().add_number("t", "+14155550142").await.unwrap(), "n");
    let disposition = DispositionCreate::builder()
        .agent_id("a")
        .name("won")
        .question("Did they buy?")
        .category("sales");
    let created = bolna.create_disposition().body(disposition.clone()).send_for_id().await;
    assert_eq!(created.unwrap(), "d");
    let error = bolna
        .create_disposition()
        .body(disposition)
        .send_for_id()
        .await
        .unwrap_err();
    assert!(error.is_decode() && error.may_have_taken_effect());
    assert_eq!(
        error.to_string(),
        "create_disposition: 200 OK: the answer has no `id`: it may have been created (the request may have taken effect: look before you repeat it)"
    );
}
