//! Callbacks.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static DEFINITION_ADDED: Rule = Rule {
        id: "callback.definition.added",
        title: "a callback is new",
        explanation: "The API calls in return where it did not. Who does not ask for it is not called.",
        example: "+  callbacks:\n+    ended: {'{$request.body#/url}': {post: {}}}",
    };

    pub(crate) static DEFINITION_REMOVED: Rule = Rule {
        id: "callback.definition.removed",
        title: "a callback is gone",
        explanation: "The API does not call any more, so that who waits for it waits in vain.",
        example: "-  callbacks:\n-    ended: {'{$request.body#/url}': {post: {}}}",
    };

    pub(crate) static EXPRESSION_CHANGED: Rule = Rule {
        id: "callback.expression.changed",
        title: "a callback calls another address",
        explanation: "The expression that gives the address is another. The API calls where nobody waits.",
        example: "-  ended: {'{$request.body#/url}': {post: {}}}\n+  ended: {'{$request.body#/hook}': {post: {}}}",
    };
}
