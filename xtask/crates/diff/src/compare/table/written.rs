//! What travels as a string, and other ways to write the same message.

use super::{ContractRow, check_contract, with_operation};
use crate::compare::compare;
use crate::model::Wire::{self, Breaking, Docs, Risky, Safe};
use crate::rules;

/// A parameter or header: where it is, its schema and what else it says, on both sides; and the worst verdict.
type TextRow = (&'static str, &'static str, &'static str, Wire);

const QUERY: &[TextRow] = &[
    ("query", "schema: {type: number}", "schema: {type: string}", Safe),
    ("query", "schema: {type: string}", "schema: {type: number}", Breaking),
    ("query", "schema: {type: integer}", "schema: {type: number}", Safe),
    ("query", "schema: {type: boolean}", "schema: {type: string}", Safe),
    (
        "query",
        "schema: {type: boolean}",
        "schema: {type: string, enum: ['true', 'false']}",
        Docs,
    ),
    (
        "query",
        "schema: {type: string, enum: ['true', 'false']}",
        "schema: {type: boolean}",
        Docs,
    ),
    (
        "query",
        "schema: {type: boolean}",
        "schema: {type: string, enum: ['true', 'false', all]}",
        Safe,
    ),
    (
        "query",
        "schema: {type: boolean}",
        "schema: {type: string, enum: ['true']}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: boolean}",
        "schema: {type: string, enum: ['True', 'False']}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: boolean}",
        "schema: {type: integer, enum: [0, 1]}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: integer, enum: [1, 2]}",
        "schema: {type: string, enum: ['1', '2']}",
        Docs,
    ),
    (
        "query",
        "schema: {type: integer, enum: [1, 2]}",
        "schema: {type: string, enum: ['1', '2', '3']}",
        Safe,
    ),
    (
        "query",
        "schema: {type: integer, enum: [1, 2]}",
        "schema: {type: string, enum: ['1']}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: integer, enum: [1, 2]}",
        "schema: {type: integer}",
        Safe,
    ),
    ("query", "schema: {enum: [1, '2']}", "schema: {enum: ['1', 2]}", Docs),
    (
        "query",
        "schema: {type: [string, integer]}",
        "schema: {type: string}",
        Docs,
    ),
    (
        "query",
        "schema: {type: string}",
        "schema: {oneOf: [{type: string}, {type: integer, maximum: 9}]}",
        Risky,
    ),
    (
        "query",
        "schema: {type: string}",
        "schema: {anyOf: [{type: string}, {type: integer, maximum: 9}]}",
        Docs,
    ),
    (
        "query",
        "schema: {type: integer}",
        "schema: {type: string, maxLength: 3}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: string, format: uuid}",
        "schema: {type: integer}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: integer}",
        "schema: {anyOf: [{type: integer}, {type: string, enum: [auto]}]}",
        Safe,
    ),
    (
        "query",
        "schema: {type: [integer, 'null']}",
        "schema: {type: integer}",
        Docs,
    ),
    (
        "query",
        "schema: {type: string}",
        "schema: {type: array, items: {type: string}}",
        Safe,
    ),
    (
        "query",
        "schema: {type: string, enum: [a]}",
        "schema: {type: array, items: {type: string, enum: [a, b]}, minItems: 1}",
        Safe,
    ),
    (
        "query",
        "schema: {type: string}",
        "schema: {type: array, items: {type: string}, minItems: 2}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: string}",
        "schema: {type: array, items: {type: string, enum: [a]}}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: integer}",
        "schema: {type: array, items: {type: string}}",
        Safe,
    ),
    (
        "query",
        "schema: {type: integer}",
        "schema: {type: array, items: {type: integer}}, explode: false",
        Safe,
    ),
    (
        "query",
        "schema: {type: integer}",
        "schema: {type: array, items: {type: integer}}, style: pipeDelimited, explode: false",
        Safe,
    ),
    (
        "query",
        "schema: {type: array, items: {type: string}}",
        "schema: {type: string}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: array, items: {type: string}, maxItems: 1, minItems: 1}",
        "schema: {type: string}",
        Docs,
    ),
    (
        "query",
        "schema: {type: array, items: {type: integer}}",
        "schema: {type: array, items: {type: string}}",
        Safe,
    ),
    (
        "query",
        "schema: {type: array, items: {type: string}}",
        "schema: {type: array, items: {type: integer}}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: object, properties: {a: {type: integer}}}",
        "schema: {type: object, properties: {a: {type: string}}}",
        Safe,
    ),
    ("query", "schema: {type: string}", "schema: {type: object}", Breaking),
    // A document keeps its types.
    (
        "query",
        "content: {application/json: {schema: {type: number}}}",
        "content: {application/json: {schema: {type: string}}}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: string}",
        "schema: {type: string}, style: pipeDelimited",
        Docs,
    ),
    ("path", "schema: {type: integer}", "schema: {type: string}", Safe),
    (
        "path",
        "schema: {type: string}",
        "schema: {type: string}, style: label",
        Breaking,
    ),
    ("path", "schema: {type: string}", "schema: {type: integer}", Breaking),
    ("header", "schema: {type: integer}", "schema: {type: string}", Safe),
    ("cookie", "schema: {type: boolean}", "schema: {type: string}", Safe),
    ("response", "schema: {type: string}", "schema: {type: integer}", Safe),
    (
        "response",
        "schema: {type: integer}",
        "schema: {type: string}",
        Breaking,
    ),
    (
        "response",
        "schema: {type: boolean}",
        "schema: {type: string, enum: ['true', 'false']}",
        Docs,
    ),
    (
        "response",
        "schema: {type: string}",
        "schema: {type: array, items: {type: string}}",
        Docs,
    ),
    ("form", "{type: integer}", "{type: string}", Safe),
    ("form", "{type: string}", "{type: integer}", Breaking),
    ("form", "{type: string}", "{type: array, items: {type: string}}", Safe),
    // A file is no string.
    ("part", "{type: string, format: binary}", "{type: string}", Risky),
    // An object in a form is JSON.
    (
        "query",
        "schema: {type: string}",
        "schema: {type: string, format: password}",
        Docs,
    ),
    (
        "query",
        "schema: {type: string, format: uuid}",
        "schema: {type: string}",
        Safe,
    ),
    (
        "query",
        "schema: {type: string, format: date}",
        "schema: {type: string, format: date-time}",
        Breaking,
    ),
    (
        "path",
        "schema: {type: integer}",
        "schema: {type: string, format: uuid}",
        Breaking,
    ),
    (
        "query",
        "schema: {type: integer}",
        "schema: {oneOf: [{type: integer}, {type: number, enum: [2]}]}",
        Breaking,
    ),
    (
        "response",
        "schema: {type: array, items: {type: string}, maxItems: 1}",
        "schema: {type: object, properties: {x: {type: string}}}",
        Breaking,
    ),
    (
        "form",
        "{type: object, properties: {b: {type: integer}}}",
        "{type: object, properties: {b: {type: string}}}",
        Breaking,
    ),
    ("part", "{type: integer}", "{type: string}", Safe),
    (
        "part",
        "{type: boolean}",
        "{type: string, enum: ['true', 'false']}",
        Docs,
    ),
    ("json", "{type: integer}", "{type: string}", Breaking),
    ("plain", "{type: integer}", "{type: string}", Safe),
];

/// A contract in which something says `text` at the place `at`.
fn with_text(at: &str, text: &str) -> document::Document {
    let body = |media: &str| {
        format!(
            "op: {{requestBody: {{content: {{{media}: {{schema: {{type: object, properties: {{a: {text}}}}}}}}}}}}}"
        )
    };
    with_operation(&match at {
        "response" => format!("op: {{responses: {{'200': {{description: ok, headers: {{X-A: {{{text}}}}}}}}}}}"),
        "form" => body("application/x-www-form-urlencoded"),
        "part" => body("multipart/form-data"),
        "json" => body("application/json"),
        "plain" => format!("op: {{requestBody: {{content: {{text/plain: {{schema: {text}}}}}}}}}"),
        "path" => format!("op: {{parameters: [{{name: id, in: path, required: true, {text}}}]}}"),
        at => format!("op: {{parameters: [{{name: a, in: {at}, {text}}}]}}"),
    })
}

#[test]
fn what_travels_as_a_string_is_compared_by_the_strings_that_can_be_sent() {
    for (at, base, revision, expected) in QUERY {
        let (old, new) = (with_text(at, base), with_text(at, revision));
        let findings = compare(&old, &new);
        let worst = findings.iter().map(|finding| finding.wire).max().unwrap_or(Docs);
        assert_eq!(worst, *expected, "{at}: {base} → {revision}\n{findings:#?}");
        assert!(
            findings.len() <= 1,
            "one cause, one row: {at}: {base} → {revision}\n{findings:#?}"
        );
        super::must_be_sound(&findings);
        super::must_mirror(&old, &new, &findings);
    }
}

const AROUND: &[ContractRow] = &[
    (
        "op: {responses: {'200': {content: {application/json: {}}}}}",
        "op: {responses: {'200': {content: {'application/JSON; charset=UTF-8': {}}}}}",
        &[(&rules::media_type::PARAMETERS_CHANGED, Docs)],
    ),
    (
        "op: {responses: {'200': {content: {application/json;charset=utf-8: {}}}}}",
        "op: {responses: {'200': {content: {'application/json; charset=\"UTF-8\"': {}}}}}",
        &[],
    ),
    (
        "op: {requestBody: {content: {application/json;v=1: {schema: {type: string}}}}}",
        "op: {requestBody: {content: {application/json;v=2: {schema: {type: integer}}}}}",
        &[
            (&rules::media_type::PARAMETERS_CHANGED, Risky),
            (&rules::schema::TYPE_CHANGED, Breaking),
        ],
    ),
    (
        "op: {requestBody: {content: {application/json;v=1: {}}}}",
        "op: {requestBody: {content: {application/json;v=1: {}, application/json;v=2: {}}}}",
        &[(&rules::media_type::DEFINITION_ADDED, Safe)],
    ),
    (
        "op: {parameters: [{name: accept, in: header, required: true, schema: {type: string}}]}",
        "op: {}",
        &[(&rules::parameter::IGNORED_REMOVED, Docs)],
    ),
    (
        "op: {parameters: [{name: Authorization, in: header, schema: {type: string}}]}",
        "op: {parameters: [{name: Authorization, in: header, required: true, schema: {type: integer}}]}",
        &[(&rules::parameter::IGNORED_CHANGED, Docs)],
    ),
    // In a query it is a parameter as any other.
    (
        "op: {}",
        "op: {parameters: [{name: Accept, in: query, required: true, schema: {type: string}}]}",
        &[(&rules::parameter::REQUIRED_ADDED, Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {content-type: {required: true}}}}}",
        "op: {responses: {'200': {}}}",
        &[(&rules::header::IGNORED_REMOVED, Docs)],
    ),
    (
        "op: {responses: {'200': {content: {application/json: {schema: {type: string}}}}, '404': {}}}",
        "op: {responses: {'201': {content: {application/json: {schema: {type: string}}}}, '404': {}}}",
        &[(&rules::response::STATUS_CHANGED, Breaking)],
    ),
    (
        "op: {responses: {'200': {}, '400': {}, default: {}}}",
        "op: {responses: {'200': {}, '422': {}, default: {}}}",
        &[(&rules::response::STATUS_CHANGED, Risky)],
    ),
    (
        "op: {responses: {'200': {content: {application/json: {schema: {type: string}}}}}}",
        "op: {responses: {'201': {content: {application/json: {schema: {type: integer}}}}}}",
        &[
            (&rules::response::STATUS_CHANGED, Breaking),
            (&rules::schema::TYPE_CHANGED, Breaking),
        ],
    ),
    (
        "op: {responses: {'200': {content: {application/json: {schema: {type: string}}}}}}",
        "op: {responses: {'204': {}}}",
        &[(&rules::response::STATUS_CHANGED, Breaking)],
    ),
    (
        "paths: {/a: {post: {operationId: a}, get: {}}}",
        "paths: {/a: {put: {operationId: a}, get: {}}}",
        &[(&rules::operation::METHOD_CHANGED, Breaking)],
    ),
    (
        "paths: {/a: {get: {operationId: a, responses: {'200': {}}}}}",
        "paths: {/a: {delete: {operationId: b, responses: {'204': {}}}}}",
        &[
            (&rules::operation::ENDPOINT_REMOVED, Breaking),
            (&rules::operation::ENDPOINT_ADDED, Safe),
        ],
    ),
];

