//! Request bodies.

use super::change::Change;
use super::engine::Subject;
use super::media_types;
use super::scope::Scope;
use crate::judge::Verdict;
use crate::judge::{Effect, presence};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use document::grammar::Kind;

pub(super) fn of_operation<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let direction = scope.sense.direction;
    match (old.get("requestBody"), new.get("requestBody")) {
        (Some(old), Some(new)) => scope.part(Subject::Body, &old, &new, direction),
        (None, Some(new)) => {
            let required = scope.engine.new.open(&new).is_some_and(|body| body.is("required"));
            let (id, effect, message) = match required {
                true => ("body.required.added", Effect::Narrowed, "a body must be sent now"),
                false => ("body.optional.added", Effect::Widened, "a body may be sent now"),
            };
            let change = Change::new(id, effect, message).judged(presence::added(required, false));
            scope.change(change.between(None, Some(new)));
        }
        (Some(old), None) => {
            let required = scope.engine.old.open(&old).is_some_and(|body| body.is("required"));
            let id = if required {
                "body.required.removed"
            } else {
                "body.optional.removed"
            };
            let verdict = Verdict::ByDirection {
                request: (Wire::Breaking, "Callers who send one are ignored or refused."),
                response: (Wire::Breaking, "Who reads it finds nothing there."),
            };
            let change = Change::new(id, Effect::Narrowed, "no body is taken any more").judged(verdict);
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
        let (id, effect, message) = match is {
            true => ("body.required.added", Effect::Narrowed, "a body must be sent now"),
            false => ("body.required.removed", Effect::Widened, "the body may be left out now"),
        };
        let place = |node: &Node<'a>| Some(node.get("required").unwrap_or_else(|| node.clone()));
        let change = Change::new(id, effect, message).values(Some(&was.into()), Some(&is.into()));
        scope.change(change.at(place(old), place(new)));
    }
    media_types::of(scope, old, new, direction);
}
