//! An operation has one kind of success, whatever its status.
//!
//! progenitor gives an operation one type of success and panics when two documented ones differ (oxidecomputer/progenitor
//! #344).

use serde_json::{Map, Value, json};

use document::operations;

use super::{Findings, Pass, marks};
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "success_responses",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static UNITED: Rule = Rule {
        id: "L073",
        title: "several successes with different schemas",
        explanation: "A method returns one type. Where the documented successes have different schemas, that type is what either of them \
                      can be: of objects, one object with the properties of all, of which those are required that are in all; of \
                      anything else, a value that is one of them. The status tells which it was.",
        example: "responses:\n  '200': {… schema: {$ref: '#/components/schemas/Updated'}}\n  '201': {… schema: {$ref: '#/components/schemas/Created'}}",
    };

    static APART: Rule = Rule {
        id: "L074",
        title: "a success with a body beside one without",
        explanation: "A method returns one type. A success without a body, beside one that is an object, is that object with nothing in it; \
                      the status tells which it was. Bytes instead of JSON cannot be told beside JSON: the JSON is the \
                      success, and the other status ends in an error that has the status, the headers and the body, and says that it is a \
                      success.",
        example: "responses:\n  '200': {content: {application/json: {schema: {…}}}}\n  '204': {description: nothing to say}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let schemas = document
        .value
        .pointer("/components/schemas")
        .cloned()
        .unwrap_or_default();
    let mut optional = Vec::new();
    for pointer in operations::pointers(document) {
        unite(document, &pointer, &schemas, &mut optional, findings);
    }
    for pointer in optional {
        if let Some(operation) = document.get_mut(&pointer).and_then(Value::as_object_mut) {
            operation.insert(marks::BODY.to_owned(), marks::OPTIONAL.into());
        }
    }
}

/// Adds the operation to `optional` where one of its successes has no body.
fn unite(
    document: &mut Document,
    pointer: &Pointer,
    schemas: &Value,
    optional: &mut Vec<Pointer>,
    findings: &mut Findings,
) {
    let here = pointer.join("responses");
    let Document { value, source } = document;
    let Some(responses) = value.pointer_mut(&here.to_string()).and_then(Value::as_object_mut) else {
        return;
    };
    let statuses: Vec<String> = responses
        .keys()
        .filter(|name| !name.starts_with("x-"))
        .cloned()
        .collect();
    let schema = |response: &Value| response.pointer("/content/application~1json/schema").cloned();
    let typed: Vec<(String, Value)> = statuses
        .iter()
        .filter_map(|status| Some((status.clone(), schema(responses.get(status)?)?)))
        .collect();
    let has_content = |response: &Value| {
        response
            .get("content")
            .and_then(Value::as_object)
            .is_some_and(|content| !content.is_empty())
    };
    let raw = statuses
        .iter()
        .filter(|status| responses.get(*status).is_some_and(has_content))
        .count()
        - typed.len();
    if typed.is_empty() {
        // Bytes beside nothing: nothing is a stream without bytes.
        let bodiless = responses
            .values_mut()
            .filter(|response| raw > 0 && !has_content(response));
        for response in bodiless.filter_map(Value::as_object_mut) {
            response.insert("content".to_owned(), json!({"*/*": {}}));
        }
        return;
    }
    let apart = statuses
        .iter()
        .filter(|status| !typed.iter().any(|(name, _)| name == *status));
    let mut is_optional = false;
    for status in apart.cloned().collect::<Vec<_>>() {
        let removed = responses.shift_remove(&status);
        if !removed.as_ref().is_some_and(has_content) {
            is_optional = true;
            let message = format!("the success {status} has no body, and another one has");
            findings.note(
                &APART,
                source,
                &here.join(&status),
                message,
                "a body that is empty is a success, too",
            );
            continue;
        }
        let message = format!("the success {status} is no JSON, and another one is");
        let done = "it ends in an error that has the status, the headers and the body";
        findings.warning(&APART, source, &here.join(&status), message, done);
    }
    if is_optional {
        optional.push(pointer.clone());
    }
    let Some((_, first)) = typed.first() else { return };
    if typed.iter().all(|(_, schema)| schema == first) {
        return;
    }
    let names: Vec<&str> = typed.iter().map(|(status, _)| status.as_str()).collect();
    let message = format!("the successes {} have different schemas", names.join(", "));
    findings.warning(&UNITED, source, &here, message, "read as one type that holds either");
    let branches: Vec<&Value> = typed.iter().map(|(_, schema)| schema).collect();
    let united = objects(&branches, schemas).unwrap_or_else(|| json!({"oneOf": branches}));
    for status in &names {
        let place = responses
            .get_mut(*status)
            .and_then(|response| response.pointer_mut("/content/application~1json"));
        if let Some(media) = place.and_then(Value::as_object_mut) {
            media.insert("schema".to_owned(), united.clone());
        }
    }
}

