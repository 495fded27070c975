//! The resources that have verbs.

use chrono::Utc;

use crate::agents::Agents;
use crate::batches::Batches;
use crate::calls::Calls;
use crate::client::Bolna;

impl Bolna {
    /// The calls of the account.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, agent: &str) -> Result<(), bolna_api_ext::Error> {
    /// let call = bolna.calls().place(agent, "+14155550187").variable("name", "Ana").send().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn calls(&self) -> Calls<'_> {
        Calls::new(self, self.clock().clone(), Utc::now)
    }

    /// The batches of the account.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: &str) -> Result<(), bolna_api_ext::Error> {
    /// bolna.batches().stop(id).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn batches(&self) -> Batches<'_> {
        Batches::new(self, self.clock().clone(), Utc::now)
    }

    /// The agents of the account.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: &str) -> Result<(), bolna_api_ext::Error> {
    /// bolna.agents().update_with(id, |agent| agent.webhook_url = Some("https://hooks.example.com/bolna".to_owned())).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn agents(&self) -> Agents<'_> {
        Agents::new(self)
    }
}
