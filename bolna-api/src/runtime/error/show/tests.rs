use std::error::Error as StdError;

use reqwest::Method;

use super::*;
use crate::ErrorKind;
use crate::operation::OperationInfo;

fn shown(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> String {
    let pairs = headers
        .iter()
        .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    let info = OperationInfo::new("add", Method::POST, "/add", false);
    let status = StatusCode::from_u16(status).unwrap();
    Error::from_status(&info, status, HeaderMap::from_iter(pairs), body).to_string()
}

#[test]
fn a_line_has_operation_status_message_and_notes() {
    let headers = [("x-request-id", "01HQ"), ("retry-after", "3")];
    assert_eq!(
        shown(403, &headers, r#"{"detail": "Not in this plan"}"#),
        "add: 403 Forbidden: Not in this plan (retry after 3 s; request id 01HQ)"
    );
    let error = Error::builder(ErrorKind::Connect).reason("no way").build();
    assert_eq!(
        error.with_attempts(3).with_hint("check\nit".to_owned()).to_string(),
        "no way (check it; 3 attempts)"
    );
}

#[test]
fn a_message_that_only_repeats_the_status_is_not_shown_twice() {
    for message in ["502 Bad Gateway", "Bad Gateway"] {
        assert_eq!(
            shown(502, &[], message),
            "add: 502 Bad Gateway (the request may have taken effect: look before you repeat it)"
        );
    }
}

#[test]
fn a_status_without_a_name_is_a_number() {
    assert_eq!(shown(499, &[], ""), "add: 499: the server gave no reason");
}

#[test]
fn debug_is_bounded() {
    let error = Error::builder(ErrorKind::Decode)
        .reason("r".repeat(9000))
        .body("b".repeat(9000))
        .source("s".repeat(9000))
        .build();
    assert!(format!("{error:?}").len() < 2000, "{error:?}");
}

#[test]
fn an_error_travels_between_threads_and_is_small() {
    fn travels<T: StdError + Send + Sync + 'static>() {}
    travels::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
