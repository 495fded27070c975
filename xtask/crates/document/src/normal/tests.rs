use super::*;

fn normal(yaml: &str) -> Document {
    let mut document = crate::load_text("test.yaml", yaml, 0).unwrap();
    normalize(&mut document);
    document
}

/// The schema `of` beside three components, in the normal form.
fn schema(of: &str) -> Value {
    let yaml = format!(
        "components:\n  schemas:\n    S: {of}\n    \
         O: {{type: object, properties: {{a: {{type: string}}}}}}\n    \
         P: {{properties: {{a: {{type: string}}}}}}\n    \
         E: {{type: string, enum: [a, b]}}\n    \
         I: {{type: integer}}\n    \
         U: {{oneOf: [{{$ref: '#/components/schemas/O'}}, {{$ref: '#/components/schemas/P'}}]}}\n"
    );
    normal(&yaml).value["components"]["schemas"]["S"].clone()
}

#[test]
fn spellings_of_one_meaning_are_one() {
    let alike: [&[&str]; 13] = [
        &[
            "{type: string, nullable: true}",
            "{type: [string, 'null'], nullable: true}",
            "{type: ['null', string]}",
        ],
        &["{type: string}", "{type: [string]}", "{type: [string, string]}"],
        &[
            "{type: [string, integer], nullable: true}",
            "{type: [string, integer, 'null']}",
        ],
        &["{type: object, properties: {a: {}}}", "{properties: {a: {}}}"],
        &["{type: array, items: {}}", "{items: {}}"],
        &[
            "{type: object, patternProperties: {^x: {}}}",
            "{patternProperties: {^x: {}}}",
        ],
        &[
            "{$ref: '#/components/schemas/O'}",
            "{$ref: '#/components/schemas/O', type: object}",
        ],
        &[
            "{$ref: '#/components/schemas/P'}",
            "{$ref: '#/components/schemas/P', type: object}",
        ],
        &[
            "{$ref: '#/components/schemas/U'}",
            "{$ref: '#/components/schemas/U', type: object}",
        ],
        &[
            "{$ref: '#/components/schemas/I'}",
            "{$ref: '#/components/schemas/I', type: number}",
        ],
        &[
            "{$ref: '#/components/schemas/E'}",
            "{$ref: '#/components/schemas/E', type: string}",
            "{$ref: '#/components/schemas/E', type: string, enum: [a, b]}",
        ],
        &[
            "{$ref: '#/components/schemas/O', nullable: true}",
            "{$ref: '#/components/schemas/O', nullable: true, type: object}",
            "{$ref: '#/components/schemas/O', type: [object, 'null']}",
        ],
        &[
            "{allOf: [{$ref: '#/components/schemas/O'}], nullable: true}",
            "{type: object, allOf: [{$ref: '#/components/schemas/O'}], nullable: true}",
            "{type: [object, 'null'], allOf: [{$ref: '#/components/schemas/O'}]}",
        ],
    ];
    for spellings in alike {
        let first = spellings[0];
        for other in &spellings[1..] {
            assert_eq!(schema(other), schema(first), "{other}");
        }
    }
}

#[test]
fn what_means_something_else_stays_something_else() {
    let different = [
        (
            "{$ref: '#/components/schemas/O'}",
            "{$ref: '#/components/schemas/O', type: string}",
        ),
        (
            "{$ref: '#/components/schemas/O'}",
            "{$ref: '#/components/schemas/O', required: [a]}",
        ),
        (
            "{$ref: '#/components/schemas/O'}",
            "{$ref: '#/components/schemas/O', additionalProperties: false}",
        ),
        (
            "{$ref: '#/components/schemas/E'}",
            "{$ref: '#/components/schemas/E', enum: [a]}",
        ),
        ("{type: 'null'}", "{type: ['null', string]}"),
        (
            "{properties: {a: {}}, items: {}}",
            "{type: object, properties: {a: {}}, items: {}}",
        ),
        ("{anyOf: [{required: [a]}]}", "{anyOf: [{type: object, required: [a]}]}"),
        (
            "{if: {properties: {a: {}}}}",
            "{if: {type: object, properties: {a: {}}}}",
        ),
    ];
    for (one, other) in different {
        assert_ne!(schema(one), schema(other), "{other}");
    }
}

