//! Webhooks.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static DEFINITION_ADDED: Rule = Rule {
        id: "webhook.definition.added",
        title: "a webhook is new",
        explanation: "Who does not wait for it need not know it.",
        example: "+webhooks:\n+  callEnded: {post: {}}",
    };

    pub(crate) static DEFINITION_REMOVED: Rule = Rule {
        id: "webhook.definition.removed",
        title: "a webhook is gone",
        explanation: "The API does not call any more, so that who waits for it waits in vain.",
        example: "-webhooks:\n-  callEnded: {post: {}}",
    };
}
