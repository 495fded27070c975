//! Parameters that the generator would send in another way than the document says, or not at all.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use document::operations;

use super::{Findings, Pass};
use crate::facts::Constraints;
use crate::naming::{identifiers, parameter_names};
use crate::operation::serialization::{self, Sending};
use crate::schema::constraints;
use document::rule::Rule;
use document::{Document, Pointer, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "parameters",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static IGNORED_HEADER: Rule = Rule {
        id: "L065",
        title: "a header parameter that the specification ignores",
        explanation: "Header parameters named `Accept`, `Content-Type` or `Authorization` are to be ignored (OpenAPI 3.1 section \
                      4.8.12.2.1): the media types of the operation and its security say what goes there. It is left out.",
        example: "parameters: [{name: Authorization, in: header, schema: {type: string}}]",
    };

    static CONTENT: Rule = Rule {
        id: "L066",
        title: "a parameter in a media type that is no JSON",
        explanation: "A parameter can have `content` instead of a `schema`: its value is then a string in that media type. What is JSON is \
                      written from the type of its schema. In another media type the parameter becomes a string that the caller writes.",
        example: "parameters: [{name: filter, in: query, content: {application/xml: {schema: {…}}}}]",
    };

    static NO_SCHEMA: Rule = Rule {
        id: "L067",
        title: "a parameter without a schema",
        explanation: "A parameter has either a `schema` or `content` (OpenAPI 3.1 section 4.8.12). One that has neither is taken as a string.",
        example: "parameters: [{name: page, in: query}]",
    };
}

/// What the contract says of a parameter, and OpenAPI 3.0 has no field for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParameterFacts {
    /// The name on the wire.
    pub wire: String,
    /// What the value must satisfy.
    pub constraints: Constraints,
    /// How it goes out, where the generator would do it in another way.
    pub sending: Option<Sending>,
}

/// The parameters of an operation, by their names in Rust; the lowering wrote them out.
pub(crate) fn facts(operation: &Value) -> BTreeMap<String, ParameterFacts> {
    let all = operation.get("parameters").and_then(Value::as_array);
    let facts = all.into_iter().flatten().filter_map(|parameter| {
        let name = parameter.get("name")?.as_str()?;
        let wire = parameter.get(parameter_names::WIRE_NAME).and_then(Value::as_str);
        let wire = wire.unwrap_or(name).to_owned();
        let constraints = constraints::marked(parameter.get("schema")?);
        let sending = serialization::marked(parameter);
        let facts = ParameterFacts {
            wire,
            constraints,
            sending,
        };
        Some((identifiers::snake(name), facts))
    });
    facts.collect()
}

fn run(document: &mut Document, findings: &mut Findings) {
    for pointer in operations::pointers(document) {
        let list = pointer.join("parameters");
        let Document { value, source } = &mut *document;
        let Some(parameters) = value.pointer_mut(&list.to_string()).and_then(Value::as_array_mut) else {
            continue;
        };
        let mut ignored = Vec::new();
        for (index, parameter) in parameters.iter_mut().enumerate() {
            let here = list.join(index.to_string());
            let name = operations::text(parameter, "name").to_owned();
            let place = operations::text(parameter, "in").to_owned();
            if place == "header" && is_ignored_header(&name) {
                let message = format!("the header `{name}` is not a parameter");
                findings.note(
                    &IGNORED_HEADER,
                    source,
                    &here,
                    message,
                    "left out: the client sends it by itself",
                );
                ignored.push(index);
                continue;
            }
            let is_json = schema(parameter, source, &here, &name, findings);
            if is_json && let Some(members) = parameter.as_object_mut() {
                members.insert(serialization::JSON.to_owned(), true.into());
            }
        }
        for index in ignored.into_iter().rev() {
            parameters.remove(index);
            source.remove_element(&list, index);
        }
    }
}

fn is_ignored_header(name: &str) -> bool {
    ["accept", "content-type", "authorization"]
        .iter()
        .any(|ignored| name.eq_ignore_ascii_case(ignored))
}

/// Gives the parameter a schema; whether its value is JSON in one string.
fn schema(parameter: &mut Value, source: &mut SourceMap, here: &Pointer, name: &str, findings: &mut Findings) -> bool {
    let Some(members) = parameter.as_object_mut() else {
        return false;
    };
    if members.contains_key("schema") {
        return false;
    }
    let content = members.shift_remove("content");
    let media_type = content
        .as_ref()
        .and_then(Value::as_object)
        .and_then(|content| content.iter().next());
    if let Some((media_type, described)) = media_type {
        if is_json(media_type) {
            let place = here.join("content").join(media_type.as_str()).join("schema");
            let place = source.get(&place).cloned().unwrap_or_default();
            let schema = described.get("schema").cloned().unwrap_or_else(|| json!({}));
            members.insert("schema".to_owned(), schema);
            source.put(&here.join("schema"), place);
            return true;
        }
        let message = format!("the parameter `{name}` is a string in {media_type}");
        let done = "taken as a string that the caller writes";
        findings.warning(&CONTENT, source, &here.join("content"), message, done);
    } else {
        let message = format!("the parameter `{name}` has no schema");
        findings.warning(&NO_SCHEMA, source, here, message, "taken as a string");
    }
    members.insert("schema".to_owned(), json!({"type": "string"}));
    false
}

/// `application/json`, or a type with the suffix `+json` (RFC 6839, section 3.1).
fn is_json(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn headers_that_are_no_parameters_are_left_out() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  parameters:
                    - {name: authorization, in: header, schema: {type: string}}
                    - {name: X-Tenant, in: header, schema: {type: string}}
        "), @"
         paths:
           /a:
             get:
               parameters:
        -        - {name: authorization, in: header, schema: {type: string}}
        note[L065] test.yaml:5:11 /paths/~1a/get/parameters/0: the header `authorization` is not a parameter
        ");
    }

    #[test]
    fn a_parameter_without_a_schema_is_a_text() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  parameters:
                    - {name: page, in: query}
                    - {name: filter, in: query, content: {application/json: {schema: {type: object}}}}
        "), @r#"
         paths:
           /a:
             get:
               parameters:
        -        - {name: page, in: query}
        -        - {name: filter, in: query, content: {application/json: {schema: {type: object}}}}
        +        - {name: page, in: query, schema: {type: string}}
        +        - {name: filter, in: query, schema: {type: object}, x-parameter-json: true}
        warning[L067] test.yaml:5:11 /paths/~1a/get/parameters/0: the parameter `page` has no schema
        "#);
    }
}
