//! What an overlay says of an operation that the document has no word for.
//!
//! Two extensions change how an operation is called: whether it may be repeated, and whether a success needs a body. Both
//! have a default by the method. A mark with any other value is an error, since the default in its place may place a second
//! phone call.

use serde_json::Value;

use document::operations;

use super::{Findings, Pass};
use document::Document;
use document::rule::Rule;

pub(crate) const PASS: Pass = Pass {
    name: "marks",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L096",
        title: "a mark of an operation with a value that it cannot have",
        explanation: "`x-idempotent: true` says that repeating a request does no more than the first one did, `false` that it may; without it \
                      the method says it: GET, HEAD, OPTIONS, TRACE, PUT and DELETE are idempotent (RFC 9110 section 9.2.2). \
                      `x-response-body: optional` says that a success without a body is one, because nothing in the body is needed; \
                      this is so for DELETE, and for no other method unless it is said. Neither has any other value.",
        example: "/batches/{batch_id}/stop:\n  post:\n    x-idempotent: 'yes'      # true or false\n    x-response-body: none    # optional",
    };
}

/// Whether a request can be repeated: `true` or `false`.
const IDEMPOTENT: &str = "x-idempotent";
/// Whether a success needs a body; `optional` is its only value.
pub(super) const BODY: &str = "x-response-body";
pub(super) const OPTIONAL: &str = "optional";

/// Whether repeating the request does no more than the first one did: what is marked, or what the method promises.
pub(crate) fn is_idempotent(method: &str, operation: &Value) -> bool {
    let marked = operation.get(IDEMPOTENT).and_then(Value::as_bool);
    // RFC 9110 section 9.2.2: the safe methods, PUT and DELETE.
    marked.unwrap_or(matches!(
        method,
        "get" | "head" | "options" | "trace" | "put" | "delete"
    ))
}

/// Whether a success without a body is one: what is marked, or what the method makes likely.
pub(crate) fn is_body_optional(method: &str, operation: &Value) -> bool {
    operation.get(BODY).is_some_and(|mark| mark == OPTIONAL) || method == "delete"
}

fn run(document: &mut Document, findings: &mut Findings) {
    for pointer in operations::pointers(document) {
        let Some(operation) = document.get(&pointer) else {
            continue;
        };
        let marks = [
            (
                IDEMPOTENT,
                operation.get(IDEMPOTENT).filter(|mark| !mark.is_boolean()),
                "`true` or `false`",
            ),
            (
                BODY,
                operation.get(BODY).filter(|mark| **mark != OPTIONAL),
                "`optional`, or absent",
            ),
        ];
        for (name, mark, values) in marks {
            let Some(mark) = mark else { continue };
            let message = format!("`{name}` is {mark}");
            let here = pointer.join(name);
            findings.error(&RULE, &document.source, &here, message, format!("it is {values}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::lowered;

    #[test]
    fn a_mark_with_another_value_is_an_error() {
        insta::assert_snapshot!(lowered(PASS, r"
            paths:
              /a:
                get: {x-idempotent: 'yes', x-response-body: none}
                put: {x-idempotent: false, x-response-body: optional}
                post: {x-idempotent: true, x-response-body: true}
        "), @r#"
        unchanged
        error[L096] test.yaml:3:11 /paths/~1a/get/x-idempotent: `x-idempotent` is "yes"
        error[L096] test.yaml:3:32 /paths/~1a/get/x-response-body: `x-response-body` is "none"
        error[L096] test.yaml:5:32 /paths/~1a/post/x-response-body: `x-response-body` is true
        "#);
    }

    #[test]
    fn the_method_says_what_can_be_repeated_unless_it_is_marked() {
        let plain = json!({});
        let idempotent = |method: &&&str| is_idempotent(method, &plain);
        let methods = [
            "get", "head", "options", "trace", "put", "delete", "post", "patch", "query",
        ];
        let repeatable: Vec<_> = methods.iter().filter(idempotent).copied().collect();
        assert_eq!(repeatable, ["get", "head", "options", "trace", "put", "delete"]);
        assert!(is_idempotent("post", &json!({"x-idempotent": true})));
        assert!(!is_idempotent("put", &json!({"x-idempotent": false})));
    }

    #[test]
    fn a_body_is_needed_unless_something_is_deleted_or_it_is_marked() {
        assert!(is_body_optional("delete", &json!({})));
        assert!(is_body_optional("post", &json!({"x-response-body": "optional"})));
        assert!(!is_body_optional("post", &json!({})));
        assert!(!is_body_optional("put", &json!({"x-response-body": "needed"})));
    }
}
