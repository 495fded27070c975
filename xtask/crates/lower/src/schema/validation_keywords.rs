//! Keywords that only validate, and that OpenAPI 3.0 or the generator cannot say.

use serde_json::Value;

use super::edit::{self, Members};
use super::types::COMBINING;
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "validation_keywords",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L050",
        title: "a keyword that only validates",
        explanation: "`if`, `then`, `else`, `not`, `dependentRequired`, `dependentSchemas`, `contains`, `propertyNames`, `uniqueItems` \
                      and `unevaluated…` (JSON Schema 2020-12, Core, sections 10 and 11) constrain values and give them no other form. \
                      OpenAPI 3.0 has no such keyword, or the generator cannot express it in a type. They are left out: the server \
                      checks them. A property that only such a keyword describes is not in the type. A schema for unevaluated \
                      properties is said as `additionalProperties` where that means the same.",
        example: "type: object\ndependentRequired: {auth_password: [auth_username]}",
    };
}

const KEYWORDS: [&str; 12] = [
    "if",
    "then",
    "else",
    "not",
    "dependentRequired",
    "dependentSchemas",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
];

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        evaluated(members, source, pointer, findings);
        for keyword in KEYWORDS
            .into_iter()
            .filter(|keyword| members.contains_key(*keyword))
            .collect::<Vec<_>>()
        {
            let message = format!("`{keyword}` constrains a value and gives it no other form");
            findings.warning(
                &RULE,
                source,
                &pointer.join(keyword),
                message,
                "left out; the server checks it",
            );
            edit::remove(members, source, pointer, keyword);
        }
        // A vector is what a person would take; the generator does too, but not where it is optional.
        if let Some(unique) = edit::remove(members, source, pointer, "uniqueItems")
            && unique == Value::Bool(true)
        {
            let message = "`uniqueItems` constrains a value and gives it no other form";
            findings.note(
                &RULE,
                source,
                &pointer.join("uniqueItems"),
                message,
                "left out; the server checks it",
            );
        }
    });
}

/// Where nothing is combined, what is not evaluated is what is additional.
fn evaluated(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    if COMBINING.iter().any(|keyword| members.contains_key(*keyword)) {
        return;
    }
    for (unevaluated, additional) in [
        ("unevaluatedProperties", "additionalProperties"),
        ("unevaluatedItems", "items"),
    ] {
        if let Some(schema @ Value::Object(_)) = members.get(unevaluated).cloned()
            && !members.contains_key(additional)
        {
            let (here, message) = (pointer.join(unevaluated), format!("`{unevaluated}` has a schema"));
            findings.note(&RULE, source, &here, message, format!("said as `{additional}`"));
            edit::replace(members, source, pointer, unevaluated, (additional, schema));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn what_only_validates_is_left_out_one_by_one() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  type: object
                  if: {required: [a]}
                  then: {required: [b]}
                  propertyNames: {pattern: ^a}
                  unevaluatedProperties: false
                  properties:
                    if: {type: array, uniqueItems: true, contains: {type: string}, minContains: 1}
                    b: {type: array, uniqueItems: false}
        "), @"
         components:
           schemas:
             A:
        -      if: {required: [a]}
        -      then: {required: [b]}
        -      propertyNames: {pattern: '^a'}
        -      unevaluatedProperties: false
               properties:
        -        if: {type: array, uniqueItems: true, contains: {type: string}, minContains: 1}
        -        b: {type: array, uniqueItems: false}
        +        if: {type: array}
        +        b: {type: array}
        warning[L050] test.yaml:5:7 /components/schemas/A/if: `if` constrains a value and gives it no other form
        warning[L050] test.yaml:6:7 /components/schemas/A/then: `then` constrains a value and gives it no other form
        warning[L050] test.yaml:7:7 /components/schemas/A/propertyNames: `propertyNames` constrains a value and gives it no other form
        warning[L050] test.yaml:8:7 /components/schemas/A/unevaluatedProperties: `unevaluatedProperties` constrains a value and gives it no other form
        note[L050] test.yaml:10:9 /components/schemas/A/properties/if/uniqueItems: `uniqueItems` constrains a value and gives it no other form
        warning[L050] test.yaml:10:46 /components/schemas/A/properties/if/contains: `contains` constrains a value and gives it no other form
        warning[L050] test.yaml:10:72 /components/schemas/A/properties/if/minContains: `minContains` constrains a value and gives it no other form
        ");
    }

    #[test]
    fn a_schema_of_what_is_not_evaluated_is_that_of_what_is_additional() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: object, unevaluatedProperties: {type: string}}
                B: {type: array, unevaluatedItems: {type: string}}
                C: {allOf: [{$ref: '#/components/schemas/A'}], unevaluatedProperties: {type: string}}
        "), @"
         components:
           schemas:
        -    A: {type: object, unevaluatedProperties: {type: string}}
        -    B: {type: array, unevaluatedItems: {type: string}}
        -    C: {allOf: [{$ref: '#/components/schemas/A'}], unevaluatedProperties: {type: string}}
        +    A: {type: object, additionalProperties: {type: string}}
        +    B: {type: array, items: {type: string}}
        +    C: {allOf: [{$ref: '#/components/schemas/A'}]}
        note[L050] test.yaml:3:23 /components/schemas/A/unevaluatedProperties: `unevaluatedProperties` has a schema
        note[L050] test.yaml:4:22 /components/schemas/B/unevaluatedItems: `unevaluatedItems` has a schema
        warning[L050] test.yaml:5:52 /components/schemas/C/unevaluatedProperties: `unevaluatedProperties` constrains a value and gives it no other form
        ");
    }
}
