//! Examples.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static VALUE_ADDED: Rule = Rule {
        id: "example.value.added",
        title: "an example is new",
        explanation: "Examples are for people and for tools that make mocks. They promise nothing.",
        example: "+  example: 5060",
    };

    pub(crate) static VALUE_REMOVED: Rule = Rule {
        id: "example.value.removed",
        title: "an example is gone",
        explanation: "Examples are for people and for tools that make mocks. They promise nothing.",
        example: "-  example: 5060",
    };

    pub(crate) static VALUE_CHANGED: Rule = Rule {
        id: "example.value.changed",
        title: "an example is another",
        explanation: "Examples are for people and for tools that make mocks. They promise nothing.",
        example: "-  example: 5060\n+  example: 5061",
    };
}
