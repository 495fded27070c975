//! Webhooks are requests that the server makes; a client has nothing to do with them.

use serde_json::Value;

use super::{Findings, Pass};
use crate::schema::edit::listed;
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "webhooks",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L052",
        title: "webhooks",
        explanation: "`webhooks` describes requests that the server makes to its user (OpenAPI 3.1 section 4.8.1.1). OpenAPI 3.0 has \
                      no such field and a client makes none of them, so they are left out. The component schemas that they refer \
                      to stay as types, with which a body can be read.",
        example: "webhooks:\n  callEnded:\n    post:\n      requestBody: {…}",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let here = Pointer::from_tokens(["webhooks"]);
    let Some(Value::Object(webhooks)) = document.get(&here) else {
        return;
    };
    let message = format!("webhooks are described: {}", listed(webhooks.keys()));
    let empty = webhooks.is_empty();
    if !empty {
        findings.warning(
            &RULE,
            &document.source,
            &here,
            message,
            "left out; the schemas that are components stay",
        );
    }
    document.remove(&here);
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn webhooks_are_named_and_left_out() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {}
            webhooks:
              callEnded: {post: {}}
              callFailed: {post: {}}
        "), @"
        -webhooks:
        -  callEnded: {post: {}}
        -  callFailed: {post: {}}
        warning[L052] test.yaml:2:1 /webhooks: webhooks are described: `callEnded`, `callFailed`
        ");
    }

    #[test]
    fn an_empty_list_of_webhooks_says_nothing() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            webhooks: {}
        "), @"
        -webhooks: {}
        +{}
        ");
    }
}
