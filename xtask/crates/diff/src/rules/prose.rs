//! Titles, summaries, descriptions and links to documentation.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static TEXT_ADDED: Rule = Rule {
        id: "prose.text.added",
        title: "a text for people is new",
        explanation: "A title, a summary, a description or a link to documentation. No program sends or reads it.",
        example: "+  description: Where calls go.",
    };

    pub(crate) static TEXT_REMOVED: Rule = Rule {
        id: "prose.text.removed",
        title: "a text for people is gone",
        explanation: "A title, a summary, a description or a link to documentation. No program sends or reads it.",
        example: "-  description: Where calls go.",
    };

    pub(crate) static TEXT_CHANGED: Rule = Rule {
        id: "prose.text.changed",
        title: "a text for people is another",
        explanation: "A title, a summary, a description or a link to documentation. No program sends or reads it. Read \
                      it all the same: vendors announce in prose what their schemas do not say.",
        example: "-  description: Where calls go.\n+  description: Where calls come from.",
    };
}
