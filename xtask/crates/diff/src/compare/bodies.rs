//! Request bodies.

use super::change::Change;
use super::engine::PairKind;
use super::media_types;
use super::scope::Scope;
use crate::judge::Verdict;
use crate::judge::{Effect, presence};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::rules;
use document::grammar::Kind;

pub(super) fn of_operation<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let direction = scope.sense.direction;
    match (old.get("requestBody"), new.get("requestBody")) {
        (Some(old), Some(new)) => scope.part(PairKind::Body, &old, &new, direction),
        (None, Some(new)) => {
            let required = scope.engine.new.open(&new).is_some_and(|body| body.is("required"));
            let (rule, effect, message) = if required {
                (
                    &rules::body::REQUIRED_ADDED,
                    Effect::Narrowed,
                    "a body must be sent now",
                )
            } else {
                (&rules::body::OPTIONAL_ADDED, Effect::Widened, "a body may be sent now")
            };
            let change = Change::new(rule, effect, message).judged(presence::added(required, false));
            scope.change(change.between(None, Some(new)));
        }
        (Some(old), None) => {
            let required = scope.engine.old.open(&old).is_some_and(|body| body.is("required"));
            let rule = if required {
                &rules::body::REQUIRED_REMOVED
            } else {
                &rules::body::OPTIONAL_REMOVED
            };
            let verdict = Verdict::ByDirection {
                request: (Wire::Breaking, "Callers who send one are ignored or refused."),
                response: (Wire::Breaking, "Who reads it finds nothing there."),
            };
            let change = Change::new(rule, Effect::Narrowed, "no body is taken any more").judged(verdict);
            scope.change(change.between(Some(old), None));
        }
        (None, None) => {}
    }
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let direction: Direction = scope.sense.direction;
    scope.remarks(Kind::RequestBody, old, new);
    let (was, is) = (old.is("required"), new.is("required"));
    if was != is {
        let (rule, effect, message) = if is {
            (
                &rules::body::REQUIRED_ADDED,
                Effect::Narrowed,
                "a body must be sent now",
            )
        } else {
            (
                &rules::body::REQUIRED_REMOVED,
                Effect::Widened,
                "the body may be left out now",
            )
        };
        let place = |node: &Node<'a>| Some(node.get("required").unwrap_or_else(|| node.clone()));
        let change = Change::new(rule, effect, message).values(Some(&was.into()), Some(&is.into()));
        scope.change(change.located_at(place(old), place(new)));
    }
    media_types::compare_all(scope, old, new, direction);
}
