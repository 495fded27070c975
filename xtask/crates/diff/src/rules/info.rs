//! What the contract says about itself.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static VERSION_ADDED: Rule = Rule {
        id: "info.version.added",
        title: "the contract has a version",
        explanation: "`info.version` is the version of the contract, not that of the API. It is for people.",
        example: "+  version: 1.0.0",
    };

    pub(crate) static VERSION_REMOVED: Rule = Rule {
        id: "info.version.removed",
        title: "the contract has no version any more",
        explanation: "`info.version` is the version of the contract, not that of the API. It is for people; the \
                      specification requires it.",
        example: "-  version: 1.0.0",
    };

    pub(crate) static VERSION_CHANGED: Rule = Rule {
        id: "info.version.changed",
        title: "the contract has another version",
        explanation: "`info.version` is the version of the contract, not that of the API. It is for people.",
        example: "-  version: 1.0.0\n+  version: 1.1.0",
    };

    pub(crate) static METADATA_ADDED: Rule = Rule {
        id: "info.metadata.added",
        title: "the contract says more about itself",
        explanation: "Contact, licence or terms of service are named. They are for people.",
        example: "+  contact: {email: help@example.com}",
    };

    pub(crate) static METADATA_REMOVED: Rule = Rule {
        id: "info.metadata.removed",
        title: "the contract says less about itself",
        explanation: "Contact, licence or terms of service are not named any more. They are for people.",
        example: "-  contact: {email: help@example.com}",
    };

    pub(crate) static METADATA_CHANGED: Rule = Rule {
        id: "info.metadata.changed",
        title: "the contract says something else about itself",
        explanation: "Contact, licence or terms of service are others. They are for people.",
        example: "-  contact: {email: help@example.com}\n+  contact: {email: support@example.com}",
    };
}
