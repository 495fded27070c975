//! Batches: calls to many people, from rows or a CSV file.

mod batch_ext;
#[cfg(feature = "csv")]
mod create;
#[cfg(feature = "csv")]
mod rows;
mod schedule;
mod status_ext;

use std::sync::Arc;
use std::time::Duration;

use bolna_api::types::Batch;
use chrono::{DateTime, TimeZone};

pub use batch_ext::{BatchExt, Progress};
#[cfg(feature = "csv")]
pub use create::CreateBatch;
#[cfg(feature = "csv")]
pub use rows::InvalidRow;
pub use schedule::ScheduleBatch;
pub use status_ext::BatchStatusExt;

use crate::Error;
use crate::client::Bolna;
use crate::clock::Clock;
use crate::schedule::Now;
use crate::wait::{Statuses, Wait, Watch};

/// How long a batch is waited for unless told otherwise.
const WITHIN: Duration = Duration::from_secs(24 * 60 * 60);

/// The batches of the account. From [`Bolna::batches`].
#[derive(Clone)]
pub struct Batches<'a> {
    bolna: &'a Bolna,
    clock: Arc<dyn Clock>,
    now: Now,
}

impl<'a> Batches<'a> {
    pub(crate) fn new(bolna: &'a Bolna, clock: Arc<dyn Clock>, now: Now) -> Self {
        Self { bolna, clock, now }
    }

    /// Starts a batch of calls by this agent. It is uploaded by [`send`](CreateBatch::send), and calls nobody until it is
    /// [scheduled](Self::schedule).
    ///
    /// ```no_run
    /// use chrono::{TimeDelta, Utc};
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, agent: &str) -> Result<(), bolna_api_ext::Error> {
    /// let people = [("+14155550187", [("name", "Ana")]), ("+14155550188", [("name", "Ben")])];
    /// let people = people.map(|(number, variables)| (number, std::collections::HashMap::from(variables)));
    /// let id = bolna.batches().create(agent).rows(people).send().await?;
    /// bolna.batches().schedule(&id, Utc::now() + TimeDelta::hours(1)).send().await?;
    /// let waited = bolna.batches().wait(&id).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "csv")]
    #[cfg_attr(docsrs, doc(cfg(feature = "csv")))]
    pub fn create(&self, agent: impl Into<String>) -> CreateBatch<'a> {
        CreateBatch::new(self.bolna, agent.into())
    }

    /// Sets when the calls of a batch begin, in any time zone: sent by [`send`](ScheduleBatch::send).
    ///
    /// The time must be [at least two minutes ahead](crate::TooSoon) when it is sent. The API rounds it up to the next
    /// mark of ten minutes.
    ///
    /// ```no_run
    /// use chrono::{TimeDelta, Utc};
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: &str) -> Result<(), bolna_api_ext::Error> {
    /// bolna.batches().schedule(id, Utc::now() + TimeDelta::hours(1)).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn schedule<Tz: TimeZone>(&self, id: impl Into<String>, time: DateTime<Tz>) -> ScheduleBatch<'a> {
        ScheduleBatch::new(self.bolna, self.now, id.into(), time.to_utc())
    }

    /// How a batch stands.
    ///
    /// ```no_run
    /// use bolna_api_ext::BatchExt;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
    /// println!("{}", bolna.batches().get(id).await?.progress());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An [`Error`] for everything but a batch.
    pub async fn get(&self, id: impl Into<String>) -> Result<Batch, Error> {
        self.bolna.get_batch().batch_id(id.into()).send().await
    }

    /// Stops a batch: no further call of it is placed. Calls that are being talked on go on.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
    /// bolna.batches().stop(id).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// There is nothing to stop, or any other [`Error`].
    pub async fn stop(&self, id: impl Into<String>) -> Result<(), Error> {
        self.bolna.stop_batch().batch_id(id.into()).send().await.map(|_| ())
    }

    /// Waits until a batch has a terminal status: at most a day, unless [told otherwise](Wait::within).
    ///
    /// A batch that is not scheduled never gets there.
    ///
    /// ```no_run
    /// use bolna_api_ext::BatchExt;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
    /// if let Some(batch) = bolna.batches().wait(id).await?.terminal() {
    ///     for (status, calls) in batch.counts() {
    ///         println!("{status}: {calls}");
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn wait(&self, id: impl Into<String>) -> Wait<Batch> {
        Wait::new(self.watch(id.into(), WITHIN))
    }

    /// Every status of a batch, up to the terminal one.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna, id: String) -> Result<(), bolna_api_ext::Error> {
    /// let mut statuses = bolna.batches().statuses(id);
    /// while let Some(batch) = statuses.next().await {
    ///     println!("{:?}", batch?.status);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn statuses(&self, id: impl Into<String>) -> Statuses<Batch> {
        Statuses::new(self.watch(id.into(), Duration::MAX))
    }

    fn watch(&self, id: String, within: Duration) -> Watch<Batch> {
        Watch::new(self.bolna, self.clock.clone(), id, within)
    }
}

impl std::fmt::Debug for Batches<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batches")
            .field("bolna", self.bolna)
            .finish_non_exhaustive()
    }
}
