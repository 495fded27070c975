//! Two surfaces, item by item.

use std::collections::{BTreeMap, HashMap};

use super::show;
use super::signature::{self, bounds};
use super::{Implemented, Item, Shape, Surface, fields, renames};
use crate::model::{Rust, SurfaceChange};

/// What was found so far.
#[derive(Default)]
pub(super) struct Changes(Vec<SurfaceChange>);

impl Changes {
    pub(super) fn push(
        &mut self,
        item: &str,
        rust: Rust,
        old: Option<String>,
        new: Option<String>,
        why: impl Into<String>,
    ) {
        self.0.push(SurfaceChange {
            item: item.to_owned(),
            rust,
            old,
            new,
            why: why.into(),
            findings: Vec::new(),
            accepted: None,
        });
    }

    pub(super) fn breaking(&mut self, item: &str, old: Option<String>, new: Option<String>, why: impl Into<String>) {
        self.push(item, Rust::Breaking, old, new, why);
    }

    pub(super) fn additive(&mut self, item: &str, old: Option<String>, new: Option<String>, why: impl Into<String>) {
        self.push(item, Rust::Additive, old, new, why);
    }
}

/// What changes from `base` to `revision`; worst first, then by path.
pub(super) fn compare(mut base: Surface, revision: Surface) -> Vec<SurfaceChange> {
    let original = base.clone();
    let renamed = renames::apply(&mut base, &revision);
    let mut changes = Changes::default();
    for (old, new) in &renamed {
        // Where `A` became `B` and then `C` in one go there is nothing: names are compared once.
        let shown = |surface: &Surface, path: &str| surface.items.get(path).map(|item| show::item(path, &item.shape));
        let why = format!("It is called `{new}` now.");
        changes.breaking(old, shown(&original, old), shown(&revision, new), why);
    }
    for (path, item) in &base.items {
        match revision.items.get(path) {
            Some(new) => compare_item(path, item, new, &mut changes),
            None if swallowed(path, &base, &revision) => {}
            None => {
                let why = "Code that names it does not compile.";
                changes.breaking(path, Some(show::item(path, &item.shape)), None, why);
            }
        }
    }
    for (path, item) in &revision.items {
        if !base.items.contains_key(path) && !swallowed(path, &revision, &base) {
            changes.additive(path, None, Some(show::item(path, &item.shape)), "New public item.");
        }
    }
    let mut changes = without_twins(changes.0);
    changes.sort_by(|a, b| (b.rust, &a.item).cmp(&(a.rust, &b.item)));
    changes
}

/// Each property is a field, and a setter of the builder beside the type. What becomes of the setter follows from what
/// becomes of the field, and the same holds for the two types as a whole.
fn without_twins(mut changes: Vec<SurfaceChange>) -> Vec<SurfaceChange> {
    let kind = |change: &SurfaceChange| (change.old.is_some(), change.new.is_some());
    let kinds: HashMap<String, _> = (changes.iter())
        .map(|change| (change.item.clone(), (kind(change), change.rust)))
        .collect();
    changes.retain(|change| {
        let twin = change
            .item
            .strip_prefix("types::builder::")
            .map(|item| format!("types::{item}"));
        let twin = twin.and_then(|twin| kinds.get(&twin));
        twin.is_none_or(|(of_twin, rust)| *of_twin != kind(change) || *rust < change.rust)
    });
    changes
}

/// Whether the module that the item at `path` stands in is as new, or as gone, as itself.
fn swallowed(path: &str, there: &Surface, not_there: &Surface) -> bool {
    path.rsplit_once("::")
        .is_some_and(|(module, _)| there.items.contains_key(module) && !not_there.items.contains_key(module))
}

