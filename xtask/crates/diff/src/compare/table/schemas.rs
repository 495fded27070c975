//! Schemas.

use super::{Expected, check_schema};
use crate::model::Wire::{self, Breaking, Docs, Risky, Safe};

/// Fewer values are valid.
const fn narrowed(id: &'static str) -> Expected {
    (id, Breaking, Safe)
}

/// More values are valid.
const fn widened(id: &'static str) -> Expected {
    (id, Safe, Breaking)
}

/// The same in both directions.
const fn always(id: &'static str, wire: Wire) -> Expected {
    (id, wire, wire)
}

type Row = (&'static str, &'static str, &'static [Expected]);

const TYPES: &[Row] = &[
    ("type: integer", "type: number", &[widened("schema.type.widened")]),
    (
        "type: [string, integer]",
        "type: string",
        &[narrowed("schema.type.narrowed")],
    ),
    (
        "type: string",
        "type: integer",
        &[always("schema.type.changed", Breaking)],
    ),
    ("type: string", "{}", &[widened("schema.type.widened")]),
    (
        "{type: object, properties: {a: {type: string}}}",
        "{type: object, properties: {a: false}}",
        &[narrowed("schema.type.narrowed")],
    ),
    (
        "type: string",
        "type: [string, 'null']",
        &[widened("schema.null.added")],
    ),
    (
        "{type: string, nullable: true}",
        "{type: string}",
        &[narrowed("schema.null.removed")],
    ),
    (
        "anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]",
        "{$ref: '#/components/schemas/A'}",
        &[narrowed("schema.null.removed")],
    ),
    (
        "{type: string, enum: [a, b]}",
        "{type: string, enum: [a, b, null]}",
        &[],
    ),
    (
        "{enum: [a, b]}",
        "{enum: [a, b, null]}",
        &[widened("schema.null.added")],
    ),
    (
        "{type: string}",
        "{type: string, enum: [a]}",
        &[narrowed("schema.enum.added")],
    ),
    (
        "{type: string, enum: [a, b]}",
        "{type: string, enum: [b, c, a]}",
        &[widened("schema.enum.value-added")],
    ),
    ("{enum: [a, b]}", "{const: a}", &[narrowed("schema.enum.value-removed")]),
    ("{const: a}", "{const: b}", &[always("schema.const.changed", Breaking)]),
    (
        "{enum: [a, b]}",
        "{enum: [a, c]}",
        &[
            narrowed("schema.enum.value-removed"),
            widened("schema.enum.value-added"),
        ],
    ),
];

const NUMBERS: &[Row] = &[
    (
        "{type: integer}",
        "{type: integer, minimum: 1}",
        &[narrowed("schema.minimum.raised")],
    ),
    (
        "{type: integer, maximum: 9}",
        "{type: integer, maximum: 8}",
        &[narrowed("schema.maximum.lowered")],
    ),
    (
        "{type: number, minimum: 1}",
        "{type: number, exclusiveMinimum: 1}",
        &[narrowed("schema.minimum.raised")],
    ),
    (
        "{type: number, maximum: 1, exclusiveMaximum: true}",
        "{type: number, maximum: 1}",
        &[widened("schema.maximum.raised")],
    ),
    (
        "{type: integer}",
        "{type: integer, multipleOf: 5}",
        &[narrowed("schema.multiple-of.added")],
    ),
    (
        "{type: integer, multipleOf: 5}",
        "{type: integer, multipleOf: 10}",
        &[narrowed("schema.multiple-of.changed")],
    ),
    (
        "{type: integer, multipleOf: 5}",
        "{type: integer, multipleOf: 3}",
        &[always("schema.multiple-of.changed", Breaking)],
    ),
    (
        "{type: string, minLength: 1}",
        "{type: string, minLength: 2}",
        &[narrowed("schema.min-length.raised")],
    ),
    (
        "{type: string, maxLength: 1}",
        "{type: string}",
        &[widened("schema.max-length.raised")],
    ),
    (
        "{type: string}",
        "{type: string, pattern: '^a'}",
        &[narrowed("schema.pattern.added")],
    ),
    (
        "{type: string, pattern: '^b'}",
        "{type: string, pattern: '^a'}",
        &[always("schema.pattern.changed", Risky)],
    ),
    (
        "{type: string}",
        "{type: string, format: uuid}",
        &[narrowed("schema.format.added")],
    ),
    (
        "{type: string, format: date}",
        "{type: string, format: uuid}",
        &[always("schema.format.changed", Risky)],
    ),
    (
        "{type: integer, format: int32}",
        "{type: integer, format: int64}",
        &[widened("schema.format.changed")],
    ),
    (
        "{type: string}",
        "{type: string, contentEncoding: base64}",
        &[always("schema.content.added", Risky)],
    ),
    (
        "{type: string, contentMediaType: text/csv}",
        "{type: string, contentMediaType: text/html}",
        &[always("schema.content.changed", Risky)],
    ),
];

const ARRAYS: &[Row] = &[
    (
        "{type: array}",
        "{type: array, items: {type: string}}",
        &[narrowed("schema.items.added")],
    ),
    (
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: [string, integer]}}",
        &[widened("schema.type.widened")],
    ),
    (
        "{type: array, prefixItems: [{type: string}]}",
        "{type: array, prefixItems: [{}]}",
        &[widened("schema.items.removed")],
    ),
    (
        "{type: array}",
        "{type: array, minItems: 1}",
        &[narrowed("schema.min-items.raised")],
    ),
    (
        "{type: array, maxItems: 3}",
        "{type: array, maxItems: 4}",
        &[widened("schema.max-items.raised")],
    ),
    (
        "{type: array}",
        "{type: array, uniqueItems: true}",
        &[narrowed("schema.unique-items.added")],
    ),
    (
        "{type: array}",
        "{type: array, contains: {type: string}}",
        &[narrowed("schema.contains.added")],
    ),
    (
        "{type: array, contains: {type: string}}",
        "{type: array, contains: {type: string}, minContains: 2}",
        &[narrowed("schema.min-contains.raised")],
    ),
    (
        "{type: array, contains: {type: string}, maxContains: 2}",
        "{type: array, contains: {type: string}}",
        &[widened("schema.max-contains.raised")],
    ),
    (
        "{type: array}",
        "{type: array, unevaluatedItems: false}",
        &[narrowed("schema.unevaluated-items.added")],
    ),
];

