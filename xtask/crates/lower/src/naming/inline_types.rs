//! An object or a union that stands inside another schema becomes a component, so that it has one name, which no other has.
//!
//! The generator names it after its place, and does not see that the name may be taken: two types of one name do not
//! compile.

use std::collections::{HashMap, HashSet};

use heck::ToPascalCase;
use serde_json::{Map, Value, json};

use super::{Findings, Pass, type_names};
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "inline_types",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L089",
        title: "an inline object",
        explanation: "An object with properties, or a union, that stands inside another schema becomes a component. Equal ones of one name \
                      are one type. It is named after the object and the property that hold it, or after the operation and \
                      `Body` or `Response`; an `x-rust-name`, which an overlay action can set, is taken instead.",
        example: "Call:\n  properties:\n    retry_config: {type: object, properties: {retries: {type: integer}}}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let ids = type_names::operation_ids(document);
    let parameters = type_names::parameters(document);
    let components = document.value.pointer("/components/schemas").and_then(Value::as_object);
    let mut taken: HashSet<String> = components
        .into_iter()
        .flat_map(Map::keys)
        .map(|name| name.to_pascal_case())
        .collect();
    let mut made: Vec<(String, Value, SourceMap)> = Vec::new();
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    let Document { value, source } = &mut *document;
    // What is inside first: then equal objects that hold equal objects are equal.
    visit::schemas(value, Order::Up, &mut |pointer, schema| {
        if !is_type(pointer, schema) {
            return;
        }
        let Some((owner, property)) = type_names::place(pointer, &ids, &parameters) else {
            return;
        };
        let given = schema.get(type_names::GIVEN).and_then(Value::as_str).map(str::to_owned);
        let Some(members) = schema.as_object_mut() else { return };
        let (said, inner) = split(std::mem::take(members));
        let wanted = type_names::choose(
            given.as_deref(),
            std::slice::from_ref(&owner),
            &property,
            &HashSet::new(),
        );
        let known = names.entry(wanted).or_default();
        let same = known
            .iter()
            .find_map(|at| made.get(*at).filter(|(_, other, _)| same_type(other, &inner)));
        let name = match same {
            Some((name, ..)) => name.clone(),
            None => {
                let name = type_names::choose(given.as_deref(), &[owner], &property, &taken);
                taken.insert(name.to_pascal_case());
                let place = source.get(pointer).cloned().unwrap_or_default();
                known.push(made.len());
                made.push((name.clone(), inner, place));
                name
            }
        };
        let message = "an object stands inside another schema";
        findings.note(&RULE, source, pointer, message, format!("made the component `{name}`"));
        *schema = reference(&name, said);
    });
    if made.is_empty() {
        return;
    }
    crate::reference::references::make_room(document);
    for (name, schema, place) in made {
        document.insert(&Pointer::from_tokens(["components", "schemas", &name]), schema, place);
    }
}

/// Whether a schema that stands here would be a type with a name of the generator's making.
fn is_type(pointer: &Pointer, schema: &Value) -> bool {
    let [.., parent, last] = pointer.tokens() else {
        return false;
    };
    let component = parent == "schemas" && pointer.tokens().len() == 3;
    // Branches are parts of what is composed of them.
    let branch =
        matches!(parent.as_str(), "allOf" | "oneOf" | "anyOf") && last.bytes().all(|byte| byte.is_ascii_digit());
    let object = schema
        .get("properties")
        .and_then(Value::as_object)
        .is_some_and(|properties| !properties.is_empty());
    let several = |keyword: &str| {
        schema
            .get(keyword)
            .and_then(Value::as_array)
            .is_some_and(|branches| branches.len() > 1)
    };
    !component && !branch && (object || several("oneOf") || several("anyOf") || several("allOf"))
}

