//! Schemas.

use super::{SchemaRow, always, check_schema, narrowed, widened};
use crate::model::Wire::{Breaking, Docs, Risky, Safe};
use crate::rules;

const TYPES: &[SchemaRow] = &[
    (
        "type: integer",
        "type: number",
        &[widened(&rules::schema::TYPE_WIDENED)],
    ),
    (
        "type: [string, integer]",
        "type: string",
        &[narrowed(&rules::schema::TYPE_NARROWED)],
    ),
    (
        "type: string",
        "type: integer",
        &[always(&rules::schema::TYPE_CHANGED, Breaking)],
    ),
    ("type: string", "{}", &[widened(&rules::schema::TYPE_WIDENED)]),
    (
        "{type: object, properties: {a: {type: string}}}",
        "{type: object, properties: {a: false}}",
        &[narrowed(&rules::schema::TYPE_NARROWED)],
    ),
    (
        "type: string",
        "type: [string, 'null']",
        &[widened(&rules::schema::NULL_ADDED)],
    ),
    (
        "{type: string, nullable: true}",
        "{type: string}",
        &[narrowed(&rules::schema::NULL_REMOVED)],
    ),
    (
        "anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]",
        "{$ref: '#/components/schemas/A'}",
        &[narrowed(&rules::schema::NULL_REMOVED)],
    ),
    (
        "{type: string, enum: [a, b]}",
        "{type: string, enum: [a, b, null]}",
        &[widened(&rules::schema::NULL_ADDED)],
    ),
    (
        "{enum: [a, b]}",
        "{enum: [a, b, null]}",
        &[widened(&rules::schema::NULL_ADDED)],
    ),
    (
        "{type: string}",
        "{type: string, enum: [a]}",
        &[narrowed(&rules::schema::ENUM_ADDED)],
    ),
    (
        "{type: string, enum: [a, b]}",
        "{type: string, enum: [b, c, a]}",
        &[widened(&rules::schema::ENUM_VALUE_ADDED)],
    ),
    (
        "{enum: [a, b]}",
        "{const: a}",
        &[narrowed(&rules::schema::ENUM_VALUE_REMOVED)],
    ),
    (
        "{const: a}",
        "{const: b}",
        &[always(&rules::schema::CONST_CHANGED, Breaking)],
    ),
    (
        "{enum: [a, b]}",
        "{enum: [a, c]}",
        &[
            narrowed(&rules::schema::ENUM_VALUE_REMOVED),
            widened(&rules::schema::ENUM_VALUE_ADDED),
        ],
    ),
    (
        "{type: string}",
        "{type: 'null'}",
        &[always(&rules::schema::TYPE_CHANGED, Breaking)],
    ),
    (
        "{type: [string, 'null']}",
        "{type: 'null'}",
        &[narrowed(&rules::schema::TYPE_NARROWED)],
    ),
    (
        "{const: null}",
        "{type: [string, 'null']}",
        &[widened(&rules::schema::TYPE_WIDENED)],
    ),
    (
        "{enum: [null]}",
        "{type: integer}",
        &[always(&rules::schema::TYPE_CHANGED, Breaking)],
    ),
    (
        "{type: string, nullable: true, enum: [null]}",
        "{type: string, nullable: true}",
        &[widened(&rules::schema::TYPE_WIDENED)],
    ),
    (
        "{anyOf: [{type: string}, {type: 'null'}]}",
        "{anyOf: [{type: 'null'}]}",
        &[narrowed(&rules::schema::TYPE_NARROWED)],
    ),
    ("false", "{type: 'null'}", &[widened(&rules::schema::NULL_ADDED)]),
    (
        "{type: string, maxLength: 2}",
        "{type: string, enum: [a, abc]}",
        &[always(&rules::schema::ENUM_ADDED, Breaking)],
    ),
    (
        "{type: integer, minimum: 0}",
        "{type: integer, minimum: 1, enum: [1, 2]}",
        &[narrowed(&rules::schema::ENUM_ADDED)],
    ),
    (
        "{type: integer, enum: [1, 2, 3]}",
        "{type: integer, enum: [1, 2, 3], maximum: 2}",
        &[narrowed(&rules::schema::ENUM_VALUE_REMOVED)],
    ),
    (
        "{type: boolean, enum: [true]}",
        "{type: boolean}",
        &[widened(&rules::schema::ENUM_REMOVED)],
    ),
];

