//! What keeps a number from being moved.

use super::check::Discrepancy;
use super::plan::TrunkRef;
use super::step::MoveStep;
use crate::Error;

/// Why no plan can be made.
///
/// ```
/// use bolna_api_ext::sip_trunks::moving::{MoveError, MovePlan};
/// use bolna_api_ext::types::SipTrunk;
///
/// let from: SipTrunk = serde_json::from_str(r#"{"id": "1", "name": "Desk", "phone_numbers": [{"phone_number": "+14155550100"}]}"#)?;
/// let to: SipTrunk = serde_json::from_str(r#"{"id": "2", "name": "Hall", "is_active": false}"#)?;
/// let error = MovePlan::new("+14155550100", &from, &to).unwrap_err();
/// assert!(matches!(error, MoveError::Inactive { .. }));
/// assert_eq!(error.to_string(), "Hall (2) is not active, so that calls over it fail: activate it first");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoveError {
    /// A trunk has no id, by which numbers are added and removed.
    #[error("the trunk {} has no id: list the trunks again", .name.as_deref().unwrap_or("without a name"))]
    NoTrunkId {
        /// Its name.
        name: Option<String>,
    },
    /// The old trunk does not have the number.
    #[error("{trunk} has no number {number}: list the trunks again, and take the one that has it")]
    NotThere {
        /// The number.
        number: String,
        /// The trunk.
        trunk: TrunkRef,
    },
    /// The number was removed from the old trunk already.
    #[error("{number} was deleted from {trunk}, so that there is nothing to move: add it to the new trunk")]
    Deleted {
        /// The number.
        number: String,
        /// The trunk.
        trunk: TrunkRef,
    },
    /// The old trunk has the number more than once, in several spellings perhaps: one of them would stay.
    #[error("{trunk} has the number {number} more than once: remove all but one first")]
    Repeated {
        /// The number.
        number: String,
        /// The trunk.
        trunk: TrunkRef,
    },
    /// Both trunks are the same one.
    #[error("the number is on {trunk} already: give another trunk to move it to")]
    SameTrunk {
        /// The trunk.
        trunk: TrunkRef,
    },
    /// The new trunk is not active.
    #[error("{trunk} is not active, so that calls over it fail: activate it first")]
    Inactive {
        /// The trunk.
        trunk: TrunkRef,
    },
    /// Calls to the number are taken on the old trunk, and would not be on the new one.
    #[error("{trunk} takes no inbound calls, and the number takes them now: set `inbound_enabled` of the trunk first")]
    InboundDisabled {
        /// The trunk.
        trunk: TrunkRef,
    },
}

/// Why a move broke off. The plan holds how far it is, and is run again to go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The numbers of a trunk could not be listed, and no step was done after that.
    #[error("the numbers of {trunk} cannot be listed: {source}; no step was done after that: run the plan again")]
    List {
        /// The trunk.
        trunk: TrunkRef,
        /// Why.
        #[source]
        source: Error,
    },
    /// The trunks are not as the plan has them, and no step was done after that.
    #[error(transparent)]
    Discrepancy(#[from] Discrepancy),
    /// A step failed.
    #[error(transparent)]
    Step(#[from] StepError),
}

/// A step of a move that failed.
///
/// Its `Display` says which one, why, where the number is, and what to do next.
#[derive(Debug, thiserror::Error)]
#[error("{description}: {source}; {standing}; {}", self.next())]
#[non_exhaustive]
pub struct StepError {
    /// The step.
    pub step: MoveStep,
    /// What the API says, or why there was no answer.
    #[source]
    pub source: Error,
    /// The step, for a person.
    pub(super) description: String,
    /// Where the number is now.
    pub(super) standing: String,
    /// Whether the number was on the old trunk when it was to be added to the new one.
    pub(super) is_on_old: bool,
}

impl StepError {
    /// Whether the API refuses the number at the new trunk because another one has it: [`remove_first`](super::MovePlan::remove_first) helps, if that is the
    /// old one.
    ///
    /// That is so for a conflict (409), and for a refusal (400, 422) whose message says so.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.step == MoveStep::Add && self.is_on_old && is_taken(&self.source)
    }

    fn next(&self) -> &'static str {
        if self.is_taken() {
            "another trunk has it: if that is the old one, `remove_first()` removes it there before, and calls are lost in between"
        } else if self.source.may_have_taken_effect() {
            "the step may have been done all the same: run the plan again, which looks before it repeats anything"
        } else if self.source.is_retryable() {
            "nothing was changed: run the plan again"
        } else if self.step == MoveStep::Add && !self.is_on_old {
            "add it back there, or mend the cause and run the plan again"
        } else {
            "nothing was changed: run the plan again when the cause is mended"
        }
    }
}

fn is_taken(error: &Error) -> bool {
    let says_so = |message: &str| {
        let message = message.to_lowercase();
        ["already", "exists", "in use", "duplicate", "another trunk"]
            .iter()
            .any(|words| message.contains(words))
    };
    error.is_conflict() || (error.is_invalid() && error.message().is_some_and(says_so))
}
