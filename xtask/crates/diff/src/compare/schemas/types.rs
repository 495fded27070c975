//! Types, null and lists of values.

use serde_json::Value;

use super::super::change::Change;
use super::super::scope::Scope;
use super::Pair;
use crate::judge::Effect;
use crate::normal::values::shown;
use crate::normal::{Node, Side, Types, ValueSet, View, accepts};
use crate::rules;

/// Whether null is valid, in whichever form.
pub(super) fn null<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    // Where null is all that a side takes, it comes and goes with the types, which tell it.
    if scope.sense.without_null || pair.old.never != pair.new.never {
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
    let sides = ((&scope.engine.old, &pair.old), (&scope.engine.new, &pair.new));
    let (taking, refusing) = if pair.old.null == Some(true) {
        sides
    } else {
        (sides.1, sides.0)
    };
    let is_told =
        says_null(taking.0, taking.1, 4) || pair.old.types == pair.new.types && says_null(refusing.0, refusing.1, 4);
    if !is_told {
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
    said || depth > 0 && branches.any(|branch| says_null(side, &View::of_nodes(side, &[branch]), depth - 1))
}

/// Whether nothing, or nothing but null, is valid on a side: then no other keyword counts.
pub(super) fn never<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) -> bool {
    if pair.old.never == pair.new.never {
        return pair.old.never;
    }
    let without_null = scope.sense.without_null;
    let all = |view: &View<'a>| match view.null {
        Some(true) if !without_null => view.types | Types::NULL,
        _ => view.types,
    };
    let (old, new) = (all(&pair.old), all(&pair.new));
    let (lost, won) = (old.without(new), new.without(old));
    let is_open = !without_null && (pair.old.null.is_none() || pair.new.null.is_none());
    let (rule, effect) = match (lost.is_none(), won.is_none()) {
        (_, true) => (&rules::schema::TYPE_NARROWED, Effect::Narrowed),
        (true, _) => (&rules::schema::TYPE_WIDENED, Effect::Widened),
        (false, false) => (&rules::schema::TYPE_CHANGED, Effect::Incomparable),
    };
    let effect = if is_open { Effect::Unknown } else { effect };
    let message = format!("it takes {}, and took {}", new.names(), old.names());
    let change = pair.change(rule, effect, "type", message);
    let samples = (lost.sample().into_iter()).chain(won.sample());
    scope.change(change.counterexample(pair.witness(scope, samples)));
    true
}

/// How many values are held against the other side, where only one lists them.
const MAX_ASKED: usize = 512;

/// Lists of values that are all there is: whatever else a schema says, it says of these. Says whether they told everything.
pub(super) fn listed<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) -> bool {
    let (old, new) = (&pair.old, &pair.new);
    let is_exact = |view: &View<'a>| view.values.is_some() && view.is_exact;
    if is_exact(old) && is_exact(new) {
        types(scope, pair);
        values(scope, pair);
        return true;
    }
    let (listing, nodes, is_added) = match (is_exact(old), is_exact(new)) {
        (true, false) if new.values.is_none() => (old, &new.nodes, false),
        (false, true) if old.values.is_none() => (new, &old.nodes, true),
        _ => return false,
    };
    let (side, view) = if is_added {
        (&scope.engine.old, old)
    } else {
        (&scope.engine.new, new)
    };
    let list = listing.values.as_deref().unwrap_or_default();
    // A type that is lost is told with the types.
    if list.len() > MAX_ASKED || !view.types.has(listing.types) || !view.has_known_types() {
        return false;
    }
    let taken: Option<Vec<bool>> = list.iter().map(|value| accepts(side, nodes, value)).collect();
    let Some(taken) = taken else { return false };
    let refused = list
        .iter()
        .zip(&taken)
        .find(|(_, taken)| !**taken)
        .map(|(value, _)| (*value).clone());
    let all = [Value::Bool(false), Value::Bool(true)];
    let of_booleans: Option<Vec<bool>> = (view.types == Types::BOOLEAN)
        .then(|| all.iter().map(|value| accepts(side, nodes, value)).collect())
        .flatten();
    if let Some(booleans) = of_booleans {
        // A boolean is a list of two values.
        let beyond = all.iter().zip(booleans);
        let beyond = beyond.filter(|(value, taken)| *taken && !list.contains(value)).count();
        if beyond == 0 && refused.is_none() {
            return true;
        }
    }
    let effect = match (refused.is_some(), is_added) {
        (true, _) => Effect::Incomparable,
        (false, true) => Effect::Narrowed,
        (false, false) => Effect::Widened,
    };
    list_changed(scope, pair, effect, refused);
    true
}

/// The places of what lists values.
fn places<'a>(pair: &Pair<'a>) -> (Option<Node<'a>>, Option<Node<'a>>) {
    let places = ["enum", "const", "oneOf", "anyOf"]
        .into_iter()
        .map(|keyword| pair.places(keyword));
    let places = places
        .reduce(|one, other| (one.0.or(other.0), one.1.or(other.1)))
        .unwrap_or_default();
    (
        places.0.or_else(|| pair.old.here()),
        places.1.or_else(|| pair.new.here()),
    )
}

fn list_of(values: &[&Value]) -> Value {
    Value::Array(values.iter().map(|value| (*value).clone()).collect())
}

/// Only one of the sides lists its values.
fn list_changed<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>, effect: Effect, witness: Option<Value>) {
    let (base, revision) = places(pair);
    let (rule, message) = match (&pair.old.values, &pair.new.values) {
        (None, Some(new)) => (
            &rules::schema::ENUM_ADDED,
            format!("it is bound to a list of values: {}", names(new)),
        ),
        _ => (
            &rules::schema::ENUM_REMOVED,
            "it is not bound to a list of values any more".to_owned(),
        ),
    };
    let (old, new) = (
        pair.old.values.as_deref().map(list_of),
        pair.new.values.as_deref().map(list_of),
    );
    let change = Change::new(rule, effect, message).located_at(base, revision);
    scope.change(change.values(old.as_ref(), new.as_ref()).counterexample(witness));
}

pub(super) fn types<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    // A type that is none was told as a fault of the document.
    if !(pair.old.has_known_types() && pair.new.has_known_types()) {
        return;
    }
    // The branches of a choice have types; with a choice on both sides, they are compared there.
    let whole = |side: &Side<'a>, view: &View<'a>, other: &View<'a>| match other.unions.as_slice() {
        [] => view.types & types_of_choices(side, view),
        _ => view.types,
    };
    let (old, new) = (
        whole(&scope.engine.old, &pair.old, &pair.new),
        whole(&scope.engine.new, &pair.new, &pair.old),
    );
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

/// The types that all choices of a schema leave.
fn types_of_choices<'a>(side: &Side<'a>, view: &View<'a>) -> Types {
    let of_branches = |branches: &[Node<'a>]| {
        let each = branches
            .iter()
            .map(|branch| View::of_nodes(side, std::slice::from_ref(branch)));
        each.fold(Types::NONE, |all, view| all | view.types)
    };
    let choices = view.unions.iter().map(|union| of_branches(&union.branches));
    choices.fold(Types::NOT_NULL, |all, types| all & types)
}

/// Lists of values: `enum`, `const`, and choices between them.
pub(super) fn values<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let places = places(pair);
    let change = |rule, effect, message: String| {
        Change::new(rule, effect, message).located_at(places.0.clone(), places.1.clone())
    };
    match (&pair.old.values, &pair.new.values) {
        (None, None) => {}
        (Some(_), None) => list_changed(scope, pair, Effect::Widened, None),
        (None, Some(_)) => list_changed(scope, pair, Effect::Narrowed, None),
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
