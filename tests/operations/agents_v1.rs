//! Agents of version 1, which version 2 has taken the place of.

#![allow(deprecated, reason = "they are in the contract")]

use bolna_api::Nullable;
use bolna_api::types::{
    AgentConfigV1, AgentFlowTypeV1, AgentPrompts, AgentRequestV1, AgentTaskTypeV1, AgentTaskV1, AudioChannel,
    AudioEncoding, AudioFormat, AudioProvider, BodhiLanguage, BodhiModel, BodhiProvider, BodhiTranscriberConfig,
    DeepgramConfig, LlmAgentV1, Synthesizer, SynthesizerProvider, TaskPrompts, TaskToolsV1, Toolchain,
    ToolchainExecution, ToolchainPart,
};
use support::{empty, json, text};

use super::agents;
use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            create_agent_v1: |call| call.body(request()),
            json(200, r#"{"agent_id": "01HQAGENT0000000001", "status": "created"}"#),
            json(422, r#"{"error": 422, "message": "Unprocessable agent"}"#),
        ),
        row!(
            list_agents_v1: |call| call,
            json(
                200,
                r#"[{"id": "01HQAGENT0000000001", "agent_name": "Reminder", "agent_status": "seeding",
                "created_at": "2026-09-14T08:21:07Z", "tasks": []}, null]"#,
            ),
            text(502, "upstream connect error or disconnect/reset before headers"),
        ),
        row!(
            get_agent_v1: |call| call.agent_id("01HQAGENT0000000001"),
            json(
                200,
                r#"{"id": "01HQAGENT0000000001", "agent_name": "Reminder", "agent_type": null, "agent_status": "paused",
                "agent_prompts": null, "updated_at": "2026-10-02", "tasks": [{"task_type": "webhook", "toolchain": null,
                "tools_config": {"llm_agent": {"model": "gpt-3.5-turbo", "base_url": null, "max_tokens": "100.0", "temperature": 0.1},
                "transcriber": {"provider": "bodhi", "model": "hi-general-v2-8khz", "language": "hi"},
                "synthesizer": null, "api_tools": null}}]}"#,
            ),
            json(401, r#"{"detail": "Not authenticated"}"#),
        ),
        row!(
            replace_agent_v1: |call| call.agent_id("01HQAGENT0000000001").body(request()),
            json(200, r#"{"agent_id": "01HQAGENT0000000001", "status": null, "updated_at": "2026-10-02T16:40:55"}"#),
            json(400, r#"{"message": "Version conflict"}"#),
        ),
        row!(
            update_agent_v1: |call| call.agent_id("01HQAGENT0000000001").body(agents::update()),
            json(200, "{}"),
            empty(404),
        ),
    ]
}

fn request() -> AgentRequestV1 {
    let tools = TaskToolsV1::builder()
        .api_tools(Nullable::Null)
        .input(
            AudioChannel::builder()
                .format(AudioFormat::Wav)
                .provider(AudioProvider::Twilio),
        )
        .output(
            AudioChannel::builder()
                .format(AudioFormat::Wav)
                .provider(AudioProvider::Twilio),
        )
        .llm_agent(
            LlmAgentV1::builder()
                .agent_flow_type(AgentFlowTypeV1::Preprocessed)
                .base_url(Nullable::Null)
                .family("openai")
                .max_tokens(100)
                .model("gpt-3.5-turbo")
                .provider("openai")
                .request_json(false)
                .temperature(0.1),
        )
        .synthesizer(
            Synthesizer::builder()
                .provider(SynthesizerProvider::Deepgram)
                .provider_config(
                    DeepgramConfig::builder()
                        .model("aura-zeus-en")
                        .voice("Zeus")
                        .sampling_rate("8000"),
                ),
        )
        .transcriber(
            BodhiTranscriberConfig::builder()
                .provider(BodhiProvider::Bodhi)
                .model(BodhiModel::HiGeneralV2At8Khz)
                .language(BodhiLanguage::Hi)
                .encoding(AudioEncoding::Linear16),
        );
    let task = AgentTaskV1::builder()
        .task_type(AgentTaskTypeV1::Conversation)
        .tools_config(tools)
        .toolchain(
            Toolchain::builder()
                .execution(ToolchainExecution::Sequential)
                .pipelines(vec![ToolchainPart::Llm]),
        );
    let config = AgentConfigV1::builder()
        .agent_name("Reminder")
        .agent_type("other")
        .agent_welcome_message("Hello")
        .webhook_url("https://hooks.example.com/bolna")
        .tasks(vec![task]);
    let prompts = AgentPrompts::builder().task_1(TaskPrompts::builder().system_prompt("You remind people."));
    AgentRequestV1::builder()
        .agent_config(config)
        .agent_prompts(prompts)
        .build()
        .unwrap()
}
