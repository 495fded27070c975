//! What went wrong, for a program to decide on.

use std::fmt;

use reqwest::StatusCode;

/// What went wrong, in the terms that a program decides by.
///
/// ```
/// use bolna_api_ext::ErrorKind;
/// use bolna_api_ext::reqwest::StatusCode;
///
/// assert_eq!(ErrorKind::of_status(StatusCode::FORBIDDEN), ErrorKind::Authentication);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client could not be made: a [`ConfigError`](crate::ConfigError).
    Config,
    /// The request was not sent: a transport refused it, or an argument cannot be part of it.
    Refused,
    /// There was no connection, so that the server saw nothing of the request: name, address, port, TLS, or the
    /// connect timeout.
    Connect,
    /// The answer was not there in time. The server may have done what it was asked.
    Timeout,
    /// The connection broke. The server may have done what it was asked.
    Transport,
    /// 401 or 403: the key is wrong, or may not do this. The API says 403 for a key that it does not know.
    Authentication,
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
    /// 3xx: redirects are not followed, usually because the base URL is not quite right.
    Redirect,
    /// Any other status that the contract does not describe for this operation, a success included.
    Status,
    /// The server answered with a success that does not fit the contract.
    Decode,
}

impl ErrorKind {
    /// The kind of an answer with this status that is not the success which the contract describes.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            401 | 403 => Self::Authentication,
            404 => Self::NotFound,
            409 => Self::Conflict,
            400 | 422 => Self::Invalid,
            429 => Self::RateLimited,
            500..=599 => Self::Server,
            300..=399 => Self::Redirect,
            _ => Self::Status,
        }
    }
}

/// The kind in words, for a log: `rate limited`.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Config => "configuration",
            Self::Refused => "not sent",
            Self::Connect => "no connection",
            Self::Timeout => "timeout",
            Self::Transport => "broken connection",
            Self::Authentication => "authentication",
            Self::NotFound => "not found",
            Self::Conflict => "conflict",
            Self::Invalid => "invalid request",
            Self::RateLimited => "rate limited",
            Self::Server => "server error",
            Self::Redirect => "redirect",
            Self::Status => "unexpected status",
            Self::Decode => "unexpected answer",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_kind() {
        let kind = |status| ErrorKind::of_status(StatusCode::from_u16(status).unwrap());
        assert_eq!([kind(401), kind(403)], [ErrorKind::Authentication; 2]);
        assert_eq!([kind(400), kind(422)], [ErrorKind::Invalid; 2]);
        assert_eq!([kind(404), kind(409)], [ErrorKind::NotFound, ErrorKind::Conflict]);
        assert_eq!(kind(429), ErrorKind::RateLimited);
        assert_eq!([kind(500), kind(502), kind(599)], [ErrorKind::Server; 3]);
        assert_eq!([kind(301), kind(307), kind(304)], [ErrorKind::Redirect; 3]);
        assert_eq!(
            [kind(204), kind(402), kind(405), kind(418), kind(600)],
            [ErrorKind::Status; 5]
        );
    }
}
