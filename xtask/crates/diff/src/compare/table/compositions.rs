//! Schemas of schemas, and what is said of a schema beside its values.

use super::{SchemaRow, always, check_schema, narrowed, widened};
use crate::model::Wire::{Breaking, Docs, Risky, Safe};
use crate::rules;

const COMPOSITIONS: &[SchemaRow] = &[
    (
        "oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]",
        "oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]",
        &[widened(&rules::schema::UNION_BRANCH_ADDED)],
    ),
    (
        "{$ref: '#/components/schemas/C'}",
        "anyOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/B'}]",
        &[widened(&rules::schema::UNION_BRANCH_ADDED)],
    ),
    (
        "{type: object}",
        "{type: object, anyOf: [{required: [a]}, {required: [b]}]}",
        &[narrowed(&rules::schema::UNION_ADDED)],
    ),
    (
        "anyOf: [{minimum: 1}, {maximum: 9}]",
        "oneOf: [{minimum: 1}, {maximum: 9}]",
        &[narrowed(&rules::schema::UNION_TIGHTENED)],
    ),
    (
        "oneOf: [{type: string, maxLength: 3}, {type: array, minItems: 1}]",
        "oneOf: [{type: string, maxLength: 3}, {type: array, minItems: 2}]",
        &[narrowed(&rules::schema::MIN_ITEMS_RAISED)],
    ),
    (
        "{type: string}",
        "{type: string, not: {const: a}}",
        &[narrowed(&rules::schema::NOT_ADDED)],
    ),
    (
        "{type: string, not: {minLength: 3}}",
        "{type: string, not: {minLength: 4}}",
        &[widened(&rules::schema::MIN_LENGTH_RAISED)],
    ),
    (
        "{type: object}",
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        &[narrowed(&rules::schema::CONDITION_ADDED)],
    ),
    (
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        "{type: object, if: {required: [a]}, then: {required: [b]}, else: {required: [c]}}",
        &[narrowed(&rules::schema::ELSE_ADDED)],
    ),
    (
        "{type: object, if: {required: [a]}, then: {required: [b]}}",
        "{type: object, if: {required: [c]}, then: {required: [b]}}",
        &[
            always(&rules::property::REQUIRED_REMOVED, Risky),
            always(&rules::property::REQUIRED_ADDED, Risky),
        ],
    ),
    (
        "allOf: [{type: string}, {maxLength: 3}]",
        "allOf: [{type: string}, {maxLength: 4}]",
        &[widened(&rules::schema::MAX_LENGTH_RAISED)],
    ),
];

const HINTS: &[SchemaRow] = &[
    (
        "{type: string}",
        "{type: string, default: a}",
        &[(&rules::schema::DEFAULT_ADDED, Risky, Docs)],
    ),
    (
        "{type: integer, default: 1}",
        "{type: integer, default: 2}",
        &[(&rules::schema::DEFAULT_CHANGED, Risky, Docs)],
    ),
    (
        "{type: string}",
        "{type: string, deprecated: true}",
        &[always(&rules::schema::DEPRECATED_ADDED, Safe)],
    ),
    (
        "{type: string, description: a}",
        "{type: string, description: b}",
        &[always(&rules::prose::TEXT_CHANGED, Docs)],
    ),
    (
        "{type: string, title: a}",
        "{type: string}",
        &[always(&rules::prose::TEXT_REMOVED, Docs)],
    ),
    (
        "{type: string}",
        "{type: string, example: a}",
        &[always(&rules::example::VALUE_ADDED, Docs)],
    ),
    (
        "{type: string}",
        "{type: string, x-a: 1}",
        &[always(&rules::extension::VALUE_ADDED, Docs)],
    ),
    (
        "{type: string}",
        "{type: string, minLenght: 1}",
        &[always(&rules::field::UNKNOWN_ADDED, Risky)],
    ),
    (
        "{type: string}",
        "{type: string, xml: {attribute: true}}",
        &[always(&rules::schema::XML_ADDED, Risky)],
    ),
    (
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}]}",
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c}}",
        &[always(&rules::schema::DISCRIMINATOR_ADDED, Risky)],
    ),
    (
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c}}",
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c, mapping: {x: C}}}",
        &[always(&rules::schema::DISCRIMINATOR_VALUES_CHANGED, Breaking)],
    ),
];

#[test]
fn each_change_of_a_composition_and_of_a_hint_has_its_verdict_in_each_direction() {
    for (base, revision, expected) in [COMPOSITIONS, HINTS].concat() {
        check_schema(base, revision, expected);
    }
}
