//! Finding and rewriting the references of a description.

use std::collections::HashMap;

use serde_json::Value;

use document::grammar::Kind;
pub(crate) use document::reference::{follow, target, to};
use document::visit::{self, Order};
use document::{Document, Pointer};

/// Shows `visit` every reference: what is wanted where it stands, the place of its text, and the text to change. The
/// mappings of discriminators are among them.
pub(crate) fn each(root: &mut Value, visit: &mut dyn FnMut(Kind, &Pointer, &mut String)) {
    visit::objects(root, Order::Down, &mut |kind, pointer, node| {
        let Some(members) = node.as_object_mut() else { return };
        if kind == Kind::Discriminator {
            let mapping = members.get_mut("mapping").and_then(Value::as_object_mut);
            for (name, target) in mapping.into_iter().flatten() {
                if let Value::String(text) = target {
                    visit(Kind::Schema, &pointer.join("mapping").join(name), text);
                }
            }
        } else if let Some(Value::String(text)) = members.get_mut("$ref")
            && (kind.may_be_reference() || matches!(kind, Kind::Schema | Kind::PathItem))
        {
            visit(kind, &pointer.join("$ref"), text);
        }
    });
}

/// Lets every reference follow what was moved: to it, or to anything below it.
pub(crate) fn rewrite(root: &mut Value, moved: &HashMap<Pointer, Pointer>) {
    if moved.is_empty() {
        return;
    }
    each(root, &mut |_, _, text| {
        let Some(pointer) = target(text) else { return };
        let mut above = Some(pointer.clone());
        while let Some(old) = above {
            if let Some(new) = moved.get(&old) {
                let rest = pointer.tokens().iter().skip(old.tokens().len());
                *text = to(&Pointer::from_tokens(new.tokens().iter().chain(rest)));
                return;
            }
            above = old.parent();
        }
    });
}

/// The names of the component schemas.
pub(crate) fn schema_names(root: &Value) -> Vec<String> {
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    schemas.into_iter().flat_map(serde_json::Map::keys).cloned().collect()
}

/// The place of the component schema `name`.
pub(crate) fn schema(name: &str) -> Pointer {
    Pointer::from_tokens(["components", "schemas", name])
}

/// Makes sure that component schemas can be added.
pub(crate) fn make_room(document: &mut Document) {
    let Some(root) = document.value.as_object_mut() else {
        return;
    };
    let empty = || Value::Object(serde_json::Map::new());
    let components = root.entry("components").or_insert_with(empty);
    if let Some(components) = components.as_object_mut() {
        components.entry("schemas").or_insert_with(empty);
    }
}

/// Names for new component schemas: readable, and no two that would give one Rust type.
pub(crate) struct Names(std::collections::HashSet<String>);

impl Names {
    pub(crate) fn collect(root: &Value) -> Self {
        Self(schema_names(root).iter().map(|name| plain(name)).collect())
    }

    /// The first of `candidates` that is free, or else the last of them with a number behind it.
    pub(crate) fn take(&mut self, candidates: &[String]) -> String {
        let last = candidates.last().cloned().unwrap_or_else(|| "Schema".to_owned());
        let numbered = (2..).map(|number| format!("{last}{number}"));
        let mut all = candidates
            .iter()
            .cloned()
            .chain(numbered)
            .filter(|name| !name.is_empty());
        all.find(|name| self.0.insert(plain(name))).unwrap_or(last)
    }
}

/// What is left of a name when it becomes that of a type, whatever its case.
pub(crate) fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A part of a name as the name of a type has it: `phone_number` → `PhoneNumber`.
pub(crate) fn pascal(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .map(|word| {
            let mut characters = word.chars();
            characters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
        })
        .collect()
}
