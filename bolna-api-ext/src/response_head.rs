//! What an error keeps of the head of a response.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER};

/// Where a server, or a proxy in front of it, says which request this was. The API promises none; the first one counts.
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

/// The longest wait, 2³¹ seconds: what RFC 9111, section 1.2.2, takes a number for that is too great.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(1 << 31);

/// The head of a response, as far as an error needs it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ResponseHead {
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) location: Option<String>,
}

impl ResponseHead {
    /// The head of a response that came just now.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self::new(headers, SystemTime::now())
    }

    fn new(headers: &HeaderMap, now: SystemTime) -> Self {
        Self {
            request_id: REQUEST_ID_HEADERS
                .iter()
                .find_map(|name| text(headers, name))
                .map(str::to_owned),
            retry_after: retry_after(headers, now),
            location: text(headers, LOCATION.as_str()).map(str::to_owned),
        }
    }
}

/// The value of a header, if it is a text and not too long.
fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() <= MAX_HEADER).then_some(value)
}

/// How long `Retry-After` says to wait (RFC 9110, section 10.2.3): a number of seconds, or a date. The date is compared
/// with the server's own clock, if the response says what that is; a date that is over means now.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = text(headers, RETRY_AFTER.as_str())?;
    let wait = if value.bytes().all(|byte| byte.is_ascii_digit()) {
        // What is all digits and no number is too great a number.
        value.parse().map_or(MAX_RETRY_AFTER, Duration::from_secs)
    } else {
        let then = httpdate::parse_http_date(value).ok()?;
        let date = text(headers, DATE.as_str()).and_then(|date| httpdate::parse_http_date(date).ok());
        then.duration_since(date.unwrap_or(now)).unwrap_or_default()
    };
    Some(wait.min(MAX_RETRY_AFTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(headers: &[(&'static str, &'static str)]) -> ResponseHead {
        let pairs = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        let noon = httpdate::parse_http_date("Sun, 22 Nov 2026 12:00:00 GMT").unwrap();
        ResponseHead::new(&HeaderMap::from_iter(pairs), noon)
    }

    fn wait(headers: &[(&'static str, &'static str)]) -> Option<u64> {
        head(headers).retry_after.map(|wait| wait.as_secs())
    }

    #[test]
    fn retry_after_is_a_number_of_seconds() {
        assert_eq!(wait(&[("retry-after", "30")]), Some(30));
        assert_eq!(wait(&[("retry-after", "0")]), Some(0));
        assert_eq!(wait(&[("retry-after", "99999999999999999999999")]), Some(1 << 31));
        assert_eq!(wait(&[("retry-after", "9999999999")]), Some(1 << 31));
    }

    #[test]
    fn retry_after_is_a_date_by_the_clock_of_the_server() {
        let then = ("retry-after", "Sun, 22 Nov 2026 12:01:00 GMT");
        assert_eq!(wait(&[then]), Some(60));
        assert_eq!(wait(&[then, ("date", "Sun, 22 Nov 2026 12:00:50 GMT")]), Some(10));
        assert_eq!(wait(&[then, ("date", "Sun, 22 Nov 2026 12:30:00 GMT")]), Some(0));
        assert_eq!(wait(&[then, ("date", "yesterday")]), Some(60));
        assert_eq!(wait(&[("retry-after", "Sunday, 22-Nov-26 12:01:00 GMT")]), Some(60));
    }

    #[test]
    fn a_retry_after_that_is_neither_is_none() {
        for value in ["", "soon", "-1", "1.5", "+3", "3s"] {
            assert_eq!(wait(&[("retry-after", value)]), None, "{value}");
        }
        assert_eq!(wait(&[]), None);
    }

    #[test]
    fn a_request_has_one_id() {
        assert_eq!(head(&[("cf-ray", "b"), ("x-request-id", "a")]).request_id.unwrap(), "a");
        assert_eq!(head(&[("x-request-id", " "), ("cf-ray", "b")]).request_id.unwrap(), "b");
        assert_eq!(head(&[]).request_id, None);
    }
}
