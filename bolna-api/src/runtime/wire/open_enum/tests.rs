use crate::wire::tests::example::{Direction, Transport, read};

fn open(json: &str) -> Transport {
    read(json).unwrap()
}

fn refusal(json: &str) -> String {
    serde_json::from_str::<Direction>(json).unwrap_err().to_string()
}

#[test]
fn a_listed_value_is_its_variant() {
    assert_eq!(open(r#""transport-tls""#), Transport::Tls);
    // With an escaped character, so that the text is a copy.
    assert_eq!(open(r#""transport\u002dtls""#), Transport::Tls);
}

#[test]
fn an_unlisted_value_is_kept_as_it_came() {
    for (json, text) in [
        (r#""transport-quic""#, "transport-quic"),
        (r#""""#, ""),
        ("5", "5"),
        ("-5", "-5"),
        ("5.50", "5.5"),
        ("false", "false"),
    ] {
        let value = open(json);
        assert!(
            matches!(&value, Transport::Unknown(unknown) if unknown.as_str() == text),
            "{value:?}"
        );
        assert_eq!(value, open(json));
        assert_ne!(value, Transport::Tls);
    }
    assert_eq!(
        serde_json::to_string(&open(r#""transport-quic""#)).unwrap(),
        r#""transport-quic""#
    );
    assert_eq!(format!("{:?}", open(r#""quic""#)), r#"Unknown("quic")"#);
}

#[test]
fn nothing_but_a_scalar_is_a_value() {
    for (json, found) in [("{}", "an object"), ("[]", "an array"), ("null", "null")] {
        assert_eq!(
            read::<Transport>(json),
            Err(format!("expected a string, found {found}"))
        );
    }
}

#[test]
fn a_closed_enumeration_says_what_it_takes_and_not_what_it_got() {
    assert_eq!(serde_json::from_str::<Direction>(r#""in""#).unwrap(), Direction::In);
    assert_eq!(
        refusal(r#""hunter2""#),
        "expected one of `in`, `out`, found another string at line 1 column 9"
    );
    assert_eq!(
        refusal("5"),
        "expected one of `in`, `out`, found a number at line 1 column 1"
    );
    assert_eq!(
        "hunter2".parse::<Direction>().unwrap_err().to_string(),
        "none of `in`, `out`"
    );
}
