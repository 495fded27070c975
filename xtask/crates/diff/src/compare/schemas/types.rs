//! Types, null and lists of values.

use serde_json::Value;

use super::super::change::Change;
use super::super::scope::Scope;
use super::Pair;
use crate::judge::Effect;
use crate::normal::values::shown;
use crate::normal::{Node, Side, ValueSet, View};
use crate::rules;

/// Whether null is valid, in whichever form.
pub(super) fn null<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    if scope.sense.without_null {
        return;
    }
    let (rule, effect, message) = match (pair.old.null, pair.new.null) {
        (Some(false), Some(true)) => (&rules::schema::NULL_ADDED, Effect::Widened, "it may be null now"),
        (Some(true), Some(false)) => (
            &rules::schema::NULL_REMOVED,
            Effect::Narrowed,
            "it may not be null any more",
        ),
        (Some(_), Some(_)) => return,
        _ if pair.is_same_text() => return,
        _ => return scope.effect(Effect::Unknown),
    };
    // Where nobody speaks of null, it comes and goes with the types, which tell it.
    let (side, view) = match pair.old.null {
        Some(true) => (&scope.engine.old, &pair.old),
        _ => (&scope.engine.new, &pair.new),
    };
    if pair.old.never != pair.new.never || !says_null(side, view, 4) {
        return scope.effect(effect);
    }
    let change = pair
        .change(rule, effect, "type", message)
        .counterexample(pair.witness(scope, [Value::Null]));
    let said = |null: Option<bool>| null.map(Value::Bool);
    scope.change(change.values(said(pair.old.null).as_ref(), said(pair.new.null).as_ref()));
}

/// Whether a schema speaks of null, in one of the usual forms.
fn says_null<'a>(side: &Side<'a>, view: &View<'a>, depth: usize) -> bool {
    let is_null = |node: Node<'a>| match node.value {
        Value::Array(list) => list.iter().any(|one| one.is_null() || one == "null"),
        other => other.is_null() || other == "null",
    };
    let said = view.parts.iter().any(|part| {
        let keywords = ["type", "const", "enum"].iter();
        part.node.is("nullable") || keywords.filter_map(|keyword| part.get(keyword)).any(is_null)
    });
    let branches = ["anyOf", "oneOf"].iter().flat_map(|keyword| view.all(keyword));
    let mut branches = branches.flat_map(|branches| branches.items());
    said || depth > 0 && branches.any(|branch| says_null(side, &View::of(side, &[branch]), depth - 1))
}

/// Whether nothing at all is valid on a side: then no other keyword counts.
pub(super) fn never<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) -> bool {
    let (rule, effect, message) = match (pair.old.never, pair.new.never) {
        (false, false) => return false,
        (true, true) => return true,
        (true, false) => (
            &rules::schema::TYPE_WIDENED,
            Effect::Widened,
            format!("it takes {}, and took nothing", pair.new.types.names()),
        ),
        (false, true) => (
            &rules::schema::TYPE_NARROWED,
            Effect::Narrowed,
            format!("it takes nothing, and took {}", pair.old.types.names()),
        ),
    };
    let types = if effect == Effect::Widened {
        pair.new.types
    } else {
        pair.old.types
    };
    let change = pair.change(rule, effect, "type", message);
    scope.change(change.counterexample(pair.witness(scope, types.sample())));
    true
}

pub(super) fn types<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let (old, new) = (pair.old.types, pair.new.types);
    let (lost, won) = (old.without(new), new.without(old));
    let listed = (pair.old.values.is_some(), pair.new.values.is_some());
    let told_by_values = match listed {
        (true, true) => true,
        (true, false) => lost.is_none(),
        (false, true) => won.is_none(),
        (false, false) => false,
    };
    if told_by_values {
        return;
    }
    let (rule, effect) = match (lost.is_none(), won.is_none()) {
        (true, true) => return,
        (true, false) => (&rules::schema::TYPE_WIDENED, Effect::Widened),
        (false, true) => (&rules::schema::TYPE_NARROWED, Effect::Narrowed),
        (false, false) => (&rules::schema::TYPE_CHANGED, Effect::Incomparable),
    };
    let message = format!("it takes {}, and took {}", new.names(), old.names());
    let samples = lost.sample().into_iter().chain(won.sample());
    let change = pair.change(rule, effect, "type", message);
    scope.change(change.counterexample(pair.witness(scope, samples)));
}

/// Lists of values: `enum`, `const`, and choices between them.
pub(super) fn values<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let places = ["enum", "const", "oneOf", "anyOf"]
        .into_iter()
        .map(|keyword| pair.places(keyword));
    let places = places
        .reduce(|one, other| (one.0.or(other.0), one.1.or(other.1)))
        .unwrap_or_default();
    let places = (
        places.0.or_else(|| pair.old.here()),
        places.1.or_else(|| pair.new.here()),
    );
    let change =
        |rule, effect, message: String| Change::new(rule, effect, message).at(places.0.clone(), places.1.clone());
    let list = |values: &[&Value]| Value::Array(values.iter().map(|value| (*value).clone()).collect());
    match (&pair.old.values, &pair.new.values) {
        (None, None) => {}
        (Some(old), None) => {
            let told = change(
                &rules::schema::ENUM_REMOVED,
                Effect::Widened,
                "it is not bound to a list of values any more".to_owned(),
            );
            scope.change(told.values(Some(&list(old)), None));
        }
        (None, Some(new)) => {
            let message = format!("it is bound to a list of values: {}", names(new));
            let told = change(&rules::schema::ENUM_ADDED, Effect::Narrowed, message);
            scope.change(told.values(None, Some(&list(new))));
        }
        (Some(old), Some(new)) => {
            let beyond = |one: &[&'_ Value], other: &[&'_ Value]| -> Vec<Value> {
                let other: ValueSet<'_> = other.iter().copied().collect();
                let missing = one.iter().filter(|value| !other.contains(value));
                missing.map(|value| (*value).clone()).collect()
            };
            let (gone, added) = (beyond(old, new), beyond(new, old));
            if let ([was], [is], 1, 1) = (gone.as_slice(), added.as_slice(), old.len(), new.len()) {
                let message = format!("it is always {} and was always {}", shown(is), shown(was));
                let told = change(&rules::schema::CONST_CHANGED, Effect::Incomparable, message);
                let witness = pair.witness(scope, [is.clone()]);
                return scope.change(told.values(Some(was), Some(is)).counterexample(witness));
            }
            if let Some(first) = gone.first() {
                let message = format!(
                    "{} {} valid any more",
                    names(&gone.iter().collect::<Vec<_>>()),
                    no_longer(gone.len())
                );
                let told = change(&rules::schema::ENUM_VALUE_REMOVED, Effect::Narrowed, message);
                let witness = pair.witness(scope, [first.clone()]);
                scope.change(told.values(Some(&Value::Array(gone)), None).counterexample(witness));
            }
            if let Some(first) = added.first() {
                let message = format!(
                    "{} {} valid now",
                    names(&added.iter().collect::<Vec<_>>()),
                    if added.len() == 1 { "is" } else { "are" }
                );
                let told = change(&rules::schema::ENUM_VALUE_ADDED, Effect::Widened, message);
                let witness = pair.witness(scope, [first.clone()]);
                scope.change(told.values(None, Some(&Value::Array(added))).counterexample(witness));
            }
        }
    }
}

fn no_longer(count: usize) -> &'static str {
    if count == 1 { "is not" } else { "are not" }
}

fn names(values: &[&Value]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<_> = values.iter().take(SHOWN).map(|value| shown(value)).collect();
    match values.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
