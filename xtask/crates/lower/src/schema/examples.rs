//! The `examples` of a schema become its `example`.

use serde_json::Value;

use super::{Findings, Pass, edit};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "examples",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L045",
        title: "several examples of a schema",
        explanation: "`examples` of a schema is a list (JSON Schema 2020-12, Validation, section 9.5); OpenAPI 3.0 has one `example`. \
                      The first one stays, unless there is an `example` already; it becomes a sentence of the description.",
        example: "port: {type: integer, examples: [5060, 5061]}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        let first = match members.get("examples") {
            Some(Value::Array(examples)) => examples.first(),
            // Not what the specification says, but what Media Type Objects have: name → {value}.
            Some(Value::Object(examples)) => examples
                .values()
                .next()
                .map(|example| example.get("value").unwrap_or(example)),
            Some(single) => Some(single),
            None => return,
        };
        let first = first.filter(|_| !members.contains_key("example")).cloned();
        let here = pointer.join("examples");
        let done = if first.is_some() {
            "the first stays as `example`"
        } else {
            "left out"
        };
        findings.note(
            &RULE,
            source,
            &here,
            "`examples` of a schema is a list in OpenAPI 3.1 only",
            done,
        );
        match first {
            Some(first) => edit::replace(members, source, pointer, "examples", ("example", first)),
            None => {
                edit::remove(members, source, pointer, "examples");
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn the_first_example_stays() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: integer, examples: [1, 2], maximum: 3}
                B: {properties: {b: {examples: []}, c: {example: 1, examples: [2]}, d: {examples: {one: {value: 3}}}}}
                C: {properties: {examples: {type: array}}}
        "), @"
         components:
           schemas:
        -    A: {type: integer, examples: [1, 2], maximum: 3}
        +    A: {type: integer, example: 1, maximum: 3}
             B:
               properties:
        -        b: {examples: []}
        -        c: {example: 1, examples: [2]}
        -        d: {examples: {one: {value: 3}}}
        +        b: {}
        +        c: {example: 1}
        +        d: {example: 3}
        note[L045] test.yaml:3:24 /components/schemas/A/examples: `examples` of a schema is a list in OpenAPI 3.1 only
        note[L045] test.yaml:4:26 /components/schemas/B/properties/b/examples: `examples` of a schema is a list in OpenAPI 3.1 only
        note[L045] test.yaml:4:57 /components/schemas/B/properties/c/examples: `examples` of a schema is a list in OpenAPI 3.1 only
        note[L045] test.yaml:4:77 /components/schemas/B/properties/d/examples: `examples` of a schema is a list in OpenAPI 3.1 only
        ");
    }

    #[test]
    fn the_examples_of_a_media_type_are_not_those_of_a_schema() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {parameters: [{schema: {examples: [a]}, examples: {one: {value: b}}}]}}}
        "), @"
         paths:
           /a:
        -    get: {parameters: [{schema: {examples: [a]}, examples: {one: {value: b}}}]}
        +    get: {parameters: [{schema: {example: a}, examples: {one: {value: b}}}]}
        note[L045] test.yaml:1:43 /paths/~1a/get/parameters/0/schema/examples: `examples` of a schema is a list in OpenAPI 3.1 only
        ");
    }
}
