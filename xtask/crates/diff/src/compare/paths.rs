//! Paths and webhooks: which operations there are.

use std::collections::{BTreeSet, HashMap};

use super::base_path::{BasePath, absolute_of_item};
use super::change::Change;
use super::engine::{PairKind, Sense};
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::paths::{PathOperation, name, operations, template, variables};
use crate::normal::{Node, Side};
use crate::rules;

const GONE: Verdict = Verdict::Always(Wire::Breaking, "Callers who call it get an error.");
const NEW: Verdict = Verdict::Always(Wire::Safe, "Nobody calls it yet.");

/// An entry of `paths`.
type Entry<'a> = (&'a str, Node<'a>);

fn entries<'a>(root: &Node<'a>, key: &str) -> Vec<Entry<'a>> {
    root.members_of(key)
        .filter(|(path, _)| !path.starts_with("x-"))
        .collect()
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    if let (Some(old), Some(new)) = (old.get("paths"), new.get("paths")) {
        extensions(scope, &old, &new);
    }
    let (olds, news) = (entries(old, "paths"), entries(new, "paths"));
    let (mut pairs, mut gone, mut added) = matched(&scope.engine.base_path, &olds, &news);
    let moved = moved_between_servers((old, &mut gone), (new, &mut added));
    if let Some((was, is)) = moved.first() {
        let message = match moved.len() {
            1 => format!("`{}` is called at the addresses of `{}`", is.0, was.0),
            paths => format!(
                "`{}` is called at the addresses of `{}`, as {paths} paths are",
                is.0, was.0
            ),
        };
        let verdict = Verdict::Always(Wire::Docs, "Callers call what they called.");
        let change = Change::new(&rules::server::BASE_PATH_MOVED, Effect::Equal, message).judged(verdict);
        scope.tell(change.located_at(Some(was.1.clone()), Some(is.1.clone())));
    }
    pairs.extend(moved);
    for (old, new) in pairs {
        renamed_variables(scope, &old, &new);
        let was = operations(&scope.engine.old, old.0, &old.1);
        let is = operations(&scope.engine.new, new.0, &new.1);
        methods(scope, (&old, was), (&new, is), Direction::Request);
    }
    for (path, item) in gone {
        let all = names(&scope.engine.old, path, &item);
        let change = Change::new(
            &rules::path::ITEM_REMOVED,
            Effect::Narrowed,
            format!("the path `{path}` is gone{}", with(&all)),
        );
        let change = Change {
            operations: all,
            ..change.judged(GONE)
        };
        scope.change(change.between(Some(item), None));
    }
    for (path, item) in added {
        let all = names(&scope.engine.new, path, &item);
        let change = Change::new(
            &rules::path::ITEM_ADDED,
            Effect::Widened,
            format!("the path `{path}` is new{}", with(&all)),
        );
        let change = Change {
            operations: all,
            ..change.judged(NEW)
        };
        scope.change(change.between(None, Some(item)));
    }
}

fn with(operations: &[String]) -> String {
    let methods: Vec<_> = operations.iter().filter_map(|name| name.split(' ').next()).collect();
    if methods.is_empty() {
        String::new()
    } else {
        format!(", with {}", methods.join(", "))
    }
}

fn names<'a>(side: &Side<'a>, path: &'a str, item: &Node<'a>) -> Vec<String> {
    let mut names: Vec<_> = operations(side, path, item).iter().map(PathOperation::name).collect();
    names.sort();
    names
}

