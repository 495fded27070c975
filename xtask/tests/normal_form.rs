//! Generator and `diff` read a schema by one normal form: what is spelled in another way is no change to either.

use document::Input;
use document::progress::Silent;
use xtask::comparison::{self, Contract, Origin};

fn contract(property: &str) -> Contract {
    let text = format!(
        "openapi: 3.1.0
info: {{title: t, version: 1.0.0}}
servers: [{{url: https://api.example.com}}]
paths:
  /a:
    put:
      operationId: replace_a
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}
      responses:
        '200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}
components:
  schemas:
    A: {{type: object, properties: {{p: {property}}}}}
    T: {{type: object, properties: {{name: {{type: string}}}}}}
    U: {{properties: {{name: {{type: string}}, size: {{type: integer}}}}}}
    L: {{items: {{type: string}}}}
    E: {{type: string, enum: [a, b]}}
    V: {{oneOf: [{{$ref: '#/components/schemas/T'}}, {{$ref: '#/components/schemas/U'}}]}}
"
    );
    Contract {
        document: Input {
            name: "contract.yaml".to_owned(),
            bytes: text.into_bytes(),
        },
        overlay: None,
        origin: Origin::Own,
        version: None,
    }
}

/// What is found between two spellings of a property, on the wire and in Rust.
fn found(one: &str, other: &str) -> Vec<String> {
    let report = comparison::report(&contract(one), &contract(other), true, &Silent).unwrap();
    assert_eq!(report.surface_missing, None, "{one} / {other}");
    let wire = report
        .findings
        .iter()
        .map(|finding| format!("{}: {}", finding.rule.id, finding.message));
    let surface = report.surface.iter().flatten();
    wire.chain(surface.map(|change| format!("rust: {}", change.item)))
        .collect()
}

const T: &str = "$ref: '#/components/schemas/T'";
const U: &str = "$ref: '#/components/schemas/U'";

#[test]
fn another_spelling_is_no_change_on_the_wire_and_none_in_rust() {
    let groups: [&[String]; 13] = [
        &[
            format!("{{{T}}}"),
            format!("{{type: object, {T}}}"),
            format!("{{allOf: [{{{T}}}]}}"),
            format!("{{type: object, allOf: [{{{T}}}]}}"),
            format!("{{allOf: [{{{T}}}, {{type: object}}]}}"),
        ],
        &[
            format!("{{{U}}}"),
            format!("{{type: object, {U}}}"),
            format!("{{{U}, properties: {{name: {{type: string}}, size: {{type: integer}}}}}}"),
            format!("{{{U}, properties: {{}}, required: [], additionalProperties: true, minLength: 3}}"),
        ],
        &[
            format!("{{{U}, nullable: true}}"),
            format!("{{type: object, {U}, nullable: true}}"),
            format!("{{type: [object, 'null'], {U}}}"),
            format!("{{type: object, allOf: [{{{U}}}], nullable: true}}"),
            format!("{{allOf: [{{{U}}}, {{nullable: true}}]}}"),
            format!("{{anyOf: [{{{U}}}, {{type: 'null'}}]}}"),
            format!("{{oneOf: [{{type: 'null'}}, {{{U}}}]}}"),
            format!("{{oneOf: [{{const: null}}, {{{U}}}]}}"),
            format!("{{oneOf: [{{type: object, {U}}}, {{enum: [null]}}]}}"),
        ],
        &[
            "{$ref: '#/components/schemas/L'}".to_owned(),
            "{$ref: '#/components/schemas/L', uniqueItems: false, minItems: 0, items: {}, properties: {}}".to_owned(),
            "{type: array, $ref: '#/components/schemas/L'}".to_owned(),
        ],
        &[
            "{$ref: '#/components/schemas/E'}".to_owned(),
            "{type: string, $ref: '#/components/schemas/E'}".to_owned(),
            "{type: string, enum: [a, b], $ref: '#/components/schemas/E'}".to_owned(),
        ],
        &[
            "{$ref: '#/components/schemas/V'}".to_owned(),
            "{type: object, $ref: '#/components/schemas/V'}".to_owned(),
        ],
        &[
            format!("{{oneOf: [{{{T}}}, {{{U}}}], nullable: true}}"),
            format!("{{type: object, oneOf: [{{{T}}}, {{{U}}}], nullable: true}}"),
            format!("{{type: [object, 'null'], oneOf: [{{{T}}}, {{{U}}}]}}"),
            format!("{{oneOf: [{{{T}}}, {{type: 'null'}}, {{{U}}}]}}"),
        ],
        &[
            format!("{{type: object, properties: {{a: {{type: string}}}}, allOf: [{{{T}}}], nullable: true}}"),
            format!("{{properties: {{a: {{type: string}}}}, allOf: [{{{T}}}], nullable: true}}"),
        ],
        &[
            "{type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}"
                .to_owned(),
            "{properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}".to_owned(),
        ],
        &[
            "{type: object, additionalProperties: {type: string}}".to_owned(),
            "{additionalProperties: {type: string}}".to_owned(),
        ],
        &[
            "{type: array, items: {type: object, properties: {a: {type: string}}}, nullable: true}".to_owned(),
            "{type: [array, 'null'], items: {properties: {a: {type: string}}}}".to_owned(),
            "{items: {properties: {a: {type: string}}, required: []}, nullable: true}".to_owned(),
        ],
        &[
            "{type: string, nullable: true}".to_owned(),
            "{type: [string, 'null']}".to_owned(),
            "{anyOf: [{type: string}, {type: 'null'}]}".to_owned(),
            "{oneOf: [{type: [string, 'null']}, {type: 'null'}]}".to_owned(),
        ],
        &[
            "{type: string, enum: [x, y], nullable: true}".to_owned(),
            "{type: [string, 'null'], enum: [x, y, null]}".to_owned(),
            "{type: [string, 'null'], enum: [x, y]}".to_owned(),
            "{type: string, enum: [x, null, y]}".to_owned(),
            "{enum: [x, y, null]}".to_owned(),
        ],
    ];
    for group in groups {
        let first = &group[0];
        for other in &group[1..] {
            assert_eq!(found(first, other), [""; 0], "{first} → {other}");
        }
    }
}

#[test]
fn where_null_comes_or_goes_both_say_so() {
    for (one, other) in [
        (format!("{{{T}}}"), format!("{{type: object, {T}, nullable: true}}")),
        (
            format!("{{type: object, {U}}}"),
            format!("{{type: [object, 'null'], {U}}}"),
        ),
        (
            "{type: string, enum: [x]}".to_owned(),
            "{type: string, enum: [x, null]}".to_owned(),
        ),
        (
            format!("{{allOf: [{{{T}}}]}}"),
            format!("{{allOf: [{{{T}}}, {{nullable: true}}]}}"),
        ),
    ] {
        let there = found(&one, &other);
        assert!(
            there.iter().any(|line| line.starts_with("schema.null.added")),
            "{one} → {other}: {there:?}"
        );
        assert!(
            there.iter().any(|line| line == "rust: types::A::p"),
            "{one} → {other}: {there:?}"
        );
        let back = found(&other, &one);
        assert!(
            back.iter().any(|line| line.starts_with("schema.null.removed")),
            "{other} → {one}: {back:?}"
        );
        assert!(
            back.iter().any(|line| line == "rust: types::A::p"),
            "{other} → {one}: {back:?}"
        );
    }
}
