//! The usual agent: one that talks on the phone.

use std::fmt;

use bolna_api::types::{
    AgentConfig, AgentPrompts, AgentRequest, AgentTask, AgentTaskType, AgentToolKey, AgentTools, AudioChannel,
    AudioFormat, AudioProvider, LlmAgent, LlmAgentType, LlmConfig, Synthesizer, SynthesizerProvider, TaskPrompts,
    TaskTools, Toolchain, ToolchainExecution, ToolchainPart, Transcriber, VoiceConfig, builder,
};
use bolna_api::{IntoProperty, InvalidValue};

/// An agent with one task, a conversation on the phone: it goes wherever an [`AgentRequest`] does.
///
/// What follows from the parts is set: the kind of the model, the provider of the voice, and the order in which speech is
/// heard, answered and spoken. Everything else is as an [`AgentRequest`] has it, which is for agents of other kinds. What is
/// missing is an error when the agent is created, with the name of the field.
///
/// ```no_run
/// use bolna_api_ext::agents::Conversation;
/// use bolna_api_ext::types::{
///     AudioProvider, DeepgramLanguage, DeepgramModel, DeepgramProvider, DeepgramTranscriberConfig, ElevenLabsConfig,
///     ElevenLabsModel, SimpleLlmAgent,
/// };
///
/// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
/// let voice = ElevenLabsConfig::builder().voice("Rachel").voice_id("21m0").model(ElevenLabsModel::TurboV2_5);
/// let hearing = DeepgramTranscriberConfig::builder()
///     .provider(DeepgramProvider::Deepgram)
///     .model(DeepgramModel::Nova3)
///     .language(DeepgramLanguage::En);
/// let agent = Conversation::new("Opening hours", "You work at the front desk of a library.")
///     .welcome("City library, hello.")
///     .llm(SimpleLlmAgent::builder().provider("openai").model("gpt-4.1-mini"))
///     .voice(voice)
///     .transcriber(hearing)
///     .telephony(AudioProvider::Twilio);
/// let id = bolna.agents().create(agent).await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "an agent is created by `Agents::create`"]
pub struct Conversation {
    config: builder::AgentConfig,
    tools: builder::TaskTools,
    prompt: String,
    functions: Vec<(String, builder::AgentTool, builder::AgentToolParams)>,
    /// The first value that is none.
    fault: Option<InvalidValue>,
}

impl Conversation {
    /// An agent of this name, with this prompt.
    pub fn new(name: impl Into<String>, prompt: impl Into<String>) -> Self {
        Self {
            config: AgentConfig::builder().agent_name(name.into()),
            tools: TaskTools::builder(),
            prompt: prompt.into(),
            functions: Vec::new(),
            fault: None,
        }
    }

    /// Sets what it says first.
    pub fn welcome(mut self, text: impl Into<String>) -> Self {
        self.config = self.config.agent_welcome_message(text.into());
        self
    }

    /// Sets the language model: a [`SimpleLlmAgent`](bolna_api::types::SimpleLlmAgent), or a
    /// [`KnowledgebaseAgent`](bolna_api::types::KnowledgebaseAgent).
    pub fn llm(mut self, model: impl IntoProperty<LlmConfig>) -> Self {
        if let Some(model) = self.value(model.into_property()) {
            let kind = match &model {
                LlmConfig::SimpleLlm(_) => Some(LlmAgentType::SimpleLlmAgent),
                LlmConfig::Knowledgebase(_) => Some(LlmAgentType::KnowledgebaseAgent),
                _ => None,
            };
            self.tools = self
                .tools
                .llm_agent(LlmAgent::builder().agent_type(kind).llm_config(model));
        }
        self
    }

    /// Sets the voice: an [`ElevenLabsConfig`](bolna_api::types::ElevenLabsConfig), for example.
    pub fn voice(mut self, voice: impl IntoProperty<VoiceConfig>) -> Self {
        if let Some(voice) = self.value(voice.into_property()) {
            let provider = match &voice {
                VoiceConfig::ElevenLabs(_) => Some(SynthesizerProvider::Elevenlabs),
                VoiceConfig::Polly(_) => Some(SynthesizerProvider::Polly),
                VoiceConfig::Deepgram(_) => Some(SynthesizerProvider::Deepgram),
                _ => None,
            };
            let synthesizer = Synthesizer::builder().provider(provider).provider_config(voice);
            self.tools = self.tools.synthesizer(synthesizer);
        }
        self
    }

    /// Sets how it hears: a [`DeepgramTranscriberConfig`](bolna_api::types::DeepgramTranscriberConfig), for example.
    pub fn transcriber(mut self, transcriber: impl IntoProperty<Transcriber>) -> Self {
        self.tools = self.tools.transcriber(transcriber);
        self
    }

    /// Sets the carrier, for both directions.
    pub fn telephony(mut self, provider: AudioProvider) -> Self {
        let channel = AudioChannel::builder().provider(provider).format(AudioFormat::Wav);
        self.tools = self.tools.input(channel.clone()).output(channel);
        self
    }