#[test]
fn null_is_said_by_nullable_wherever_it_was_said() {
    for spelling in [
        "{type: string, enum: [a, null]}",
        "{anyOf: [{type: string}, {type: 'null'}]}",
        "{oneOf: [{$ref: '#/components/schemas/O'}, {enum: [null]}]}",
        "{oneOf: [{$ref: '#/components/schemas/O'}, {const: null}]}",
        "{allOf: [{$ref: '#/components/schemas/O'}, {nullable: true, description: d}]}",
        "{allOf: [{$ref: '#/components/schemas/O'}, {type: object, nullable: true}]}",
    ] {
        assert_eq!(schema(spelling)["nullable"], true, "{spelling}");
    }
    for spelling in [
        "{type: 'null'}",
        "{enum: [null]}",
        "{const: null}",
        "{anyOf: [{type: 'null'}]}",
        "{type: string, default: null}",
        "{allOf: [{$ref: '#/components/schemas/O'}, {properties: {b: {nullable: true}}, nullable: true}]}",
    ] {
        assert_eq!(schema(spelling).get("nullable"), None, "{spelling}");
    }
}

#[test]
fn no_node_moves() {
    let yaml =
        "{anyOf: [{type: 'null'}, {allOf: [{$ref: '#/components/schemas/O'}, {type: object}]}], enum: [null, a]}";
    assert_eq!(
        schema(yaml).to_string(),
        r##"{"anyOf":[{"type":"null"},{"allOf":[{"$ref":"#/components/schemas/O"},{}]}],"enum":[null,"a"],"nullable":true}"##
    );
}

#[test]
fn it_is_reached_in_one_step() {
    let mut document = normal(
        "components: {schemas: {A: {properties: {b: {type: [string, 'null']}}}, C: {enum: [a], x-enum-varnames: [A]}}}",
    );
    let once = document.value.clone();
    assert_eq!(normalize(&mut document), []);
    assert_eq!(document.value, once);
}

#[test]
fn a_name_is_bound_to_its_value() {
    let names = |of: &str| schema(of)["x-enum-varnames"].to_string();
    assert_eq!(
        names("{enum: [b, null, a], x-enum-varnames: [B, Null, A]}"),
        r#"{"b":"B","a":"A"}"#
    );
    assert_eq!(
        names("{enum: [8000, '1'], x-enum-varnames: [Hz8000, One]}"),
        r#"{"8000":"Hz8000","1":"One"}"#
    );
    // An overlay that sets one name beside those of the vendor.
    assert_eq!(
        names("{enum: [a, b], x-enum-varnames: [A, B, {b: Bee}]}"),
        r#"{"a":"A","b":"Bee"}"#
    );
    assert_eq!(names("{enum: [a, b], x-enum-varnames: [A]}"), r#"["A"]"#);
    assert_eq!(
        schema("{oneOf: [{type: string}, {type: array}], x-enum-varnames: [One, Many]}").to_string(),
        r#"{"oneOf":[{"type":"string","x-rust-variant":"One"},{"type":"array","x-rust-variant":"Many"}]}"#
    );
}

#[test]
fn names_that_do_not_fit_are_faults() {
    let faults = |of: &str| variant_names::faults(schema(of).as_object().unwrap());
    use variant_names::Fault::*;
    assert_eq!(faults("{enum: [a, b], x-enum-varnames: {a: A, b: B}}"), []);
    assert_eq!(
        faults("{enum: [a, b], x-enum-varnames: [A]}"),
        [Length { names: 1, values: 2 }]
    );
    assert_eq!(
        faults("{oneOf: [{}, {}], x-enum-varnames: [A]}"),
        [Length { names: 1, values: 2 }]
    );
    assert_eq!(
        faults("{enum: [a, c], x-enum-varnames: {a: A, b: B}}"),
        [WithoutValue("b".into(), "B".into()), WithoutName("c".into())]
    );
    assert_eq!(faults("{enum: [a, b], x-enum-varnames: [A, A]}"), [Shared("A".into())]);
    assert_eq!(faults("{enum: [a], x-enum-varnames: A}"), [Malformed]);
}
