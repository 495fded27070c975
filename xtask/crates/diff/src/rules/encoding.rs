//! How the properties of a form are encoded.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static CONTENT_TYPE_CHANGED: Rule = Rule {
        id: "encoding.content-type.changed",
        title: "a field of a form is of another media type",
        explanation: "Each field of a form is sent as a media type: the one that is stated, or the one that its schema \
                      implies.",
        example: "-  encoding: {file: {contentType: image/png}}\n+  encoding: {file: {contentType: image/jpeg}}",
    };

    pub(crate) static STYLE_CHANGED: Rule = Rule {
        id: "encoding.style.changed",
        title: "a field of a form is written in another style",
        explanation: "The same value is other characters on the wire.",
        example: "-  encoding: {ids: {style: form}}\n+  encoding: {ids: {style: spaceDelimited}}",
    };
}
