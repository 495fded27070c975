//! Agents.

use std::collections::BTreeMap;

use bolna_api::Nullable;
use bolna_api::types::{
    AgentConfig, AgentConfigUpdate, AgentFlowType, AgentPrompts, AgentRequest, AgentTask, AgentTaskType,
    AgentTelephonyProvider, AgentTool, AgentToolKey, AgentToolMethod, AgentToolParams, AgentTools, AgentUpdate,
    AudioChannel, AudioEncoding, AudioFormat, AudioProvider, CallingGuardrails, ConversationConfig, DeepgramLanguage,
    DeepgramModel, DeepgramProvider, DeepgramTranscriberConfig, ElevenLabsConfig, ElevenLabsModel, IngestSourceConfig,
    IngestSourceType, KnowledgebaseAgent, LanceDbConfig, LlmAgent, LlmAgentType, PollyConfig, PollySamplingRate, Route,
    Routes, Synthesizer, SynthesizerProvider, TaskPrompts, TaskTools, Toolchain, ToolchainExecution, ToolchainPart,
    VectorStore, VectorStoreProvider,
};
use serde_json::{Map, Value};
use support::{empty, html, json};

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            create_agent: |call| call.body(request()),
            json(200, r#"{"agent_id": "01HQAGENT0000000001", "status": "created", "state": "seeding"}"#),
            json(400, r#"{"error": 400, "message": "agent_config.tasks must not be empty"}"#),
        ),
        row!(
            list_agents: |call| call,
            json(
                200,
                r#"{"data": [
                    {"id": "01HQAGENT0000000001", "agent_name": "Reminder", "agent_type": "other",
                     "agent_status": "processed", "created_at": "2026-09-14T08:21:07.596315",
                     "updated_at": null, "tasks": null, "agent_prompts": {"task_1": null}},
                    {"id": 17, "agent_name": null, "agent_status": "archived", "tasks": [null],
                     "agent_welcome_message": "Hello"}
                ], "state": "ok"}"#,
            ),
            json(403, r#"{"detail": "Unrecognized access token"}"#),
        ),
        row!(
            get_agent: |call| call.agent_id("01HQ/AGENT ü"),
            json(200, AGENT),
            json(404, r#"{"message": "Agent not found"}"#),
        ),
        row!(
            replace_agent: |call| call.agent_id("01HQAGENT0000000001").body(request()),
            json(200, r#"{"agent_id": null, "status": "updated"}"#),
            json(422, r#"{"detail": [{"loc": ["body", "agent_config", "tasks", 0, "task_type"],
                "msg": "unexpected value", "type": "value_error.const"}]}"#),
        ),
        row!(
            update_agent: |call| call.agent_id("01HQAGENT0000000001").body(update()),
            json(200, r#"{"message": "Agent updated", "status": "success"}"#),
            html(502, "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"),
        ),
        row!(
            delete_agent: |call| call.agent_id("01HQAGENT0000000001"),
            json(200, r#"{"message": "success", "state": "deleted"}"#),
            empty(500),
        ),
        row!(
            stop_agent_calls: |call| call.agent_id("01HQAGENT0000000001"),
            json(200, r#"{"stopped_executions": ["01HQCALL00000000001", "01HQCALL00000000002"], "count": "2"}"#),
            json(429, r#"{"error": "Too many requests", "details": {"retry_after": 30}}"#),
        ),
    ]
}

/// Every sort of property that an agent has: two unions, an enumeration outside of the listed values, a null.
fn request() -> AgentRequest {
    let config = AgentConfig::builder()
        .agent_name("Reminder")
        .agent_type("other")
        .agent_welcome_message("Hello {name}")
        .webhook_url("https://hooks.example.com/bolna")
        .calling_guardrails(CallingGuardrails::builder().call_start_hour(9).call_end_hour(18))
        .ingest_source_config(
            IngestSourceConfig::builder()
                .source_type(IngestSourceType::Api)
                .source_url("https://crm.example.com/callers")
                .source_auth_token("a-token")
                .source_name(Nullable::Null),
        )
        .tasks(vec![conversation()]);
    let prompts = AgentPrompts::builder().task_1(TaskPrompts::builder().system_prompt("You remind people."));
    AgentRequest::builder()
        .agent_config(config)
        .agent_prompts(prompts)
        .build()
        .unwrap()
}

fn conversation() -> bolna_api::types::builder::AgentTask {
    let tools = TaskTools::builder()
        .api_tools(api_tools())
        .input(channel(AudioProvider::Plivo))
        .output(channel("sip-trunk".into()))
        .llm_agent(
            LlmAgent::builder()
                .agent_type(LlmAgentType::KnowledgebaseAgent)
                .agent_flow_type(AgentFlowType::Streaming)
                .llm_config(knowledgebase_agent())
                .routes(routes()),
        )
        .synthesizer(
            Synthesizer::builder()
                .provider(SynthesizerProvider::Elevenlabs)
                .provider_config(
                    ElevenLabsConfig::builder()
                        .model(ElevenLabsModel::TurboV2_5)
                        .voice("Nila")
                        .voice_id("V9LCAAi4tTlqe9JadbCo"),
                )
                .audio_format(AudioFormat::Wav)
                .buffer_size(150)
                .stream(true),
        )
        .transcriber(
            DeepgramTranscriberConfig::builder()
                .provider(DeepgramProvider::Deepgram)
                .model(DeepgramModel::Nova3)
                .language(DeepgramLanguage::Hi)
                .encoding(AudioEncoding::Linear16)
                .endpointing(250)
                .sampling_rate(16000)
                .stream(true),
        );
    AgentTask::builder()
        .task_type(AgentTaskType::Conversation)
        .tools_config(tools)
        .toolchain(
            Toolchain::builder()
                .execution(ToolchainExecution::Parallel)
                .pipelines(vec![
                    ToolchainPart::Transcriber,
                    ToolchainPart::Llm,
                    ToolchainPart::Synthesizer,
                ]),
        )
        .task_config(
            ConversationConfig::builder()
                .ambient_noise_track(Nullable::Null)
                .backchanneling(false)
                .backchanneling_message_gap(5)
                .backchanneling_start_delay(5)
                .call_cancellation_prompt("The caller says goodbye.")
                .call_terminate(300)
                .disallow_unknown_numbers(true)
                .hangup_after_llm_call(false)
                .hangup_after_silence(10)
                .inbound_limit(-1)
                .incremental_delay(400)
                .number_of_words_for_interruption(2)
                .voicemail(true)
                .whitelist_phone_numbers(vec!["+14155550187".to_owned()]),
        )
}

fn channel(provider: AudioProvider) -> bolna_api::types::builder::AudioChannel {
    AudioChannel::builder().format(AudioFormat::Wav).provider(provider)
}

fn api_tools() -> bolna_api::types::builder::AgentTools {
    let transfer = AgentTool::builder()
        .key(AgentToolKey::TransferCall)
        .name("transfer_call_support")
        .description("Transfers the call to a person")
        .parameters(schema(serde_json::json!({
            "type": "object",
            "properties": {"call_sid": {"type": "string", "description": "The id of the call"}},
            "required": ["call_sid"],
        })));
    let lookup = AgentTool::builder()
        .key(AgentToolKey::CustomTask)
        .name("lookup_order")
        .description("Use this when the caller asks where an order is")
        .parameters(schema(serde_json::json!({
            "type": "object",
            "properties": {"order_id": {"type": "string"}},
            "required": ["order_id"],
        })));
    let transferred = AgentToolParams::builder()
        .method(AgentToolMethod::Post)
        .url(Nullable::Null)
        .api_token("a-token")
        .param(r#"{"call_sid": "%(call_sid)s"}"#);
    let looked_up = AgentToolParams::builder()
        .method(AgentToolMethod::Get)
        .url("https://shop.example.com/orders")
        .api_token("b-token")
        .param(serde_json::json!({"order_id": "%(order_id)s"}));
    let params = BTreeMap::from([
        ("transfer_call_support".to_owned(), transferred),
        ("lookup_order".to_owned(), looked_up),
    ]);
    AgentTools::builder().tools(vec![transfer, lookup]).tools_params(params)
}

/// A JSON Schema, which is an object.
fn schema(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn knowledgebase_agent() -> KnowledgebaseAgent {
    KnowledgebaseAgent::builder()
        .agent_flow_type(AgentFlowType::Streaming)
        .base_url("https://models.example.com/v1")
        .extraction_details(Nullable::Null)
        .family("openai")
        .frequency_penalty(0.5_f32)
        .max_tokens(150)
        .min_p(0.1_f32)
        .model("gpt-4o-mini")
        .presence_penalty(0.0_f32)
        .provider("openai")
        .request_json(true)
        .summarization_details(Nullable::Null)
        .temperature(0.2_f32)
        .top_k(0)
        .top_p(0.9_f32)
        .vector_store(
            VectorStore::builder()
                .provider(VectorStoreProvider::Lancedb)
                .provider_config(LanceDbConfig::builder().vector_ids(vec!["01HQVECTOR00000000".to_owned()])),
        )
        .build()
        .unwrap()
}

fn routes() -> bolna_api::types::builder::Routes {
    let route = Route::builder()
        .route_name("politics")
        .utterances(vec!["Who do you vote for?".to_owned()])
        .response(vec!["I stay out of politics.".to_owned()])
        .score_threshold(0.85);
    Routes::builder()
        .embedding_model("snowflake/snowflake-arctic-embed-m")
        .routes(vec![route])
}

pub(super) fn update() -> AgentUpdate {
    let polly = PollyConfig::builder()
        .engine("generative")
        .language("en-US")
        .voice("Danielle")
        .sampling_rate(PollySamplingRate::Hz8000);
    let config = AgentConfigUpdate::builder()
        .agent_name("Reminder, evenings")
        .agent_welcome_message("Good evening {name}")
        .webhook_url("https://hooks.example.com/evening")
        .telephony_provider(AgentTelephonyProvider::SipTrunk)
        .calling_guardrails(CallingGuardrails::builder().call_start_hour(17).call_end_hour(0))
        .ingest_source_config(
            IngestSourceConfig::builder()
                .source_type(IngestSourceType::GoogleSheet)
                .source_url("https://sheets.example.com/1"),
        )
        .synthesizer(
            Synthesizer::builder()
                .provider(SynthesizerProvider::Polly)
                .provider_config(polly),
        );
    let prompts = AgentPrompts::builder().task_1(TaskPrompts::builder().system_prompt("You remind people."));
    AgentUpdate::builder()
        .agent_config(config)
        .agent_prompts(prompts)
        .build()
        .unwrap()
}

const AGENT: &str = r#"{
    "id": "01HQAGENT0000000001", "agent_name": "Reminder", "agent_type": "other", "agent_status": "processed",
    "created_at": "2026-09-14T08:21:07.596315", "updated_at": "2026-10-02 16:40:55", "restricted": false,
    "agent_prompts": {"task_1": {"system_prompt": "You remind people."}, "task_2": {}},
    "ingest_source_config": {"source_type": "api", "source_url": null, "source_auth_token": null},
    "tasks": [
        {"task_type": "conversation", "toolchain": {"execution": "parallel", "pipelines": ["transcriber", "llm", "avatar", null]},
         "tools_config": {
            "input": {"format": "wav", "provider": "sip-trunk"}, "output": {"format": "pcm", "provider": "plivo"},
            "llm_agent": {"agent_type": "simple_llm_agent", "agent_flow_type": "streaming", "routes": null,
                "llm_config": {"provider": "azure", "family": "openai", "model": "gpt-4o-mini", "max_tokens": "150",
                    "temperature": "0.2", "agent_flow_type": "streaming", "reasoning_effort": null}},
            "synthesizer": {"provider": "sarvam", "stream": true, "provider_config": {"voice": "anushka", "voice_id": "anushka",
                "model": "bulbul:v2", "language": "hi"}},
            "transcriber": {"provider": "azure", "language": "hi", "model": "azure", "stream": true},
            "api_tools": null},
         "task_config": {"hangup_after_silence": 10.0, "call_terminate": "300", "voicemail": null,
            "whitelist_phone_numbers": ["+14155550187", null], "trigger_user_online_message_after": 10}},
        {"task_type": "guardrail", "tools_config": {}}
    ]
}"#;
