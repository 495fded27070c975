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
