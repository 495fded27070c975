//! What must be there, and what may be null, is not a matter of the type.
//!
//! typify makes a plain field of what is required, and one absent field would fail a whole response; an optional array
//! becomes one that is not sent when it is empty. Here every property becomes optional, and what a request must have is
//! marked, to be checked when a body is built.

use serde_json::{Map, Value};

use super::{Findings, Pass};
use crate::direction::Directions;
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "presence",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L024",
        title: "properties that must be there",
        explanation: "A property that is `required` is a field that can be absent all the same: servers leave out what their documents promise, \
                      and one absent field would fail a whole response. In what is sent, the properties are asked for when a body \
                      is built, with an error that names the one that is missing; one that is `readOnly` is not.",
        example: "Gateway:\n  type: object\n  required: [gateway_address]\n  properties:\n    gateway_address: {type: string}",
    };
}

/// On an object that requests hold: the names of the properties that must be there.
pub(crate) const REQUIRED: &str = "x-xtask-required";

/// On a property that requests hold: null is a value of its own, beside absent.
pub(crate) const NULLABLE: &str = "x-xtask-nullable";

fn run(document: &mut Document, findings: &mut Findings) {
    let directions = Directions::compute(document);
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let [_, section, component, ..] = pointer.tokens() else {
            return;
        };
        let Some(members) = schema.as_object_mut().filter(|_| section == "schemas") else {
            return;
        };
        let written = directions.writes(component);
        // What is no list of names stays, for the typed reading to report.
        let is_list = |required: &Value| {
            required
                .as_array()
                .is_some_and(|names| names.iter().all(Value::is_string))
        };
        if members.get("required").is_some_and(is_list)
            && let Some(required) = members.shift_remove("required")
        {
            let names = required.as_array().into_iter().flatten().filter_map(Value::as_str);
            let names = super::edit::listed(names);
            let done = match (directions.reads(component), written) {
                (true, true) => "each may be absent in a response; a request is checked for them",
                (false, true) => "checked when a body is built",
                _ => "each may be absent",
            };
            if !names.is_empty() {
                let here = pointer.join("required");
                findings.note(&RULE, source, &here, format!("required: {names}"), done);
            }
            if written {
                // "SHOULD NOT be sent as part of the request", required or not (OpenAPI 3.0.4, section 4.7.24).
                let mut required = required;
                if let (Some(names), Some(properties)) = (required.as_array_mut(), members.get("properties")) {
                    names.retain(|name| !name.as_str().is_some_and(|name| is_read_only(properties, name)));
                }
                members.insert(REQUIRED.to_owned(), required);
            }
        }
        let properties = members.get_mut("properties").and_then(Value::as_object_mut);
        for property in properties.into_iter().flat_map(Map::values_mut) {
            if let Some(property) = property.as_object_mut() {
                settle(property, written);
            }
        }
    });
}

fn is_read_only(properties: &Value, name: &str) -> bool {
    let property = properties.get(name);
    property.is_some_and(|property| property.get("readOnly") == Some(&Value::Bool(true)))
}

/// Lets the generator make of the property what the two directions need: three states where requests can have null, an
/// `Option` around an array that a request can leave out or send empty, and no `Option` around one that is only read.
fn settle(property: &mut Map<String, Value>, written: bool) {
    let nullable = property.shift_remove("nullable") == Some(Value::Bool(true));
    if !written {
        return;
    }
    let any = !property
        .keys()
        .any(|key| matches!(key.as_str(), "type" | "$ref" | "allOf" | "anyOf" | "oneOf" | "enum"));
    if nullable && !any {
        property.insert(NULLABLE.to_owned(), true.into());
    }
    if is_collection(property) {
        property.insert("nullable".to_owned(), true.into());
    }
}

/// Whether a schema is what typify makes a list or a map of, which it leaves out when it is empty.
fn is_collection(schema: &Map<String, Value>) -> bool {
    match schema.get("type").and_then(Value::as_str) {
        Some("array") => true,
        // An object with properties is a structure.
        Some("object") => schema
            .get("properties")
            .and_then(Value::as_object)
            .is_none_or(Map::is_empty),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn nothing_is_required_and_requests_say_what_they_must_have() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
                  responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Made'}}}}}
            components:
              schemas:
                New: {required: [name], properties: {name: {type: string}, part: {$ref: '#/components/schemas/Part'}}}
                Made: {required: [id], properties: {id: {type: string}, part: {$ref: '#/components/schemas/Part'}}}
                Part: {required: [kind], properties: {kind: {type: string}}}
        "), @"
         components:
           schemas:
             New:
        -      required: [name]
        +      x-xtask-required: [name]
             Made:
        -      required: [id]
        -    Part: {required: [kind], properties: {kind: {type: string}}}
        +    Part: {properties: {kind: {type: string}}, x-xtask-required: [kind]}
        note[L024] test.yaml:8:11 /components/schemas/New/required: required: `name`
        note[L024] test.yaml:9:12 /components/schemas/Made/required: required: `id`
        note[L024] test.yaml:10:12 /components/schemas/Part/required: required: `kind`
        ");
    }

    #[test]
    fn what_only_the_server_says_is_not_asked_of_a_request() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}}}
            components:
              schemas:
                New: {required: [id, name], properties: {id: {type: string, readOnly: true}, name: {type: string}}}
        "), @r#"
         components:
           schemas:
             New:
        -      required: [id, name]
        +      x-xtask-required: [name]
        note[L024] test.yaml:5:11 /components/schemas/New/required: required: `id`, `name`
        "#);
    }

    #[test]
    fn null_is_a_value_of_its_own_and_an_array_can_be_absent_in_requests_only() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
            components:
              schemas:
                New: {properties: {a: {type: string, nullable: true}, b: {type: array, items: {}}, c: {nullable: true}, d: {type: object}}}
                Made: {properties: {a: {type: string, nullable: true}, b: {type: array, items: {nullable: true}}, c: {nullable: true}}}
        "), @"
         components:
           schemas:
             New:
               properties:
        -        a: {type: string, nullable: true}
        -        b: {type: array, items: {}}
        -        c: {nullable: true}
        -        d: {type: object}
        +        a: {type: string, x-xtask-nullable: true}
        +        b: {type: array, items: {}, nullable: true}
        +        c: {}
        +        d: {type: object, nullable: true}
             Made:
               properties:
        -        a: {type: string, nullable: true}
        +        a: {type: string}
        -        c: {nullable: true}
        +        c: {}
        ");
    }
}
