//! Operations, apart from what they send and receive.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static ENDPOINT_ADDED: Rule = Rule {
        id: "operation.endpoint.added",
        title: "an operation is new",
        explanation: "Its path was there already, with other methods. Nobody calls it yet.",
        example: "   /trunks:\n     get: {}\n+    post: {}",
    };

    pub(crate) static ENDPOINT_REMOVED: Rule = Rule {
        id: "operation.endpoint.removed",
        title: "an operation is gone",
        explanation: "Callers who call it get an error. What it alone used is not told again.",
        example: "   /trunks:\n     get: {}\n-    post: {}",
    };

    pub(crate) static METHOD_CHANGED: Rule = Rule {
        id: "operation.method.changed",
        title: "an operation is called with another method",
        explanation: "Of the methods of a path one went and one came, and they are one operation: they have one name, or say \
                      the same, or both are for writing. Callers who call it as before get an error. What it sends and \
                      receives is compared.",
        example: "   /trunks/{id}:\n-    post: {}\n+    put: {}",
    };

    pub(crate) static ID_ADDED: Rule = Rule {
        id: "operation.id.added",
        title: "an operation has a name",
        explanation: "`operationId` is not sent. Generated code calls its method by it.",
        example: "+  operationId: list_trunks",
    };

    pub(crate) static ID_REMOVED: Rule = Rule {
        id: "operation.id.removed",
        title: "an operation has no name any more",
        explanation: "`operationId` is not sent. Generated code calls its method by it.",
        example: "-  operationId: list_trunks",
    };

    pub(crate) static ID_CHANGED: Rule = Rule {
        id: "operation.id.changed",
        title: "an operation has another name",
        explanation: "`operationId` is not sent. Generated code calls its method by it, so that code that uses it \
                      breaks.",
        example: "-  operationId: list_trunks\n+  operationId: get_trunks",
    };

    pub(crate) static TAGS_CHANGED: Rule = Rule {
        id: "operation.tags.changed",
        title: "an operation has other tags",
        explanation: "Tags group operations in documentation. No program sends or reads them.",
        example: "-  tags: [calls]\n+  tags: [calls, beta]",
    };

    pub(crate) static DEPRECATED_ADDED: Rule = Rule {
        id: "operation.deprecated.added",
        title: "an operation was deprecated",
        explanation: "It works as it did, and may go in a later version.",
        example: "+  deprecated: true",
    };

    pub(crate) static DEPRECATED_REMOVED: Rule = Rule {
        id: "operation.deprecated.removed",
        title: "an operation is no longer deprecated",
        explanation: "It works as it did, and is meant to stay.",
        example: "-  deprecated: true",
    };

    pub(crate) static SUNSET_ADDED: Rule = Rule {
        id: "operation.sunset.added",
        title: "the day is named on which an operation goes",
        explanation: "`x-sunset` names it. Callers have until then to leave the operation.",
        example: "+  x-sunset: 2027-01-31",
    };

    pub(crate) static SUNSET_REMOVED: Rule = Rule {
        id: "operation.sunset.removed",
        title: "no day is named any more on which an operation goes",
        explanation: "`x-sunset` named it. The operation stays.",
        example: "-  x-sunset: 2027-01-31",
    };

    pub(crate) static SUNSET_POSTPONED: Rule = Rule {
        id: "operation.sunset.postponed",
        title: "an operation goes later",
        explanation: "`x-sunset` names a later day than before: callers have more time to leave the operation.",
        example: "-  x-sunset: 2027-01-31\n+  x-sunset: 2027-06-30",
    };

    pub(crate) static SUNSET_ADVANCED: Rule = Rule {
        id: "operation.sunset.advanced",
        title: "an operation goes earlier",
        explanation: "Callers have less time to leave it than they were told.",
        example: "-  x-sunset: 2027-06-30\n+  x-sunset: 2027-01-31",
    };
}