/// One object schema for all, if all are objects whose common properties agree.
fn objects(branches: &[&Value], schemas: &Value) -> Option<Value> {
    let mut properties: Map<String, Value> = Map::new();
    let mut required: Option<Vec<&Value>> = None;
    for branch in branches {
        let object = resolve(branch, schemas)?.as_object()?;
        let composed = ["allOf", "oneOf", "anyOf"]
            .iter()
            .any(|keyword| object.contains_key(*keyword));
        if composed || object.get("type").is_some_and(|kind| kind != "object") {
            return None;
        }
        for (name, schema) in object.get("properties")?.as_object()? {
            match properties.get(name) {
                Some(other) if other != schema => return None,
                _ => properties.insert(name.clone(), schema.clone()),
            };
        }
        let own: Vec<&Value> = object
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .collect();
        required = Some(match required {
            None => own,
            Some(common) => common.into_iter().filter(|name| own.contains(name)).collect(),
        });
    }
    Some(json!({"type": "object", "properties": properties, "required": required.unwrap_or_default()}))
}

fn resolve<'a>(schema: &'a Value, schemas: &'a Value) -> Option<&'a Value> {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => schemas.get(document::reference::schema_name(reference)?),
        None => Some(schema),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn objects_become_one_object() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                put:
                  responses:
                    '200': {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
                    '201': {content: {application/json: {schema: {type: object, required: [id], properties: {id: {type: string}, new: {type: boolean}}}}}}
            components:
              schemas:
                A: {type: object, required: [id, name], properties: {id: {type: string}, name: {type: string}}}
        "), @"
         paths:
           /a:
             put:
               responses:
                 '200':
                   content:
                     application/json:
                       schema:
        -                $ref: '#/components/schemas/A'
        +                type: object
        +                properties: {id: {type: string}, name: {type: string}, new: {type: boolean}}
        +                required: [id]
                 '201':
                   content:
                     application/json:
                       schema:
        +                properties: {id: {type: string}, name: {type: string}, new: {type: boolean}}
        -                properties: {id: {type: string}, new: {type: boolean}}
        warning[L073] test.yaml:4:7 /paths/~1a/put/responses: the successes 200, 201 have different schemas
        ");
    }

    #[test]
    fn what_is_no_object_is_one_of_both() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                put:
                  responses:
                    '200': {content: {application/json: {schema: {type: string}}}}
                    '201': {content: {application/json: {schema: {type: integer}}}}
        "), @"
         paths:
           /a:
             put:
               responses:
        -        '200': {content: {application/json: {schema: {type: string}}}}
        -        '201': {content: {application/json: {schema: {type: integer}}}}
        +        '200': {content: {application/json: {schema: {oneOf: [{type: string}, {type: integer}]}}}}
        +        '201': {content: {application/json: {schema: {oneOf: [{type: string}, {type: integer}]}}}}
        warning[L073] test.yaml:4:7 /paths/~1a/put/responses: the successes 200, 201 have different schemas
        ");
    }

    #[test]
    fn json_wins_over_nothing_and_bytes_take_nothing_along() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                put:
                  responses:
                    '200': {content: {application/json: {schema: {type: string}}}}
                    '204': {description: nothing}
              /b:
                get:
                  responses:
                    '200': {content: {audio/wav: {}}}
                    '204': {description: nothing}
        "), @r#"
         paths:
           /a:
             put:
               responses:
        -        '204': {description: nothing}
        +      x-response-body: optional
           /b:
             get:
               responses:
        -        '204': {description: nothing}
        +        '204': {description: nothing, content: {'*/*': {}}}
        note[L074] test.yaml:6:9 /paths/~1a/put/responses/204: the success 204 has no body, and another one has
        "#);
    }

    #[test]
    fn equal_successes_are_nothing_to_talk_about() {
        let lowered = lowered(
            super::PASS,
            r"
            paths:
              /a:
                put:
                  responses:
                    '200': {content: {application/json: {schema: {type: string}}}}
                    '201': {content: {application/json: {schema: {type: string}}}}
        ",
        );
        assert_eq!(lowered, "unchanged");
    }
}
