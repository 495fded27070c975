//! Links from a response to another operation.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static DEFINITION_ADDED: Rule = Rule {
        id: "link.definition.added",
        title: "a link is new",
        explanation: "A link says which operation may follow. Nobody has to follow it.",
        example: "+  links:\n+    trunk: {operationId: get_trunk}",
    };

    pub(crate) static DEFINITION_REMOVED: Rule = Rule {
        id: "link.definition.removed",
        title: "a link is gone",
        explanation: "A link says which operation may follow. Programs that follow it have to know by themselves.",
        example: "-  links:\n-    trunk: {operationId: get_trunk}",
    };

    pub(crate) static DEFINITION_CHANGED: Rule = Rule {
        id: "link.definition.changed",
        title: "a link leads elsewhere, or with other values",
        explanation: "A link says which operation may follow, and with what. Programs that follow it do something \
                      else. Another name of the same operation is no change.",
        example: "-  trunk: {operationId: get_trunk}\n+  trunk: {operationId: get_call}",
    };
}