/// The paths of both sides, those of the base only, and those of the revision only. Names of parameters are no part of a
/// path, but when one document has two that differ in nothing else, the same name is preferred.
fn matched<'a>(
    base: &BasePath,
    olds: &[Entry<'a>],
    news: &[Entry<'a>],
) -> (Vec<(Entry<'a>, Entry<'a>)>, Vec<Entry<'a>>, Vec<Entry<'a>>) {
    let by_path: HashMap<String, &Entry<'a>> = olds.iter().map(|entry| (base.of_old(entry.0), entry)).collect();
    let new_paths: BTreeSet<String> = news.iter().map(|entry| base.of_new(entry.0)).collect();
    let mut by_template: HashMap<String, Vec<&Entry<'a>>> = HashMap::new();
    for entry in olds
        .iter()
        .rev()
        .filter(|entry| !new_paths.contains(&base.of_old(entry.0)))
    {
        by_template
            .entry(template(&base.of_old(entry.0)))
            .or_default()
            .push(entry);
    }
    let (mut pairs, mut added) = (Vec::new(), Vec::new());
    for new in news {
        let path = base.of_new(new.0);
        let same = by_path.get(&path).copied();
        match same.or_else(|| by_template.get_mut(&template(&path))?.pop()) {
            Some(old) => pairs.push((old.clone(), new.clone())),
            None => added.push(new.clone()),
        }
    }
    let met: BTreeSet<&str> = pairs.iter().map(|(old, _)| old.0).collect();
    let gone = olds.iter().filter(|entry| !met.contains(entry.0)).cloned().collect();
    (pairs, gone, added)
}

/// Takes out the paths of which both sides are called at the same addresses, since their servers have what they lack.
fn moved_between_servers<'a>(
    (old_root, gone): (&Node<'a>, &mut Vec<Entry<'a>>),
    (new_root, added): (&Node<'a>, &mut Vec<Entry<'a>>),
) -> Vec<(Entry<'a>, Entry<'a>)> {
    let mut pairs = Vec::new();
    gone.retain(|was| {
        let addresses = absolute_of_item(old_root, &was.1, was.0);
        let same = |is: &Entry<'a>| addresses.is_some() && absolute_of_item(new_root, &is.1, is.0) == addresses;
        let partner = added.iter().position(same);
        if let Some(index) = partner {
            pairs.push((was.clone(), added.remove(index)));
        }
        partner.is_none()
    });
    pairs
}

fn renamed_variables<'a>(scope: &mut Scope<'_, 'a>, old: &Entry<'a>, new: &Entry<'a>) {
    if old.0 == new.0 {
        return;
    }
    let verdict = Verdict::Always(Wire::Docs, "The name of a path parameter is not sent.");
    for (was, is) in variables(old.0)
        .into_iter()
        .zip(variables(new.0))
        .filter(|(was, is)| was != is)
    {
        let message = format!("the path parameter `{was}` is called `{is}`");
        let change = Change::new(&rules::parameter::NAME_RENAMED, Effect::Equal, message).judged(verdict);
        let all = names(&scope.engine.new, new.0, &new.1);
        let change = Change {
            operations: all,
            ..change.values(Some(&was.into()), Some(&is.into()))
        };
        scope.change(change.located_at(Some(old.1.clone()), Some(new.1.clone())).named(is));
    }
}

/// The operations of one path, by method.
pub(super) fn methods<'a>(
    scope: &mut Scope<'_, 'a>,
    (old, olds): (&Entry<'a>, Vec<PathOperation<'a>>),
    (new, news): (&Entry<'a>, Vec<PathOperation<'a>>),
    direction: Direction,
) {
    let moved = moved(&olds, &news);
    if let Some((was, is)) = moved {
        let message = format!("{} is called with {}", was.name(), is.method.to_uppercase());
        let change = Change::new(&rules::operation::METHOD_CHANGED, Effect::Incomparable, message).judged(GONE);
        let change = change.values(Some(&was.method.into()), Some(&is.method.into()));
        let change = Change {
            operations: vec![was.name(), is.name()],
            ..change
        };
        scope.change(change.located_at(Some(was.node.clone()), Some(is.node.clone())));
        operation(scope, (&old.1, was), (&new.1, is), direction, true);
    }
    let is_moved = |one: &PathOperation<'a>, other: Option<&PathOperation<'a>>| {
        other.is_some_and(|other| other.method == one.method)
    };
    for was in olds.iter().filter(|was| !is_moved(was, moved.map(|(was, _)| was))) {
        match news.iter().find(|is| is.method == was.method) {
            Some(is) => operation(scope, (&old.1, was), (&new.1, is), direction, true),
            None => {
                let change = Change::new(
                    &rules::operation::ENDPOINT_REMOVED,
                    Effect::Narrowed,
                    format!("{} is gone", was.name()),
                );
                let change = Change {
                    operations: vec![was.name()],
                    ..change.judged(GONE)
                };
                scope.change(change.between(Some(was.node.clone()), None));
            }
        }
    }
    let added = news.iter().filter(|is| !olds.iter().any(|was| was.method == is.method));
    for is in added.filter(|is| !is_moved(is, moved.map(|(_, is)| is))) {
        let change = Change::new(
            &rules::operation::ENDPOINT_ADDED,
            Effect::Widened,
            format!("{} is new", is.name()),
        );
        let change = Change {
            operations: vec![is.name()],
            ..change.judged(NEW)
        };
        scope.change(change.between(None, Some(is.node.clone())));
    }
}

