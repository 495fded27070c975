//! Paths with all their operations.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static ITEM_ADDED: Rule = Rule {
        id: "path.item.added",
        title: "a path is new",
        explanation: "All its operations are new; nobody calls them yet. It is one finding, whatever is below the \
                      path.",
        example: "+  /trunks:\n+    get: {}",
    };

    pub(crate) static ITEM_REMOVED: Rule = Rule {
        id: "path.item.removed",
        title: "a path is gone",
        explanation: "All its operations are gone: callers get an error. It is one finding, whatever was below the \
                      path.",
        example: "-  /trunks:\n-    get: {}",
    };
}
