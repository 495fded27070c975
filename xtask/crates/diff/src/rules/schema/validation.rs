//! Types, values, and what a schema is composed of.

use document::rule::Rule;

document::rules! {
    pub(in crate::rules) const VALIDATION: &[&Rule];

    pub(crate) static DEFINITION_ADDED: Rule = Rule {
        id: "schema.definition.added",
        title: "a schema was added to a message",
        explanation: "Before, its content could be anything. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  application/json: {}\n+  application/json: {schema: {type: object}}",
    };

    pub(crate) static DEFINITION_REMOVED: Rule = Rule {
        id: "schema.definition.removed",
        title: "the schema of a message was removed",
        explanation: "Its content can be anything now. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  application/json: {schema: {type: object}}\n+  application/json: {}",
    };

    pub(crate) static TYPE_WIDENED: Rule = Rule {
        id: "schema.type.widened",
        title: "`type` was widened",
        explanation: "All forms of saying it are one: a list of types, a choice between types, no type at all. In a \
                      request a tighter schema breaks callers, in a response a looser one does.",
        example: "-  type: integer\n+  type: number",
    };

    pub(crate) static TYPE_NARROWED: Rule = Rule {
        id: "schema.type.narrowed",
        title: "`type` was narrowed",
        explanation: "All forms of saying it are one: a list of types, a choice between types, no type at all. In a \
                      request a tighter schema breaks callers, in a response a looser one does.",
        example: "-  type: [string, integer]\n+  type: string",
    };

    pub(crate) static TYPE_CHANGED: Rule = Rule {
        id: "schema.type.changed",
        title: "`type` was changed",
        explanation: "Values that were valid are not any more, and others are. It breaks in both directions.",
        example: "-  type: string\n+  type: integer",
    };

    pub(crate) static NULL_ADDED: Rule = Rule {
        id: "schema.null.added",
        title: "null became valid",
        explanation: "All forms of saying it are one: `nullable`, a type, a value, a branch of a choice. In a request \
                      a tighter schema breaks callers, in a response a looser one does.",
        example: "-  type: string\n+  type: [string, 'null']",
    };

    pub(crate) static NULL_REMOVED: Rule = Rule {
        id: "schema.null.removed",
        title: "null is no longer valid",
        explanation: "All forms of saying it are one: `nullable`, a type, a value, a branch of a choice. In a request \
                      a tighter schema breaks callers, in a response a looser one does.",
        example: "-  type: [string, 'null']\n+  type: string",
    };

    pub(crate) static ENUM_ADDED: Rule = Rule {
        id: "schema.enum.added",
        title: "`enum` was added",
        explanation: "Only what is in the list is valid now. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: string\n+  type: string\n+  enum: [udp, tcp]",
    };

    pub(crate) static ENUM_REMOVED: Rule = Rule {
        id: "schema.enum.removed",
        title: "`enum` was removed",
        explanation: "What is not in the list is valid, too. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: string\n-  enum: [udp, tcp]\n+  type: string",
    };

    pub(crate) static ENUM_VALUE_ADDED: Rule = Rule {
        id: "schema.enum.value-added",
        title: "a value was added to `enum`",
        explanation: "In a response, callers may receive a value that they do not know; generated enums here are open \
                      and keep it. In a request, callers need not send it.",
        example: "-  enum: [udp, tcp]\n+  enum: [udp, tcp, tls]",
    };

    pub(crate) static ENUM_VALUE_REMOVED: Rule = Rule {
        id: "schema.enum.value-removed",
        title: "a value was removed from `enum`",
        explanation: "In a request, callers who send it are refused. In a response, it does not come any more.",
        example: "-  enum: [udp, tcp, tls]\n+  enum: [udp, tcp]",
    };

    pub(crate) static CONST_CHANGED: Rule = Rule {
        id: "schema.const.changed",
        title: "`const` was changed",
        explanation: "What was valid is not any more, and what is valid was not. It breaks in both directions.",
        example: "-  const: v1\n+  const: v2",
    };

    pub(crate) static ADDITIONAL_PROPERTIES_FORBIDDEN: Rule = Rule {
        id: "schema.additional-properties.forbidden",
        title: "`additionalProperties` became false",
        explanation: "The object is closed now. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  type: object\n+  type: object\n+  additionalProperties: false",
    };

    pub(crate) static ADDITIONAL_PROPERTIES_ALLOWED: Rule = Rule {
        id: "schema.additional-properties.allowed",
        title: "`additionalProperties` is no longer false",
        explanation: "The object was closed, and is not any more. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: object\n-  additionalProperties: false\n+  type: object",
    };

    pub(crate) static ADDITIONAL_PROPERTIES_ADDED: Rule = Rule {
        id: "schema.additional-properties.added",
        title: "a schema was added to `additionalProperties`",
        explanation: "They could be anything before. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  type: object\n+  type: object\n+  additionalProperties: {type: string}",
    };

    pub(crate) static ADDITIONAL_PROPERTIES_REMOVED: Rule = Rule {
        id: "schema.additional-properties.removed",
        title: "the schema of `additionalProperties` was removed",
        explanation: "They had a schema before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  type: object\n-  additionalProperties: {type: string}\n+  type: object",
    };

    pub(crate) static PATTERN_PROPERTIES_ADDED: Rule = Rule {
        id: "schema.pattern-properties.added",
        title: "`patternProperties` was added",
        explanation: "Before, they were like all others that are not named. Whether more or less is valid depends on \
                      what holds for those.",
        example: "-  type: object\n+  type: object\n+  patternProperties: {'^x-': {type: string}}",
    };

    pub(crate) static PATTERN_PROPERTIES_REMOVED: Rule = Rule {
        id: "schema.pattern-properties.removed",
        title: "`patternProperties` was removed",
        explanation: "They are like all others that are not named. Whether more or less is valid depends on what holds \
                      for those.",
        example: "-  type: object\n-  patternProperties: {'^x-': {type: string}}\n+  type: object",
    };

    pub(crate) static PROPERTY_NAMES_ADDED: Rule = Rule {
        id: "schema.property-names.added",
        title: "`propertyNames` was added",
        explanation: "Only some names are valid now. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  type: object\n+  type: object\n+  propertyNames: {pattern: '^[a-z]+$'}",
    };

    pub(crate) static PROPERTY_NAMES_REMOVED: Rule = Rule {
        id: "schema.property-names.removed",
        title: "`propertyNames` was removed",
        explanation: "All names are valid now. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  type: object\n-  propertyNames: {pattern: '^[a-z]+$'}\n+  type: object",
    };

    pub(crate) static DEPENDENT_REQUIRED_ADDED: Rule = Rule {
        id: "schema.dependent-required.added",
        title: "`dependentRequired` was added",
        explanation: "Where the one is, the other must be. In a request a tighter schema breaks callers, in a response \
                      a looser one does.",
        example: "-  type: object\n+  type: object\n+  dependentRequired: {card: [address]}",
    };

    pub(crate) static DEPENDENT_REQUIRED_REMOVED: Rule = Rule {
        id: "schema.dependent-required.removed",
        title: "`dependentRequired` was removed",
        explanation: "Where the one is, the other need not be. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: object\n-  dependentRequired: {card: [address]}\n+  type: object",
    };

    pub(crate) static DEPENDENT_SCHEMAS_ADDED: Rule = Rule {
        id: "schema.dependent-schemas.added",
        title: "`dependentSchemas` was added",
        explanation: "Where the property is, the object must meet another schema. In a request a tighter schema breaks \
                      callers, in a response a looser one does.",
        example: "-  type: object\n+  type: object\n+  dependentSchemas: {card: {required: [address]}}",
    };

    pub(crate) static DEPENDENT_SCHEMAS_REMOVED: Rule = Rule {
        id: "schema.dependent-schemas.removed",
        title: "`dependentSchemas` was removed",
        explanation: "Where the property is, the object need not meet another schema. In a request a tighter schema \
                      breaks callers, in a response a looser one does.",
        example: "-  type: object\n-  dependentSchemas: {card: {required: [address]}}\n+  type: object",
    };

    pub(crate) static UNEVALUATED_PROPERTIES_ADDED: Rule = Rule {
        id: "schema.unevaluated-properties.added",
        title: "`unevaluatedProperties` was added",
        explanation: "`unevaluatedProperties` sees through compositions: what none of them names is refused, or has a \
                      schema. In a request a tighter schema breaks callers, in a response a looser one does.",
        example: "-  allOf: [{$ref: '#/components/schemas/A'}]\n+  allOf: [{$ref: '#/components/schemas/A'}]\n+  unevaluatedProperties: false",
    };

    pub(crate) static UNEVALUATED_PROPERTIES_REMOVED: Rule = Rule {
        id: "schema.unevaluated-properties.removed",
        title: "`unevaluatedProperties` was removed",
        explanation: "`unevaluatedProperties` is gone: what no composition names may be anything. In a request a \
                      tighter schema breaks callers, in a response a looser one does.",
        example: "-  unevaluatedProperties: false",
    };

    pub(crate) static UNEVALUATED_ITEMS_ADDED: Rule = Rule {
        id: "schema.unevaluated-items.added",
        title: "`unevaluatedItems` was added",
        explanation: "`unevaluatedItems` sees through compositions: items that none of them is for are refused, or \
                      have a schema. In a request a tighter schema breaks callers, in a response a looser one does.",
        example: "+  unevaluatedItems: false",
    };

    pub(crate) static UNEVALUATED_ITEMS_REMOVED: Rule = Rule {
        id: "schema.unevaluated-items.removed",
        title: "`unevaluatedItems` was removed",
        explanation: "`unevaluatedItems` is gone: items that no composition is for may be anything. In a request a \
                      tighter schema breaks callers, in a response a looser one does.",
        example: "-  unevaluatedItems: false",
    };

    pub(crate) static ITEMS_ADDED: Rule = Rule {
        id: "schema.items.added",
        title: "`items` was added",
        explanation: "They could be anything before. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  type: array\n+  type: array\n+  items: {type: string}",
    };

    pub(crate) static ITEMS_REMOVED: Rule = Rule {
        id: "schema.items.removed",
        title: "`items` was removed",
        explanation: "They had a schema before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  type: array\n-  items: {type: string}\n+  type: array",
    };

    pub(crate) static CONTAINS_ADDED: Rule = Rule {
        id: "schema.contains.added",
        title: "`contains` was added",
        explanation: "Lists without them are not valid any more. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: array\n+  type: array\n+  contains: {const: default}",
    };

    pub(crate) static CONTAINS_REMOVED: Rule = Rule {
        id: "schema.contains.removed",
        title: "`contains` was removed",
        explanation: "Lists without them are valid now. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  type: array\n-  contains: {const: default}\n+  type: array",
    };

    pub(crate) static UNIQUE_ITEMS_ADDED: Rule = Rule {
        id: "schema.unique-items.added",
        title: "`uniqueItems` was added",
        explanation: "Lists with an item that stands twice are not valid any more. In a request a tighter schema \
                      breaks callers, in a response a looser one does.",
        example: "-  type: array\n+  type: array\n+  uniqueItems: true",
    };

    pub(crate) static UNIQUE_ITEMS_REMOVED: Rule = Rule {
        id: "schema.unique-items.removed",
        title: "`uniqueItems` was removed",
        explanation: "Lists with an item that stands twice are valid now. In a request a tighter schema breaks \
                      callers, in a response a looser one does.",
        example: "-  type: array\n-  uniqueItems: true\n+  type: array",
    };

    pub(crate) static UNION_ADDED: Rule = Rule {
        id: "schema.union.added",
        title: "`oneOf` or `anyOf` was added",
        explanation: "Besides what it says itself, one of several schemas must hold (`anyOf`, `oneOf`). In a request a \
                      tighter schema breaks callers, in a response a looser one does.",
        example: "-  type: object\n+  type: object\n+  anyOf: [{required: [a]}, {required: [b]}]",
    };

    pub(crate) static UNION_REMOVED: Rule = Rule {
        id: "schema.union.removed",
        title: "`oneOf` or `anyOf` was removed",
        explanation: "Only what it says itself must hold. In a request a tighter schema breaks callers, in a response \
                      a looser one does.",
        example: "-  type: object\n-  anyOf: [{required: [a]}, {required: [b]}]\n+  type: object",
    };

    pub(crate) static UNION_BRANCH_ADDED: Rule = Rule {
        id: "schema.union.branch-added",
        title: "a branch was added to `oneOf` or `anyOf`",
        explanation: "Values of one more kind are valid. In a response, callers may receive what they do not know. In a \
                      request, values for which another branch of a `oneOf` holds as well are refused from now on.",
        example: "-  oneOf: [{$ref: '#/components/schemas/A'}]\n+  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]",
    };

    pub(crate) static UNION_BRANCH_REMOVED: Rule = Rule {
        id: "schema.union.branch-removed",
        title: "a branch was removed from `oneOf` or `anyOf`",
        explanation: "Values of one kind are not valid any more. In a request, callers who send them are refused.",
        example: "-  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]\n+  oneOf: [{$ref: '#/components/schemas/A'}]",
    };

    pub(crate) static UNION_TIGHTENED: Rule = Rule {
        id: "schema.union.tightened",
        title: "`anyOf` became `oneOf`",
        explanation: "Values for which several hold are not valid any more. Where the branches exclude each other, \
                      `anyOf` and `oneOf` are one and it is no change.",
        example: "-  anyOf: [{minimum: 1}, {maximum: 9}]\n+  oneOf: [{minimum: 1}, {maximum: 9}]",
    };

    pub(crate) static UNION_LOOSENED: Rule = Rule {
        id: "schema.union.loosened",
        title: "`oneOf` became `anyOf`",
        explanation: "Values for which several hold are valid now. Where the branches exclude each other, `anyOf` and \
                      `oneOf` are one and it is no change.",
        example: "-  oneOf: [{minimum: 1}, {maximum: 9}]\n+  anyOf: [{minimum: 1}, {maximum: 9}]",
    };

    pub(crate) static UNION_OVERLAP_CHANGED: Rule = Rule {
        id: "schema.union.overlap-changed",
        title: "branches of `oneOf` take other values in common",
        explanation: "A value for which two branches of `oneOf` hold is refused. In a request, more of them break callers, \
                      in a response fewer. Objects count only where both branches name what is in them.",
        example: "-  oneOf: [{type: integer}, {type: string}]\n+  oneOf: [{type: integer}, {type: [integer, string]}]",
    };

    pub(crate) static NOT_ADDED: Rule = Rule {
        id: "schema.not.added",
        title: "`not` was added",
        explanation: "What `not` takes is not valid any more. In a request a tighter schema breaks callers, in a \
                      response a looser one does.",
        example: "-  type: string\n+  type: string\n+  not: {const: none}",
    };

    pub(crate) static NOT_REMOVED: Rule = Rule {
        id: "schema.not.removed",
        title: "`not` was removed",
        explanation: "What `not` took is valid now. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  type: string\n-  not: {const: none}\n+  type: string",
    };

    pub(crate) static CONDITION_ADDED: Rule = Rule {
        id: "schema.condition.added",
        title: "`if` was added",
        explanation: "Values that meet `if` must meet `then`, all others `else`. In a request a tighter schema breaks \
                      callers, in a response a looser one does.",
        example: "-  type: object\n+  type: object\n+  if: {required: [card]}\n+  then: {required: [address]}",
    };

    pub(crate) static CONDITION_REMOVED: Rule = Rule {
        id: "schema.condition.removed",
        title: "`if` was removed",
        explanation: "Values need not meet `then` or `else` any more. In a request a tighter schema breaks callers, in \
                      a response a looser one does.",
        example: "-  type: object\n-  if: {required: [card]}\n-  then: {required: [address]}\n+  type: object",
    };

    pub(crate) static THEN_ADDED: Rule = Rule {
        id: "schema.then.added",
        title: "`then` was added",
        explanation: "They could be anything before. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  if: {required: [card]}\n+  if: {required: [card]}\n+  then: {required: [address]}",
    };

    pub(crate) static THEN_REMOVED: Rule = Rule {
        id: "schema.then.removed",
        title: "`then` was removed",
        explanation: "They had a schema before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  if: {required: [card]}\n-  then: {required: [address]}\n+  if: {required: [card]}",
    };

    pub(crate) static ELSE_ADDED: Rule = Rule {
        id: "schema.else.added",
        title: "`else` was added",
        explanation: "They could be anything before. In a request a tighter schema breaks callers, in a response a \
                      looser one does.",
        example: "-  if: {required: [card]}\n+  if: {required: [card]}\n+  else: {required: [bank]}",
    };

    pub(crate) static ELSE_REMOVED: Rule = Rule {
        id: "schema.else.removed",
        title: "`else` was removed",
        explanation: "They had a schema before. In a request a tighter schema breaks callers, in a response a looser \
                      one does.",
        example: "-  if: {required: [card]}\n-  else: {required: [bank]}\n+  if: {required: [card]}",
    };
}
