//! Parameters that the generator would send in another way than the document says, or not at all.

use std::collections::{BTreeMap, HashMap};

use heck::ToSnakeCase;
use serde_json::{Value, json};

use document::operations;

use super::{Findings, Pass};
use crate::facts::Constraints;
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
        title: "a parameter with a media type",
        explanation: "A parameter can have `content` instead of a `schema`: its value is then a text in that media type, JSON for example. \
                      The generator knows only schemas; the parameter becomes a text that the caller writes in that media type.",
        example: "parameters: [{name: filter, in: query, content: {application/json: {schema: {…}}}}]",
    };

    static NO_SCHEMA: Rule = Rule {
        id: "L067",
        title: "a parameter without a schema",
        explanation: "A parameter has either a `schema` or `content` (OpenAPI 3.1 section 4.8.12). One that has neither is taken as a text.",
        example: "parameters: [{name: page, in: query}]",
    };

    static SERIALIZATION: Rule = Rule {
        id: "L068",
        title: "a parameter that is serialized in a way that the generator does not know",
        explanation: "The generator sends path and header parameters in the style `simple`, and query parameters in the style `form`, the \
                      elements of an array each with the name (`explode: true`). Another style, or an array or object in one of \
                      these places, would be sent in a way that the server does not read. Cookies are not sent at all. Change \
                      the parameter with an overlay action, to a text for example.",
        example: "parameters: [{name: ids, in: query, explode: false, schema: {type: array, items: {type: string}}}]",
    };

    static SAME_NAME: Rule = Rule {
        id: "L069",
        title: "two parameters of one name",
        explanation: "A name may stand once in the path and once in the query; the generator knows a parameter by its name alone and \
                      would drop one in silence, as it would of two names that are one in Rust. Remove one with an overlay action.",
        example: "/a/{id}:\n  get:\n    parameters: [{name: id, in: path, …}, {name: id, in: query, …}]",
    };
}

/// What the contract says of a parameter, and OpenAPI 3.0 has no field for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParameterFacts {
    /// The name on the wire.
    pub wire: String,
    /// What the value must satisfy.
    pub constraints: Constraints,
}

/// The parameters of an operation, by their names in Rust; the lowering wrote them out.
pub(crate) fn facts(operation: &Value) -> BTreeMap<String, ParameterFacts> {
    let all = operation.get("parameters").and_then(Value::as_array);
    let facts = all.into_iter().flatten().filter_map(|parameter| {
        let wire = parameter.get("name")?.as_str()?.to_owned();
        let constraints = constraints::marked(parameter.get("schema")?);
        Some((wire.to_snake_case(), ParameterFacts { wire, constraints }))
    });
    facts.collect()
}

fn run(document: &mut Document, findings: &mut Findings) {
    for pointer in operations::pointers(document) {
        let Document { value, source } = &mut *document;
        let list = pointer.join("parameters");
        let Some(parameters) = value.pointer_mut(&list.to_string()).and_then(Value::as_array_mut) else {
            continue;
        };
        let mut names: HashMap<String, String> = HashMap::new();
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
            schema(parameter, source, &here, &name, findings);
            if let Some(why) = unknown_serialization(parameter, &place) {
                let help = "change the parameter with an overlay action, to a text for example";
                findings.error(
                    &SERIALIZATION,
                    source,
                    &here,
                    format!("the parameter `{name}` {why}"),
                    help,
                );
            }
            let rust = name.to_snake_case();
            if let Some(other) = names.insert(rust.clone(), name.clone()) {
                let message = format!("the parameters `{other}` and `{name}` are both `{rust}` in Rust");
                findings.error(
                    &SAME_NAME,
                    source,
                    &here,
                    message,
                    "remove one of them with an overlay action",
                );
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

fn schema(parameter: &mut Value, source: &SourceMap, here: &Pointer, name: &str, findings: &mut Findings) {
    let Some(members) = parameter.as_object_mut() else {
        return;
    };
    if members.contains_key("schema") {
        return;
    }
    match members.shift_remove("content") {
        Some(content) => {
            let media_type = content
                .as_object()
                .and_then(|content| content.keys().next().cloned())
                .unwrap_or_default();
            let message = format!("the parameter `{name}` is a text in {media_type}");
            findings.warning(
                &CONTENT,
                source,
                &here.join("content"),
                message,
                "taken as a text that the caller writes",
            );
        }
        None => {
            let message = format!("the parameter `{name}` has no schema");
            findings.warning(&NO_SCHEMA, source, here, message, "taken as a text");
        }
    }
    members.insert("schema".to_owned(), json!({"type": "string"}));
}

/// Why the generator would not send the parameter as the document says.
fn unknown_serialization(parameter: &Value, place: &str) -> Option<String> {
    let kind = operations::text(parameter.get("schema")?, "type");
    let compound = matches!(kind, "array" | "object");
    let style = match operations::text(parameter, "style") {
        "" if place == "query" => "form",
        "" => "simple",
        style => style,
    };
    let explode = parameter.get("explode").and_then(Value::as_bool);
    match (place, style) {
        ("cookie", _) => Some("is a cookie".to_owned()),
        ("query", "form") if kind == "array" && explode == Some(false) => Some("is an array in one value".to_owned()),
        ("query", "form") if kind == "object" => Some("is an object in the query".to_owned()),
        ("query", "form") => None,
        ("path" | "header", "simple") if compound => Some(format!("is an {kind} in the {place}")),
        ("path" | "header", "simple") => None,
        (_, style) => Some(format!("has the style `{style}`")),
    }
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
        "), @"
         paths:
           /a:
             get:
               parameters:
        -        - {name: page, in: query}
        -        - {name: filter, in: query, content: {application/json: {schema: {type: object}}}}
        +        - {name: page, in: query, schema: {type: string}}
        +        - {name: filter, in: query, schema: {type: string}}
        warning[L067] test.yaml:5:11 /paths/~1a/get/parameters/0: the parameter `page` has no schema
        warning[L066] test.yaml:6:37 /paths/~1a/get/parameters/1/content: the parameter `filter` is a text in application/json
        ");
    }

    #[test]
    fn what_would_be_sent_otherwise_is_an_error() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a/{ids}:
                get:
                  parameters:
                    - {name: ids, in: path, schema: {type: array}}
                    - {name: list, in: query, explode: false, schema: {type: array}}
                    - {name: deep, in: query, style: deepObject, schema: {type: object}}
                    - {name: session, in: cookie, schema: {type: string}}
                    - {name: fine, in: query, schema: {type: array}}
                    - {name: Fine, in: header, schema: {type: string}}
        "), @"
        unchanged
        error[L068] test.yaml:5:11 /paths/~1a~1{ids}/get/parameters/0: the parameter `ids` is an array in the path
        error[L068] test.yaml:6:11 /paths/~1a~1{ids}/get/parameters/1: the parameter `list` is an array in one value
        error[L068] test.yaml:7:11 /paths/~1a~1{ids}/get/parameters/2: the parameter `deep` has the style `deepObject`
        error[L068] test.yaml:8:11 /paths/~1a~1{ids}/get/parameters/3: the parameter `session` is a cookie
        error[L069] test.yaml:10:11 /paths/~1a~1{ids}/get/parameters/5: the parameters `fine` and `Fine` are both `fine` in Rust
        ");
    }
}
