//! OpenAPI Overlay 1.0 and 1.1: the corrections that are about this API, each with its reason.
//!
//! A library applies the actions. Added here: an action that matches nothing is an error, an action without a reason is
//! one too, and the places of what an action writes are those in the overlay.

use enumset::EnumSet;
use roas_overlay::apply::{Apply, ApplyError, ApplyErrorKind, ApplyOptions};
use roas_overlay::v1_1::Action;
use roas_overlay::validation::Validate;
use roas_overlay::{v1_0, v1_1};
use serde_json::Value;
use serde_json_path::JsonPath;

use crate::document::{self, Document, Pointer};
use crate::finding::{Code, Failure, Finding};

/// Every code of this stage.
pub const CODES: &[&Code] = &[&INVALID, &STALE, &NO_REASON];

const INVALID: Code = Code {
    id: "O001",
    title: "an overlay is not valid",
    explanation: "The file is not an Overlay document of version 1.0 or 1.1, or an action cannot be applied: its target is no \
                  JSONPath (RFC 9535), or selects a text, a number or a boolean, where only objects and arrays may be selected.",
    example: "actions:\n  - target: $.info.title      # select $.info and update its title",
};

const STALE: Code = Code {
    id: "O002",
    title: "an overlay action matches nothing",
    explanation: "The part of the contract that the action corrects is not there, or not any more. Perhaps the document was \
                  corrected upstream, perhaps something was renamed: remove the action, or adjust its target. It is an \
                  error, because a correction that silently does nothing is a fault that comes back.",
    example: "actions:\n  - target: $.paths['/no/such/path'].get\n    update: {operationId: gone}",
};

const NO_REASON: Code = Code {
    id: "O003",
    title: "an overlay action has no reason",
    explanation: "Each action says in its `description` why the published document is not right as it is. Without a reason nobody \
                  can tell later whether the correction is still needed.",
    example: "actions:\n  - target: $.components.schemas.Error\n    description: Bodies without `error` were observed.\n    \
              update: {required: [message]}",
};

/// The fields of the Overlay Object, the Info Object and the Action Object of Overlay 1.1.
const FIELDS: [&[&str]; 3] = [
    &["overlay", "info", "extends", "actions"],
    &["title", "version", "description"],
    &["target", "description", "update", "copy", "remove"],
];

/// Applies `overlay` to `contract`, action by action.
///
/// # Errors
///
/// The overlay is not valid, or an action has no reason or matches nothing. The contract is as it was then.
pub fn apply(contract: &Document, overlay: &Document) -> Result<Document, Failure> {
    let parsed = parse(overlay)?;
    let mut corrected = contract.clone();
    for (index, action) in parsed.actions.iter().enumerate() {
        let place = Pointer::of(["actions".to_owned(), index.to_string()]);
        if action.description.as_deref().unwrap_or_default().trim().is_empty() {
            let message = format!("action {} (target {}) has no reason", index + 1, action.target);
            return Err(refuse(
                overlay,
                &NO_REASON,
                &place,
                message,
                "say in `description` why it is needed",
            ));
        }
        act(&mut corrected, overlay, &parsed, action, &place)?;
    }
    Ok(corrected)
}

fn act(
    corrected: &mut Document,
    overlay: &Document,
    parsed: &v1_1::Overlay,
    action: &Action,
    place: &Pointer,
) -> Result<(), Failure> {
    let before = corrected.value.clone();
    let alone = v1_1::Overlay {
        actions: vec![action.clone()],
        ..parsed.clone()
    };
    alone
        .apply(&mut corrected.value, EnumSet::from(ApplyOptions::ErrorOnZeroMatch))
        .map_err(|error| explain(overlay, place, &error))?;
    for pointer in select(&before, &action.target) {
        follow(corrected, &before, overlay, action, place, &pointer);
    }
    Ok(())
}

/// Lets the places follow what the action did to the node at `pointer`.
fn follow(
    corrected: &mut Document,
    before: &Value,
    overlay: &Document,
    action: &Action,
    place: &Pointer,
    pointer: &Pointer,
) {
    let old = before.pointer(&pointer.to_string());
    if action.is_remove() {
        let Some((parent, key)) = pointer.parent().zip(pointer.last()) else {
            return;
        };
        match (before.pointer(&parent.to_string()), key.parse()) {
            (Some(Value::Array(_)), Ok(index)) => corrected.source.remove_element(&parent, index),
            (Some(Value::Object(members)), _) => {
                corrected.source.take(pointer);
                restore_order(corrected, &parent, members);
            }
            _ => {}
        }
        return;
    }
    let (value, mut source) = match (&action.update, &action.copy) {
        (Some(update), _) => (
            update.clone(),
            overlay.source.get(&place.join("update")).cloned().unwrap_or_default(),
        ),
        (None, Some(from)) => match select(before, from).pop() {
            Some(from) => (
                before.pointer(&from.to_string()).cloned().unwrap_or_default(),
                corrected.source.get(&from).cloned().unwrap_or_default(),
            ),
            None => return,
        },
        (None, None) => return,
    };
    // Overlay 1.1 section 4.4: what is no array is appended to an array as one element.
    let value = match (old, value) {
        (Some(Value::Array(_)), value @ Value::Array(_)) => value,
        (Some(Value::Array(_)), value) => {
            let mut list = document::SourceMap::default();
            list.insert("0", source);
            source = list;
            Value::Array(vec![value])
        }
        (_, value) => value,
    };
    let mut node = corrected.source.get(pointer).cloned().unwrap_or_default();
    node.merge(&source, &value, old);
    corrected.source.put(pointer, node);
}

