//! Schemas that are `true` or `false`: OpenAPI 3.0 has them for `additionalProperties` only.

use serde_json::{Value, json};

use super::edit::{self, Members};
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "boolean_schemas",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L037",
        title: "a schema that is true or false",
        explanation: "`true` allows any value and `false` none (JSON Schema 2020-12, Core, section 4.3.2). The one is said as `{}`. A \
                      property that may have no value is left out, as is a branch that nothing satisfies; an array whose items may \
                      have no value is empty. Anywhere else `false` becomes any value: no Rust type is without values and of use.",
        example: "properties:\n  legacy_id: false",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| match schema {
        Value::Object(members) => {
            properties(members, source, pointer, findings);
            branches(members, source, pointer, findings);
            items(members, source, pointer, findings);
        }
        Value::Bool(_) if pointer.last() == Some("additionalProperties") => {}
        Value::Bool(truth) => {
            if *truth {
                findings.note(&RULE, source, pointer, "the schema `true`", "said as `{}`")
            } else {
                findings.warning(
                    &RULE,
                    source,
                    pointer,
                    "the schema `false` allows no value",
                    "taken as any value",
                )
            }
            *schema = json!({});
        }
        _ => {}
    });
}

fn properties(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let required = members
        .get("required")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let Some(Value::Object(properties)) = members.get_mut("properties") else {
        return;
    };
    let none = |(name, schema): (&String, &Value)| {
        (*schema == Value::Bool(false) && !required.contains(&name.as_str().into())).then(|| name.clone())
    };
    let here = pointer.join("properties");
    for name in properties.iter().filter_map(none).collect::<Vec<_>>() {
        let message = format!("the property `{name}` may have no value");
        findings.warning(&RULE, source, &here.join(&name), message, "left out");
        edit::remove(properties, source, &here, &name);
    }
}

fn branches(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    for (keyword, idle) in [("anyOf", false), ("oneOf", false), ("allOf", true)] {
        let here = pointer.join(keyword);
        let Some(Value::Array(branches)) = members.get_mut(keyword) else {
            continue;
        };
        let is_idle = |branch: &Value| *branch == Value::Bool(idle);
        if branches.iter().any(is_idle) && !branches.iter().all(is_idle) {
            findings.note(
                &RULE,
                source,
                &here,
                format!("a branch of `{keyword}` is `{idle}`"),
                "left out: it changes nothing",
            );
            edit::retain(branches, source, &here, |branch| !is_idle(branch));
        }
    }
}

fn items(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    if members.get("items") == Some(&Value::Bool(false)) {
        findings.note(
            &RULE,
            source,
            &pointer.join("items"),
            "no item may have a value",
            "said as `maxItems: 0`",
        );
        members.insert("items".to_owned(), json!({}));
        members.insert("maxItems".to_owned(), 0.into());
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn true_is_any_value_and_false_none() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: true}]}}}
            components:
              schemas:
                A: {required: [c], properties: {a: true, b: false, c: false}, additionalProperties: false}
                B: false
                C: {type: array, items: false}
                D: {items: {items: true}}
        "), @"
         paths:
           /a:
        -    get: {parameters: [{schema: true}]}
        +    get: {parameters: [{schema: {}}]}
         components:
           schemas:
        -    A: {required: [c], properties: {a: true, b: false, c: false}, additionalProperties: false}
        -    B: false
        -    C: {type: array, items: false}
        -    D: {items: {items: true}}
        +    A: {required: [c], properties: {a: {}, c: {}}, additionalProperties: false}
        +    B: {}
        +    C: {type: array, items: {}, maxItems: 0}
        +    D: {items: {items: {}}}
        note[L037] test.yaml:1:34 /paths/~1a/get/parameters/0/schema: the schema `true`
        note[L037] test.yaml:4:37 /components/schemas/A/properties/a: the schema `true`
        warning[L037] test.yaml:4:46 /components/schemas/A/properties/b: the property `b` may have no value
        warning[L037] test.yaml:4:56 /components/schemas/A/properties/c: the schema `false` allows no value
        warning[L037] test.yaml:5:5 /components/schemas/B: the schema `false` allows no value
        note[L037] test.yaml:6:22 /components/schemas/C/items: no item may have a value
        note[L037] test.yaml:7:17 /components/schemas/D/items/items: the schema `true`
        ");
    }

    #[test]
    fn a_branch_that_changes_nothing_goes() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {anyOf: [{type: string}, false]}
                B: {allOf: [true, {type: string}]}
                C: {oneOf: [true, {type: string}]}
        "), @"
         components:
           schemas:
        -    A: {anyOf: [{type: string}, false]}
        -    B: {allOf: [true, {type: string}]}
        -    C: {oneOf: [true, {type: string}]}
        +    A: {anyOf: [{type: string}]}
        +    B: {allOf: [{type: string}]}
        +    C: {oneOf: [{}, {type: string}]}
        note[L037] test.yaml:3:9 /components/schemas/A/anyOf: a branch of `anyOf` is `false`
        note[L037] test.yaml:4:9 /components/schemas/B/allOf: a branch of `allOf` is `true`
        note[L037] test.yaml:5:17 /components/schemas/C/oneOf/0: the schema `true`
        ");
    }
}
