//! Parameters in the path, the query, headers and cookies.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static REQUIRED_ADDED: Rule = Rule {
        id: "parameter.required.added",
        title: "a parameter must be sent",
        explanation: "It is new and required, or it was optional. Callers who leave it out are refused.",
        example: "+  - {name: region, in: query, required: true, schema: {type: string}}",
    };

    pub(crate) static REQUIRED_REMOVED: Rule = Rule {
        id: "parameter.required.removed",
        title: "a parameter need not be sent any more, or is gone",
        explanation: "One that became optional is still taken. One that is gone is ignored or refused, which breaks \
                      those who send it.",
        example: "-  - {name: region, in: query, required: true, schema: {type: string}}\n+  - {name: region, in: query, schema: {type: string}}",
    };

    pub(crate) static OPTIONAL_ADDED: Rule = Rule {
        id: "parameter.optional.added",
        title: "an optional parameter is new",
        explanation: "Callers who do not know it may leave it out.",
        example: "+  - {name: limit, in: query, schema: {type: integer}}",
    };

    pub(crate) static OPTIONAL_REMOVED: Rule = Rule {
        id: "parameter.optional.removed",
        title: "an optional parameter is gone",
        explanation: "Callers who send it are ignored or refused: an operation takes the parameters that it declares, \
                      and no others.",
        example: "-  - {name: limit, in: query, schema: {type: integer}}",
    };

    pub(crate) static IGNORED_ADDED: Rule = Rule {
        id: "parameter.ignored.added",
        title: "a header parameter that OpenAPI ignores is new",
        explanation: "`Accept`, `Content-Type` and `Authorization` are described by media types and security. As parameters \
                      they are ignored (OpenAPI 3.1.1 section 4.8.12.2), even when they are required.",
        example: "+  - {name: Accept, in: header, schema: {type: string}}",
    };

    pub(crate) static IGNORED_REMOVED: Rule = Rule {
        id: "parameter.ignored.removed",
        title: "a header parameter that OpenAPI ignores is gone",
        explanation: "`Accept`, `Content-Type` and `Authorization` are described by media types and security. As parameters \
                      they are ignored (OpenAPI 3.1.1 section 4.8.12.2).",
        example: "-  - {name: Accept, in: header, schema: {type: string}}",
    };

    pub(crate) static IGNORED_CHANGED: Rule = Rule {
        id: "parameter.ignored.changed",
        title: "a header parameter that OpenAPI ignores is described in another way",
        explanation: "`Accept`, `Content-Type` and `Authorization` are described by media types and security. As parameters \
                      they are ignored (OpenAPI 3.1.1 section 4.8.12.2).",
        example: "-  - {name: Accept, in: header, schema: {type: string}}\n+  - {name: Accept, in: header, required: true, schema: {type: string}}",
    };

    pub(crate) static NAME_RENAMED: Rule = Rule {
        id: "parameter.name.renamed",
        title: "a path parameter has another name",
        explanation: "Names of path parameters are not sent: `/trunks/{id}` and `/trunks/{trunk_id}` are one path. \
                      Generated code has the name.",
        example: "-  /trunks/{id}:\n+  /trunks/{trunk_id}:",
    };

    pub(crate) static LOCATION_CHANGED: Rule = Rule {
        id: "parameter.location.changed",
        title: "a parameter is sent in another place",
        explanation: "It was in the query, say, and is a header now. Callers send it where nobody looks.",
        example: "-  - {name: region, in: query, schema: {type: string}}\n+  - {name: region, in: header, schema: {type: string}}",
    };

    pub(crate) static STYLE_CHANGED: Rule = Rule {
        id: "parameter.style.changed",
        title: "a parameter is written in another style",
        explanation: "The same value is other characters on the wire. What is left out has the default of its place, \
                      so that writing a default out is no change.",
        example: "-  - {name: ids, in: query, schema: {type: array}}\n+  - {name: ids, in: query, schema: {type: array}, style: pipeDelimited}",
    };

    pub(crate) static EXPLODE_CHANGED: Rule = Rule {
        id: "parameter.explode.changed",
        title: "a parameter is written once, or once for each item",
        explanation: "`explode` decides whether each item of a list, or each member of an object, is written by \
                      itself. For a single value it makes no difference and is no change.",
        example: "-  - {name: ids, in: query, schema: {type: array}}\n+  - {name: ids, in: query, schema: {type: array}, explode: false}",
    };

    pub(crate) static CONTENT_CHANGED: Rule = Rule {
        id: "parameter.content.changed",
        title: "a parameter is written as a media type, or no longer",
        explanation: "A `schema` is written in a style, a `content` as a document of its own. The same value is other \
                      characters on the wire.",
        example: "-  schema: {type: object}\n+  content: {application/json: {schema: {type: object}}}",
    };

    pub(crate) static ALLOW_RESERVED_ADDED: Rule = Rule {
        id: "parameter.allow-reserved.added",
        title: "a parameter may have reserved characters unescaped",
        explanation: "`allowReserved` lets characters such as `/` and `?` stand as they are.",
        example: "-  - {name: ids, in: query, schema: {type: array}}\n+  - {name: ids, in: query, schema: {type: array}, allowReserved: true}",
    };

    pub(crate) static ALLOW_RESERVED_REMOVED: Rule = Rule {
        id: "parameter.allow-reserved.removed",
        title: "a parameter may not have reserved characters unescaped any more",
        explanation: "Without `allowReserved`, characters such as `/` and `?` have to be escaped.",
        example: "-  - {name: ids, in: query, schema: {type: array}, allowReserved: true}\n+  - {name: ids, in: query, schema: {type: array}}",
    };

    pub(crate) static ALLOW_EMPTY_ADDED: Rule = Rule {
        id: "parameter.allow-empty.added",
        title: "a parameter may be empty",
        explanation: "`allowEmptyValue` lets it be sent with its name alone.",
        example: "-  - {name: ids, in: query, schema: {type: array}}\n+  - {name: ids, in: query, schema: {type: array}, allowEmptyValue: true}",
    };

    pub(crate) static ALLOW_EMPTY_REMOVED: Rule = Rule {
        id: "parameter.allow-empty.removed",
        title: "a parameter may not be empty any more",
        explanation: "Without `allowEmptyValue`, it cannot be sent with its name alone.",
        example: "-  - {name: ids, in: query, schema: {type: array}, allowEmptyValue: true}\n+  - {name: ids, in: query, schema: {type: array}}",
    };

    pub(crate) static DEPRECATED_ADDED: Rule = Rule {
        id: "parameter.deprecated.added",
        title: "a parameter was deprecated",
        explanation: "It works as it did, and may go in a later version.",
        example: "-  - {name: ids, in: query, schema: {type: array}}\n+  - {name: ids, in: query, schema: {type: array}, deprecated: true}",
    };

    pub(crate) static DEPRECATED_REMOVED: Rule = Rule {
        id: "parameter.deprecated.removed",
        title: "a parameter is no longer deprecated",
        explanation: "It works as it did, and is meant to stay.",
        example: "-  - {name: ids, in: query, schema: {type: array}, deprecated: true}\n+  - {name: ids, in: query, schema: {type: array}}",
    };
}
