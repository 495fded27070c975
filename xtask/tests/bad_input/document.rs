//! Documents that say what cannot be, or what the generator cannot take.

use std::fs;

use tempfile::TempDir;

use super::{accepted, chain, ends_with, named, operation, schemas, with};
use crate::command::run_bounded;

#[test]
fn what_is_of_another_kind() {
    ends_with(vec![
        (
            "swagger.yaml",
            b"swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n".to_vec(),
            "L003",
        ),
        (
            "future.yaml",
            b"openapi: 4.0.0\ninfo: {title: T, version: '1'}\npaths: {}\n".to_vec(),
            "L003",
        ),
        (
            "no-version.yaml",
            b"info: {title: T, version: '1'}\npaths: {}\n".to_vec(),
            "L003",
        ),
        ("list.json", b"[]".to_vec(), "L003"),
        ("info.yaml", b"openapi: 3.1.0\ninfo: 1\npaths: {}\n".to_vec(), "L090"),
        ("paths.yaml", with("paths: []"), "L090"),
        ("item.yaml", with("paths: {/a: 5}"), "L090"),
        ("operation.yaml", with("paths: {/a: {get: 5}}"), "L090"),
        (
            "responses.yaml",
            with("paths: {/a: {get: {operationId: a, responses: []}}}"),
            "L090",
        ),
        ("parameters.yaml", operation("parameters: none"), "L090"),
        ("schema.yaml", schemas("    A: 5"), "L090"),
        ("properties.yaml", schemas("    A: {properties: []}"), "L090"),
        ("required.yaml", schemas("    A: {required: id}"), "L090"),
        ("values.yaml", schemas("    A: {enum: 5}"), "L090"),
        ("length.yaml", schemas("    A: {type: string, minLength: -1}"), "L090"),
        ("servers.yaml", with("paths: {}\nservers: 1"), "L090"),
        ("components.yaml", with("paths: {}\ncomponents: []"), "L090"),
    ]);
}

#[test]
fn references_that_lead_nowhere() {
    let reference = |from, to| format!("    S{from}: {{$ref: '#/components/schemas/S{to}'}}");
    let all_of =
        |from, to| format!("    S{from}: {{allOf: [{{$ref: '#/components/schemas/S{to}'}}, {{type: object}}]}}");
    let mut dangling = chain(10_000, reference);
    dangling.truncate(dangling.len() - "S0'}\n".len());
    dangling.extend_from_slice(b"gone'}\n");
    ends_with(vec![
        (
            "dangling.yaml",
            schemas("    A: {$ref: '#/components/schemas/B'}"),
            "L082",
        ),
        ("file.yaml", schemas("    A: {$ref: './b.yaml#/B'}"), "L082"),
        (
            "url.yaml",
            schemas("    A: {$ref: 'https://example.com/b.yaml'}"),
            "L082",
        ),
        (
            "itself.yaml",
            schemas("    A: {$ref: '#/components/schemas/A'}"),
            "L082",
        ),
        ("circle.yaml", chain(10_000, reference), "L082"),
        ("long.yaml", dangling, "L082"),
        ("composed.yaml", chain(1, all_of), "L083"),
        ("composed-circle.yaml", chain(50, all_of), "L083"),
        ("composed-long.yaml", chain(2_000, all_of), "L083"),
    ]);
}

/// The generator refuses these with an error, or with a panic; both become an error that names the place.
#[test]
fn what_the_generator_does_not_take() {
    ends_with(vec![
        (
            "media-type.yaml",
            operation("requestBody: {content: {application/xml: {schema: {type: string}}}}"),
            "L076",
        ),
        (
            "template.yaml",
            with("paths: {'/a/{id': {get: {operationId: a, responses: {'200': {description: d}}}}}"),
            "G001",
        ),
        (
            "one-of-many.yaml",
            chain(300, |index, _| match index {
                211 => {
                    let either = "[{$ref: '#/components/schemas/S1'}, {$ref: '#/components/schemas/S2'}]";
                    format!("    S211: {{anyOf: {either}, oneOf: {either}}}")
                }
                _ => format!("    S{index}: {{type: object, properties: {{p: {{type: string}}}}}}"),
            }),
            "G001",
        ),
    ]);
}

