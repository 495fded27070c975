//! `null` as one of the branches or of the values of a schema: OpenAPI 3.0 says `nullable`.

use serde_json::Value;

use super::compositions::collapse;
use super::edit::{self, Members};
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "null_values",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L039",
        title: "null as a branch or as a value",
        explanation: "JSON Schema says that a value may be null by a branch `{type: 'null'}` of `anyOf` or `oneOf`, or by `null` in an \
                      `enum`; OpenAPI 3.0 says `nullable: true`. The branch or the value goes, and a single branch that is left takes \
                      the place of the list, so that the field is an `Option` of the type that a person would name. A schema whose \
                      only value is null becomes any value that may be null, which is a warning.",
        example: "voice:\n  anyOf:\n    - $ref: '#/components/schemas/Voice'\n    - type: 'null'",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    // What is below first: a branch that may be null itself makes the whole nullable.
    visit::schemas(value, Order::Up, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        without_null_in_enum(members, source, pointer, findings);
        for keyword in ["anyOf", "oneOf"] {
            without_null_branch(members, source, pointer, keyword, findings);
        }
    });
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        if !is_null(schema) {
            return;
        }
        let Some(members) = schema.as_object_mut() else { return };
        let keyword = if members.contains_key("type") { "type" } else { "enum" };
        let done = "taken as any value that may be null";
        findings.warning(&RULE, source, &pointer.join(keyword), "the only value is null", done);
        for keyword in ["type", "enum"] {
            edit::remove(members, source, pointer, keyword);
        }
        members.insert("nullable".to_owned(), true.into());
    });
}

/// Whether null is the only value of a schema.
fn is_null(schema: &Value) -> bool {
    let only_null = |values: &Vec<Value>| !values.is_empty() && values.iter().all(Value::is_null);
    schema.get("type").and_then(Value::as_str) == Some("null")
        || schema.get("enum").and_then(Value::as_array).is_some_and(only_null)
}

fn without_null_in_enum(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let Some(Value::Array(values)) = members.get_mut("enum") else {
        return;
    };
    if !values.iter().any(Value::is_null) || values.iter().all(Value::is_null) {
        return;
    }
    let here = pointer.join("enum");
    findings.note(
        &RULE,
        source,
        &here,
        "null is one of the enumerated values",
        "said as `nullable: true`",
    );
    edit::retain(values, source, &here, |value| !value.is_null());
    members.insert("nullable".to_owned(), true.into());
}

