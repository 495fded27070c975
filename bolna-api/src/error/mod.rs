//! The one error of every operation.

mod body;
mod decode;
mod detail;
mod error_body;
mod kind;
mod message;
mod one_line;

use std::error::Error as StdError;
use std::fmt;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, LOCATION};

use crate::transport::{Operation, Refused};

pub(crate) use body::Body;
pub use decode::DecodeError;
pub(crate) use decode::{List, decode};
pub use detail::ErrorDetail;
pub use error_body::{ErrorBody, ErrorCode};
pub use kind::ErrorKind;

/// How much of a reason `Display` shows, in characters.
const MAX_REASON: usize = 500;

/// How much of a server's text `Debug` shows, in characters; [`Error::body`] has more.
const MAX_DEBUG: usize = 200;

/// Headers that hold secrets; `Debug` shows that they are there.
const SECRET_HEADERS: [&str; 6] = [
    "authorization",
    "cookie",
    "proxy-authorization",
    "set-cookie",
    "set-cookie2",
    "x-api-key",
];

/// Why an operation has no result.
///
/// It shows as one line with the operation, the status, and the reason: the server's own message where there is one, the
/// place in the body where it could not be read.
///
/// ```text
/// list_pets: 403 Forbidden: Unrecognized access token
/// list_pets: 200 OK: `[3].tags[0].id`: expected an integer, found an object
/// ```
///
/// Programs decide by [`kind`](Self::kind) and [`status`](Self::status); [`api`](Self::api) is what the server says about a
/// refusal.
pub struct Error(Box<Report>);

struct Report {
    operation: Operation,
    cause: Cause,
}

enum Cause {
    Invalid(String),
    Unbuilt(reqwest::Error),
    Refused(Refused),
    Unsent(reqwest::Error),
    Unread(Head, Body, reqwest::Error),
    Status(Head, Body, ErrorBody),
    Undecoded(Head, Body, DecodeError),
}

/// The head of a response.
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

impl Head {
    pub(crate) fn of(response: &reqwest::Response) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
        }
    }
}

impl Error {
    fn new(operation: Operation, cause: Cause) -> Self {
        Self(Box::new(Report { operation, cause }))
    }

    /// A request that cannot be made of what the caller gave.
    #[allow(dead_code, reason = "an API may take nothing that can be wrong")]
    pub(crate) fn invalid(operation: Operation, message: impl fmt::Display) -> Self {
        Self::new(operation, Cause::Invalid(message.to_string()))
    }

    /// A request that the HTTP client could not make.
    #[allow(dead_code, reason = "a document may have no operations")]
    pub(crate) fn build(operation: Operation, error: reqwest::Error) -> Self {
        Self::new(operation, Cause::Unbuilt(error.without_url()))
    }

    pub(crate) fn refused(operation: Operation, refused: Refused) -> Self {
        Self::new(operation, Cause::Refused(refused))
    }

    pub(crate) fn unsent(operation: Operation, error: reqwest::Error) -> Self {
        Self::new(operation, Cause::Unsent(error))
    }

    pub(crate) fn unread(operation: Operation, head: Head, body: Body, error: reqwest::Error) -> Self {
        Self::new(operation, Cause::Unread(head, body, error))
    }

    pub(crate) fn status_of(operation: Operation, head: Head, body: Body) -> Self {
        let parsed = ErrorBody::of(&body.text, body::is_html(&head.headers));
        Self::new(operation, Cause::Status(head, body, parsed))
    }

    pub(crate) fn undecoded(operation: Operation, head: Head, body: Body, error: DecodeError) -> Self {
        Self::new(operation, Cause::Undecoded(head, body, error))
    }