#[test]
fn the_part_that_the_generator_does_not_take_is_named() {
    let folder = TempDir::new().unwrap();
    let operations: Vec<_> = (0..40)
        .map(|index| {
            // A template that is not closed.
            let rest = if index % 20 == 13 { "/{id" } else { "" };
            format!(
                "  '/a{index}{rest}': {{post: {{operationId: a{index}, responses: {{'204': {{description: d}}}}}}}}"
            )
        })
        .collect();
    fs::write(
        folder.path().join("api.yaml"),
        with(&format!("paths:\n{}", operations.join("\n"))),
    )
    .unwrap();
    let ran = run_bounded(folder.path(), &["regen", "--spec", "api.yaml", "--out", "client"]);
    insta::assert_snapshot!(ran.stderr, @"
    error[G001]: the generator refuses this: invalid operation path unterminated parameter
      --> api.yaml:17:16
       at /paths/~1a13~1{id/post
     help: correct it with an overlay action, or write a pass that lowers it

    error[G001]: the generator refuses this: invalid operation path unterminated parameter
      --> api.yaml:37:16
       at /paths/~1a33~1{id/post
     help: correct it with an overlay action, or write a pass that lowers it
    ");
}

#[test]
fn names_that_become_one_in_rust_are_told_apart() {
    for (name, bytes) in [
        (
            "properties.yaml",
            schemas("    A: {properties: {a-b: {type: string}, aB: {type: string}}}"),
        ),
        (
            "symbols.yaml",
            schemas("    A: {properties: {'!': {type: string}, '?': {type: string}}}"),
        ),
        (
            "variants.yaml",
            schemas("    A: {type: string, enum: ['!', '?', a-b, a_b]}"),
        ),
        (
            "parameter.yaml",
            operation("parameters: [{in: query, name: send, schema: {type: string}}]"),
        ),
        ("constructor.yaml", named("new")),
        ("method.yaml", named("with_layer")),
        ("hook.yaml", named("exec")),
        ("type.yaml", named("Result")),
    ] {
        accepted(name, &bytes);
    }
}

#[test]
fn marks_of_an_overlay_that_cannot_be() {
    ends_with(vec![
        ("repeated.yaml", operation("x-idempotent: sometimes"), "L096"),
        ("bodiless.yaml", operation("x-response-body: none"), "L096"),
        ("gone.yaml", schemas("    A: {type: object, x-rust-from: [B]}"), "L097"),
        ("self.yaml", schemas("    A: {type: object, x-rust-from: [A]}"), "L097"),
        ("text.yaml", schemas("    A: {type: object, x-rust-from: A}"), "L097"),
    ]);
}

#[test]
fn what_is_odd_but_sound() {
    accepted("bom.yaml", &[b"\xEF\xBB\xBF".to_vec(), with("paths: {}")].concat());
    let values: Vec<_> = (0..10_000).map(|value| format!("value-{value}")).collect();
    accepted(
        "values.yaml",
        &schemas(&format!("    A: {{type: string, enum: [{}]}}", values.join(", "))),
    );
    accepted(
        "types.yaml",
        &schemas("    a-b: {type: object}\n    a_b: {type: object}"),
    );
    accepted("pattern.yaml", &schemas("    A: {type: string, pattern: '(['}"));
    accepted(
        "recursive.yaml",
        &schemas("    A: {type: object, properties: {a: {$ref: '#/components/schemas/A'}}}"),
    );
    for name in [
        "type", "self", "Self", "crate", "''", "名前", "'!!!'", "'1'", "async", "_", "🙂", "'\"'", "\"\\\\\"",
    ] {
        accepted(
            "schema.yaml",
            &schemas(&format!(
                "    {name}: {{type: object, properties: {{a: {{type: string}}}}}}"
            )),
        );
        accepted(
            "property.yaml",
            &schemas(&format!(
                "    A: {{type: object, properties: {{{name}: {{type: string}}}}}}"
            )),
        );
        accepted(
            "value.yaml",
            &schemas(&format!("    A: {{type: string, enum: [{name}]}}")),
        );
        accepted(
            "parameter.yaml",
            &operation(&format!(
                "parameters: [{{in: query, name: {name}, schema: {{type: string}}}}]"
            )),
        );
        accepted("operation.yaml", &named(name));
    }
}