fn without_null_branch(
    members: &mut Members,
    source: &mut SourceMap,
    pointer: &Pointer,
    keyword: &str,
    findings: &mut Findings,
) {
    let here = pointer.join(keyword);
    let Some(Value::Array(branches)) = members.get_mut(keyword) else {
        return;
    };
    let nulls = branches.iter().filter(|branch| is_null(branch)).count();
    let mut nullable = nulls > 0;
    for branch in branches.iter_mut().filter_map(Value::as_object_mut) {
        // Any value may be null anyhow; there the flag says nothing.
        if branch.len() > 1 && branch.get("nullable") == Some(&Value::Bool(true)) {
            branch.shift_remove("nullable");
            nullable = true;
        }
    }
    if !nullable {
        return;
    }
    // A branch that only says null is left when there is nothing else.
    if nulls == branches.len() {
        findings.warning(
            &RULE,
            source,
            &here,
            "null is the only branch",
            "taken as any value that may be null",
        );
        edit::remove(members, source, pointer, keyword);
    } else {
        findings.note(
            &RULE,
            source,
            &here,
            format!("null is a branch of `{keyword}`"),
            "said as `nullable: true`",
        );
        edit::retain(branches, source, &here, |branch| !is_null(branch));
    }
    // First of all: beside it a reference goes into an `allOf`.
    members.insert("nullable".to_owned(), true.into());
    collapse(members, source, pointer, keyword);
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_reference_or_null_is_a_nullable_reference() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {properties: {b: {anyOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}], title: The B}}}
                B: {items: {oneOf: [{enum: [null]}, {$ref: '#/components/schemas/B'}]}}
        "), @"
         components:
           schemas:
        -    A: {properties: {b: {anyOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}], title: The B}}}
        -    B: {items: {oneOf: [{enum: [null]}, {$ref: '#/components/schemas/B'}]}}
        +    A: {properties: {b: {allOf: [{$ref: '#/components/schemas/B'}], title: The B, nullable: true}}}
        +    B: {items: {allOf: [{$ref: '#/components/schemas/B'}], nullable: true}}
        note[L039] test.yaml:3:26 /components/schemas/A/properties/b/anyOf: null is a branch of `anyOf`
        note[L039] test.yaml:4:17 /components/schemas/B/items/oneOf: null is a branch of `oneOf`
        ");
    }

    #[test]
    fn a_single_branch_takes_the_place_of_the_list_and_several_stay() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: {anyOf: [{type: integer, minimum: 1, description: b}, {type: 'null'}], description: a}}]}}}
            components:
              schemas:
                A: {oneOf: [{type: string}, {type: integer}, {type: 'null'}]}
                B: {anyOf: [{type: string, nullable: true}, {type: boolean}]}
                C: {anyOf: [{anyOf: [{type: string}, {type: 'null'}]}, {type: 'null'}]}
        "), @r#"
         paths:
           /a:
             get:
               parameters:
                 - schema:
        -            anyOf: [{type: integer, minimum: 1, description: b}, {type: 'null'}]
        -            description: a
        +            description: "a\n\nb"
        +            nullable: true
        +            type: integer
        +            minimum: 1
         components:
           schemas:
        -    A: {oneOf: [{type: string}, {type: integer}, {type: 'null'}]}
        -    B: {anyOf: [{type: string, nullable: true}, {type: boolean}]}
        -    C: {anyOf: [{anyOf: [{type: string}, {type: 'null'}]}, {type: 'null'}]}
        +    A: {oneOf: [{type: string}, {type: integer}], nullable: true}
        +    B: {anyOf: [{type: string}, {type: boolean}], nullable: true}
        +    C: {nullable: true, type: string}
        note[L039] test.yaml:1:43 /paths/~1a/get/parameters/0/schema/anyOf: null is a branch of `anyOf`
        note[L039] test.yaml:4:9 /components/schemas/A/oneOf: null is a branch of `oneOf`
        note[L039] test.yaml:5:9 /components/schemas/B/anyOf: null is a branch of `anyOf`
        note[L039] test.yaml:6:9 /components/schemas/C/anyOf: null is a branch of `anyOf`
        note[L039] test.yaml:6:18 /components/schemas/C/anyOf/0/anyOf: null is a branch of `anyOf`
        "#);
    }

    #[test]
    fn null_in_an_enumeration_is_no_value_of_it() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: string, enum: [a, null, b]}
        "), @"
         components:
           schemas:
        -    A: {type: string, enum: [a, null, b]}
        +    A: {type: string, enum: [a, b], nullable: true}
        note[L039] test.yaml:3:23 /components/schemas/A/enum: null is one of the enumerated values
        ");
    }

    #[test]
    fn a_schema_that_is_only_null_is_any_value() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: 'null', description: nothing}
                B: {properties: {b: {enum: [null]}, c: {anyOf: [{type: 'null'}]}}}
        "), @"
         components:
           schemas:
        -    A: {type: 'null', description: nothing}
        -    B: {properties: {b: {enum: [null]}, c: {anyOf: [{type: 'null'}]}}}
        +    A: {description: nothing, nullable: true}
        +    B: {properties: {b: {nullable: true}, c: {nullable: true}}}
        warning[L039] test.yaml:3:9 /components/schemas/A/type: the only value is null
        warning[L039] test.yaml:4:26 /components/schemas/B/properties/b/enum: the only value is null
        warning[L039] test.yaml:4:45 /components/schemas/B/properties/c/anyOf: null is the only branch
        ");
    }
}
