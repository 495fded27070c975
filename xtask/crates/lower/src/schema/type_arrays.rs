//! `type` may be a list in JSON Schema 2020-12; in OpenAPI 3.0 it is one name.

use serde_json::Value;

use super::edit::{self, Members, listed};
use super::types::{self, COMBINING};
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "type_arrays",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L038",
        title: "several types",
        explanation: "OpenAPI 3.0 has one type for each schema. Of several each \
                      becomes a branch of a `oneOf`, with the constraints that are about it, which gives an enum with a variant for \
                      each. `integer` beside `number` says nothing new. All types together are any value.",
        example: "duration: {type: [string, integer, 'null'], minimum: 0}",
    };
}

const ALL: [&str; 5] = ["string", "number", "boolean", "array", "object"];

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let Some(Value::Array(written)) = members.get("type") else {
            return;
        };
        // What is no name is left for the residue.
        let Some(mut names) = written
            .iter()
            .map(|name| name.as_str().map(str::to_owned))
            .collect::<Option<Vec<_>>>()
        else {
            return;
        };
        let message = format!("`type` is a list: {}", listed(&names));
        let nullable = names.iter().any(|name| name == "null");
        let number = names.iter().any(|name| name == "number");
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| name != "null" && !(number && name == "integer") && seen.insert(name.clone()));
        let done = lower(members, source, pointer, &names, nullable);
        let here = pointer.join("type");
        match done {
            Ok(done) => findings.note(&RULE, source, &here, message, done),
            Err(done) => findings.warning(&RULE, source, &here, message, done),
        }
        if nullable && !names.is_empty() {
            members.insert("nullable".to_owned(), true.into());
        }
    });
}

/// What was done, without loss or with one.
fn lower(
    members: &mut Members,
    source: &mut SourceMap,
    pointer: &Pointer,
    names: &[String],
    nullable: bool,
) -> Result<String, &'static str> {
    let and_null = if nullable { ", or null" } else { "" };
    match names {
        [] => {
            members.insert("type".to_owned(), "null".into());
            Ok("said as `type: null`".to_owned())
        }
        [single] => {
            members.insert("type".to_owned(), single.as_str().into());
            Ok(format!("said as `type: {single}`{and_null}"))
        }
        names if ALL.iter().all(|all| names.iter().any(|name| name == all)) => {
            edit::remove(members, source, pointer, "type");
            Ok("any value".to_owned())
        }
        _ if COMBINING.iter().any(|keyword| members.contains_key(*keyword)) => {
            edit::remove(members, source, pointer, "type");
            Err("left out: the schemas that are combined here say what the value is")
        }
        names => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            types::split(members, source, pointer, &names);
            Ok(format!("said as one of {}{and_null}", listed(&names)))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_type_or_null_is_a_nullable_type() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: {type: [string, 'null'], maxLength: 3}}]}}}
            components:
              schemas:
                A: {type: array, items: {type: ['null', integer]}}
                B: {type: [boolean]}
                C: {type: ['null']}
                D: {properties: {type: {type: [string, string]}}}
        "), @"
         paths:
           /a:
        -    get: {parameters: [{schema: {type: [string, 'null'], maxLength: 3}}]}
        +    get: {parameters: [{schema: {type: string, maxLength: 3, nullable: true}}]}
         components:
           schemas:
        -    A: {type: array, items: {type: ['null', integer]}}
        -    B: {type: [boolean]}
        -    C: {type: ['null']}
        -    D: {properties: {type: {type: [string, string]}}}
        +    A: {type: array, items: {type: integer, nullable: true}}
        +    B: {type: boolean}
        +    C: {type: 'null'}
        +    D: {properties: {type: {type: string}}}
        note[L038] test.yaml:1:43 /paths/~1a/get/parameters/0/schema/type: `type` is a list: `string`, `null`
        note[L038] test.yaml:4:30 /components/schemas/A/items/type: `type` is a list: `null`, `integer`
        note[L038] test.yaml:5:9 /components/schemas/B/type: `type` is a list: `boolean`
        note[L038] test.yaml:6:9 /components/schemas/C/type: `type` is a list: `null`
        note[L038] test.yaml:7:29 /components/schemas/D/properties/type/type: `type` is a list: `string`, `string`
        ");
    }

    #[test]
    fn each_of_several_types_keeps_the_constraints_that_are_about_it() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  description: either
                  type: [string, integer, array, 'null']
                  pattern: ^a
                  minimum: 1
                  items: {type: [boolean, string]}
                  enum: [a, 2, [true]]
        "), @"
         components:
           schemas:
             A:
        -      type: [string, integer, array, 'null']
        -      pattern: '^a'
        -      minimum: 1
        -      items: {type: [boolean, string]}
        -      enum: [a, 2, [true]]
        +      oneOf:
        +        - {type: string, pattern: '^a', enum: [a]}
        +        - {type: integer, minimum: 1, enum: [2]}
        +        - {type: array, items: {oneOf: [{type: boolean}, {type: string}]}, enum: [[true]]}
        +      nullable: true
        note[L038] test.yaml:3:5 /components/schemas/A/type: `type` is a list: `string`, `integer`, `array`, `null`
        note[L038] test.yaml:8:7 /components/schemas/A/oneOf/2/items/type: `type` is a list: `boolean`, `string`
        ");
    }

    #[test]
    fn what_says_nothing_new_is_left_out() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: [integer, number], format: int32}
                B: {type: [string, number, boolean, array, object, 'null'], description: anything}
                C: {type: [string, object], anyOf: [{type: string}, {type: object}]}
        "), @"
         components:
           schemas:
        -    A: {type: [integer, number], format: int32}
        -    B: {type: [string, number, boolean, array, object, 'null'], description: anything}
        -    C: {type: [string, object], anyOf: [{type: string}, {type: object}]}
        +    A: {type: number, format: int32}
        +    B: {description: anything, nullable: true}
        +    C: {anyOf: [{type: string}, {type: object}]}
        note[L038] test.yaml:3:9 /components/schemas/A/type: `type` is a list: `integer`, `number`
        note[L038] test.yaml:4:5 /components/schemas/B/type: `type` is a list: `string`, `number`, `boolean`, `array`, `object`, `null`
        warning[L038] test.yaml:5:5 /components/schemas/C/type: `type` is a list: `string`, `object`
        ");
    }
}
