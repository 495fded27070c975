//! From the bytes of a file to a document.

use super::rules::{ENCODING, SYNTAX, TOO_LARGE};
use super::{Document, Location, Pointer, json, yaml};
use crate::finding::{Failure, Finding};
use crate::rule::Rule;

/// How many bytes a file may have: 40 MiB.
pub const MAX_BYTES: usize = 40 << 20;

/// Reads the bytes of `file`, which is named as the messages shall name it.
///
/// # Errors
///
/// The text is not UTF-8, not well-formed, or out of bounds.
pub fn load(file: &str, bytes: &[u8]) -> Result<Document, Failure> {
    load_text(file, text(file, bytes)?, 0)
}

/// Reads a part of a file that has `above` lines before it, so that places are those in the file.
///
/// # Errors
///
/// As [`load`].
pub fn load_text(file: &str, text: &str, above: usize) -> Result<Document, Failure> {
    if let Some(markup) = markup(text) {
        let location = Location {
            line: line_behind(above),
            ..Location::start_of(file)
        };
        let message = format!("the file is {markup}, neither YAML nor JSON");
        return Err(refuse(
            &SYNTAX,
            location,
            message,
            "save the document itself, not the page that shows it",
        ));
    }
    // JSON is almost YAML, but not in all details (escaped surrogate pairs, keys of over 1,024 characters), so it is read
    // as what it is.
    let named_yaml = file.ends_with(".yaml") || file.ends_with(".yml");
    let document = if looks_like_json(text) && !named_yaml {
        json::read(file, text, above)?
    } else {
        yaml::read(file, text, above)?
    };
    document.ok_or_else(|| {
        let start = Location {
            line: line_behind(above),
            ..Location::start_of(file)
        };
        refuse(
            &SYNTAX,
            start,
            "the file has no document in it",
            "write an OpenAPI description in YAML or JSON",
        )
    })
}

/// The bytes of `file` as text, without a byte order mark.
///
/// # Errors
///
/// There are too many, or they are not UTF-8.
pub fn text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Failure> {
    let start = Location::start_of(file);
    if bytes.len() > MAX_BYTES {
        let message = format!(
            "the file has more than {} MiB, which is what is read at most",
            MAX_BYTES >> 20
        );
        return Err(refuse(
            &TOO_LARGE,
            start,
            message,
            "name the OpenAPI description itself",
        ));
    }
    if bytes.starts_with(&[0xFE, 0xFF]) || bytes.starts_with(&[0xFF, 0xFE]) || bytes.get(..4).is_some_and(is_utf16) {
        return Err(refuse(
            &ENCODING,
            start,
            "the file is UTF-16",
            "convert it: iconv -f UTF-16 -t UTF-8",
        ));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(bytes.get(..error.valid_up_to()).unwrap_or_default());
        let location = Location {
            line,
            column,
            ..start.clone()
        };
        refuse(
            &ENCODING,
            location,
            "here is a byte that is not UTF-8",
            "convert the file to UTF-8; a binary file is no document",
        )
    })?;
    match text.find('\0') {
        None => Ok(text),
        Some(at) => {
            let (line, column) = position(bytes.get(..at).unwrap_or_default());
            let location = Location { line, column, ..start };
            Err(refuse(
                &ENCODING,
                location,
                "here is a NUL character",
                "a binary file is no document",
            ))
        }
    }
}

/// Four ASCII characters as UTF-16, as every document in that encoding begins.
fn is_utf16(head: &[u8]) -> bool {
    matches!(head, [0, first, 0, second] | [first, 0, second, 0] if *first != 0 && *second != 0)
}

fn line_behind(above: usize) -> u32 {
    u32::try_from(above + 1).unwrap_or(u32::MAX)
}

/// What a text is that begins with a tag: what servers send in place of a document that is not there.
fn markup(text: &str) -> Option<&'static str> {
    let head: String = text
        .trim_start()
        .chars()
        .take(9)
        .collect::<String>()
        .to_ascii_lowercase();
    match head.as_str() {
        "<!doctype" => Some("HTML"),
        head if head.starts_with("<html") => Some("HTML"),
        head if head.starts_with("<?xml") => Some("XML"),
        _ => None,
    }
}

fn looks_like_json(text: &str) -> bool {
    let mut characters = text.chars().filter(|character| !character.is_ascii_whitespace());
    match (characters.next(), characters.next()) {
        (Some('{'), Some('"' | '}')) => true,
        // A YAML flow sequence of plain scalars also begins with a bracket.
        (Some('['), Some('{' | '[' | '"' | ']')) => true,
        _ => false,
    }
}

fn position(before: &[u8]) -> (u32, u32) {
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let tail = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let column = String::from_utf8_lossy(tail).chars().count() + 1;
    (
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
    )
}

fn refuse(rule: &'static Rule, location: Location, message: impl Into<String>, remedy: &str) -> Failure {
    Finding::error(rule, location, Pointer::root(), message, remedy).into()
}
