use super::*;

fn secrets(value: &'static str) -> Secrets {
    let mut value = HeaderValue::from_static(value);
    value.set_sensitive(true);
    let mut secrets = Secrets::default();
    secrets.remember(&HeaderMap::from_iter([(HeaderName::from_static("x-key"), value)]));
    secrets
}

#[test]
fn a_long_secret_is_taken_out_wherever_it_is() {
    let secrets = secrets("Bearer sa-hunter2");
    assert_eq!(
        secrets.redact("sa-hunter2 is not sa-hunter24"),
        "[redacted] is not [redacted]4"
    );
    assert!(matches!(
        secrets.redact("nothing to hide"),
        Cow::Borrowed("nothing to hide")
    ));
}

#[test]
fn a_short_secret_is_taken_out_where_it_is_a_word() {
    let secrets = secrets("Bearer or");
    assert_eq!(
        secrets.redact("the key `or` or no key for the order"),
        "the key `[redacted]` [redacted] no key for the order"
    );
    assert_eq!(secrets.redact("or-2 and for"), "or-2 and for");
}

#[test]
fn a_secret_is_found_without_its_scheme_and_percent_encoded() {
    assert_eq!(secrets("Basic dXNlcjpodW50ZXI=").redact("dXNlcjpodW50ZXI="), REDACTED);
    assert_eq!(
        secrets("a/b?c d/hunter2").redact("/a%2Fb%3Fc%20d%2Fhunter2/"),
        "/[redacted]/"
    );
    assert_eq!(secrets("a/b?c d/hunter2").redact("a%2fb%3fc%20d%2fhunter2"), REDACTED);
    assert_eq!(
        secrets("id=7; session=hunter2-hunter2").redact("hunter2-hunter2"),
        REDACTED
    );
}

#[test]
fn a_text_that_ends_inside_a_secret_does_not_show_its_beginning() {
    let secrets = secrets("Bearer sa-hunter2");
    assert_eq!(secrets.redact_cut("bad key sa-hun"), "bad key [redacted]");
    assert_eq!(secrets.redact_cut("bad key sa-hunter2"), "bad key [redacted]");
    assert_eq!(secrets.redact_cut("bad key"), "bad key");
}

#[test]
fn a_secret_in_json_is_found_in_names_and_values() {
    let secrets = secrets("sa-hunter2");
    let mut json = serde_json::json!({"sa-hunter2": ["x sa-hunter2", 7], "a": null});
    assert!(secrets.redact_json(&mut json));
    assert_eq!(json.to_string(), r#"{"[redacted]":["x [redacted]",7],"a":null}"#);
    assert!(!secrets.redact_json(&mut json));
}

#[test]
fn headers_are_redacted_and_those_with_secrets_are_remembered_by_name() {
    let mut secrets = Secrets::default();
    let authorization = HeaderName::from_static("authorization");
    secrets.remember(&HeaderMap::from_iter([(
        authorization,
        "Bearer sa-hunter2".parse().unwrap(),
    )]));
    let id = HeaderName::from_static("x-request-id");
    let mut headers = HeaderMap::from_iter([(id.clone(), "of sa-hunter2".parse().unwrap())]);
    secrets.redact_headers(&mut headers);
    assert_eq!(headers[id], "of [redacted]");
}

#[test]
fn redacting_twice_is_redacting_once() {
    let secrets = secrets("redacted");
    assert_eq!(secrets.redact("a [redacted] b"), "a [redacted] b");
}
