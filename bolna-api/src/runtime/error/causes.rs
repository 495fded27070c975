//! How errors come about.

use std::error::Error as StdError;
use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::{Body, DecodeError, Details, Error, ErrorBody, ErrorKind, Head, body, one_line};
use crate::operation::{Invalid, OperationInfo};

/// Whether a response with this status leaves open what became of the request: the server failed, or whoever answered, a gateway often, says that
/// it waited too long, and does not know how much of the request went on.
pub(crate) fn leaves_effect_open(status: StatusCode) -> bool {
    status == StatusCode::REQUEST_TIMEOUT || status.is_server_error()
}

/// Says of the token that it is not known, in the body of a 403.
const UNKNOWN_TOKEN: [&str; 5] = [
    "unrecognized access token",
    "invalid access token",
    "invalid token",
    "invalid api key",
    "missing access token",
];

impl Details {
    pub(super) fn new(kind: ErrorKind, operation: Option<&OperationInfo>, reason: impl fmt::Display) -> Self {
        Self {
            kind,
            operation: operation.cloned(),
            head: None,
            body: None,
            said: ErrorBody::default(),
            reason: one_line::flatten(&reason.to_string()),
            hint: None,
            may_have_taken_effect: false,
            took_effect: false,
            attempts: 1,
            page: None,
            source: None,
        }
    }
}

impl Error {
    pub(super) fn from_report(report: Details) -> Self {
        Self(Box::new(report))
    }

    /// The error of a client that cannot be made, for this reason.
    ///
    /// ```
    /// use bolna_api::Error;
    ///
    /// let error = Error::config(std::io::Error::other("no certificates"));
    /// assert!(error.is_config());
    /// assert_eq!(error.to_string(), "no certificates");
    /// ```
    #[must_use]
    pub fn config(source: impl StdError + Send + Sync + 'static) -> Self {
        Self::from_report(Details {
            source: Some(Box::new(source)),
            ..Details::new(ErrorKind::Config, None, "")
        })
        .with_reason_of_source()
    }

    /// The error of a response with this status, as an operation would have it: for tests, and for layers that answer by
    /// themselves.
    ///
    /// ```
    /// use bolna_api::{Error, OperationInfo};
    /// use reqwest::{Method, StatusCode, header::HeaderMap};
    ///
    /// const ADD: OperationInfo = OperationInfo::new("add_pet", Method::POST, "/pets", false);
    ///
    /// let body = r#"{"message": "Balance is low"}"#;
    /// let error = Error::from_status(&ADD, StatusCode::PAYMENT_REQUIRED, HeaderMap::new(), body);
    /// assert!(error.is_payment_required());
    /// assert_eq!(error.to_string(), "add_pet: 402 Payment Required: Balance is low");
    /// ```
    #[must_use]
    pub fn from_status(
        operation: &OperationInfo,
        status: StatusCode,
        headers: HeaderMap,
        body: impl AsRef<[u8]>,
    ) -> Self {
        Self::from_answer(operation, Head::new(status, headers), Body::from_bytes(body.as_ref()))
    }

    /// A request that cannot be made of what the caller gave.
    pub(crate) fn invalid(operation: &OperationInfo, Invalid(message): Invalid) -> Self {
        let reason = format_args!("the request cannot be made: {message}");
        Self::from_report(Details::new(ErrorKind::InvalidRequest, Some(operation), reason))
    }

    /// A request that the HTTP client could not make.
    pub(crate) fn unbuilt(operation: &OperationInfo, error: reqwest::Error) -> Self {
        let reason = format!("the request cannot be made: {}", innermost(&error));
        Self::from_report(Details {
            source: Some(Box::new(error.without_url())),
            ..Details::new(ErrorKind::InvalidRequest, Some(operation), reason)
        })
    }

    pub(crate) fn refused(operation: &OperationInfo, reason: &dyn fmt::Display) -> Self {
        let reason = format_args!("not sent: {reason}");
        Self::from_report(Details::new(ErrorKind::Refused, Some(operation), reason))
    }

    /// A request to which there was no response.
    pub(crate) fn unsent(operation: &OperationInfo, error: reqwest::Error) -> Self {
        Self::of_network(operation, error)
    }

    /// A success whose body broke off.
    pub(crate) fn unread(operation: &OperationInfo, head: Head, body: Body, error: reqwest::Error) -> Self {
        let mut unread = Self::of_network(operation, error);
        unread.0.took_effect = head.status.is_success() && !operation.is_safe();
        unread.0.may_have_taken_effect = !operation.is_safe();
        unread.0.head = Some(head);
        unread.0.body = Some(body);
        unread
    }

    /// A success whose body is longer than what is read.
    pub(crate) fn too_long(operation: &OperationInfo, head: Head, body: Body, limit: usize) -> Self {
        let reason = format!("the body is longer than {limit} bytes, which is the limit");
        Self::from_report(Details {
            head: Some(head),
            body: Some(body),
            may_have_taken_effect: !operation.is_safe(),
            took_effect: !operation.is_safe(),
            ..Details::new(ErrorKind::Decode, Some(operation), reason)
        })
    }

