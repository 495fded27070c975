//! Parameters, bodies and responses stand in the operations that use them, whether the document shares them or not.
//!
//! What a path item shares belongs to each of its operations (OpenAPI 3.1 section 4.8.9.1), and a reference means what it
//! refers to. Written out, every later pass finds one form. Schemas stay shared: they become types.

use serde_json::Value;

use document::{operations, reference};

use super::{Findings, Pass};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "inline",
    rules: &[],
    run,
};

/// The components that are not types.
const SHARED: [&str; 3] = ["parameters", "requestBodies", "responses"];

fn run(document: &mut Document, _: &mut Findings) {
    for operation in operations::pointers(document) {
        share_parameters(document, &operation);
        replace(document, &operation.join("requestBody"));
        for list in ["parameters", "responses"] {
            let list = operation.join(list);
            let names: Vec<String> = match document.get(&list) {
                Some(Value::Array(items)) => (0..items.len()).map(|index| index.to_string()).collect(),
                Some(Value::Object(members)) => members.keys().cloned().collect(),
                _ => Vec::new(),
            };
            names.into_iter().for_each(|name| replace(document, &list.join(name)));
        }
    }
    let paths = document.value.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths
        .into_iter()
        .flat_map(serde_json::Map::values_mut)
        .filter_map(Value::as_object_mut)
    {
        item.shift_remove("parameters");
    }
    // Nothing refers to them any more, unless the reference leads nowhere: then it stays, and is reported.
    if let Some(components) = document.value.get_mut("components").and_then(Value::as_object_mut) {
        SHARED.iter().for_each(|name| drop(components.shift_remove(*name)));
    }
}

/// Puts the parameters of the path item before those of the operation, but for those that the operation overrides.
fn share_parameters(document: &mut Document, operation: &Pointer) {
    let Some(item) = operation.parent() else { return };
    let shared = elements(document, &item.join("parameters"));
    if shared.is_empty() {
        return;
    }
    let own = elements(document, &operation.join("parameters"));
    let key = |(value, _): &(Value, SourceMap)| {
        let value = reference::resolve(&document.value, value).map_or(value, |(value, _)| value);
        (
            operations::text(value, "name").to_owned(),
            operations::text(value, "in").to_owned(),
        )
    };
    let overridden: Vec<_> = own.iter().map(key).collect();
    let kept = shared
        .into_iter()
        .filter(|parameter| !overridden.contains(&key(parameter)));
    let all: Vec<_> = kept.chain(own).collect();

    let mut places = SourceMap::default();
    let mut values = Vec::new();
    for (index, (value, source)) in all.into_iter().enumerate() {
        places.insert(&index.to_string(), source);
        values.push(value);
    }
    document.insert(&operation.join("parameters"), Value::Array(values), places);
}

fn elements(document: &Document, list: &Pointer) -> Vec<(Value, SourceMap)> {
    let items = document.get(list).and_then(Value::as_array).into_iter().flatten();
    items
        .enumerate()
        .map(|(index, item)| {
            let source = document.source.get(&list.join(index.to_string())).cloned();
            (item.clone(), source.unwrap_or_default())
        })
        .collect()
}

/// Replaces a reference at `pointer` by what it refers to, the places with it.
fn replace(document: &mut Document, pointer: &Pointer) {
    let Some((value, target)) = document
        .get(pointer)
        .and_then(|value| reference::resolve(&document.value, value))
    else {
        return;
    };
    let value = value.clone();
    let source = document.source.get(&target).cloned().unwrap_or_default();
    if let Some(place) = document.get_mut(pointer) {
        *place = value;
        document.source.put(pointer, source);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn references_and_what_a_path_shares_are_written_out() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a/{id}:
                parameters:
                  - $ref: '#/components/parameters/Id'
                  - {name: page, in: query}
                get:
                  parameters: [{name: page, in: query, required: true}]
                  requestBody: {$ref: '#/components/requestBodies/B'}
                  responses: {'200': {$ref: '#/components/responses/R'}}
            components:
              parameters: {Id: {name: id, in: path}}
              requestBodies: {B: {$ref: '#/components/requestBodies/C'}, C: {content: {}}}
              responses: {R: {description: fine}}
              schemas: {S: {}}
        "), @"
         paths:
           '/a/{id}':
        -    parameters: [{$ref: '#/components/parameters/Id'}, {name: page, in: query}]
             get:
        -      parameters: [{name: page, in: query, required: true}]
        -      requestBody: {$ref: '#/components/requestBodies/B'}
        -      responses: {'200': {$ref: '#/components/responses/R'}}
        +      parameters: [{name: id, in: path}, {name: page, in: query, required: true}]
        +      requestBody: {content: {}}
        +      responses: {'200': {description: fine}}
         components:
        -  parameters:
        -    Id: {name: id, in: path}
        -  requestBodies:
        -    B: {$ref: '#/components/requestBodies/C'}
        -    C: {content: {}}
        -  responses:
        -    R: {description: fine}
        ");
    }

    #[test]
    fn a_reference_that_leads_nowhere_stays_to_be_reported() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {requestBody: {$ref: '#/components/requestBodies/B'}}}}
            components: {requestBodies: {B: {$ref: '#/components/requestBodies/B'}}}
        "), @"
        -components:
        -  requestBodies:
        -    B: {$ref: '#/components/requestBodies/B'}
        +components: {}
        ");
    }
}
