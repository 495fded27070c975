//! What may be sent again, and after what.

use std::time::Duration;

use bolna_api::{Error, OperationInfo, ResponseExt};
use reqwest::Response;

/// Whether a request may be sent again, by what became of it. The caller knows whether it may have had an effect already.
pub(super) fn is_repeatable(operation: &OperationInfo, result: &Result<Response, Error>, had_effect: bool) -> bool {
    let passes = match result {
        Ok(response) => match response.status().as_u16() {
            // It was not even looked at.
            429 => true,
            408 | 500 | 502 | 503 | 504 => operation.is_idempotent(),
            _ => false,
        },
        Err(error) => error.is_retryable(),
    };
    passes && (operation.is_idempotent() || !had_effect)
}

/// What the server asks for.
pub(super) fn retry_after(result: &Result<Response, Error>) -> Option<Duration> {
    match result {
        Ok(response) => response.retry_after(),
        Err(error) => error.retry_after(),
    }
}

#[cfg(test)]
mod tests {
    use bolna_api::ErrorKind;
    use bolna_api::transport::response;
    use reqwest::{Method, StatusCode};

    use super::*;

    const CALL: OperationInfo = OperationInfo::new("make_call", Method::POST, "/call", false);
    const LIST: OperationInfo = OperationInfo::new("list_agents", Method::GET, "/v2/agent/all", true);

    fn of_status(status: u16) -> Result<Response, Error> {
        Ok(response(StatusCode::from_u16(status).unwrap(), ""))
    }

    #[test]
    fn a_status_says_the_same_as_the_error_that_becomes_of_it() {
        for operation in [&CALL, &LIST] {
            for status in 200..=599 {
                let of_response = is_repeatable(operation, &of_status(status), false);
                let status = StatusCode::from_u16(status).unwrap();
                let error = Error::from_status(operation, status, Default::default(), "");
                assert_eq!(of_response, error.is_retryable(), "{operation} {status}");
            }
        }
    }

    #[test]
    fn a_call_that_may_have_been_placed_is_not_placed_again() {
        let refused = || Err(Error::builder(ErrorKind::Connect).operation(&CALL).build());
        assert!(is_repeatable(&CALL, &refused(), false) && is_repeatable(&CALL, &of_status(429), false));
        assert!(!is_repeatable(&CALL, &refused(), true) && !is_repeatable(&CALL, &of_status(429), true));
        assert!(is_repeatable(&LIST, &of_status(429), true));
    }
}