    /// Adds a function that the model may call: what the model knows of it, and the endpoint that is asked then. What the
    /// model gave for an argument stands in the `param` of the endpoint as `%(name)s`.
    ///
    /// ```
    /// use bolna_api_ext::agents::Conversation;
    /// use bolna_api_ext::types::{AgentTool, AgentToolParams};
    /// use serde_json::json;
    ///
    /// let agent = Conversation::new("Library", "You know every book.").function(
    ///     "find_book",
    ///     AgentTool::builder()
    ///         .description("Finds a book by its title")
    ///         .parameters(json!({"type": "object", "properties": {"title": {"type": "string"}}})),
    ///     AgentToolParams::builder().url("https://library.example.com").param(json!({"title": "%(title)s"})),
    /// );
    /// ```
    pub fn function(
        mut self,
        name: impl Into<String>,
        function: builder::AgentTool,
        endpoint: builder::AgentToolParams,
    ) -> Self {
        let name = name.into();
        let function = function.name(name.as_str()).key(AgentToolKey::CustomTask);
        self.functions.push((name, function, endpoint));
        self
    }

    /// Sets the URL to which its executions are posted: see [`webhook`](crate::webhook).
    pub fn webhook_url(mut self, url: impl Into<String>) -> Self {
        self.config = self.config.webhook_url(url.into());
        self
    }

    fn value<T>(&mut self, value: Result<Option<T>, InvalidValue>) -> Option<T> {
        value.unwrap_or_else(|error| {
            self.fault.get_or_insert(error);
            None
        })
    }
}

impl IntoProperty<AgentRequest> for Conversation {
    fn into_property(self) -> Result<Option<AgentRequest>, InvalidValue> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let mut tools = self.tools;
        if !self.functions.is_empty() {
            let (functions, endpoints): (Vec<_>, Vec<_>) = self
                .functions
                .into_iter()
                .map(|(name, function, endpoint)| (function, (name, endpoint)))
                .unzip();
            tools = tools.api_tools(AgentTools::builder().tools(functions).tools_params(endpoints));
        }
        let pipeline = [
            ToolchainPart::Transcriber,
            ToolchainPart::Llm,
            ToolchainPart::Synthesizer,
        ];
        let toolchain = Toolchain::builder()
            .execution(ToolchainExecution::Parallel)
            .pipelines(pipeline);
        let task = AgentTask::builder()
            .task_type(AgentTaskType::Conversation)
            .toolchain(toolchain)
            .tools_config(tools);
        let prompt = TaskPrompts::builder().system_prompt(self.prompt);
        AgentRequest::builder()
            .agent_config(self.config.tasks([task]))
            .agent_prompts(AgentPrompts::builder().task_1(prompt))
            .into_property()
    }
}

/// Shows nothing of the prompt, and no token of an endpoint.
impl fmt::Debug for Conversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conversation").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use bolna_api::Operation;
    use bolna_api::types::{
        AgentTool, AgentToolParams, DeepgramLanguage, DeepgramModel, DeepgramProvider, DeepgramTranscriberConfig,
        PollyConfig, SimpleLlmAgent,
    };
    use serde_json::{Value, json};

    use super::*;

    fn sent(agent: Conversation) -> Result<Value, crate::Error> {
        let bolna = crate::Bolna::builder().api_key("sa-1").build().unwrap();
        let request = bolna.create_agent().body(agent).request()?;
        Ok(serde_json::from_slice(request.body().unwrap().as_bytes().unwrap()).unwrap())
    }

    fn agent() -> Conversation {
        let hearing = DeepgramTranscriberConfig::builder()
            .provider(DeepgramProvider::Deepgram)
            .model(DeepgramModel::Nova3)
            .language(DeepgramLanguage::En);
        Conversation::new("Library", "Be brief.")
            .llm(SimpleLlmAgent::builder().provider("openai").model("gpt-4.1-mini"))
            .voice(PollyConfig::builder().voice("Amy").engine("neural").language("en"))
            .transcriber(hearing)
            .telephony(AudioProvider::Plivo)
    }

    #[test]
    fn what_follows_from_the_parts_is_set() {
        let channel = json!({"provider": "plivo", "format": "wav"});
        assert_eq!(
            sent(agent()).unwrap(),
            json!({
                "agent_config": {"agent_name": "Library", "tasks": [{
                    "task_type": "conversation",
                    "toolchain": {"execution": "parallel", "pipelines": ["transcriber", "llm", "synthesizer"]},
                    "tools_config": {
                        "llm_agent": {
                            "agent_type": "simple_llm_agent",
                            "llm_config": {"provider": "openai", "model": "gpt-4.1-mini"}
                        },
                        "synthesizer": {
                            "provider": "polly",
                            "provider_config": {"voice": "Amy", "engine": "neural", "language": "en"}
                        },
                        "transcriber": {"provider": "deepgram", "model": "nova-3", "language": "en"},
                        "input": channel,
                        "output": channel
                    }
                }]},
                "agent_prompts": {"task_1": {"system_prompt": "Be brief."}}
            })
        );
    }

    #[test]
    fn a_function_is_told_to_the_model_and_has_an_endpoint_of_its_name() {
        let with_function = agent().function(
            "find_book",
            AgentTool::builder()
                .description("Finds a book")
                .parameters(json!({"type": "object"})),
            AgentToolParams::builder()
                .url("https://a.example")
                .param(json!({"title": "%(title)s"})),
        );
        let sent = sent(with_function).unwrap();
        assert_eq!(
            sent.pointer("/agent_config/tasks/0/tools_config/api_tools").unwrap(),
            &json!({
                "tools": [{
                    "name": "find_book", "key": "custom_task", "description": "Finds a book",
                    "parameters": {"type": "object"}
                }],
                "tools_params": {"find_book": {"url": "https://a.example", "param": {"title": "%(title)s"}}}
            })
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = sent(Conversation::new("Library", "Be brief.")).unwrap_err();
        assert!(error.is_invalid_request(), "{error}");
        assert!(
            error.to_string().contains("`agent_config.tasks[0].tools_config."),
            "{error}"
        );
    }
}
