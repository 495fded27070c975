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
///         Waited::DeadlinePassed(Some(call)) => format!("it goes on: {:?}", call.status),
///         Waited::DeadlinePassed(None) => "there was no answer in time".to_owned(),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "the deadline may have passed"]
pub enum Waited<T> {
    /// No other status follows.
    Terminal(T),

    /// The deadline passed first. What it waited for goes on: this is how it stood when it was read last, if it was read.
    DeadlinePassed(Option<T>),
}

impl<T> Waited<T> {
    /// What ended, where a deadline that passed is an error. Its kind is [`Timeout`](ErrorKind::Timeout), and its source
    /// [`DeadlinePassed`].
    ///
    /// ```
    /// use bolna_api_ext::types::Execution;
    /// use bolna_api_ext::wait::Waited;
    ///
    /// let error = Waited::<Execution>::DeadlinePassed(None).or_timeout().unwrap_err();
    /// assert!(error.is_timeout());
    /// ```
    ///
    /// # Errors
    ///
    /// The deadline passed.
    pub fn or_timeout(self) -> Result<T, Error> {
        match self {
            Self::Terminal(ended) => Ok(ended),
            Self::DeadlinePassed(_) => Err(DeadlinePassed::default().into()),
        }
    }

    /// What ended; `None` if the deadline passed.
    #[must_use]
    pub fn terminal(self) -> Option<T> {
        match self {
            Self::Terminal(ended) => Some(ended),
            Self::DeadlinePassed(_) => None,
        }
    }

    /// How it stood when it was read last, whether it has ended or not.
    #[must_use]
    pub fn latest(&self) -> Option<&T> {
        match self {
            Self::Terminal(ended) => Some(ended),
            Self::DeadlinePassed(last) => last.as_ref(),
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
/// # let passed = bolna_api_ext::wait::Waited::<()>::DeadlinePassed(None).or_timeout();
/// # assert!(goes_on(&passed.unwrap_err()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("the deadline passed before there was a terminal status; what was waited for goes on")]
#[non_exhaustive]
pub struct DeadlinePassed {
    /// How long it was waited, if that is known.
    pub within: Option<Duration>,
}

impl From<DeadlinePassed> for Error {
    fn from(passed: DeadlinePassed) -> Self {
        Self::builder(ErrorKind::Timeout).reason(&passed).source(passed).build()
    }
}
