//! OpenAPI Overlay 1.0 and 1.1: the corrections that are about this API, each with its reason.
//!
//! A library reads the overlay, selects, and merges. Added here: an action that matches nothing is an error, an action
//! without a reason is one too, the order of the document is kept, and the places of what an action writes are those in
//! the overlay. The library's own way of applying an overlay copies the document for each call.

mod nearest;
pub(crate) mod positions;

use enumset::EnumSet;
use roas_overlay::apply::ApplyErrorKind;
use roas_overlay::common::apply::{compile_path, locate, merge_json};
use roas_overlay::v1_1::Action;
use roas_overlay::validation::Validate;
use roas_overlay::{v1_0, v1_1};
use serde_json::Value;

use document::finding::{Failure, Finding};
use document::rule::Rule;
use document::{Document, Pointer, SourceMap};

document::rules! {
    /// Every rule of this stage.
    pub(crate) const RULES: &[&Rule];

    static INVALID: Rule = Rule {
        id: "O001",
        title: "an overlay is not valid",
        explanation: "The file is not an Overlay document of version 1.0 or 1.1, or an action cannot be applied: its target is no \
                      JSONPath (RFC 9535), or selects a text, a number or a boolean, where only objects and arrays may be selected.",
        example: "actions:\n  - target: $.info.title      # select $.info and update its title",
    };

    static STALE: Rule = Rule {
        id: "O002",
        title: "an overlay action matches nothing",
        explanation: "The part of the contract that the action corrects is not there, or not any more. Perhaps the document was \
                      corrected upstream, perhaps something was renamed: remove the action, or adjust its target. It is an \
                      error, because a correction that silently does nothing is a fault that comes back.",
        example: "actions:\n  - target: $.paths['/no/such/path'].get\n    update: {operationId: gone}",
    };

    static NO_REASON: Rule = Rule {
        id: "O003",
        title: "an overlay action has no reason",
        explanation: "Each action says in its `description` why the published document is not right as it is. Without a reason nobody \
                      can tell later whether the correction is still needed.",
        example: "actions:\n  - target: $.components.schemas.Error\n    description: Bodies without `error` were observed.\n    \
                  update: {required: [message]}",
    };
}

/// The fields of the Overlay Object, the Info Object and the Action Object of Overlay 1.1.
const FIELDS: [&[&str]; 3] = [
    &["overlay", "info", "extends", "actions"],
    &["title", "version", "description"],
    &["target", "description", "update", "copy", "remove"],
];

/// A contract with the corrections that apply to it.
#[derive(Debug)]
pub(crate) struct Corrected {
    /// The document.
    pub(crate) document: Document,
    /// An error for each action that is at fault, in their order: what it corrects is as it was published, or, of one without
    /// a reason, as it says.
    pub(crate) faults: Vec<Finding>,
}

/// Applies `overlay` to `contract`, action by action, and goes on behind one that is at fault: a maintainer mends all of
/// them at once.
///
/// # Errors
///
/// The overlay is not valid as a whole.
pub(crate) fn apply(contract: &Document, overlay: &Document) -> Result<Corrected, Failure> {
    let parsed = parse(overlay)?;
    let mut document = contract.clone();
    let mut faults = Vec::new();
    for (index, action) in parsed.actions.iter().enumerate() {
        let place = Pointer::from_tokens(["actions".to_owned(), index.to_string()]);
        if action.description.as_deref().unwrap_or_default().trim().is_empty() {
            let message = format!("action {} (target {}) has no reason", index + 1, action.target);
            let remedy = "say in `description` why it is needed";
            faults.push(refuse(overlay, &NO_REASON, &place, message, remedy));
        }
        faults.extend(act(&mut document, overlay, action, &place).err());
    }
    Ok(Corrected { document, faults })
}

/// Applies one action. Nothing but the selected nodes is touched or copied: an overlay has hundreds of actions.
fn act(corrected: &mut Document, overlay: &Document, action: &Action, place: &Pointer) -> Result<(), Finding> {
    let refused = |kind| explain(overlay, place, &action.target, &kind);
    let selected = select(&corrected.value, &action.target).map_err(refused)?;
    if selected.is_empty() {
        return Err(stale(&corrected.value, overlay, action, place));
    }
    // Overlay 1.1 section 4.4: a target selects objects or arrays.
    let node = |pointer: &Pointer| {
        corrected
            .get(pointer)
            .is_some_and(|node| node.is_object() || node.is_array())
    };
    if !selected.iter().all(node) {
        return Err(refused(ApplyErrorKind::PrimitiveActionTarget));
    }
    if action.is_remove() {
        // From behind, so that what is removed from an array does not move what is still to come.
        selected.iter().rev().for_each(|pointer| remove(corrected, pointer));
        return Ok(());
    }
    let (value, source) = match (&action.update, &action.copy) {
        (Some(update), _) => (update.clone(), overlay.source.get(&place.join("update")).cloned()),
        (None, Some(from)) => {
            let original = original(&corrected.value, from).map_err(refused)?;
            (
                corrected.get(&original).cloned().unwrap_or_default(),
                corrected.source.get(&original).cloned(),
            )
        }
        // An overlay with such an action is not valid.
        (None, None) => return Ok(()),
    };
    merge(corrected, &selected, &value, &source.unwrap_or_default());
    Ok(())
}

