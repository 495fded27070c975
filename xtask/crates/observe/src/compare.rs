//! What an answer has and its schema lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use document::{Document, Pointer, operations, reference, types};
use serde::Serialize;
use serde_json::Value;

use crate::recording::Exchange;
use crate::route::{self, Route};
use crate::words;

/// Schemas that name each other in a circle end here.
const MAX_DEPTH: usize = 48;
/// Unions of unions have no more branches that are tried.
const MAX_BRANCHES: usize = 64;

/// What the contract lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Operation,
    Status,
    MediaType,
    Property,
    Enum,
    Null,
    Type,
}

/// One thing that the contract lacks, wherever in a body it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) pointer: Pointer,
    pub(crate) kind: Kind,
    /// What may be shown of it: a name, a word, a status.
    pub(crate) word: Option<String>,
}

/// How often, and where first.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) count: usize,
    operation: String,
    status: u16,
    first: String,
    /// The types that the value had.
    pub(crate) types: BTreeSet<&'static str>,
}

/// What the recordings have and the contract lacks.
#[derive(Debug, Default)]
pub struct Observed {
    pub(crate) departures: BTreeMap<Key, Seen>,
    /// Answers that were compared.
    pub compared: usize,
    /// Answers of other hosts.
    pub skipped: usize,
}

/// A departure as a report has it.
#[derive(Debug, Serialize)]
pub struct Departure {
    pub kind: Kind,
    pub message: String,
    pub count: usize,
    pub operation: String,
    pub status: u16,
    /// Where the contract would have to say it.
    pub pointer: String,
    /// The same, in a file.
    pub location: String,
    /// The first exchange that has it.
    pub first: String,
}

impl fmt::Display for Departure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} (seen: {})", self.location, self.message, self.count)?;
        writeln!(f, "  in: {}, {}", self.operation, self.status)?;
        writeln!(f, "  at: {}", self.pointer)?;
        write!(f, "  first: {}", self.first)
    }
}

impl Observed {
    /// Holds one answer against `contract`; `first` says which one it is.
    pub fn add(&mut self, contract: &Document, exchange: &Exchange, first: &str) {
        let root = &contract.value;
        let method = exchange.method.to_uppercase();
        let (operation, found) = match route::find(root, &method, &exchange.url) {
            Route::Elsewhere => {
                self.skipped += 1;
                return;
            }
            Route::Undocumented(path) => {
                let method = if words::is_word(&method) { &method } else { "{}" };
                let heading = format!("{method} {}", words::path(&path));
                let key = Key {
                    pointer: Pointer::from_tokens(["paths"]),
                    kind: Kind::Operation,
                    word: Some(heading.clone()),
                };
                (heading, vec![(key, "none")])
            }
            Route::Operation(operation) => (operation.heading(), answer(root, &operation, exchange)),
        };
        self.compared += 1;
        for (key, kind) in found {
            let seen = self.departures.entry(key).or_insert_with(|| Seen {
                count: 0,
                operation: operation.clone(),
                status: exchange.status,
                first: first.to_owned(),
                types: BTreeSet::new(),
            });
            seen.count += 1;
            seen.types.insert(kind);
        }
    }

    /// All departures, by their places in the contract.
    #[must_use]
    pub fn departures(&self, contract: &Document) -> Vec<Departure> {
        let departures = self.departures.iter().map(|(key, seen)| Departure {
            kind: key.kind,
            message: message(key, seen, contract),
            count: seen.count,
            operation: seen.operation.clone(),
            status: seen.status,
            pointer: key.pointer.to_string(),
            location: contract.locate(&key.pointer).to_string(),
            first: seen.first.clone(),
        });
        departures.collect()
    }
}

/// Whether the client takes all of `types` where the contract has this schema: a scalar as another (`bolna-api`, `wire`).
fn is_tolerated(key: &Key, seen: &Seen, contract: &Document) -> bool {
    let scalar = |name: &&str| matches!(*name, "string" | "number" | "integer" | "boolean");
    let wanted = contract.get(&key.pointer).and_then(type_names).unwrap_or_default();
    wanted.iter().any(scalar) && seen.types.iter().all(scalar)
}

