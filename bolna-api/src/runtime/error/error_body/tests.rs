use super::*;

fn code(body: &str) -> Option<ErrorCode> {
    ErrorBody::parse(body, false).code
}

#[test]
fn a_code_is_a_number_or_a_text() {
    assert_eq!(
        code(r#"{"error": 404, "message": "No such trunk"}"#),
        Some(ErrorCode::Number(404))
    );
    assert_eq!(
        code(r#"{"error": "Too many requests"}"#),
        Some(ErrorCode::Text("Too many requests".to_owned()))
    );
    assert_eq!(
        code(r#"{"error": {"code": 7, "message": "No"}}"#),
        Some(ErrorCode::Number(7))
    );
    assert_eq!(code(r#"{"code": "17"}"#).unwrap().number(), Some(17));
    assert_eq!(code(r#"{"detail": "Unrecognized access token"}"#), None);
    assert_eq!(code("<html></html>"), None);
}

#[test]
fn the_details_of_the_validator_have_place_message_and_kind() {
    let body = ErrorBody::parse(
        r#"{"detail": [
            {"loc": ["body", "gateways", 0, "port"], "msg": "Field required", "type": "missing", "input": {}},
            {"field": "name", "message": "is taken"},
            "and more", 7, null
        ]}"#,
        false,
    );
    let details: Vec<_> = body
        .details()
        .iter()
        .map(|detail| (detail.loc(), detail.message(), detail.kind()))
        .collect();
    assert_eq!(
        details,
        [
            (Some("body.gateways[0].port"), Some("Field required"), Some("missing")),
            (Some("name"), Some("is taken"), None),
            (None, Some("and more"), None),
        ]
    );
    assert!(body.json().is_some());
}

#[test]
fn a_page_has_a_message_and_nothing_else() {
    let body = ErrorBody::parse("<title>502 Bad Gateway</title>", true);
    assert_eq!(body.message(), Some("502 Bad Gateway"));
    assert_eq!((body.code(), body.details(), body.json()), (None, &[][..], None));
}

#[test]
fn an_empty_body_says_nothing() {
    assert_eq!(ErrorBody::parse("", false), ErrorBody::default());
}