const OBJECTS: &[Row] = &[
    (
        "{type: object, properties: {name: {type: string}}}",
        "{type: object, properties: {name: {type: string}}, required: [name]}",
        &[narrowed("property.required.added")],
    ),
    (
        "{type: object}",
        "{type: object, required: [name]}",
        &[narrowed("property.required.added")],
    ),
    (
        "{type: object}",
        "{type: object, properties: {name: {type: string}}, required: [name]}",
        &[narrowed("property.required.added")],
    ),
    (
        "{type: object}",
        "{type: object, properties: {name: {type: string}}}",
        &[always("property.optional.added", Safe)],
    ),
    (
        "{type: object, additionalProperties: false}",
        "{type: object, additionalProperties: false, properties: {name: {type: string}}}",
        &[widened("property.optional.added")],
    ),
    (
        "{type: object, properties: {name: {type: string}}}",
        "{type: object}",
        &[("property.optional.removed", Risky, Breaking)],
    ),
    (
        "{type: object, additionalProperties: false, properties: {name: {type: string}}}",
        "{type: object, additionalProperties: false}",
        &[always("property.optional.removed", Breaking)],
    ),
    (
        "{type: object, properties: {name: {type: string}}, required: [name]}",
        "{type: object}",
        &[("property.required.removed", Risky, Breaking)],
    ),
    (
        "{type: object, properties: {agentId: {type: string}}, required: [agentId]}",
        "{type: object, properties: {agent_id: {type: string}}, required: [agent_id]}",
        &[always("property.name.renamed", Breaking)],
    ),
    (
        "{type: object, properties: {size: {type: string}}}",
        "{type: object, properties: {voice: {type: string}}}",
        &[
            ("property.optional.removed", Risky, Breaking),
            always("property.optional.added", Safe),
        ],
    ),
    (
        "{type: object, properties: {id: {type: string}}}",
        "{type: object, properties: {id: {type: string, readOnly: true}}}",
        &[("property.read-only.added", Risky, Safe)],
    ),
    (
        "{type: object, properties: {id: {type: string, readOnly: true}}, required: [id]}",
        "{type: object, properties: {id: {type: string}}, required: [id]}",
        &[("property.read-only.removed", Breaking, Safe)],
    ),
    (
        "{type: object, properties: {id: {type: string}}}",
        "{type: object, properties: {id: {type: string, writeOnly: true}}}",
        &[("property.write-only.added", Safe, Breaking)],
    ),
    (
        "{type: object}",
        "{type: object, additionalProperties: false}",
        &[narrowed("schema.additional-properties.forbidden")],
    ),
    (
        "{type: object, additionalProperties: {type: string}}",
        "{type: object, additionalProperties: true}",
        &[widened("schema.additional-properties.removed")],
    ),
    (
        "{type: object, additionalProperties: {type: string}}",
        "{type: object, additionalProperties: {type: [string, integer]}}",
        &[widened("schema.type.widened")],
    ),
    (
        "{type: object}",
        "{type: object, patternProperties: {'^x': {type: string}}}",
        &[narrowed("schema.pattern-properties.added")],
    ),
    (
        "{type: object, additionalProperties: false}",
        "{type: object, additionalProperties: false, patternProperties: {'^x': {}}}",
        &[widened("schema.pattern-properties.added")],
    ),
    (
        "{type: object}",
        "{type: object, propertyNames: {maxLength: 3}}",
        &[narrowed("schema.property-names.added")],
    ),
    (
        "{type: object}",
        "{type: object, minProperties: 1}",
        &[narrowed("schema.min-properties.raised")],
    ),
    (
        "{type: object, maxProperties: 1}",
        "{type: object}",
        &[widened("schema.max-properties.raised")],
    ),
    (
        "{type: object}",
        "{type: object, dependentRequired: {a: [b]}}",
        &[narrowed("schema.dependent-required.added")],
    ),
    (
        "{type: object}",
        "{type: object, dependentSchemas: {a: {required: [b]}}}",
        &[narrowed("schema.dependent-schemas.added")],
    ),
    (
        "{type: object}",
        "{type: object, unevaluatedProperties: false}",
        &[narrowed("schema.unevaluated-properties.added")],
    ),
];

