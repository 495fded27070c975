//! Properties by the pattern of their name become the values of a map.

use serde_json::{Value, json};

use super::edit::{self, Members, listed};
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "pattern_properties",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L049",
        title: "properties by the pattern of their name",
        explanation: "`patternProperties` gives a schema to every property whose name matches (JSON Schema 2020-12, Core, section \
                      10.3.2.2). OpenAPI 3.0 has `additionalProperties`: one schema for every property that is not named. The patterns \
                      are left out, and of several schemas any may fit.",
        example: "patternProperties:\n  '^\\+[0-9]+$': {$ref: '#/components/schemas/Number'}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        if let Some(Value::Object(patterns)) = members.get("patternProperties").cloned() {
            let message = format!("properties whose names match {}", listed(patterns.keys()));
            let done = "taken as the schema of every other property; the patterns are left out";
            findings.warning(&RULE, source, &pointer.join("patternProperties"), message, done);
            lower_pattern_properties(members, source, pointer, patterns);
        }
    });
}

fn lower_pattern_properties(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, patterns: Members) {
    let (from, to) = (pointer.join("patternProperties"), pointer.join("additionalProperties"));
    members.entry("type").or_insert_with(|| "object".into());
    let mut branches: Vec<(Value, Option<SourceMap>)> = Vec::new();
    for (pattern, schema) in patterns {
        let place = source.take(&from.join(&pattern));
        if !branches.iter().any(|(known, _)| *known == schema) {
            branches.push((schema, place));
        }
    }
    if let Some(schema @ Value::Object(_)) = members.get("additionalProperties").cloned() {
        branches.push((schema, source.take(&to)));
    }
    edit::remove(members, source, pointer, "patternProperties");
    let schema = match branches.len() {
        0 => return,
        1 => {
            let (schema, place) = branches.pop().unwrap_or_default();
            source.put(&to, place.unwrap_or_default());
            schema
        }
        _ => {
            let schemas = branches.into_iter().enumerate().map(|(index, (schema, place))| {
                source.put(&to.join("anyOf").join(index.to_string()), place.unwrap_or_default());
                schema
            });
            json!({"anyOf": schemas.collect::<Vec<_>>()})
        }
    };
    members.insert("additionalProperties".to_owned(), schema);
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn one_pattern_gives_a_map() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {properties: {a: {patternProperties: {^x: {type: string}}, additionalProperties: false}}}
                B: {patternProperties: {^x: {patternProperties: {^y: true}}}}
        "), @"
         components:
           schemas:
        -    A: {properties: {a: {patternProperties: {'^x': {type: string}}, additionalProperties: false}}}
        -    B: {patternProperties: {'^x': {patternProperties: {'^y': true}}}}
        +    A: {properties: {a: {additionalProperties: {type: string}, type: object}}}
        +    B: {type: object, additionalProperties: {type: object, additionalProperties: true}}
        warning[L049] test.yaml:3:26 /components/schemas/A/properties/a/patternProperties: properties whose names match `^x`
        warning[L049] test.yaml:4:9 /components/schemas/B/patternProperties: properties whose names match `^x`
        warning[L049] test.yaml:4:34 /components/schemas/B/additionalProperties/patternProperties: properties whose names match `^y`
        ");
    }

    #[test]
    fn of_several_any_may_fit() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {patternProperties: {^x: {type: string}, ^y: {type: integer}}, additionalProperties: {type: boolean}}
        "), @"
         components:
           schemas:
             A:
        -      patternProperties: {'^x': {type: string}, '^y': {type: integer}}
        -      additionalProperties: {type: boolean}
        +      additionalProperties: {anyOf: [{type: string}, {type: integer}, {type: boolean}]}
        +      type: object
        warning[L049] test.yaml:3:9 /components/schemas/A/patternProperties: properties whose names match `^x`, `^y`
        ");
    }
}
