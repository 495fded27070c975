//! What OpenAPI 3.0 can say and the generator does not use.

use serde_json::Value;

use super::{Findings, Pass};
use document::Document;
use document::grammar::Kind;
use document::rule::Rule;
use document::visit::{self, Order};

pub(super) const PASS: Pass = Pass {
    name: "left_out",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static NOT_USED: Rule = Rule {
        id: "L091",
        title: "a part of the document that the client does not use",
        explanation: "The document says something that makes no difference to the client: how a value is told apart from others of its union \
                      (the values themselves tell), how it is written as XML, which headers and links a response has, what the \
                      server calls back, where more is written. The response headers are there to be read, without a type.",
        example: "responses:\n  '200':\n    headers: {X-Total: {schema: {type: integer}}}",
    };
}

/// The object, the field, and what is lost with it.
const FIELDS: [(Kind, &str, &str); 9] = [
    (
        Kind::Schema,
        "discriminator",
        "the values themselves tell what they are",
    ),
    (Kind::Schema, "xml", "the client speaks JSON"),
    (Kind::Schema, "externalDocs", "not in the documentation of the client"),
    (
        Kind::Operation,
        "externalDocs",
        "not in the documentation of the client",
    ),
    (
        Kind::Operation,
        "callbacks",
        "what the server calls is no operation of the client",
    ),
    (
        Kind::Operation,
        "security",
        "the client sends the same authorization with every request",
    ),
    (
        Kind::Response,
        "headers",
        "to be read from the headers of the response, without a type",
    ),
    (Kind::Response, "links", "not followed"),
    (
        Kind::MediaType,
        "encoding",
        "the fields of a form are written by their types",
    ),
];

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::objects(value, Order::Down, &mut |kind, pointer, object| {
        let Value::Object(members) = object else { return };
        for (_, field, done) in FIELDS.iter().filter(|(of, ..)| *of == kind) {
            if members.shift_remove(*field).is_some() {
                let message = format!("`{field}` of the {} is not used", kind.name());
                findings.note(&NOT_USED, source, &pointer.join(*field), message, *done);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn what_makes_no_difference_is_told() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  security: []
                  responses: {'200': {headers: {X-Total: {schema: {type: integer}}}}}
            components: {schemas: {A: {xml: {name: a}, type: string}}}
        "), @"
         paths:
           /a:
        -    get: {security: [], responses: {'200': {headers: {X-Total: {schema: {type: integer}}}}}}
        +    get: {responses: {'200': {}}}
         components:
           schemas:
        -    A: {xml: {name: a}, type: string}
        +    A: {type: string}
        note[L091] test.yaml:4:7 /paths/~1a/get/security: `security` of the Operation Object is not used
        note[L091] test.yaml:5:27 /paths/~1a/get/responses/200/headers: `headers` of the Response Object is not used
        note[L091] test.yaml:6:28 /components/schemas/A/xml: `xml` of the Schema Object is not used
        ");
    }
}