const NUMBERS: &[SchemaRow] = &[
    (
        "{type: integer}",
        "{type: integer, minimum: 1}",
        &[narrowed(&rules::schema::MINIMUM_RAISED)],
    ),
    (
        "{type: integer, maximum: 9}",
        "{type: integer, maximum: 8}",
        &[narrowed(&rules::schema::MAXIMUM_LOWERED)],
    ),
    (
        "{type: number, minimum: 1}",
        "{type: number, exclusiveMinimum: 1}",
        &[narrowed(&rules::schema::MINIMUM_RAISED)],
    ),
    (
        "{type: number, maximum: 1, exclusiveMaximum: true}",
        "{type: number, maximum: 1}",
        &[widened(&rules::schema::MAXIMUM_RAISED)],
    ),
    (
        "{type: integer}",
        "{type: integer, multipleOf: 5}",
        &[narrowed(&rules::schema::MULTIPLE_OF_ADDED)],
    ),
    (
        "{type: integer, multipleOf: 5}",
        "{type: integer, multipleOf: 10}",
        &[narrowed(&rules::schema::MULTIPLE_OF_CHANGED)],
    ),
    (
        "{type: integer, multipleOf: 5}",
        "{type: integer, multipleOf: 3}",
        &[always(&rules::schema::MULTIPLE_OF_CHANGED, Breaking)],
    ),
    (
        "{type: string, minLength: 1}",
        "{type: string, minLength: 2}",
        &[narrowed(&rules::schema::MIN_LENGTH_RAISED)],
    ),
    (
        "{type: string, maxLength: 1}",
        "{type: string}",
        &[widened(&rules::schema::MAX_LENGTH_RAISED)],
    ),
    (
        "{type: string}",
        "{type: string, pattern: '^a'}",
        &[narrowed(&rules::schema::PATTERN_ADDED)],
    ),
    (
        "{type: string, pattern: '^b'}",
        "{type: string, pattern: '^a'}",
        &[always(&rules::schema::PATTERN_CHANGED, Risky)],
    ),
    (
        "{type: string}",
        "{type: string, format: uuid}",
        &[narrowed(&rules::schema::FORMAT_ADDED)],
    ),
    (
        "{type: string, format: date}",
        "{type: string, format: date-time}",
        &[always(&rules::schema::FORMAT_CHANGED, Breaking)],
    ),
    (
        "{type: string, format: email}",
        "{type: string, format: idn-email}",
        &[widened(&rules::schema::FORMAT_CHANGED)],
    ),
    // Not known, a hint, and about another type.
    (
        "{type: string}",
        "{type: string, format: markdown}",
        &[always(&rules::schema::FORMAT_ADDED, Risky)],
    ),
    (
        "{type: string}",
        "{type: string, format: password}",
        &[always(&rules::schema::FORMAT_ADDED, Docs)],
    ),
    (
        "{type: string}",
        "{type: string, format: int32}",
        &[always(&rules::schema::FORMAT_ADDED, Docs)],
    ),
    (
        "{type: string}",
        "{type: string, format: binary}",
        &[always(&rules::schema::CONTENT_ADDED, Docs)],
    ),
    // One row for a type and its format, and for the keywords of what is in a string.
    (
        "{type: string, format: uuid}",
        "{type: integer, format: int64}",
        &[always(&rules::schema::TYPE_CHANGED, Breaking)],
    ),
    (
        "{type: integer, format: int32}",
        "{type: number, format: double}",
        &[widened(&rules::schema::TYPE_WIDENED)],
    ),
    (
        "{type: string}",
        "{type: string, contentEncoding: base64, contentMediaType: application/json, contentSchema: {type: object}}",
        &[always(&rules::schema::CONTENT_ADDED, Risky)],
    ),
    (
        "{type: string, contentEncoding: base64, contentMediaType: image/png}",
        "{type: string, contentEncoding: base64url, contentMediaType: image/jpeg}",
        &[always(&rules::schema::CONTENT_CHANGED, Risky)],
    ),
    (
        "{type: integer, format: int32}",
        "{type: integer, format: int64}",
        &[widened(&rules::schema::FORMAT_CHANGED)],
    ),
    (
        "{type: string}",
        "{type: string, contentEncoding: base64}",
        &[always(&rules::schema::CONTENT_ADDED, Risky)],
    ),
    (
        "{type: string, contentMediaType: text/csv}",
        "{type: string, contentMediaType: text/html}",
        &[always(&rules::schema::CONTENT_CHANGED, Risky)],
    ),
    (
        "{type: string}",
        "{type: string, pattern: '^.*$'}",
        &[(&rules::schema::PATTERN_ADDED, Risky, Safe)],
    ),
    (
        "{type: string}",
        "{type: string, pattern: '^[\\s\\S]{1,64}$'}",
        &[
            narrowed(&rules::schema::MIN_LENGTH_RAISED),
            narrowed(&rules::schema::MAX_LENGTH_LOWERED),
        ],
    ),
    (
        "{type: integer, format: int32}",
        "{type: integer, format: int32, minimum: 0}",
        &[narrowed(&rules::schema::MINIMUM_RAISED)],
    ),
    (
        "{type: string}",
        "{type: string, pattern: '.+'}",
        &[narrowed(&rules::schema::MIN_LENGTH_RAISED)],
    ),
    (
        "{type: string, pattern: '.+'}",
        "{type: string, minLength: 1}",
        &[(&rules::schema::PATTERN_REMOVED, Safe, Risky)],
    ),
];

