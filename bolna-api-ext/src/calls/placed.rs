//! A call that was placed.

use bolna_api::types::{ExecutionStatus, QueuedCall};

/// A call that was placed: queued, or scheduled.
///
/// ```no_run
/// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
/// let call = bolna.calls().place("agent", "+14155550187").send().await?;
/// let ended = bolna.calls().wait(call.id).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlacedCall {
    /// The id of its execution, by which it is stopped and followed.
    pub id: String,
    /// How it stands, if the API says.
    pub status: Option<ExecutionStatus>,
    /// A confirmation for a person, if there is one.
    pub message: Option<String>,
}

impl PlacedCall {
    pub(super) fn new(id: String, answer: QueuedCall) -> Self {
        Self {
            id,
            status: answer.status,
            message: answer.message,
        }
    }
}
