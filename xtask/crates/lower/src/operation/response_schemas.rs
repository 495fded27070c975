//! Every response that has a body has one media type and a schema.

use serde_json::{Value, json};

use document::operations;

use super::{Findings, Pass, example, media_type};
use document::rule::Rule;
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "response_schemas",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static INFERRED: Rule = Rule {
        id: "L070",
        title: "a response with an example and no schema",
        explanation: "The document shows what a response looks like and does not say what it is. The schema is inferred from the example: \
                      its properties with their types, none required. What the example lacks is not in the type; an overlay action \
                      that adds the `schema` says it better.",
        example: "content:\n  application/json:\n    example: {message: done}",
    };

    static ANYTHING: Rule = Rule {
        id: "L071",
        title: "a response with neither example nor schema",
        explanation: "Nothing is known of the body but that it is JSON: it is read as any JSON value. An overlay action that adds the \
                      `schema` gives it a type.",
        example: "content:\n  application/json: {}",
    };

    static SEVERAL: Rule = Rule {
        id: "L072",
        title: "a response with several media types",
        explanation: "The client asks for JSON and reads JSON; a response that can also come in another media type is read in that one \
                      only. Without JSON among them the body is a stream of bytes, whatever the media type.",
        example: "content:\n  application/json: {schema: {…}}\n  text/csv: {schema: {type: string}}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    for pointer in operations::pointers(document) {
        let Document { value, source } = &mut *document;
        let responses = pointer.join("responses");
        let Some(statuses) = value.pointer_mut(&responses.to_string()).and_then(Value::as_object_mut) else {
            continue;
        };
        for (status, response) in statuses {
            let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else {
                continue;
            };
            let here = responses.join(status).join("content");
            let Some(json) = media_type::json(content) else {
                continue;
            };
            let others: Vec<String> = content.keys().filter(|name| **name != json).cloned().collect();
            if !others.is_empty() {
                let message = format!("the response can come as {} too", others.join(", "));
                findings.warning(&SEVERAL, source, &here, message, format!("read as {json}"));
            }
            let Some(mut media) = content.shift_remove(&json) else {
                continue;
            };
            schema(&mut media, source, &here.join(&json), findings);
            // The generator reads JSON under this name only.
            let place = source.take(&here.join(&json)).unwrap_or_default();
            source.put(&here.join("application/json"), place);
            content.clear();
            content.insert("application/json".to_owned(), media);
        }
    }
}

fn schema(media: &mut Value, source: &SourceMap, here: &Pointer, findings: &mut Findings) {
    let Some(members) = media.as_object_mut() else { return };
    // How a part of a form is encoded says nothing about JSON (OpenAPI 3.1 section 4.8.14).
    members.shift_remove("encoding");
    if members.contains_key("schema") {
        return;
    }
    let first = members
        .get("examples")
        .and_then(Value::as_object)
        .and_then(|examples| examples.values().next());
    let example = members
        .get("example")
        .or_else(|| first.and_then(|example| example.get("value")));
    // Vendors paste the body as a string.
    let parsed = example
        .and_then(Value::as_str)
        .and_then(|text| serde_json::from_str::<Value>(text).ok());
    let inferred = match parsed
        .as_ref()
        .filter(|value| value.is_object() || value.is_array())
        .or(example)
    {
        Some(example) => {
            let message = "the response has an example and no schema";
            findings.warning(
                &INFERRED,
                source,
                here,
                message,
                "the schema is inferred from the example",
            );
            example::schema_of(example)
        }
        None => {
            let message = "the response has neither a schema nor an example";
            findings.warning(&ANYTHING, source, here, message, "read as any JSON value");
            json!({})
        }
    };
    members.insert("schema".to_owned(), inferred);
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_schema_is_inferred_from_an_example() {
        insta::assert_snapshot!(lowered(super::PASS, r#"
            paths:
              /a:
                get:
                  responses:
                    '200': {content: {application/json: {example: {message: done}}}}
                    '201': {content: {application/json: {examples: {one: {value: [1]}}}}}
                    '202': {content: {application/json: {example: '{"text": true}'}}}
                    '203': {content: {application/json: {}}}
        "#), @"
         paths:
           /a:
             get:
               responses:
                 '200':
                   content:
                     application/json:
        +              schema: {type: object, properties: {message: {type: string}}}
                 '201':
                   content:
                     application/json:
        +              schema: {type: array, items: {type: integer}}
        -        '203': {content: {application/json: {}}}
        +              schema: {type: object, properties: {text: {type: boolean}}}
        +        '203': {content: {application/json: {schema: {}}}}
        warning[L070] test.yaml:5:27 /paths/~1a/get/responses/200/content/application~1json: the response has an example and no schema
        warning[L070] test.yaml:6:27 /paths/~1a/get/responses/201/content/application~1json: the response has an example and no schema
        warning[L070] test.yaml:7:27 /paths/~1a/get/responses/202/content/application~1json: the response has an example and no schema
        warning[L071] test.yaml:8:27 /paths/~1a/get/responses/203/content/application~1json: the response has neither a schema nor an example
        ");
    }

    #[test]
    fn json_wins_over_other_media_types_and_bytes_stay_bytes() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  responses:
                    '200': {content: {text/csv: {}, application/json; charset=utf-8: {schema: {}}}}
                    '201': {content: {application/problem+json: {schema: {}}}}
                    '202': {content: {audio/wav: {}}}
                    '204': {description: nothing}
        "), @"
         paths:
           /a:
             get:
               responses:
        -        '200': {content: {text/csv: {}, 'application/json; charset=utf-8': {schema: {}}}}
        -        '201': {content: {application/problem+json: {schema: {}}}}
        +        '200': {content: {application/json: {schema: {}}}}
        +        '201': {content: {application/json: {schema: {}}}}
        warning[L072] test.yaml:5:17 /paths/~1a/get/responses/200/content: the response can come as text/csv too
        ");
    }
}
