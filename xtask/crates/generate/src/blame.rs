//! Which operation or schema the generator cannot take: found by giving it more and more of them.
//!
//! The first so many are given to it; where the refusal begins is searched by halving, so that a large document costs a
//! few runs and not one for each of its parts. That finds both what is refused alone and what is refused beside an
//! earlier one, such as a second operation of the same name.

use openapiv3::{OpenAPI, Operation, PathItem, ReferenceOr};

use super::REFUSED;
use super::progenitor::{self, Refusal};
use document::finding::{Failure, Finding};
use document::{Document, Pointer};

/// How many parts are named at most: each costs some runs of the generator.
const NAMED: usize = 8;

/// Turns a refusal of the whole document into one of the parts that caused it.
pub(super) fn name(typed: &OpenAPI, lowered: &Document, refusal: &Refusal) -> Failure {
    let without_operations = OpenAPI {
        paths: openapiv3::Paths::default(),
        ..typed.clone()
    };
    let mut culprits = search(&schemas(typed), &without_operations, empty_schema);
    if culprits.is_empty() {
        culprits = search(&operations(typed), typed, remove_operation);
    }
    let findings = if culprits.is_empty() {
        // Whatever is left out, it is refused: it is neither a schema nor an operation.
        vec![finding(
            lowered,
            Pointer::root(),
            &format!("the generator refuses the document: {}", refusal.0),
        )]
    } else {
        culprits
            .into_iter()
            .map(|(pointer, refusal)| finding(lowered, pointer, &format!("the generator refuses this: {}", refusal.0)))
            .collect()
    };
    Failure { findings }
}

fn finding(lowered: &Document, pointer: Pointer, message: &str) -> Finding {
    let message = message.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let remedy = "correct it with an overlay action, or write a pass that lowers it";
    Finding::error(&REFUSED, lowered.locate(&pointer), pointer, message, remedy)
}

/// The parts without which `whole` passes, in order, each with what the generator says of it. `leave_out` takes a part
/// out of a document.
fn search(parts: &[Pointer], whole: &OpenAPI, leave_out: fn(&mut OpenAPI, &Pointer)) -> Vec<(Pointer, Refusal)> {
    let mut without_culprits = whole.clone();
    // The document with the first `count` parts only.
    let refused = |whole: &OpenAPI, count: usize| {
        let mut some = whole.clone();
        parts.iter().skip(count).for_each(|part| leave_out(&mut some, part));
        progenitor::generate(&some).err()
    };
    if refused(whole, 0).is_some() {
        return Vec::new();
    }
    let mut culprits = Vec::new();
    while culprits.len() < NAMED {
        let Some(mut refusal) = refused(&without_culprits, parts.len()) else {
            break;
        };
        // It passes with `passes` parts and is refused with `fails` of them.
        let (mut passes, mut fails) = (0, parts.len());
        while fails - passes > 1 {
            let middle = passes + (fails - passes) / 2;
            match refused(&without_culprits, middle) {
                Some(earlier) => (fails, refusal) = (middle, earlier),
                None => passes = middle,
            }
        }
        let Some(culprit) = parts.get(passes) else { break };
        leave_out(&mut without_culprits, culprit);
        culprits.push((culprit.clone(), refusal));
    }
    culprits
}

fn schemas(typed: &OpenAPI) -> Vec<Pointer> {
    let schemas = typed.components.iter().flat_map(|components| components.schemas.keys());
    schemas
        .map(|name| Pointer::from_tokens(["components", "schemas", name]))
        .collect()
}

/// A schema that allows anything: taken away it would leave references to nothing.
fn empty_schema(document: &mut OpenAPI, schema: &Pointer) {
    let components = document.components.as_mut();
    let slot = components.and_then(|components| components.schemas.get_mut(schema.last()?));
    if let Some(slot) = slot {
        *slot = ReferenceOr::Item(openapiv3::Schema {
            schema_data: openapiv3::SchemaData::default(),
            schema_kind: openapiv3::SchemaKind::Any(openapiv3::AnySchema::default()),
        });
    }
}

fn operations(typed: &OpenAPI) -> Vec<Pointer> {
    let mut found = Vec::new();
    for (path, item) in &typed.paths.paths {
        match item {
            ReferenceOr::Reference { .. } => found.push(Pointer::from_tokens(["paths", path])),
            ReferenceOr::Item(item) => {
                found.extend(
                    item.iter()
                        .map(|(method, _)| Pointer::from_tokens(["paths", path, method])),
                );
            }
        }
    }
    found
}

fn remove_operation(document: &mut OpenAPI, operation: &Pointer) {
    let [_, path, rest @ ..] = operation.tokens() else {
        return;
    };
    match (document.paths.paths.get_mut(path), rest) {
        (Some(ReferenceOr::Item(item)), [method]) => {
            if let Some(slot) = slot(item, method) {
                *slot = None;
            }
        }
        _ => {
            document.paths.paths.shift_remove(path);
        }
    }
}

fn slot<'a>(item: &'a mut PathItem, method: &str) -> Option<&'a mut Option<Operation>> {
    match method {
        "get" => Some(&mut item.get),
        "put" => Some(&mut item.put),
        "post" => Some(&mut item.post),
        "delete" => Some(&mut item.delete),
        "options" => Some(&mut item.options),
        "head" => Some(&mut item.head),
        "patch" => Some(&mut item.patch),
        "trace" => Some(&mut item.trace),
        _ => None,
    }
}
