//! Which operation or schema the generator cannot take: found by giving it one at a time.

use openapiv3::{OpenAPI, Paths, ReferenceOr};

use super::REFUSED;
use super::progenitor::{self, Refusal};
use crate::document::{Document, Pointer};
use crate::finding::{Failure, Finding, Severity};

/// Turns a refusal of the whole document into one of the part that caused it.
pub(super) fn name(typed: &OpenAPI, lowered: &Document, refusal: &Refusal) -> Failure {
    let culprits = match schemas(typed) {
        schemas if schemas.is_empty() => operations(typed),
        schemas => schemas,
    };
    let findings = match culprits.is_empty() {
        // Each part alone is fine: two of them do not go together, two equal names perhaps.
        true => vec![finding(
            lowered,
            Pointer::root(),
            &format!("the generator refuses the document: {}", refusal.0),
        )],
        false => culprits
            .into_iter()
            .map(|(pointer, refusal)| finding(lowered, pointer, &format!("the generator refuses this: {}", refusal.0)))
            .collect(),
    };
    Failure { findings }
}

fn finding(lowered: &Document, pointer: Pointer, message: &str) -> Finding {
    Finding {
        code: &REFUSED,
        severity: Severity::Error,
        location: lowered.locate(&pointer),
        pointer,
        message: message.lines().map(str::trim).collect::<Vec<_>>().join(" "),
        remedy: "correct it with an overlay action, or write a pass that lowers it".to_owned(),
    }
}

/// The schemas without which the rest of them passes. None when two are at fault, or none is.
fn schemas(typed: &OpenAPI) -> Vec<(Pointer, Refusal)> {
    let none = OpenAPI {
        paths: Paths::default(),
        ..typed.clone()
    };
    let Err(refusal) = progenitor::generate(&none) else {
        return Vec::new();
    };
    let all = typed.components.as_ref().map(|components| &components.schemas);
    let names: Vec<&String> = all.into_iter().flat_map(indexmap::IndexMap::keys).collect();
    // Each is emptied in turn: taken away it would leave references to nothing.
    let mut culprits = Vec::new();
    for name in names {
        let mut emptied = none.clone();
        let Some(components) = emptied.components.as_mut() else {
            break;
        };
        components.schemas.insert(name.clone(), anything());
        if progenitor::generate(&emptied).is_ok() {
            culprits.push((Pointer::of(["components", "schemas", name]), refusal.clone()));
        }
    }
    culprits
}

fn anything() -> ReferenceOr<openapiv3::Schema> {
    ReferenceOr::Item(openapiv3::Schema {
        schema_data: openapiv3::SchemaData::default(),
        schema_kind: openapiv3::SchemaKind::Any(openapiv3::AnySchema::default()),
    })
}

/// The operations that are refused, each alone with all components.
fn operations(typed: &OpenAPI) -> Vec<(Pointer, Refusal)> {
    let mut culprits = Vec::new();
    for (path, item) in &typed.paths.paths {
        let ReferenceOr::Item(item) = item else { continue };
        for (method, operation) in item.iter() {
            let mut alone = openapiv3::PathItem {
                parameters: item.parameters.clone(),
                ..Default::default()
            };
            let slot = match method {
                "get" => &mut alone.get,
                "put" => &mut alone.put,
                "post" => &mut alone.post,
                "delete" => &mut alone.delete,
                "options" => &mut alone.options,
                "head" => &mut alone.head,
                "patch" => &mut alone.patch,
                _ => &mut alone.trace,
            };
            *slot = Some(operation.clone());
            let mut paths = Paths::default();
            paths.paths.insert(path.clone(), ReferenceOr::Item(alone));
            if let Err(refusal) = progenitor::generate(&OpenAPI { paths, ..typed.clone() }) {
                culprits.push((Pointer::of(["paths", path, method]), refusal));
            }
        }
    }
    culprits
}
