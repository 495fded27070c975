//! What a response says beside its value.

use std::time::Duration;

use reqwest::header::HeaderMap;

use crate::ResponseValue;
use crate::runtime::error::Head;
use crate::runtime::error::request_id;

/// What every response says of the request, with or without a value: for [`ResponseValue`], which `send_for_response()`
/// gives, and for a [`reqwest::Response`] in a [`Layer`](crate::transport::Layer).
///
/// ```
/// use bolna_api::{Error, Operation, ResponseExt};
/// use bolna_api::transport::response;
/// use reqwest::StatusCode;
///
/// # fn main() {
/// let mut response = response(StatusCode::OK, "[]");
/// response.headers_mut().insert("x-request-id", "01HQ".parse().unwrap());
/// assert_eq!(response.request_id(), Some("01HQ"));
/// # }
/// ```
pub trait ResponseExt {
    /// What the server, or a proxy in front of it, calls this request: `x-request-id` or one of its relatives. Not every
    /// server says.
    fn request_id(&self) -> Option<&str>;

    /// How long the server asks to wait, by `Retry-After` (RFC 9110, section 10.2.3), in seconds or until a date. A date in
    /// the past is [`Duration::ZERO`]; more than a day is a day.
    fn retry_after(&self) -> Option<Duration>;
}

impl<T> ResponseExt for ResponseValue<T> {
    fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    fn retry_after(&self) -> Option<Duration> {
        retry_after(self.status(), self.headers())
    }
}

impl ResponseExt for reqwest::Response {
    fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    fn retry_after(&self) -> Option<Duration> {
        retry_after(self.status(), self.headers())
    }
}

fn retry_after(status: reqwest::StatusCode, headers: &HeaderMap) -> Option<Duration> {
    Head::new(status, headers.clone()).retry_after()
}
