//! The way round over a real socket: a thing is read, one setting is changed, and it is written back; and what is no answer
//! although its status says so.

use bolna_api::types::{AgentRequest, AgentTool, AgentToolKey, AgentToolParams, SimpleLlmAgent, SipTrunkUpdate};
use bolna_api::{Client, Error, ErrorKind};
use serde_json::{Value, json};

use crate::server;

/// An agent as it is set up in a dashboard: tools of its own, prompts of two tasks, and much that the contract does not know.
const AGENT: &str = r#"{
    "id": "01HQAGENT0000000001", "agent_name": "Front desk", "agent_status": "processed", "created_at": "2026-10-01T09:00:00",
    "updated_at": null, "agent_welcome_message": "Hello", "webhook_url": null, "inbound_phone_number": "+14155550100",
    "calling_guardrails": null, "restricted": {"to": ["IN", null], "until": null},
    "tasks": [
        {"task_type": "conversation", "toolchain": {"execution": "parallel", "pipelines": [["transcriber", "llm"], "llm"], "order": 1},
         "tools_config": {
            "llm_agent": {"agent_type": "simple_llm_agent", "agent_flow_type": "streaming", "llm_config": {
                "provider": "openai", "model": "gpt-6-nano", "temperature": 0.2, "reasoning_effort": "low", "top_k": null}},
            "transcriber": {"provider": "whisper", "model": "w-9", "language": "hi", "diarize": true},
            "api_tools": {
                "tools": [
                    {"name": "lookup_order", "description": "Looks an order up", "key": "custom_task", "pre_call_message": "One moment",
                     "parameters": {"type": "object", "properties": {"order": {"type": "string"}}, "required": ["order"]}},
                    {"name": "hang_up", "key": "end_call", "description": null}],
                "tools_params": {
                    "lookup_order": {"url": "https://shop.example/orders", "method": "POST", "api_token": "t-1",
                        "param": {"order": "%(order)s"}, "headers": {"x-shop": "1"}},
                    "hang_up": {}}}},
         "task_config": {"hangup_after_silence": 10, "noise_cancellation_level": 85, "voicemail": null}},
        {"task_type": "webhook", "tools_config": {"api_tools": {"tools_params": {"webhook": {"url": "https://hooks.example"}}}}}],
    "agent_prompts": {"task_1": {"system_prompt": "Be brief", "tone": "warm"}, "task_2": {}, "task_7": {"system_prompt": "?"}}
}"#;

/// What the server received when `call` ran against one that answers with `answer`.
async fn received<T, F>(answer: support::Answer, call: impl FnOnce(Client) -> F) -> (Value, Result<T, Error>)
where
    F: Future<Output = Result<T, Error>>,
{
    let (result, received) = server::exchange(answer, call).await;
    let (_, body) = received.split_once("\r\n\r\n").unwrap();
    (serde_json::from_str(body).unwrap_or_default(), result)
}

/// What goes back of the agent when nothing is changed.
fn replacement() -> Value {
    let mut config: Value = serde_json::from_str(AGENT).unwrap();
    let properties = config.as_object_mut().unwrap();
    let prompts = properties.remove("agent_prompts").unwrap();
    for owned_by_the_server in ["id", "agent_status", "created_at", "updated_at"] {
        properties.remove(owned_by_the_server);
    }
    json!({"agent_config": config, "agent_prompts": prompts})
}

