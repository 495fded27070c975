//! What went wrong, for a program to decide on.

use std::fmt;

use reqwest::StatusCode;

/// What went wrong, in the terms that a program decides by.
///
/// ```
/// use bolna_api::ErrorKind;
/// use reqwest::StatusCode;
///
/// assert_eq!(ErrorKind::of_status(StatusCode::PAYMENT_REQUIRED), ErrorKind::PaymentRequired);
/// assert_eq!(ErrorKind::RateLimited.to_string(), "rate limited");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be made, or a part of it is not usable.
    Config,
    /// The request could not be made of what the caller gave; the error names the field. Nothing was sent.
    InvalidRequest,
    /// A [`Layer`](crate::transport::Layer) did not send the request.
    Refused,
    /// There was no connection, so that the server saw nothing of the request: name, address, port, TLS, or the
    /// connect timeout.
    Connect,
    /// The answer was not there in time; or 408, by which a server says that of the request.
    Timeout,
    /// The connection broke.
    Transport,
    /// 401; or 403 with a message that the key is not known.
    Authentication,
    /// 403: the key is known, and may not do this. The plan of the account may not include it.
    Forbidden,
    /// 402: the account has to pay first.
    PaymentRequired,
    /// 404.
    NotFound,
    /// 409.
    Conflict,
    /// 400 or 422: the server does not accept what it was given.
    Invalid,
    /// 429: too many requests; [`Error::retry_after`](crate::Error::retry_after) may say how long to wait.
    RateLimited,
    /// 5xx.
    Server,
    /// 3xx; or the HTTP client followed a redirect, so that the answer is one to another request.
    Redirect,
    /// Any other status that is no success.
    Status,
    /// The server answered with a success whose body is not the documented one.
    Decode,
    /// The server answered with the status of a success, and the body says that it is none.
    ErrorInSuccess,
}

impl ErrorKind {
    /// The kind of a response with this status. A 403 is [`Forbidden`](Self::Forbidden) here: what makes it a matter of
    /// the key is in the body.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            200..=299 => Self::Decode,
            300..=399 => Self::Redirect,
            400 | 422 => Self::Invalid,
            401 => Self::Authentication,
            402 => Self::PaymentRequired,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            408 => Self::Timeout,
            409 => Self::Conflict,
            429 => Self::RateLimited,
            500..=599 => Self::Server,
            _ => Self::Status,
        }
    }
}

/// The kind in words, for a log: `broken connection`.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Config => "configuration",
            Self::InvalidRequest => "request that cannot be made",
            Self::Refused => "not sent",
            Self::Connect => "no connection",
            Self::Timeout => "timeout",
            Self::Transport => "broken connection",
            Self::Authentication => "authentication",
            Self::Forbidden => "forbidden",
            Self::PaymentRequired => "payment required",
            Self::NotFound => "not found",
            Self::Conflict => "conflict",
            Self::Invalid => "invalid request",
            Self::RateLimited => "rate limited",
            Self::Server => "server error",
            Self::Redirect => "redirect",
            Self::Status => "unexpected status",
            Self::Decode => "unexpected answer",
            Self::ErrorInSuccess => "error in a success",
        })
    }
}

#[cfg(test)]
mod tests;
