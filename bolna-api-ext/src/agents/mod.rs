//! Agents: created, changed, replaced.

mod agent_ext;
mod conversation;

use bolna_api::IntoProperty;
use bolna_api::types::{Agent, AgentRequest};

pub use agent_ext::AgentExt;
pub use conversation::Conversation;

use crate::Error;
use crate::client::Bolna;
use crate::created::SendForId;

/// The agents of the account. From [`Bolna::agents`].
#[derive(Clone, Copy, Debug)]
pub struct Agents<'a> {
    bolna: &'a Bolna,
}

impl<'a> Agents<'a> {
    pub(crate) fn new(bolna: &'a Bolna) -> Self {
        Self { bolna }
    }

    /// Creates an agent, of an [`AgentRequest`] or a [`Conversation`]; its id.
    ///
    /// ```no_run
    /// use bolna_api_ext::types::AgentRequest;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, request: AgentRequest) -> Result<(), bolna_api_ext::Error> {
    /// let id: String = bolna.agents().create(request).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Something of the agent is missing or wrong; or any other [`Error`]. An answer without an id is one.
    pub async fn create(&self, request: impl IntoProperty<AgentRequest>) -> Result<String, Error> {
        self.bolna.create_agent().body(request).send_for_id().await
    }

    /// Reads an agent.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: &str) -> Result<(), bolna_api_ext::Error> {
    /// println!("{:?}", bolna.agents().get(id).await?.agent_name);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An [`Error`] for everything but an agent.
    pub async fn get(&self, id: impl Into<String>) -> Result<Agent, Error> {
        self.bolna.get_agent().agent_id(id.into()).send().await
    }

    /// Replaces an agent by another one, which keeps the id.
    ///
    /// What is not in `request` is gone. [`AgentRequest::from`] an [`Agent`] is what was read, with nothing lost.
    ///
    /// ```no_run
    /// use bolna_api_ext::types::AgentRequest;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: &str) -> Result<(), bolna_api_ext::Error> {
    /// let template = bolna.agents().get("template").await?;
    /// bolna.agents().replace(id, AgentRequest::from(template)).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Something of the agent is missing or wrong; or any other [`Error`].
    pub async fn replace(&self, id: impl Into<String>, request: impl IntoProperty<AgentRequest>) -> Result<(), Error> {
        let operation = self.bolna.replace_agent().agent_id(id.into()).body(request);
        operation.send().await.map(|_| ())
    }

    /// Reads an agent, changes it, and writes it back; the agent as it was written.
    ///
    /// Nothing else is changed: properties that this version does not know go back as they came. Where `change` changes
    /// nothing, nothing is written. The API has no way to find out whether somebody else wrote in the meantime: the last
    /// one to write wins.
    ///
    /// ```no_run
    /// use bolna_api_ext::AgentExt;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: &str) -> Result<(), bolna_api_ext::Error> {
    /// bolna.agents().update_with(id, |agent| agent.set_prompt("You work at the front desk of a library.")).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The agent cannot be read, or cannot be written.
    pub async fn update_with(&self, id: impl Into<String>, change: impl FnOnce(&mut Agent)) -> Result<Agent, Error> {
        let id = id.into();
        let read = self.get(id.as_str()).await?;
        let mut agent = read.clone();
        change(&mut agent);
        if agent != read {
            self.replace(id, AgentRequest::from(agent.clone())).await?;
        }
        Ok(agent)
    }
}