const ARRAYS: &[SchemaRow] = &[
    (
        "{type: array}",
        "{type: array, items: {type: string}}",
        &[narrowed(&rules::schema::ITEMS_ADDED)],
    ),
    (
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: [string, integer]}}",
        &[widened(&rules::schema::TYPE_WIDENED)],
    ),
    (
        "{type: array, prefixItems: [{type: string}]}",
        "{type: array, prefixItems: [{}]}",
        &[widened(&rules::schema::ITEMS_REMOVED)],
    ),
    (
        "{type: array}",
        "{type: array, minItems: 1}",
        &[narrowed(&rules::schema::MIN_ITEMS_RAISED)],
    ),
    (
        "{type: array, maxItems: 3}",
        "{type: array, maxItems: 4}",
        &[widened(&rules::schema::MAX_ITEMS_RAISED)],
    ),
    (
        "{type: array}",
        "{type: array, uniqueItems: true}",
        &[narrowed(&rules::schema::UNIQUE_ITEMS_ADDED)],
    ),
    (
        "{type: array}",
        "{type: array, contains: {type: string}}",
        &[narrowed(&rules::schema::CONTAINS_ADDED)],
    ),
    (
        "{type: array, contains: {type: string}}",
        "{type: array, contains: {type: string}, minContains: 2}",
        &[narrowed(&rules::schema::MIN_CONTAINS_RAISED)],
    ),
    (
        "{type: array, contains: {type: string}, maxContains: 2}",
        "{type: array, contains: {type: string}}",
        &[widened(&rules::schema::MAX_CONTAINS_RAISED)],
    ),
    (
        "{type: array, allOf: [{prefixItems: [{type: string}]}]}",
        "{type: array, allOf: [{prefixItems: [{type: string}]}], unevaluatedItems: false}",
        &[narrowed(&rules::schema::UNEVALUATED_ITEMS_ADDED)],
    ),
    (
        "{type: array}",
        "{type: array, unevaluatedItems: {type: string}}",
        &[narrowed(&rules::schema::ITEMS_ADDED)],
    ),
];

