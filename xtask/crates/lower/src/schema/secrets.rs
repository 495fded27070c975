//! Which strings are secrets, so that they do not show where they are not meant to.

use serde_json::{Map, Value};

use super::{Findings, Pass};
use document::Document;
use document::rule::Rule;
use document::visit::{self, Order};

pub(crate) const PASS: Pass = Pass {
    name: "secrets",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L025",
        title: "a property that is a secret by its name",
        explanation: "A text that is called a password, a secret, a token or a key is taken as one: its value shows in no `Debug` and in no \
                      error. `format: password` (OpenAPI 3.1 section 4.4) says the same of a property with any other name; an overlay \
                      action can add it, or another `format` where the name misleads.",
        example: "auth_password: {type: string}",
    };
}

/// What the name of a secret ends in.
const NAMES: [&[&str]; 11] = [
    &["password"],
    &["passwd"],
    &["passphrase"],
    &["secret"],
    &["token"],
    &["api", "key"],
    &["apikey"],
    &["access", "key"],
    &["private", "key"],
    &["secret", "key"],
    &["credentials"],
];

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            let Some(members) = property.as_object_mut().filter(|members| is_plain_text(members)) else {
                continue;
            };
            if is_secret(name) {
                members.insert("format".to_owned(), "password".into());
                let here = pointer.join("properties").join(name);
                let message = format!("`{name}` is a secret by its name");
                findings.note(&RULE, source, &here, message, "shown in no `Debug` and no error");
            }
        }
    });
}

fn is_plain_text(schema: &Map<String, Value>) -> bool {
    schema.get("type").is_some_and(|ty| ty == "string")
        && !schema.contains_key("format")
        && !schema.contains_key("enum")
}

fn is_secret(name: &str) -> bool {
    let name = heck::ToSnakeCase::to_snake_case(name);
    let words: Vec<&str> = name.split('_').collect();
    NAMES.iter().any(|secret| words.ends_with(secret))
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_text_that_is_called_a_secret_is_one_and_another_format_says_that_it_is_none() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  properties:
                    auth_password: {type: string}
                    apiKey: {type: string}
                    page_token: {type: string, format: opaque}
                    max_tokens: {type: integer}
                    token: {type: integer}
                    key: {type: string}
        "), @"
         components:
           schemas:
             A:
               properties:
        -        auth_password: {type: string}
        -        apiKey: {type: string}
        +        auth_password: {type: string, format: password}
        +        apiKey: {type: string, format: password}
        note[L025] test.yaml:5:9 /components/schemas/A/properties/auth_password: `auth_password` is a secret by its name
        note[L025] test.yaml:6:9 /components/schemas/A/properties/apiKey: `apiKey` is a secret by its name
        ");
    }
}
