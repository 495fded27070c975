//! Components: those that no operation of both sides led to, and those that have another name.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::change::Change;
use super::engine::{Engine, PairKind, Sense};
use super::pairs::PairId;
use super::scope::Scope;
use crate::judge::{Effect, Variance, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::normal::reach::Reach;
use crate::rules;
use document::Pointer;

const LISTS: &[(&str, PairKind)] = &[
    ("schemas", PairKind::Schema),
    ("responses", PairKind::Response),
    ("parameters", PairKind::Parameter),
    ("requestBodies", PairKind::Body),
    ("headers", PairKind::Header),
    ("securitySchemes", PairKind::SecurityScheme),
    ("links", PairKind::Link),
    ("callbacks", PairKind::Callback),
];

const UNUSED: Verdict = Verdict::Always(Wire::Docs, "No operation refers to it.");

fn list<'a>(root: &Node<'a>, name: &str) -> Vec<(&'a str, Node<'a>)> {
    root.get("components")
        .into_iter()
        .flat_map(|components| components.members_of(name))
        .collect()
}

/// Compares by name what no operation led to, and tells what is there on one side only. A component that operations use
/// is a part of them: that it is new, or gone, is nothing by itself.
pub(super) fn rest(engine: &mut Engine<'_>, whole: PairId) {
    let (old, new) = (engine.old.root(), engine.new.root());
    let used = (engine.old.used_components(), engine.new.used_components());
    let mut gone: Vec<(String, Node<'_>)> = Vec::new();
    let mut added: Vec<(String, Node<'_>)> = Vec::new();
    let sense = Sense::new(Direction::None);
    let renamed: HashSet<String> = engine.renames.iter().map(|(_, to)| to.clone()).collect();
    let scope = &mut Scope {
        engine,
        id: whole,
        sense,
    };
    for (name, subject) in LISTS {
        let (olds, news) = (list(&old, name), list(&new, name));
        let now: HashMap<&str, &Node<'_>> = news.iter().map(|(name, node)| (*name, node)).collect();
        let before: HashMap<&str, &Node<'_>> = olds.iter().map(|(name, node)| (*name, node)).collect();
        for (key, was) in &olds {
            let pointer = Pointer::from_tokens(["components", name, key]).to_string();
            match now.get(key) {
                Some(is) if !scope.engine.met.contains(&pointer) => {
                    let (was, is) = (std::slice::from_ref(was), std::slice::from_ref(*is));
                    scope.follow(*subject, was, is, sense, Variance::Covariant);
                }
                Some(_) => {}
                None if !used.0.contains(&pointer) && !scope.engine.met.contains(&pointer) => {
                    gone.push((pointer, was.clone()))
                }
                None => {}
            }
        }
        for (key, is) in news.iter().filter(|(key, _)| !before.contains_key(key)) {
            let pointer = Pointer::from_tokens(["components", name, key]).to_string();
            let met = renamed.contains(&pointer);
            if !used.1.contains(&pointer) && !met {
                added.push((pointer, is.clone()));
            }
        }
    }
    for (pointer, was) in gone {
        let list = |pointer: &str| pointer.split('/').nth(2).map(str::to_owned);
        let same = added
            .iter()
            .position(|(other, is)| is.value == was.value && list(other) == list(&pointer));
        if let Some(index) = same {
            let (to, _) = added.remove(index);
            scope.engine.renames.push((pointer, to));
            continue;
        }
        let message = "a component that nothing refers to is gone";
        let change = Change::new(&rules::component::DEFINITION_REMOVED, Effect::Equal, message).judged(UNUSED);
        scope.change(change.between(Some(was), None));
    }
    for (_, is) in added {
        let message = "a component that nothing refers to is new";
        let change = Change::new(&rules::component::DEFINITION_ADDED, Effect::Equal, message).judged(UNUSED);
        scope.change(change.between(None, Some(is)));
    }
}

/// Components that stand where another one stood: under another name, if the old name is gone and the new one is new.
pub(super) fn renames(engine: &mut Engine<'_>, whole: PairId) {
    let (old, new) = (engine.old.root(), engine.new.root());
    let there = |root: &Node<'_>, pointer: &str| {
        Pointer::parse(pointer)
            .and_then(|pointer| root.descend(&pointer))
            .is_some()
    };
    let mut to: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut from: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (was, is) in &engine.renames {
        if !there(&new, was) && !there(&old, is) {
            to.entry(was).or_default().insert(is);
            from.entry(is).or_default().insert(was);
        }
    }
    let mut changes = Vec::new();
    for (was, targets) in &to {
        let Some(is) = targets
            .first()
            .filter(|is| targets.len() == 1 && from.get(**is).is_some_and(|from| from.len() == 1))
        else {
            continue;
        };
        let at = |root: &Node<'_>, pointer: &str| {
            Pointer::parse(pointer).and_then(|pointer| root.descend(&pointer).map(|node| node.pointer()))
        };
        let (Some(base), Some(revision)) = (at(&old, was), at(&new, is)) else {
            continue;
        };
        changes.push((base, revision));
    }
    if changes.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let reach = (Reach::compute(&engine.old), Reach::compute(&engine.new));
    for (base, revision) in changes {
        let name = |pointer: &Pointer| pointer.last().unwrap_or_default().to_owned();
        let (was, is) = (name(&base), name(&revision));
        let verdict = Verdict::Always(
            Wire::Docs,
            "The name of a component is not sent; generated code has it.",
        );
        let message = format!("`{was}` is called `{is}`");
        let change = Change::new(&rules::component::NAME_RENAMED, Effect::Equal, message).judged(verdict);
        let change = change.values(Some(&was.into()), Some(&is.into()));
        let change = change.located_at(engine.old.root().descend(&base), engine.new.root().descend(&revision));
        let mut users = reach.0.users(&base.to_string());
        users.extend(reach.1.users(&revision.to_string()));
        found.push(Change {
            operations: users.into_iter().collect(),
            ..change
        });
    }
    engine.records[whole].changes.extend(found);
}
