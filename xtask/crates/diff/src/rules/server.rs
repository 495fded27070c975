//! The addresses at which the API is.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static URL_ADDED: Rule = Rule {
        id: "server.url.added",
        title: "the API is at one more address",
        explanation: "Callers may go on calling where they call.",
        example: "+  - url: https://eu.example.com",
    };

    pub(crate) static URL_REMOVED: Rule = Rule {
        id: "server.url.removed",
        title: "the API is not at an address any more",
        explanation: "Callers who call it at that address find nothing there, or something else.",
        example: "-  - url: https://eu.example.com",
    };

    pub(crate) static URL_CHANGED: Rule = Rule {
        id: "server.url.changed",
        title: "the API is at another address",
        explanation: "The one address that was named is gone, and another one is named. Callers call where it was.",
        example: "-  - url: https://api.example.com\n+  - url: https://api.example.com/v2",
    };

    pub(crate) static BASE_PATH_MOVED: Rule = Rule {
        id: "server.base-path.moved",
        title: "a part of all addresses moved between `servers` and `paths`",
        explanation: "What callers call is the address of a server with a path behind it. Where the line between the two is \
                      drawn, nobody sees. Paths are compared with what moved.",
        example: "   servers:\n-    - url: https://api.example.com\n+    - url: https://api.example.com/v1\n   paths:\n-    /v1/trunks: {}\n+    /trunks: {}",
    };

    pub(crate) static VARIABLE_DEFAULT_ADDED: Rule = Rule {
        id: "server.variable-default.added",
        title: "a part of an address has a default now",
        explanation: "Callers who leave the variable out call what the default says.",
        example: "+      region: {default: eu}",
    };

    pub(crate) static VARIABLE_DEFAULT_REMOVED: Rule = Rule {
        id: "server.variable-default.removed",
        title: "a part of an address has no default any more",
        explanation: "Callers who leave the variable out do not know what to call.",
        example: "-      region: {default: eu}",
    };

    pub(crate) static VARIABLE_DEFAULT_CHANGED: Rule = Rule {
        id: "server.variable-default.changed",
        title: "a part of an address has another default",
        explanation: "Callers who leave the variable out call somewhere else.",
        example: "-      region: {default: eu}\n+      region: {default: us}",
    };

    pub(crate) static VARIABLE_ENUM_NARROWED: Rule = Rule {
        id: "server.variable-enum.narrowed",
        title: "a part of an address takes fewer values",
        explanation: "Callers who use a value that is gone find nothing.",
        example: "-      region: {default: eu, enum: [eu, us]}\n+      region: {default: eu, enum: [eu]}",
    };

    pub(crate) static VARIABLE_ENUM_WIDENED: Rule = Rule {
        id: "server.variable-enum.widened",
        title: "a part of an address takes more values",
        explanation: "The values that were taken still are, so that nobody has to change an address.",
        example: "-      region: {default: eu, enum: [eu]}\n+      region: {default: eu, enum: [eu, us]}",
    };
}
