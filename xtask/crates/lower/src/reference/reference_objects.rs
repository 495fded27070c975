//! `summary` and `description` beside a reference to a parameter, a response or another object that is no schema.

use serde_json::Value;

use super::{Findings, Pass, references};
use crate::schema::edit;
use document::Document;
use document::grammar::Kind;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "reference_objects",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L030",
        title: "a description beside a reference",
        explanation: "In OpenAPI 3.1 a Reference Object may have a `summary` and a `description` that are shown instead of those of \
                      what it refers to (section 4.8.23). OpenAPI 3.0 ignores them. A parameter becomes a copy with that \
                      description, which the documentation of the generated method shows; of anything else the generated code shows \
                      none, so they are left out.",
        example: "parameters:\n  - $ref: '#/components/parameters/Page'\n    description: Which page of the executions.",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let snapshot = document.value.clone();
    let Document { value, source } = document;
    visit::objects(value, Order::Down, &mut |kind, pointer, node| {
        if !kind.may_be_reference() || !node.get("$ref").is_some_and(Value::is_string) {
            return;
        }
        let Some(target) = references::follow(&snapshot, node).cloned() else {
            return;
        };
        let Some(members) = node.as_object_mut() else { return };
        for name in ["summary", "description"] {
            let Some(said) = members.get(name).cloned() else {
                continue;
            };
            let message = format!("`{name}` beside a reference");
            let applies = kind == Kind::Parameter && name == "description";
            let done = if applies {
                "put into a copy of the parameter"
            } else {
                "left out"
            };
            findings.note(&RULE, source, &pointer.join(name), message, done);
            if let (true, Value::Object(parameter)) = (applies, &target) {
                *members = parameter.clone();
                members.insert(name.to_owned(), said);
                source.take(&pointer.join("$ref"));
            } else {
                edit::remove(members, source, pointer, name);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_parameter_becomes_a_copy_with_its_description_and_a_response_loses_it() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  parameters: [{$ref: '#/components/parameters/P', description: Mine., summary: Short.}]
                  responses: {'200': {$ref: '#/components/responses/R', description: Mine.}}
            components:
              parameters: {P: {name: p, in: query, description: Theirs.}}
              responses: {R: {description: Theirs.}}
        "), @"
         paths:
           /a:
             get:
        -      parameters: [{$ref: '#/components/parameters/P', description: Mine., summary: Short.}]
        -      responses: {'200': {$ref: '#/components/responses/R', description: Mine.}}
        +      parameters: [{name: p, in: query, description: Mine.}]
        +      responses: {'200': {$ref: '#/components/responses/R'}}
        note[L030] test.yaml:4:56 /paths/~1a/get/parameters/0/description: `description` beside a reference
        note[L030] test.yaml:4:76 /paths/~1a/get/parameters/0/summary: `summary` beside a reference
        note[L030] test.yaml:5:61 /paths/~1a/get/responses/200/description: `description` beside a reference
        ");
    }
}