/// The operation of a path that is called with another method: of all one went and one came, and they are called the same,
/// or say the same, or both are for writing.
fn moved<'s, 'a>(
    olds: &'s [PathOperation<'a>],
    news: &'s [PathOperation<'a>],
) -> Option<(&'s PathOperation<'a>, &'s PathOperation<'a>)> {
    fn lone<'s, 'a>(of: &'s [PathOperation<'a>], others: &[PathOperation<'a>]) -> Option<&'s PathOperation<'a>> {
        let mut lone = of
            .iter()
            .filter(|one| !others.iter().any(|other| other.method == one.method));
        lone.next().filter(|_| lone.next().is_none())
    }
    let (was, is) = (lone(olds, news)?, lone(news, olds)?);
    let id = |operation: &PathOperation<'a>| operation.node.text("operationId");
    let says = |operation: &PathOperation<'a>| {
        let parts = ["parameters", "requestBody", "responses"];
        parts.map(|part| operation.node.get(part).map(|part| part.value))
    };
    let writes = |operation: &PathOperation<'a>| matches!(operation.method, "post" | "put" | "patch");
    let is_same = match (id(was), id(is)) {
        (Some(one), Some(other)) if one == other => true,
        _ => says(was) == says(is) || writes(was) && writes(is),
    };
    is_same.then_some((was, is))
}

/// One operation of both sides. Those of callbacks have no name: they are told with the operation that has them.
pub(super) fn operation<'a>(
    scope: &mut Scope<'_, 'a>,
    (old_entry, old): (&Node<'a>, &PathOperation<'a>),
    (new_entry, new): (&Node<'a>, &PathOperation<'a>),
    direction: Direction,
    named: bool,
) {
    // The entry tells operations apart that two paths share by reference.
    let olds = [old.node.clone(), old_entry.clone()];
    let news = [new.node.clone(), new_entry.clone()];
    scope.follow(
        PairKind::Operation,
        &olds,
        &news,
        Sense::new(direction),
        crate::judge::Variance::Covariant,
    );
    let Some(id) = scope
        .engine
        .pair(PairKind::Operation, &olds, &news, Sense::new(direction))
    else {
        return;
    };
    scope
        .engine
        .operations
        .entry(id)
        .or_insert_with(|| (old.clone(), new.clone()));
    if named {
        let webhook = if direction == Direction::Response {
            "webhook "
        } else {
            ""
        };
        scope.engine.records[id].operation = Some(format!("{webhook}{}", new.name()));
    }
}

/// Webhooks: the API calls, so that the directions are the other way round.
pub(super) fn webhooks<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let (olds, news) = (entries(old, "webhooks"), entries(new, "webhooks"));
    for was in &olds {
        match news.iter().find(|is| is.0 == was.0) {
            Some(is) => {
                let before = operations(&scope.engine.old, was.0, &was.1);
                let after = operations(&scope.engine.new, is.0, &is.1);
                methods(scope, (was, before), (is, after), Direction::Response);
            }
            None => {
                let verdict = Verdict::Always(Wire::Breaking, "Who waits for it waits in vain.");
                let change = Change::new(
                    &rules::webhook::DEFINITION_REMOVED,
                    Effect::Narrowed,
                    format!("the webhook `{}` is gone", was.0),
                );
                let all = hooks(&scope.engine.old, was);
                let change = Change {
                    operations: all,
                    ..change.judged(verdict)
                };
                scope.change(change.between(Some(was.1.clone()), None));
            }
        }
    }
    for is in news.iter().filter(|is| !olds.iter().any(|was| was.0 == is.0)) {
        let verdict = Verdict::Always(Wire::Safe, "Who does not wait for it need not know it.");
        let change = Change::new(
            &rules::webhook::DEFINITION_ADDED,
            Effect::Widened,
            format!("the webhook `{}` is new", is.0),
        );
        let all = hooks(&scope.engine.new, is);
        let change = Change {
            operations: all,
            ..change.judged(verdict)
        };
        scope.change(change.between(None, Some(is.1.clone())));
    }
}

fn hooks<'a>(side: &Side<'a>, (hook, item): &Entry<'a>) -> Vec<String> {
    operations(side, hook, item)
        .iter()
        .map(|operation| format!("webhook {}", name(operation.method, hook)))
        .collect()
}

fn extensions<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let here = (&Some(old.clone()), &Some(new.clone()));
    for field in super::annotations::fields(old, new)
        .into_iter()
        .filter(|field| field.starts_with("x-"))
    {
        scope.extension(field, (old.get(field), new.get(field)), here);
    }
}
