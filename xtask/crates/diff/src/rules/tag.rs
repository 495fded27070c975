//! Tags, which group operations in documentation.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static DEFINITION_ADDED: Rule = Rule {
        id: "tag.definition.added",
        title: "a tag is described",
        explanation: "Tags group operations in documentation. No program sends or reads them.",
        example: "+tags: [{name: calls}]",
    };

    pub(crate) static DEFINITION_REMOVED: Rule = Rule {
        id: "tag.definition.removed",
        title: "a tag is not described any more",
        explanation: "Tags group operations in documentation. No program sends or reads them.",
        example: "-tags: [{name: calls}]",
    };

    pub(crate) static DEFINITION_CHANGED: Rule = Rule {
        id: "tag.definition.changed",
        title: "a tag is described in another way",
        explanation: "Tags group operations in documentation. No program sends or reads them.",
        example: "-tags: [{name: calls}]\n+tags: [{name: calls, description: What was said.}]",
    };
}
