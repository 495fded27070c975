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
mod tests;
