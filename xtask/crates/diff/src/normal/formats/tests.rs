use serde_json::{Value, json};

use super::*;

/// Strings of which each format has some, and of which for each two formats that overlap there is one in both, and one in
/// each alone.
const SAMPLES: &[&str] = &[
    "",
    "a",
    "A",
    "1",
    "0",
    "0/a",
    "0#",
    "/",
    "/a",
    "/a~0b",
    "/a b",
    "/a~2",
    "//",
    "2026-01-31",
    "2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00+01:00",
    "12:00:00Z",
    "12:00:00+01:00",
    "P1D",
    "PT1H",
    "P1Y2M3DT4H",
    "P1W",
    "a@example.com",
    "\"a b\"@example.com",
    "ü@example.com",
    "a@[127.0.0.1]",
    "ä@ö.example",
    "example.com",
    "xn--nxasmq6b.example",
    "räksmörgås.se",
    "実例.com",
    "1.2.3.4",
    "255.255.255.255",
    "1.2.3.4.5",
    "::1",
    "a::1",
    "2001:db8::1",
    "fe80::1:2:3:4:5",
    "1:2:3:4:5:6:7:8",
    "https://example.com/a?b=c#d",
    "https://example.com/'",
    "https://exämple.com/ü",
    "urn:isbn:1",
    "mailto:a@example.com",
    "/ü",
    "../a",
    "?a=b",
    "#a",
    "a b",
    "{a}",
    "https://example.com/{a}",
    "{",
    "[",
    "(",
    "a{",
    "[a]",
    "a|b",
    "^a$",
    "\\d+",
    "\\",
    "a:b",
    "a:",
    "9f8e7d6c-1234-4abc-8def-0123456789ab",
    "9F8E7D6C-1234-4ABC-8DEF-0123456789AB",
    "-a",
    "a_b",
    "a~b",
    "a+b",
    "*",
    "+",
    "%",
    "%41",
    "%zz",
    "a%41",
    "0-",
    "10/a b",
    "1/~2",
    "'",
    "a'b",
    "/a{b}",
    "/{",
    "/[",
    "/(",
    "/a^b",
    "/\u{fc}\u{fc}",
    "12",
    "0/{a}",
    "0/[",
    "0/\u{fc}",
    "1#",
    "P1D.example",
    "a@b",
    "a+b@example.com",
    "a{b}@example.com",
    "a{@example.com",
    "a*@example.com",
    "*a@example.com",
    "+a@example.com",
    "a@ex.com",
    "ü",
    "ü b",
    "[ü",
    "{ü}",
    "{ü",
    "::ffff:1.2.3.4",
    "::",
    "b:c",
    "ab:cd",
    "http://[::1]/",
    "http://a/(",
    "http://a/(b",
    "http://a/*",
    "a:*",
    "a:(",
    "*a",
    "(a",
    "?",
    "?a",
    "ü?a",
    "(ü",
    "/a|b",
    "?{a}",
    "0/a|b",
    "0/(",
    "/(a",
    "0?",
    "/a~",
    "/~",
    "0/a@example.com",
    "1/a@example.com",
];

fn is_valid(format: &str, text: &str) -> Option<bool> {
    let schema = json!({"$schema": "https://json-schema.org/draft/2020-12/schema", "format": format});
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .build(&schema)
        .ok()?;
    Some(validator.is_valid(&Value::from(text)))
}

#[test]
fn the_formats_of_json_schema_relate_as_a_validator_says() {
    let mut wrong = Vec::new();
    for (index, one) in STRINGS.iter().enumerate() {
        for other in STRINGS.iter().skip(index + 1) {
            let valid = |format: &str| {
                SAMPLES
                    .iter()
                    .map(|text| is_valid(format, text))
                    .collect::<Option<Vec<_>>>()
            };
            let (Some(ones), Some(others)) = (valid(one), valid(other)) else {
                continue;
            };
            let find = |in_one: bool, in_other: bool| {
                let mut places = ones.iter().zip(&others);
                let at = places.position(|(one, other)| (*one, *other) == (in_one, in_other));
                at.map(|at| SAMPLES[at])
            };
            let found = (find(true, false), find(true, true), find(false, true));
            let fits = match relation(one, other) {
                Relation::Contained => found.0.is_none(),
                Relation::Containing => found.2.is_none(),
                Relation::Disjoint => found.1.is_none(),
                Relation::Overlapping => found.0.is_some() && found.1.is_some() && found.2.is_some(),
            };
            if !fits {
                wrong.push(format!("{one}, {other}: {:?} {found:?}", relation(one, other)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_format_of_strings_has_a_sample() {
    for format in STRINGS {
        let sample = sample(format).unwrap_or_else(|| panic!("{format} has none"));
        assert_ne!(is_valid(format, sample), Some(false), "{format}: {sample}");
        for text in SAMPLES.iter().filter(|text| is_ruled_out(format, text)) {
            assert_ne!(is_valid(format, text), Some(true), "{format}: {text}");
        }
        assert!(!is_ruled_out(format, sample), "{format}: {sample}");
    }
}

#[test]
fn a_format_is_about_its_type_and_says_nothing_about_another_one() {
    let (text, number, integer) = (Types::STRING, Types::NUMBER, Types::INTEGER);
    for (was, is, domain, expected) in [
        (Some("date"), Some("date-time"), text, Effect::Incomparable),
        (Some("uri"), Some("iri-reference"), text, Effect::Widened),
        (Some("idn-hostname"), Some("hostname"), text, Effect::Narrowed),
        (Some("ipv4"), Some("ipv6"), text, Effect::Incomparable),
        (None, Some("uuid"), text, Effect::Narrowed),
        (Some("uuid"), None, text, Effect::Widened),
        (None, Some("uuid"), integer, Effect::Equal),
        (None, Some("int32"), text, Effect::Equal),
        (None, Some("int32"), text | integer, Effect::Narrowed),
        (Some("int32"), Some("int64"), integer, Effect::Widened),
        (Some("int64"), Some("uint32"), integer, Effect::Narrowed),
        (Some("int32"), Some("uint32"), integer, Effect::Incomparable),
        (Some("float"), Some("double"), number, Effect::Widened),
        (None, Some("double"), number, Effect::Equal),
        (Some("int32"), Some("float"), number, Effect::Incomparable),
        (Some("float"), Some("int16"), number, Effect::Narrowed),
        (None, Some("password"), text, Effect::Equal),
        (Some("password"), Some("uuid"), text, Effect::Narrowed),
        (None, Some("markdown"), text, Effect::Unknown),
        (Some("markdown"), Some("uuid"), text, Effect::Unknown),
        (None, Some("markdown"), Types::OBJECT, Effect::Unknown),
        (None, Some("date"), Types::OBJECT, Effect::Equal),
        (None, Some("int64"), text, Effect::Unknown),
    ] {
        assert_eq!(effect(was, is, domain), expected, "{was:?} → {is:?}");
        assert_eq!(effect(is, was, domain), expected.flipped(), "{is:?} → {was:?}");
    }
}
