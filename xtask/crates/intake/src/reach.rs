//! Which components are reached from where.
//!
//! Beside `$ref` there are two ways to name a component: a security scheme by its name in a Security Requirement Object
//! (OpenAPI 3.1 section 4.8.30), and a schema in the mapping of a discriminator (section 4.8.25).

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value};

use super::OperationKey;
use document::Pointer;

/// A component by its section and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Component {
    /// `schemas`, `responses`, …
    pub section: String,
    /// Its key there.
    pub name: String,
}

impl Component {
    fn new(section: &str, name: &str) -> Self {
        Self {
            section: section.to_owned(),
            name: name.to_owned(),
        }
    }

    /// Where it is in a description.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        Pointer::from_tokens(["components", &self.section, &self.name])
    }

    /// The component at `reference`, or around it.
    fn parse(reference: &str) -> Option<Self> {
        let pointer = reference.starts_with('#').then(|| Pointer::parse(reference))??;
        match pointer.tokens() {
            [components, section, name, ..] if components == "components" => Some(Self::new(section, name)),
            _ => None,
        }
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "components/{}/{}", self.section, self.name)
    }
}

/// The components of `contract`, in its order.
pub(crate) fn components(contract: &Value) -> impl Iterator<Item = (Component, &Value)> {
    let sections = contract.get("components").and_then(Value::as_object);
    sections.into_iter().flatten().flat_map(|(section, members)| {
        let members = members.as_object().filter(|_| !section.starts_with("x-"));
        members
            .into_iter()
            .flatten()
            .map(move |(name, value)| (Component::new(section, name), value))
    })
}

/// What is reached from anything in `contract` but its components themselves.
#[must_use]
pub(crate) fn from_contract(contract: &Value) -> BTreeSet<Component> {
    let mut found = Vec::new();
    for (name, value) in contract.as_object().into_iter().flatten() {
        if name != "components" {
            member(name, value, &mut found);
        }
    }
    close(contract, found)
}

/// What is reached from one operation, with what its path item and the root say for it.
#[must_use]
pub(crate) fn from_operation(contract: &Value, operation: &OperationKey) -> BTreeSet<Component> {
    let mut found = Vec::new();
    if let Some((item, value)) = operation.find(contract) {
        names(value, &mut found);
        names(item.get("parameters").unwrap_or(&Value::Null), &mut found);
        if value.get("security").is_none() {
            member("security", contract.get("security").unwrap_or(&Value::Null), &mut found);
        }
    }
    close(contract, found)
}

fn close(contract: &Value, mut open: Vec<Component>) -> BTreeSet<Component> {
    let mut reached = BTreeSet::new();
    while let Some(component) = open.pop() {
        let target = contract.pointer(&component.pointer().to_string());
        if reached.insert(component) {
            names(target.unwrap_or(&Value::Null), &mut open);
        }
    }
    reached
}

/// Every component that `value` names. Its depth is bounded by the reader of documents.
fn names(value: &Value, found: &mut Vec<Component>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| member(name, value, found)),
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

fn member(name: &str, value: &Value, found: &mut Vec<Component>) {
    match (name, value) {
        ("$ref", Value::String(reference)) => found.extend(Component::parse(reference)),
        ("discriminator", Value::Object(discriminator)) => found.extend(mapped(discriminator)),
        ("security", Value::Array(requirements)) => {
            let schemes = requirements.iter().filter_map(Value::as_object).flat_map(Map::keys);
            found.extend(schemes.map(|scheme| Component::new("securitySchemes", scheme)));
        }
        _ => names(value, found),
    }
}

/// A value of a mapping is a reference or the name of a schema.
fn mapped(discriminator: &Map<String, Value>) -> impl Iterator<Item = Component> {
    let values = discriminator.get("mapping").and_then(Value::as_object);
    let texts = values.into_iter().flat_map(Map::values).filter_map(Value::as_str);
    texts.filter_map(|text| {
        if text.starts_with('#') {
            Component::parse(text)
        } else {
            Some(Component::new("schemas", text))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_is_reached_through_others_by_the_name_of_a_scheme_and_by_a_mapping() {
        let contract = serde_json::json!({
            "security": [{"bearer": []}],
            "paths": {"/a": {
                "parameters": [{"$ref": "#/components/parameters/Page"}],
                "get": {"x": {"$ref": "#/components/schemas/A/properties/b"}},
                "put": {"security": [{"basic": []}], "x": {"discriminator": {"mapping": {"c": "C", "d": "#/components/schemas/D"}}}},
            }},
            "components": {
                "schemas": {"A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}}, "B": {"$ref": "#/components/schemas/A"}, "Z": {}},
                "securitySchemes": {"bearer": {}, "basic": {}},
            },
        });
        let reached = |method: &str| {
            let operation = OperationKey::new(method, "/a");
            let names: Vec<_> = from_operation(&contract, &operation)
                .iter()
                .map(Component::to_string)
                .collect();
            names.join(" ").replace("components/", "")
        };
        assert_eq!(
            reached("GET"),
            "parameters/Page schemas/A schemas/B securitySchemes/bearer"
        );
        assert_eq!(
            reached("PUT"),
            "parameters/Page schemas/C schemas/D securitySchemes/basic"
        );
        assert!(!from_contract(&contract).contains(&Component::new("schemas", "Z")));
    }
}
