//! Media types of bodies and responses.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static DEFINITION_ADDED: Rule = Rule {
        id: "media-type.definition.added",
        title: "a message can be of another media type",
        explanation: "In a request, callers need not send it. In a response, callers who do not say what they accept \
                      may receive it. Ranges such as `text/*` cover the types below them.",
        example: "   content:\n     application/json: {}\n+    text/csv: {}",
    };

    pub(crate) static DEFINITION_REMOVED: Rule = Rule {
        id: "media-type.definition.removed",
        title: "a message cannot be of a media type any more",
        explanation: "Callers who send it are refused, and those who read it do not get it.",
        example: "   content:\n     application/json: {}\n-    text/csv: {}",
    };

    pub(crate) static PARAMETERS_CHANGED: Rule = Rule {
        id: "media-type.parameters.changed",
        title: "a media type has other parameters",
        explanation: "`application/json; charset=utf-8` is `application/json`: the type is compared without its parameters, \
                      and what is in it with it. Another character set is documentation; another parameter can be one that \
                      somebody goes by.",
        example: "   content:\n-    application/json: {}\n+    application/json; charset=utf-8: {}",
    };
}
