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
use bolna_api_ext::agents::Conversation;
use bolna_api_ext::prelude::*;
use bolna_api_ext::types::{
    AgentTool, AgentToolParams, AudioProvider, DeepgramLanguage, DeepgramModel, DeepgramProvider,
    DeepgramTranscriberConfig, ElevenLabsConfig, ElevenLabsModel, SimpleLlmAgent,
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

/// An agent that talks on the phone, and has a function of its own. An `AgentRequest` is for agents of other kinds.
///
/// What is missing or out of range is an error when the agent is created, with the name of the field.
fn opening_hours() -> Conversation {
    // `list_voices` has the voices of an account.
    let voice = ElevenLabsConfig::builder()
        .voice("Rachel")
        .voice_id("21m00Tcm4TlvDq8ikWAM")
        .model(ElevenLabsModel::TurboV2_5);
    let hearing = DeepgramTranscriberConfig::builder()
        .provider(DeepgramProvider::Deepgram)
        .model(DeepgramModel::Nova3)
        .language(DeepgramLanguage::En);
    let title = json!({"type": "object", "properties": {"title": {"type": "string"}}, "required": ["title"]});
    let find = AgentTool::builder()
        .description("Finds a book by its title")
        .parameters(title);
    let endpoint = AgentToolParams::builder()
        .url("https://library.example.com/books")
        .param(json!({"title": "%(title)s"}));
    Conversation::new("Opening hours", "You work at the front desk of a library.")
        .welcome("City library, hello.")
        .llm(
            SimpleLlmAgent::builder()
                .provider("openai")
                .model("gpt-4.1-mini")
                .temperature(0.2),
        )
        .voice(voice)
        .transcriber(hearing)
        .telephony(AudioProvider::Twilio)
        .function("find_book", find, endpoint)
}
