//! The formats that are known, and how their values relate: those of JSON Schema 2020-12 (Validation, section 7.3) and of
//! the format registry of OpenAPI. A format says nothing about values of other types than its own.

use super::types::Types;
use crate::judge::Effect;

/// Formats that exclude no value: they tell people and generators what a value is for, or how it is handled.
const HINTS: [&str; 8] = [
    "binary",
    "commonmark",
    "html",
    "password",
    // Each number is read as one (RFC 8259 section 6).
    "decimal",
    "decimal128",
    "double",
    "unixtime",
];

/// Formats of strings, without those that stand for `contentEncoding`.
const STRINGS: [&str; 25] = [
    "char",
    "date",
    "date-time",
    "date-time-local",
    "duration",
    "email",
    "hostname",
    "http-date",
    "idn-email",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "regex",
    "relative-json-pointer",
    "time",
    "time-local",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
    // A structured field (RFC 8941) that is a token.
    "sf-token",
];

/// Each format with those that it is contained in; what follows from two lines is not written.
const CONTAINED: [(&str, &[&str]); 15] = [
    ("date", &["hostname"]),
    ("date-time", &["regex", "uri-template"]),
    ("date-time-local", &["regex", "uri-template"]),
    ("duration", &["hostname"]),
    ("email", &["idn-email"]),
    // Its characters are letters, digits, `-` and `.`.
    ("hostname", &["idn-hostname", "regex", "uri-reference"]),
    ("ipv4", &["hostname"]),
    ("ipv6", &["regex", "uri-template"]),
    ("iri", &["iri-reference"]),
    // Literals of a template are what an IRI has (RFC 6570 section 2.1, with erratum 6937).
    ("iri-reference", &["uri-template"]),
    ("time", &["regex", "uri-template"]),
    ("time-local", &["regex", "uri-template"]),
    ("uri", &["iri", "uri-reference"]),
    ("uri-reference", &["iri-reference"]),
    ("uuid", &["hostname"]),
];

/// Formats of which no two have a value in common.
const DISJOINT: [&[&str]; 9] = [
    &[
        "date",
        "date-time",
        "date-time-local",
        "duration",
        "http-date",
        "idn-email",
        "ipv4",
        "ipv6",
        "json-pointer",
        "time",
        "time-local",
        "uuid",
    ],
    // Digits stand alone, or in front of a slash or `#`.
    &[
        "relative-json-pointer",
        "date",
        "date-time",
        "date-time-local",
        "http-date",
        "json-pointer",
    ],
    &[
        "relative-json-pointer",
        "duration",
        "ipv4",
        "ipv6",
        "time",
        "time-local",
        "uuid",
    ],
    // A letter and a colon stand in front of what has a scheme.
    &["iri", "date-time", "idn-hostname", "json-pointer"],
    &["iri", "date-time-local", "idn-email"],
    &["iri", "time", "relative-json-pointer"],
    &["iri", "time-local", "http-date"],
    // Without a scheme there is no colon in front of a slash.
    &[
        "iri-reference",
        "time",
        "date-time",
        "http-date",
        "date-time-local",
        "time-local",
    ],
    // A host has neither `@` nor `:` nor `/`, and is not empty.
    &[
        "idn-hostname",
        "idn-email",
        "ipv6",
        "json-pointer",
        "time",
        "time-local",
    ],
];

/// What a format says about values of one type.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning<'a> {
    /// It excludes none.
    Anything,
    /// Integers from the first to the last one.
    Integers(i128, i128),
    /// Numbers of 32 bits with a fraction.
    Float,
    /// The strings of a format that is known.
    Strings(&'a str),
    /// It is in no list.
    Unknown,
}

/// How the values of the types `domain` change when the format `is` takes the place of `was`.
pub(crate) fn effect(was: Option<&str>, is: Option<&str>, domain: Types) -> Effect {
    let known = Types::STRING | Types::NUMBER;
    let is_unknown = |format: Option<&str>| format.is_some_and(|format| !is_known(format));
    // Beside strings and numbers no format is known; one that nobody knows may be about anything.
    let of_others = if was != is && !domain.without(known).is_none() && (is_unknown(was) || is_unknown(is)) {
        Effect::Unknown
    } else {
        Effect::Equal
    };
    let of_known = [Types::STRING & domain, Types::NUMBER & domain]
        .into_iter()
        .filter(|types| !types.is_none());
    of_known.fold(of_others, |effect, types| {
        effect.join(relate(meaning_of(was, types), meaning_of(is, types)))
    })
}

/// A string that has a format.
pub(crate) fn sample(format: &str) -> Option<&'static str> {
    Some(match format {
        "char" | "sf-token" => "a",
        "date" => "2026-01-31",
        "date-time" => "2026-01-31T12:00:00Z",
        "date-time-local" => "2026-01-31T12:00:00",
        "duration" => "P1D",
        "email" | "idn-email" => "a@example.com",
        "hostname" | "idn-hostname" => "example.com",
        "http-date" => "Sat, 31 Jan 2026 12:00:00 GMT",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "iri" | "iri-reference" | "uri" | "uri-reference" | "uri-template" => "https://example.com/a",
        "json-pointer" => "/a",
        "media-range" => "text/*",
        "regex" => "^a$",
        "relative-json-pointer" => "0/a",
        "time" => "12:00:00Z",
        "time-local" => "12:00:00",
        "uuid" => "9f8e7d6c-1234-4abc-8def-0123456789ab",
        _ => return None,
    })
}

