//! An operation: its names, its advice, and the parts of its requests and responses.

use super::annotations::{FOR_PEOPLE, same_set};
use super::base_path::absolute;
use super::change::Change;
use super::differ::{Effects, MemberRules};
use super::engine::{PairKind, inverse};
use super::scope::Scope;
use super::{bodies, callbacks, parameters, responses};
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::normal::paths::PathOperation;
use crate::rules;
use document::grammar::Kind;

const NAME: MemberRules = MemberRules {
    added: &rules::operation::ID_ADDED,
    removed: &rules::operation::ID_REMOVED,
    changed: &rules::operation::ID_CHANGED,
};
const NOT_SENT: Verdict = Verdict::Always(
    Wire::Docs,
    "The name of an operation is not sent; generated code has it.",
);

/// The day on which an operation goes, as RFC 8594 has it for a header.
const SUNSET: &str = "x-sunset";

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>) {
    let Some((old, new)) = scope.engine.operations.get(&scope.id).cloned() else {
        return;
    };
    let here = (&Some(old.node.clone()), &Some(new.node.clone()));
    scope.remarks(Kind::PathItem, &old.item, &new.item);
    scope.remarks_but(&[SUNSET], Kind::Operation, &old.node, &new.node);
    let names = (old.node.get("operationId"), new.node.get("operationId"));
    scope.differ(NAME, names, here, "`operationId`", Effects::NONE, NOT_SENT);
    tags(scope, &old.node, &new.node);
    scope.deprecated(
        (
            &rules::operation::DEPRECATED_ADDED,
            &rules::operation::DEPRECATED_REMOVED,
        ),
        &old.node,
        &new.node,
    );
    sunset(scope, &old.node, &new.node);

    let direction = scope.sense.direction;
    parameters::all(scope, &old, &new);
    bodies::of_operation(scope, &old.node, &new.node);
    responses::all(scope, &old.node, &new.node, inverse(direction));
    callbacks::all(scope, &old.node, &new.node);
    // What a webhook calls is the caller's own server, with its own locks.
    if direction == Direction::Request {
        let has_moved = old.path != new.path && scope.engine.base_path.moved().is_none() && {
            let address = |root: &Node<'a>, operation: &PathOperation<'a>| {
                absolute(root, &operation.item, Some(&operation.node), operation.path)
            };
            address(&scope.engine.old.root(), &old) == address(&scope.engine.new.root(), &new)
        };
        for (subject, key) in [(PairKind::Servers, "servers"), (PairKind::Security, "security")] {
            // The path has what the servers lack: together they are what they were.
            if has_moved && subject == PairKind::Servers {
                continue;
            }
            let (was, is) = (
                effective(&scope.engine.old.root(), &old, key),
                effective(&scope.engine.new.root(), &new, key),
            );
            scope.part(subject, &was, &is, direction);
        }
    }
}

/// Where `key` is said for an operation: by itself, by its path, or by the document.
fn effective<'a>(root: &Node<'a>, operation: &PathOperation<'a>, key: &str) -> Node<'a> {
    let own = operation
        .node
        .get(key)
        .or_else(|| operation.item.get(key).filter(|_| key == "servers"));
    own.or_else(|| root.get(key)).unwrap_or_else(|| root.clone())
}

fn tags<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let (was, is) = (old.get("tags"), new.get("tags"));
    if !same_set(was.as_ref(), is.as_ref()) {
        let change =
            Change::new(&rules::operation::TAGS_CHANGED, Effect::Equal, "it has other tags").judged(FOR_PEOPLE);
        let values = (was.as_ref().map(|node| node.value), is.as_ref().map(|node| node.value));
        let change = change.values(values.0, values.1);
        scope.change(change.located_at(was.or_else(|| Some(old.clone())), is.or_else(|| Some(new.clone()))));
    }
}

/// Tells that another day is named, or none. Dates in the form of ISO 8601 sort as strings.
fn sunset<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let (was, is) = (old.get(SUNSET), new.get(SUNSET));
    let text = |node: &Option<Node<'a>>| node.as_ref().and_then(|node| node.value.as_str());
    let (rule, wire, why) = match (&was, &is) {
        (None, Some(_)) => (
            &rules::operation::SUNSET_ADDED,
            Wire::Risky,
            "Callers have until then to leave it.",
        ),
        (Some(_), None) => (&rules::operation::SUNSET_REMOVED, Wire::Safe, "It stays."),
        (Some(old), Some(new)) if old.value != new.value => {
            if text(&is) >= text(&was) {
                (
                    &rules::operation::SUNSET_POSTPONED,
                    Wire::Safe,
                    "Callers have more time to leave it.",
                )
            } else {
                (
                    &rules::operation::SUNSET_ADVANCED,
                    Wire::Risky,
                    "Callers have less time to leave it.",
                )
            }
        }
        _ => return,
    };
    let message = match (text(&was), text(&is)) {
        (Some(was), Some(is)) => format!("it goes on {is}, not on {was}"),
        (_, Some(is)) => format!("it goes on {is}"),
        _ => "no day is named on which it goes".to_owned(),
    };
    let values = (was.as_ref().map(|node| node.value), is.as_ref().map(|node| node.value));
    let change = Change::new(rule, Effect::Equal, message)
        .judged(Verdict::Always(wire, why))
        .values(values.0, values.1);
    scope.change(change.located_at(was.or_else(|| Some(old.clone())), is.or_else(|| Some(new.clone()))));
}
