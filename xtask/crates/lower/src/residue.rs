//! What is left that OpenAPI 3.0 cannot say, that the generator would drop, or that nobody knows: errors, each by name
//! and place.

use serde_json::Value;

use super::resolution::Resolution;
use super::{Findings, Pass};
use document::grammar::{Kind, Since};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(super) const PASS: Pass = Pass {
    name: "residue",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static UNKNOWN: Rule = Rule {
        id: "L080",
        title: "a field that the specification does not have",
        explanation: "At the place named stands a field that neither OpenAPI nor JSON Schema 2020-12 defines for such an object. A \
                      misspelt keyword would otherwise be ignored, and what it was meant to say with it. Extensions begin with `x-`.",
        example: "properties:\n  id: {type: string, fromat: uuid}",
    };

    static UNHANDLED: Rule = Rule {
        id: "L081",
        title: "a construct of OpenAPI 3.1 that nothing lowers",
        explanation: "OpenAPI 3.0, which the generator takes, cannot say this, and no pass knows how to say it in another way. Left \
                      alone it would be lost in silence. Correct the contract with an overlay action, or write a pass.",
        example: "type: array\nprefixItems: [{type: string}, {type: integer}]",
    };

    static REFERENCE: Rule = Rule {
        id: "L082",
        title: "a reference that cannot be followed",
        explanation: "A `$ref` must be a JSON pointer into this document (`#/components/schemas/Name`) to something that is there and \
                      is not, through other references, itself. References to files and URLs are refused: nothing is fetched.",
        example: "$ref: './schemas.yaml#/Trunk'",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let snapshot = document.value.clone();
    let mut resolution = Resolution::new(&snapshot);
    let Document { value, source } = document;
    visit::objects(value, Order::Down, &mut |kind, pointer, node| match node {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").filter(|_| kind != Kind::PathItem) {
                let here = pointer.join("$ref");
                if let Err(message) = resolution.check(reference) {
                    findings.error(
                        &REFERENCE,
                        source,
                        &here,
                        message,
                        "refer to a component of this document",
                    );
                }
                if kind.may_be_reference() || kind == Kind::Schema {
                    for sibling in members.keys().filter(|name| *name != "$ref" && !name.starts_with("x-")) {
                        let message = format!("`{sibling}` beside a `$ref` is ignored by OpenAPI 3.0");
                        let help = "move it into the component, or remove it with an overlay action";
                        findings.error(&UNHANDLED, source, &pointer.join(sibling), message, help);
                    }
                    return;
                }
            }
            fields(kind, pointer, members, source, findings);
            if kind == Kind::Schema {
                values(pointer, members, source, findings);
            }
        }
        Value::Bool(_) if kind == Kind::Schema && pointer.last() == Some("additionalProperties") => {}
        Value::Bool(truth) if kind == Kind::Schema => {
            let help = "replace it with an object schema by an overlay action";
            findings.error(
                &UNHANDLED,
                source,
                pointer,
                format!("the schema `{truth}` is not one of OpenAPI 3.0"),
                help,
            );
        }
        // The wrong type is found by the typed reading, which knows what is wanted.
        _ => {}
    });
}

fn fields(
    kind: Kind,
    pointer: &Pointer,
    members: &serde_json::Map<String, Value>,
    source: &document::SourceMap,
    findings: &mut Findings,
) {
    for name in members.keys().filter(|name| !name.starts_with("x-")) {
        let here = pointer.join(name);
        match kind.field(name) {
            Some(field) if field.since == Since::Only31 => {
                let message = format!("`{name}` is a field of OpenAPI 3.1 that no pass lowers");
                let help = "say it in another way, or remove it, with an overlay action; or write a pass";
                findings.error(&UNHANDLED, source, &here, message, help);
            }
            Some(_) => {}
            None => {
                let message = format!("`{name}` is not a field of the {}", kind.name());
                let help = match nearest(kind, name) {
                    Some(near) => format!("did you mean `{near}`? Otherwise remove it with an overlay action"),
                    None => "remove it with an overlay action, or let its name begin with `x-`".to_owned(),
                };
                findings.error(&UNKNOWN, source, &here, message, help);
            }
        }
    }
}

