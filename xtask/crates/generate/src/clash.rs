//! Two names of the contract that become one name in Rust.
//!
//! The generator makes Rust names of what stands in the contract and does not look whether two become the same; the
//! compiler would say so in generated code, where nobody can tell what to do about it.

use std::collections::HashMap;

use serde_json::Value;
use syn::{File, Ident, ImplItem, ImplItemFn, Item, ItemImpl, ItemStruct, ReturnType, Type};

use super::CLASH;
use super::harden::syntax;
use document::finding::{Failure, Finding};
use document::{Document, Pointer};
use lower::{BUILDER_NAMES, CLIENT_METHODS};

/// Where a name is there twice.
#[derive(Clone, PartialEq, Eq)]
enum Within {
    Client,
    Types,
    Type(String),
    Operation(String),
}

struct Clash {
    within: Within,
    name: String,
}

/// Says which names clash in `file`.
///
/// # Errors
///
/// Two do.
pub(super) fn check(file: &File, lowered: &Document) -> Result<(), Failure> {
    let mut clashes = Vec::new();
    for item in &file.items {
        match item {
            Item::Mod(module) => {
                let inner = module.content.iter().flat_map(|(_, items)| items);
                match module.ident.to_string().as_str() {
                    "types" => types(inner, &mut clashes),
                    // The names of the builders are those of the methods that start them.
                    "builder" => operations_of(inner, &mut clashes),
                    _ => {}
                }
            }
            Item::Impl(block) if block.trait_.is_none() => {
                let operations = methods(block).filter(|method| is_operation(method));
                let taken = operations.filter(|method| CLIENT_METHODS.iter().any(|taken| method.sig.ident == taken));
                clashes.extend(taken.map(|method| Clash {
                    within: Within::Client,
                    name: method.sig.ident.to_string(),
                }));
                let names = methods(block).map(|method| &method.sig.ident);
                let free = names.filter(|name| !CLIENT_METHODS.iter().any(|taken| *name == taken));
                twice(&Within::Client, free, &mut clashes);
            }
            _ => {}
        }
    }
    if clashes.is_empty() {
        Ok(())
    } else {
        Err(Failure {
            findings: clashes.iter().map(|clash| finding(clash, lowered)).collect(),
        })
    }
}

/// The method of an operation returns its builder, `builder::ListTrunks<'_>`.
fn is_operation(method: &ImplItemFn) -> bool {
    let ReturnType::Type(_, output) = &method.sig.output else {
        return false;
    };
    matches!(&**output, Type::Path(path) if path.path.segments.first().is_some_and(|first| first.ident == "builder"))
}

fn types<'a>(items: impl Iterator<Item = &'a Item> + Clone, clashes: &mut Vec<Clash>) {
    let names = items.clone().filter_map(|item| match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        _ => None,
    });
    twice(&Within::Types, names, clashes);
    for item in items.filter_map(structure) {
        twice(&Within::Type(item.ident.to_string()), fields(item), clashes);
    }
}

/// What the builder of every operation gets in the end.
const OF_OPERATIONS: &str = "send_for_response";

/// Each parameter has a setter, beside `new`, `send` and `send_for_response`.
fn operations_of<'a>(items: impl Iterator<Item = &'a Item>, clashes: &mut Vec<Clash>) {
    for item in items {
        match item {
            Item::Struct(item) if BUILDER_NAMES.iter().any(|taken| item.ident == taken) => clashes.push(Clash {
                within: Within::Client,
                name: item.ident.to_string(),
            }),
            Item::Impl(block) => {
                if let Some(name) = syntax::inherent(block) {
                    let names = methods(block).map(|method| &method.sig.ident);
                    let taken = names.clone().filter(|name| *name == OF_OPERATIONS);
                    clashes.extend(taken.map(|taken| Clash {
                        within: Within::Operation(name.to_string()),
                        name: taken.to_string(),
                    }));
                    twice(&Within::Operation(name.to_string()), names, clashes);
                }
            }
            _ => {}
        }
    }
}

fn methods(block: &ItemImpl) -> impl Iterator<Item = &ImplItemFn> + Clone {
    block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    })
}

fn structure(item: &Item) -> Option<&ItemStruct> {
    match item {
        Item::Struct(item) => Some(item),
        _ => None,
    }
}

fn fields(item: &ItemStruct) -> impl Iterator<Item = &Ident> {
    item.fields.iter().filter_map(|field| field.ident.as_ref())
}

/// Notes each name that is there more than once.
fn twice<'a>(within: &Within, names: impl Iterator<Item = &'a Ident>, clashes: &mut Vec<Clash>) {
    let mut seen: HashMap<&Ident, usize> = HashMap::new();
    for name in names {
        let times = seen.entry(name).or_default();
        *times += 1;
        if *times == 2 {
            clashes.push(Clash {
                within: within.clone(),
                name: name.to_string(),
            });
        }
    }
}

fn finding(clash: &Clash, lowered: &Document) -> Finding {
    let Clash { within, name } = clash;
    let schemas = Pointer::from_tokens(["components", "schemas"]);
    let (what, places) = match within {
        Within::Types => (
            format!("two types are `{name}` in Rust"),
            members(lowered, &schemas, name),
        ),
        Within::Client => (
            format!("an operation is `{name}` in Rust, and so is another one or something that every client has"),
            operations(lowered, name),
        ),
        Within::Type(owner) => (
            format!("two properties of `{owner}` are `{name}` in Rust"),
            (members(lowered, &schemas, owner).iter())
                .flat_map(|schema| members(lowered, &schema.join("properties"), name))
                .collect(),
        ),
        Within::Operation(owner) => (
            format!("a parameter of `{owner}` is `{name}` in Rust, and so is another one or a method of every builder"),
            operations(lowered, owner),
        ),
    };
    let pointer = places.last().cloned().unwrap_or_default();
    let remedy = "give one of them another name with an overlay action";
    Finding::error(&CLASH, lowered.locate(&pointer), pointer, what, remedy)
}

/// The members of an object whose names are all but equal to `name`.
pub(super) fn members(lowered: &Document, object: &Pointer, name: &str) -> Vec<Pointer> {
    let members = lowered.get(object).and_then(Value::as_object);
    let alike = members
        .into_iter()
        .flat_map(serde_json::Map::keys)
        .filter(|key| alike(key, name));
    alike.map(|key| object.join(key)).collect()
}

fn operations(lowered: &Document, name: &str) -> Vec<Pointer> {
    let paths = lowered.value.get("paths").and_then(Value::as_object);
    let mut found = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let id = operation.get("operationId").and_then(Value::as_str);
            if id.is_some_and(|id| alike(id, name)) {
                found.push(Pointer::from_tokens(["paths", path, method, "operationId"]));
            }
        }
    }
    found
}

/// Whether two names differ in nothing but case and in what Rust does not allow in names. A name without anything that
/// Rust allows is `X` for the generator.
fn alike(published: &str, rust: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|character| character.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (published, rust) = (plain(published), plain(rust));
    published == rust || (published.is_empty() && rust == "x")
}
