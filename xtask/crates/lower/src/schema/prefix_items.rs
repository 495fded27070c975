//! A tuple, as JSON Schema says it, becomes an array of any of its elements.

use serde_json::{Value, json};

use super::edit::Members;
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "prefix_items",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L048",
        title: "an array whose elements have schemas of their own",
        explanation: "`prefixItems` gives each of the first elements a schema (JSON Schema 2020-12, Core, section 10.3.1.1). OpenAPI \
                      3.0 has one schema for all: any of them, and that of the elements behind. Which element is which is left out. \
                      With `items: false` there are no more elements than that.",
        example: "prefixItems: [{type: string}, {type: integer}]\nitems: false",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        if let Some(Value::Array(first)) = members.get("prefixItems").cloned() {
            let place = pointer.join("prefixItems");
            let message = format!("`prefixItems` gives each of {} elements a schema", first.len());
            findings.warning(&RULE, source, &place, message, "every element may be any of them");
            lower_prefix_items(members, source, pointer, first);
        }
    });
}

fn lower_prefix_items(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, first: Vec<Value>) {
    let (from, to) = (pointer.join("prefixItems"), pointer.join("items"));
    let length = first.len();
    members.entry("type").or_insert_with(|| "array".into());
    let behind = members.shift_remove("items");
    members.shift_remove("prefixItems");
    if behind == Some(Value::Bool(false)) {
        let most = members.get("maxItems").and_then(Value::as_u64).unwrap_or(u64::MAX);
        members.insert("maxItems".to_owned(), json!(most.min(length as u64)));
    }
    let mut branches = Vec::new();
    let mut places = source.take(&from).unwrap_or_default();
    for (index, schema) in first.into_iter().enumerate() {
        let place = places.take(&Pointer::from_tokens([index.to_string()]));
        if !branches.iter().any(|(known, _)| *known == schema) {
            branches.push((schema, place));
        }
    }
    match behind {
        Some(Value::Bool(false)) => {}
        Some(schema @ Value::Object(_)) => {
            let place = source.take(&to);
            if !branches.iter().any(|(known, _)| *known == schema) {
                branches.push((schema, place));
            }
        }
        // Whatever comes behind may be anything, and so may every element.
        _ => branches.clear(),
    }
    source.take(&to);
    let items = match branches.len() {
        0 => json!({}),
        1 => {
            let (schema, place) = branches.pop().unwrap_or_default();
            source.put(&to, place.unwrap_or_default());
            schema
        }
        _ => {
            source.put(&to, places);
            let schemas = branches.into_iter().enumerate().map(|(index, (schema, place))| {
                source.put(&to.join("anyOf").join(index.to_string()), place.unwrap_or_default());
                schema
            });
            json!({"anyOf": schemas.collect::<Vec<_>>()})
        }
    };
    members.insert("items".to_owned(), items);
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_tuple_becomes_an_array_of_any_of_its_elements() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {prefixItems: [{type: string}, {type: integer}, {type: string}], items: false}
                B: {prefixItems: [{type: string}, {type: string}], items: false, minItems: 2}
        "), @"
         components:
           schemas:
        -    A: {prefixItems: [{type: string}, {type: integer}, {type: string}], items: false}
        -    B: {prefixItems: [{type: string}, {type: string}], items: false, minItems: 2}
        +    A: {type: array, maxItems: 3, items: {anyOf: [{type: string}, {type: integer}]}}
        +    B: {minItems: 2, type: array, maxItems: 2, items: {type: string}}
        warning[L048] test.yaml:3:9 /components/schemas/A/prefixItems: `prefixItems` gives each of 3 elements a schema
        warning[L048] test.yaml:4:9 /components/schemas/B/prefixItems: `prefixItems` gives each of 2 elements a schema
        ");
    }

    #[test]
    fn what_comes_behind_counts_too() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {properties: {a: {type: array, prefixItems: [{type: string}]}}}
                B: {prefixItems: [{type: string}], items: {type: integer}}
                C: {prefixItems: [{prefixItems: [{type: string}], items: false}], items: false}
        "), @"
         components:
           schemas:
        -    A: {properties: {a: {type: array, prefixItems: [{type: string}]}}}
        -    B: {prefixItems: [{type: string}], items: {type: integer}}
        -    C: {prefixItems: [{prefixItems: [{type: string}], items: false}], items: false}
        +    A: {properties: {a: {type: array, items: {}}}}
        +    B: {type: array, items: {anyOf: [{type: string}, {type: integer}]}}
        +    C: {type: array, maxItems: 1, items: {type: array, maxItems: 1, items: {type: string}}}
        warning[L048] test.yaml:3:39 /components/schemas/A/properties/a/prefixItems: `prefixItems` gives each of 1 elements a schema
        warning[L048] test.yaml:4:9 /components/schemas/B/prefixItems: `prefixItems` gives each of 1 elements a schema
        warning[L048] test.yaml:5:9 /components/schemas/C/prefixItems: `prefixItems` gives each of 1 elements a schema
        warning[L048] test.yaml:5:24 /components/schemas/C/items/prefixItems: `prefixItems` gives each of 1 elements a schema
        ");
    }
}