/// The library takes a member out by putting the last one into its place; the order of the document is kept instead.
fn restore_order(corrected: &mut Document, parent: &Pointer, before: &serde_json::Map<String, Value>) {
    let Some(members) = corrected.get_mut(parent).and_then(Value::as_object_mut) else {
        return;
    };
    let mut left = std::mem::take(members);
    for key in before.keys() {
        if let Some(value) = left.remove(key) {
            members.insert(key.clone(), value);
        }
    }
    members.extend(left);
}

/// What `path` selects in `value`. An invalid path selects nothing: the library has refused it by then.
fn select(value: &Value, path: &str) -> Vec<Pointer> {
    let Ok(path) = JsonPath::parse(path) else {
        return Vec::new();
    };
    let located = path.query_located(value);
    // From behind, so that what is removed from an array does not move what is still to come.
    located
        .into_iter()
        .rev()
        .filter_map(|node| Pointer::parse(&node.location().to_json_pointer()))
        .collect()
}

fn parse(overlay: &Document) -> Result<v1_1::Overlay, Failure> {
    let root = Pointer::root();
    refuse_unknown_fields(overlay)?;
    let version = overlay.value.get("overlay").and_then(Value::as_str).unwrap_or_default();
    let parsed = match version.starts_with("1.0.") {
        true => read::<v1_0::Overlay>(overlay)?.into(),
        false => read::<v1_1::Overlay>(overlay)?,
    };
    parsed.validate(EnumSet::empty()).map_err(|invalid| {
        // The library names places as `#.actions[3].target`.
        let first = invalid.errors.first();
        let path = first.map(|error| error.path.replace(['.', '['], "/").replace(']', ""));
        let pointer = path.as_deref().and_then(Pointer::parse).unwrap_or_else(|| root.clone());
        let message = first.map_or_else(String::new, |error| error.message.clone());
        refuse(
            overlay,
            &INVALID,
            &pointer,
            format!("the overlay is not valid: {message}"),
            "see OpenAPI Overlay 1.1, section 4",
        )
    })?;
    Ok(parsed)
}

fn read<T: serde::de::DeserializeOwned>(overlay: &Document) -> Result<T, Failure> {
    serde_path_to_error::deserialize(&overlay.value).map_err(|error| {
        let pointer = crate::lower::typed::pointer_of(error.path());
        let message = format!("the overlay is not valid: {}", error.inner());
        refuse(
            overlay,
            &INVALID,
            &pointer,
            message,
            "see OpenAPI Overlay 1.1, section 4",
        )
    })
}

/// The library ignores fields that it does not know, a misspelt `update` among them.
fn refuse_unknown_fields(overlay: &Document) -> Result<(), Failure> {
    let [root, info, action] = FIELDS;
    let actions = overlay
        .value
        .get("actions")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let objects = [(Pointer::root(), root), (Pointer::of(["info"]), info)]
        .into_iter()
        .chain((0..actions).map(|index| (Pointer::of(["actions".to_owned(), index.to_string()]), action)));
    for (pointer, known) in objects {
        let members = overlay.get(&pointer).and_then(Value::as_object);
        let mut names = members.into_iter().flat_map(serde_json::Map::keys);
        if let Some(name) = names.find(|name| !known.contains(&name.as_str()) && !name.starts_with("x-")) {
            let message = format!("`{name}` is not a field of an overlay here");
            let remedy = format!("the fields are {}", known.join(", "));
            return Err(refuse(overlay, &INVALID, &pointer.join(name), message, remedy));
        }
    }
    Ok(())
}

fn explain(overlay: &Document, place: &Pointer, error: &ApplyError) -> Failure {
    let target = &error.target;
    match &error.kind {
        ApplyErrorKind::ZeroMatch => {
            let message = format!("the action matches nothing: {target}");
            let remedy = "remove it if the document was corrected upstream, else adjust its `target`";
            refuse(overlay, &STALE, &place.join("target"), message, remedy)
        }
        kind => {
            let message = format!("the action cannot be applied: {kind}: {target}");
            refuse(
                overlay,
                &INVALID,
                &place.join("target"),
                message,
                "select objects or arrays with a JSONPath (RFC 9535)",
            )
        }
    }
}

fn refuse(
    overlay: &Document,
    code: &'static Code,
    pointer: &Pointer,
    message: impl Into<String>,
    remedy: impl Into<String>,
) -> Failure {
    Finding::error(code, overlay.locate(pointer), pointer.clone(), message, remedy).into()
}
