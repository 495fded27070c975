//! Errors made by hand: in tests, and in layers.

use std::error::Error as StdError;
use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::{Body, Details, Error, ErrorKind, Head, one_line};
use crate::operation::OperationInfo;

/// Makes an [`Error`]. From [`Error::builder`].
#[must_use]
pub struct ErrorBuilder(Details);

impl Error {
    /// Makes an error of this kind by hand: in a test of what a program does with it, or in a
    /// [`Layer`](crate::transport::Layer). [`from_status`](Self::from_status) makes that of a response.
    ///
    /// ```
    /// use bolna_api::{Error, ErrorKind};
    ///
    /// let error = Error::builder(ErrorKind::Timeout).reason("no answer in time").has_effect(true).build();
    /// assert!(error.is_timeout() && error.may_have_taken_effect());
    /// assert!(error.to_string().starts_with("no answer in time"));
    /// ```
    pub fn builder(kind: ErrorKind) -> ErrorBuilder {
        ErrorBuilder(Details::new(kind, None, kind))
    }
}

impl ErrorBuilder {
    /// The operation that failed.
    pub fn operation(mut self, operation: &OperationInfo) -> Self {
        self.0.operation = Some(operation.clone());
        self
    }

    /// Why, in one line. The kind in words by default.
    pub fn reason(mut self, reason: impl fmt::Display) -> Self {
        self.0.reason = one_line::flatten(&reason.to_string());
        self
    }

    /// The head of a response.
    pub fn head(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.0.head = Some(Head::new(status, headers));
        self
    }

    /// The body of a response. Nothing is read of it: the reason is what was given.
    pub fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.0.body = Some(Body::from_bytes(body.as_ref()));
        self
    }

    /// Whether the server may have done what it was asked; `false` by default.
    pub fn has_effect(mut self, may_have_taken_effect: bool) -> Self {
        self.0.may_have_taken_effect = may_have_taken_effect;
        self
    }

    /// What the error comes from.
    pub fn source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The error.
    #[must_use]
    pub fn build(self) -> Error {
        Error::from_report(self.0)
    }
}

/// Shows the error that it would be.
impl fmt::Debug for ErrorBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorBuilder")
            .field("kind", &self.0.kind)
            .field("reason", &self.0.reason)
            .finish_non_exhaustive()
    }
}
