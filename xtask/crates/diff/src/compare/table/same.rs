//! What says the same in other words.

use super::{check_contract, check_schema};

#[test]
fn a_schema_in_other_words_is_no_change() {
    let pairs = [
        ("{type: string}", "{$ref: '#/components/schemas/A'}"),
        ("{type: string}", "allOf: [{type: string}]"),
        ("{type: string}", "anyOf: [{type: string}]"),
        (
            "{$ref: '#/components/schemas/A'}",
            "allOf: [{$ref: '#/components/schemas/A'}]",
        ),
        (
            "{type: string, maxLength: 3}",
            "allOf: [{type: string}, {maxLength: 3}]",
        ),
        ("{type: string, nullable: true}", "{type: [string, 'null']}"),
        ("{type: [string, 'null']}", "oneOf: [{type: string}, {type: 'null'}]"),
        (
            "anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]",
            "{allOf: [{$ref: '#/components/schemas/A'}], nullable: true}",
        ),
        ("{type: [string, integer]}", "anyOf: [{type: integer}, {type: string}]"),
        ("{enum: [a, b]}", "oneOf: [{const: b}, {const: a}]"),
        ("{type: string, enum: [a, b]}", "{enum: [b, a]}"),
        ("{type: string, enum: [a]}", "{const: a}"),
        ("{type: integer, minimum: 1}", "{type: integer, exclusiveMinimum: 0}"),
        (
            "{type: number, minimum: 1, exclusiveMinimum: true}",
            "{type: number, exclusiveMinimum: 1}",
        ),
        ("{type: integer, maximum: 5}", "{type: integer, maximum: 5.0}"),
        ("{type: integer}", "{type: integer, minLength: 5}"),
        ("{type: string, minLength: 0}", "{type: string}"),
        ("{type: array, minItems: 0, uniqueItems: false}", "{type: array}"),
        (
            "{type: string, format: byte}",
            "{type: string, contentEncoding: base64}",
        ),
        (
            "{type: string, format: binary}",
            "{type: string, contentMediaType: application/octet-stream}",
        ),
        (
            "{type: object, additionalProperties: true}",
            "{type: object, additionalProperties: {}}",
        ),
        ("{type: object, additionalProperties: true}", "{type: object}"),
        ("{type: object, required: [a, b]}", "{type: object, required: [b, a]}"),
        ("{type: object, required: []}", "{type: object}"),
        (
            "{type: object, properties: {a: {type: string}, b: {type: integer}}}",
            "{type: object, properties: {b: {$ref: '#/components/schemas/B'}, a: {$ref: '#/components/schemas/A'}}}",
        ),
        (
            "{type: object, properties: {a: {type: string}, b: {type: integer}}, required: [a]}",
            "allOf: [{type: object, properties: {a: {type: string}}, required: [a]}, {type: object, properties: {b: {type: integer}}}]",
        ),
        (
            "oneOf: [{type: string, maxLength: 1}, {type: array, maxItems: 1}]",
            "anyOf: [{type: array, maxItems: 1}, {type: string, maxLength: 1}]",
        ),
        (
            "{type: string, deprecated: false, readOnly: false, nullable: false}",
            "{type: string}",
        ),
        ("{type: string, example: a}", "{type: string, examples: [a]}"),
        (
            "{type: string, enum: [a, b]}",
            "{type: string, enum: [a, b], maxLength: 10}",
        ),
        (
            "{type: string, enum: [a, b]}",
            "{type: string, enum: [a, b], pattern: '^[a-z]$'}",
        ),
        ("{const: 1}", "{const: 1, type: integer, minimum: 0}"),
        ("{enum: [1, 2]}", "{enum: [1, 2], format: int32, multipleOf: 1}"),
        (
            "{const: [1, 2]}",
            "{const: [1, 2], minItems: 1, items: {type: integer}, uniqueItems: true}",
        ),
        (
            "{type: string, enum: [a, b, abc]}",
            "allOf: [{type: string, enum: [a, b, abc], maxLength: 3}, {minLength: 1}]",
        ),
        ("{type: boolean}", "{type: boolean, enum: [false, true]}"),
        (
            "{type: integer, format: int32}",
            "{type: integer, format: int32, minimum: -2147483648, maximum: 2147483647}",
        ),
        (
            "{type: integer, format: int64}",
            "{type: integer, format: int64, maximum: 9223372036854775807}",
        ),
        ("{type: integer}", "{type: integer, multipleOf: 1}"),
        ("{type: string}", "{type: string, pattern: '.*'}"),
        ("{type: string}", "{type: string, pattern: '^[\\s\\S]*$'}"),
        ("{type: string, minLength: 1}", "{type: string, pattern: '^[^]+$'}"),
        ("{type: string, pattern: '^.*$'}", "{type: string, pattern: '^(.*)$'}"),
        (
            "anyOf: [{type: string, enum: [a]}, {type: string}]",
            "anyOf: [{type: string, enum: [a, b]}, {type: string}]",
        ),
        (
            "anyOf: [{enum: [a]}, {$ref: '#/components/schemas/A'}]",
            "{type: string}",
        ),
        (
            "anyOf: [{const: a}, {type: string, maxLength: 9}, {type: 'null'}]",
            "anyOf: [{const: b}, {type: string, maxLength: 9}, {type: 'null'}]",
        ),
        ("anyOf: [{type: integer, minimum: 1}, {type: number}]", "{type: number}"),
        (
            "{type: object, properties: {a: {type: string}}, unevaluatedProperties: false}",
            "{type: object, properties: {a: {type: string}}, additionalProperties: false}",
        ),
        (
            "{type: object, additionalProperties: {type: string}, unevaluatedProperties: false}",
            "{type: object, additionalProperties: {type: string}}",
        ),
        (
            "{type: object, allOf: [{required: [a]}], unevaluatedProperties: {type: string}}",
            "{type: object, required: [a], additionalProperties: {type: string}}",
        ),
        (
            "{type: array, prefixItems: [{type: string}], unevaluatedItems: false}",
            "{type: array, prefixItems: [{type: string}], items: false}",
        ),
        (
            "{properties: {a: {type: string}}}",
            "{type: object, properties: {a: {type: string}}}",
        ),
        (
            "{properties: {a: {type: string}}, nullable: true}",
            "{type: [object, 'null'], properties: {a: {type: string}}}",
        ),
        (
            "{type: object, required: [a]}",
            "{type: object, required: [a], minProperties: 1}",
        ),
        (
            "{type: object, oneOf: [{$ref: '#/components/schemas/C'}]}",
            "allOf: [{type: object}, {$ref: '#/components/schemas/C'}]",
        ),
        (
            "oneOf: [{$ref: '#/components/schemas/A'}, {type: string, enum: [null], nullable: true}]",
            "{type: string, nullable: true}",
        ),
        (
            "{type: object, propertyNames: {type: string}}",
            "{type: object, propertyNames: {minimum: 3}}",
        ),
        (
            "anyOf: [{type: string}, {}]",
            "anyOf: [{enum: [a]}, {type: integer}, {}]",
        ),
        (
            "anyOf: [{$ref: '#/components/schemas/C'}, {type: string, maxLength: 3}, {type: string, maxLength: 3}]",
            "anyOf: [{$ref: '#/components/schemas/C'}, {type: string, maxLength: 3}]",
        ),
        (
            "{allOf: [{$ref: '#/components/schemas/C'}], properties: {d: {type: string}}, unevaluatedProperties: false}",
            "{allOf: [{$ref: '#/components/schemas/C'}, {properties: {d: {type: string}}}], unevaluatedProperties: false}",
        ),
        (
            "{allOf: [{$ref: '#/components/schemas/C'}], unevaluatedProperties: false}",
            "{type: object, properties: {c: {const: 1}}, required: [c], additionalProperties: false}",
        ),
        ("{if: {type: string}}", "{}"),
        // What the generator reads as one.
        ("{type: object, properties: {a: {}}}", "{properties: {a: {}}}"),
        ("{type: array, items: {type: string}}", "{items: {type: string}}"),
        (
            "{$ref: '#/components/schemas/C', nullable: true}",
            "{$ref: '#/components/schemas/C', type: object, nullable: true}",
        ),
        (
            "{$ref: '#/components/schemas/C', nullable: true}",
            "{$ref: '#/components/schemas/C', type: [object, 'null']}",
        ),
        (
            "{allOf: [{$ref: '#/components/schemas/C'}], nullable: true}",
            "{type: object, allOf: [{$ref: '#/components/schemas/C'}], nullable: true}",
        ),
        (
            "{$ref: '#/components/schemas/C', nullable: true}",
            "allOf: [{$ref: '#/components/schemas/C'}, {type: object, nullable: true}]",
        ),
        (
            "{$ref: '#/components/schemas/C', nullable: true}",
            "oneOf: [{$ref: '#/components/schemas/C'}, {type: 'null'}]",
        ),
        (
            "{type: string, enum: [a], nullable: true}",
            "{type: string, enum: [a, null]}",
        ),
        (
            "{type: string, enum: [a], nullable: true}",
            "{type: [string, 'null'], enum: [a]}",
        ),
        (
            "{$ref: '#/components/schemas/C'}",
            "{$ref: '#/components/schemas/C', type: object}",
        ),
        (
            "{enum: [a, b], x-enum-varnames: [A, B]}",
            "{enum: [b, a], x-enum-varnames: {b: B, a: A}}",
        ),
    ];
    for (base, revision) in pairs {
        check_schema(base, revision, &[]);
    }
}

