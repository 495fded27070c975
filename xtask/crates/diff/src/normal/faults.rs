//! What is wrong with a document as published: it is told, and comparing goes on.

use std::collections::HashSet;

use serde_json::Value;

use super::node::Node;
use super::side::Side;
use super::types::Types;
use super::values::shown;
use document::grammar::{Holds, Kind};

/// What kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Aspect {
    /// A reference that leads nowhere, or out of the document.
    Reference,
    /// A value of a type that cannot be there.
    Type,
    /// A parameter that stands twice.
    Parameter,
}

/// Something that is wrong, at one place.
#[derive(Clone, Debug)]
pub(crate) struct Fault<'a> {
    pub(crate) aspect: Aspect,
    pub(crate) node: Node<'a>,
    /// What is wrong, without a full stop.
    pub(crate) message: String,
}

/// The faults of a document, in its order.
pub(crate) fn find<'a>(side: &Side<'a>) -> Vec<Fault<'a>> {
    let mut found = Vec::new();
    let mut walk = Walk {
        side,
        found: &mut found,
    };
    walk.object(Kind::OpenApi, &side.root());
    found
}

struct Walk<'s, 'a> {
    side: &'s Side<'a>,
    found: &'s mut Vec<Fault<'a>>,
}

impl<'a> Walk<'_, 'a> {
    fn tell(&mut self, aspect: Aspect, node: &Node<'a>, message: String) {
        let node = node.clone();
        self.found.push(Fault { aspect, node, message });
    }

    fn wrong(&mut self, node: &Node<'a>, what: &str, wanted: &str) {
        self.tell(
            Aspect::Type,
            node,
            format!("{what} is {}, not {wanted}", describe(node.value)),
        );
    }

    // Recursion ends: documents are nested 128 levels at most, and references are not followed.
    fn object(&mut self, kind: Kind, node: &Node<'a>) {
        let Some(members) = node.value.as_object() else {
            if !(kind == Kind::Schema && node.value.is_boolean()) {
                self.wrong(node, kind.name(), "an object");
            }
            return;
        };
        if kind.may_be_reference() || matches!(kind, Kind::Schema | Kind::PathItem) {
            self.reference(node);
            if kind.may_be_reference() && members.contains_key("$ref") {
                return;
            }
        }
        for (name, member) in node.members() {
            let Some(field) = kind.field(name) else { continue };
            match field.holds {
                Holds::Data => self.data(kind, name, &member),
                Holds::One(kind) => self.object(kind, &member),
                Holds::List(kind) => {
                    if member.value.is_array() {
                        member.items().for_each(|item| self.object(kind, &item))
                    } else {
                        self.wrong(&member, &format!("`{name}`"), "a list")
                    }
                }
                Holds::Map(kind) => self.map(name, &member, &mut |walk, item| walk.object(kind, item)),
                Holds::MapOfMaps(kind) => self.map(name, &member, &mut |walk, inner| {
                    if inner.text("$ref").is_some() {
                        return walk.reference(inner);
                    }
                    walk.map(name, inner, &mut |walk, item| walk.object(kind, item));
                }),
            }
            if name == "parameters" && matches!(kind, Kind::Operation | Kind::PathItem) {
                self.duplicates(&member);
            }
        }
    }

    fn map(&mut self, name: &str, map: &Node<'a>, each: &mut dyn FnMut(&mut Self, &Node<'a>)) {
        if !map.value.is_object() {
            return self.wrong(map, &format!("`{name}`"), "an object");
        }
        let pointer_ends = matches!(name, "paths" | "webhooks" | "responses" | "callbacks");
        for (name, member) in map.members() {
            if !(pointer_ends && name.starts_with("x-")) {
                each(self, &member);
            }
        }
    }

    fn reference(&mut self, node: &Node<'a>) {
        let Some(reference) = node.get("$ref") else { return };
        match reference.value.as_str() {
            None => self.wrong(&reference, "`$ref`", "a string"),
            Some(text) if self.side.target(text).is_some() => {}
            Some(text) if text.starts_with('#') => {
                self.tell(Aspect::Reference, &reference, format!("`{text}` leads nowhere"));
            }
            Some(text) => self.tell(
                Aspect::Reference,
                &reference,
                format!("`{text}` leads out of the document"),
            ),
        }
    }

    fn data(&mut self, kind: Kind, name: &str, node: &Node<'a>) {
        let value = node.value;
        let wanted = match (kind, name) {
            (Kind::Schema, "type") => Types::parse(value)
                .is_none()
                .then_some("the name of a type, or a list of them"),
            (Kind::Schema, "required" | "enum") => (!value.is_array()).then_some("a list"),
            (
                Kind::Schema,
                "multipleOf" | "maximum" | "minimum" | "maxLength" | "minLength" | "maxItems" | "minItems"
                | "maxProperties" | "minProperties" | "minContains" | "maxContains",
            ) => (!value.is_number()).then_some("a number"),
            (Kind::Schema, "pattern" | "format" | "$ref") => (!value.is_string()).then_some("a string"),
            (Kind::Schema, "uniqueItems" | "nullable" | "readOnly" | "writeOnly" | "deprecated")
            | (Kind::Parameter | Kind::Header | Kind::RequestBody, "required")
            | (Kind::Parameter | Kind::Header | Kind::Encoding, "explode" | "allowReserved")
            | (Kind::Parameter | Kind::Header | Kind::Operation, "deprecated") => {
                (!value.is_boolean()).then_some("`true` or `false`")
            }
            (Kind::Parameter, "name" | "in" | "style")
            | (Kind::Operation, "operationId")
            | (Kind::Server, "url")
            | (Kind::SecurityScheme, "type") => (!value.is_string()).then_some("a string"),
            (Kind::OpenApi | Kind::Operation, "security" | "tags") => (!value.is_array()).then_some("a list"),
            _ => None,
        };
        if let Some(wanted) = wanted {
            self.wrong(node, &format!("`{name}`"), wanted);
        }
    }

    /// OpenAPI 3.1.1 section 4.8.10.1: name and place are unique in a list.
    fn duplicates(&mut self, list: &Node<'a>) {
        let mut seen = HashSet::new();
        for item in list.items() {
            let Some(parameter) = self.side.open(&item) else {
                continue;
            };
            if let (Some(place), Some(name)) = (parameter.text("in"), parameter.text("name"))
                && !seen.insert((place, name))
            {
                self.tell(
                    Aspect::Parameter,
                    &item,
                    format!("the {place} parameter `{name}` stands twice"),
                );
            }
        }
    }
}

/// A value for a person, small enough for a sentence.
fn describe(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(items) if !items.iter().all(|item| item.is_string() || item.is_number()) => "a list".to_owned(),
        value => format!("`{}`", shown(value)),
    }
}
