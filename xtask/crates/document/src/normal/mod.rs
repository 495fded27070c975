//! The normal form of schemas: what vendors say of one thing in several ways, said in one.
//!
//! The generator, the comparison of contracts and the inventory read every document in this form, so that they see one
//! meaning. The form is that of OpenAPI 3.0 where there is a choice, because the generator needs it:
//!
//! | written | in the normal form |
//! |---|---|
//! | `type: [string, 'null']`, `null` in an `enum`, a branch that is null, `nullable` in a branch of `allOf` that says nothing else | `nullable: true` beside it |
//! | `type: [string]` | `type: string` |
//! | `properties`, `additionalProperties` or `items` with a schema, and no `type` | `type: object` or `type: array` |
//! | `type: object` beside a reference to an object, or beside `oneOf` of objects; any keyword that the target has too, or that takes every value | the reference |
//! | `x-enum-varnames` as a list | as an object: value → name |
//!
//! Keywords come and go; no node moves. Each JSON pointer and each place in the file stays true.

mod null;
mod repetition;
mod type_names;
pub mod variant_names;

use serde_json::{Map, Value};

use crate::visit::{self, Order};
use crate::{Document, Pointer, SourceMap};

/// The members of a schema.
type Members = Map<String, Value>;

/// A keyword that was said in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The schema.
    pub pointer: Pointer,
    /// What was done to it.
    pub kind: ChangeKind,
}

/// What was done to bring a schema into the normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// `type` was a list of these names; null is said by `nullable`.
    TypeList(Vec<String>),
    /// Keywords about one type stand without a `type`: it has this one now.
    ImpliedType(&'static str),
    /// Keywords that repeat what `of` says were taken out.
    Repetition {
        /// The keywords.
        keywords: Vec<String>,
        /// The reference or the keyword that says it already.
        of: String,
    },
    /// A branch of `allOf` only said that the whole may be null.
    NullableBranch(usize),
}

/// Brings every schema of `document` into the normal form; says what was done, in the order of the document.
pub fn normalize(document: &mut Document) -> Vec<Change> {
    let mut changes = Vec::new();
    visit::schemas(&mut document.value, Order::Down, &mut |pointer, schema| {
        if let Some(members) = schema.as_object_mut() {
            let mut tell = |kind| {
                changes.push(Change {
                    pointer: pointer.clone(),
                    kind,
                });
            };
            variant_names::bind(members);
            null::unify(members, &mut tell);
        }
    });
    type_names::complete(&mut document.value, &mut changes);
    repetition::remove(&mut document.value, &mut changes);
    changes
}

/// A copy of `contract` in the normal form.
#[must_use]
pub fn to_normal_form(contract: &Value) -> Value {
    let mut document = Document {
        value: contract.clone(),
        source: SourceMap::default(),
    };
    normalize(&mut document);
    document.value
}

/// Whether a keyword says something about a value and does not constrain it (JSON Schema 2020-12, Validation, section 9;
/// OpenAPI 3.1 section 4.8.24). `nullable` is one: it takes nothing away.
pub fn is_annotation(keyword: &str) -> bool {
    const ANNOTATIONS: [&str; 12] = [
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "xml",
        "nullable",
        "$comment",
    ];
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// Whether only null is valid.
pub fn is_null(schema: &Value) -> bool {
    let is = |name: &Value| name == "null";
    let all = |values: &Vec<Value>, test: &dyn Fn(&Value) -> bool| !values.is_empty() && values.iter().all(test);
    let list = |keyword| schema.get(keyword).and_then(Value::as_array);
    schema.get("type").is_some_and(is)
        || list("type").is_some_and(|names| all(names, &is))
        || list("enum").is_some_and(|values| all(values, &Value::is_null))
        || schema.get("const").is_some_and(Value::is_null)
}

#[cfg(test)]
mod tests;
