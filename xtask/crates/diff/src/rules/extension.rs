//! Extensions: fields that begin with `x-`.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static VALUE_ADDED: Rule = Rule {
        id: "extension.value.added",
        title: "an extension is new",
        explanation: "Fields that begin with `x-` are no part of what is sent. Tools that know them may do something \
                      else.",
        example: "+  x-internal: true",
    };

    pub(crate) static VALUE_REMOVED: Rule = Rule {
        id: "extension.value.removed",
        title: "an extension is gone",
        explanation: "Fields that begin with `x-` are no part of what is sent. Tools that know them may do something \
                      else.",
        example: "-  x-internal: true",
    };

    pub(crate) static VALUE_CHANGED: Rule = Rule {
        id: "extension.value.changed",
        title: "an extension has another value",
        explanation: "Fields that begin with `x-` are no part of what is sent. Tools that know them may do something \
                      else.",
        example: "-  x-internal: true\n+  x-internal: false",
    };
}
