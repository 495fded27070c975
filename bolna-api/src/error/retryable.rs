//! Whether the same request may be sent once more.

use std::error::Error as StdError;
use std::io;

use super::{Error, ErrorKind};

impl Error {
    /// Whether the same request may be sent once more: it may succeed then, and nothing is done twice.
    ///
    /// That is so where there was no connection and after a 429, as long as the request had no effect; and for an
    /// operation that has the effect of one request however often it is sent
    /// ([`is_idempotent`](crate::OperationInfo::is_idempotent)) also where time ran out, the connection broke, or the
    /// status is 408, 500, 502, 503 or 504. A failure of TLS, of a certificate for example, is none that time heals; rustls says
    /// that it is one.
    ///
    /// It says nothing of when: see [`retry_after`](Self::retry_after).
    ///
    /// ```
    /// use bolna_api::{Error, OperationInfo};
    /// use reqwest::{Method, StatusCode, header::HeaderMap};
    ///
    /// const ADD: OperationInfo = OperationInfo::new("add_pet", Method::POST, "/pets", false);
    /// const LIST: OperationInfo = OperationInfo::new("list_pets", Method::GET, "/pets", true);
    ///
    /// let of = |operation: OperationInfo, status| Error::from_status(&operation, status, HeaderMap::new(), "");
    /// assert!(of(LIST, StatusCode::BAD_GATEWAY).is_retryable());
    /// assert!(!of(ADD, StatusCode::BAD_GATEWAY).is_retryable());
    /// assert!(of(ADD, StatusCode::TOO_MANY_REQUESTS).is_retryable());
    /// ```
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let is_idempotent = self.operation().is_some_and(|operation| operation.is_idempotent());
        match self.kind() {
            ErrorKind::Connect => !is_permanent(self) && (is_idempotent || !self.may_have_taken_effect()),
            ErrorKind::RateLimited => is_idempotent || !self.may_have_taken_effect(),
            ErrorKind::Timeout | ErrorKind::Transport => is_idempotent,
            ErrorKind::Server => {
                let status = self.status().map(|status| status.as_u16());
                is_idempotent && matches!(status, Some(500 | 502 | 503 | 504))
            }
            _ => false,
        }
    }
}

/// Whether what was read is not what the protocol says: rustls reports its failures so.
fn is_permanent(error: &Error) -> bool {
    let mut next = error.source();
    while let Some(cause) = next {
        next = match cause.downcast_ref::<io::Error>() {
            Some(error) if error.kind() == io::ErrorKind::InvalidData => return true,
            // Its source is that of the error in it, not that error itself.
            Some(error) => error.get_ref().map(|inner| inner as &dyn StdError),
            None => cause.source(),
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderMap;
    use reqwest::{Method, StatusCode};

    use super::*;
    use crate::OperationInfo;

    const ADD: OperationInfo = OperationInfo::new("add", Method::POST, "/add", false);
    const REPLACE: OperationInfo = OperationInfo::new("replace", Method::PUT, "/replace", true);

    fn of_status(operation: &OperationInfo, status: u16) -> bool {
        let status = StatusCode::from_u16(status).unwrap();
        Error::from_status(operation, status, HeaderMap::new(), "").is_retryable()
    }

    fn of_kind(operation: &OperationInfo, kind: ErrorKind, has_effect: bool) -> bool {
        let error = Error::builder(kind).operation(operation).has_effect(has_effect);
        error.build().is_retryable()
    }

    #[test]
    fn what_may_be_sent_twice_is_retried_after_what_passes() {
        for status in 100..=999 {
            let passes = matches!(status, 408 | 429 | 500 | 502 | 503 | 504);
            assert_eq!(of_status(&REPLACE, status), passes, "{status}");
        }
        for kind in [ErrorKind::Connect, ErrorKind::Timeout, ErrorKind::Transport] {
            assert!(of_kind(&REPLACE, kind, true), "{kind}");
        }
    }

    #[test]
    fn what_may_not_be_sent_twice_is_retried_only_where_nothing_was_done() {
        for status in 100..=999 {
            assert_eq!(of_status(&ADD, status), status == 429, "{status}");
        }
        assert!(of_kind(&ADD, ErrorKind::Connect, false));
        for kind in [ErrorKind::Timeout, ErrorKind::Transport] {
            assert!(!of_kind(&ADD, kind, true), "{kind}");
        }
    }

    #[test]
    fn an_effect_of_an_earlier_attempt_counts() {
        assert!(!of_kind(&ADD, ErrorKind::Connect, true));
        assert!(!of_kind(&ADD, ErrorKind::RateLimited, true));
    }

    #[test]
    fn what_will_not_pass_is_not_retried() {
        for kind in [
            ErrorKind::Config,
            ErrorKind::InvalidRequest,
            ErrorKind::Refused,
            ErrorKind::Decode,
        ] {
            assert!(!of_kind(&REPLACE, kind, false), "{kind}");
        }
        let certificate = io::Error::new(io::ErrorKind::InvalidData, "unknown issuer");
        for source in [
            io::Error::new(io::ErrorKind::InvalidData, "unknown issuer"),
            io::Error::other(certificate),
        ] {
            let error = Error::builder(ErrorKind::Connect).operation(&REPLACE).source(source);
            assert!(!error.build().is_retryable());
        }
    }
}