fn compare_item(path: &str, base: &Item, revision: &Item, changes: &mut Changes) {
    let shown = || {
        (
            Some(show::item(path, &base.shape)),
            Some(show::item(path, &revision.shape)),
        )
    };
    let open = base.non_exhaustive;
    match (&base.shape, &revision.shape) {
        (Shape::Struct(old), Shape::Struct(new)) => fields::compare(path, open, old, new, changes),
        (Shape::Enum(old), Shape::Enum(new)) => fields::variants(path, open, old, new, changes),
        (Shape::Trait(old), Shape::Trait(new)) => of_trait(path, old, new, changes),
        (Shape::Function(old), Shape::Function(new)) => {
            if let Some((rust, why)) = signature::judge(old, new) {
                let (old, new) = shown();
                changes.push(path, rust, old, new, why);
            }
        }
        (old, new) if old == new => {}
        _ => {
            let (old, new) = shown();
            changes.breaking(path, old, new, "The item changed kind.");
            return;
        }
    }
    if base.generics != revision.generics || bounds(&base.bounds, &revision.bounds) == Some(Rust::Breaking) {
        let (old, new) = shown();
        changes.breaking(path, old, new, "Its type parameters are others.");
    }
    // Who cannot write a literal anyway loses nothing.
    let hidden = matches!(&base.shape, Shape::Struct(fields) if fields.hidden);
    if revision.non_exhaustive && !base.non_exhaustive && !hidden {
        let (old, new) = shown();
        let why = "`#[non_exhaustive]`: literals, and matches that name everything, do not compile.";
        changes.breaking(path, old, new.map(|new| format!("#[non_exhaustive] {new}")), why);
    }
    if base.non_exhaustive && !revision.non_exhaustive {
        let (old, new) = shown();
        let why = "It is not `#[non_exhaustive]` any more.";
        changes.additive(path, old.map(|old| format!("#[non_exhaustive] {old}")), new, why);
    }
    if revision.deprecated && !base.deprecated && !matches!(base.shape, Shape::Function(_)) {
        let (old, new) = shown();
        changes.additive(path, old, new, "It is deprecated: a warning.");
    }
    signature::methods(path, &base.methods, &revision.methods, changes);
    traits(path, &base.traits, &revision.traits, changes);
}

fn traits(
    path: &str,
    base: &BTreeMap<String, Implemented>,
    revision: &BTreeMap<String, Implemented>,
    changes: &mut Changes,
) {
    let name = path.rsplit("::").next().unwrap_or(path);
    let shown = |key: &str| {
        let (implemented, condition) = key.split_once(" where ").unwrap_or((key, ""));
        match condition {
            "" => format!("impl {implemented} for {name}"),
            condition => format!("#[cfg({condition})] impl {implemented} for {name}"),
        }
    };
    let place = |key: &str| format!("{path}: {}", key.split(" where ").next().unwrap_or(key));
    for (key, old) in base {
        let shown = || Some(shown(key));
        match revision.get(key) {
            None => changes.breaking(
                &place(key),
                shown(),
                None,
                "Code that needs the trait does not compile.",
            ),
            Some(new) if new.associated != old.associated => {
                let (old_types, new_types) = (associated(&shown, old), associated(&shown, new));
                changes.breaking(&place(key), old_types, new_types, "The trait has other types in it.");
            }
            Some(new) => {
                if let Some(rust) = bounds(&old.bounds, &new.bounds) {
                    let why = "It is implemented for other type parameters.";
                    changes.push(&place(key), rust, shown(), shown(), why);
                }
            }
        }
    }
    for key in revision.keys().filter(|key| !base.contains_key(*key)) {
        changes.additive(&place(key), None, Some(shown(key)), "There is more that it can do.");
    }
}

fn associated(shown: &dyn Fn() -> Option<String>, implemented: &Implemented) -> Option<String> {
    let types = implemented
        .associated
        .iter()
        .map(|(name, ty)| format!("{name} = {}", show::ty(ty)));
    shown().map(|shown| format!("{shown} {{ {} }}", types.collect::<Vec<_>>().join("; ")))
}

/// Who implements a trait has to have all its methods, but for those that it provides.
fn of_trait(
    path: &str,
    base: &BTreeMap<String, super::Method>,
    revision: &BTreeMap<String, super::Method>,
    changes: &mut Changes,
) {
    for (name, method) in base {
        let place = format!("{path}::{name}");
        let old = Some(signature::shown(method));
        match revision.get(name) {
            None => changes.breaking(&place, old, None, "Code that calls it does not compile."),
            Some(new) if new != method => {
                changes.breaking(
                    &place,
                    old,
                    Some(signature::shown(new)),
                    "Implementations of it have another signature.",
                );
            }
            Some(_) => {}
        }
    }
    for (name, method) in revision.iter().filter(|(name, _)| !base.contains_key(*name)) {
        let (place, new) = (format!("{path}::{name}"), Some(signature::shown(method)));
        if method.provided {
            changes.additive(&place, None, new, "The trait provides it.")
        } else {
            changes.breaking(&place, None, new, "Whoever implements the trait has to have it.")
        }
    }
}
