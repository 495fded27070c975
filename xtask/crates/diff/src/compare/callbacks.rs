//! Callbacks: what the API calls in return. Callers answer there, so that the directions are the other way round.

use super::change::Change;
use super::engine::{PairKind, inverse};
use super::paths::operation;
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::normal::paths::operations;
use crate::rules;

const NEW: Verdict = Verdict::Always(Wire::Safe, "Who does not ask for it is not called.");
const GONE: Verdict = Verdict::Always(Wire::Breaking, "Who waits for it waits in vain.");

type Named<'a> = (&'a str, Node<'a>);

fn gone<'a>(scope: &mut Scope<'_, 'a>, what: &str, was: &Node<'a>) {
    let change = Change::new(
        &rules::callback::DEFINITION_REMOVED,
        Effect::Narrowed,
        format!("the callback {what} is gone"),
    );
    scope.change(change.judged(GONE).between(Some(was.clone()), None));
}

fn added<'a>(scope: &mut Scope<'_, 'a>, what: &str, is: &Node<'a>) {
    let change = Change::new(
        &rules::callback::DEFINITION_ADDED,
        Effect::Widened,
        format!("the callback {what} is new"),
    );
    scope.change(change.judged(NEW).between(None, Some(is.clone())));
}

/// The callbacks of an operation.
pub(super) fn all<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let callbacks = |node: &Node<'a>| {
        node.members_of("callbacks")
            .filter(|(name, _)| !name.starts_with("x-"))
            .collect::<Vec<Named<'a>>>()
    };
    let (olds, news) = (callbacks(old), callbacks(new));
    let direction = inverse(scope.sense.direction);
    for (name, was) in &olds {
        match news.iter().find(|(other, _)| other == name) {
            Some((_, is)) => scope.part(PairKind::Callback, was, is, direction),
            None => gone(scope, &format!("`{name}`"), was),
        }
    }
    for (name, is) in news
        .iter()
        .filter(|(name, _)| !olds.iter().any(|(other, _)| other == name))
    {
        added(scope, &format!("`{name}`"), is);
    }
}

/// One callback of both sides: its operations by the expression of the address, and by method.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let direction: Direction = scope.sense.direction;
    let entries = |node: &Node<'a>| {
        node.members()
            .filter(|(name, _)| !name.starts_with("x-"))
            .collect::<Vec<Named<'a>>>()
    };
    let (mut olds, mut news) = (entries(old), entries(new));
    let mut pairs = Vec::new();
    olds.retain(|was| match news.iter().position(|is| is.0 == was.0) {
        Some(index) => {
            pairs.push((was.clone(), news.remove(index)));
            false
        }
        None => true,
    });
    if let ([was], [is]) = (olds.as_slice(), news.as_slice()) {
        let message = format!("it calls `{}` and called `{}`", is.0, was.0);
        let verdict = Verdict::Always(Wire::Breaking, "It calls where nobody waits for it.");
        let change = Change::new(&rules::callback::EXPRESSION_CHANGED, Effect::Incomparable, message).judged(verdict);
        let change = change.values(Some(&was.0.into()), Some(&is.0.into()));
        scope.change(change.located_at(Some(was.1.clone()), Some(is.1.clone())));
        pairs.push((was.clone(), is.clone()));
        (olds, news) = (Vec::new(), Vec::new());
    }
    for was in &olds {
        gone(scope, &format!("to `{}`", was.0), &was.1);
    }
    for is in &news {
        added(scope, &format!("to `{}`", is.0), &is.1);
    }
    for (was, is) in pairs {
        let (befores, afters) = (
            operations(&scope.engine.old, was.0, &was.1),
            operations(&scope.engine.new, is.0, &is.1),
        );
        for before in &befores {
            match afters.iter().find(|after| after.method == before.method) {
                Some(after) => operation(scope, (&was.1, before), (&is.1, after), direction, false),
                None => gone(scope, &format!("by {}", before.method.to_uppercase()), &before.node),
            }
        }
        for after in afters
            .iter()
            .filter(|after| !befores.iter().any(|before| before.method == after.method))
        {
            added(scope, &format!("by {}", after.method.to_uppercase()), &after.node);
        }
    }
}
