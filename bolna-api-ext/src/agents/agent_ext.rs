//! What an agent can be asked, and told.

use bolna_api::types::{Agent, AgentTask, AgentTaskType, LlmConfig, SimpleLlmAgent};

/// What an agent can be asked, and told.
///
/// ```
/// use bolna_api_ext::AgentExt;
/// use bolna_api_ext::types::Agent;
///
/// let mut agent: Agent = serde_json::from_str(
///     r#"{"tasks": [{"task_type": "conversation", "tools_config": {"llm_agent": {
///         "agent_type": "simple_llm_agent", "llm_config": {"provider": "openai", "model": "gpt-4.1-mini"}}}}]}"#,
/// )?;
/// agent.set_prompt("You work at the front desk of a library.");
/// if let Some(llm) = agent.simple_llm_mut() {
///     llm.temperature = Some(0.2);
/// }
/// assert_eq!(agent.prompt(), Some("You work at the front desk of a library."));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait AgentExt {
    /// The prompt of its first task.
    #[must_use]
    fn prompt(&self) -> Option<&str>;

    /// Sets the prompt of its first task. Nothing else of the prompts is touched.
    fn set_prompt(&mut self, prompt: impl Into<String>);

    /// The task that talks: the first one that is a conversation.
    #[must_use]
    fn conversation(&self) -> Option<&AgentTask>;

    /// The same, to be changed.
    #[must_use]
    fn conversation_mut(&mut self) -> Option<&mut AgentTask>;

    /// The model of the conversation, to be changed; `None` if there is none, or it is one with knowledge bases.
    #[must_use]
    fn simple_llm_mut(&mut self) -> Option<&mut SimpleLlmAgent>;
}

impl AgentExt for Agent {
    fn prompt(&self) -> Option<&str> {
        self.agent_prompts.as_ref()?.task_1.as_ref()?.system_prompt.as_deref()
    }

    fn set_prompt(&mut self, prompt: impl Into<String>) {
        let prompts = self.agent_prompts.get_or_insert_default();
        prompts.task_1.get_or_insert_default().system_prompt = Some(prompt.into());
    }

    fn conversation(&self) -> Option<&AgentTask> {
        self.tasks.iter().find(|task| is_conversation(task))
    }

    fn conversation_mut(&mut self) -> Option<&mut AgentTask> {
        self.tasks.iter_mut().find(|task| is_conversation(task))
    }

    fn simple_llm_mut(&mut self) -> Option<&mut SimpleLlmAgent> {
        let tools = self.conversation_mut()?.tools_config.as_mut()?;
        match tools.llm_agent.as_mut()?.llm_config.as_mut()? {
            LlmConfig::SimpleLlm(llm) => Some(llm),
            _ => None,
        }
    }
}

fn is_conversation(task: &AgentTask) -> bool {
    task.task_type == Some(AgentTaskType::Conversation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prompt_is_set_and_nothing_beside_it() {
        let mut agent: Agent = serde_json::from_str(
            r#"{"agent_prompts": {"task_1": {"system_prompt": "old", "new": 1}, "task_2": {"system_prompt": "two"}}}"#,
        )
        .unwrap();
        agent.set_prompt("new");
        assert_eq!(
            serde_json::to_value(&agent.agent_prompts).unwrap(),
            serde_json::json!({"task_1": {"system_prompt": "new", "new": 1}, "task_2": {"system_prompt": "two"}})
        );
        let mut empty = Agent::default();
        empty.set_prompt("first");
        assert_eq!(empty.prompt(), Some("first"));
    }

    #[test]
    fn an_agent_without_a_conversation_has_no_model_to_change() {
        let mut agent: Agent = serde_json::from_str(r#"{"tasks": [{"task_type": "summarization"}]}"#).unwrap();
        assert!(agent.conversation().is_none() && agent.simple_llm_mut().is_none());
    }
}
