//! Fields that the specification does not have.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static UNKNOWN_ADDED: Rule = Rule {
        id: "field.unknown.added",
        title: "a field is new that the specification does not have",
        explanation: "Nobody can tell what it means, so that it is a warning. It may be misspelled, or belong to a \
                      later version of the specification.",
        example: "+  minimun: 1",
    };

    pub(crate) static UNKNOWN_REMOVED: Rule = Rule {
        id: "field.unknown.removed",
        title: "a field is gone that the specification does not have",
        explanation: "Nobody can tell what it meant, so that it is a warning.",
        example: "-  minimun: 1",
    };

    pub(crate) static UNKNOWN_CHANGED: Rule = Rule {
        id: "field.unknown.changed",
        title: "a field that the specification does not have is another",
        explanation: "Nobody can tell what it means, so that it is a warning.",
        example: "-  minimun: 1\n+  minimun: 2",
    };
}
