//! What a batch can be asked.

use std::fmt;

use bolna_api::types::{Batch, ExecutionStatus};

use super::status_ext::BatchStatusExt;
use crate::executions::ExecutionStatusExt;

/// What a batch can be asked.
///
/// ```
/// use bolna_api_ext::BatchExt;
/// use bolna_api_ext::types::Batch;
///
/// let batch: Batch = serde_json::from_str(
///     r#"{"status": "running", "valid_contacts": 4, "execution_status": {"completed": 2, "busy": 1, "ringing": 1}}"#,
/// )?;
/// assert!(!batch.is_terminal());
/// assert_eq!(batch.progress().to_string(), "3 of 4");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait BatchExt {
    /// Whether it has a status that no other follows. See [`BatchStatusExt::is_terminal`]. `false` if it has none.
    #[must_use]
    fn is_terminal(&self) -> bool;

    /// How many of its calls have which status.
    fn counts(&self) -> impl Iterator<Item = (ExecutionStatus, u64)>;

    /// How many of its calls have ended.
    #[must_use]
    fn progress(&self) -> Progress;
}

/// How many calls of a batch have ended. It shows as `3 of 4`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The calls with a terminal status.
    pub ended: u64,
    /// The contacts that can be called, if the API says.
    pub contacts: Option<u64>,
}

impl BatchExt for Batch {
    fn is_terminal(&self) -> bool {
        self.status.as_ref().is_some_and(BatchStatusExt::is_terminal)
    }

    fn counts(&self) -> impl Iterator<Item = (ExecutionStatus, u64)> {
        let counts = self.execution_status.iter();
        counts.map(|(status, calls)| (status.as_str().into(), u64::try_from(*calls).unwrap_or_default()))
    }

    fn progress(&self) -> Progress {
        let ended = self.counts().filter(|(status, _)| status.is_terminal());
        Progress {
            ended: ended.map(|(_, calls)| calls).fold(0, u64::saturating_add),
            contacts: self.valid_contacts.and_then(|contacts| u64::try_from(contacts).ok()),
        }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.contacts {
            Some(contacts) => write!(f, "{} of {contacts}", self.ended),
            None => write!(f, "{}", self.ended),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_was_hung_up_has_not_ended_yet() {
        let batch: Batch = serde_json::from_str(
            r#"{"execution_status": {"completed": 2, "call-disconnected": 3, "queued": 1, "strange": 1, "failed": -1}}"#,
        )
        .unwrap();
        assert_eq!(batch.progress().to_string(), "2");
        assert_eq!(batch.counts().map(|(_, calls)| calls).sum::<u64>(), 7);
        assert!(!batch.is_terminal());
    }
}