    /// An answer to another request than the one that was sent, because the HTTP client followed a redirect.
    pub(crate) fn redirected(operation: &OperationInfo, response: &reqwest::Response) -> Self {
        let mut place = response.url().clone();
        place.set_query(None);
        place.set_fragment(None);
        let reason = format!(
            "the HTTP client followed a redirect to {place}, so that this is no answer to the request; make it with \
             `redirect(Policy::none())`"
        );
        Self::from_report(Details {
            head: Some(Head::from_response(response)),
            may_have_taken_effect: !operation.is_safe(),
            ..Details::new(ErrorKind::Redirect, Some(operation), reason)
        })
    }

    /// A response that is no success.
    pub(crate) fn from_answer(operation: &OperationInfo, head: Head, body: Body) -> Self {
        let said = match head.status {
            // The page of a redirect says less than its destination.
            status if status.is_redirection() => ErrorBody::default(),
            _ => ErrorBody::parse(&body.text, body::is_html(&head.headers)),
        };
        let message = said.message().unwrap_or_default().to_lowercase();
        let kind = match ErrorKind::of_status(head.status) {
            ErrorKind::Forbidden if UNKNOWN_TOKEN.iter().any(|said| message.contains(said)) => {
                ErrorKind::Authentication
            }
            kind => kind,
        };
        let may_have_taken_effect = match head.status.as_u16() {
            // An answer to a POST may be a redirect to its result (RFC 9110, sections 15.4.3 and 15.4.4).
            302 | 303 => true,
            _ if leaves_effect_open(head.status) => true,
            300..=499 => false,
            _ => true,
        };
        let reason = describe_status(&head);
        Self::from_report(Details {
            body: Some(body),
            said,
            may_have_taken_effect: may_have_taken_effect && !operation.is_safe(),
            head: Some(head),
            ..Details::new(kind, Some(operation), reason)
        })
    }

    /// A success whose body cannot be read.
    pub(crate) fn undecoded(operation: &OperationInfo, head: Head, body: Body, error: DecodeError) -> Self {
        Self::from_report(Details {
            head: Some(head),
            body: Some(body),
            may_have_taken_effect: !operation.is_safe(),
            took_effect: !operation.is_safe(),
            source: Some(Box::new(error)),
            ..Details::new(ErrorKind::Decode, Some(operation), "")
        })
        .with_reason_of_source()
    }

    /// The status of a success with a body that is not the documented one but says what went wrong.
    pub(crate) fn in_success(operation: &OperationInfo, head: Head, body: Body) -> Self {
        let said = ErrorBody::of_kind(ErrorKind::ErrorInSuccess, &body.text, body::is_html(&head.headers));
        let reason = "the body has none of the documented properties";
        Self::from_report(Details {
            head: Some(head),
            body: Some(body),
            said,
            may_have_taken_effect: !operation.is_safe(),
            ..Details::new(ErrorKind::ErrorInSuccess, Some(operation), reason)
        })
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    fn of_network(operation: &OperationInfo, error: reqwest::Error) -> Self {
        let kind = match () {
            // A client may refuse to make a request only when it is sent.
            () if error.is_builder() => ErrorKind::InvalidRequest,
            // A timeout of connecting is both: that nothing was sent is what counts.
            () if error.is_connect() => ErrorKind::Connect,
            () if error.is_timeout() => ErrorKind::Timeout,
            () if error.is_redirect() => ErrorKind::Redirect,
            () => ErrorKind::Transport,
        };
        let is_sent = !matches!(kind, ErrorKind::InvalidRequest | ErrorKind::Connect);
        // A path and a query may hold what is not for a log.
        let server = (error.url()).map_or_else(|| "the server".to_owned(), |url| url.origin().ascii_serialization());
        let what = match kind {
            ErrorKind::InvalidRequest => "the request cannot be made".to_owned(),
            ErrorKind::Connect => format!("cannot connect to {server}"),
            ErrorKind::Timeout => format!("no answer from {server} in time"),
            ErrorKind::Redirect => "the HTTP client gave up on redirects".to_owned(),
            _ => format!("the connection to {server} broke"),
        };
        let reason = format!("{what}: {}", innermost(&error));
        Self::from_report(Details {
            may_have_taken_effect: is_sent && !operation.is_safe(),
            source: Some(Box::new(error.without_url())),
            ..Details::new(kind, Some(operation), reason)
        })
    }

    pub(super) fn with_reason_of_source(mut self) -> Self {
        let text = self.0.source.as_ref().map(ToString::to_string).unwrap_or_default();
        self.0.reason = one_line::flatten(&text);
        self
    }
}

/// A status of which the server says no more.
fn describe_status(head: &Head) -> String {
    match head.location() {
        Some(place) if head.status.is_redirection() => {
            format!("redirects are not followed, this one leads to {place}")
        }
        _ if head.status.is_redirection() => "redirects are not followed".to_owned(),
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

#[cfg(test)]
mod tests;