    /// What went wrong, in the terms that a program decides by.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.0.cause {
            Cause::Invalid(_) | Cause::Unbuilt(_) => ErrorKind::Invalid,
            Cause::Refused(_) => ErrorKind::Refused,
            // A client may refuse to make a request only when it is sent.
            Cause::Unsent(error) if error.is_builder() => ErrorKind::Invalid,
            // A timeout of connecting is both: that nothing was sent is what counts.
            Cause::Unsent(error) if error.is_connect() => ErrorKind::Connect,
            Cause::Unsent(error) | Cause::Unread(.., error) if error.is_timeout() => ErrorKind::Timeout,
            Cause::Unsent(_) | Cause::Unread(..) => ErrorKind::Transport,
            Cause::Status(..) => ErrorKind::Status,
            Cause::Undecoded(..) => ErrorKind::Decode,
        }
    }

    /// The operation that failed.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.0.operation
    }

    /// The status of the response, as soon as there is the head of one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.head().map(|head| head.status)
    }

    /// The headers of the response, as soon as there is the head of one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head().map(|head| &head.headers)
    }

    /// The body of the response as text, its first 64 KiB; what is not UTF-8 is U+FFFD. `None` if there was no response,
    /// or the connection broke before the body of a success was there.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.kept().map(|body| body.text.as_str())
    }

    /// Whether [`body`](Self::body) is only the beginning of the body, because it is longer, or because the connection
    /// broke.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.kept().is_some_and(|body| body.is_truncated)
    }

    /// What the server says, if it answered with anything but the success that its document describes.
    #[must_use]
    pub fn api(&self) -> Option<ApiError<'_>> {
        match &self.0.cause {
            Cause::Status(head, _, body) => Some(ApiError { head, body }),
            _ => None,
        }
    }

    /// The server's own message, in one line, if it refuses (4xx, 5xx) and says why.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        // The page of a redirect says less than its destination, and what comes with a success is no message about it.
        let api = self.api()?;
        match api.status().is_client_error() || api.status().is_server_error() {
            true => api.body().message(),
            false => None,
        }
    }

    /// What went wrong, in one line, without the operation and the status: the server's own message, or else what this
    /// crate has to say.
    #[must_use]
    pub fn reason(&self) -> String {
        let reason = match &self.0.cause {
            Cause::Invalid(message) => format!("the request cannot be made: {message}"),
            Cause::Unbuilt(error) => format!("the request cannot be made: {}", innermost(error)),
            Cause::Refused(refused) => format!("not sent: {refused}"),
            Cause::Unsent(error) | Cause::Unread(.., error) => of_network(self.kind(), error),
            Cause::Status(head, ..) => self.message().map_or_else(|| of_status(head), str::to_owned),
            Cause::Undecoded(_, _, error) => error.to_string(),
        };
        one_line::flatten(&reason)
    }

    /// The error of the HTTP client, if that is what it is.
    #[must_use]
    pub fn http(&self) -> Option<&reqwest::Error> {
        match &self.0.cause {
            Cause::Unbuilt(error) | Cause::Unsent(error) | Cause::Unread(.., error) => Some(error),
            _ => None,
        }
    }

    /// The [`source`](StdError::source), taken out.
    #[must_use]
    pub fn into_source(self) -> Option<Box<dyn StdError + Send + Sync>> {
        match self.0.cause {
            Cause::Unbuilt(error) | Cause::Unsent(error) | Cause::Unread(.., error) => Some(Box::new(error)),
            Cause::Refused(refused) => Some(Box::new(refused)),
            Cause::Undecoded(_, _, error) => Some(Box::new(error)),
            Cause::Invalid(_) | Cause::Status(..) => None,
        }
    }

    fn head(&self) -> Option<&Head> {
        match &self.0.cause {
            Cause::Unread(head, ..) | Cause::Status(head, ..) | Cause::Undecoded(head, ..) => Some(head),
            _ => None,
        }
    }

    fn kept(&self) -> Option<&Body> {
        match &self.0.cause {
            Cause::Unread(_, body, _) | Cause::Status(_, body, _) | Cause::Undecoded(_, body, _) => Some(body),
            _ => None,
        }
    }
}

