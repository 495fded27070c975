//! What the status of a batch can be asked.

use bolna_api::types::BatchStatus;

/// What the status of a batch can be asked.
///
/// ```
/// use bolna_api_ext::BatchStatusExt;
/// use bolna_api_ext::types::BatchStatus;
///
/// assert!(BatchStatus::Stopped.is_terminal());
/// assert!(!BatchStatus::Running.is_terminal());
/// ```
pub trait BatchStatusExt {
    /// Whether no other status follows: `completed`, `stopped` and `failed`.
    ///
    /// `processed` was observed, and nobody says what it means: it is not taken for terminal, and neither is a status that
    /// this version does not know.
    #[must_use]
    fn is_terminal(&self) -> bool;
}

impl BatchStatusExt for BatchStatus {
    fn is_terminal(&self) -> bool {
        matches!(self, Self::Completed | Self::Stopped | Self::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_statuses_are_terminal() {
        for (status, is_terminal) in [
            ("completed", true),
            ("stopped", true),
            ("failed", true),
            ("created", false),
            ("scheduled", false),
            ("running", false),
            ("processed", false),
            ("paused", false),
        ] {
            assert_eq!(BatchStatus::from(status).is_terminal(), is_terminal, "{status}");
        }
    }
}