/// What is said of the place, and what is the type. The description is both.
fn split(members: Map<String, Value>) -> (Map<String, Value>, Value) {
    const OF_THE_PLACE: [&str; 5] = ["description", "nullable", "deprecated", "readOnly", "writeOnly"];
    let said = members.iter().filter(|(name, _)| OF_THE_PLACE.contains(&name.as_str()));
    let said = said.map(|(name, value)| (name.clone(), value.clone())).collect();
    let inner = members
        .into_iter()
        .filter(|(name, _)| name == "description" || !OF_THE_PLACE.contains(&name.as_str()));
    (said, Value::Object(inner.collect()))
}

fn reference(name: &str, mut said: Map<String, Value>) -> Value {
    let reference = json!({"$ref": format!("#/components/schemas/{name}")});
    if said.is_empty() {
        reference
    } else {
        said.insert("allOf".to_owned(), json!([reference]));
        Value::Object(said)
    }
}

/// Whether two schemas are one type but for what is said of them.
pub(super) fn same_type(left: &Value, right: &Value) -> bool {
    const PROSE: [&str; 3] = ["description", "title", "example"];
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let bare =
                |members: &Map<String, Value>| members.keys().filter(|name| !PROSE.contains(&name.as_str())).count();
            let mut names = left.iter().filter(|(name, _)| !PROSE.contains(&name.as_str()));
            bare(left) == bare(right)
                && names.all(|(name, value)| right.get(name).is_some_and(|other| same_type(value, other)))
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_type(left, right))
        }
        _ => left == right,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn an_object_inside_another_is_a_component_and_equal_ones_are_one() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                Call:
                  properties:
                    retry: {description: How often., type: object, properties: {times: {type: integer}}}
                    legs: {type: array, items: {type: object, properties: {to: {type: string}}}}
                CallRequest:
                  properties:
                    retry: {type: object, properties: {times: {type: integer, description: Again.}}}
        "), @"
         components:
           schemas:
             Call:
               properties:
        -        retry: {description: How often., type: object, properties: {times: {type: integer}}}
        -        legs: {type: array, items: {type: object, properties: {to: {type: string}}}}
        +        retry: {description: How often., allOf: [{$ref: '#/components/schemas/CallRetry'}]}
        +        legs: {type: array, items: {$ref: '#/components/schemas/CallLeg'}}
             CallRequest:
        -      properties: {retry: {type: object, properties: {times: {type: integer, description: Again.}}}}
        +      properties: {retry: {$ref: '#/components/schemas/CallRetry'}}
        +    CallRetry: {description: How often., type: object, properties: {times: {type: integer}}}
        +    CallLeg: {type: object, properties: {to: {type: string}}}
        note[L089] test.yaml:5:9 /components/schemas/Call/properties/retry: an object stands inside another schema
        note[L089] test.yaml:6:29 /components/schemas/Call/properties/legs/items: an object stands inside another schema
        note[L089] test.yaml:9:9 /components/schemas/CallRequest/properties/retry: an object stands inside another schema
        ");
    }

    #[test]
    fn a_name_that_is_taken_is_not_given_twice() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                post:
                  operationId: create_call
                  requestBody: {content: {application/json: {schema: {type: object, properties: {a: {}}}}}}
                  responses: {'200': {content: {application/json: {schema: {type: object, properties: {b: {}}}}}}}
            components:
              schemas:
                CreateCallResponse: {type: object}
        "), @"
         paths:
           /a:
             post:
               requestBody:
        -        content: {application/json: {schema: {type: object, properties: {a: {}}}}}
        +        content: {application/json: {schema: {$ref: '#/components/schemas/CreateCallBody'}}}
               responses:
                 '200':
        -          content: {application/json: {schema: {type: object, properties: {b: {}}}}}
        +          content: {application/json: {schema: {$ref: '#/components/schemas/CreateCallResponse2'}}}
         components:
           schemas:
        +    CreateCallBody: {type: object, properties: {a: {}}}
        +    CreateCallResponse2: {type: object, properties: {b: {}}}
        note[L089] test.yaml:5:50 /paths/~1a/post/requestBody/content/application~1json/schema: an object stands inside another schema
        note[L089] test.yaml:6:56 /paths/~1a/post/responses/200/content/application~1json/schema: an object stands inside another schema
        ");
    }
}
