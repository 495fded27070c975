//! What servers do that their documents do not say, and what comes out: one table.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::example::{Gateway, Transport, Trunk, read};
use crate::wire::Nullable;

fn trunk(json: &str) -> Trunk {
    read(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn refusal(json: &str) -> String {
    read::<Trunk>(json).unwrap_err()
}

fn utc(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

#[test]
fn fields_may_be_missing_and_unknown() {
    let read = trunk(r#"{"id": "1", "ice_support": false, "user_id": {"a": [1]}, "agent_id": null}"#);
    let unknown = [
        ("ice_support", json!(false)),
        ("user_id", json!({"a": [1]})),
        ("agent_id", Value::Null),
    ];
    assert_eq!(
        read,
        Trunk {
            id: Some("1".to_owned()),
            extra: unknown.into_iter().collect(),
            ..Trunk::default()
        }
    );
}

#[test]
fn null_counts_as_absent() {
    let nulls = r#"{"id": null, "is_active": null, "price": null, "transport": null, "gateways": null, "labels": null,
        "created_at": null, "valid_on": null, "details": null, "history": null, "slots": null, "retries": null}"#;
    assert_eq!(trunk(nulls), Trunk::default());
}

#[test]
fn null_is_left_out_of_arrays_and_maps() {
    let read = trunk(r#"{"gateways": [null, {"port": 1}, null], "labels": {"a": null, "b": "c"}}"#);
    assert_eq!(read.gateways.len(), 1);
    assert_eq!(read.labels, BTreeMap::from([("b".to_owned(), "c".to_owned())]));
}

#[test]
fn null_is_kept_where_it_is_a_value() {
    let read = trunk(r#"{"history": [1, null], "slots": [null, 1], "description": null, "expires_at": null}"#);
    assert_eq!(read.history, [json!(1), Value::Null]);
    assert_eq!(read.slots, [None, Some(1)]);
    assert_eq!(read.description, Some(Nullable::Null));
    assert_eq!(read.expires_at, Some(Nullable::Null));
}

#[test]
fn a_text_may_be_written_as_another_scalar() {
    for (json, text) in [
        (r#""28""#, "28"),
        ("16", "16"),
        ("-16", "-16"),
        ("5.0", "5.0"),
        ("1.10", "1.1"),
        ("18446744073709551615", "18446744073709551615"),
        ("true", "true"),
        (r#""""#, ""),
        (r#""a\u0062""#, "ab"),
    ] {
        let read = trunk(&format!(r#"{{"id": {json}}}"#));
        assert_eq!(read.id.as_deref(), Some(text), "{json}");
    }
}

#[test]
fn an_integer_may_be_written_with_a_fraction_or_as_a_text() {
    for (json, port) in [
        ("5060", 5060),
        ("5060.0", 5060),
        ("5.06e3", 5060),
        (r#""5060""#, 5060),
        (r#""5060.0""#, 5060),
        (r#""5.06e3""#, 5060),
        (r#""-1""#, -1),
        (r#""007""#, 7),
        ("-9223372036854775808", i64::MIN),
        (r#""9223372036854775807.0""#, i64::MAX),
    ] {
        let read = read::<Gateway>(&format!(r#"{{"port": {json}}}"#)).unwrap();
        assert_eq!(read.port, Some(port), "{json}");
    }
}

#[test]
fn what_is_no_integer_is_an_error() {
    for (json, found) in [
        ("5060.5", "a number with a fraction"),
        ("9223372036854775808", "a number out of range"),
        ("1e300", "a number out of range"),
        (r#""5060.5""#, "a string that is none"),
        (r#""9223372036854775808""#, "a string that is none"),
        (r#""""#, "a string that is none"),
        (r#"" 1""#, "a string that is none"),
        (r#""0x10""#, "a string that is none"),
        (r#""+1""#, "a string that is none"),
        ("true", "a boolean"),
        ("[]", "an array"),
        ("{}", "an object"),
    ] {
        let error = read::<Gateway>(&format!(r#"{{"port": {json}}}"#)).unwrap_err();
        assert_eq!(error, format!("expected an integer, found {found}"), "{json}");
    }
}

#[test]
fn smaller_integers_have_their_own_range() {
    assert_eq!(read::<u8>("255.0"), Ok(255));
    assert_eq!(read::<i8>(r#""-128""#), Ok(-128));
    assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(
        read::<u8>("256").unwrap_err(),
        "expected an integer, found a number out of range"
    );
    assert_eq!(
        read::<u32>("-1").unwrap_err(),
        "expected an integer, found a number out of range"
    );
}

#[test]
fn a_number_may_be_written_as_a_text() {
    for (json, price) in [("5", 5.0), ("5.5", 5.5), (r#""5.0""#, 5.0), (r#""-1e-3""#, -0.001)] {
        assert_eq!(trunk(&format!(r#"{{"price": {json}}}"#)).price, Some(price), "{json}");
    }
    for json in [
        r#""$5.0""#,
        r#""NaN""#,
        r#""inf""#,
        r#""1e999""#,
        r#""""#,
        r#"".5""#,
        r#""5.""#,
        r#""1_000""#,
    ] {
        let error = refusal(&format!(r#"{{"price": {json}}}"#));
        assert_eq!(error, "expected a number, found a string that is none", "{json}");
    }
}

#[test]
fn a_boolean_is_a_boolean() {
    for (json, found) in [
        ("1", "a number"),
        (r#""true""#, "a string"),
        ("[]", "an array"),
        ("{}", "an object"),
    ] {
        let error = refusal(&format!(r#"{{"is_active": {json}}}"#));
        assert_eq!(error, format!("expected a boolean, found {found}"));
    }
}

#[test]
fn nothing_else_is_bent() {
    for (field, json, error) in [
        ("id", "{}", "expected a string, found an object"),
        ("id", "[]", "expected a string, found an array"),
        ("gateways", "{}", "expected an array, found an object"),
        ("gateways", r#""[]""#, "expected an array, found a string"),
        ("gateways", "[[]]", "expected an object, found an array"),
        ("gateways", r#"["hunter2"]"#, "expected an object, found a string"),
        ("labels", "[]", "expected an object, found an array"),
        ("labels", "true", "expected an object, found a boolean"),
        (
            "created_at",
            "1710339170",
            "expected a timestamp (RFC 3339), found a number",
        ),
        ("transport", "[]", "expected a string, found an array"),
        ("slots", r#"["x"]"#, "expected an integer, found a string that is none"),
    ] {
        assert_eq!(refusal(&format!(r#"{{"{field}": {json}}}"#)), error, "{field} {json}");
    }
}

#[test]
fn no_error_repeats_a_value() {
    for field in ["is_active", "price", "gateways", "labels", "created_at", "valid_on"] {
        let error = refusal(&format!(r#"{{"{field}": "hunter2"}}"#));
        assert!(!error.contains("hunter2"), "{error}");
    }
}

#[test]
fn a_struct_is_an_object() {
    for (json, found) in [("[]", "an array"), (r#""""#, "a string"), ("null", "null")] {
        assert_eq!(refusal(json), format!("expected an object, found {found}"));
    }
}

#[test]
fn a_value_outside_an_enumeration_is_kept() {
    let read = trunk(r#"{"transport": "transport-quic"}"#);
    assert!(matches!(&read.transport, Some(Transport::Unknown(unknown)) if unknown.as_str() == "transport-quic"));
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(written["transport"], "transport-quic");
}

#[test]
fn a_timestamp_may_be_spelled_in_many_ways() {
    for (text, time) in [
        ("2024-03-13T14:12:50Z", "2024-03-13T14:12:50Z"),
        ("2024-03-13t14:12:50z", "2024-03-13T14:12:50Z"),
        ("2024-03-13T14:12:50.596315", "2024-03-13T14:12:50.596315Z"),
        ("2024-03-13T14:12:50", "2024-03-13T14:12:50Z"),
        ("2024-03-13 14:12:50", "2024-03-13T14:12:50Z"),
        ("2024-03-13 14:12:50+00:00", "2024-03-13T14:12:50Z"),
        ("2024-03-13T14:12:50+0000", "2024-03-13T14:12:50Z"),
        ("2024-03-13T14:12:50+00", "2024-03-13T14:12:50Z"),
        ("2024-03-13T14:12:50-00:00", "2024-03-13T14:12:50Z"),
        ("2024-03-13T19:42:50+05:30", "2024-03-13T14:12:50Z"),
        ("2024-03-13T19:42:50.5+0530", "2024-03-13T14:12:50.5Z"),
        ("2024-03-13T09:12:50-05", "2024-03-13T14:12:50Z"),
        ("2024-03-13T14:12:50.1", "2024-03-13T14:12:50.1Z"),
        ("2024-03-13T14:12:50.123456789", "2024-03-13T14:12:50.123456789Z"),
        ("2024-03-13T14:12:50.1234567899999", "2024-03-13T14:12:50.123456789Z"),
        ("2024-03-13T14:12:50.1234567899999Z", "2024-03-13T14:12:50.123456789Z"),
        ("2024-03-13", "2024-03-13T00:00:00Z"),
        ("2016-12-31T23:59:60", "2016-12-31T23:59:60Z"),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00Z"),
    ] {
        let read = trunk(&format!(r#"{{"created_at": "{text}", "expires_at": "{text}"}}"#));
        assert_eq!(read.created_at, Some(utc(time)), "{text}");
        assert_eq!(read.expires_at, Some(Nullable::Value(utc(time))), "{text}");
    }
}

#[test]
fn what_is_no_timestamp_is_an_error() {
    for text in [
        "",
        "soon",
        "2024-03-13T",
        "2024-03-13T14:12",
        "2024-03-13T14:12:50.",
        "2024-03-13T14:12:50.Z",
        "2024-03-13T14:12:50 CET",
        "2024-03-13T14:12:50+",
        "2024-03-13T14:12:50+5",
        "2024-03-13T14:12:50+05:60",
        "2024-03-13T14:12:50+24:00",
        "2024-02-30",
        "2024-13-01T00:00:00",
        "2024-03-13T25:00:00",
        "2024/03/13",
        "13.03.2024",
        "20240313",
        "+024-03-13",
        "2024-03-1 3",
        "２０２４-03-13",
        "ü024-03-13T14:12:50ü",
    ] {
        let error = refusal(&format!(r#"{{"created_at": "{text}"}}"#));
        assert_eq!(
            error, "expected a timestamp (RFC 3339), found a string that is none",
            "{text}"
        );
    }
}

#[test]
fn a_date_is_a_date() {
    let read = trunk(r#"{"valid_on": "2024-03-13"}"#);
    assert_eq!(read.valid_on, NaiveDate::from_ymd_opt(2024, 3, 13));
    assert_eq!(
        refusal(r#"{"valid_on": "2024-03-13T14:12:50Z"}"#),
        "expected a date (2024-03-13), found a string that is none"
    );
}

#[test]
fn a_timestamp_goes_out_with_a_numeric_offset() {
    let read = trunk(r#"{"created_at": "2024-03-13T14:12:50.5Z", "expires_at": "2024-03-13"}"#);
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(written["created_at"], "2024-03-13T14:12:50.500+00:00");
    assert_eq!(written["expires_at"], "2024-03-13T00:00:00+00:00");
}

#[test]
fn a_secret_does_not_show() {
    let read = trunk(r#"{"id": "1", "password": "hunter2"}"#);
    assert_eq!(read.password.as_deref(), Some("hunter2"));
    assert_eq!(
        format!("{read:?}"),
        r#"Trunk { id: Some("1"), password: Some([redacted]), .. }"#
    );
}

/// Reads the JSON and writes it.
fn round(json: &str) -> Value {
    serde_json::to_value(trunk(json)).unwrap()
}

#[test]
fn what_was_read_is_written_as_it_was() {
    for json in [
        r#"{"id": "1", "ice_support": false, "user_id": {"a": [1, null, {"b": null}]}, "agent_id": null, "retries": 0}"#,
        r#"{"id": null, "is_active": null, "gateways": null, "labels": null, "created_at": null, "retries": 0}"#,
        r#"{"gateways": [], "labels": {}, "history": [], "retries": 1}"#,
        r#"{"gateways": [{"port": null, "weight": 5, "tls": {"ciphers": []}}, {"port": 1}], "retries": 1}"#,
        r#"{"gateways": [null, {"port": 1}, null], "labels": {"a": null, "b": "c"}, "retries": 1}"#,
        r#"{"gateways": [null], "labels": {"a": null}, "retries": 1}"#,
        r#"{"description": null, "transport": "transport-quic", "history": [1, null], "slots": [null], "retries": 1}"#,
    ] {
        assert_eq!(round(json), serde_json::from_str::<Value>(json).unwrap(), "{json}");
    }
}

#[test]
fn what_is_set_is_written_in_the_place_of_what_was_there() {
    let mut trunk = trunk(r#"{"is_active": null, "labels": {}, "zone": "eu", "retries": 1}"#);
    trunk.is_active = Some(true);
    trunk.labels.insert("a".to_owned(), "b".to_owned());
    trunk.extra.insert("zone", json!("us"));
    // A field that is set counts for more than what has its name.
    trunk.extra.insert("is_active", json!("perhaps"));
    assert_eq!(
        serde_json::to_value(&trunk).unwrap(),
        json!({"is_active": true, "labels": {"a": "b"}, "zone": "us", "retries": 1})
    );
    trunk.is_active = None;
    assert_eq!(serde_json::to_value(&trunk).unwrap()["is_active"], json!(null));
}

#[test]
fn no_object_is_read_of_an_array() {
    for json in ["[]", r#"["1"]"#, r#"["1", true, 1.0]"#] {
        assert_eq!(refusal(json), "expected an object, found an array");
        assert!(serde_json::from_str::<Trunk>(json).is_err(), "{json}");
    }
}

#[test]
fn how_much_of_an_object_was_documented_is_known() {
    let familiarity = |json: &str| {
        let mut json = serde_json::Deserializer::from_str(json);
        let (_, familiarity) = <Trunk as crate::wire::Tolerant>::read_whole(&mut json).unwrap();
        familiarity
    };
    for refusal in [
        r#"{"error": 402, "status": "no"}"#,
        r#"{"error": "insufficient balance", "id": null}"#,
        r#"{"success": false, "gateways": []}"#,
    ] {
        let told = familiarity(refusal);
        assert!(told.is_strange() || told.is_refusal(), "{refusal}: {told:?}");
    }
    for answer in [
        r#"{"error": "busy", "id": "1"}"#,
        r#"{"error": null, "id": null}"#,
        r#"{"error": 0, "is_active": null}"#,
    ] {
        assert!(
            !familiarity(answer).is_refusal() && !familiarity(answer).is_strange(),
            "{answer}"
        );
    }
    assert!(familiarity(r#"{"error": "insufficient balance"}"#).is_strange());
    assert!(!familiarity(r#"{"error": "insufficient balance", "id": null}"#).is_strange());
    assert!(!familiarity("{}").is_strange());
}
