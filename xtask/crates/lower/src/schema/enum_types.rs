//! Enumerations of anything but strings, and of more than one type.

use serde_json::Value;

use super::edit::{self, Members, listed};
use super::types::{self, COMBINING};
use super::{Findings, Pass};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "enum_types",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L044",
        title: "an enumeration of something else than texts",
        explanation: "An `enum` without `type` gets the type of its values; where they are of several types each becomes a branch of a \
                      `oneOf`. An enumeration of texts becomes a Rust enum. One of numbers, booleans, objects or arrays would become \
                      an opaque type that refuses every other value: it becomes the plain type, and the description says which values \
                      there are.",
        example: "sample_rate: {type: integer, enum: [8000, 16000]}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        if let Some(members) = schema.as_object_mut() {
            typed(members, source, pointer, findings);
            plain(members, source, pointer, findings);
        }
    });
}

fn typed(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let combined = COMBINING.iter().any(|keyword| members.contains_key(*keyword));
    if !members.contains_key("enum") || members.contains_key("type") || combined {
        return;
    }
    let here = pointer.join("enum");
    match types::implied(members).as_slice() {
        [] => {}
        // The generator sees that too.
        ["string"] => {
            members.insert("type".to_owned(), "string".into());
        }
        [single] => {
            findings.note(
                &RULE,
                source,
                &here,
                "an enumeration has no `type`",
                format!("taken as `type: {single}`"),
            );
            members.insert("type".to_owned(), (*single).into());
        }
        several => {
            let message = format!("the enumerated values are of several types: {}", listed(several));
            findings.note(&RULE, source, &here, message, "said as one of each");
            types::split(members, source, pointer, several);
        }
    }
}

fn plain(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, findings: &mut Findings) {
    let name = members
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("string")
        .to_owned();
    let Some(values) = members
        .get("enum")
        .and_then(Value::as_array)
        .filter(|_| name != "string")
    else {
        return;
    };
    let sentence = match values.as_slice() {
        [single] => format!("Always {}.", listed([single])),
        several => format!("One of {}.", listed(several)),
    };
    let message = format!("an enumeration of the type `{name}`");
    let done = format!("taken as any {name}; the description says the values");
    findings.warning(&RULE, source, &pointer.join("enum"), message, done);
    edit::remove(members, source, pointer, "enum");
    edit::say(members, &sentence);
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn values_that_are_no_texts_are_said_in_the_description() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {type: integer, enum: [8000, 16000], description: The rate.}
                B: {properties: {b: {type: boolean, enum: [true]}, c: {enum: [1.5, 2]}}}
                C: {type: string, enum: [a]}
                D: {enum: [a]}
        "), @r#"
         components:
           schemas:
        -    A: {type: integer, enum: [8000, 16000], description: The rate.}
        +    A: {type: integer, description: "The rate.\n\nOne of `8000`, `16000`."}
             B:
               properties:
        -        b: {type: boolean, enum: [true]}
        -        c: {enum: [1.5, 2]}
        +        b: {type: boolean, description: 'Always `true`.'}
        +        c: {type: number, description: 'One of `1.5`, `2`.'}
        -    D: {enum: [a]}
        +    D: {enum: [a], type: string}
        warning[L044] test.yaml:3:24 /components/schemas/A/enum: an enumeration of the type `integer`
        warning[L044] test.yaml:4:41 /components/schemas/B/properties/b/enum: an enumeration of the type `boolean`
        note[L044] test.yaml:4:60 /components/schemas/B/properties/c/enum: an enumeration has no `type`
        warning[L044] test.yaml:4:60 /components/schemas/B/properties/c/enum: an enumeration of the type `number`
        "#);
    }

    #[test]
    fn values_of_several_types_become_branches() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {enum: [a, 1, b, true], description: Either.}
        "), @"
         components:
           schemas:
             A:
        -      enum: [a, 1, b, true]
        +      oneOf:
        +        - {type: string, enum: [a, b]}
        +        - {type: integer, description: 'Always `1`.'}
        +        - {type: boolean, description: 'Always `true`.'}
        note[L044] test.yaml:3:9 /components/schemas/A/enum: the enumerated values are of several types: `string`, `integer`, `boolean`
        warning[L044] test.yaml:3:9 /components/schemas/A/oneOf/1/enum: an enumeration of the type `integer`
        warning[L044] test.yaml:3:9 /components/schemas/A/oneOf/2/enum: an enumeration of the type `boolean`
        ");
    }
}
