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
    (
        "{type: object, oneOf: [{$ref: '#/components/schemas/C'}, {properties: {g: {type: string}}}]}",
        "{type: object, oneOf: [{$ref: '#/components/schemas/C'}]}",
        &[narrowed(&rules::schema::UNION_BRANCH_REMOVED)],
    ),
    (
        "{type: object, properties: {a: {type: string}}, anyOf: [{$ref: '#/components/schemas/C'}, {type: object, properties: {d: {type: string}}, required: [d]}]}",
        "{type: object, properties: {a: {type: string}}, anyOf: [{type: object, properties: {d: {type: string}}, required: [d]}]}",
        &[narrowed(&rules::schema::UNION_BRANCH_REMOVED)],
    ),
    (
        "{allOf: [{type: object, properties: {a: {type: string}}}, {$ref: '#/components/schemas/C'}]}",
        "{allOf: [{type: object, properties: {a: {type: string}}}], oneOf: [{$ref: '#/components/schemas/C'}, {type: object, properties: {d: {type: string}}, required: [d]}]}",
        &[widened(&rules::schema::UNION_BRANCH_ADDED)],
    ),
    (
        "{title: T, maxLength: 9, anyOf: [{$ref: '#/components/schemas/A'}, {type: array, items: {$ref: '#/components/schemas/A'}}]}",
        "{title: T, maxLength: 9, anyOf: [{type: array, items: {$ref: '#/components/schemas/A'}}]}",
        &[narrowed(&rules::schema::UNION_BRANCH_REMOVED)],
    ),
    (
        "oneOf: [{type: integer}]",
        "oneOf: [{type: integer}, {type: number}]",
        &[always(&rules::schema::UNION_BRANCH_ADDED, Breaking)],
    ),
    (
        "oneOf: [{type: string, pattern: '^a'}, {type: integer}]",
        "oneOf: [{type: string, pattern: '^a'}, {type: integer}, {type: string, pattern: 'z$'}]",
        &[(&rules::schema::UNION_BRANCH_ADDED, Risky, Breaking)],
    ),
    (
        "oneOf: [{type: integer}, {title: n, type: string, maxLength: 3}]",
        "oneOf: [{type: integer}, {title: n, type: [string, integer], maxLength: 3}]",
        &[
            widened(&rules::schema::TYPE_WIDENED),
            narrowed(&rules::schema::UNION_OVERLAP_CHANGED),
        ],
    ),
    (
        "oneOf: [{$ref: '#/components/schemas/C'}, {type: object, properties: {d: {type: string}}, required: [d]}]",
        "oneOf: [{$ref: '#/components/schemas/C'}, {type: object, properties: {d: {type: string}}, required: [d]}, {type: object, properties: {d: {type: string}, e: {type: string}}, required: [d]}]",
        &[(&rules::schema::UNION_BRANCH_ADDED, Risky, Breaking)],
    ),
    (
        "{type: object, if: {required: [a]}, else: {required: [b]}}",
        "{type: object, if: {required: [a]}, then: {required: [c]}, else: {required: [b]}}",
        &[narrowed(&rules::schema::THEN_ADDED)],
    ),
    (
        "{type: object, oneOf: [{properties: {d: {type: string}}, required: [d]}, {properties: {d: {type: integer}}, required: [d]}]}",
        "{type: object, properties: {d: {type: string}}}",
        &[
            (&rules::property::OPTIONAL_ADDED, Risky, Safe),
            widened(&rules::schema::UNION_REMOVED),
        ],
    ),
    (
        "{type: object, oneOf: [{$ref: '#/components/schemas/C'}, {type: object, properties: {d: {type: string}}}]}",
        "{$ref: '#/components/schemas/C'}",
        &[narrowed(&rules::schema::UNION_BRANCH_REMOVED)],
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
    (
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c}}",
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: d}}",
        &[(&rules::schema::DISCRIMINATOR_CHANGED, Breaking, Risky)],
    ),
    (
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c, mapping: {x: C}}}",
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: c, mapping: {x: C, y: C}}}",
        &[widened(&rules::schema::DISCRIMINATOR_VALUES_CHANGED)],
    ),
    (
        "{type: string, example: a}",
        "{type: string, example: b}",
        &[always(&rules::example::VALUE_CHANGED, Docs)],
    ),
    (
        "{type: string, x-a: 1}",
        "{type: string, x-a: 2}",
        &[always(&rules::extension::VALUE_CHANGED, Docs)],
    ),
    (
        "{type: string, minLenght: 1}",
        "{type: string, minLenght: 2}",
        &[always(&rules::field::UNKNOWN_CHANGED, Risky)],
    ),
    (
        "{type: string, xml: {name: a}}",
        "{type: string, xml: {name: b}}",
        &[always(&rules::schema::XML_CHANGED, Risky)],
    ),
];

/// All rows.
pub(super) fn rows() -> Vec<SchemaRow> {
    [COMPOSITIONS, HINTS].concat()
}

#[test]
fn each_change_of_a_composition_and_of_a_hint_has_its_verdict_in_each_direction() {
    for (base, revision, expected) in rows() {
        check_schema(base, revision, expected);
    }
}