/// Keywords whose value has another form in 3.1.
fn values(
    pointer: &Pointer,
    members: &serde_json::Map<String, Value>,
    source: &document::SourceMap,
    findings: &mut Findings,
) {
    const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];
    for (name, value) in members {
        let known = match (name.as_str(), value) {
            ("type", Value::String(name)) => TYPES.contains(&name.as_str()),
            ("exclusiveMinimum" | "exclusiveMaximum", value) => value.is_boolean(),
            ("type", _) => false,
            _ => true,
        };
        if !known {
            let message = format!("`{name}: {value}` is not of OpenAPI 3.0, and no pass lowers it");
            let help = "say it in the way of OpenAPI 3.0 with an overlay action; or write a pass";
            findings.error(&UNHANDLED, source, &pointer.join(name), message, help);
        }
    }
}

/// The field that `name` most likely was meant to be.
fn nearest(kind: Kind, name: &str) -> Option<&'static str> {
    // Two edits away from a field is nothing that is much longer than the longest one.
    let fields = kind.fields().iter().filter(|_| name.len() <= 40);
    fields
        .map(|field| (strsim::damerau_levenshtein(field.name, name), field.name))
        .filter(|(distance, field)| *distance <= 2 && *distance < field.len().min(name.len()))
        .min()
        .map(|(_, field)| field)
}

#[cfg(test)]
mod tests {
    use crate::testing::found;

    #[test]
    fn a_misspelt_keyword_is_named_with_what_it_was_meant_to_be() {
        insta::assert_snapshot!(found(super::PASS, r"
            components:
              schemas:
                A:
                  type: string
                  fromat: uuid
                  x-note: an extension is no error
        "), @"error[L080] test.yaml:5:7 /components/schemas/A/fromat: `fromat` is not a field of the Schema Object");
    }

    #[test]
    fn what_only_3_1_can_say_is_named_where_it_stands() {
        insta::assert_snapshot!(found(super::PASS, r"
            components:
              schemas:
                A:
                  type: [string, 'null']
                  exclusiveMinimum: 1
                  $dynamicRef: '#a'
                  properties: {b: true}
                  additionalProperties: false
        "), @r#"
        error[L081] test.yaml:4:7 /components/schemas/A/type: `type: ["string","null"]` is not of OpenAPI 3.0, and no pass lowers it
        error[L081] test.yaml:5:7 /components/schemas/A/exclusiveMinimum: `exclusiveMinimum: 1` is not of OpenAPI 3.0, and no pass lowers it
        error[L081] test.yaml:6:7 /components/schemas/A/$dynamicRef: `$dynamicRef` is a field of OpenAPI 3.1 that no pass lowers
        error[L081] test.yaml:7:20 /components/schemas/A/properties/b: the schema `true` is not one of OpenAPI 3.0
        "#);
    }

    #[test]
    fn references_to_nothing_to_files_and_in_circles_are_errors() {
        insta::assert_snapshot!(found(super::PASS, r"
            components:
              schemas:
                A: {$ref: '#/components/schemas/B'}
                B: {$ref: '#/components/schemas/A'}
                C: {$ref: '#/components/schemas/Missing'}
                D: {$ref: 'other.yaml#/D'}
                E: {$ref: 'https://example.com/e.json'}
                F: {properties: {f: {$ref: '#/components/schemas/F'}}}
        "), @"
        error[L082] test.yaml:3:9 /components/schemas/A/$ref: `#/components/schemas/B` leads back to itself
        error[L082] test.yaml:5:9 /components/schemas/C/$ref: `#/components/schemas/Missing` refers to nothing
        error[L082] test.yaml:6:9 /components/schemas/D/$ref: `other.yaml#/D` is not a JSON pointer into this document
        error[L082] test.yaml:7:9 /components/schemas/E/$ref: `https://example.com/e.json` is not a JSON pointer into this document
        ");
    }
}
