//! When the calls of a batch begin.

use std::fmt;

use bolna_api::builder;
use bolna_api::types::ScheduleBatchForm;
use chrono::{DateTime, Utc};

use crate::Error;
use crate::client::Bolna;
use crate::schedule::{self, Now};
use crate::unusable::unusable;

/// A batch that is to be scheduled. From [`Batches::schedule`](super::Batches::schedule).
///
/// ```no_run
/// use chrono::{TimeDelta, Utc};
///
/// # async fn run(bolna: bolna_api_ext::Bolna, id: &str) -> Result<(), bolna_api_ext::Error> {
/// let evening = Utc::now() + TimeDelta::hours(9);
/// bolna.batches().schedule(id, evening).bypass_guardrails(true).send().await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a batch is scheduled by `send`"]
pub struct ScheduleBatch<'a> {
    bolna: &'a Bolna,
    now: Now,
    id: String,
    at: DateTime<Utc>,
    bypass_guardrails: Option<bool>,
}

impl<'a> ScheduleBatch<'a> {
    pub(super) fn new(bolna: &'a Bolna, now: Now, id: String, at: DateTime<Utc>) -> Self {
        Self {
            bolna,
            now,
            id,
            at,
            bypass_guardrails: None,
        }
    }

    /// Sets whether to call also outside of the hours that the guardrails of the agent allow.
    pub fn bypass_guardrails(mut self, bypass: bool) -> Self {
        self.bypass_guardrails = Some(bypass);
        self
    }

    /// Schedules the batch. This spends money as soon as the time has come.
    ///
    /// # Errors
    ///
    /// The time is [too soon](crate::TooSoon), and nothing was sent; or any other [`Error`].
    pub async fn send(self) -> Result<(), Error> {
        let at = schedule::check(self.at, (self.now)()).map_err(unusable::<builder::ScheduleBatch<'a>>)?;
        let form = ScheduleBatchForm::builder()
            .scheduled_at(at)
            .bypass_call_guardrails(self.bypass_guardrails);
        let operation = self.bolna.schedule_batch().batch_id(self.id).body(form);
        operation.send().await.map(|_| ())
    }
}

impl fmt::Debug for ScheduleBatch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScheduleBatch")
            .field("id", &self.id)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}