/// The rows around schemas.
pub(super) fn rows() -> Vec<ContractRow> {
    AROUND.to_vec()
}

#[test]
fn the_same_message_written_in_another_way_is_one_row() {
    for (base, revision, expected) in AROUND {
        check_contract(base, revision, expected);
    }
}

#[test]
fn a_base_path_that_moved_between_servers_and_paths_is_no_other_address() {
    let moved = |base: &str, revision: &str| {
        let findings = compare(&with_operation(base), &with_operation(revision));
        findings
            .iter()
            .map(|finding| (finding.rule, finding.wire))
            .collect::<Vec<_>>()
    };
    let is_moved = (&rules::server::BASE_PATH_MOVED, Docs);
    for (one, other) in [
        (
            "servers: [{url: https://x}]\npaths: {/v1/a: {get: {}}, '/v1/b/{id}': {get: {}}}",
            "servers: [{url: https://x/v1/}]\npaths: {/a: {get: {}}, '/b/{id}': {get: {}}}",
        ),
        (
            "paths: {/api/v1/a: {get: {}}, /api/v1/b: {get: {}}}",
            "servers: [{url: /api/v1}]\npaths: {/a: {get: {}}, /b: {get: {}}}",
        ),
        (
            "servers: [{url: https://x}, {url: https://y}]\npaths: {/v1/a: {get: {}}}",
            "servers: [{url: https://y/v1}, {url: https://x/v1}]\npaths: {/a: {get: {}}}",
        ),
    ] {
        assert_eq!(moved(one, other), [is_moved], "{one} → {other}");
        assert_eq!(moved(other, one), [is_moved], "{other} → {one}");
    }
    // Through the servers of a path or an operation, and a variable that can have one value only.
    for (one, other) in [
        (
            "servers: [{url: https://x}]\npaths: {/a: {servers: [{url: https://x/v1}], get: {}}, /b: {get: {}}}",
            "servers: [{url: https://x}]\npaths: {/v1/a: {get: {}}, /b: {get: {}}}",
        ),
        (
            "servers: [{url: https://x}]\npaths: {/a: {get: {servers: [{url: https://x/v1}]}}}",
            "servers: [{url: https://x}]\npaths: {/v1/a: {get: {}}}",
        ),
        (
            "servers: [{url: 'https://x/{v}', variables: {v: {default: v1, enum: [v1]}}}]\npaths: {/a: {get: {}}}",
            "servers: [{url: https://x}]\npaths: {/v1/a: {get: {}}}",
        ),
    ] {
        assert_eq!(moved(one, other), [is_moved], "{one} → {other}");
        assert_eq!(moved(other, one), [is_moved], "{other} → {one}");
    }
    assert_eq!(
        moved(
            "servers: [{url: 'https://X:443/v1/'}]\npaths: {/a: {get: {}}}",
            "servers: [{url: https://x/v1}]\npaths: {/a: {get: {}}}",
        ),
        []
    );
    // What did not move along has another address.
    assert_eq!(
        moved(
            "servers: [{url: https://x}]\npaths: {/v1/a: {get: {}}, /v1/c: {get: {}}, /b: {get: {}}}",
            "servers: [{url: https://x/v1}]\npaths: {/a: {get: {}}, /c: {get: {}}, /b: {get: {}}}",
        ),
        [
            (&rules::path::ITEM_REMOVED, Breaking),
            (&rules::path::ITEM_ADDED, Safe),
            is_moved,
        ]
    );
    // A new base path alone is another address for all.
    assert_eq!(
        moved(
            "servers: [{url: https://x}]\npaths: {/a: {get: {}}}",
            "servers: [{url: https://x/v1}]\npaths: {/a: {get: {}}}",
        ),
        [(&rules::server::URL_CHANGED, Breaking)]
    );
}
