//! What a component is for: to be read, to be written, or both.
//!
//! What a server sends is read whatever it looks like; what it is sent has to be what it asked for. So the passes and the
//! hardening must know of each component schema whether responses hold it, or requests.

use std::collections::HashSet;

use serde_json::Value;

use super::reference::references;
use document::operations;
use document::{Document, Pointer};

/// The names of the component schemas that each side of an exchange holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Directions {
    read: HashSet<String>,
    written: HashSet<String>,
}

impl Directions {
    /// Those of a document whose operations are written out: parameters, bodies and responses in their places.
    pub(crate) fn compute(document: &Document) -> Self {
        let mut directions = Self::default();
        for pointer in operations::pointers(document) {
            let Some(operation) = document.get(&pointer) else {
                continue;
            };
            for (name, member) in operation.as_object().into_iter().flatten() {
                match name.as_str() {
                    "responses" => reach(document, member, &mut directions.read),
                    "parameters" | "requestBody" => reach(document, member, &mut directions.written),
                    _ => {}
                }
            }
        }
        directions
    }

    /// Whether responses hold it. What no operation holds comes in another way, by a webhook perhaps, and is read too.
    pub(crate) fn reads(&self, component: &str) -> bool {
        self.read.contains(component) || !self.written.contains(component)
    }

    /// Whether requests hold it.
    pub(crate) fn writes(&self, component: &str) -> bool {
        self.written.contains(component)
    }
}

/// Adds the components that `value` refers to, through any number of others.
fn reach(document: &Document, value: &Value, reached: &mut HashSet<String>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                let target = members.get("$ref").and_then(Value::as_str).and_then(references::target);
                if let Some(name) = target.as_ref().and_then(component)
                    && reached.insert(name.to_owned())
                {
                    open.extend(document.get(&references::schema(name)));
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

fn component(pointer: &Pointer) -> Option<&str> {
    match pointer.tokens() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_is_read_or_written_or_both_through_others_and_read_where_nothing_refers_to_it() {
        let document = document::load_text(
            "test.yaml",
            "paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
      responses: {'200': {content: {application/json: {schema: {items: {$ref: '#/components/schemas/Made'}}}}}}
components:
  schemas:
    New: {properties: {part: {$ref: '#/components/schemas/Part'}}}
    Made: {properties: {part: {$ref: '#/components/schemas/Part'}, made: {$ref: '#/components/schemas/Made'}}}
    Part: {type: object}
    Event: {type: object}
",
            0,
        )
        .unwrap();
        let directions = Directions::compute(&document);
        let seen = ["New", "Made", "Part", "Event"].map(|name| (directions.reads(name), directions.writes(name)));
        assert_eq!(seen, [(false, true), (true, false), (true, true), (true, false)]);
    }
}
