//! Walking through a description object by object, knowing at each what kind it is.

use serde_json::Value;

use super::Pointer;
use super::grammar::{Holds, Kind};

/// When an object is shown: before what is below it, or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// An object first, then what is below it: what `visit` adds is walked too.
    Down,
    /// What is below an object first.
    Up,
}

/// Shows `visit` every object of the description in `root`: its kind, where it is, and the object itself to change. A
/// schema may be a boolean there; a reference is shown as the object that it is.
pub fn objects(root: &mut Value, order: Order, visit: &mut dyn FnMut(Kind, &Pointer, &mut Value)) {
    visit_object(root, Kind::OpenApi, &mut Pointer::root(), order, visit);
}

/// The same for schemas only.
pub fn schemas(root: &mut Value, order: Order, visit: &mut dyn FnMut(&Pointer, &mut Value)) {
    objects(root, order, &mut |kind, pointer, value| {
        if kind == Kind::Schema {
            visit(pointer, value);
        }
    });
}

/// The same for operations only.
pub fn operations(root: &mut Value, visit: &mut dyn FnMut(&Pointer, &mut Value)) {
    objects(root, Order::Down, &mut |kind, pointer, value| {
        if kind == Kind::Operation {
            visit(pointer, value);
        }
    });
}

fn visit_object(
    value: &mut Value,
    kind: Kind,
    pointer: &mut Pointer,
    order: Order,
    visit: &mut dyn FnMut(Kind, &Pointer, &mut Value),
) {
    if order == Order::Down {
        visit(kind, pointer, value);
    }
    if let Value::Object(members) = value {
        for (name, member) in members {
            let Some(field) = kind.field(name) else { continue };
            pointer.push(name);
            match field.holds {
                Holds::Data => {}
                Holds::One(kind) => visit_object(member, kind, pointer, order, visit),
                Holds::List(kind) => visit_list(member, kind, pointer, order, visit),
                Holds::Map(kind) => visit_map(member, pointer, &mut |member, pointer| {
                    visit_object(member, kind, pointer, order, visit)
                }),
                Holds::MapOfMaps(kind) => visit_map(member, pointer, &mut |inner, pointer| {
                    visit_map(inner, pointer, &mut |member, pointer| {
                        visit_object(member, kind, pointer, order, visit)
                    });
                }),
            }
            pointer.pop();
        }
    }
    if order == Order::Up {
        visit(kind, pointer, value);
    }
}

fn visit_list(
    value: &mut Value,
    kind: Kind,
    pointer: &mut Pointer,
    order: Order,
    visit: &mut dyn FnMut(Kind, &Pointer, &mut Value),
) {
    let Value::Array(items) = value else { return };
    for (index, item) in items.iter_mut().enumerate() {
        pointer.push(index.to_string());
        visit_object(item, kind, pointer, order, visit);
        pointer.pop();
    }
}

fn visit_map(value: &mut Value, pointer: &mut Pointer, each: &mut dyn FnMut(&mut Value, &mut Pointer)) {
    let Value::Object(members) = value else { return };
    for (name, member) in members {
        if !is_extension(name, pointer) {
            pointer.push(name);
            each(member, pointer);
            pointer.pop();
        }
    }
}

/// Whether the member `name` of the map at `pointer` is a specification extension. They may stand among the paths, the
/// responses of an operation and the paths of a callback; among components and properties `x-` begins a name like any
/// other.
pub(crate) fn is_extension(name: &str, map: &Pointer) -> bool {
    let component = map.tokens().first().is_some_and(|first| first == "components") && map.tokens().len() == 2;
    name.starts_with("x-") && !component && matches!(map.last(), Some("paths" | "webhooks" | "responses"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_is_shown_once_wherever_it_is() {
        let mut root = serde_json::json!({
            "paths": {"/a": {
                "parameters": [{"schema": {"type": "string"}}],
                "get": {
                    "responses": {"200": {
                        "headers": {"X": {"schema": {}}},
                        "content": {"application/json": {"schema": {"items": {"properties": {"x-b": {}}}}}},
                    }, "x-note": {"content": {"a": {"schema": {}}}}},
                    "callbacks": {"done": {"{$url}": {"post": {"requestBody": {"content": {"a/b": {"schema": true}}}}}}},
                },
            }},
            "components": {"schemas": {"A": {"anyOf": [{}, {"additionalProperties": {}}], "default": {"properties": {"no": {}}}}}},
        });
        let mut seen = Vec::new();
        schemas(&mut root, Order::Up, &mut |pointer, _| seen.push(pointer.to_string()));
        insta::assert_snapshot!(seen.join("\n"), @r"
        /paths/~1a/parameters/0/schema
        /paths/~1a/get/responses/200/headers/X/schema
        /paths/~1a/get/responses/200/content/application~1json/schema/items/properties/x-b
        /paths/~1a/get/responses/200/content/application~1json/schema/items
        /paths/~1a/get/responses/200/content/application~1json/schema
        /paths/~1a/get/callbacks/done/{$url}/post/requestBody/content/a~1b/schema
        /components/schemas/A/anyOf/0
        /components/schemas/A/anyOf/1/additionalProperties
        /components/schemas/A/anyOf/1
        /components/schemas/A
        ");
    }
}
