//! One row for each cause, with its places, its operations and its direction.

use serde_json::{Value, json};

use super::{document, must_be_sound, must_mirror, with_operation, yaml};
use crate::compare::compare;
use crate::model::{Direction, Wire};
use crate::rules;
use document::load;

/// `GET /a` and `GET /b` receive `Trunk` in a list, `POST /a` sends it.
const TRUNKS: &str = "
openapi: 3.1.0
paths:
  /a:
    get: {responses: {'200': {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Trunk'}}}}}}}
    post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Trunk'}}}}}
  /b:
    get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Trunk'}}}}}}
components:
  schemas:
    Trunk:
      type: object
      properties:
        transport: {type: string, enum: [udp, tcp]}
        parent: {$ref: '#/components/schemas/Trunk'}
";

#[test]
fn a_change_in_a_component_is_one_finding_with_all_operations_that_reach_it() {
    let revised = TRUNKS.replace("[udp, tcp]", "[udp, tcp, tls]");
    let (base, revision) = (
        load("a.yaml", TRUNKS.as_bytes()).unwrap(),
        load("b.yaml", revised.as_bytes()).unwrap(),
    );
    let findings = compare(&base, &revision);
    let [finding] = findings.as_slice() else {
        panic!("{findings:#?}")
    };
    assert_eq!(
        (finding.rule, finding.wire, finding.direction),
        (&rules::schema::ENUM_VALUE_ADDED, Wire::Breaking, Direction::Both)
    );
    assert_eq!(finding.subject, "Trunk.transport");
    assert_eq!(finding.operations, ["GET /a", "GET /b", "POST /a"]);
    assert_eq!(finding.counterexample, Some(json!("tls")));
    let place = finding.revision.as_ref().unwrap();
    assert_eq!(
        place.pointer.to_string(),
        "/components/schemas/Trunk/properties/transport/enum"
    );
    assert_eq!((&*place.location.file, place.location.line), ("b.yaml", 14));
    assert_eq!(finding.message, "\"tls\" is valid now");
}

#[test]
fn a_removed_operation_does_not_tell_what_it_used() {
    let mut revised = yaml(TRUNKS);
    revised["paths"].as_object_mut().unwrap().shift_remove("/b");
    let findings = compare(&document(yaml(TRUNKS)), &document(revised.clone()));
    assert_eq!(
        findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(),
        [&rules::path::ITEM_REMOVED]
    );
    assert_eq!(findings[0].operations, ["GET /b"]);
    // Nor what goes with the last one that used it.
    revised["paths"] = json!({});
    revised["components"] = json!({});
    let found: Vec<_> = compare(&document(yaml(TRUNKS)), &document(revised))
        .iter()
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(found, [&rules::path::ITEM_REMOVED; 2]);
}

#[test]
fn a_renamed_component_is_one_finding_and_its_changes_are_found_all_the_same() {
    let revised = TRUNKS.replace("Trunk", "SipTrunk").replace("[udp, tcp]", "[udp]");
    let findings = compare(&document(yaml(TRUNKS)), &document(yaml(&revised)));
    let rows: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.wire)).collect();
    assert_eq!(
        rows,
        [
            (&rules::schema::ENUM_VALUE_REMOVED, Wire::Breaking),
            (&rules::component::NAME_RENAMED, Wire::Docs)
        ]
    );
    assert_eq!(findings[1].operations, ["GET /a", "GET /b", "POST /a"]);
}

/// `GET /a` receives `A`, and `POST /a` sends `B`.
fn with_properties(a: &str, b: &str) -> document::Document {
    with_operation(&format!(
        "op: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/B'}}}}}}}}, responses: {{'200': {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/A'}}}}}}}}}}}}
components: {{schemas: {{A: {{type: object, properties: {{{a}}}}}, B: {{type: object, properties: {{{b}}}}}}}}}"
    ))
}

fn ids(base: &document::Document, revision: &document::Document) -> Vec<&'static str> {
    let mut ids: Vec<_> = compare(base, revision).iter().map(|finding| finding.rule.id).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn a_property_that_became_two_is_none_that_is_called_otherwise() {
    let base = with_properties("limit: {type: integer}", "limit: {type: integer}");
    let split = "min_limit: {type: integer}, max_limit: {type: integer}";
    let revision = with_properties(split, split);
    let added = "property.optional.added";
    let removed = "property.optional.removed";
    assert_eq!(ids(&base, &revision), [added, added, added, added, removed, removed]);
    assert_eq!(
        ids(&revision, &base),
        [added, added, removed, removed, removed, removed]
    );
}

#[test]
fn a_property_is_called_otherwise_everywhere_or_nowhere() {
    let base = with_properties("call_limit: {type: integer}", "call_limit: {type: integer}");
    let renamed = "property.name.renamed";
    let all = with_properties("calls_limited: {type: integer}", "calls_limited: {type: integer}");
    assert_eq!(ids(&base, &all), [renamed, renamed]);
    // Of which the other place can be read in two ways.
    let some = with_properties(
        "calls_limited: {type: integer}",
        "calls_limited: {type: integer}, call_limits: {type: integer}",
    );
    assert!(!ids(&base, &some).contains(&renamed));
    assert!(!ids(&some, &base).contains(&renamed));
    // One that has the same letters is meant, whatever else came.
    let letters = with_properties(
        "callLimit: {type: integer}, size: {type: integer}",
        "callLimit: {type: integer}",
    );
    assert_eq!(ids(&base, &letters), [renamed, renamed, "property.optional.added"]);
}

#[test]
fn a_type_that_is_none_is_told_by_its_value() {
    let with = |schema: &str| with_properties(&format!("a: {schema}"), "");
    for (schema, message) in [
        (
            "{type: strnig}",
            "`type` is `\"strnig\"`, not the name of a type, or a list of them",
        ),
        ("{type: 5}", "`type` is `5`, not the name of a type, or a list of them"),
        (
            "{type: [string, text]}",
            "`type` is `[\"string\",\"text\"]`, not the name of a type, or a list of them",
        ),
        (
            "{type: string, maxLength: many}",
            "`maxLength` is `\"many\"`, not a number",
        ),
    ] {
        let findings = compare(&with("{type: string}"), &with(schema));
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, [message]);
    }
}

