//! Builds a document from the events of a parser, within bounds.

use crate::schema_keywords::{BOUNDS_OF_COUNTS, BOUNDS_OF_NUMBERS};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::rules::{DUPLICATE_KEY, TOO_DEEP, TOO_MANY_NODES};
use super::{Document, Location, Pointer, SourceMap};
use crate::finding::{Failure, Finding};
use crate::rule::Rule;

/// How deep objects and arrays may be nested.
const MAX_DEPTH: usize = 128;
/// How many nodes a document may have once its aliases are replaced by what they stand for.
const MAX_NODES: usize = 4_000_000;

/// How many of them may come from aliases.
const MAX_ALIASED: usize = 200_000;

/// Whether a keyword is a bound (JSON Schema 2020-12, Validation, section 6).
fn is_bound(keyword: &str) -> bool {
    BOUNDS_OF_NUMBERS.contains(&keyword) || BOUNDS_OF_COUNTS.contains(&keyword)
}

/// A bound that 64 bits do not hold exactly: the nearest number of double precision, which leaves out nothing that a client can hold. `None` of what is
/// no number.
pub(super) fn wide_bound(written: &str) -> Option<serde_json::Number> {
    let decimal = written
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    let bound = written.parse::<f64>().ok().filter(|_| decimal)?;
    serde_json::Number::from_f64(bound.clamp(f64::MIN, f64::MAX))
}

/// A finished node: its value, its places, and how many nodes it has.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) source: SourceMap,
    pub(super) size: usize,
}

impl Node {
    /// A scalar that was written at `location`.
    pub(super) fn scalar(value: Value, location: Location) -> Self {
        Self {
            value,
            source: SourceMap::with_root(location),
            size: 1,
        }
    }
}

/// An object or array that is not finished.
enum Open {
    Object {
        members: Map<String, Value>,
        key: Option<(String, Location)>,
    },
    Array(Vec<Value>),
}

struct Frame {
    open: Open,
    source: SourceMap,
    size: usize,
    anchor: usize,
}

/// Takes the events of one document in order. Objects and arrays are kept on a stack of its own, so that no input can
/// exhaust that of the thread.
pub(super) struct Composer {
    file: Arc<str>,
    stack: Vec<Frame>,
    size: usize,
    aliased: usize,
    root: Option<Node>,
}

impl Composer {
    pub(super) fn new(file: Arc<str>) -> Self {
        Self {
            file,
            stack: Vec::new(),
            size: 0,
            aliased: 0,
            root: None,
        }
    }

