//! The head of a response, and what an error reads of it.

use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER};

/// Where a server, or a proxy in front of it, says which request this was. Servers promise none; the first one counts.
const REQUEST_ID_HEADERS: [&str; 7] = [
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-amzn-trace-id",
    "x-trace-id",
    "cf-ray",
];

/// What is taken of a header, in bytes: what is longer is no identifier.
const MAX_HEADER: usize = 256;

/// The longest wait that is told: a day. A server that asks for more is not to be waited for.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(24 * 60 * 60);

/// The head of a response.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// When it came, in the time of this machine.
    received: SystemTime,
}

impl Head {
    pub(crate) fn from_response(response: &reqwest::Response) -> Self {
        Self::new(response.status(), response.headers().clone())
    }

    pub(crate) fn new(status: StatusCode, headers: HeaderMap) -> Self {
        Self {
            status,
            headers,
            received: SystemTime::now(),
        }
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// Where a redirect leads, without a query, which may hold what is not for a log.
    pub(super) fn location(&self) -> Option<&str> {
        self.text(LOCATION.as_str())
            .and_then(|location| location.split(['?', '#']).next())
    }

    /// How long `Retry-After` says to wait (RFC 9110, section 10.2.3): a number of seconds, or a date. The date is compared
    /// with the server's own clock, if the response says what that is; a date that is over means now.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let value = self.text(RETRY_AFTER.as_str())?;
        let wait = if value.bytes().all(|byte| byte.is_ascii_digit()) {
            // What is all digits and no number is too great a number.
            value.parse().map_or(MAX_RETRY_AFTER, Duration::from_secs)
        } else {
            let then = httpdate::parse_http_date(value).ok()?;
            let date = self
                .text(DATE.as_str())
                .and_then(|date| httpdate::parse_http_date(date).ok());
            then.duration_since(date.unwrap_or(self.received)).unwrap_or_default()
        };
        Some(wait.min(MAX_RETRY_AFTER))
    }

    fn text(&self, name: &str) -> Option<&str> {
        text(&self.headers, name)
    }
}

/// What the server, or a proxy in front of it, calls a request, by the headers of its response.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_ID_HEADERS.iter().find_map(|name| text(headers, name))
}

/// The value of a header, if it is a string and not too long.
fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() <= MAX_HEADER).then_some(value)
}

#[cfg(test)]
mod tests;
