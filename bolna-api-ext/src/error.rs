//! The one error of this crate.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;

use crate::config_error::ConfigError;
use crate::error_kind::ErrorKind;

/// How much of a body `Debug` shows, in characters; [`Error::body`] has more.
const DEBUG_BODY: usize = 200;

/// Why there is no answer, or not the one that was asked for.
///
/// It shows as one line with the operation, the status, the server's own message, and what to do:
///
/// ```text
/// list_sip_trunks: 403 Forbidden: Unrecognized access token (check BOLNA_API_KEY)
/// ```
///
/// Programs decide by [`kind`](Self::kind) or its predicates:
///
/// ```no_run
/// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
/// match bolna.sip_trunks().list().await {
///     Ok(trunks) => println!("{} trunks", trunks.len()),
///     Err(error) if error.is_rate_limited() => println!("again in {:?}", error.retry_after()),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
///
/// The line includes the innermost cause; [`source`](StdError::source) has the whole chain. The API key is in none of
/// what an error shows: where the server repeats it, `[redacted]` stands instead.
pub struct Error(pub(crate) Box<Report>);

/// What is known about a failure. No field holds the key.
pub(crate) struct Report {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: Option<&'static str>,
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    /// What the server says.
    pub(crate) message: Option<String>,
    /// What this crate says, where the server says nothing.
    pub(crate) reason: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Report {
    pub(crate) fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            operation: None,
            status: None,
            request_id: None,
            retry_after: None,
            message: None,
            reason: None,
            body: None,
            source: None,
        }
    }
}

impl Error {
    /// What went wrong, in the terms that a program decides by.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the answer, as soon as there is the head of one; `None` for what ended before.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The `operationId` of the request, for example `list_sip_trunks`; `None` for what failed before there was one.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.operation
    }

    /// What the server, or a proxy in front of it, calls this request: `x-request-id` or one of its relatives. The API
    /// promises none.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long the server asks to wait, by `Retry-After`; the API promises none, not even with a 429.
    ///
    /// A date in the past is [`Duration::ZERO`]. This is what the server said, up to 2³¹ seconds: limit it before you
    /// wait for it.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The server's own message, from whatever shape its body has: one line, without control characters, at most 500
    /// characters. `None` if the body says nothing, or if there was none.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The body of the answer as text, up to 64 KiB of it; what is not UTF-8 is U+FFFD. `None` if none was read.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// Whether the client could not be made. See [`ErrorKind::Config`].
    #[must_use]
    pub fn is_config(&self) -> bool {
        self.kind() == ErrorKind::Config
    }

    /// Whether the request was not sent. See [`ErrorKind::Refused`].
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.kind() == ErrorKind::Refused
    }

    /// Whether there was no connection. See [`ErrorKind::Connect`].
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether the answer was not there in time. See [`ErrorKind::Timeout`].
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether the connection broke. See [`ErrorKind::Transport`].
    #[must_use]
    pub fn is_transport(&self) -> bool {
        self.kind() == ErrorKind::Transport
    }

    /// Whether the key is wrong or may not do this: 401, 403.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        self.kind() == ErrorKind::Authentication
    }

    /// Whether there is no such thing: 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// Whether it is in conflict with what is there: 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.kind() == ErrorKind::Conflict
    }

    /// Whether the server does not accept what it was given: 400, 422.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        self.kind() == ErrorKind::Invalid
    }

    /// Whether there were too many requests: 429.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.kind() == ErrorKind::RateLimited
    }

    /// Whether the server failed: 5xx.
    #[must_use]
    pub fn is_server(&self) -> bool {
        self.kind() == ErrorKind::Server
    }

    /// Whether the server points elsewhere: 3xx.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        self.kind() == ErrorKind::Redirect
    }

    /// Whether the answer does not fit the contract. See [`ErrorKind::Decode`].
    #[must_use]
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = &*self.0;
        let status = report.status.map(status_line);
        // Many a proxy has nothing to say but the status.
        let repeated = |text: &&String| !status.as_deref().is_some_and(|status| status.ends_with(text.as_str()));
        let text = report.message.as_ref().or(report.reason.as_ref()).filter(repeated);

        let parts = [report.operation, status.as_deref(), text.map(String::as_str)];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(": "))?;

        let hint = match report.kind {
            ErrorKind::Authentication => Some("check BOLNA_API_KEY".to_owned()),
            ErrorKind::Redirect => Some("check BOLNA_BASE_URL".to_owned()),
            _ => None,
        };
        let wait = report
            .retry_after
            .map(|wait| format!("retry after {} s", wait.as_secs()));
        let id = report.request_id.as_ref().map(|id| format!("request id {id}"));
        let notes: Vec<_> = [hint, wait, id].into_iter().flatten().collect();
        match notes.is_empty() {
            true => Ok(()),
            false => write!(f, " ({})", notes.join("; ")),
        }
    }
}

/// `403 Forbidden`, and `499` for a status without a name.
fn status_line(status: StatusCode) -> String {
    match status.canonical_reason() {
        Some(reason) => format!("{} {reason}", status.as_u16()),
        None => status.as_u16().to_string(),
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = &*self.0;
        let body = report
            .body
            .as_ref()
            .map(|body| body.chars().take(DEBUG_BODY).collect::<String>());
        f.debug_struct("Error")
            .field("kind", &report.kind)
            .field("operation", &report.operation)
            .field("status", &report.status)
            .field("request_id", &report.request_id)
            .field("retry_after", &report.retry_after)
            .field("message", &report.message)
            .field("reason", &report.reason)
            .field("body", &body)
            .field("source", &report.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self(Box::new(Report {
            reason: Some(error.to_string()),
            source: Some(Box::new(error)),
            ..Report::new(ErrorKind::Config)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(report: Report) -> String {
        Error(Box::new(report)).to_string()
    }

    #[test]
    fn a_line_has_operation_status_message_and_notes() {
        let report = Report {
            operation: Some("list_sip_trunks"),
            status: Some(StatusCode::FORBIDDEN),
            message: Some("Unrecognized access token".to_owned()),
            request_id: Some("01HQ".to_owned()),
            retry_after: Some(Duration::from_secs(3)),
            ..Report::new(ErrorKind::Authentication)
        };
        assert_eq!(
            shown(report),
            "list_sip_trunks: 403 Forbidden: Unrecognized access token (check BOLNA_API_KEY; retry after 3 s; request id 01HQ)"
        );
    }

    #[test]
    fn a_message_that_only_repeats_the_status_is_not_shown_twice() {
        for message in ["502 Bad Gateway", "Bad Gateway"] {
            let report = Report {
                status: Some(StatusCode::BAD_GATEWAY),
                message: Some(message.to_owned()),
                ..Report::new(ErrorKind::Server)
            };
            assert_eq!(shown(report), "502 Bad Gateway");
        }
    }

    #[test]
    fn a_status_without_a_name_is_a_number() {
        let status = StatusCode::from_u16(499).ok();
        assert_eq!(
            shown(Report {
                status,
                ..Report::new(ErrorKind::Status)
            }),
            "499"
        );
    }

    #[test]
    fn a_configuration_error_shows_as_itself() {
        let error = Error::from(ConfigError::MissingApiKey);
        assert!(error.is_config());
        assert_eq!(error.to_string(), ConfigError::MissingApiKey.to_string());
        assert!(error.source().is_some());
    }

    #[test]
    fn an_error_travels_between_threads_and_is_small() {
        fn travels<T: StdError + Send + Sync + 'static>() {}
        travels::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