fn message(key: &Key, seen: &Seen, contract: &Document) -> String {
    let word = key.word.as_ref().map(|word| format!("`{word}`"));
    let types = seen.types.iter().copied().collect::<Vec<_>>().join(" or ");
    match (key.kind, word) {
        (Kind::Operation, word) => format!("no operation {}", word.unwrap_or_default()),
        (Kind::Status, word) => format!("no status {}", word.unwrap_or_default()),
        (Kind::MediaType, word) => format!("no media type {}", word.unwrap_or_default()),
        (Kind::Property, Some(word)) => format!("no property {word}, which is {types}"),
        (Kind::Property, None) => "no property of this name, which is not shown: it looks like data".to_owned(),
        (Kind::Enum, Some(word)) => format!("no value {word} in the enum"),
        (Kind::Enum, None) => "a value is not in the enum, and not shown: it looks like data".to_owned(),
        (Kind::Null, _) => "null where the schema has none".to_owned(),
        (Kind::Type, _) if is_tolerated(key, seen, contract) => {
            format!("{types} where the schema has another scalar; the client tries to read it all the same")
        }
        (Kind::Type, _) => format!("{types} where the schema has another type"),
    }
}

type Found = Vec<(Key, &'static str)>;

fn answer(root: &Value, operation: &operations::Operation<'_>, exchange: &Exchange) -> Found {
    let item = end(root, Pointer::from_tokens(["paths", operation.path]));
    let responses = item.join(operation.method).join("responses");
    let lacks = |pointer: &Pointer, kind, word: String| {
        let key = Key {
            pointer: pointer.clone(),
            kind,
            word: Some(word),
        };
        vec![(key, "none")]
    };
    let status = exchange.status.to_string();
    let range = format!("{}XX", exchange.status / 100);
    let name = [status.as_str(), &range, "default"]
        .into_iter()
        .find(|name| node(root, &responses.join(*name)).is_some());
    let Some(name) = name else {
        return lacks(&responses, Kind::Status, status);
    };
    let Some(body) = &exchange.body else {
        return Vec::new();
    };
    let content = end(root, responses.join(name)).join("content");
    let documented = node(root, &content).and_then(Value::as_object);
    let wanted = exchange.media_type.as_deref().unwrap_or("application/json");
    let media_type = (documented.into_iter().flat_map(|types| types.keys()))
        .find(|name| name.split(';').next() == Some(wanted) || *name == "*/*");
    let Some(media_type) = media_type else {
        return lacks(&content, Kind::MediaType, wanted.to_owned());
    };
    // Other media types are not read.
    if !wanted.ends_with("json") {
        return Vec::new();
    }
    value(root, &content.join(media_type.as_str()).join("schema"), body, 0)
}

fn node<'a>(root: &'a Value, pointer: &Pointer) -> Option<&'a Value> {
    root.pointer(&pointer.to_string())
}

/// Where the node at `pointer` is, its references followed.
fn end(root: &Value, pointer: Pointer) -> Pointer {
    let resolved = node(root, &pointer).and_then(|value| reference::resolve(root, value));
    resolved.map_or(pointer, |(_, pointer)| pointer)
}

/// The schemas that hold together for a value, once for each branch of a union.
fn branches(root: &Value, pointer: &Pointer, depth: usize) -> Vec<Vec<Pointer>> {
    let Some(schema) = node(root, pointer).filter(|_| depth < MAX_DEPTH) else {
        return vec![Vec::new()];
    };
    let mut all = vec![vec![pointer.clone()]];
    let add = |all: &mut Vec<Vec<Pointer>>, more: &[Vec<Pointer>]| {
        let joined = all
            .iter()
            .flat_map(|one| more.iter().map(move |other| [one.as_slice(), other].concat()));
        *all = joined.take(MAX_BRANCHES).collect();
    };
    if let Some((_, target)) = reference::resolve(root, schema) {
        add(&mut all, &branches(root, &target, depth + 1));
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        let each = (0..count).map(|index| pointer.join(keyword).join(index.to_string()));
        let each = each.map(|pointer| branches(root, &pointer, depth + 1));
        if keyword == "allOf" {
            each.for_each(|more| add(&mut all, &more));
        } else if count > 0 {
            add(&mut all, &each.flatten().collect::<Vec<_>>());
        }
    }
    all
}

