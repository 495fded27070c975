//! Where `nullable` may stand so that the generator makes an `Option` of it.
//!
//! On a component it would give a type that wraps an `Option`, and beside it another for what is in there. Without a
//! `type` the generator guesses an array.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::edit::{self, Members, is_annotation};
use super::types::{self, COMBINING};
use super::{Findings, Pass};
use crate::reference::references;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "nullables",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L040",
        title: "nullable where the generator does not understand it",
        explanation: "A component that may be null would become a type around an `Option`. The component becomes the type without null, \
                      and each reference to it is nullable, which gives `Option<Type>` in every field. A nullable schema without a \
                      `type` gets the type that its keywords are about.",
        example: "Voice:\n  type: [object, 'null']\n  properties: {…}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    // Moving it to the references can make another component nullable, each of them once.
    let mut seen = HashSet::new();
    while components(document, &mut seen, findings) {}
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        if let Some(members) = schema.as_object_mut() {
            untyped(members, source, pointer, findings);
        }
    });
}

/// Moves `nullable` from components to the references to them; says whether there was one that was not seen before.
fn components(document: &mut Document, seen: &mut HashSet<Pointer>, findings: &mut Findings) -> bool {
    let mut nullable = HashSet::new();
    for name in references::schema_names(&document.value) {
        let here = references::schema(&name);
        let Some(Value::Object(members)) = document.get_mut(&here) else {
            continue;
        };
        // Any value may be null anyhow.
        let any = members.keys().all(|key| is_annotation(key));
        if members.get("nullable") == Some(&Value::Bool(true)) && !any {
            members.shift_remove("nullable");
            // Nor is null its default any more.
            if members.get("default") == Some(&Value::Null) {
                members.shift_remove("default");
            }
            // A component that refers to itself is nullable again, and the references to it are already.
            if !seen.insert(here.clone()) {
                continue;
            }
            let message = format!("the component `{name}` may be null");
            let place = here.join("nullable");
            findings.note(
                &RULE,
                &document.source,
                &place,
                message,
                "each reference to it may be null instead",
            );
            nullable.insert(here);
        }
    }
    if nullable.is_empty() {
        return false;
    }
    let leads = |schema: &Value| {
        let text = schema.get("$ref").and_then(Value::as_str);
        text.and_then(references::target)
            .is_some_and(|target| nullable.contains(&target))
    };
    let Document { value, source } = document;
    visit::schemas(value, Order::Up, &mut |pointer, schema| {
        let branches = |keyword| {
            schema
                .get(keyword)
                .and_then(Value::as_array)
                .map(Vec::as_slice)
                .unwrap_or_default()
        };
        let of_branches = ["anyOf", "oneOf"]
            .into_iter()
            .any(|keyword| branches(keyword).iter().any(leads))
            || matches!(branches("allOf"), [single] if leads(single));
        let alone = leads(schema) && !edit::is_branch(pointer, &["allOf", "anyOf", "oneOf"]);
        let Some(members) = schema.as_object_mut().filter(|_| alone || of_branches) else {
            return;
        };
        if alone && let Some(reference) = members.shift_remove("$ref") {
            let place = source.take(&pointer.join("$ref")).unwrap_or_default();
            source.put(&pointer.join("allOf").join("0").join("$ref"), place);
            members.insert("allOf".to_owned(), json!([{"$ref": reference}]));
        }
        members.insert("nullable".to_owned(), true.into());
    });
    true
}

