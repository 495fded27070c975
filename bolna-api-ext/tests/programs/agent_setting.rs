//! One setting of an agent, changed amid all that it has.

use bolna_api_ext::prelude::*;
use bolna_api_ext::types::Agent;
use bolna_api_ext::{Bolna, Error};
use serde_json::json;

use crate::server::{Clients, serve};

async fn cool_down(bolna: &Bolna, agent: &str) -> Result<Agent, Error> {
    let cool = |agent: &mut Agent| {
        if let Some(llm) = agent.simple_llm_mut() {
            llm.temperature = Some(0.2);
        }
    };
    bolna.agents().update_with(agent, cool).await
}

#[tokio::test]
async fn a_nested_agent_is_changed_in_one_setting() {
    let server = serve(&[("200 OK", crate::verbs::AGENT), ("200 OK", "{}")]);
    cool_down(&server.patient(), "01HQ").await.unwrap();
    let sent = server.requests().remove(1).json();
    let llm = sent
        .pointer("/agent_config/tasks/0/tools_config/llm_agent/llm_config")
        .unwrap();
    assert_eq!(
        *llm,
        json!({"provider": "openai", "model": "m", "temperature": 0.2, "reasoning": "low"})
    );
}
