//! The order of the passes, and what holds behind each phase, on documents that have everything.

use std::collections::{BTreeMap, BTreeSet};

use document::grammar::{Kind, METHODS};
use document::visit::{self, Order};
use document::{Document, operations};
use serde_json::Value;

use super::*;

/// What does not hold behind a phase: a line for each.
type Check = fn(&Document) -> Vec<String>;

const HOLDS: [(&str, Check); 7] = [
    ("openapi object", the_document_says_that_it_is_3_0),
    ("references", references_lead_to_components),
    ("schemas", schemas_have_one_type_and_no_keyword_of_3_1),
    ("components", components_have_the_names_that_they_were_given),
    ("operations", operations_are_written_out),
    ("names", components_have_names_in_rust),
    ("closing", the_document_is_openapi_3_0),
];

/// Documents that are lowered to their end.
const FIXTURES: [&str; 3] = ["whole-api.yaml", "json-schema-2020-12.yaml", "faulty.yaml"];

#[test]
fn each_pass_is_there_once_and_behind_those_that_it_needs() {
    let mut seen = BTreeSet::new();
    for phase in &PHASES {
        for Step { pass, after } in phase.passes {
            for name in *after {
                assert!(
                    seen.contains(name),
                    "{}: `{}` stands before `{name}`",
                    phase.name,
                    pass.name
                );
            }
            assert!(seen.insert(pass.name), "`{}` stands twice", pass.name);
        }
    }
}

#[test]
fn what_a_phase_is_for_holds_behind_it_and_to_the_end() {
    let names: Vec<_> = PHASES.iter().map(|phase| phase.name).collect();
    assert_eq!(names, HOLDS.map(|(name, _)| name));
    for fixture in FIXTURES {
        let bytes = std::fs::read(support::checkout::fixture(fixture)).unwrap();
        let mut document = document::load(fixture, &bytes).unwrap();
        for (done, phase) in PHASES.iter().enumerate() {
            let mut findings = Findings::default();
            for step in phase.passes {
                (step.pass.run)(&mut document, &mut findings);
            }
            for (earlier, check) in &HOLDS[..=done] {
                let broken = check(&document);
                assert!(
                    broken.is_empty(),
                    "{fixture}: behind `{}`, `{earlier}`: {broken:#?}",
                    phase.name
                );
            }
        }
    }
}

/// What `check` says of each object of the description.
fn objects(document: &Document, check: impl Fn(Kind, &Value) -> Option<String>) -> Vec<String> {
    let mut broken = Vec::new();
    let mut value = document.value.clone();
    visit::objects(&mut value, Order::Down, &mut |kind, pointer, value| {
        broken.extend(check(kind, value).map(|what| format!("{pointer}: {what}")));
    });
    broken
}

fn the_document_says_that_it_is_3_0(document: &Document) -> Vec<String> {
    let mut broken = objects(document, |kind, value| {
        (kind == Kind::PathItem && value.get("$ref").is_some()).then(|| "a path item is a reference".to_owned())
    });
    if document.value["openapi"] != "3.0.3" || document.value.get("webhooks").is_some() {
        broken.push("not OpenAPI 3.0.3".to_owned());
    }
    broken
}

fn references_lead_to_components(document: &Document) -> Vec<String> {
    objects(document, |_, value| {
        let target = value.get("$ref")?.as_str()?;
        let leads = target
            .strip_prefix('#')
            .and_then(|pointer| document.value.pointer(pointer));
        let is_component = target.starts_with("#/components/") && target.matches('/').count() == 3;
        (leads.is_none() || !is_component).then(|| format!("`{target}`"))
    })
}

fn schemas_have_one_type_and_no_keyword_of_3_1(document: &Document) -> Vec<String> {
    const KEYWORDS: [&str; 8] = [
        "$defs",
        "$id",
        "const",
        "examples",
        "if",
        "patternProperties",
        "prefixItems",
        "unevaluatedProperties",
    ];
    objects(document, |kind, value| {
        if kind != Kind::Schema {
            return None;
        }
        let has_type =
            value.get("type").is_none_or(Value::is_string) && value.get("type").is_none_or(|name| name != "null");
        let keyword = KEYWORDS.iter().find(|keyword| value.get(**keyword).is_some());
        match keyword {
            Some(keyword) => Some(format!("has `{keyword}`")),
            None => (!has_type).then(|| format!("is of the type {}", value["type"])),
        }
    })
}

fn components_have_the_names_that_they_were_given(document: &Document) -> Vec<String> {
    let schemas = document.value.pointer("/components/schemas").and_then(Value::as_object);
    let named = schemas
        .into_iter()
        .flatten()
        .filter_map(|(name, schema)| Some((name, schema.get("x-rust-name")?)));
    named
        .filter(|(name, given)| given.as_str() != Some(name))
        .map(|(name, given)| format!("{name} is {given}"))
        .collect()
}

fn operations_are_written_out(document: &Document) -> Vec<String> {
    let mut broken = Vec::new();
    for pointer in operations::pointers(document) {
        let operation = document.get(&pointer).unwrap();
        if operations::text(operation, "operationId").is_empty() {
            broken.push(format!("{pointer} has no id"));
        }
        let parameters = operation
            .get("parameters")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let bodies = ["requestBody"].into_iter().filter_map(|field| operation.get(field));
        let responses = operation
            .get("responses")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let all = parameters.chain(bodies).chain(responses.map(|(_, response)| response));
        if all.into_iter().any(|value| value.get("$ref").is_some()) {
            broken.push(format!("{pointer} refers to a part that is shared"));
        }
    }
    let shared = |item: &Value| {
        item.get("parameters")
            .is_some_and(|_| METHODS.iter().any(|method| item.get(method).is_some()))
    };
    let paths = document.value["paths"].as_object().into_iter().flatten();
    broken.extend(
        paths
            .filter(|(_, item)| shared(item))
            .map(|(path, _)| format!("{path} shares parameters")),
    );
    broken
}

fn components_have_names_in_rust(document: &Document) -> Vec<String> {
    let mut names: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    let schemas = document.value.pointer("/components/schemas").and_then(Value::as_object);
    for name in schemas.into_iter().flat_map(serde_json::Map::keys) {
        names.entry(naming::rust_names::rust_name(name)).or_default().push(name);
    }
    let shared = names
        .into_iter()
        .filter(|(rust, names)| rust.is_empty() || names.len() > 1);
    shared.map(|(rust, names)| format!("`{rust}` is {names:?}")).collect()
}

fn the_document_is_openapi_3_0(document: &Document) -> Vec<String> {
    super::super::typed::read(document)
        .err()
        .map(|failure| failure.to_string())
        .into_iter()
        .collect()
}
