//! Lists the agents of an account; creates one, reads it back and deletes it.
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
use bolna_api_ext::types::{
    AgentConfig, AgentPrompts, AgentRequest, AgentTask, AgentTaskType, AudioChannel, AudioFormat, AudioProvider,
    DeepgramLanguage, DeepgramModel, DeepgramProvider, DeepgramTranscriberConfig, ElevenLabsConfig, ElevenLabsModel,
    LlmAgent, LlmAgentType, LlmConfig, SimpleLlmAgent, Synthesizer, SynthesizerProvider, TaskPrompts, TaskTools,
    Toolchain, ToolchainExecution, ToolchainPart, Transcriber, VoiceConfig,
};
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

    let request = opening_hours()?;
    if !may_change {
        say!("with --really, an agent `Opening hours` would be created and deleted");
        return Ok(());
    }
    let created = bolna.create_agent().body(request).send().await?;
    let id = created.agent_id.ok_or("the answer has no id")?;
    say!("created {id}");
    let read = show(&bolna, &id).await;

    // An agent of an example is not to stay, even where it cannot be read.
    bolna.delete_agent().agent_id(id).send().await?;
    say!("deleted it");
    read
}

async fn show(bolna: &Bolna, id: &str) -> Result<(), Box<dyn Error>> {
    match bolna.get_agent().agent_id(id).send().await {
        Ok(agent) => {
            let prompt = agent.agent_prompts.and_then(|prompts| prompts.task_1?.system_prompt);
            say!("  name: {}", or_dash(agent.agent_name));
            say!("  prompt: {}", or_dash(prompt));
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

/// An agent with one task: a conversation on the phone.
///
/// A builder says what is missing or out of range when it is converted, with the name of the field.
fn opening_hours() -> Result<AgentRequest, Box<dyn Error>> {
    let model = SimpleLlmAgent::builder()
        .provider("openai")
        .model("gpt-4.1-mini")
        .temperature(0.2f32);
    // `list_voices` has the voices of an account.
    let voice = ElevenLabsConfig::builder()
        .voice("Rachel")
        .voice_id("21m00Tcm4TlvDq8ikWAM")
        .model(ElevenLabsModel::TurboV2_5);
    let hearing = DeepgramTranscriberConfig::builder()
        .provider(DeepgramProvider::Deepgram)
        .model(DeepgramModel::Nova3)
        .language(DeepgramLanguage::En);
    let phone = AudioChannel::builder()
        .provider(AudioProvider::Twilio)
        .format(AudioFormat::Wav);
    let tools = TaskTools::builder()
        .llm_agent(
            LlmAgent::builder()
                .agent_type(LlmAgentType::SimpleLlmAgent)
                .llm_config(LlmConfig::SimpleLlm(model.try_into()?)),
        )
        .synthesizer(
            Synthesizer::builder()
                .provider(SynthesizerProvider::Elevenlabs)
                .provider_config(VoiceConfig::ElevenLabs(voice.try_into()?)),
        )
        .transcriber(Transcriber::Deepgram(hearing.try_into()?))
        .input(phone.clone())
        .output(phone);
    let pipeline = vec![
        ToolchainPart::Transcriber,
        ToolchainPart::Llm,
        ToolchainPart::Synthesizer,
    ];
    let conversation = AgentTask::builder()
        .task_type(AgentTaskType::Conversation)
        .toolchain(
            Toolchain::builder()
                .execution(ToolchainExecution::Parallel)
                .pipelines(pipeline),
        )
        .tools_config(tools);
    let request = AgentRequest::builder()
        .agent_config(
            AgentConfig::builder()
                .agent_name("Opening hours")
                .agent_welcome_message("City library, hello.")
                .tasks(vec![AgentTask::try_from(conversation)?]),
        )
        .agent_prompts(
            AgentPrompts::builder()
                .task_1(TaskPrompts::builder().system_prompt("You work at the front desk of a library.")),
        );
    Ok(request.try_into()?)
}