const COMPOSITIONS: &[Row] = &[
    (
        "oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]",
        "oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]",
        &[widened("schema.union.branch-added")],
    ),
    (
        "{$ref: '#/components/schemas/C'}",
        "anyOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/B'}]",
        &[widened("schema.union.branch-added")],
    ),
    (
        "{type: object}",
        "{type: object, anyOf: [{required: [a]}, {required: [b]}]}",
        &[narrowed("schema.union.added")],
    ),
    (
        "anyOf: [{minimum: 1}, {maximum: 9}]",
        "oneOf: [{minimum: 1}, {maximum: 9}]",
        &[narrowed("schema.union.tightened")],
    ),
    (
        "oneOf: [{type: string, maxLength: 3}, {type: array, minItems: 1}]",
        "oneOf: [{type: string, maxLength: 3}, {type: array, minItems: 2}]",
        &[narrowed("schema.min-items.raised")],
    ),
    (
        "{type: string}",
        "{type: string, not: {const: a}}",
        &[narrowed("schema.not.added")],
    ),
    (
        "{type: string, not: {minLength: 3}}",
        "{type: string, not: {minLength: 4}}",
        &[widened("schema.min-length.raised")],
    ),
    (
        "{type: object}",
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        &[narrowed("schema.condition.added")],
    ),
    (
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        "{type: object, if: {required: [a]}, then: {required: [b]}, else: {required: [c]}}",
        &[narrowed("schema.else.added")],
    ),
    (
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        "{type: object, if: {required: [c]}, then: {required: [b]}}",
        &[
            always("property.required.removed", Risky),
            always("property.required.added", Risky),
        ],
    ),
    (
        "allOf: [{type: string}, {maxLength: 3}]",
        "allOf: [{type: string}, {maxLength: 4}]",
        &[widened("schema.max-length.raised")],
    ),
];

const HINTS: &[Row] = &[
    (
        "{type: string}",
        "{type: string, default: a}",
        &[("schema.default.added", Risky, Docs)],
    ),
    (
        "{type: integer, default: 1}",
        "{type: integer, default: 2}",
        &[("schema.default.changed", Risky, Docs)],
    ),
    (
        "{type: string}",
        "{type: string, deprecated: true}",
        &[always("schema.deprecated.added", Safe)],
    ),
    (
        "{type: string, description: a}",
        "{type: string, description: b}",
        &[always("prose.text.changed", Docs)],
    ),
    (
        "{type: string, title: a}",
        "{type: string}",
        &[always("prose.text.removed", Docs)],
    ),
    (
        "{type: string}",
        "{type: string, example: a}",
        &[always("example.value.added", Docs)],
    ),
    (
        "{type: string}",
        "{type: string, x-a: 1}",
        &[always("extension.value.added", Docs)],
    ),
    (
        "{type: string}",
        "{type: string, minLenght: 1}",
        &[always("field.unknown.added", Risky)],
    ),
    (
        "{type: string}",
        "{type: string, xml: {attribute: true}}",
        &[always("schema.xml.added", Risky)],
    ),
    (
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}]}",
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c}}",
        &[always("schema.discriminator.added", Risky)],
    ),
    (
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c}}",
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c, mapping: {x: C}}}",
        &[always("schema.discriminator.values-changed", Breaking)],
    ),
];

#[test]
fn each_change_of_a_schema_has_its_verdict_in_each_direction() {
    for (base, revision, expected) in [TYPES, NUMBERS, ARRAYS, OBJECTS, COMPOSITIONS, HINTS].concat() {
        check_schema(base, revision, expected);
    }
}
