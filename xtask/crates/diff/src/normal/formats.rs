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
mod tests;
