//! The parameters of a path are those of its template, and they are required.

use std::collections::HashSet;

use serde_json::{Value, json};

use document::operations;

use super::{Findings, Pass};
use document::rule::Rule;
use document::{Document, SourceMap};

pub(crate) const PASS: Pass = Pass {
    name: "path_parameters",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static NOT_IN_TEMPLATE: Rule = Rule {
        id: "L062",
        title: "a path parameter that is not in the path",
        explanation: "A parameter with `in: path` must have its place in the path template (OpenAPI 3.1 section 4.8.12). One that has \
                      none can never be sent there; what vendors mean is a query parameter, and that it becomes, optional unless it \
                      is required.",
        example: "/phone-numbers/search:\n  get:\n    parameters: [{name: country, in: path, schema: {type: string}}]",
    };

    static NOT_REQUIRED: Rule = Rule {
        id: "L063",
        title: "a path parameter that is not required",
        explanation: "A path without one of its parts is another path, so that every path parameter has `required: true` (OpenAPI 3.1 \
                      section 4.8.12.2.1). It is taken as required.",
        example: "/trunks/{id}:\n  get:\n    parameters: [{name: id, in: path, schema: {type: string}}]",
    };

    static UNDECLARED: Rule = Rule {
        id: "L064",
        title: "a variable of a path without a parameter",
        explanation: "The path template has a variable that no parameter declares. It is taken as a required string.",
        example: "/trunks/{id}:\n  get: {responses: {…}}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    for pointer in operations::pointers(document) {
        let path = operations::path(&pointer).to_owned();
        let variables = operations::template_variables(&path);
        let Document { value, source } = &mut *document;
        let Some(operation) = value.pointer_mut(&pointer.to_string()).and_then(Value::as_object_mut) else {
            continue;
        };
        let list = pointer.join("parameters");
        let mut declared = HashSet::new();
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for (index, parameter) in parameters.into_iter().flatten().enumerate() {
            let here = list.join(index.to_string());
            let name = operations::text(parameter, "name").to_owned();
            if operations::text(parameter, "in") != "path" {
                continue;
            }
            let Some(members) = parameter.as_object_mut() else {
                continue;
            };
            let required = members.get("required") == Some(&Value::Bool(true));
            if !variables.contains(&name.as_str()) {
                members.insert("in".to_owned(), "query".into());
                // `simple`, the style of a path, is none of a query (section 4.8.12.3).
                members.shift_remove("style");
                members.shift_remove("explode");
                let message = format!("`{name}` is a path parameter, and `{path}` has no `{{{name}}}`");
                let done = if required {
                    "sent in the query, required"
                } else {
                    "sent in the query, optional"
                };
                findings.warning(&NOT_IN_TEMPLATE, source, &here.join("in"), message, done);
                continue;
            }
            if !required {
                members.insert("required".to_owned(), true.into());
                let message = format!("the path parameter `{name}` is not `required: true`");
                findings.warning(&NOT_REQUIRED, source, &here, message, "taken as required");
            }
            declared.insert(name);
        }
        for variable in variables {
            // A variable may stand twice in a template.
            if !declared.insert(variable.to_owned()) {
                continue;
            }
            let parameter = json!({"name": variable, "in": "path", "required": true, "schema": {"type": "string"}});
            let message = format!("`{{{variable}}}` of `{path}` has no parameter");
            findings.warning(&UNDECLARED, source, &pointer, message, "taken as a required string");
            declare(operation, parameter, source, &list);
        }
    }
}

fn declare(
    operation: &mut serde_json::Map<String, Value>,
    parameter: Value,
    source: &mut SourceMap,
    list: &document::Pointer,
) {
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    if let Some(parameters) = parameters.as_array_mut() {
        let here = list.join(parameters.len().to_string());
        source.put(&here, SourceMap::default());
        parameters.push(parameter);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn what_is_not_in_the_path_goes_into_the_query() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /search:
                get:
                  parameters:
                    - {name: country, in: path, required: true, style: simple}
                    - {name: pattern, in: path}
        "), @"
         paths:
           /search:
             get:
               parameters:
        -        - {name: country, in: path, required: true, style: simple}
        -        - {name: pattern, in: path}
        +        - {name: country, in: query, required: true}
        +        - {name: pattern, in: query}
        warning[L062] test.yaml:5:27 /paths/~1search/get/parameters/0/in: `country` is a path parameter, and `/search` has no `{country}`
        warning[L062] test.yaml:6:27 /paths/~1search/get/parameters/1/in: `pattern` is a path parameter, and `/search` has no `{pattern}`
        ");
    }

    #[test]
    fn what_is_in_the_path_is_required_declared_or_not() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a/{id}/b/{other}:
                get:
                  parameters: [{name: id, in: path}]
        "), @"
         paths:
           '/a/{id}/b/{other}':
             get:
               parameters:
        -        - {name: id, in: path}
        +        - {name: id, in: path, required: true}
        +        - {name: other, in: path, required: true, schema: {type: string}}
        warning[L064] test.yaml:3:5 /paths/~1a~1{id}~1b~1{other}/get: `{other}` of `/a/{id}/b/{other}` has no parameter
        warning[L063] test.yaml:4:20 /paths/~1a~1{id}~1b~1{other}/get/parameters/0: the path parameter `id` is not `required: true`
        ");
    }
}