/// What `body` has and the schema lacks; of a union, the branch that lacks least.
fn value(root: &Value, pointer: &Pointer, body: &Value, depth: usize) -> Found {
    if depth >= MAX_DEPTH {
        return Vec::new();
    }
    let all = branches(root, pointer, 0).into_iter();
    all.map(|parts| lacking(root, pointer, &parts, body, depth))
        .min_by_key(|found| {
            (
                found
                    .iter()
                    .any(|(key, _)| key.pointer == *pointer && key.kind == Kind::Type),
                found.len(),
            )
        })
        .unwrap_or_default()
}

fn lacking(root: &Value, pointer: &Pointer, parts: &[Pointer], body: &Value, depth: usize) -> Found {
    let is = types::type_of(body);
    let found = |pointer: &Pointer, kind, word| {
        let key = Key {
            pointer: pointer.clone(),
            kind,
            word,
        };
        (key, is)
    };
    let schemas = || {
        parts
            .iter()
            .filter_map(|part| node(root, part).map(|schema| (part, schema)))
    };
    if body.is_null() {
        let says = schemas().any(|(_, schema)| allows_null(schema));
        let typed = schemas().any(|(_, schema)| {
            ["type", "enum", "properties", "items"]
                .iter()
                .any(|key| schema.get(key).is_some())
        });
        return if says || !typed {
            Vec::new()
        } else {
            vec![found(pointer, Kind::Null, None)]
        };
    }
    for (part, schema) in schemas() {
        if type_names(schema).is_some_and(|names| !names.iter().any(|name| types::fits(body, name))) {
            return vec![found(part, Kind::Type, None)];
        }
        let values = schema.get("enum").and_then(Value::as_array);
        if values.is_some_and(|values| !values.contains(body)) {
            let word = body
                .as_str()
                .filter(|word| words::is_word(word) && !word.contains(|c: char| c.is_ascii_uppercase()));
            return vec![found(part, Kind::Enum, word.map(str::to_owned))];
        }
    }
    match body {
        Value::Array(items) => {
            let Some(part) = schemas()
                .find(|(_, schema)| schema.get("items").is_some())
                .map(|(part, _)| part)
            else {
                return Vec::new();
            };
            let place = part.join("items");
            items
                .iter()
                .flat_map(|item| value(root, &place, item, depth + 1))
                .collect()
        }
        Value::Object(members) => {
            let holder = schemas().find(|(_, schema)| schema.get("properties").is_some());
            let map = schemas().find(|(_, schema)| {
                schema
                    .get("additionalProperties")
                    .is_some_and(|more| more != &Value::Bool(false))
            });
            let mut all = Vec::new();
            for (name, member) in members {
                let known = parts.iter().map(|part| part.join("properties").join(name.as_str()));
                let known = known.into_iter().find(|place| node(root, place).is_some());
                match (known, map, holder) {
                    (Some(place), ..) => all.extend(value(root, &place, member, depth + 1)),
                    (None, Some((part, _)), _) => {
                        all.extend(value(root, &part.join("additionalProperties"), member, depth + 1));
                    }
                    (None, None, Some((part, _))) => {
                        let word = words::is_word(name).then(|| name.clone());
                        all.push((found(part, Kind::Property, word).0, types::type_of(member)));
                    }
                    (None, None, None) => {}
                }
            }
            all
        }
        _ => Vec::new(),
    }
}

fn allows_null(schema: &Value) -> bool {
    let has_null = |values: &Value| values.as_array().is_some_and(|values| values.contains(&Value::Null));
    schema.get("nullable") == Some(&Value::Bool(true))
        || type_names(schema).is_some_and(|names| names.contains(&"null"))
        || schema.get("enum").is_some_and(has_null)
}

fn type_names(schema: &Value) -> Option<Vec<&str>> {
    match schema.get("type")? {
        Value::String(name) => Some(vec![name]),
        Value::Array(names) => Some(names.iter().filter_map(Value::as_str).collect()),
        _ => None,
    }
}