#[test]
fn a_contract_in_other_words_is_no_change() {
    let pairs = [
        ("openapi: 3.0.3\nop: {deprecated: false}", "openapi: 3.1.0\nop: {}"),
        (
            "op: {parameters: [{name: a, in: query}, {name: b, in: header}]}",
            "op: {parameters: [{name: B, in: header, required: false, style: simple}, {name: a, in: query, style: form, explode: true, deprecated: false}]}",
        ),
        (
            "paths: {/a: {parameters: [{name: a, in: query, schema: {type: string}}], get: {}}}",
            "paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/P'}]}}}\ncomponents: {parameters: {P: {name: a, in: query, schema: {type: string}}}}",
        ),
        (
            "op: {parameters: [{name: a, in: query, schema: {type: string}}]}",
            "op: {parameters: [{name: a, in: query, explode: false, schema: {type: string}}]}",
        ),
        (
            "op: {requestBody: {content: {application/json: {schema: {type: string}}}}}",
            "op: {requestBody: {required: false, content: {Application/JSON: {schema: {type: string}}}}}",
        ),
        (
            "op: {responses: {'200': {description: ok}}}",
            "op: {responses: {'200': {$ref: '#/components/responses/Ok'}}}\ncomponents: {responses: {Ok: {description: ok}}}",
        ),
        (
            "op: {responses: {'404': {description: a}, default: {description: a}}}",
            "op: {responses: {default: {description: a}}}",
        ),
        (
            "op: {security: [{a: []}]}\ncomponents: {securitySchemes: {a: {type: http, scheme: bearer}}}",
            "op: {}\nsecurity: [{a: []}]\ncomponents: {securitySchemes: {a: {type: http, scheme: bearer}}}",
        ),
        ("op: {security: []}", "op: {security: [{}]}"),
        (
            "op: {}\nservers: [{url: 'https://a.example'}]",
            "op: {servers: [{url: 'https://a.example/'}]}\nservers: [{url: 'https://a.example'}]",
        ),
        ("op: {}", "op: {servers: [{url: /}]}"),
        ("op: {tags: [a, b]}", "op: {tags: [b, a]}"),
        (
            "op: {requestBody: {content: {multipart/form-data: {schema: {properties: {a: {type: string}}}}}}}",
            "op: {requestBody: {content: {multipart/form-data: {schema: {properties: {a: {type: string}}}, encoding: {a: {contentType: text/plain}}}}}}",
        ),
    ];
    for (base, revision) in pairs {
        check_contract(base, revision, &[]);
    }
}
