//! Calls: placed now or for later, stopped, and followed to their end.

mod place;
mod placed;

use std::sync::Arc;
use std::time::Duration;

use bolna_api::types::{Execution, StoppedCall};

pub use place::PlaceCall;
pub use placed::PlacedCall;

use crate::Error;
use crate::client::Bolna;
use crate::clock::Clock;
use crate::e164::{E164, InvalidNumber};
use crate::schedule::Now;
use crate::wait::{Statuses, Wait, Watch};

/// How long a call is waited for unless told otherwise.
const WITHIN: Duration = Duration::from_secs(60 * 60);

/// The calls of the account. From [`Bolna::calls`].
#[derive(Clone)]
pub struct Calls<'a> {
    bolna: &'a Bolna,
    clock: Arc<dyn Clock>,
    now: Now,
}

impl<'a> Calls<'a> {
    pub(crate) fn new(bolna: &'a Bolna, clock: Arc<dyn Clock>, now: Now) -> Self {
        Self { bolna, clock, now }
    }

    /// Starts a call: this agent calls this number, which is an [`E164`] or a text in its form. It is placed by
    /// [`send`](PlaceCall::send).
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, agent: &str) -> Result<(), bolna_api_ext::Error> {
    /// let call = bolna.calls().place(agent, "+14155550187").variable("name", "Ana").send().await?;
    /// println!("{} is {:?}", call.id, call.status);
    /// # Ok(())
    /// # }
    /// ```
    pub fn place(
        &self,
        agent: impl Into<String>,
        number: impl TryInto<E164, Error: Into<InvalidNumber>>,
    ) -> PlaceCall<'a> {
        PlaceCall::new(
            self.bolna,
            self.now,
            agent.into(),
            number.try_into().map_err(Into::into),
        )
    }

    /// Stops a call that is queued or scheduled. One that has been placed already is not hung up.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
    /// match bolna.calls().stop(id).await {
    ///     Err(error) if error.is_not_found() || error.is_conflict() => println!("nothing to stop: {error}"),
    ///     stopped => println!("{:?}", stopped?.status),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// There is nothing to stop, or any other [`Error`].
    pub async fn stop(&self, id: impl Into<String>) -> Result<StoppedCall, Error> {
        self.bolna.stop_call().execution_id(id.into()).send().await
    }

    /// How a call stands, and what is known of it.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
    /// println!("{:?}", bolna.calls().get(id).await?.status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An [`Error`] for everything but a call.
    pub async fn get(&self, id: impl Into<String>) -> Result<Execution, Error> {
        self.bolna.get_execution().execution_id(id.into()).send().await
    }

    /// Waits until a call has a terminal status: at most an hour, unless [told otherwise](Wait::within).
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use bolna_api_ext::ExecutionExt;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
    /// let waited = bolna.calls().wait(id).within(Duration::from_secs(600)).await?;
    /// if let Some(call) = waited.terminal() {
    ///     println!("{:?}: {:?}", call.status, call.cost());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait(&self, id: impl Into<String>) -> Wait<Execution> {
        Wait::new(self.watch(id.into(), WITHIN))
    }

    /// Every status of a call, up to the terminal one.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
    /// let mut statuses = bolna.calls().statuses(id);
    /// while let Some(call) = statuses.next().await {
    ///     println!("{:?}", call?.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn statuses(&self, id: impl Into<String>) -> Statuses<Execution> {
        Statuses::new(self.watch(id.into(), Duration::MAX))
    }

    fn watch(&self, id: String, within: Duration) -> Watch<Execution> {
        Watch::new(self.bolna, self.clock.clone(), id, within)
    }
}

impl std::fmt::Debug for Calls<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Calls")
            .field("bolna", self.bolna)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
