//! JSON (RFC 8259), strictly, with positions.

use std::cell::Cell;

use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::{Number, Value};

use super::composer::{Composer, Node, wide_bound};
use super::rules::{NUMBER, SYNTAX, TOO_DEEP};
use super::{Document, Location, SourceMap};
use crate::finding::Failure;

/// Reads `text`; `above` is how many lines of the file are before it. `None` when it has no document.
pub(super) fn read(file: &str, text: &str, above: usize) -> Result<Option<Document>, Failure> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let mut composer = Composer::new(file.into());
    let parsed = parse_to_ast(text, &CollectOptions::default(), &strict).map_err(|error| {
        let location = composer.location(above + error.line_display(), error.column_display());
        match error.kind() {
            ParseErrorKind::NestingDepthExceeded => composer.error(
                &TOO_DEEP,
                location,
                "objects and arrays are nested too deeply here",
                "nest less deeply",
            ),
            kind => {
                let remedy = "correct the JSON at this place; comments and trailing commas are not JSON";
                composer.error(&SYNTAX, location, format!("not well-formed JSON: {kind}"), remedy)
            }
        }
    })?;
    if let Some(value) = &parsed.value {
        let lines = Lines::new(text, above);
        place(&mut composer, &lines, value)?;
    }
    Ok(composer.finish())
}

/// Recursion is bounded: the parser refuses what is nested more than 512 levels deep, the composer what is deeper than
/// its own bound.
fn place(composer: &mut Composer, lines: &Lines<'_>, value: &ast::Value<'_>) -> Result<(), Failure> {
    let location = lines.location(composer, value.start());
    match value {
        ast::Value::Object(object) => {
            composer.begin_object(location, 0)?;
            for property in &object.properties {
                let name = match &property.name {
                    ObjectPropName::String(text) => text.value.to_string(),
                    ObjectPropName::Word(word) => word.value.to_owned(),
                };
                composer.key(name, lines.location(composer, property.start()))?;
                place(composer, lines, &property.value)?;
            }
            composer.end();
            Ok(())
        }
        ast::Value::Array(array) => {
            composer.begin_array(location, 0)?;
            array
                .elements
                .iter()
                .try_for_each(|element| place(composer, lines, element))?;
            composer.end();
            Ok(())
        }
        ast::Value::NumberLit(literal) => {
            let node = number(composer, literal.value, &location)?;
            composer.scalar(node, &location)
        }
        ast::Value::StringLit(text) => composer.scalar(
            Node::scalar(Value::String(text.value.to_string()), location.clone()),
            &location,
        ),
        ast::Value::BooleanLit(truth) => {
            composer.scalar(Node::scalar(Value::Bool(truth.value), location.clone()), &location)
        }
        ast::Value::NullKeyword(_) => composer.scalar(Node::scalar(Value::Null, location.clone()), &location),
    }
}

fn number(composer: &Composer, written: &str, location: &Location) -> Result<Node, Failure> {
    let integer = written
        .trim_start_matches('-')
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    let number = if integer {
        (written.parse::<i64>().map(Number::from))
            .or_else(|_| written.parse::<u64>().map(Number::from))
            .ok()
    } else {
        written.parse::<f64>().ok().and_then(Number::from_f64)
    };
    let number = number.or_else(|| wide_bound(written).filter(|_| composer.wants_bound()));
    let Some(number) = number else {
        let remedy = "quote it if it is a string; else write a number that 64 bits hold";
        return Err(composer.error(
            &NUMBER,
            location.clone(),
            format!("the number {written} is out of range"),
            remedy,
        ));
    };
    let source = SourceMap::with_root(location.clone());
    let source = if number.to_string() == written {
        source
    } else {
        source.spelled(written)
    };
    Ok(Node {
        value: Value::Number(number),
        source,
        size: 1,
    })
}

/// Where each line begins, to turn a byte offset into a line and a column.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    above: usize,
    /// The offset that was asked for last and its column, from 0: a whole document may stand on one line, and the next
    /// offset is a little behind this one.
    last: Cell<(usize, usize)>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, above: usize) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let last = Cell::default();
        Self {
            text,
            starts,
            above,
            last,
        }
    }

    fn location(&self, composer: &Composer, offset: usize) -> Location {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let (from, columns) = match self.last.get() {
            (last, columns) if (start..=offset).contains(&last) => (last, columns),
            _ => (start, 0),
        };
        let between = self.text.get(from..offset).unwrap_or_default();
        let column = columns + between.chars().count();
        self.last.set((offset, column));
        composer.location(self.above + line, column + 1)
    }
}
