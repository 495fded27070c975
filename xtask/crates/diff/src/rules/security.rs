//! Which credentials an operation requires.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static REQUIREMENT_ADDED: Rule = Rule {
        id: "security.requirement.added",
        title: "an operation asks for credentials that it did not ask for",
        explanation: "Callers who were let in with what they had are refused. Where the document says it for all \
                      operations, it is one finding.",
        example: "+  security: [{bearerAuth: []}]",
    };

    pub(crate) static REQUIREMENT_REMOVED: Rule = Rule {
        id: "security.requirement.removed",
        title: "an operation asks for fewer credentials",
        explanation: "Callers who were let in still are, with the credentials that they have.",
        example: "-  security: [{bearerAuth: []}]\n+  security: []",
    };

    pub(crate) static ALTERNATIVE_ADDED: Rule = Rule {
        id: "security.alternative.added",
        title: "there is another way to be let in",
        explanation: "Callers may go on with the credentials that they have.",
        example: "-  security: [{bearerAuth: []}]\n+  security: [{bearerAuth: []}, {apiKey: []}]",
    };

    pub(crate) static ALTERNATIVE_REMOVED: Rule = Rule {
        id: "security.alternative.removed",
        title: "there is one way less to be let in",
        explanation: "Callers who came that way are refused, and need other credentials.",
        example: "-  security: [{bearerAuth: []}, {apiKey: []}]\n+  security: [{bearerAuth: []}]",
    };

    pub(crate) static SCOPE_ADDED: Rule = Rule {
        id: "security.scope.added",
        title: "an operation asks for another scope",
        explanation: "Tokens that were given without the scope are refused.",
        example: "-  security: [{oauth: [read]}]\n+  security: [{oauth: [read, write]}]",
    };

    pub(crate) static SCOPE_REMOVED: Rule = Rule {
        id: "security.scope.removed",
        title: "an operation asks for fewer scopes",
        explanation: "Tokens that were taken still are, whatever scopes they have beyond those.",
        example: "-  security: [{oauth: [read, write]}]\n+  security: [{oauth: [read]}]",
    };
}
