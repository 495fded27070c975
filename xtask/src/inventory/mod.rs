//! A document as two tables: one row for each operation, one for each place of a schema.
//!
//! They say what is there and of which type, and nothing about how it is written: two people who describe one API come to
//! the same rows, in whatever order and words, because schemas are read in the normal form that the generator reads. So a
//! document can be held against facts that somebody wrote down.
//!
//! | module | what it is |
//! |---|---|
//! | `operations` | method, path, flags and statuses of each operation |
//! | `schemas` | each parameter, body, response and component, with all that is inside |
//! | `constraint` | the last column: format, bounds, enumeration, default |
//! | [`table`] | rows as a text with tabs, and back |
//! | [`compare`] | which rows are missing, added and different |

pub mod compare;
mod constraint;
mod operations;
mod schemas;
pub mod table;

use ::document::{Document, normal, reference};
use serde_json::Value;

use table::Table;

/// Both tables of a document: no overlay is applied and nothing is lowered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inventory {
    /// `method`, `path`, `flags`, `statuses`.
    pub operations: Table,
    /// `place`, `type`, `required`, `constraints`.
    pub schemas: Table,
}

/// The columns of the table of operations.
pub const OPERATIONS: [&str; 4] = ["method", "path", "flags", "statuses"];
/// The columns of the table of schemas.
pub const SCHEMAS: [&str; 4] = ["place", "type", "required", "constraints"];

impl Inventory {
    /// The tables of `document`, in its order.
    #[must_use]
    pub fn collect(mut document: Document) -> Self {
        normal::normalize(&mut document);
        let document = &document.value;
        Self {
            operations: Table {
                columns: OPERATIONS,
                key: 2,
                rows: operations::rows(document),
            },
            schemas: Table {
                columns: SCHEMAS,
                key: 1,
                rows: schemas::rows(document),
            },
        }
    }
}

/// The members of an object; none of what is not there, or no object.
fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// The elements of an array; none of what is not there, or no array.
fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// What `value` refers to in `document`, or itself where it is no local reference.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let target = value.get("$ref").and_then(Value::as_str);
    target
        .and_then(|target| reference::get(document, target))
        .unwrap_or(value)
}

#[cfg(test)]
mod testing {
    use super::Inventory;

    /// The tables of a YAML document, as texts.
    pub(super) fn tables(yaml: &str) -> (String, String) {
        let inventory = Inventory::collect(document::load("test.yaml", yaml.as_bytes()).unwrap());
        (inventory.operations.to_string(), inventory.schemas.to_string())
    }
}
