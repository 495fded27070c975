//! A request body has one media type that the client can write, and a schema.

use serde_json::{Map, Value, json};

use document::operations;

use super::{Findings, Pass, media_type};
use document::rule::Rule;
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "request_bodies",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static SEVERAL: Rule = Rule {
        id: "L075",
        title: "a request body with several media types",
        explanation: "A method sends a body in one media type. Of those that the document allows it is the first of: JSON, a multipart form, \
                      an URL-encoded form, bytes, plain text. The server takes any of them, so that nothing is lost but the choice. JSON \
                      of a type such as `application/merge-patch+json` goes out as that.",
        example: "requestBody:\n  content:\n    application/json: {schema: {…}}\n    application/xml: {schema: {…}}",
    };

    static UNSUPPORTED: Rule = Rule {
        id: "L076",
        title: "a request body that the client cannot write",
        explanation: "The client writes JSON, forms, bytes (`application/octet-stream`) and plain text. None of the media types of the body \
                      is one of them. Say with an overlay action what the server also takes, or leave the body out.",
        example: "requestBody:\n  content:\n    application/xml: {schema: {type: object}}",
    };

    static NO_SCHEMA: Rule = Rule {
        id: "L077",
        title: "a request body without a schema",
        explanation: "Nothing is known of the body but its media type: any JSON value can be sent. An overlay action that adds the `schema` \
                      gives it a type.",
        example: "requestBody:\n  content:\n    application/json: {}",
    };

    static OPTIONAL: Rule = Rule {
        id: "L078",
        title: "a request body that is not required",
        explanation: "`required` of a request body is false unless it is said (OpenAPI 3.1 section 4.8.13), which vendors forget: an operation \
                      that takes a body and works without one is rare. The body is always sent; with nothing set it is an empty \
                      object, or whatever the schema makes of nothing.",
        example: "requestBody:\n  content: {application/json: {schema: {…}}}      # and no `required: true`",
    };

    static CSV: Rule = Rule {
        id: "L079",
        title: "a text body around an object with a file",
        explanation: "A body of `text/csv` cannot be an object with properties. What the vendor describes is a form in which one field is \
                      the file, and that is `multipart/form-data`.",
        example: "requestBody:\n  content:\n    text/csv:\n      schema: {properties: {file: {type: string, format: binary}, agent_id: {type: string}}}",
    };
}

/// On an operation: what the JSON of its body is called, if not `application/json`.
pub(crate) const MEDIA_TYPE: &str = "x-xtask-media-type";

fn run(document: &mut Document, findings: &mut Findings) {
    let schemas = document
        .value
        .pointer("/components/schemas")
        .cloned()
        .unwrap_or_default();
    for pointer in operations::pointers(document) {
        let Document { value, source } = &mut *document;
        let here = pointer.join("requestBody");
        let Some(body) = value.pointer_mut(&here.to_string()).and_then(Value::as_object_mut) else {
            continue;
        };
        require(body, source, &here, findings);
        let Some(content) = body.get_mut("content").and_then(Value::as_object_mut) else {
            continue;
        };
        mend_csv(content, &schemas, source, &here.join("content"), findings);
        let media_type = choose(content, source, &here.join("content"), findings);
        let empty = content.is_empty();
        if let (Some(media_type), Some(operation)) = (
            media_type,
            value.pointer_mut(&pointer.to_string()).and_then(Value::as_object_mut),
        ) {
            operation.insert(MEDIA_TYPE.to_owned(), media_type.into());
        }
        if empty && let Some(operation) = value.pointer_mut(&pointer.to_string()).and_then(Value::as_object_mut) {
            operation.shift_remove("requestBody");
        }
    }
}

fn require(body: &mut Map<String, Value>, source: &SourceMap, here: &Pointer, findings: &mut Findings) {
    if body.get("required") != Some(&Value::Bool(true)) {
        body.insert("required".to_owned(), true.into());
        findings.warning(
            &OPTIONAL,
            source,
            here,
            "the request body is not `required: true`",
            "always sent",
        );
    }
}

/// Takes a string body around an object with a binary property for the form that it is.
fn mend_csv(
    content: &mut Map<String, Value>,
    schemas: &Value,
    source: &mut SourceMap,
    here: &Pointer,
    findings: &mut Findings,
) {
    let names: Vec<String> = content
        .keys()
        .filter(|name| media_type::essence(name) == "text/csv")
        .cloned()
        .collect();
    for name in names {
        let schema = content
            .get(&name)
            .and_then(|media| media.get("schema"))
            .unwrap_or(&Value::Null);
        let schema = match document::reference::schema_name(operations::text(schema, "$ref")) {
            Some(component) => schemas.get(component).unwrap_or(&Value::Null),
            None => schema,
        };
        let properties = schema.get("properties").and_then(Value::as_object);
        let binary = |property: &Value| property.get("format").is_some_and(|format| format == "binary");
        if !properties.is_some_and(|properties| properties.values().any(binary)) {
            continue;
        }
        findings.warning(
            &CSV,
            source,
            &here.join(&name),
            "a CSV text is no object",
            "sent as multipart/form-data",
        );
        if let Some(media) = content.shift_remove(&name) {
            let place = source.take(&here.join(&name)).unwrap_or_default();
            content.entry("multipart/form-data").or_insert(media);
            source.put(&here.join("multipart/form-data"), place);
        }
    }
}