#[tokio::test]
async fn an_agent_that_is_read_changed_and_written_back_differs_in_the_change_alone() {
    let read = |client: Client| async move { client.get_agent().agent_id("01HQAGENT0000000001").send().await };
    let (_, agent) = received(support::json(200, AGENT), read).await;

    let mut request = AgentRequest::from(agent.unwrap());
    let tasks = request.agent_config.as_mut().unwrap().tasks.as_mut().unwrap();
    let tools = tasks[0].tools_config.as_mut().unwrap().api_tools.take().unwrap();
    let mut tools = tools.into_option().unwrap();
    let params = tools.tools_params.as_mut().unwrap();
    params.get_mut("lookup_order").unwrap().url = Some("https://shop.example/v2/orders".to_owned().into());
    tasks[0].tools_config.as_mut().unwrap().api_tools = Some(tools.into());

    let answer = support::json(200, r#"{"status": "updated"}"#);
    let replace = |client: Client| async move {
        let replace = client.replace_agent().agent_id("01HQAGENT0000000001");
        replace.body(request).send().await
    };
    let (written, result) = received(answer, replace).await;
    result.unwrap();

    let mut wanted = replacement();
    let changed = "/agent_config/tasks/0/tools_config/api_tools/tools_params/lookup_order/url";
    *wanted.pointer_mut(changed).unwrap() = json!("https://shop.example/v2/orders");
    assert_eq!(written, wanted);
}

#[tokio::test]
async fn a_tool_of_ones_own_is_written_with_types() {
    let tool = AgentTool::builder()
        .key(AgentToolKey::CustomTask)
        .name("lookup_order")
        .parameters(json!({"type": "object"}));
    let params = AgentToolParams::builder()
        .url("https://shop.example")
        .param([("order", "%(order)s")]);
    let tools = bolna_api::types::AgentTools::builder()
        .tools([tool])
        .tools_params([("lookup_order", params)])
        .build()
        .unwrap();
    assert_eq!(
        serde_json::to_value(tools).unwrap(),
        json!({
            "tools": [{"key": "custom_task", "name": "lookup_order", "parameters": {"type": "object"}}],
            "tools_params": {"lookup_order": {"url": "https://shop.example", "param": [["order", "%(order)s"]]}},
        })
    );
}

#[tokio::test]
async fn a_trunk_that_is_read_becomes_a_change_that_keeps_what_nobody_knows() {
    let trunk = r#"{"id": "t", "name": "Main line", "description": null, "gateways": [], "allow": "ulaw", "codec_order": [1, null]}"#;
    let (_, trunk) = received(support::json(200, trunk), |client| async move {
        client.get_sip_trunk().trunk_id("t").send().await
    })
    .await;
    let mut update = SipTrunkUpdate::from(trunk.unwrap());
    update.name = Some("Second line".to_owned());
    let (written, result) = received(support::json(200, "{}"), |client| async move {
        client.update_sip_trunk().trunk_id("t").body(update).send().await
    })
    .await;
    result.unwrap();
    assert_eq!(
        written,
        json!({"name": "Second line", "description": null, "gateways": [], "allow": "ulaw", "codec_order": [1, null]})
    );
}

#[tokio::test]
async fn a_number_of_32_bits_is_sent_as_it_is_written() {
    let llm = SimpleLlmAgent::builder()
        .temperature(0.2_f32)
        .top_p(0.9_f32)
        .build()
        .unwrap();
    assert_eq!(
        serde_json::to_string(&llm).unwrap(),
        r#"{"temperature":0.2,"top_p":0.9}"#
    );

    #[derive(serde::Serialize)]
    struct Data {
        discount: f32,
    }
    let (written, _) = received(support::json(200, "{}"), |client| async move {
        let call = client.make_call();
        call.body_map(|call| {
            call.agent_id("a")
                .recipient_phone_number("+14155550187")
                .user_data(Data { discount: 0.1 })
        })
        .send()
        .await
    })
    .await;
    assert_eq!(written["user_data"].to_string(), r#"{"discount":0.1}"#);
}

#[tokio::test]
async fn an_object_with_none_of_the_documented_properties_is_no_answer_and_says_its_message() {
    let call = |client: Client| async move {
        let call = client.make_call();
        call.body_map(|call| call.agent_id("a").recipient_phone_number("+14155550187"))
            .send()
            .await
    };
    let (_, placed) = received(support::json(200, r#"{"error": "insufficient balance"}"#), call).await;
    let error = placed.unwrap_err();
    assert_eq!(error.to_string(), "make_call: 200 OK: insufficient balance");
    assert_eq!(error.kind(), ErrorKind::ErrorInSuccess);

    let page = |client: Client| async move { client.list_violations().send().await };
    let (_, read) = received(support::json(200, r#"{"detail": "Unrecognized access token"}"#), page).await;
    assert_eq!(
        read.unwrap_err().to_string(),
        "list_violations: 200 OK: Unrecognized access token"
    );

    let list = |client: Client| async move { client.list_sip_trunks().send().await };
    let (_, read) = received(support::json(200, r#"{"error": "insufficient balance"}"#), list).await;
    let error = read.unwrap_err();
    assert_eq!(error.to_string(), "list_sip_trunks: 200 OK: insufficient balance");
    assert_eq!(error.kind(), ErrorKind::ErrorInSuccess);

    // Another object, that has no message: what is wrong is said, and not only the object.
    let execution = |client: Client| async move { client.get_execution().execution_id("1").send().await };
    let (_, read) = received(support::json(200, r#"{"execution_id": "1"}"#), execution).await;
    let said = "get_execution: 200 OK: the body has none of the documented properties";
    assert_eq!(read.unwrap_err().to_string(), said);

    // Nothing at all is an answer of which every property is absent; one that is documented is an answer, whatever else is there.
    let (_, placed) = received(support::json(200, r#"{"status": "queued", "error": null}"#), call).await;
    assert_eq!(placed.unwrap().status.unwrap(), "queued".into());
}

#[tokio::test]
async fn nothing_is_read_of_an_array_that_is_no_list() {
    for body in ["[]", r#"["01HQ"]"#] {
        let read = |client: Client| async move { client.get_execution().execution_id("e").send().await };
        let (_, read) = received(support::json(200, body), read).await;
        assert_eq!(
            read.unwrap_err().to_string(),
            "get_execution: 200 OK: expected an object, found an array"
        );
        assert!(serde_json::from_str::<bolna_api::types::Execution>(body).is_err());
        assert!(serde_json::from_str::<bolna_api::types::SipTrunkGateway>(body).is_err());
    }
}

#[test]
fn a_text_that_an_enumeration_does_not_list_is_refused_unless_it_is_meant() {
    let task = bolna_api::types::AgentTask::builder;
    let error = task().task_type("conversatoin").build().unwrap_err().to_string();
    assert!(error.starts_with("`task_type`: none of `conversation`"), "{error}");
    assert!(!error.contains("conversatoin"), "{error}");
    let meant = bolna_api::types::AgentTaskType::from("conversatoin");
    let built = task().task_type(meant).build();
    assert!(!built.is_err_and(|error| error.to_string().contains("task_type")));
}
