//! What came of waiting.

use std::time::Duration;

use crate::{Error, ErrorKind};

/// What came of waiting: a terminal status, or the deadline before it.
///
/// ```
/// use bolna_api_ext::types::Execution;
/// use bolna_api_ext::wait::Waited;
///
/// fn report(waited: Waited<Execution>) -> String {
///     match waited {
///         Waited::Terminal(call) => format!("it ended: {:?}", call.status),
///         Waited::DeadlinePassed { latest: Some(call), .. } => format!("it goes on: {:?}", call.status),
///         Waited::DeadlinePassed { latest: None, passed } => passed.to_string(),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "the deadline may have passed"]
pub enum Waited<T> {
    /// No other status follows.
    Terminal(T),

    /// The deadline passed first. What it waited for goes on.
    DeadlinePassed {
        /// How it stood when it was read last, if it was read.
        latest: Option<T>,
        /// What was waited for, and how long.
        passed: DeadlinePassed,
    },
}

impl<T> Waited<T> {
    /// What ended, where a deadline that passed is an error. Its kind is [`Timeout`](ErrorKind::Timeout), and its source
    /// [`DeadlinePassed`].
    ///
    /// ```
    /// use bolna_api_ext::types::Execution;
    /// use bolna_api_ext::wait::Waited;
    ///
    /// fn finished(waited: Waited<Execution>) -> Result<Execution, bolna_api_ext::Error> {
    ///     waited.or_timeout()
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The deadline passed.
    pub fn or_timeout(self) -> Result<T, Error> {
        match self {
            Self::Terminal(ended) => Ok(ended),
            Self::DeadlinePassed { passed, .. } => Err(passed.into()),
        }
    }

    /// What ended; `None` if the deadline passed.
    #[must_use]
    pub fn terminal(self) -> Option<T> {
        match self {
            Self::Terminal(ended) => Some(ended),
            Self::DeadlinePassed { .. } => None,
        }
    }

    /// How it stood when it was read last, whether it has ended or not.
    #[must_use]
    pub fn latest(&self) -> Option<&T> {
        match self {
            Self::Terminal(ended) => Some(ended),
            Self::DeadlinePassed { latest, .. } => latest.as_ref(),
        }
    }
}

/// A deadline passed before a terminal status was there. It is the source of an [`Error`] of the kind
/// [`Timeout`](ErrorKind::Timeout), and tells it from the time limit of a request.
///
/// ```
/// use std::error::Error;
/// use bolna_api_ext::wait::DeadlinePassed;
///
/// fn goes_on(error: &bolna_api_ext::Error) -> bool {
///     error.source().is_some_and(|source| source.is::<DeadlinePassed>())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {what} {id} has no terminal status after {} s, and goes on", within.as_secs_f64())]
#[non_exhaustive]
pub struct DeadlinePassed {
    /// What was waited for: `call` or `batch`.
    pub what: &'static str,
    /// Its id.
    pub id: String,
    /// How long it was waited.
    pub within: Duration,
}

impl From<DeadlinePassed> for Error {
    fn from(passed: DeadlinePassed) -> Self {
        Self::builder(ErrorKind::Timeout).reason(&passed).source(passed).build()
    }
}
