use serde_json::{Value, json};

use super::form;

fn sent(body: &Value) -> String {
    let request = reqwest::Client::new().post("http://localhost/");
    let request = form(request, body).unwrap().build().unwrap();
    assert_eq!(
        request.headers().get("content-type").unwrap(),
        "application/x-www-form-urlencoded"
    );
    String::from_utf8(request.body().unwrap().as_bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn a_property_is_a_field_and_so_is_each_element_of_an_array() {
    let body = json!({"To": "+1 415", "n": 1.5, "on": true, "tags": ["a", "b&c"], "none": [], "clear": null});
    assert_eq!(sent(&body), "To=%2B1+415&n=1.5&on=true&tags=a&tags=b%26c&clear=");
}

#[test]
fn a_property_of_an_object_inside_has_the_name_of_both() {
    let body = json!({"filter": {"a": "é", "b": {"c": 1}}});
    assert_eq!(sent(&body), "filter%5Ba%5D=%C3%A9&filter%5Bb%5D%5Bc%5D=1");
}

#[test]
fn a_body_that_is_no_object_is_an_error() {
    let request = reqwest::Client::new().post("http://localhost/");
    let error = form(request, &json!(["a"])).unwrap_err();
    assert!(error.0.contains("no object"), "{}", error.0);
}
