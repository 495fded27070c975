//! Bounds of numbers, strings and counts.

use document::rule::Rule;

document::rules! {
    pub(in crate::rules) const BOUNDS: &[&Rule];

    pub(crate) static MINIMUM_RAISED: Rule = Rule {
        id: "schema.minimum.raised",
        title: "`minimum` was raised",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minimum: 0\n+  minimum: 1",
    };

    pub(crate) static MINIMUM_LOWERED: Rule = Rule {
        id: "schema.minimum.lowered",
        title: "`minimum` was lowered",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minimum: 1\n+  minimum: 0",
    };

    pub(crate) static MAXIMUM_RAISED: Rule = Rule {
        id: "schema.maximum.raised",
        title: "`maximum` was raised",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maximum: 9\n+  maximum: 10",
    };

    pub(crate) static MAXIMUM_LOWERED: Rule = Rule {
        id: "schema.maximum.lowered",
        title: "`maximum` was lowered",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maximum: 10\n+  maximum: 9",
    };

    pub(crate) static MIN_LENGTH_RAISED: Rule = Rule {
        id: "schema.min-length.raised",
        title: "`minLength` was raised",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minLength: 1\n+  minLength: 2",
    };

    pub(crate) static MIN_LENGTH_LOWERED: Rule = Rule {
        id: "schema.min-length.lowered",
        title: "`minLength` was lowered",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minLength: 2\n+  minLength: 1",
    };

    pub(crate) static MAX_LENGTH_RAISED: Rule = Rule {
        id: "schema.max-length.raised",
        title: "`maxLength` was raised",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maxLength: 20\n+  maxLength: 40",
    };

    pub(crate) static MAX_LENGTH_LOWERED: Rule = Rule {
        id: "schema.max-length.lowered",
        title: "`maxLength` was lowered",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maxLength: 40\n+  maxLength: 20",
    };

    pub(crate) static MIN_ITEMS_RAISED: Rule = Rule {
        id: "schema.min-items.raised",
        title: "`minItems` was raised",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minItems: 0\n+  minItems: 1",
    };

    pub(crate) static MIN_ITEMS_LOWERED: Rule = Rule {
        id: "schema.min-items.lowered",
        title: "`minItems` was lowered",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minItems: 1\n+  minItems: 0",
    };

    pub(crate) static MAX_ITEMS_RAISED: Rule = Rule {
        id: "schema.max-items.raised",
        title: "`maxItems` was raised",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maxItems: 10\n+  maxItems: 20",
    };

    pub(crate) static MAX_ITEMS_LOWERED: Rule = Rule {
        id: "schema.max-items.lowered",
        title: "`maxItems` was lowered",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maxItems: 20\n+  maxItems: 10",
    };

    pub(crate) static MIN_PROPERTIES_RAISED: Rule = Rule {
        id: "schema.min-properties.raised",
        title: "`minProperties` was raised",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minProperties: 0\n+  minProperties: 1",
    };

    pub(crate) static MIN_PROPERTIES_LOWERED: Rule = Rule {
        id: "schema.min-properties.lowered",
        title: "`minProperties` was lowered",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minProperties: 1\n+  minProperties: 0",
    };

    pub(crate) static MAX_PROPERTIES_RAISED: Rule = Rule {
        id: "schema.max-properties.raised",
        title: "`maxProperties` was raised",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maxProperties: 10\n+  maxProperties: 20",
    };

    pub(crate) static MAX_PROPERTIES_LOWERED: Rule = Rule {
        id: "schema.max-properties.lowered",
        title: "`maxProperties` was lowered",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maxProperties: 20\n+  maxProperties: 10",
    };

    pub(crate) static MIN_CONTAINS_RAISED: Rule = Rule {
        id: "schema.min-contains.raised",
        title: "`minContains` was raised",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minContains: 1\n+  minContains: 2",
    };

    pub(crate) static MIN_CONTAINS_LOWERED: Rule = Rule {
        id: "schema.min-contains.lowered",
        title: "`minContains` was lowered",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  minContains: 2\n+  minContains: 1",
    };

    pub(crate) static MAX_CONTAINS_RAISED: Rule = Rule {
        id: "schema.max-contains.raised",
        title: "`maxContains` was raised",
        explanation: "More is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maxContains: 3\n+  maxContains: 5",
    };

    pub(crate) static MAX_CONTAINS_LOWERED: Rule = Rule {
        id: "schema.max-contains.lowered",
        title: "`maxContains` was lowered",
        explanation: "Less is valid than before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  maxContains: 5\n+  maxContains: 3",
    };

    pub(crate) static MULTIPLE_OF_ADDED: Rule = Rule {
        id: "schema.multiple-of.added",
        title: "`multipleOf` was added",
        explanation: "Numbers in between are not valid any more. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: integer\n+  type: integer\n+  multipleOf: 10",
    };

    pub(crate) static MULTIPLE_OF_REMOVED: Rule = Rule {
        id: "schema.multiple-of.removed",
        title: "`multipleOf` was removed",
        explanation: "Numbers in between are valid now. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  type: integer\n-  multipleOf: 10\n+  type: integer",
    };

    pub(crate) static MULTIPLE_OF_CHANGED: Rule = Rule {
        id: "schema.multiple-of.changed",
        title: "`multipleOf` was changed",
        explanation: "Multiples of 10 are multiples of 5, so that one of the two may be wider; where neither divides \
                      the other, it breaks in both directions.",
        example: "-  multipleOf: 10\n+  multipleOf: 5",
    };

    pub(crate) static PATTERN_ADDED: Rule = Rule {
        id: "schema.pattern.added",
        title: "`pattern` was added",
        explanation: "Texts that do not match it are not valid any more. In a request a tighter schema breaks callers, \
                      in a response a looser one does.",
        example: "-  type: string\n+  type: string\n+  pattern: '^[0-9]+$'",
    };

    pub(crate) static PATTERN_REMOVED: Rule = Rule {
        id: "schema.pattern.removed",
        title: "`pattern` was removed",
        explanation: "Texts that do not match it are valid now. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: string\n-  pattern: '^[0-9]+$'\n+  type: string",
    };

    pub(crate) static PATTERN_CHANGED: Rule = Rule {
        id: "schema.pattern.changed",
        title: "`pattern` was changed",
        explanation: "Whether one expression takes all that another one takes is not decided, so that it is a warning. \
                      Read both.",
        example: "-  pattern: '^[0-9]+$'\n+  pattern: '^[0-9]{1,5}$'",
    };

    pub(crate) static FORMAT_ADDED: Rule = Rule {
        id: "schema.format.added",
        title: "`format` was added",
        explanation: "To a validator formats may be annotations. Callers and generated code rely on them: values in \
                      another form are not valid any more. In a request a tighter schema breaks callers, in a response \
                      a looser one does.",
        example: "-  type: string\n+  type: string\n+  format: uuid",
    };

    pub(crate) static FORMAT_REMOVED: Rule = Rule {
        id: "schema.format.removed",
        title: "`format` was removed",
        explanation: "Values in another form are valid now. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: string\n-  format: uuid\n+  type: string",
    };

    pub(crate) static FORMAT_CHANGED: Rule = Rule {
        id: "schema.format.changed",
        title: "`format` was changed",
        explanation: "The formats of JSON Schema and of the OpenAPI registry are known by their values: `int64` takes what \
                      `int32` takes, `iri` what `uri` does, and no `date` is a `date-time`. What a format does that is in \
                      neither list is not decided, so that it is a warning. A format is about one type and says nothing \
                      about others; a hint such as `password` excludes nothing.",
        example: "-  format: date\n+  format: date-time",
    };

    pub(crate) static CONTENT_ADDED: Rule = Rule {
        id: "schema.content.added",
        title: "`contentEncoding` or `contentMediaType` was added",
        explanation: "`contentEncoding` and `contentMediaType` say how to read a text; `format: byte` and `format: \
                      binary` said it in OpenAPI 3.0. What it does to the texts that are valid is not decided.",
        example: "-  type: string\n+  type: string\n+  contentEncoding: base64",
    };

    pub(crate) static CONTENT_REMOVED: Rule = Rule {
        id: "schema.content.removed",
        title: "`contentEncoding` or `contentMediaType` was removed",
        explanation: "`contentEncoding` and `contentMediaType` say how to read a text; `format: byte` and `format: \
                      binary` said it in OpenAPI 3.0. What it does to the texts that are valid is not decided.",
        example: "-  type: string\n-  contentEncoding: base64\n+  type: string",
    };

    pub(crate) static CONTENT_CHANGED: Rule = Rule {
        id: "schema.content.changed",
        title: "`contentEncoding` or `contentMediaType` was changed",
        explanation: "`contentEncoding` and `contentMediaType` say how to read a text. What it does to the texts that \
                      are valid is not decided.",
        example: "-  contentMediaType: application/json\n+  contentMediaType: text/csv",
    };
}
