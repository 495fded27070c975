//! `const` is an enumeration of one value.

use serde_json::json;

use super::{Findings, Pass, edit};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "constants",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L041",
        title: "a constant",
        explanation: "`const` (JSON Schema 2020-12, Validation, section 6.1.3) means the same as an `enum` of one value, which is how \
                      OpenAPI 3.0 says it.",
        example: "kind: {const: userpass}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let Some(constant) = members.get("const").cloned() else {
            return;
        };
        let message = format!("the value is always {constant}");
        findings.note(
            &RULE,
            source,
            &pointer.join("const"),
            message,
            "said as an enumeration of one value",
        );
        edit::replace(members, source, pointer, "const", ("enum", json!([constant])));
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_constant_becomes_an_enumeration_of_one_value() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {properties: {kind: {const: a, description: The kind.}}}
                B: {oneOf: [{const: null}, {const: 1, enum: [1, 2]}]}
                C: {properties: {const: {type: string}}, default: {const: 1}}
        "), @r#"
         components:
           schemas:
        -    A: {properties: {kind: {const: a, description: The kind.}}}
        -    B: {oneOf: [{const: null}, {const: 1, enum: [1, 2]}]}
        +    A: {properties: {kind: {enum: [a], description: The kind.}}}
        +    B: {oneOf: [{enum: [null]}, {enum: [1]}]}
        note[L041] test.yaml:3:29 /components/schemas/A/properties/kind/const: the value is always "a"
        note[L041] test.yaml:4:18 /components/schemas/B/oneOf/0/const: the value is always null
        note[L041] test.yaml:4:33 /components/schemas/B/oneOf/1/const: the value is always 1
        "#);
    }
}