/// Removes the member or the element at `pointer`, its places with it.
fn remove(corrected: &mut Document, pointer: &Pointer) {
    let Some((parent, key)) = pointer.parent().zip(pointer.last()) else {
        return;
    };
    match (corrected.get_mut(&parent), key.parse()) {
        (Some(Value::Array(elements)), Ok(index)) if index < elements.len() => {
            elements.remove(index);
            corrected.source.remove_element(&parent, index);
        }
        (Some(Value::Object(_)), _) => {
            corrected.remove(pointer);
        }
        _ => {}
    }
}

/// Merges `value`, which was written at `source`, into each of the selected nodes.
fn merge(corrected: &mut Document, selected: &[Pointer], value: &Value, source: &SourceMap) {
    // Overlay 1.1 section 4.4: what is no array is appended to an array as one element.
    let element = (!value.is_array()).then(|| {
        let mut places = SourceMap::default();
        places.insert("0", source.clone());
        (Value::Array(vec![value.clone()]), places)
    });
    let for_arrays = element
        .as_ref()
        .map_or((value, source), |(element, places)| (element, places));
    // The places first: how they follow depends on what was there.
    let mut merges = Vec::new();
    for pointer in selected.iter().rev() {
        let old = corrected.value.pointer(&pointer.to_string());
        let (value, source) = match old {
            Some(Value::Array(_)) => for_arrays,
            _ => (value, source),
        };
        corrected.source.entry(pointer).merge(source, value, old);
        merges.push((pointer, value));
    }
    for (pointer, value) in merges.into_iter().rev() {
        if let Some(node) = corrected.get_mut(pointer) {
            merge_json(node, value);
        }
    }
}

/// What `path` selects in `value`, in the order of the document.
fn select(value: &Value, path: &str) -> Result<Vec<Pointer>, ApplyErrorKind> {
    let path = compile_path(path).map_err(ApplyErrorKind::InvalidJsonPath)?;
    let selected = locate(value, &path);
    Ok(selected.iter().filter_map(|pointer| Pointer::parse(pointer)).collect())
}

/// The one node that `path` selects, to be copied.
fn original(value: &Value, path: &str) -> Result<Pointer, ApplyErrorKind> {
    let mut selected = select(value, path)?;
    match selected.pop() {
        Some(_) if !selected.is_empty() => Err(ApplyErrorKind::CopySourceMultiple(path.to_owned())),
        Some(original) => Ok(original),
        None => Err(ApplyErrorKind::CopySourceNotFound(path.to_owned())),
    }
}

fn parse(overlay: &Document) -> Result<v1_1::Overlay, Failure> {
    let root = Pointer::root();
    refuse_unknown_fields(overlay)?;
    let version = overlay.value.get("overlay").and_then(Value::as_str).unwrap_or_default();
    let parsed = if version.starts_with("1.0.") {
        read::<v1_0::Overlay>(overlay)?.into()
    } else {
        read::<v1_1::Overlay>(overlay)?
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
        let pointer = crate::typed::pointer_of(error.path());
        let message = format!("the overlay is not valid: {}", error.inner());
        refuse(
            overlay,
            &INVALID,
            &pointer,
            message,
            "see OpenAPI Overlay 1.1, section 4",
        )
        .into()
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
    let objects = [(Pointer::root(), root), (Pointer::from_tokens(["info"]), info)]
        .into_iter()
        .chain((0..actions).map(|index| (Pointer::from_tokens(["actions".to_owned(), index.to_string()]), action)));
    for (pointer, known) in objects {
        let members = overlay.get(&pointer).and_then(Value::as_object);
        let mut names = members.into_iter().flat_map(serde_json::Map::keys);
        if let Some(name) = names.find(|name| !known.contains(&name.as_str()) && !name.starts_with("x-")) {
            let message = format!("`{name}` is not a field of an overlay here");
            let remedy = format!("the fields are {}", known.join(", "));
            return Err(refuse(overlay, &INVALID, &pointer.join(name), message, remedy).into());
        }
    }
    Ok(())
}

fn stale(corrected: &Value, overlay: &Document, action: &Action, place: &Pointer) -> Finding {
    let target = &action.target;
    let message = format!("the action matches nothing: {target}");
    let remedy = match nearest::find(corrected, target) {
        Some(meant) => format!(
            "likely `target: {}`; remove the action if the document was corrected upstream",
            scalar(&meant)
        ),
        None => "remove it if the document was corrected upstream, else adjust its `target`".to_owned(),
    };
    refuse(overlay, &STALE, &place.join("target"), message, remedy)
}

/// A path as it can be written into YAML: plain, but quoted where `: `, ` #` or a comma would end it, in a flow mapping
/// too.
fn scalar(path: &str) -> String {
    if path.contains([':', '#', ',', '{', '}', '[']) {
        Value::from(path).to_string()
    } else {
        path.to_owned()
    }
}

fn explain(overlay: &Document, place: &Pointer, target: &str, kind: &ApplyErrorKind) -> Finding {
    let message = format!("the action cannot be applied: {kind}: {target}");
    let remedy = "select objects or arrays with a JSONPath (RFC 9535)";
    refuse(overlay, &INVALID, &place.join("target"), message, remedy)
}

fn refuse(
    overlay: &Document,
    rule: &'static Rule,
    pointer: &Pointer,
    message: impl Into<String>,
    remedy: impl Into<String>,
) -> Finding {
    Finding::error(rule, overlay.locate(pointer), pointer.clone(), message, remedy)
}
