use reqwest::Method;

use super::*;

#[test]
fn a_success_that_is_none_shows_what_its_body_says() {
    let info = OperationInfo::new("add", Method::POST, "/add", false);
    let head = Head::new(StatusCode::OK, HeaderMap::new());
    let error = Error::in_success(&info, head, Body::of(br#"{"error": "insufficient balance"}"#));
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
