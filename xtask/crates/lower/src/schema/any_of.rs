//! `anyOf` with anything but objects: the generator would flatten strings and numbers into a struct, which no value fits.

use serde_json::Value;

use super::edit::{self, Members};
use super::types::COMBINING;
use super::{Findings, Pass};
use crate::reference::references;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "any_of",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L036",
        title: "anyOf with values that are not objects",
        explanation: "A value may satisfy several branches of an `anyOf` at once, and the generator makes a struct with all of them in \
                      it, which works for objects only. With a text, a number or an array among the branches it becomes a `oneOf`, \
                      and so an enum whose first variant that fits is taken: `integer` before `number`, and a text with a format or \
                      an enumeration before any text.",
        example: "anyOf: [{type: string}, {type: string, format: date-time}]",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let snapshot = document.value.clone();
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let Some(Value::Array(branches)) = members.get("anyOf") else {
            return;
        };
        if members.contains_key("oneOf") || branches.iter().all(|branch| is_object(&snapshot, branch, 0)) {
            return;
        }
        let done = "taken as `oneOf`: the first branch that fits";
        findings.note(
            &RULE,
            source,
            &pointer.join("anyOf"),
            "`anyOf` with values that are not objects",
            done,
        );
        let sorted = sorted(&snapshot, branches.clone(), source, &pointer.join("anyOf"));
        edit::replace(members, source, pointer, "anyOf", ("oneOf", sorted));
    });
}

/// Whether every value of a schema is an object.
fn is_object(root: &Value, schema: &Value, depth: usize) -> bool {
    let Some(members) = references::follow(root, schema)
        .and_then(Value::as_object)
        .filter(|_| depth < 16)
    else {
        return false;
    };
    let all = |keyword: &str| members.get(keyword).and_then(Value::as_array);
    match members.get("type").and_then(Value::as_str) {
        Some(name) => name == "object",
        None if members.contains_key("properties") || members.contains_key("additionalProperties") => true,
        None => {
            all("allOf").is_some_and(|branches| branches.iter().any(|branch| is_object(root, branch, depth + 1)))
                || ["anyOf", "oneOf"].iter().any(|keyword| {
                    all(keyword)
                        .is_some_and(|branches| branches.iter().all(|branch| is_object(root, branch, depth + 1)))
                })
        }
    }
}

/// The narrower branches first, their places with them; otherwise in the order in which they were written.
fn sorted(root: &Value, branches: Vec<Value>, source: &mut SourceMap, pointer: &Pointer) -> Value {
    let mut indexed: Vec<(usize, Value)> = branches.into_iter().enumerate().collect();
    indexed.sort_by_key(|(_, branch)| width(root, branch));
    let places: Vec<_> = indexed
        .iter()
        .map(|(index, _)| source.take(&pointer.join(index.to_string())))
        .collect();
    for (index, place) in places.into_iter().enumerate() {
        source.put(&pointer.join(index.to_string()), place.unwrap_or_default());
    }
    indexed.into_iter().map(|(_, branch)| branch).collect()
}

/// How much a branch takes: any text takes what a string with a format would, a number takes integers, `{}` everything.
fn width(root: &Value, branch: &Value) -> u8 {
    let Some(members) = references::follow(root, branch).and_then(Value::as_object) else {
        return 0;
    };
    match members.get("type").and_then(Value::as_str) {
        Some("string") if !members.contains_key("format") && !members.contains_key("enum") => 1,
        Some("number") => 1,
        Some(_) => 0,
        None if is_any(members) => 2,
        None => 0,
    }
}

fn is_any(members: &Members) -> bool {
    members
        .keys()
        .all(|key| edit::is_annotation(key) && !COMBINING.contains(&key.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn the_first_branch_that_fits_is_taken_and_the_narrower_ones_come_first() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {anyOf: [{type: string}, {type: string, format: date-time}, {type: number}, {type: integer}]}
                B: {items: {anyOf: [{}, {$ref: '#/components/schemas/C'}]}}
                C: {type: object}
        "), @"
         components:
           schemas:
        -    A: {anyOf: [{type: string}, {type: string, format: date-time}, {type: number}, {type: integer}]}
        -    B: {items: {anyOf: [{}, {$ref: '#/components/schemas/C'}]}}
        +    A: {oneOf: [{type: string, format: date-time}, {type: integer}, {type: string}, {type: number}]}
        +    B: {items: {oneOf: [{$ref: '#/components/schemas/C'}, {}]}}
        note[L036] test.yaml:3:9 /components/schemas/A/anyOf: `anyOf` with values that are not objects
        note[L036] test.yaml:4:17 /components/schemas/B/items/anyOf: `anyOf` with values that are not objects
        ");
    }

    #[test]
    fn objects_stay_as_they_are() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {anyOf: [{$ref: '#/components/schemas/B'}, {properties: {c: {}}}]}
                B: {allOf: [{type: object}]}
        "), @"unchanged");
    }
}
