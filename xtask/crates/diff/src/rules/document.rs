//! The document as such: what cannot be read in it, and by which dialect its schemas are read.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static REFERENCE_BROKEN: Rule = Rule {
        id: "document.reference.broken",
        title: "a reference leads nowhere now",
        explanation: "A `$ref` names something that is not in the document, or leads out of it. What the contract \
                      means there cannot be known, so that the change is a warning and the rest is compared all the \
                      same.",
        example: "-  $ref: '#/components/schemas/Trunk'\n+  $ref: '#/components/schemas/Trnuk'",
    };

    pub(crate) static REFERENCE_MENDED: Rule = Rule {
        id: "document.reference.mended",
        title: "a reference that led nowhere is mended",
        explanation: "The base had a `$ref` to something that is not there. What it meant cannot be known, so that \
                      nobody can say what changed for callers.",
        example: "-  $ref: '#/components/schemas/Trnuk'\n+  $ref: '#/components/schemas/Trunk'",
    };

    pub(crate) static TYPE_BROKEN: Rule = Rule {
        id: "document.type.broken",
        title: "a value is of a type that cannot stand there",
        explanation: "A field has a value that the specification does not allow: a text where a list has to be. What \
                      the contract means there cannot be known; the rest is compared all the same.",
        example: "-  required: [port]\n+  required: port",
    };

    pub(crate) static TYPE_MENDED: Rule = Rule {
        id: "document.type.mended",
        title: "a value of a wrong type is mended",
        explanation: "The base had a value that the specification does not allow there. What it meant cannot be known, \
                      so that nobody can say what changed for callers.",
        example: "-  required: port\n+  required: [port]",
    };

    pub(crate) static PARAMETER_BROKEN: Rule = Rule {
        id: "document.parameter.broken",
        title: "a parameter stands twice",
        explanation: "Two parameters of one list have the same name and the same place. Which of them counts cannot be \
                      known.",
        example: "   parameters:\n     - {name: limit, in: query, schema: {type: integer}}\n+    - {name: limit, in: query, schema: {type: string}}",
    };

    pub(crate) static PARAMETER_MENDED: Rule = Rule {
        id: "document.parameter.mended",
        title: "a parameter that stood twice stands once",
        explanation: "Two parameters of one list had the same name and the same place. Which of them counted cannot be \
                      known.",
        example: "   parameters:\n     - {name: limit, in: query, schema: {type: integer}}\n-    - {name: limit, in: query, schema: {type: string}}",
    };

    pub(crate) static DIALECT_ADDED: Rule = Rule {
        id: "document.dialect.added",
        title: "the dialect of the schemas is named",
        explanation: "`jsonSchemaDialect` says by which rules schemas are read. By other rules, all of them may mean \
                      something else.",
        example: "+jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema",
    };

    pub(crate) static DIALECT_REMOVED: Rule = Rule {
        id: "document.dialect.removed",
        title: "the dialect of the schemas is not named any more",
        explanation: "Without `jsonSchemaDialect`, schemas are read by the dialect of the specification. By other \
                      rules, all of them may mean something else.",
        example: "-jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema",
    };

    pub(crate) static DIALECT_CHANGED: Rule = Rule {
        id: "document.dialect.changed",
        title: "the schemas have another dialect",
        explanation: "`jsonSchemaDialect` says by which rules schemas are read. By other rules, all of them may mean \
                      something else.",
        example: "-jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n+jsonSchemaDialect: https://example.com/dialect",
    };
}
