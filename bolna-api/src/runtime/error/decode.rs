//! Reading the body of a success, and saying where it cannot be read.

use std::fmt;

use serde::de::{self, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use super::one_line::flatten;
use crate::wire::{Familiarity, Tolerant};

/// Where a body could not be read, and why. It shows no value of the body, which might be a secret; the body itself is
/// [`Error::body`](super::Error::body).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    place: String,
    reason: String,
    line: usize,
    column: usize,
}

impl DecodeError {
    /// The place in the body, for example `[3].gateways[0].port`; empty for the body itself.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong there, for example `expected an integer, found an object`.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The line of the body, counted from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The byte in the line, counted from 1; 0 before the first.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => f.write_str(&self.reason),
            place => write!(f, "`{place}`: {}", self.reason),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Reads a whole body, and says how much of it was documented. Only one that cannot be read is read again, to find out where.
pub(crate) fn decode<T: for<'de> Tolerant<'de>>(body: &[u8]) -> Result<(T, Familiarity), DecodeError> {
    // RFC 8259, section 8.1: a byte order mark may be ignored.
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut json = serde_json::Deserializer::from_slice(body);
    let read = T::read_whole(&mut json).and_then(|read| json.end().map(|()| read));
    read.map_err(|error| {
        let mut track = serde_path_to_error::Track::new();
        let mut json = serde_json::Deserializer::from_slice(body);
        let again = T::read(serde_path_to_error::Deserializer::new(&mut json, &mut track));
        // What follows after the value is nowhere in it.
        let place = match again {
            Err(_) => place_of(&track.path()),
            Ok(_) => String::new(),
        };
        DecodeError {
            place,
            reason: reason(&error, body),
            line: error.line(),
            column: error.column(),
        }
    })
}

/// `[3].gateways[0].port`.
fn place_of(path: &Path) -> String {
    let mut place = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => place.push_str(&format!("[{index}]")),
            Segment::Map { key } if place.is_empty() => place.push_str(&flatten(key)),
            Segment::Map { key } => place.extend([".", &flatten(key)]),
            // A variant of an enumeration is no place in the JSON, and neither is a key that was not read to its end.
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    place
}

fn reason(error: &serde_json::Error, body: &[u8]) -> String {
    let position = format!(" at line {} column {}", error.line(), error.column());
    let said = error.to_string();
    let said = said.strip_suffix(&position).unwrap_or(&said);
    let place = format!("(line {}, column {})", error.line(), error.column());
    match error.classify() {
        Category::Eof if body.trim_ascii().is_empty() => "expected JSON, and the body is empty".to_owned(),
        Category::Eof => format!("the JSON ends too early {place}"),
        Category::Syntax => format!("no JSON: {said} {place}"),
        Category::Data => flatten(&in_our_words(said)),
        Category::Io => said.to_owned(),
    }
}

/// What `serde` derives quotes what it does not take; this says what kind it is.
fn in_our_words(said: &str) -> String {
    let quoting = [
        ("invalid type: ", ""),
        ("invalid value: ", "another "),
        ("unknown variant ", "another "),
    ];
    let found = quoting.into_iter().find_map(|(start, another)| {
        let (found, expected) = said.strip_prefix(start)?.rsplit_once(", expected ")?;
        Some((found, another, expected))
    });
    let Some((found, another, expected)) = found else {
        return said.to_owned();
    };
    let kinds = [
        ("string", "a string"),
        ("`", "a string"),
        ("character", "a string"),
        ("integer", "a number"),
        ("floating point", "a number"),
        ("boolean", "a boolean"),
        ("map", "an object"),
        ("sequence", "an array"),
        ("null", "null"),
        ("unit value", "null"),
        ("Option value", "null"),
    ];
    let kind = (kinds.into_iter())
        .find_map(|(start, kind)| found.starts_with(start).then_some(kind))
        .unwrap_or("something else");
    let kind = match another {
        "" => kind.to_owned(),
        another => format!("{another}{}", kind.trim_start_matches("an ").trim_start_matches("a ")),
    };
    let expected = match expected {
        "a sequence" => "an array",
        "a map" => "an object",
        expected if expected.starts_with("struct ") => "an object",
        expected => expected,
    };
    format!("expected {expected}, found {kind}")
}

/// A type of the caller's own, which is read as it says.
pub(crate) struct Untyped<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Tolerant<'de> for Untyped<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

/// A list as the body of a response: an array; null, which is an empty one; or an envelope, an object with the list in
/// `data`.
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<'de, T: Tolerant<'de>> Tolerant<'de> for List<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Listed(std::marker::PhantomData))
    }
}

struct Listed<T>(std::marker::PhantomData<T>);

impl<'de, T: Tolerant<'de>> Visitor<'de> for Listed<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<List<T>, A::Error> {
        Vec::read(de::value::SeqAccessDeserializer::new(array)).map(List)
    }

    fn visit_unit<E: de::Error>(self) -> Result<List<T>, E> {
        Ok(List(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<List<T>, A::Error> {
        let mut list = None;
        while let Some(key) = object.next_key::<std::borrow::Cow<'de, str>>()? {
            match key.as_ref() {
                "data" => list = Some(object.next_value_seed(Items(std::marker::PhantomData))?),
                _ => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        list.map(List)
            .ok_or_else(|| de::Error::custom("expected an array, found an object without `data`"))
    }
}

/// The list inside an envelope, which is no envelope again.
struct Items<T>(std::marker::PhantomData<T>);

impl<'de, T: Tolerant<'de>> de::DeserializeSeed<'de> for Items<T> {
    type Value = Vec<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<T>, D::Error> {
        Vec::read(deserializer)
    }
}

#[cfg(test)]
mod tests;
