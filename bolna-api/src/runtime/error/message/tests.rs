fn message(body: &str, is_html: bool) -> Option<String> {
    super::find(serde_json::from_str(body).ok().as_ref(), body, is_html)
}

fn message_of(body: &str) -> String {
    message(body, false).unwrap_or_default()
}

#[test]
fn the_documented_shape_has_a_message() {
    assert_eq!(
        message_of(r#"{"error": 404, "message": "No such trunk"}"#),
        "No such trunk"
    );
}

#[test]
fn a_message_may_stand_alone() {
    assert_eq!(
        message_of(r#"{"message": "Sub-accounts are not enabled"}"#),
        "Sub-accounts are not enabled"
    );
}

#[test]
fn a_bad_key_is_told_in_a_detail() {
    assert_eq!(
        message_of(r#"{"detail": "Unrecognized access token"}"#),
        "Unrecognized access token"
    );
}

#[test]
fn the_validator_tells_every_place() {
    let body = r#"{"detail": [
        {"loc": ["query", "is_active"], "msg": "value could not be parsed to a boolean", "type": "bool_parsing"},
        {"loc": ["body", "gateways", 0, "port"], "msg": "Field required", "type": "missing", "input": {}},
        {"msg": "Value error"},
        "and more"
    ]}"#;
    assert_eq!(
        message_of(body),
        "query.is_active: value could not be parsed to a boolean; body.gateways[0].port: Field required; \
         Value error; and more"
    );
}

#[test]
fn an_error_may_be_a_string_with_details() {
    assert_eq!(message_of(r#"{"error": "Too many requests"}"#), "Too many requests");
    assert_eq!(
        message_of(r#"{"error": "Bad trunk", "details": "no gateway"}"#),
        "Bad trunk: no gateway"
    );
    assert_eq!(
        message_of(r#"{"error": "Bad trunk", "details": ["no gateway", "no name"]}"#),
        "Bad trunk: no gateway; no name"
    );
    assert_eq!(
        message_of(r#"{"error": "Bad trunk", "details": {"limit": 5}}"#),
        r#"Bad trunk: {"limit":5}"#
    );
    assert_eq!(message_of(r#"{"error": "Bad trunk", "details": null}"#), "Bad trunk");
}

#[test]
fn usual_shapes_of_other_servers_are_understood() {
    assert_eq!(message_of(r#"{"error": {"code": 7, "message": "No"}}"#), "No");
    assert_eq!(
        message_of(r#"{"title": "Forbidden", "detail": "No such key", "status": 403}"#),
        "Forbidden: No such key"
    );
    assert_eq!(
        message_of(r#"{"message": "Invalid", "errors": ["a", "b"]}"#),
        "Invalid: a; b"
    );
    assert_eq!(message_of(r#"{"detail": "Same", "message": "Same"}"#), "Same");
    assert_eq!(message_of(r#""Unauthorized""#), "Unauthorized");
}

#[test]
fn json_of_another_shape_is_shown_as_it_is() {
    assert_eq!(message_of(r#"{"code": 17}"#), r#"{"code":17}"#);
    assert_eq!(message_of(r#"{"error": 17}"#), r#"{"error":17}"#);
    assert_eq!(message_of("[1, 2]"), "[1,2]");
}

#[test]
fn a_page_is_its_title() {
    let page = "<!DOCTYPE html>\n<html><HEAD><Title lang=en>502 Bad\n Gateway</Title></HEAD><body>nginx</body></html>";
    assert_eq!(message_of(page), "502 Bad Gateway");
}

#[test]
fn a_page_without_a_title_is_its_text() {
    let page = "<html><title> </title><style>p { color: red }</style><script>a < b</script><p>Try &amp; error</p><p>&lt;later&gt;";
    assert_eq!(message_of(page), "Try & error <later>");
    assert_eq!(message("no tag at all", true).unwrap(), "no tag at all");
}

#[test]
fn a_plain_text_is_itself_in_one_line() {
    assert_eq!(
        message_of("upstream connect error\r\nreset reason: overflow\n"),
        "upstream connect error reset reason: overflow"
    );
    assert_eq!(message_of(r#"{"detail": "line\nline\u001b[31m"}"#), "line line [31m");
}

#[test]
fn a_body_that_says_nothing_has_no_message() {
    for body in ["", " \r\n", "null", "{}", "[]", r#""""#, "<html></html>"] {
        assert_eq!(message(body, false), None, "{body:?}");
    }
}

#[test]
fn a_body_that_was_cut_off_is_still_shown() {
    assert_eq!(message_of(r#"{"detail": "Unrecog"#), r#"{"detail": "Unrecog"#);
    assert_eq!(message_of("<title>Bad"), "Bad");
}