/// Whether a string cannot have a format, by a mark that each string of the format has.
pub(crate) fn is_ruled_out(format: &str, text: &str) -> bool {
    let byte = |at: usize| text.as_bytes().get(at).copied();
    let has_mark = match format {
        "date" => text.len() == 10 && byte(4) == Some(b'-'),
        "date-time" | "date-time-local" => text.len() >= 19 && byte(4) == Some(b'-'),
        "duration" => text.starts_with('P'),
        "email" | "idn-email" => text.contains('@'),
        "http-date" => text.contains(' '),
        "ipv4" => text.matches('.').count() == 3,
        "ipv6" => text.contains(':'),
        "iri" | "uri" => text.contains(':'),
        "json-pointer" => text.is_empty() || text.starts_with('/'),
        "time" | "time-local" => text.len() >= 8 && byte(2) == Some(b':'),
        "uuid" => text.len() == 36 && byte(8) == Some(b'-'),
        _ => true,
    };
    !has_mark
}

/// Whether a format is in one of the lists.
fn is_known(format: &str) -> bool {
    HINTS.contains(&format) || STRINGS.contains(&format) || format == "float" || integers(format).is_some()
}

fn meaning_of(format: Option<&str>, types: Types) -> Meaning<'_> {
    let Some(format) = format else { return Meaning::Anything };
    let is_string = types.meets(Types::STRING);
    match format {
        // Numbers that are written as strings, where JSON's would lose digits.
        "decimal" | "decimal128" | "int64" | "uint64" if is_string => Meaning::Unknown,
        _ if HINTS.contains(&format) => Meaning::Anything,
        "float" if !is_string => Meaning::Float,
        _ if is_string && STRINGS.contains(&format) => Meaning::Strings(format),
        _ => match integers(format) {
            Some((first, last)) if !is_string => Meaning::Integers(first, last),
            _ if is_known(format) => Meaning::Anything,
            _ => Meaning::Unknown,
        },
    }
}

fn integers(format: &str) -> Option<(i128, i128)> {
    let signed = |bits: u32| (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1);
    let unsigned = |bits: u32| (0, (1_i128 << bits) - 1);
    Some(match format {
        "int8" => signed(8),
        "int16" => signed(16),
        "int32" => signed(32),
        "int64" => signed(64),
        "uint8" => unsigned(8),
        "uint16" => unsigned(16),
        "uint32" => unsigned(32),
        "uint64" => unsigned(64),
        // What a double holds without loss.
        "double-int" => (-(1_i128 << 53) + 1, (1_i128 << 53) - 1),
        _ => return None,
    })
}

/// The integers that a float of 32 bits holds without loss.
const EXACT_IN_FLOAT: i128 = 1 << 24;

fn relate(was: Meaning<'_>, is: Meaning<'_>) -> Effect {
    match (was, is) {
        _ if was == is => Effect::Equal,
        (Meaning::Unknown, _) | (_, Meaning::Unknown) => Effect::Unknown,
        (Meaning::Anything, _) => Effect::Narrowed,
        (_, Meaning::Anything) => Effect::Widened,
        (Meaning::Integers(from, to), Meaning::Integers(first, last)) => {
            match (first <= from && to <= last, from <= first && last <= to) {
                (true, _) => Effect::Widened,
                (_, true) => Effect::Narrowed,
                _ => Effect::Incomparable,
            }
        }
        (Meaning::Integers(from, to), Meaning::Float) => {
            if -EXACT_IN_FLOAT <= from && to <= EXACT_IN_FLOAT {
                Effect::Widened
            } else {
                Effect::Incomparable
            }
        }
        (Meaning::Float, Meaning::Integers(..)) => relate(is, was).flipped(),
        (Meaning::Strings(was), Meaning::Strings(is)) => match relation(was, is) {
            Relation::Contained => Effect::Widened,
            Relation::Containing => Effect::Narrowed,
            Relation::Disjoint | Relation::Overlapping => Effect::Incomparable,
        },
        // Each is about another type, and only one of them is looked at.
        (Meaning::Strings(_), _) | (_, Meaning::Strings(_)) => Effect::Unknown,
        (Meaning::Float, Meaning::Float) => Effect::Equal,
    }
}

/// How the values of a format of strings relate to those of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Contained,
    Containing,
    Disjoint,
    Overlapping,
}

fn relation(one: &str, other: &str) -> Relation {
    if is_contained(one, other) {
        Relation::Contained
    } else if is_contained(other, one) {
        Relation::Containing
    } else if is_disjoint(one, other) {
        Relation::Disjoint
    } else {
        Relation::Overlapping
    }
}

/// The formats that `format` is directly contained in.
fn above(format: &str) -> impl Iterator<Item = &'static str> {
    let line = CONTAINED.iter().find(|(inner, _)| *inner == format);
    line.into_iter().flat_map(|(_, outer)| outer.iter().copied())
}

fn is_contained(inner: &str, outer: &str) -> bool {
    above(inner).any(|above| above == outer || is_contained(above, outer))
}

/// What is contained in one of two disjoint formats is disjoint with the other one.
fn is_disjoint(one: &str, other: &str) -> bool {
    let listed = one != other && DISJOINT.iter().any(|list| list.contains(&one) && list.contains(&other));
    listed || above(one).any(|above| is_disjoint(above, other)) || above(other).any(|above| is_disjoint(one, above))
}

#[cfg(test)]
mod tests {
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
}
