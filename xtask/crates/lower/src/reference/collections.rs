//! A component that is a list or a map of something needs no type of its own.
//!
//! The generator would wrap a `Vec` or a map into a type that has to be taken off again wherever it is used.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Findings, references};
use crate::Pass;
use crate::schema::edit::is_annotation;
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "collections",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L026",
        title: "a component that is a list or a map",
        explanation: "A component that is an array, or an object with nothing but additional properties, is written out wherever it is \
                      referred to: a `Vec` or a map in Rust, without a type around it. One that holds itself stays a type.",
        example: "AgentList:\n  type: array\n  items: {$ref: '#/components/schemas/Agent'}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let collections = collections(&document.value);
    if collections.is_empty() {
        return;
    }
    visit::schemas(&mut document.value, Order::Down, &mut |_, schema| {
        if let Some(members) = schema.as_object_mut() {
            write_out(members, &collections);
        }
    });
    for name in references::schema_names(&document.value) {
        if collections.contains_key(&name) {
            let here = references::schema(&name);
            let message = format!("the component `{name}` is a list or a map");
            findings.note(
                &RULE,
                &document.source,
                &here,
                message,
                "written out where it is referred to",
            );
            document.remove(&here);
        }
    }
}

/// The collections by their names, without those that hold themselves and those that nothing refers to.
fn collections(root: &Value) -> HashMap<String, Map<String, Value>> {
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    let mut collections: HashMap<String, Map<String, Value>> = schemas
        .into_iter()
        .flatten()
        .filter_map(|(name, schema)| {
            Some((
                name.clone(),
                schema.as_object().filter(|schema| is_collection(schema))?.clone(),
            ))
        })
        .collect();
    // A chain of collections that is longer than there are collections leads back to itself.
    let endless: Vec<String> = collections
        .keys()
        .filter(|name| {
            let mut open = vec![(*name).clone()];
            for _ in 0..=collections.len() {
                let held = open.iter().filter_map(|name| collections.get(name)).flat_map(names);
                open = held.filter(|name| collections.contains_key(name)).collect();
                open.sort();
                open.dedup();
            }
            !open.is_empty()
        })
        .cloned()
        .collect();
    let used = names_in(root);
    collections.retain(|name, _| !endless.contains(name) && used.contains(name));
    collections
}

fn is_collection(schema: &Map<String, Value>) -> bool {
    let only = |allowed: &[&str]| {
        schema
            .keys()
            .all(|key| is_annotation(key) || allowed.contains(&key.as_str()))
    };
    match schema.get("type").and_then(Value::as_str) {
        Some("array") => schema.contains_key("items") && only(&["type", "items"]),
        Some("object") => {
            schema.get("additionalProperties").is_some_and(Value::is_object) && only(&["type", "additionalProperties"])
        }
        _ => false,
    }
}

fn names(schema: &Map<String, Value>) -> Vec<String> {
    names_in(&Value::Object(schema.clone()))
}

/// The components that are referred to.
fn names_in(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(component));
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

fn component(reference: &Value) -> Option<String> {
    let target = references::target(reference.as_str()?)?;
    match target.tokens() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => Some(name.clone()),
        _ => None,
    }
}

/// Puts the collection where a reference to it stands. What is said beside the reference is said of this place.
fn write_out(members: &mut Map<String, Value>, collections: &HashMap<String, Map<String, Value>>) {
    let reference = match members.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([branch]) if branch.as_object().is_some_and(|branch| branch.len() == 1) => branch.get("$ref"),
        _ => members.get("$ref"),
    };
    let Some(collection) = reference.and_then(component).and_then(|name| collections.get(&name)) else {
        return;
    };
    members.retain(|key, _| key != "$ref" && key != "allOf");
    for (key, value) in collection {
        members.entry(key).or_insert_with(|| value.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn lists_and_maps_are_written_out_and_one_that_holds_itself_stays() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Agents'}}}}}}}}
            components:
              schemas:
                Agents: {type: array, items: {$ref: '#/components/schemas/Agent'}, description: All of them.}
                Agent:
                  properties:
                    tags: {description: Of the agent., allOf: [{$ref: '#/components/schemas/Tags'}]}
                    tree: {$ref: '#/components/schemas/Tree'}
                Tags: {type: object, additionalProperties: {$ref: '#/components/schemas/Values'}, description: Tags.}
                Values: {type: array, items: {type: string}}
                Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        "), @"
         paths:
           /a:
             get:
               responses:
                 '200':
                   content:
                     application/json:
                       schema:
        -                $ref: '#/components/schemas/Agents'
        +                type: array
        +                items: {$ref: '#/components/schemas/Agent'}
        +                description: All of them.
         components:
           schemas:
        -    Agents: {type: array, items: {$ref: '#/components/schemas/Agent'}, description: All of them.}
             Agent:
               properties:
                 tags:
        -          allOf: [{$ref: '#/components/schemas/Tags'}]
        +          type: object
        +          additionalProperties: {type: array, items: {type: string}}
        -    Tags:
        -      type: object
        -      additionalProperties: {$ref: '#/components/schemas/Values'}
        -      description: Tags.
        -    Values: {type: array, items: {type: string}}
        note[L026] test.yaml:4:5 /components/schemas/Agents: the component `Agents` is a list or a map
        note[L026] test.yaml:9:5 /components/schemas/Tags: the component `Tags` is a list or a map
        note[L026] test.yaml:10:5 /components/schemas/Values: the component `Values` is a list or a map
        ");
    }
}
