use reqwest::Method;

use super::*;

#[test]
fn a_success_that_is_none_shows_what_its_body_says() {
    let info = OperationInfo::new("add", Method::POST, "/add", false);
    let head = Head::new(StatusCode::OK, HeaderMap::new());
    let error = Error::in_success(&info, head, Body::from_bytes(br#"{"error": "insufficient balance"}"#));
    assert!(error.is_error_in_success() && error.may_have_taken_effect());
    assert_eq!(error.to_string(), "add: 200 OK: insufficient balance");
}

#[test]
fn a_403_is_a_matter_of_the_key_only_where_it_says_so() {
    let info = OperationInfo::new("list", Method::GET, "/all", true);
    let kind = |body| Error::from_status(&info, StatusCode::FORBIDDEN, HeaderMap::new(), body).kind();
    assert_eq!(
        kind(r#"{"detail": "Unrecognized access token"}"#),
        ErrorKind::Authentication
    );
    assert_eq!(kind(r#"{"message": "Not in this plan"}"#), ErrorKind::Forbidden);
    assert_eq!(kind(""), ErrorKind::Forbidden);
}

#[test]
fn a_refusal_had_no_effect_and_what_leaves_it_open_may_have_had() {
    let effect = |method: Method, status: u16| {
        let info = OperationInfo::new("call", method, "/call", false);
        let status = StatusCode::from_u16(status).unwrap();
        Error::from_status(&info, status, HeaderMap::new(), "").may_have_taken_effect()
    };
    for (status, may_have) in [
        (303, true),
        (307, false),
        (400, false),
        (408, true),
        (429, false),
        (500, true),
        (599, true),
    ] {
        assert_eq!(effect(Method::POST, status), may_have, "{status}");
        assert!(!effect(Method::GET, status), "{status}");
    }
}
