//! Walking through the operations that become methods of the client.

use serde_json::Value;

use crate::grammar::METHODS;
use crate::{Document, Pointer, reference};

/// An operation below `paths`, with what is around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operation<'a> {
    /// The template of its path.
    pub path: &'a str,
    /// Its method, in lower case.
    pub method: &'a str,
    /// The path item that it is in, which may share parameters.
    pub item: &'a Value,
    /// The operation itself.
    pub value: &'a Value,
}

impl Operation<'_> {
    /// What it is called where it has no id: `GET /calls`.
    #[must_use]
    pub fn heading(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }
}

/// The operations below `paths`, in the order of the document; those of a path item that is a reference among them.
pub fn all(root: &Value) -> impl Iterator<Item = Operation<'_>> {
    members(root.get("paths")).flat_map(move |(path, item)| {
        let item = reference::follow(root, item).unwrap_or(item);
        let operations = members(Some(item)).filter(|(method, _)| METHODS.contains(method));
        operations.map(move |(method, value)| Operation {
            path,
            method,
            item,
            value,
        })
    })
}

/// The component schemas by name, in the order of the document.
pub fn schemas(root: &Value) -> impl Iterator<Item = (&str, &Value)> {
    members(root.pointer("/components/schemas"))
}

/// The members of an object; none of what is not there, or no object.
fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.and_then(Value::as_object).into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), value))
}

/// Where each operation below `paths` is, in the order of the document.
pub fn pointers(document: &Document) -> Vec<Pointer> {
    let paths = document.value.get("paths").and_then(Value::as_object);
    let mut pointers = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        let methods = item.as_object().into_iter().flat_map(serde_json::Map::keys);
        let methods = methods.filter(|method| METHODS.contains(&method.as_str()));
        pointers.extend(methods.map(|method| Pointer::from_tokens(["paths", path, method])));
    }
    pointers
}

/// The path template of the operation at `pointer`.
pub fn path(pointer: &Pointer) -> &str {
    pointer.tokens().get(1).map_or("", String::as_str)
}

/// The method of the operation at `pointer`, in lower case.
pub fn method(pointer: &Pointer) -> &str {
    pointer.tokens().get(2).map_or("", String::as_str)
}

/// The variables of a path template, in order: `/a/{b}/c{d}` has `b` and `d`.
pub fn template_variables(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

/// Text of a field, or nothing.
pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}
