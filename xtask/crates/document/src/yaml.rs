//! YAML 1.2 with the core schema, from the events of a parser that knows positions.

use std::collections::HashMap;

use saphyr::Scalar;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Tag};
use serde_json::{Number, Value};
use std::borrow::Cow;

use super::composer::{Composer, Node, wide_bound};
use super::rules::{NOT_JSON, NUMBER, SYNTAX};
use super::{Document, Location, SourceMap};
use crate::finding::Failure;

/// Reads `text`; `above` is how many lines of the file are before it. `None` when it has no document.
pub(super) fn read(file: &str, text: &str, above: usize) -> Result<Option<Document>, Failure> {
    let mut composer = Composer::new(file.into());
    let mut anchors: HashMap<usize, Node> = HashMap::new();
    let mut documents = 0;
    let mut parser = Parser::new_from_str(text);
    let place = |composer: &Composer, marker: &Marker| composer.location(above + marker.line(), marker.col() + 1);

    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let location = place(&composer, error.marker());
            composer.error(
                &SYNTAX,
                location,
                format!("not well-formed YAML: {}", error.info()),
                hint(text, error.marker()),
            )
        })?;
        let location = place(&composer, &span.start);
        match event {
            Event::DocumentStart(_) if documents > 0 => {
                let remedy = "one file holds one document: remove what is behind `---`";
                return Err(composer.error(&SYNTAX, location, "a second document begins here", remedy));
            }
            Event::DocumentStart(_) => documents += 1,
            Event::Alias(anchor) => {
                if composer.wants_key() {
                    return Err(composer.error(&NOT_JSON, location, "an alias as a key", "write the key out"));
                }
                let Some(node) = anchors.get(&anchor).cloned() else {
                    let remedy = "an anchor can be used only behind the node that it names: write the value out";
                    return Err(composer.error(&SYNTAX, location, "an alias of a node that contains it", remedy));
                };
                composer.alias(node, &location)?;
            }
            Event::Scalar(text, style, anchor, tag) => {
                refuse_unknown(tag.as_ref(), &composer, &location)?;
                if composer.wants_key() {
                    key(&mut composer, text, style, location)?;
                    continue;
                }
                let node = scalar(&composer, text, style, tag.as_ref(), &location)?;
                if anchor > 0 {
                    anchors.insert(anchor, node.clone());
                }
                composer.scalar(node, &location)?;
            }
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) if composer.wants_key() => {
                let _ = (anchor, tag);
                let remedy = "a key must be a scalar; quote it if it begins with `{`, `[` or `?`";
                return Err(composer.error(&NOT_JSON, location, "an object or array as a key", remedy));
            }
            Event::SequenceStart(anchor, tag) => {
                refuse_unknown(tag.as_ref(), &composer, &location)?;
                composer.begin_array(location, anchor)?;
            }
            Event::MappingStart(anchor, tag) => {
                refuse_unknown(tag.as_ref(), &composer, &location)?;
                composer.begin_object(location, anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => anchors.extend(composer.end()),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }
    Ok(composer.finish())
}

fn key(composer: &mut Composer, text: Cow<'_, str>, style: ScalarStyle, location: Location) -> Result<(), Failure> {
    if style == ScalarStyle::Plain && text == "<<" {
        let remedy = "merge keys belong to YAML 1.1: write the members out, or use `allOf` with a `$ref`";
        return Err(composer.error(&NOT_JSON, location, "a merge key `<<`", remedy));
    }
    // A key is the text as it was written: `200:` is the status "200" and `no:` is the property "no".
    composer.key(text.into_owned(), location)
}

fn scalar(
    composer: &Composer,
    text: Cow<'_, str>,
    style: ScalarStyle,
    tag: Option<&Cow<'_, Tag>>,
    location: &Location,
) -> Result<Node, Failure> {
    let written = text.clone();
    let out_of_range = || {
        let message = format!("the number {} is out of range", shorten(&written));
        composer.error(
            &NUMBER,
            location.clone(),
            message,
            "quote it if it is a string; else write a number that 64 bits hold",
        )
    };
    let number = |number: Number| {
        let spelled = number.to_string() != written;
        let source = SourceMap::with_root(location.clone());
        let source = if spelled { source.spelled(&written) } else { source };
        Node {
            value: Value::Number(number),
            source,
            size: 1,
        }
    };
    match Scalar::parse_from_cow_and_metadata(text, style, tag) {
        None => {
            let message = format!("{} is not what its tag says", shorten(&written));
            Err(composer.error(
                &NOT_JSON,
                location.clone(),
                message,
                "remove the tag, or correct the value",
            ))
        }
        Some(Scalar::Null) => Ok(Node::scalar(Value::Null, location.clone())),
        Some(Scalar::Boolean(truth)) => Ok(Node::scalar(Value::Bool(truth), location.clone())),
        // In the core schema these are integers; the library takes one that does not fit for a text.
        Some(Scalar::String(text)) if style == ScalarStyle::Plain && tag.is_none() && is_based(&text) => {
            Err(out_of_range())
        }
        Some(Scalar::String(text)) => Ok(Node::scalar(Value::String(text.into_owned()), location.clone())),
        Some(Scalar::Integer(integer)) => Ok(number(integer.into())),
        Some(Scalar::FloatingPoint(_)) if written.parse::<u64>().is_err() && composer.wants_bound() => {
            wide_bound(&written).map(number).ok_or_else(out_of_range)
        }
        // The library reads what does not fit into `i64` as floating point.
        Some(Scalar::FloatingPoint(_)) if written.bytes().all(|byte| byte.is_ascii_digit()) => written
            .parse::<u64>()
            .map(|integer| number(integer.into()))
            .map_err(|_| out_of_range()),
        Some(Scalar::FloatingPoint(float)) => {
            let integer = written
                .trim_start_matches(['-', '+'])
                .bytes()
                .all(|byte| byte.is_ascii_digit());
            Number::from_f64(*float)
                .filter(|_| !integer)
                .map(number)
                .ok_or_else(out_of_range)
        }
    }
}

/// An integer in base 16 or 8 (YAML 1.2 section 10.3.2).
fn is_based(text: &str) -> bool {
    let digits = |prefix: &str, base| {
        let digits = text.strip_prefix(prefix).unwrap_or_default();
        !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base))
    };
    digits("0x", 16) || digits("0o", 8)
}

fn refuse_unknown(tag: Option<&Cow<'_, Tag>>, composer: &Composer, location: &Location) -> Result<(), Failure> {
    match tag {
        // `!` alone is the non-specific tag: a string, as a quoted one is.
        Some(tag) if tag.is_yaml_core_schema() || (tag.handle.is_empty() && tag.suffix == "!") => Ok(()),
        Some(tag) => {
            let message = format!("the tag `{tag}` is not of the core schema");
            Err(composer.error(&NOT_JSON, location.clone(), message, "remove the tag"))
        }
        None => Ok(()),
    }
}

/// What usually is behind an error of the parser, as far as the line shows it.
fn hint(text: &str, marker: &Marker) -> &'static str {
    let line = text.lines().nth(marker.line().saturating_sub(1)).unwrap_or_default();
    if line.trim_start_matches(' ').starts_with('\t') {
        "a tab may not indent: use spaces"
    } else if line.split(": ").next().is_some_and(|key| key.len() > 1024) {
        "shorten the key: YAML takes up to 1,024 characters"
    } else if line.matches(": ").count() > 1 {
        "quote a value that holds a colon and a space"
    } else {
        "correct the YAML at this place, or in the line above it"
    }
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