/// A failure on the way, there or back. A path and a query may hold what is not for a log.
fn of_network(kind: ErrorKind, error: &reqwest::Error) -> String {
    let server = (error.url()).map_or_else(|| "the server".to_owned(), |url| url.origin().ascii_serialization());
    let what = match kind {
        ErrorKind::Invalid => "the request cannot be made".to_owned(),
        ErrorKind::Connect => format!("cannot connect to {server}"),
        ErrorKind::Timeout => format!("no answer from {server} in time"),
        _ if error.is_redirect() => "the HTTP client gave up on redirects".to_owned(),
        _ => format!("the connection to {server} broke"),
    };
    format!("{what}: {}", innermost(error))
}

/// A status of which the server says no more.
fn of_status(head: &Head) -> String {
    let location = head.headers.get(LOCATION).and_then(|location| location.to_str().ok());
    match location {
        Some(location) if head.status.is_redirection() => {
            // A query may hold what is not for a log.
            let place = location.split(['?', '#']).next().unwrap_or_default();
            format!("a redirect, which was not followed, to {place}")
        }
        _ if head.status.is_redirection() => "a redirect, which was not followed".to_owned(),
        _ if head.status.is_success() => "the contract does not describe this status".to_owned(),
        _ => "the server gave no reason".to_owned(),
    }
}

fn innermost<'e>(error: &'e (dyn StdError + 'static)) -> &'e (dyn StdError + 'static) {
    let mut innermost = error;
    while let Some(cause) = innermost.source() {
        innermost = cause;
    }
    innermost
}

/// `403 Forbidden`, and `499` for a status without a name.
fn status_line(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.operation())?;
        let status = self.status().map(status_line);
        if let Some(status) = &status {
            write!(f, ": {status}")?;
        }
        let reason = self.reason();
        let reason = one_line::cut(&reason, MAX_REASON);
        // Many a proxy has nothing to say but the status.
        match status.is_some_and(|status| status.ends_with(&*reason)) {
            true => Ok(()),
            false => write!(f, ": {reason}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &self.operation().id())
            .field("status", &self.status())
            .field("reason", &one_line::cut(&self.reason(), MAX_DEBUG))
            .field("headers", &self.headers().map(Headers))
            .field("body", &self.body().map(|body| one_line::cut(body, MAX_DEBUG)))
            .field("http", &self.http())
            .finish()
    }
}

/// Shows headers, and no secrets.
struct Headers<'h>(&'h HeaderMap);

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_secret = |name: &HeaderName| SECRET_HEADERS.contains(&name.as_str());
        let mut map = f.debug_map();
        for (name, value) in self.0 {
            match is_secret(name) {
                true => map.entry(&name.as_str(), &crate::wire::Redacted),
                false => map.entry(&name.as_str(), value),
            };
        }
        map.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.cause {
            Cause::Unbuilt(error) | Cause::Unsent(error) | Cause::Unread(.., error) => Some(error),
            Cause::Refused(refused) => Some(refused),
            Cause::Undecoded(_, _, error) => Some(error),
            Cause::Invalid(_) | Cause::Status(..) => None,
        }
    }
}

/// What a server says that does not answer with a success of its document. From [`Error::api`].
#[derive(Clone, Copy)]
pub struct ApiError<'e> {
    head: &'e Head,
    body: &'e ErrorBody,
}

impl<'e> ApiError<'e> {
    /// The status, described by the document or not.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &'e HeaderMap {
        &self.head.headers
    }

    /// What the body says, whatever its shape. Its text is [`Error::body`].
    #[must_use]
    pub fn body(&self) -> &'e ErrorBody {
        self.body
    }
}

impl fmt::Debug for ApiError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status())
            .field("headers", &Headers(self.headers()))
            .field(
                "message",
                &self.body.message().map(|message| one_line::cut(message, MAX_DEBUG)),
            )
            .finish_non_exhaustive()
    }
}
