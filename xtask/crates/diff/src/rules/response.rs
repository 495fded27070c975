//! Responses by their status.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static STATUS_ADDED: Rule = Rule {
        id: "response.status.added",
        title: "an operation can answer with another status",
        explanation: "A new way to succeed breaks callers who do not know it. A new error is a risk: callers have to \
                      expect errors, and may not know this one. A status that `default` or a range covered is compared \
                      with that.",
        example: "+  '202': {description: Taken.}",
    };

    pub(crate) static STATUS_REMOVED: Rule = Rule {
        id: "response.status.removed",
        title: "an operation does not answer with a status any more",
        explanation: "The API says less than it could, which breaks nobody; unless no way to succeed is left in the \
                      contract.",
        example: "-  '202': {description: Taken.}",
    };

    pub(crate) static STATUS_CHANGED: Rule = Rule {
        id: "response.status.changed",
        title: "an operation answers with another status",
        explanation: "Of one class of statuses one went and one came: it is the same answer under another number. Callers \
                      who look for the status do not find it, which breaks them where it says that they succeeded. What is \
                      sent with it is compared.",
        example: "-  '200': {description: Made.}\n+  '201': {description: Made.}",
    };
}
