use super::*;
use crate::wire::tests::example::{Gateway, Trunk};

/// A struct without any of the crate's readers.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "it is never read")]
struct Plain {
    name: String,
    port: Option<u16>,
    side: Option<Side>,
    gateway: Option<Box<Plain>>,
}

#[derive(Debug, Deserialize)]
enum Side {
    Left,
}

impl<'de> Tolerant<'de> for Plain {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

fn refusal<T: for<'de> Tolerant<'de>>(body: &str) -> String {
    match decode::<T>(body.as_bytes()) {
        Ok(_) => panic!("{body} is read"),
        Err(error) => error.to_string(),
    }
}

fn list(body: &str) -> Vec<Gateway> {
    decode::<List<Gateway>>(body.as_bytes())
        .map(|(list, _)| list.0)
        .unwrap()
}

#[test]
fn an_error_names_the_place_in_the_body() {
    let body = r#"[{}, {}, {}, {"gateways": [{"gateway_address": "a",
            "port": {"hunter2": 1}}]}]"#;
    let error = decode::<List<Trunk>>(body.as_bytes()).map(|_| ()).unwrap_err();
    assert_eq!(error.place(), "[3].gateways[0].port");
    assert_eq!(error.reason(), "expected an integer, found an object");
    assert_eq!((error.line(), error.column()), (2, 21));
    assert_eq!(
        refusal::<List<Trunk>>(r#"{"data": [{"labels": {"a": []}}]}"#),
        "`data[0].labels.a`: expected a string, found an array"
    );
}

#[test]
fn an_error_of_derived_code_shows_no_value_either() {
    assert_eq!(
        refusal::<Plain>(r#"{"name": "a", "port": "hunter2, expected hunter2"}"#),
        "`port`: expected u16, found a string"
    );
    assert_eq!(
        refusal::<Plain>(r#"{"name": "a", "port": -70000}"#),
        "`port`: expected u16, found another number"
    );
    assert_eq!(
        refusal::<Plain>(r#"{"name": "a", "side": "hunter2"}"#),
        "`side`: expected `Left`, found another string"
    );
    assert_eq!(
        refusal::<Plain>(r#"{"name": "a", "gateway": "hunter2"}"#),
        "`gateway`: expected an object, found a string"
    );
    assert_eq!(refusal::<Plain>(r#"{"port": 1}"#), "missing field `name`");
}

#[test]
fn what_is_no_json_is_said_to_be_none() {
    assert_eq!(
        refusal::<Trunk>("<h1>Log in</h1>"),
        "no JSON: expected value (line 1, column 1)"
    );
    assert_eq!(
        refusal::<Trunk>("{} {}"),
        "no JSON: trailing characters (line 1, column 4)"
    );
    for body in ["", " \n"] {
        assert_eq!(refusal::<Trunk>(body), "expected JSON, and the body is empty");
    }
    assert_eq!(
        refusal::<List<Trunk>>(r#"[{"id": "1", "#),
        "`[0]`: the JSON ends too early (line 1, column 13)"
    );
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_json() {
    assert!(decode::<Trunk>(b"\xef\xbb\xbf{}").is_ok());
}

#[test]
fn a_list_is_an_array_or_in_an_envelope() {
    for body in [
        r#"[{"port": 1}, null, {"port": "2"}]"#,
        r#"{"state": "success", "data": [{"port": 1}, {"port": 2}], "total": 2}"#,
    ] {
        let ports: Vec<_> = list(body).iter().map(|gateway| gateway.port).collect();
        assert_eq!(ports, [Some(1), Some(2)], "{body}");
    }
    for body in ["null", "[]", r#"{"data": null}"#, r#"{"data": []}"#] {
        assert!(list(body).is_empty(), "{body}");
    }
}

#[test]
fn what_is_no_list_is_an_error() {
    assert_eq!(
        refusal::<List<Gateway>>(r#"{"message": "hunter2"}"#),
        "expected an array, found an object without `data`"
    );
    assert_eq!(
        refusal::<List<Gateway>>(r#"{"data": {"data": []}}"#),
        "`data`: expected an array, found an object"
    );
    assert_eq!(
        refusal::<List<Gateway>>(r#""hunter2""#),
        "expected an array, found a string"
    );
}
