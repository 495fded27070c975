//! A request holds what its caller set, and nothing else.

use bolna_api::Empty;
use bolna_api::types::{
    Agent, AgentConfig, AgentConfigUpdate, AgentPrompts, AgentRequest, AgentToolKey, AgentToolMethod, AgentTools,
    CallRequest, CallingGuardrails, DispositionTestRequest, DispositionUpdate, ExtractionTemplateUpdate,
    IngestSourceConfig, ObjectiveOption, PhoneNumberCountry, RetryConfig, SipTrunk, SipTrunkAuthType, SipTrunkCreate,
    SipTrunkGateway, SipTrunkIpIdentifier, SipTrunkUpdate, TaskPrompts,
};
use bolna_api::{Client, Error, ErrorKind, Nullable};
use serde_json::{Value, json};

use super::again;
use crate::server;

/// The first line and the body of the request that `call` sends.
async fn sent<T, F>(call: impl FnOnce(Client) -> F) -> String
where
    F: Future<Output = Result<T, Error>>,
{
    let (result, received) = server::exchange(support::json(200, "{}"), call).await;
    result.map(drop).unwrap();
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    format!("{}\n{body}", head.lines().next().unwrap())
}

#[tokio::test]
async fn a_patch_has_the_one_field_that_was_set() {
    let request = sent(|client| async move {
        let update = client.update_sip_trunk().trunk_id("01HQXYZ123ABC456DEF");
        update.body_map(|body| body.name("Lab")).send().await
    });
    insta::assert_snapshot!(request.await, @r#"
    PATCH /sip-trunks/trunks/01HQXYZ123ABC456DEF HTTP/1.1
    {"name":"Lab"}
    "#);

    let request = sent(|client| async move {
        let update = client.update_sip_trunk().trunk_id("01HQXYZ123ABC456DEF");
        update.body_map(|body| body.is_active(false)).send().await
    });
    insta::assert_snapshot!(request.await, @r#"
    PATCH /sip-trunks/trunks/01HQXYZ123ABC456DEF HTTP/1.1
    {"is_active":false}
    "#);

    let request = sent(|client| async move {
        let update = client.update_agent().agent_id("01HQAGENT0000000001");
        let config = AgentConfigUpdate::builder().agent_name("Reminder");
        update.body_map(|body| body.agent_config(config)).send().await
    });
    insta::assert_snapshot!(request.await, @r#"
    PATCH /v2/agent/01HQAGENT0000000001 HTTP/1.1
    {"agent_config":{"agent_name":"Reminder"}}
    "#);
}

#[tokio::test]
async fn a_patch_of_which_nothing_was_set_is_an_empty_object() {
    let request = sent(|client| async move { client.update_sip_trunk().trunk_id("01HQXYZ123ABC456DEF").send().await });
    insta::assert_snapshot!(request.await, @"
    PATCH /sip-trunks/trunks/01HQXYZ123ABC456DEF HTTP/1.1
    {}
    ");
}

#[tokio::test]
async fn null_is_sent_where_it_was_set() {
    let request = sent(|client| async move {
        let update = client.update_disposition().disposition_id("01HQDISPOSITION000001");
        update
            .body_map(|body| body.subjective_type_config(Nullable::Null))
            .send()
            .await
    });
    insta::assert_snapshot!(request.await, @r#"
    PUT /dispositions/01HQDISPOSITION000001 HTTP/1.1
    {"subjective_type_config":null}
    "#);

    let request = sent(|client| async move {
        let update = client.update_extraction_template().template_id("01HQTEMPLATE00000001");
        update
            .body_map(|body| body.keys(()).instructions("Only what was said."))
            .send()
            .await
    });
    insta::assert_snapshot!(request.await, @r#"
    PUT /extractions/01HQTEMPLATE00000001 HTTP/1.1
    {"instructions":"Only what was said.","keys":null}
    "#);
}

#[tokio::test]
async fn an_empty_array_is_sent_where_it_was_set() {
    let request = sent(|client| async move {
        let update = client.update_sip_trunk().trunk_id("01HQXYZ123ABC456DEF");
        update.body_map(|body| body.ip_identifiers(Empty)).send().await
    });
    insta::assert_snapshot!(request.await, @r#"
    PATCH /sip-trunks/trunks/01HQXYZ123ABC456DEF HTTP/1.1
    {"ip_identifiers":[]}
    "#);

    let request = sent(|client| async move {
        let update = client.update_disposition().disposition_id("01HQDISPOSITION000001");
        update.body_map(|body| body.objective_options(Empty)).send().await
    });
    insta::assert_snapshot!(request.await, @r#"
    PUT /dispositions/01HQDISPOSITION000001 HTTP/1.1
    {"objective_options":[]}
    "#);
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    let written = |update: ExtractionTemplateUpdate| serde_json::to_value(update).unwrap();
    assert_eq!(written(ExtractionTemplateUpdate::default()), json!({}));
    let mut update = ExtractionTemplateUpdate::default();
    update.instructions = Some(Nullable::Null);
    assert_eq!(written(update.clone()), json!({"instructions": null}));
    update.instructions = Some("".into());
    assert_eq!(written(update), json!({"instructions": ""}));
}

/// What is used in both directions goes back as it came: nothing is filled in, and null stays.
#[test]
fn what_was_read_goes_back_as_it_came() {
    for source in [
        json!({}),
        json!({"source_type": "api", "source_url": "https://crm.example.com", "source_auth_token": null}),
        json!({"source_type": "crm", "source_name": null}),
    ] {
        assert_eq!(again::<IngestSourceConfig>(&source), source);
    }
    for gateway in [
        json!({"gateway_address": "a"}),
        json!({"gateway_address": "a", "port": 5061, "priority": 0}),
    ] {
        assert_eq!(again::<SipTrunkGateway>(&gateway), gateway);
    }
    for option in [
        json!({"value": "yes", "condition": "c"}),
        json!({"value": "yes", "condition": "c", "sub_options": []}),
        json!({"value": "yes", "condition": "c", "sub_options": [{"value": "no", "condition": "d"}]}),
    ] {
        assert_eq!(again::<ObjectiveOption>(&option), option);
    }
}

#[test]
fn tools_of_any_kind_and_what_is_done_when_they_are_called_go_back_as_they_came() {
    let source = json!({
        "tools": [
            {
                "key": "custom_task", "name": "lookup_order", "description": "Where an order is.",
                "parameters": {"type": "object", "properties": {"order_id": {"type": "string"}}, "required": ["order_id"]},
            },
            {"key": "book_appointment", "name": "book"},
            {"key": "transfer_call", "name": "transfer", "parameters": {"required": ["call_sid"]}},
            {"key": "of_next_year", "name": "new"},
            {"name": "without_a_key"},
        ],
        "tools_params": {
            "lookup_order": {
                "url": "https://shop.example.com/orders", "method": "PATCH", "api_token": "t",
                "param": {"order_id": "%(order_id)s", "count": 3},
            },
            "transfer": {"url": null, "method": "GET", "api_token": null, "param": "{\"call_sid\": \"%(call_sid)s\"}"},
            "book": {},
        },
    });
    assert_eq!(again::<AgentTools>(&source), source);

    let tools: AgentTools = serde_json::from_value(source).unwrap();
    let keys: Vec<_> = (tools.tools.iter().flatten())
        .map(|tool| tool.key.as_ref().map(AgentToolKey::as_str))
        .collect();
    let known = ["custom_task", "book_appointment", "transfer_call", "of_next_year"].map(Some);
    assert_eq!(keys, [known.as_slice(), &[None]].concat());
    let params = &tools.tools_params.unwrap()["lookup_order"];
    assert_eq!(params.param, Some(json!({"order_id": "%(order_id)s", "count": 3})));
    assert_eq!(params.method.as_ref().map(AgentToolMethod::as_str), Some("PATCH"));
}

#[test]
fn the_prompts_of_further_tasks_go_back_as_they_came() {
    let source = json!({"task_1": {"system_prompt": "Remind."}, "task_2": {"system_prompt": "Extract."}, "task_4": {}});
    assert_eq!(again::<AgentPrompts>(&source), source);
}

#[tokio::test]
async fn an_agent_that_was_read_can_be_sent_back() {
    let tasks = json!([{
        "task_type": "conversation",
        "toolchain": {"execution": "parallel", "pipelines": ["transcriber", "llm", "synthesizer"]},
        "task_config": {"ambient_noise_track": null, "hangup_after_silence": 10, "whitelist_phone_numbers": []},
        "tools_config": {
            "api_tools": null,
            "input": {"format": "wav", "provider": "plivo"},
            "output": {"format": "wav", "provider": "plivo"},
            "llm_agent": {"agent_type": "simple_llm_agent", "agent_flow_type": "streaming", "llm_config": {
                "provider": "openai", "model": "gpt-4o-mini", "temperature": 0.2, "summarization_details": null}},
            "synthesizer": {"provider": "elevenlabs", "stream": true, "provider_config": {
                "model": "eleven_turbo_v2_5", "voice": "Nila", "voice_id": "V9LCAAi4tTlqe9JadbCo"}},
            "transcriber": {"provider": "deepgram", "model": "nova-3", "language": "hi"}
        }
    }]);
    let read: Agent = serde_json::from_value(json!({"agent_name": "Reminder", "tasks": tasks})).unwrap();
    let request = AgentRequest::builder()
        .agent_config(
            AgentConfig::builder()
                .agent_name(read.agent_name.unwrap())
                .tasks(read.tasks),
        )
        .agent_prompts(AgentPrompts::builder().task_1(TaskPrompts::builder().system_prompt("You remind.")));
    let request = AgentRequest::try_from(request).unwrap();

    let sent = sent(|client| async move { client.replace_agent().agent_id("a").body(request).send().await }).await;
    let body: Value = serde_json::from_str(sent.lines().nth(1).unwrap()).unwrap();
    assert_eq!(body["agent_config"]["tasks"], tasks);
}

#[tokio::test]
async fn the_gateways_of_a_trunk_that_was_read_can_be_sent_back() {
    let trunk = json!({"gateways": [{"id": "g", "gateway_address": "sip.example.com", "port": 5061}], "allow": "ulaw"});
    let trunk: SipTrunk = serde_json::from_value(trunk).unwrap();
    let request = sent(|client| async move {
        let update = client.update_sip_trunk().trunk_id("01HQXYZ123ABC456DEF");
        update.body_map(|body| body.gateways(trunk.gateways)).send().await
    });
    insta::assert_snapshot!(request.await, @r#"
    PATCH /sip-trunks/trunks/01HQXYZ123ABC456DEF HTTP/1.1
    {"gateways":[{"gateway_address":"sip.example.com","id":"g","port":5061}]}
    "#);
}

/// Why an operation is not sent; nobody listens where it would go.
async fn refused<T>(sending: impl Future<Output = Result<T, Error>>) -> String {
    let error = sending.await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    assert!(error.status().is_none() && error.body().is_none() && !error.may_have_taken_effect());
    error.to_string()
}

#[tokio::test]
async fn what_breaks_a_constraint_is_not_sent_and_the_error_names_the_field() {
    let client = server::unconnected();
    let buy = client.buy_phone_number();
    let buy = buy.body_map(|body| body.country(PhoneNumberCountry::Us).phone_number("4155550142"));
    insta::assert_snapshot!(refused(buy.send()).await, @"buy_phone_number: the request cannot be made: `phone_number`: must be a phone number in E.164 form, such as +14155550100, and it does not begin with `+`");

    let call = client.make_call();
    let call = call.body_map(|body| body.agent_id("a").recipient_phone_number("+1 415 555 0187"));
    insta::assert_snapshot!(refused(call.send()).await, @"make_call: the request cannot be made: `recipient_phone_number`: must be a phone number in E.164 form, such as +14155550100, and there is something other than digits after the `+`");
    let batch = client.create_batch().body_map(|body| {
        let body = body.agent_id("a").file("contact_number\n");
        body.from_phone_numbers(vec!["+14155550142".to_owned(), "+1".to_owned()])
    });
    insta::assert_snapshot!(refused(batch.send()).await, @"create_batch: the request cannot be made: `from_phone_numbers[1]`: must be a phone number in E.164 form, such as +14155550100, and it has 1 digit, not 7 to 15");
    let batch = client.create_batch().body_map(|body| {
        let body = body.agent_id("a").file("contact_number\n");
        body.retry_config(RetryConfig::builder().max_retries(4))
    });
    insta::assert_snapshot!(refused(batch.send()).await, @"create_batch: the request cannot be made: `retry_config.max_retries`: at most 3, and it is 4");

    let call = |retry| {
        let body = CallRequest::builder()
            .agent_id("a")
            .recipient_phone_number("+14155550187");
        client.make_call().body_map(|_| body.retry_config(retry))
    };
    insta::assert_snapshot!(refused(call(RetryConfig::builder().max_retries(4)).send()).await, @"make_call: the request cannot be made: `retry_config.max_retries`: at most 3, and it is 4");
    insta::assert_snapshot!(refused(call(RetryConfig::builder().max_retries(0)).send()).await, @"make_call: the request cannot be made: `retry_config.max_retries`: at least 1, and it is 0");

    let late = CallingGuardrails::builder().call_end_hour(24);
    let update = client.update_agent().agent_id("a");
    let update = update.body_map(|body| body.agent_config(AgentConfigUpdate::builder().calling_guardrails(late)));
    insta::assert_snapshot!(refused(update.send()).await, @"update_agent: the request cannot be made: `agent_config.calling_guardrails.call_end_hour`: at most 23, and it is 24");

    let test = client.test_dispositions().agent_id("a");
    let test = test.body_map(|body| body.transcript("x".repeat(50_001)));
    insta::assert_snapshot!(refused(test.send()).await, @"test_dispositions: the request cannot be made: `transcript`: at most 50000 characters, and it has 50001");

    let bulk = client
        .create_dispositions_bulk()
        .body_map(|body| body.agent_id("a").dispositions(Empty));
    insta::assert_snapshot!(refused(bulk.send()).await, @"create_dispositions_bulk: the request cannot be made: `dispositions`: at least 1 item, and it has 0");
}

#[tokio::test]
async fn what_is_required_and_not_set_is_named() {
    let client = server::unconnected();
    insta::assert_snapshot!(refused(client.make_call().send()).await, @"make_call: the request cannot be made: `agent_id`: required, and it is not set");
    insta::assert_snapshot!(refused(client.create_batch().body_map(|body| body.agent_id("a")).send()).await, @"create_batch: the request cannot be made: `file`: required, and it is not set");

    let mut trunk = SipTrunkCreate::default();
    trunk.name = Some("Lab".to_owned());
    trunk.provider = Some("custom".to_owned());
    trunk.auth_type = Some(SipTrunkAuthType::IpBased);
    trunk.gateways = Some(vec![SipTrunkGateway::default()]);
    insta::assert_snapshot!(refused(client.create_sip_trunk().body(trunk.clone()).send()).await, @"create_sip_trunk: the request cannot be made: `gateways[0].gateway_address`: required, and it is not set");
    trunk.gateways = Some(vec![]);
    trunk.ip_identifiers = Some(vec![SipTrunkIpIdentifier::default()]);
    insta::assert_snapshot!(refused(client.create_sip_trunk().body(trunk).send()).await, @"create_sip_trunk: the request cannot be made: `ip_identifiers[0].ip_address`: required, and it is not set");
}

#[tokio::test]
async fn a_part_of_the_path_that_is_missing_or_leads_elsewhere_is_named() {
    let client = server::unconnected();
    insta::assert_snapshot!(refused(client.get_sip_trunk().send()).await, @"get_sip_trunk: the request cannot be made: `trunk_id`: required, and it is not set");
    insta::assert_snapshot!(refused(client.get_sip_trunk().trunk_id("").send()).await, @"get_sip_trunk: the request cannot be made: `trunk_id`: part of the path, and it is empty");
    insta::assert_snapshot!(refused(client.get_sip_trunk().trunk_id("..").send()).await, @"get_sip_trunk: the request cannot be made: `trunk_id`: part of the path, and `.` and `..` lead to another one");
}

#[test]
fn a_builder_of_an_object_says_what_is_wrong_with_it() {
    let transcript = "x".repeat(50_001);
    let error = DispositionTestRequest::try_from(DispositionTestRequest::builder().transcript(transcript));
    insta::assert_snapshot!(error.unwrap_err(), @"`transcript`: at most 50000 characters, and it has 50001");
    let gateways = vec![SipTrunkGateway::default()];
    let error = SipTrunkUpdate::try_from(SipTrunkUpdate::builder().gateways(gateways)).unwrap_err();
    insta::assert_snapshot!(error, @"`gateways[0].gateway_address`: required, and it is not set");
    assert!(DispositionUpdate::try_from(DispositionUpdate::builder()).is_ok());
}
