//! The one error of every operation.

mod body;
mod builder;
mod causes;
mod decode;
mod detail;
mod error_body;
mod head;
mod kind;
mod message;
mod one_line;
mod page;
mod predicates;
mod redact;
mod retryable;
mod show;

use std::error::Error as StdError;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::operation::OperationInfo;
use error_body::ErrorBody;

pub(crate) use body::Body;
pub use builder::ErrorBuilder;
pub(crate) use causes::leaves_effect_open;
pub use decode::DecodeError;
pub(crate) use decode::{List, Untyped, decode};
pub use detail::ErrorDetail;
pub use error_body::ErrorCode;
pub(crate) use head::{Head, request_id};
pub use kind::ErrorKind;

/// Why an operation has no result.
///
/// It shows as one line with the operation, the status, the reason, which is the server's own message where there is one,
/// and what to do about it:
///
/// ```text
/// list_pets: 403 Forbidden: Unrecognized access token (check the key; request id 01HQ)
/// list_pets: 200 OK: `[3].tags[0].id`: expected an integer, found an object
/// add_pet: 201 Created: expected JSON, and the body is empty (the request took effect)
/// ```
///
/// Programs decide by [`kind`](Self::kind), by its predicates, as [`is_rate_limited`](Self::is_rate_limited), and by
/// [`may_have_taken_effect`](Self::may_have_taken_effect), which says whether to repeat a request is to do it twice.
///
/// ```
/// use std::time::Duration;
/// use bolna_api::Error;
///
/// fn wait(error: &Error) -> Option<Duration> {
///     match error.is_rate_limited() {
///         true => Some(error.retry_after().unwrap_or(Duration::from_secs(1))),
///         false => None,
///     }
/// }
/// ```
///
/// No secret shows, in nothing of it: see [`transport`](crate::transport#secrets).
pub struct Error(Box<Details>);

/// What is known of a failure.
struct Details {
    kind: ErrorKind,
    operation: Option<OperationInfo>,
    head: Option<Head>,
    body: Option<Body>,
    /// What the body says, if the server refuses.
    said: ErrorBody,
    /// What this crate says, where the server says nothing: one line.
    reason: String,
    /// What a person can do.
    hint: Option<String>,
    may_have_taken_effect: bool,
    /// A success was announced.
    took_effect: bool,
    attempts: u32,
    /// The page of a list that could not be read.
    page: Option<u64>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// What went wrong, in the terms that a program decides by.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that failed; `None` for what failed before there was one.
    #[must_use]
    pub fn operation(&self) -> Option<&OperationInfo> {
        self.0.operation.as_ref()
    }

    /// The status of the response, as soon as there is the head of one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.head.as_ref().map(|head| head.status)
    }

    /// The headers of the response, as soon as there is the head of one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.head.as_ref().map(|head| &head.headers)
    }

    /// What the server, or a proxy in front of it, calls this request: `x-request-id` or one of its relatives. Not every
    /// server says.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.head.as_ref().and_then(Head::request_id)
    }

    /// How long the server asks to wait, by `Retry-After` (RFC 9110, section 10.2.3), in seconds or until a date; not every
    /// server says, not even with a 429.
    ///
    /// A date in the past is [`Duration::ZERO`]. More than a day is a day.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.head.as_ref().and_then(Head::retry_after)
    }

    /// The body of the response as text, its first 64 KiB; what is not UTF-8 is U+FFFD. `None` if there was no response.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_ref().map(|body| body.text.as_str())
    }

    /// Whether [`body`](Self::body) is only the beginning of the body, because it is longer, or because the connection
    /// broke.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.0.body.as_ref().is_some_and(|body| body.is_truncated)
    }

    /// The server's own message, in one line, if it refuses and says why: in `message`, `error`, `detail`, in a list of
    /// details, in the title of a page, or as plain text.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.said.message()
    }

    /// What the server says about single fields of the request, each with its place: of a 422, for example.
    ///
    /// ```
    /// use bolna_api::{Error, OperationInfo};
    /// use reqwest::{Method, StatusCode, header::HeaderMap};
    ///
    /// let info = OperationInfo::new("add_pet", Method::POST, "/pets", false);
    /// let body = r#"{"detail": [{"loc": ["body", "name"], "msg": "Field required", "type": "missing"}]}"#;
    /// let error = Error::from_status(&info, StatusCode::UNPROCESSABLE_ENTITY, HeaderMap::new(), body);
    /// assert_eq!(error.details()[0].loc(), Some("body.name"));
    /// assert_eq!(error.details()[0].message(), Some("Field required"));
    /// ```
    #[must_use]
    pub fn details(&self) -> &[ErrorDetail] {
        self.0.said.details()
    }

    /// What `error` or `code` says in the body, if it is a number or a text.
    #[must_use]
    pub fn code(&self) -> Option<&ErrorCode> {
        self.0.said.code()
    }

    /// The whole body of a refusal, if it is JSON.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        self.0.said.json()
    }

    /// Whether the server may have done what it was asked, so that a repeated request may do it twice.
    ///
    /// It is `true` where there was no answer in time (408 from a gateway among it), the connection broke, the server failed (5xx), a success
    /// could not be read, or its body says that it is none ([`ErrorInSuccess`](ErrorKind::ErrorInSuccess)); `false` where nothing was sent,
    /// the server refuses (any other 4xx), or the request changes nothing (RFC 9110, section 9.2.1). Of a request that was sent more than once, it is about all attempts.
    #[must_use]
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.may_have_taken_effect
    }

    /// How often the request was sent, or tried to be; 1 where nothing repeats requests.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The same error, after this many attempts. For layers that repeat requests.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// What went wrong, in one line, without the operation and the status: the server's own message, or else what this
    /// crate has to say.
    #[must_use]
    pub fn reason(&self) -> &str {
        self.message().unwrap_or(&self.0.reason)
    }

    pub(crate) fn with_hint(mut self, hint: String) -> Self {
        self.0.hint = Some(one_line::flatten(&hint));
        self
    }

    pub(crate) fn with_effect(mut self) -> Self {
        self.0.may_have_taken_effect = true;
        self
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
