//! What the status of an execution can be asked.

use bolna_api::types::ExecutionStatus;

/// What the status of an execution can be asked.
///
/// ```
/// use bolna_api_ext::ExecutionStatusExt;
/// use bolna_api_ext::types::ExecutionStatus;
///
/// assert!(ExecutionStatus::NoAnswer.is_terminal());
/// assert!(!ExecutionStatus::CallDisconnected.is_terminal(), "`completed` follows");
/// ```
pub trait ExecutionStatusExt {
    /// Whether no other status follows: `completed`, `no-answer`, `busy`, `failed`, `canceled`, `stopped`, `error` and
    /// `balance-low`.
    ///
    /// `call-disconnected` is not terminal: duration, cost, recording and extracted data are not there yet. Neither is a
    /// status that this version does not know.
    ///
    /// A call with a `retry_config` may be placed once more after `no-answer`, `busy` or `failed`; this execution
    /// has ended all the same.
    #[must_use]
    fn is_terminal(&self) -> bool;
}

impl ExecutionStatusExt for ExecutionStatus {
    fn is_terminal(&self) -> bool {
        matches!(
            self,
            Self::Completed
                | Self::NoAnswer
                | Self::Busy
                | Self::Failed
                | Self::Canceled
                | Self::Stopped
                | Self::Error
                | Self::BalanceLow
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_statuses_are_terminal() {
        for status in [
            "completed",
            "no-answer",
            "busy",
            "failed",
            "canceled",
            "stopped",
            "error",
            "balance-low",
        ] {
            assert!(ExecutionStatus::from(status).is_terminal(), "{status}");
        }
    }

    #[test]
    fn others_are_not_and_neither_is_an_unknown_one() {
        for status in [
            "scheduled",
            "queued",
            "rescheduled",
            "prepared",
            "initiated",
            "ringing",
            "in-progress",
            "call-disconnected",
            "paused",
            "",
        ] {
            assert!(!ExecutionStatus::from(status).is_terminal(), "{status}");
        }
    }
}