/// What the client can write, best first: the essence of the media type, and the name that the generator knows.
fn writable(content: &Map<String, Value>) -> Option<(String, &'static str)> {
    const OTHERS: [&str; 4] = [
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "application/octet-stream",
        "text/plain",
    ];
    if let Some(name) = media_type::json(content) {
        return Some((name, "application/json"));
    }
    OTHERS.iter().find_map(|wanted| {
        let name = content.keys().find(|name| media_type::essence(name) == *wanted)?;
        Some((name.clone(), *wanted))
    })
}

/// Leaves one media type; returns what JSON is to be called, if not by the name that the generator knows.
fn choose(
    content: &mut Map<String, Value>,
    source: &mut SourceMap,
    here: &Pointer,
    findings: &mut Findings,
) -> Option<String> {
    if content.is_empty() {
        return None;
    }
    let names: Vec<String> = content.keys().cloned().collect();
    let Some((chosen, known)) = writable(content) else {
        let message = format!(
            "the request body is {}, which the client cannot write",
            names.join(" or ")
        );
        let help = "say with an overlay action what the server also takes, or remove the body";
        findings.error(&UNSUPPORTED, source, here, message, help);
        return None;
    };
    let exact = media_type::essence(&chosen) == known || chosen.contains('*');
    let media_type = (!exact).then(|| chosen.trim().to_owned());
    if names.len() > 1 {
        let message = format!("the request body can be {}", names.join(" or "));
        let sent = media_type.as_deref().unwrap_or(known);
        findings.warning(&SEVERAL, source, here, message, format!("sent as {sent}"));
    }
    let mut media = content.shift_remove(&chosen).unwrap_or_default();
    if let Some(members) = media.as_object_mut() {
        if !members.contains_key("schema") {
            let message = "the request body has no schema";
            findings.warning(
                &NO_SCHEMA,
                source,
                &here.join(&chosen),
                message,
                "taken as any value of its media type",
            );
            members.insert("schema".to_owned(), json!({}));
        }
        // The generator wants exactly these for bodies that are not structured.
        match known {
            "application/octet-stream" => {
                drop(members.insert("schema".to_owned(), json!({"type": "string", "format": "binary"})))
            }
            "text/plain" => drop(members.insert("schema".to_owned(), json!({"type": "string"}))),
            "application/json" => drop(members.shift_remove("encoding")),
            _ => {}
        }
    }
    let place = source.take(&here.join(&chosen)).unwrap_or_default();
    source.put(&here.join(known), place);
    content.clear();
    content.insert(known.to_owned(), media);
    media_type.filter(|_| known == "application/json")
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn one_media_type_is_chosen() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                post:
                  requestBody:
                    required: true
                    content: {application/xml: {}, application/merge-patch+json: {schema: {}}}
        "), @r#"
         paths:
           /a:
             post:
               requestBody:
        -        content: {application/xml: {}, application/merge-patch+json: {schema: {}}}
        +        content: {application/json: {schema: {}}}
        +      x-xtask-media-type: application/merge-patch+json
        warning[L075] test.yaml:6:9 /paths/~1a/post/requestBody/content: the request body can be application/xml or application/merge-patch+json
        "#);
    }

    #[test]
    fn a_csv_with_a_file_among_its_properties_is_a_form() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                post:
                  requestBody:
                    required: true
                    content: {text/csv: {schema: {properties: {file: {type: string, format: binary}}}}}
        "), @"
         paths:
           /a:
             post:
               requestBody:
                 content:
        -          text/csv: {schema: {properties: {file: {type: string, format: binary}}}}
        +          multipart/form-data: {schema: {properties: {file: {type: string, format: binary}}}}
        warning[L079] test.yaml:6:19 /paths/~1a/post/requestBody/content/text~1csv: a CSV text is no object
        ");
    }

    #[test]
    fn a_body_is_required_and_has_a_schema() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                post: {requestBody: {content: {application/json: {}}}}
                put: {requestBody: {required: true, content: {}}}
        "), @"
         paths:
           /a:
        -    post: {requestBody: {content: {application/json: {}}}}
        -    put: {requestBody: {required: true, content: {}}}
        +    post: {requestBody: {content: {application/json: {schema: {}}}, required: true}}
        +    put: {}
        warning[L078] test.yaml:3:12 /paths/~1a/post/requestBody: the request body is not `required: true`
        warning[L077] test.yaml:3:36 /paths/~1a/post/requestBody/content/application~1json: the request body has no schema
        ");
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {post: {requestBody: {required: true, content: {application/xml: {schema: {}}}}}}}
        "), @"
        unchanged
        error[L076] test.yaml:1:51 /paths/~1a/post/requestBody/content: the request body is application/xml, which the client cannot write
        ");
    }
}
