//! Walking through the operations that become methods of the client.

use serde_json::Value;

use crate::grammar::METHODS;
use crate::{Document, Pointer};

/// Where each operation below `paths` is, in the order of the document.
pub fn pointers(document: &Document) -> Vec<Pointer> {
    let paths = document.value.get("paths").and_then(Value::as_object);
    let mut pointers = Vec::new();
    for (path, item) in paths.into_iter().flatten() {
        let methods = item.as_object().into_iter().flat_map(serde_json::Map::keys);
        let methods = methods.filter(|method| METHODS.contains(&method.as_str()));
        pointers.extend(methods.map(|method| Pointer::of(["paths", path, method])));
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
