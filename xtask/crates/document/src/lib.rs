//! Documents and the places where their nodes were written; what is found in them, and reports of that.
//!
//! | module | what it is |
//! |---|---|
//! | [`load()`], `yaml`, `json`, `composer` | reading YAML and JSON, with the place of each node |
//! | [`Pointer`], [`Location`], [`SourceMap`] | places: in the document, in the file, and the map between the two |
//! | [`grammar`], [`visit`] | which object of OpenAPI stands where, and a walk through them |
//! | [`openapi_version()`] | which version of OpenAPI a document is written in |
//! | [`operations`], [`schema_keywords`] | the operations of a document; which keyword is about which type |
//! | [`types`] | the types of values, keywords and schemas |
//! | [`normal`] | the normal form of schemas: one spelling for one meaning |
//! | [`reference`](mod@reference) | reading and following a `$ref` |
//! | [`page`] | the document within a page of Markdown |
//! | [`rule`], [`mod@rules`] | kinds of findings, and those of this crate |
//! | [`finding`] | what is said about a document, and why a run ended |
//! | [`report`] | findings as text, JSON, annotations and SARIF |
//! | [`outline`] | the contract in a few lines, for a person who reviews it |
//! | [`progress`] | what a run tells a person who waits |

mod composer;
pub mod finding;
pub mod grammar;
mod grammar_schema;
mod input;
mod json;
mod load;
#[cfg(test)]
mod load_tests;
pub mod normal;
mod openapi_version;
pub mod operations;
pub mod outline;
pub mod page;
mod pointer;
pub mod progress;
pub mod reference;
pub mod report;
pub mod rule;
pub mod rules;
pub mod schema_keywords;
mod source_map;
pub mod types;
pub mod visit;
mod yaml;

use serde_json::Value;

pub use input::Input;
pub use load::{MAX_BYTES, load, load_text, text};
pub use openapi_version::openapi_version;
pub use pointer::Pointer;
pub use source_map::{Location, SourceMap};

/// A document as data, in the order in which it was written.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What it says.
    pub value: Value,
    /// Where it says so.
    pub source: SourceMap,
}

impl Document {
    /// Where the node at `pointer` was written, or the nearest one above it that was.
    pub fn locate(&self, pointer: &Pointer) -> Location {
        locate(&self.source, pointer)
    }

    /// The node at `pointer`.
    pub fn get(&self, pointer: &Pointer) -> Option<&Value> {
        self.value.pointer(&pointer.to_string())
    }

    /// The node at `pointer`, to change it.
    pub fn get_mut(&mut self, pointer: &Pointer) -> Option<&mut Value> {
        self.value.pointer_mut(&pointer.to_string())
    }

    /// Takes the member at `pointer` out of its object, its places with it.
    pub fn remove(&mut self, pointer: &Pointer) -> Option<(Value, SourceMap)> {
        let (parent, key) = (pointer.parent()?, pointer.last()?);
        let value = self.get_mut(&parent)?.as_object_mut()?.shift_remove(key)?;
        Some((value, self.source.take(pointer).unwrap_or_default()))
    }

    /// Puts a member into the object above `pointer`, its places with it. Nothing happens where no object is.
    pub fn insert(&mut self, pointer: &Pointer, value: Value, source: SourceMap) {
        let Some((parent, key)) = pointer.parent().zip(pointer.last()) else {
            return;
        };
        let Some(members) = self.get_mut(&parent).and_then(Value::as_object_mut) else {
            return;
        };
        members.insert(key.to_owned(), value);
        self.source.put(pointer, source);
    }
}

/// Where the node at `pointer` was written, in a map that always has a place for the root.
pub fn locate(source: &SourceMap, pointer: &Pointer) -> Location {
    source
        .locate(pointer)
        .cloned()
        .unwrap_or_else(|| Location::start_of("(made by the pipeline)"))
}
