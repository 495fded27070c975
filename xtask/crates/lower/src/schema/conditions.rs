//! Branches that only say which properties go together: they are conditions, and no forms of a value.

use serde_json::Value;

use super::edit::{self, Members};
use super::types::COMBINING;
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "conditions",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L051",
        title: "branches that are only conditions",
        explanation: "A branch of `allOf` with nothing but `if`/`then`, or branches of `anyOf` and `oneOf` with nothing but `required`, \
                      say which properties go together. The generator would make a type of each. They are left out, and the server \
                      checks what they ask for. What `allOf` requires in any case is required by the schema itself.",
        example: "anyOf:\n  - required: [email]\n  - required: [phone]",
    };
}

/// What a branch may have that gives no value another form.
const CONDITIONS: [&str; 11] = [
    "if",
    "then",
    "else",
    "not",
    "required",
    "dependentRequired",
    "dependentSchemas",
    "minProperties",
    "maxProperties",
    "title",
    "description",
];

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        if let Some(members) = schema.as_object_mut() {
            all_of(members, source, pointer, findings);
            for keyword in ["anyOf", "oneOf"] {
                alternatives(members, source, pointer, keyword, findings);
            }
        }
    });
}

fn is_condition(schema: &Value) -> bool {
    let condition = |members: &Members| {
        let only = members.keys().all(|key| CONDITIONS.contains(&key.as_str()));
        only && members.keys().any(|key| key != "title" && key != "description")
    };
    schema.as_object().is_some_and(condition)
}

/// Whether a schema leaves a value of a type that is known the form it has.
fn is_constraint(schema: &Value) -> bool {
    const FORMS: [&str; 4] = ["type", "format", "enum", "const"];
    let forms = |key: &String| FORMS.contains(&key.as_str()) || COMBINING.contains(&key.as_str());
    schema
        .as_object()
        .is_some_and(|members| !members.is_empty() && !members.keys().any(forms))
}

fn all_of(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let here = pointer.join("allOf");
    let own = members.contains_key("properties");
    let Some(Value::Array(branches)) = members.get_mut("allOf") else {
        return;
    };
    // A branch that requires properties of another branch makes sense beside it only.
    let goes = |branch: &Value| is_condition(branch) && (own || branch.get("required").is_none());
    let mut required = Vec::new();
    for (index, branch) in branches.iter().enumerate().filter(|(_, branch)| goes(branch)) {
        let place = here.join(index.to_string());
        let more = branch
            .get("required")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let only_required = branch.as_object().is_some_and(|branch| branch.len() == 1) && !more.is_empty();
        let message = "a branch of `allOf` is only a condition";
        if only_required {
            findings.note(&RULE, source, &place, message, "required by the schema itself")
        } else {
            findings.warning(&RULE, source, &place, message, "left out; the server checks it")
        }
        required.extend(more);
    }
    edit::retain(branches, source, &here, |branch| !goes(branch));
    if branches.is_empty() {
        edit::remove(members, source, pointer, "allOf");
    }
    if !required.is_empty() {
        let all = members.entry("required").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(all) = all {
            for name in required {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
        }
    }
}

fn alternatives(
    members: &mut Members,
    source: &mut SourceMap,
    pointer: &Pointer,
    keyword: &str,
    findings: &mut Findings,
) {
    let scalar = matches!(
        members.get("type").and_then(Value::as_str),
        Some("string" | "integer" | "number" | "boolean")
    );
    let only = |branch: &Value| is_condition(branch) || (scalar && is_constraint(branch));
    let branches = members.get(keyword).and_then(Value::as_array);
    if branches.is_some_and(|branches| !branches.is_empty() && branches.iter().all(only)) {
        let message = format!("the branches of `{keyword}` are only conditions");
        findings.warning(
            &RULE,
            source,
            &pointer.join(keyword),
            message,
            "left out; the server checks them",
        );
        edit::remove(members, source, pointer, keyword);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn an_all_of_of_conditions_disappears() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  properties: {a: {type: string}, b: {type: string}}
                  allOf:
                    - {if: {properties: {a: {const: x}}}, then: {required: [b]}}
                    - {required: [a]}
                B: {items: {allOf: [{$ref: '#/components/schemas/A'}, {required: [b]}, {not: {required: [a]}}]}}
        "), @"
         components:
           schemas:
             A:
        -      allOf: [{if: {properties: {a: {const: x}}}, then: {required: [b]}}, {required: [a]}]
        -    B: {items: {allOf: [{$ref: '#/components/schemas/A'}, {required: [b]}, {not: {required: [a]}}]}}
        +      required: [a]
        +    B: {items: {allOf: [{$ref: '#/components/schemas/A'}, {required: [b]}]}}
        warning[L051] test.yaml:6:11 /components/schemas/A/allOf/0: a branch of `allOf` is only a condition
        note[L051] test.yaml:7:11 /components/schemas/A/allOf/1: a branch of `allOf` is only a condition
        warning[L051] test.yaml:8:76 /components/schemas/B/items/allOf/2: a branch of `allOf` is only a condition
        ");
    }

    #[test]
    fn alternatives_of_required_properties_disappear_and_real_ones_stay() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: object, anyOf: [{required: [a]}, {required: [b]}]}
                B: {oneOf: [{required: [a]}, {properties: {b: {}}}]}
                C: {type: string, anyOf: [{maxLength: 3}, {pattern: ^a}]}
        "), @"
         components:
           schemas:
        -    A: {type: object, anyOf: [{required: [a]}, {required: [b]}]}
        +    A: {type: object}
        -    C: {type: string, anyOf: [{maxLength: 3}, {pattern: '^a'}]}
        +    C: {type: string}
        warning[L051] test.yaml:3:23 /components/schemas/A/anyOf: the branches of `anyOf` are only conditions
        warning[L051] test.yaml:5:23 /components/schemas/C/anyOf: the branches of `anyOf` are only conditions
        ");
    }
}
