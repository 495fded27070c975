//! Functions and methods, as their callers see them.

use std::collections::BTreeMap;

use syn::Type;

use super::compare::Changes;
use super::normal::Bounds;
use super::{Method, Shown};
use crate::model::Rust;

/// What `revision` means for those who call `base`, and why; `None` when it is the same.
pub(super) fn judge(base: &Method, revision: &Method) -> Option<(Rust, &'static str)> {
    let breaking = |why| Some((Rust::Breaking, why));
    if base.inputs.len() != revision.inputs.len() || base.receiver.is_some() != revision.receiver.is_some() {
        return breaking("It takes another number of arguments.");
    }
    if base.inputs != revision.inputs {
        return breaking("An argument has another type.");
    }
    if base.output != revision.output || base.is_async != revision.is_async {
        return breaking("It returns another type.");
    }
    if base.receiver != revision.receiver && !lends_less(base.receiver.as_ref(), revision.receiver.as_ref()) {
        return breaking("It takes `self` in another way.");
    }
    if base.generics != revision.generics {
        return breaking("It has another number of type parameters.");
    }
    if base.is_const && !revision.is_const {
        return breaking("It cannot be called in a constant any more.");
    }
    if base.is_unsafe != revision.is_unsafe {
        return if revision.is_unsafe {
            breaking("It is unsafe to call now.")
        } else {
            Some((Rust::Additive, "It is safe to call now."))
        };
    }
    match bounds(&base.bounds, &revision.bounds) {
        Some(Rust::Breaking) => return breaking("It asks for something else of the types that it is called with."),
        Some(_) => return Some((Rust::Additive, "It asks for less of the types that it is called with.")),
        None => {}
    }
    if revision.deprecated && !base.deprecated {
        return Some((Rust::Additive, "It is deprecated: a warning."));
    }
    let more = base.receiver != revision.receiver || base.is_const != revision.is_const;
    more.then_some((Rust::Additive, "It can be called in more places."))
}

/// What a change of bounds means for those who have to satisfy them.
pub(super) fn bounds(base: &Bounds, revision: &Bounds) -> Option<Rust> {
    let more = revision.iter().any(|bound| !base.contains(bound));
    let less = base.iter().any(|bound| !revision.contains(bound));
    match (more, less) {
        (true, _) => Some(Rust::Breaking),
        (false, true) => Some(Rust::Additive),
        (false, false) => None,
    }
}

/// `&mut self` became `&self`.
fn lends_less(base: Option<&Type>, revision: Option<&Type>) -> bool {
    match (base, revision) {
        (Some(Type::Reference(base)), Some(Type::Reference(revision))) => {
            base.elem == revision.elem && base.mutability.is_some() && revision.mutability.is_none()
        }
        _ => false,
    }
}

/// Compares the methods of what stands at `path`.
pub(super) fn methods(
    path: &str,
    base: &BTreeMap<String, Method>,
    revision: &BTreeMap<String, Method>,
    changes: &mut Changes,
) {
    let added: Vec<&String> = revision.keys().filter(|name| !base.contains_key(*name)).collect();
    let mut renamed: Vec<&String> = Vec::new();
    for (name, method) in base {
        let place = format!("{path}::{name}");
        match revision.get(name) {
            Some(new) => {
                if let Some((rust, why)) = judge(method, new) {
                    changes.push(&place, rust, Some(shown(method)), Some(shown(new)), why);
                }
            }
            None => {
                // A method that gives something of this crate, the builder of an operation for one, is known by it.
                let same =
                    |new: &&&String| revision.get(**new) == Some(method) && super::renames::is_own(&method.output);
                let gone = base
                    .iter()
                    .filter(|(other, same)| !revision.contains_key(*other) && *same == method)
                    .count();
                let mut candidates = added.iter().filter(same);
                match (candidates.next(), candidates.next()) {
                    (Some(new), None) if gone == 1 => {
                        renamed.push(new);
                        let why = format!("It is called `{new}` now.");
                        changes.breaking(&place, Some(shown(method)), revision.get(*new).map(shown), why);
                    }
                    _ => changes.breaking(
                        &place,
                        Some(shown(method)),
                        None,
                        "Code that calls it does not compile.",
                    ),
                }
            }
        }
    }
    for name in added.into_iter().filter(|name| !renamed.contains(name)) {
        let new = revision.get(name).map(shown);
        changes.additive(&format!("{path}::{name}"), None, new, "There is more to call.");
    }
}

pub(super) fn shown(method: &Method) -> String {
    let Shown(text) = &method.shown;
    text.clone()
}
