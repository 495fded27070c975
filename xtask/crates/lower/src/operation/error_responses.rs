//! Only the documented successes of an operation go to the generator.
//!
//! progenitor gives a documented error a type of its own, panics when two of them differ (oxidecomputer/progenitor
//! #344), and loses status and headers when the body is not what was announced. Without them every other status ends in
//! one place, with status, headers and body, whether it was documented or not.

use serde_json::Value;

use super::{Findings, Pass};
use crate::reference::{references, unreferenced};
use document::rule::Rule;
use document::{Document, visit};

pub(crate) const PASS: Pass = Pass {
    name: "error_responses",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L010",
        title: "documented error responses",
        explanation: "An operation's responses other than 2xx, and `default` where a 2xx is documented, do not become types of the \
                      operation. A call that ends in any such status, documented or not, is an error that has the status, the \
                      headers and the body, in whatever shape that is. A component that nothing but such responses refer to is no \
                      type either.",
        example: "responses:\n  '200': {…}\n  '400':\n    description: unexpected error\n    content: {…}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let before = unreferenced::reached(document);
    take(document, findings);
    let after = unreferenced::reached(document);
    // In the order of the document, which a set does not have.
    for name in references::schema_names(&document.value) {
        let here = references::schema(&name);
        if before.contains(&here) && !after.contains(&here) {
            let message = format!("only error responses refer to the component `{name}`");
            findings.note(
                &RULE,
                &document.source,
                &here,
                message,
                "no type; the error of the client reads every shape",
            );
            document.remove(&here);
        }
    }
}

fn take(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    visit::operations(value, &mut |pointer, operation| {
        let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else {
            return;
        };
        let documented_success = responses.keys().any(|status| status.starts_with('2'));
        let is_error = |status: &str| match status {
            "default" => documented_success,
            status => {
                status.starts_with(|first: char| first.is_ascii_digit()) && !matches!(status.as_bytes(), [b'2', ..])
            }
        };
        let errors: Vec<String> = responses.keys().filter(|status| is_error(status)).cloned().collect();
        if errors.is_empty() {
            return;
        }
        responses.retain(|status, _| !is_error(status));
        findings.note(
            &RULE,
            source,
            &pointer.join("responses"),
            format!("error responses are documented: {}", errors.join(", ")),
            "every status but the documented successes ends in the same error, with status, headers and body",
        );
    });
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn only_successes_are_left() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  responses:
                    '200': {description: one}
                    2XX: {description: any}
                    '404': {description: none}
                    5XX: {description: broken}
                    default: {description: else}
        "), @"
         paths:
           /a:
             get:
               responses:
        -        '404': {description: none}
        -        '5XX': {description: broken}
        -        default: {description: else}
        note[L010] test.yaml:4:7 /paths/~1a/get/responses: error responses are documented: 404, 5XX, default
        ");
    }

    #[test]
    fn a_component_that_only_errors_refer_to_goes_with_them() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  responses:
                    '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Made'}}}}
                    '400': {content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
            components:
              schemas:
                Made: {type: object}
                Error: {properties: {detail: {$ref: '#/components/schemas/Detail'}}}
                Detail: {type: string}
                Event: {type: string}
        "), @"
         paths:
           /a:
             get:
               responses:
        -        '400': {content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
         components:
           schemas:
        -    Error: {properties: {detail: {$ref: '#/components/schemas/Detail'}}}
        -    Detail: {type: string}
        note[L010] test.yaml:4:7 /paths/~1a/get/responses: error responses are documented: 400
        note[L010] test.yaml:10:5 /components/schemas/Error: only error responses refer to the component `Error`
        note[L010] test.yaml:11:5 /components/schemas/Detail: only error responses refer to the component `Detail`
        ");
    }

    #[test]
    fn a_default_that_is_the_only_success_stays() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {/a: {get: {responses: {default: {description: all}}}}}
        "), @"unchanged");
    }
}
