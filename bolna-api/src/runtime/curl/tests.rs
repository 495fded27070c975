use reqwest::Method;
use reqwest::header::{ACCEPT, AUTHORIZATION};

use super::*;

fn request(method: Method, body: Option<&'static str>) -> Request {
    let mut request = Request::new(method, "https://a.example/it's?a=b".parse().unwrap());
    *request.body_mut() = body.map(Into::into);
    request
}

#[test]
fn every_word_is_quoted() {
    assert_eq!(
        command(&request(Method::GET, None), &[]),
        r"curl 'https://a.example/it'\''s?a=b'"
    );
    assert_eq!(
        command(&request(Method::PUT, Some("$(rm) `x`")), &[]),
        r"curl -X PUT 'https://a.example/it'\''s?a=b' --data-raw '$(rm) `x`'"
    );
}

#[test]
fn no_secret_is_in_it_and_a_placeholder_is_one_of_the_shell() {
    let mut request = request(Method::POST, Some("{}"));
    request
        .headers_mut()
        .insert(ACCEPT, HeaderValue::from_static("text/plain"));
    request
        .headers_mut()
        .insert(AUTHORIZATION, HeaderValue::from_static("Bearer hunter2"));
    let shown = command(&request, &[(AUTHORIZATION, "Bearer $KEY $(x) `x`".to_owned())]);
    assert_eq!(
        shown,
        r#"curl 'https://a.example/it'\''s?a=b' -H 'accept: text/plain' -H "authorization: Bearer $KEY \$(x) \`x\`" --data-raw '{}'"#
    );
    assert!(!command(&request, &[]).contains("hunter2"));
}

#[test]
fn a_form_has_its_values_and_the_names_of_its_files() {
    let body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: \
                text/csv\r\n\r\nsecret rows\r\n--b\r\nContent-Disposition: form-data; name=\"agent\"\r\n\r\n01HQ\r\n--b--\r\n";
    let mut request = request(Method::POST, Some(body));
    let kind = HeaderValue::from_static("multipart/form-data; boundary=b");
    request.headers_mut().insert(CONTENT_TYPE, kind);
    assert_eq!(
        command(&request, &[]),
        r"curl 'https://a.example/it'\''s?a=b' -F 'file=@a.csv;type=text/csv' --form-string 'agent=01HQ'"
    );
}