const OBJECTS: &[SchemaRow] = &[
    (
        "{type: object, properties: {name: {type: string}}}",
        "{type: object, properties: {name: {type: string}}, required: [name]}",
        &[narrowed(&rules::property::REQUIRED_ADDED)],
    ),
    (
        "{type: object}",
        "{type: object, required: [name]}",
        &[narrowed(&rules::property::REQUIRED_ADDED)],
    ),
    (
        "{type: object}",
        "{type: object, properties: {name: {type: string}}, required: [name]}",
        &[narrowed(&rules::property::REQUIRED_ADDED)],
    ),
    (
        "{type: object}",
        "{type: object, properties: {name: {type: string}}}",
        &[always(&rules::property::OPTIONAL_ADDED, Safe)],
    ),
    (
        "{type: object, additionalProperties: false}",
        "{type: object, additionalProperties: false, properties: {name: {type: string}}}",
        &[widened(&rules::property::OPTIONAL_ADDED)],
    ),
    (
        "{type: object, properties: {name: {type: string}}}",
        "{type: object}",
        &[(&rules::property::OPTIONAL_REMOVED, Risky, Breaking)],
    ),
    (
        "{type: object, additionalProperties: false, properties: {name: {type: string}}}",
        "{type: object, additionalProperties: false}",
        &[always(&rules::property::OPTIONAL_REMOVED, Breaking)],
    ),
    (
        "{type: object, properties: {name: {type: string}}, required: [name]}",
        "{type: object}",
        &[(&rules::property::REQUIRED_REMOVED, Risky, Breaking)],
    ),
    (
        "{type: object, properties: {agentId: {type: string}}, required: [agentId]}",
        "{type: object, properties: {agent_id: {type: string}}, required: [agent_id]}",
        &[always(&rules::property::NAME_RENAMED, Breaking)],
    ),
    (
        "{type: object, properties: {size: {type: string}}}",
        "{type: object, properties: {voice: {type: string}}}",
        &[
            (&rules::property::OPTIONAL_REMOVED, Risky, Breaking),
            always(&rules::property::OPTIONAL_ADDED, Safe),
        ],
    ),
    (
        "{type: object, properties: {id: {type: string}}}",
        "{type: object, properties: {id: {type: string, readOnly: true}}}",
        &[(&rules::property::READ_ONLY_ADDED, Risky, Safe)],
    ),
    (
        "{type: object, properties: {id: {type: string, readOnly: true}}, required: [id]}",
        "{type: object, properties: {id: {type: string}}, required: [id]}",
        &[(&rules::property::READ_ONLY_REMOVED, Breaking, Safe)],
    ),
    (
        "{type: object, properties: {id: {type: string}}}",
        "{type: object, properties: {id: {type: string, writeOnly: true}}}",
        &[(&rules::property::WRITE_ONLY_ADDED, Safe, Breaking)],
    ),
    (
        "{type: object}",
        "{type: object, additionalProperties: false}",
        &[narrowed(&rules::schema::ADDITIONAL_PROPERTIES_FORBIDDEN)],
    ),
    (
        "{type: object, additionalProperties: {type: string}}",
        "{type: object, additionalProperties: true}",
        &[widened(&rules::schema::ADDITIONAL_PROPERTIES_REMOVED)],
    ),
    (
        "{type: object, additionalProperties: {type: string}}",
        "{type: object, additionalProperties: {type: [string, integer]}}",
        &[widened(&rules::schema::TYPE_WIDENED)],
    ),
    (
        "{type: object}",
        "{type: object, patternProperties: {'^x': {type: string}}}",
        &[narrowed(&rules::schema::PATTERN_PROPERTIES_ADDED)],
    ),
    (
        "{type: object, additionalProperties: false}",
        "{type: object, additionalProperties: false, patternProperties: {'^x': {}}}",
        &[widened(&rules::schema::PATTERN_PROPERTIES_ADDED)],
    ),
    (
        "{type: object}",
        "{type: object, propertyNames: {maxLength: 3}}",
        &[narrowed(&rules::schema::PROPERTY_NAMES_ADDED)],
    ),
    (
        "{type: object}",
        "{type: object, minProperties: 1}",
        &[narrowed(&rules::schema::MIN_PROPERTIES_RAISED)],
    ),
    (
        "{type: object, maxProperties: 1}",
        "{type: object}",
        &[widened(&rules::schema::MAX_PROPERTIES_RAISED)],
    ),
    (
        "{type: object}",
        "{type: object, dependentRequired: {a: [b]}}",
        &[narrowed(&rules::schema::DEPENDENT_REQUIRED_ADDED)],
    ),
    (
        "{type: object}",
        "{type: object, dependentSchemas: {a: {required: [b]}}}",
        &[narrowed(&rules::schema::DEPENDENT_SCHEMAS_ADDED)],
    ),
    (
        "{type: object, anyOf: [{properties: {a: {type: string}}}, {required: [b]}]}",
        "{type: object, anyOf: [{properties: {a: {type: string}}}, {required: [b]}], unevaluatedProperties: false}",
        &[narrowed(&rules::schema::UNEVALUATED_PROPERTIES_ADDED)],
    ),
    (
        "{type: object}",
        "{type: object, unevaluatedProperties: false}",
        &[narrowed(&rules::schema::ADDITIONAL_PROPERTIES_FORBIDDEN)],
    ),
    (
        "{type: object, required: [a]}",
        "{type: object, required: [a], minProperties: 2}",
        &[narrowed(&rules::schema::MIN_PROPERTIES_RAISED)],
    ),
    (
        "{type: object, additionalProperties: {type: integer}}",
        "{type: object, additionalProperties: {type: integer}, properties: {a: {type: string}}}",
        &[always(&rules::property::OPTIONAL_ADDED, Breaking)],
    ),
    (
        "{type: object, required: [a]}",
        "{type: object, properties: {a: {type: string}}}",
        &[
            widened(&rules::property::REQUIRED_REMOVED),
            always(&rules::property::OPTIONAL_ADDED, Safe),
        ],
    ),
];

/// All rows.
pub(super) fn rows() -> Vec<SchemaRow> {
    [TYPES, NUMBERS, ARRAYS, OBJECTS].concat()
}

#[test]
fn each_change_of_what_a_schema_takes_has_its_verdict_in_each_direction() {
    for (base, revision, expected) in rows() {
        check_schema(base, revision, expected);
    }
}
