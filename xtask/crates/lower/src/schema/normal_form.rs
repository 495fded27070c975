//! The normal form of schemas (`document::normal`), and what was said in another way to come to it.

use super::edit::listed;
use super::{Findings, Pass};
use document::Document;
use document::normal::{self, Change, ChangeKind};
use document::rule::Rule;

pub(crate) const PASS: Pass = Pass {
    name: "normal_form",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static IMPLIED: Rule = Rule {
        id: "L099",
        title: "a type that only the keywords tell",
        explanation: "By the letter of JSON Schema `properties` says nothing about a value that is no object, and `items` nothing about \
                      one that is no array. Whoever writes them describes an object or an array: the schema is read as if `type` \
                      said so, by the generator and by `cargo xtask diff` alike.",
        example: "Voice:\n  properties: {name: {type: string}}",
    };

    static REPEATED: Rule = Rule {
        id: "L100",
        title: "keywords that repeat what stands beside them",
        explanation: "`type: object` beside a `$ref` to an object, or beside an `allOf`, `anyOf` or `oneOf` of objects, says \
                      nothing that they do not say; neither does a keyword beside a `$ref` that its target has with the same value, \
                      that takes every value (`required: []`) or is about values of other types, nor a branch of `allOf` with nothing but a type that another branch has. The generator would make a second type \
                      of what is only referred to: it is left out.",
        example: "voice:\n  type: object\n  nullable: true\n  allOf: [{$ref: '#/components/schemas/Voice'}]",
    };

    static TYPE_OR_NULL: Rule = Rule {
        id: "L102",
        title: "a list of one type",
        explanation: "`type: [string, 'null']` of JSON Schema 2020-12 is `type: string` with `nullable: true` in OpenAPI 3.0, and \
                      `type: [string]` is `type: string`.",
        example: "name: {type: [string, 'null']}",
    };

    static NULLABLE_BRANCH: Rule = Rule {
        id: "L101",
        title: "nullable in a branch of allOf",
        explanation: "A branch of `allOf` that only says `nullable: true` says nothing by the letter: null has to satisfy the other branches \
                      too. Whoever writes it means that the whole may be null, and so it is read.",
        example: "voice:\n  allOf:\n    - $ref: '#/components/schemas/Voice'\n    - nullable: true",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    for change in normal::normalize(document) {
        report(document, &change, findings);
    }
}

fn report(document: &Document, change: &Change, findings: &mut Findings) {
    let (source, here) = (&document.source, &change.pointer);
    match &change.kind {
        ChangeKind::TypeList(names) => {
            let written = document.get(&here.join("type"));
            // Of several types each becomes a branch, which says so.
            let Some(single) = written.and_then(|written| written.as_str()) else {
                return;
            };
            let and_null = if names.iter().any(|name| name == "null") {
                ", or null"
            } else {
                ""
            };
            let message = format!("`type` is a list: {}", listed(names));
            let done = format!("said as `type: {single}`{and_null}");
            findings.note(&TYPE_OR_NULL, source, &here.join("type"), message, done);
        }
        ChangeKind::ImpliedType(name) => {
            let message = format!("keywords of `{name}` without a `type`");
            findings.note(&IMPLIED, source, here, message, format!("taken as `type: {name}`"));
        }
        ChangeKind::Repetition { keywords, of } => {
            let place = keywords.first().map_or_else(|| here.clone(), |first| here.join(first));
            if of.starts_with('#') {
                let message = format!(
                    "{} beside a `$ref` repeats what the schema says that is referred to",
                    listed(keywords)
                );
                findings.note(&REPEATED, source, &place, message, "left out");
            } else {
                let message = format!("`type` repeats what `{of}` says");
                findings.note(&REPEATED, source, &place, message, "left out");
            }
        }
        ChangeKind::NullableBranch(index) => {
            let place = here.join("allOf").join(index.to_string()).join("nullable");
            let message = "a branch of `allOf` only says that the value may be null";
            findings.note(&NULLABLE_BRANCH, source, &place, message, "the whole may be null");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn what_decorates_a_reference_is_left_out_and_said() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  properties:
                    beside: {$ref: '#/components/schemas/B', type: object, nullable: true, default: null}
                    list: {$ref: '#/components/schemas/B', type: [object, 'null']}
                    wrapped: {allOf: [{$ref: '#/components/schemas/B'}], type: object, nullable: true}
                    branch: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, nullable: true}]}
                    text: {type: [string, 'null']}
                    other: {$ref: '#/components/schemas/B', type: string}
                B: {properties: {c: {items: {type: string}}}}
        "), @r#"
         components:
           schemas:
             A:
               properties:
        -        beside: {$ref: '#/components/schemas/B', type: object, nullable: true, default: null}
        -        list: {$ref: '#/components/schemas/B', type: [object, 'null']}
        -        wrapped: {allOf: [{$ref: '#/components/schemas/B'}], type: object, nullable: true}
        -        branch: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, nullable: true}]}
        -        text: {type: [string, 'null']}
        +        beside: {$ref: '#/components/schemas/B', nullable: true, default: null}
        +        list: {$ref: '#/components/schemas/B', nullable: true}
        +        wrapped: {allOf: [{$ref: '#/components/schemas/B'}], nullable: true}
        +        branch: {allOf: [{$ref: '#/components/schemas/B'}, {nullable: true}], nullable: true}
        +        text: {type: string, nullable: true}
        -    B: {properties: {c: {items: {type: string}}}}
        +      type: object
        +    B: {properties: {c: {items: {type: string}, type: array}}, type: object}
        note[L099] test.yaml:3:5 /components/schemas/A: keywords of `object` without a `type`
        note[L100] test.yaml:5:50 /components/schemas/A/properties/beside/type: `type` beside a `$ref` repeats what the schema says that is referred to
        note[L100] test.yaml:6:48 /components/schemas/A/properties/list/type: `type` beside a `$ref` repeats what the schema says that is referred to
        note[L100] test.yaml:7:62 /components/schemas/A/properties/wrapped/type: `type` repeats what `allOf` says
        note[L100] test.yaml:8:61 /components/schemas/A/properties/branch/allOf/1/type: `type` repeats what `allOf` says
        note[L101] test.yaml:8:75 /components/schemas/A/properties/branch/allOf/1/nullable: a branch of `allOf` only says that the value may be null
        note[L102] test.yaml:9:16 /components/schemas/A/properties/text/type: `type` is a list: `string`, `null`
        note[L099] test.yaml:11:5 /components/schemas/B: keywords of `object` without a `type`
        note[L099] test.yaml:11:22 /components/schemas/B/properties/c: keywords of `array` without a `type`
        "#);
    }
}