#[test]
fn what_the_whole_contract_asks_for_is_one_finding() {
    let with = |security: &str| {
        with_operation(&format!(
            "{security}\npaths: {{/a: {{get: {{}}, post: {{}}}}, /b: {{get: {{}}}}}}"
        ))
    };
    let (base, revision) = (with("security: []"), with("security: [{a: []}]"));
    let findings = compare(&base, &revision);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0].operations, ["GET /a", "GET /b", "POST /a"]);
    must_mirror(&base, &revision, &findings);
}

#[test]
fn circles_of_references_end() {
    let circle = |last: Value| {
        let schemas = json!({
            "A": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"b": {"$ref": "#/components/schemas/B"}}}]},
            "B": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/C"}, {"$ref": "#/components/schemas/B"}]},
            "C": {"type": "array", "items": {"$ref": "#/components/schemas/B"}, "not": {"$ref": "#/components/schemas/D"}},
            "D": {"$ref": "#/components/schemas/E"},
            "E": {"$ref": "#/components/schemas/D"},
            "F": last,
        });
        document(json!({"openapi": "3.1.0", "paths": {}, "components": {"schemas": schemas}}))
    };
    let same = circle(json!({"type": "string"}));
    assert_eq!(compare(&same, &same.clone()), []);
    let findings = compare(&same, &circle(json!({"type": "integer"})));
    assert_eq!(
        findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(),
        [&rules::schema::TYPE_CHANGED]
    );
}

#[test]
fn a_schema_of_very_many_parts_is_looked_at_part_by_part() {
    let chain = |last: Value| {
        let refer = |index: usize| json!({"$ref": format!("#/components/schemas/S{index}")});
        let mut schemas: serde_json::Map<String, Value> = (0..200)
            .map(|index| {
                (
                    format!("S{index}"),
                    json!({"anyOf": [refer(index + 1), {"type": "null"}], "description": "a"}),
                )
            })
            .collect();
        schemas.insert("S200".to_owned(), last);
        let content = json!({"content": {"application/json": {"schema": refer(0)}}});
        document(
            json!({"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {"200": content}}}}, "components": {"schemas": schemas}}),
        )
    };
    let (base, revision) = (chain(json!({"type": "string"})), chain(json!({"type": "integer"})));
    assert_eq!(compare(&base, &base.clone()), []);
    let findings = compare(&base, &revision);
    assert_eq!(
        findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(),
        [&rules::schema::TYPE_CHANGED],
        "{findings:#?}"
    );
    assert_eq!(findings[0].operations, ["GET /a"]);
}

#[test]
fn of_several_parts_the_one_that_changed_is_named() {
    let with = |longest: u32| {
        with_operation(&format!(
            "op: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Both'}}}}}}}}}}
components: {{schemas: {{One: {{maxLength: 9}}, Other: {{maxLength: {longest}}}, Both: {{allOf: [{{$ref: '#/components/schemas/One'}}, {{$ref: '#/components/schemas/Other'}}]}}}}}}"
        ))
    };
    let findings = compare(&with(8), &with(7));
    assert_eq!(
        findings
            .iter()
            .map(|finding| finding.subject.as_str())
            .collect::<Vec<_>>(),
        ["Other"]
    );
}

#[test]
fn a_long_chain_of_references_exhausts_no_stack() {
    let chain = |last: Value| {
        let mut schemas: serde_json::Map<String, Value> = (0..20_000)
            .map(|index| {
                (
                    format!("S{index}"),
                    json!({"properties": {"next": {"$ref": format!("#/components/schemas/S{}", index + 1)}}}),
                )
            })
            .collect();
        schemas.insert("S20000".to_owned(), last);
        let content = json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}}});
        document(
            json!({"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {"200": content}}}}, "components": {"schemas": schemas}}),
        )
    };
    let findings = compare(&chain(json!({"type": "string"})), &chain(json!({"type": "integer"})));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].operations, ["GET /a"]);
    must_be_sound(&findings);
}

#[test]
fn the_same_documents_have_no_differences() {
    for name in ["whole-api.yaml", "faulty.yaml", "json-schema-2020-12.yaml"] {
        let one = load(name, &std::fs::read(support::checkout::fixture(name)).unwrap()).unwrap();
        assert_eq!(compare(&one, &one.clone()), [], "{name}");
    }
}
