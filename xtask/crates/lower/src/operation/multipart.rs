//! A multipart form becomes an object with fields and files; the hardening makes a form of it again.
//!
//! progenitor does not know `multipart/form-data` (oxidecomputer/progenitor #518). It is given an object in its place,
//! in which a file is a type of the crate, and the operation is marked.

use serde_json::{Map, Value, json};

use document::operations;

use super::{Findings, Pass};
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "multipart",
    rules: RULES,
    run,
};

/// The component that stands for a file. The generator replaces it by a type of the crate.
pub const FILE: &str = "XtaskMultipartFile";
/// The mark of an operation: the component that is its form.
pub(crate) const MARK: &str = "x-xtask-multipart";

document::rules! {
    const RULES: &[&Rule];

    static FORM: Rule = Rule {
        id: "L087",
        title: "a multipart form",
        explanation: "The body is `multipart/form-data`. It becomes a type with a field for each property: a file, with a name, a media type \
                      and bytes or a stream, where the property is binary, and a value anywhere else. Values go out as text, \
                      objects as JSON, arrays as one field for each element (OpenAPI 3.1 section 4.8.14.4).",
        example: "content:\n  multipart/form-data:\n    schema: {properties: {file: {type: string, format: binary}, agent_id: {type: string}}}",
    };

    static NOT_AN_OBJECT: Rule = Rule {
        id: "L088",
        title: "a multipart form that is not an object",
        explanation: "The fields of a form are the properties of its schema. A schema without properties, or one that is composed of others, \
                      does not name them. Write the properties out with an overlay action.",
        example: "content:\n  multipart/form-data:\n    schema: {type: string, format: binary}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let mut forms = false;
    for pointer in operations::pointers(document) {
        let content = pointer.join("requestBody").join("content");
        let here = content.join("multipart/form-data");
        let Some(schema) = document.get(&here).and_then(|media| media.get("schema")).cloned() else {
            continue;
        };
        let id = document
            .get(&pointer)
            .map(|operation| operations::text(operation, "operationId").to_owned());
        let Some((name, mut form)) = form(document, &schema, &id.unwrap_or_default()) else {
            let help = "write its properties out with an overlay action";
            findings.error(
                &NOT_AN_OBJECT,
                &document.source,
                &here,
                "the form is not an object with properties",
                help,
            );
            continue;
        };
        let files = mark_files(&mut form);
        let message = format!(
            "the body is a multipart form with {} and {}",
            count(files.0, "file"),
            count(files.1, "value")
        );
        findings.note(
            &FORM,
            &document.source,
            &here,
            message,
            format!("made the type `{name}`"),
        );
        let place = document.source.get(&here.join("schema")).cloned().unwrap_or_default();
        let components = Pointer::from_tokens(["components", "schemas"]);
        crate::reference::references::make_room(document);
        document.insert(&components.join(&name), Value::Object(form), place);
        let reference = json!({"schema": {"$ref": format!("#/components/schemas/{name}")}});
        if let Some(content) = document.get_mut(&content) {
            *content = json!({"application/json": reference});
        }
        if let Some(operation) = document.get_mut(&pointer).and_then(Value::as_object_mut) {
            operation.insert(MARK.to_owned(), name.into());
        }
        forms = true;
    }
    if forms {
        let file = Pointer::from_tokens(["components", "schemas", FILE]);
        document.insert(&file, json!({"type": "string", "format": "binary"}), Default::default());
    }
}

fn count(number: usize, what: &str) -> String {
    if number == 1 {
        format!("one {what}")
    } else {
        format!("{number} {what}s")
    }
}

/// The name of the form and its schema: a component of its own, since the same object sent as JSON has no files.
fn form(document: &Document, schema: &Value, id: &str) -> Option<(String, Map<String, Value>)> {
    let components = document.value.pointer("/components/schemas").and_then(Value::as_object);
    let reference = schema.get("$ref").and_then(Value::as_str);
    let component = reference.and_then(document::reference::schema_name);
    let object = match component {
        Some(name) => components?.get(name)?,
        None => schema,
    };
    let object = object.as_object().filter(|object| object.contains_key("properties"))?;
    let base = component.map_or_else(|| heck::ToPascalCase::to_pascal_case(id), str::to_owned);
    let base = base.strip_suffix("Form").unwrap_or(&base).to_owned();
    let taken = |name: &String| components.is_some_and(|components| components.contains_key(name));
    let name = [format!("{base}Form"), format!("{base}MultipartForm")]
        .into_iter()
        .find(|name| !taken(name))?;
    Some((name, object.clone()))
}

/// Replaces what is binary by the type of a file; says how many properties are files, and how many are not.
fn mark_files(form: &mut Map<String, Value>) -> (usize, usize) {
    let mut files = 0;
    let properties = form.get_mut("properties").and_then(Value::as_object_mut);
    let all = properties.as_ref().map_or(0, |properties| properties.len());
    for property in properties.into_iter().flat_map(Map::values_mut) {
        let binary = |schema: &Value| schema.get("format").is_some_and(|format| format == "binary");
        let reference = json!({"$ref": format!("#/components/schemas/{FILE}")});
        if binary(property) {
            let mut said = property.as_object().cloned().unwrap_or_default();
            said.retain(|name, _| matches!(name.as_str(), "description" | "deprecated" | "nullable"));
            said.insert("allOf".to_owned(), json!([reference]));
            *property = Value::Object(said);
            files += 1;
        } else if let Some(items) = property.get_mut("items").filter(|items| binary(items)) {
            *items = reference;
            files += 1;
        }
    }
    form.entry("type").or_insert_with(|| "object".into());
    (files, all - files)
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_form_becomes_an_object_with_files() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /batches:
                post:
                  operationId: create_batch
                  requestBody:
                    content:
                      multipart/form-data:
                        schema:
                          required: [file]
                          properties:
                            file: {type: string, format: binary, description: The numbers.}
                            more: {type: array, items: {type: string, format: binary}}
                            agent_id: {type: string}
        "), @"
         paths:
           /batches:
             post:
               requestBody:
                 content:
        -          multipart/form-data:
        -            schema:
        -              required: [file]
        -              properties:
        -                file: {type: string, format: binary, description: The numbers.}
        -                more: {type: array, items: {type: string, format: binary}}
        -                agent_id: {type: string}
        +          application/json: {schema: {$ref: '#/components/schemas/CreateBatchForm'}}
        +      x-xtask-multipart: CreateBatchForm
        +components:
        +  schemas:
        +    CreateBatchForm:
        +      required: [file]
        +      properties:
        +        file:
        +          description: The numbers.
        +          allOf: [{$ref: '#/components/schemas/XtaskMultipartFile'}]
        +        more: {type: array, items: {$ref: '#/components/schemas/XtaskMultipartFile'}}
        +        agent_id: {type: string}
        +      type: object
        +    XtaskMultipartFile: {type: string, format: binary}
        note[L087] test.yaml:7:11 /paths/~1batches/post/requestBody/content/multipart~1form-data: the body is a multipart form with 2 files and one value
        ");
    }

    #[test]
    fn a_component_that_is_a_form_gets_a_type_of_its_own() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                post:
                  operationId: upload
                  requestBody: {content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}}}
            components: {schemas: {Upload: {type: object, properties: {file: {type: string, format: binary}}}}}
        "), @"
         paths:
           /a:
             post:
               requestBody:
        -        content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}}
        +        content: {application/json: {schema: {$ref: '#/components/schemas/UploadForm'}}}
        +      x-xtask-multipart: UploadForm
         components:
           schemas:
        +    UploadForm:
        +      type: object
        +      properties: {file: {allOf: [{$ref: '#/components/schemas/XtaskMultipartFile'}]}}
        +    XtaskMultipartFile: {type: string, format: binary}
        note[L087] test.yaml:5:31 /paths/~1a/post/requestBody/content/multipart~1form-data: the body is a multipart form with one file and 0 values
        ");
    }

    #[test]
    fn a_form_without_properties_is_an_error() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {post: {requestBody: {content: {multipart/form-data: {schema: {type: string}}}}}}}
        "), @"
        unchanged
        error[L088] test.yaml:1:45 /paths/~1a/post/requestBody/content/multipart~1form-data: the form is not an object with properties
        ");
    }
}
