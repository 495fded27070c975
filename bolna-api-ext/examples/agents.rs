//! Lists the agents of an account; creates one that can look things up, changes it, and deletes it.
//!
//! ```console
//! $ cargo run --example agents
//! $ BOLNA_API_KEY=... cargo run --example agents               # lists, and says what it would create
//! $ BOLNA_API_KEY=... cargo run --example agents -- --really
//! ```

mod support;

use std::error::Error;
use std::process::ExitCode;

use bolna_api_ext::Bolna;
use bolna_api_ext::prelude::*;
use bolna_api_ext::types::{
    AgentConfig, AgentPrompts, AgentRequest, AgentTask, AgentTaskType, AgentTool, AgentToolKey, AgentToolMethod,
    AgentToolParams, AgentTools, AudioChannel, AudioFormat, AudioProvider, DeepgramLanguage, DeepgramModel,
    DeepgramProvider, DeepgramTranscriberConfig, ElevenLabsConfig, ElevenLabsModel, LlmAgent, LlmAgentType,
    SimpleLlmAgent, Synthesizer, SynthesizerProvider, TaskPrompts, TaskTools, Toolchain, ToolchainExecution,
    ToolchainPipeline, builder,
};
use serde_json::json;
use support::{Setup, or_dash, say};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit(run().await)
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Setup { bolna, may_change, .. } = support::setup().await?;

    let agents = bolna.list_agents().send().await?;
    say!("{} agents", agents.len());
    for agent in agents {
        // Whatever the server leaves out is `None`.
        let (name, status) = (or_dash(agent.agent_name), or_dash(agent.agent_status));
        say!("  {}  {name} ({status})", or_dash(agent.id));
    }

    if !may_change {
        say!("with --really, an agent `Opening hours` would be created, changed and deleted");
        return Ok(());
    }
    let id = bolna.agents().create(opening_hours()).await?;
    say!("created {id}");
    let changed = change(&bolna, &id).await;

    // An agent of an example is not to stay, even where it cannot be changed.
    bolna.delete_agent().agent_id(id).send().await?;
    say!("deleted it");
    changed
}

/// Changes one setting. Everything else goes back as it came, also what this version does not know.
async fn change(bolna: &Bolna, id: &str) -> Result<(), Box<dyn Error>> {
    let prompt = "You work at the front desk of a library. Be brief.";
    match bolna.agents().update_with(id, |agent| agent.set_prompt(prompt)).await {
        Ok(agent) => {
            say!("  name: {}", or_dash(agent.agent_name.as_ref()));
            say!("  prompt: {}", or_dash(agent.prompt()));
            Ok(())
        }
        // Programs decide by predicates, people read the line.
        Err(error) if error.is_not_found() => {
            say!("  it is not there yet: {error}");
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// An agent with one task, a conversation on the phone, and a function of its own.
///
/// What is missing or out of range is an error when the agent is created, with the name of the field.
fn opening_hours() -> builder::AgentRequest {
    let phone = AudioChannel::builder()
        .provider(AudioProvider::Twilio)
        .format(AudioFormat::Wav);
    let model = SimpleLlmAgent::builder()
        .provider("openai")
        .model("gpt-4.1-mini")
        .temperature(0.2);
    let hearing = DeepgramTranscriberConfig::builder()
        .provider(DeepgramProvider::Deepgram)
        .model(DeepgramModel::Nova3)
        .language(DeepgramLanguage::En);
    // `list_voices` has the voices of an account.
    let voice = ElevenLabsConfig::builder()
        .voice("Rachel")
        .voice_id("21m00Tcm4TlvDq8ikWAM")
        .model(ElevenLabsModel::TurboV2_5);
    let lookup = AgentTool::builder()
        .key(AgentToolKey::CustomTask)
        .name("find_book")
        .description("Finds a book by its title")
        .parameters(json!({"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]}));
    let endpoint = AgentToolParams::builder()
        .url("https://library.example.com/books")
        .method(AgentToolMethod::Get)
        .param(json!({"title": "%(title)s"}));
    let tools = TaskTools::builder()
        .llm_agent(
            LlmAgent::builder()
                .agent_type(LlmAgentType::SimpleLlmAgent)
                .llm_config(model),
        )
        .synthesizer(
            Synthesizer::builder()
                .provider(SynthesizerProvider::Elevenlabs)
                .provider_config(voice),
        )
        .transcriber(hearing)
        .api_tools(
            AgentTools::builder()
                .tools([lookup])
                .tools_params([("find_book", endpoint)]),
        )
        .input(phone.clone())
        .output(phone);
    let pipeline = [
        ToolchainPipeline::Transcriber,
        ToolchainPipeline::Llm,
        ToolchainPipeline::Synthesizer,
    ];
    let conversation = AgentTask::builder()
        .task_type(AgentTaskType::Conversation)
        .toolchain(
            Toolchain::builder()
                .execution(ToolchainExecution::Parallel)
                .pipelines(pipeline),
        )
        .tools_config(tools);
    let prompt = TaskPrompts::builder().system_prompt("You work at the front desk of a library.");
    let config = AgentConfig::builder()
        .agent_name("Opening hours")
        .agent_welcome_message("City library, hello.")
        .tasks([conversation]);
    AgentRequest::builder()
        .agent_config(config)
        .agent_prompts(AgentPrompts::builder().task_1(prompt))
}