/// Gives a nullable schema without a type the one that its keywords are about.
fn untyped(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let combined = COMBINING.iter().any(|keyword| members.contains_key(*keyword));
    if members.get("nullable") != Some(&Value::Bool(true)) || members.contains_key("type") || combined {
        return;
    }
    let here = pointer.join("nullable");
    let message = "a nullable schema has no `type`";
    match types::implied(members).as_slice() {
        [] => {}
        [single] => {
            findings.note(&RULE, source, &here, message, format!("taken as `type: {single}`"));
            members.insert("type".to_owned(), (*single).into());
        }
        several => {
            let done = format!("said as one of {}", edit::listed(several));
            findings.note(&RULE, source, &here, message, done);
            types::split(members, source, pointer, several);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_component_that_may_be_null_makes_each_reference_nullable() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {responses: {'200': {content: {a/b: {schema: {$ref: '#/components/schemas/A'}}}}}}}}
            components:
              schemas:
                A: {type: object, nullable: true, default: null}
                B:
                  properties:
                    plain: {$ref: '#/components/schemas/A'}
                    said: {allOf: [{$ref: '#/components/schemas/A'}], description: said}
                    one: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}
                    all: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}
                C: {$ref: '#/components/schemas/A'}
                D: {items: {$ref: '#/components/schemas/C'}}
                E: {nullable: true, description: any}
                F: {nullable: true, oneOf: [{$ref: '#/components/schemas/F'}, {type: string}]}
        "), @"
         paths:
           /a:
             get:
               responses:
                 '200':
        -          content: {a/b: {schema: {$ref: '#/components/schemas/A'}}}
        +          content: {a/b: {schema: {allOf: [{$ref: '#/components/schemas/A'}], nullable: true}}}
         components:
           schemas:
        -    A: {type: object, nullable: true, default: null}
        +    A: {type: object}
             B:
               properties:
        -        plain: {$ref: '#/components/schemas/A'}
        -        said: {allOf: [{$ref: '#/components/schemas/A'}], description: said}
        -        one: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}
        +        plain: {allOf: [{$ref: '#/components/schemas/A'}], nullable: true}
        +        said: {allOf: [{$ref: '#/components/schemas/A'}], description: said, nullable: true}
        +        one: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}], nullable: true}
        -    C: {$ref: '#/components/schemas/A'}
        -    D: {items: {$ref: '#/components/schemas/C'}}
        +    C: {allOf: [{$ref: '#/components/schemas/A'}]}
        +    D: {items: {allOf: [{$ref: '#/components/schemas/C'}], nullable: true}}
        -    F: {nullable: true, oneOf: [{$ref: '#/components/schemas/F'}, {type: string}]}
        +    F: {oneOf: [{$ref: '#/components/schemas/F'}, {type: string}]}
        note[L040] test.yaml:4:23 /components/schemas/A/nullable: the component `A` may be null
        note[L040] test.yaml:11:5 /components/schemas/C/nullable: the component `C` may be null
        note[L040] test.yaml:14:9 /components/schemas/F/nullable: the component `F` may be null
        ");
    }

    #[test]
    fn a_nullable_schema_without_a_type_gets_one() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  properties:
                    a: {nullable: true, pattern: ^a}
                    b: {nullable: true, enum: [a, b]}
                    c: {nullable: true, description: any}
                    d: {nullable: true, minimum: 1, maxLength: 2}
                    e: {nullable: true, minimum: 1, format: int32}
        "), @"
         components:
           schemas:
             A:
               properties:
        -        a: {nullable: true, pattern: '^a'}
        -        b: {nullable: true, enum: [a, b]}
        +        a: {nullable: true, pattern: '^a', type: string}
        +        b: {nullable: true, enum: [a, b], type: string}
        -        d: {nullable: true, minimum: 1, maxLength: 2}
        -        e: {nullable: true, minimum: 1, format: int32}
        +        d: {nullable: true, oneOf: [{type: number, minimum: 1}, {type: string, maxLength: 2}]}
        +        e: {nullable: true, minimum: 1, format: int32, type: integer}
        note[L040] test.yaml:5:13 /components/schemas/A/properties/a/nullable: a nullable schema has no `type`
        note[L040] test.yaml:6:13 /components/schemas/A/properties/b/nullable: a nullable schema has no `type`
        note[L040] test.yaml:8:13 /components/schemas/A/properties/d/nullable: a nullable schema has no `type`
        note[L040] test.yaml:9:13 /components/schemas/A/properties/e/nullable: a nullable schema has no `type`
        ");
    }
}