    /// An error of this file.
    pub(super) fn error(
        &self,
        rule: &'static Rule,
        location: Location,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Failure {
        let pointer = self
            .stack
            .iter()
            .fold(Pointer::root(), |above, frame| match &frame.open {
                Open::Object {
                    key: Some((key, _)), ..
                } => above.join(key),
                Open::Object { key: None, .. } => above,
                Open::Array(items) => above.join(items.len().to_string()),
            });
        Finding::error(rule, location, pointer, message, remedy).into()
    }

    pub(super) fn location(&self, line: usize, column: usize) -> Location {
        let clamp = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Location {
            file: Arc::clone(&self.file),
            line: clamp(line),
            column: clamp(column),
        }
    }

    /// Whether the next scalar is the key of a member.
    pub(super) fn wants_key(&self) -> bool {
        matches!(
            self.stack.last(),
            Some(Frame {
                open: Open::Object { key: None, .. },
                ..
            })
        )
    }

    /// Whether the next scalar is a bound of JSON Schema.
    pub(super) fn wants_bound(&self) -> bool {
        match self.stack.last() {
            Some(Frame {
                open: Open::Object {
                    key: Some((key, _)), ..
                },
                ..
            }) => is_bound(key.as_str()),
            _ => false,
        }
    }

    /// The key of the member whose value comes next.
    pub(super) fn key(&mut self, text: String, location: Location) -> Result<(), Failure> {
        let Some(Frame {
            open: Open::Object { members, key },
            source,
            ..
        }) = self.stack.last_mut()
        else {
            return Ok(());
        };
        if members.contains_key(&text) {
            let first = source
                .locate(&Pointer::from_tokens([text.as_str()]))
                .map_or(0, |first| first.line);
            let message = format!("the key `{text}` stands twice in this object, first in line {first}");
            return Err(self.error(&DUPLICATE_KEY, location, message, "keep one of the two"));
        }
        *key = Some((text, location));
        Ok(())
    }

    pub(super) fn begin_object(&mut self, location: Location, anchor: usize) -> Result<(), Failure> {
        self.begin(
            Open::Object {
                members: Map::new(),
                key: None,
            },
            location,
            anchor,
        )
    }

    pub(super) fn begin_array(&mut self, location: Location, anchor: usize) -> Result<(), Failure> {
        self.begin(Open::Array(Vec::new()), location, anchor)
    }

    fn begin(&mut self, open: Open, location: Location, anchor: usize) -> Result<(), Failure> {
        if self.stack.len() >= MAX_DEPTH {
            let message = format!("objects and arrays are nested more than {MAX_DEPTH} levels deep here");
            return Err(self.error(
                &TOO_DEEP,
                location,
                message,
                "move the inner part into `components` and refer to it",
            ));
        }
        self.count(1, &location)?;
        self.stack.push(Frame {
            open,
            source: SourceMap::with_root(location),
            size: 1,
            anchor,
        });
        Ok(())
    }

    /// Closes the innermost object or array. Returns its anchor and what it holds, for the aliases that may follow.
    pub(super) fn end(&mut self) -> Option<(usize, Node)> {
        let Frame {
            open,
            source,
            size,
            anchor,
        } = self.stack.pop()?;
        let value = match open {
            Open::Object { members, .. } => Value::Object(members),
            Open::Array(items) => Value::Array(items),
        };
        let node = Node { value, source, size };
        let kept = (anchor > 0).then(|| (anchor, node.clone()));
        self.place(node);
        kept
    }

    /// A scalar.
    pub(super) fn scalar(&mut self, node: Node, location: &Location) -> Result<(), Failure> {
        self.count(1, location)?;
        self.place(node);
        Ok(())
    }

    /// What an alias stands for.
    pub(super) fn alias(&mut self, node: Node, location: &Location) -> Result<(), Failure> {
        self.aliased = self.aliased.saturating_add(node.size);
        if self.aliased > MAX_ALIASED {
            let message = format!("aliases stand for more than {MAX_ALIASED} nodes up to here");
            return Err(self.error(
                &TOO_MANY_NODES,
                location.clone(),
                message,
                "use `$ref` instead of aliases",
            ));
        }
        self.count(node.size, location)?;
        if self.stack.len() + depth(&node.value) > MAX_DEPTH {
            let message = format!("with this alias, objects and arrays are nested more than {MAX_DEPTH} levels deep");
            return Err(self.error(
                &TOO_DEEP,
                location.clone(),
                message,
                "write out what the alias stands for, less deeply",
            ));
        }
        self.place(node);
        Ok(())
    }

    fn count(&mut self, nodes: usize, location: &Location) -> Result<(), Failure> {
        self.size = self.size.saturating_add(nodes);
        if self.size <= MAX_NODES {
            return Ok(());
        }
        let message = format!("the document has more than {MAX_NODES} nodes up to here, aliases replaced");
        Err(self.error(
            &TOO_MANY_NODES,
            location.clone(),
            message,
            "use `$ref` instead of aliases, or split the document",
        ))
    }

    fn place(&mut self, node: Node) {
        let Node {
            value,
            mut source,
            size,
        } = node;
        match self.stack.last_mut() {
            None => self.root = Some(Node { value, source, size }),
            Some(frame) => {
                frame.size += size;
                match &mut frame.open {
                    Open::Object { members, key } => {
                        let Some((key, location)) = key.take() else { return };
                        source.set_location(Some(location));
                        frame.source.insert(&key, source);
                        members.insert(key, value);
                    }
                    Open::Array(items) => {
                        frame.source.insert(&items.len().to_string(), source);
                        items.push(value);
                    }
                }
            }
        }
    }

    /// The document, if there was one.
    pub(super) fn finish(self) -> Option<Document> {
        self.root.map(|Node { value, source, .. }| Document { value, source })
    }
}

/// How deep `value` is nested. Recursion is bounded: nothing deeper than [`MAX_DEPTH`] was ever built.
fn depth(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
