//! How credentials are sent, and where tokens are given.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static DEFINITION_CHANGED: Rule = Rule {
        id: "security-scheme.definition.changed",
        title: "credentials are sent in another way",
        explanation: "The type of a security scheme, its HTTP scheme, or the name or place of its key is another. \
                      Callers send credentials that nobody looks for.",
        example: "-  apiKey: {type: apiKey, in: header, name: X-Key}\n+  apiKey: {type: apiKey, in: header, name: X-Api-Key}",
    };

    pub(crate) static URL_CHANGED: Rule = Rule {
        id: "security-scheme.url.changed",
        title: "tokens are given at another address",
        explanation: "Callers ask for a token where none is given.",
        example: "-  tokenUrl: https://example.com/token\n+  tokenUrl: https://auth.example.com/token",
    };

    pub(crate) static BEARER_FORMAT_CHANGED: Rule = Rule {
        id: "security-scheme.bearer-format.changed",
        title: "another format of tokens is named",
        explanation: "`bearerFormat` is a hint for people: the server makes the tokens.",
        example: "-  bearerFormat: JWT\n+  bearerFormat: opaque",
    };

    pub(crate) static FLOW_ADDED: Rule = Rule {
        id: "security-scheme.flow.added",
        title: "there is another way to get a token",
        explanation: "Callers may get their tokens as before, or by the new flow.",
        example: "+  clientCredentials: {tokenUrl: https://example.com/token, scopes: {}}",
    };

    pub(crate) static FLOW_REMOVED: Rule = Rule {
        id: "security-scheme.flow.removed",
        title: "there is one way less to get a token",
        explanation: "Callers who get their tokens so get none.",
        example: "-  clientCredentials: {tokenUrl: https://example.com/token, scopes: {}}",
    };

    pub(crate) static SCOPE_ADDED: Rule = Rule {
        id: "security-scheme.scope.added",
        title: "tokens can have another scope",
        explanation: "Callers need not ask for it, unless an operation requires it, which is told there.",
        example: "+  scopes: {write: Change trunks}",
    };

    pub(crate) static SCOPE_REMOVED: Rule = Rule {
        id: "security-scheme.scope.removed",
        title: "tokens cannot have a scope any more",
        explanation: "Callers who ask for it when they get a token are refused.",
        example: "-  scopes: {write: Change trunks}",
    };
}
