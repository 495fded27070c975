//! Headers of responses and of parts of forms.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static IGNORED_ADDED: Rule = Rule {
        id: "header.ignored.added",
        title: "the header `Content-Type` is described",
        explanation: "Media types say it: as a header it is ignored (OpenAPI 3.1.1 section 4.8.17.1).",
        example: "+  headers: {Content-Type: {schema: {type: string}}}",
    };

    pub(crate) static IGNORED_REMOVED: Rule = Rule {
        id: "header.ignored.removed",
        title: "the header `Content-Type` is not described any more",
        explanation: "Media types say it: as a header it is ignored (OpenAPI 3.1.1 section 4.8.17.1).",
        example: "-  headers: {Content-Type: {schema: {type: string}}}",
    };

    pub(crate) static IGNORED_CHANGED: Rule = Rule {
        id: "header.ignored.changed",
        title: "the header `Content-Type` is described in another way",
        explanation: "Media types say it: as a header it is ignored (OpenAPI 3.1.1 section 4.8.17.1).",
        example: "-  headers: {Content-Type: {schema: {type: string}}}\n+  headers: {Content-Type: {schema: {type: integer}}}",
    };

    pub(crate) static STYLE_CHANGED: Rule = Rule {
        id: "header.style.changed",
        title: "a header is written in another style",
        explanation: "The same value is other characters on the wire. What is left out has the default of its place, \
                      so that writing a default out is no change.",
        example: "-  X-Ids: {schema: {type: array}}\n+  X-Ids: {schema: {type: array}, style: form}",
    };

    pub(crate) static EXPLODE_CHANGED: Rule = Rule {
        id: "header.explode.changed",
        title: "a header is written once, or once for each item",
        explanation: "`explode` decides whether each item of a list, or each member of an object, is written by \
                      itself. For a single value it makes no difference and is no change.",
        example: "-  X-Ids: {schema: {type: array}}\n+  X-Ids: {schema: {type: array}, explode: true}",
    };

    pub(crate) static CONTENT_CHANGED: Rule = Rule {
        id: "header.content.changed",
        title: "a header is written as a media type, or no longer",
        explanation: "A `schema` is written in a style, a `content` as a document of its own. The same value is other \
                      characters on the wire.",
        example: "-  schema: {type: object}\n+  content: {application/json: {schema: {type: object}}}",
    };

    pub(crate) static ALLOW_RESERVED_ADDED: Rule = Rule {
        id: "header.allow-reserved.added",
        title: "a header may have reserved characters unescaped",
        explanation: "`allowReserved` lets characters such as `/` and `?` stand as they are.",
        example: "-  X-Ids: {schema: {type: array}}\n+  X-Ids: {schema: {type: array}, allowReserved: true}",
    };

    pub(crate) static ALLOW_RESERVED_REMOVED: Rule = Rule {
        id: "header.allow-reserved.removed",
        title: "a header may not have reserved characters unescaped any more",
        explanation: "Without `allowReserved`, characters such as `/` and `?` have to be escaped.",
        example: "-  X-Ids: {schema: {type: array}, allowReserved: true}\n+  X-Ids: {schema: {type: array}}",
    };

    pub(crate) static ALLOW_EMPTY_ADDED: Rule = Rule {
        id: "header.allow-empty.added",
        title: "a header may be empty",
        explanation: "`allowEmptyValue` lets it be sent with its name alone.",
        example: "-  X-Ids: {schema: {type: array}}\n+  X-Ids: {schema: {type: array}, allowEmptyValue: true}",
    };

    pub(crate) static ALLOW_EMPTY_REMOVED: Rule = Rule {
        id: "header.allow-empty.removed",
        title: "a header may not be empty any more",
        explanation: "Without `allowEmptyValue`, it cannot be sent with its name alone.",
        example: "-  X-Ids: {schema: {type: array}, allowEmptyValue: true}\n+  X-Ids: {schema: {type: array}}",
    };

    pub(crate) static DEPRECATED_ADDED: Rule = Rule {
        id: "header.deprecated.added",
        title: "a header was deprecated",
        explanation: "It works as it did, and may go in a later version.",
        example: "-  X-Ids: {schema: {type: array}}\n+  X-Ids: {schema: {type: array}, deprecated: true}",
    };

    pub(crate) static DEPRECATED_REMOVED: Rule = Rule {
        id: "header.deprecated.removed",
        title: "a header is no longer deprecated",
        explanation: "It works as it did, and is meant to stay.",
        example: "-  X-Ids: {schema: {type: array}, deprecated: true}\n+  X-Ids: {schema: {type: array}}",
    };

    pub(crate) static REQUIRED_ADDED: Rule = Rule {
        id: "header.required.added",
        title: "a header is always there",
        explanation: "It is new and required, or it was optional. Who reads it gains; who has to send it, in the \
                      response of a callback, is refused without it.",
        example: "+  X-Request-Id: {required: true, schema: {type: string}}",
    };

    pub(crate) static REQUIRED_REMOVED: Rule = Rule {
        id: "header.required.removed",
        title: "a header is not always there any more",
        explanation: "It may be missing where callers rely on it.",
        example: "-  X-Request-Id: {required: true, schema: {type: string}}\n+  X-Request-Id: {schema: {type: string}}",
    };

    pub(crate) static OPTIONAL_ADDED: Rule = Rule {
        id: "header.optional.added",
        title: "an optional header is new",
        explanation: "Callers who do not know it can ignore it, and go on as they did.",
        example: "+  X-Request-Id: {schema: {type: string}}",
    };

    pub(crate) static OPTIONAL_REMOVED: Rule = Rule {
        id: "header.optional.removed",
        title: "an optional header is gone",
        explanation: "Callers who read it find nothing there, although it never was promised for each message.",
        example: "-  X-Request-Id: {schema: {type: string}}",
    };
}
