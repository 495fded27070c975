//! The steps of a move.

use serde::{Deserialize, Serialize};

/// A step of a move: one request that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MoveStep {
    /// Adding the number to the new trunk.
    Add,
    /// Connecting the agent to the number on the new trunk.
    Connect,
    /// Removing the number from the old trunk.
    Remove,
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StepState {
    /// It is to be done. After a run that broke off, the API may have done it already.
    Open,
    /// It is done.
    Done,
    /// There was nothing to do from the start.
    Needless,
}

impl StepState {
    /// The state after the step was found done.
    pub(super) fn found_done(self) -> Self {
        match self {
            Self::Open => Self::Done,
            state => state,
        }
    }
}
