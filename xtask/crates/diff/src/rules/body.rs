//! Request bodies.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static REQUIRED_ADDED: Rule = Rule {
        id: "body.required.added",
        title: "a body must be sent",
        explanation: "It is new and required, or it was optional. Callers who send none are refused.",
        example: "+  requestBody: {required: true, content: {application/json: {}}}",
    };

    pub(crate) static REQUIRED_REMOVED: Rule = Rule {
        id: "body.required.removed",
        title: "a body need not be sent any more, or none is taken",
        explanation: "One that became optional is still taken. One that is gone is ignored or refused, which breaks \
                      those who send it.",
        example: "-  requestBody: {required: true, content: {application/json: {}}}\n+  requestBody: {content: {application/json: {}}}",
    };

    pub(crate) static OPTIONAL_ADDED: Rule = Rule {
        id: "body.optional.added",
        title: "a body may be sent",
        explanation: "Callers who do not know that the operation takes one send none, and are served as before.",
        example: "+  requestBody: {content: {application/json: {}}}",
    };

    pub(crate) static OPTIONAL_REMOVED: Rule = Rule {
        id: "body.optional.removed",
        title: "no body is taken any more",
        explanation: "Callers who send one are ignored or refused.",
        example: "-  requestBody: {content: {application/json: {}}}",
    };
}
