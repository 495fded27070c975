//! `format`: it binds values of the types that it is about. To a validator it may be an annotation; to callers it is not.

use serde_json::Value;

use super::super::differ::MemberRules;
use super::super::engine::Term;
use super::super::scope::Scope;
use super::contents::stands_for_content;
use super::{Pair, slots};
use crate::judge::{Effect, Verdict};
use crate::model::Wire;
use crate::normal::values::same;
use crate::normal::{View, formats};
use crate::rules;

const FORMAT: MemberRules = MemberRules {
    added: &rules::schema::FORMAT_ADDED,
    removed: &rules::schema::FORMAT_REMOVED,
    changed: &rules::schema::FORMAT_CHANGED,
};
const HINT: Verdict = Verdict::Always(
    Wire::Docs,
    "It says what the value is for; which values are valid stays the same.",
);

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let all = |view: &View<'_>| -> Vec<Value> {
        let formats = view.all("format").into_iter().map(|node| node.value.clone());
        formats.filter(|format| !stands_for_content(format)).collect()
    };
    let (gone, added) = slots::unmatched(&all(&pair.old), &all(&pair.new), same);
    let (rule, message) = match (gone.as_slice(), added.as_slice()) {
        ([], []) => return,
        ([], [is, ..]) => (FORMAT.added, format!("it has a format: {is}")),
        ([was, ..], []) => (FORMAT.removed, format!("it does not have the format {was} any more")),
        ([was, ..], [is, ..]) => (FORMAT.changed, format!("its format is {is} and was {was}")),
    };
    let domain = pair.domain();
    let effect = match (gone.as_slice(), added.as_slice()) {
        (_, [_, _, ..]) | ([_, _, ..], _) => several(&gone, &added, pair),
        (was, is) => formats::effect(
            was.first().and_then(Value::as_str),
            is.first().and_then(Value::as_str),
            domain,
        ),
    };
    if amend_type(scope, pair, (&gone, &added), effect) {
        return;
    }
    let change = pair
        .change(rule, effect, "format", message)
        .values(gone.first(), added.first());
    if effect == Effect::Equal {
        scope.tell(change.judged(HINT));
    } else {
        scope.change(change);
    }
}

/// The effect where several formats have to hold together: known only where none of them counts.
fn several(gone: &[Value], added: &[Value], pair: &Pair<'_>) -> Effect {
    let counts = |format: &Value| formats::effect(None, format.as_str(), pair.domain()) != Effect::Equal;
    match (gone.iter().any(counts), added.iter().any(counts)) {
        (false, false) => Effect::Equal,
        (false, true) => Effect::Narrowed,
        (true, false) => Effect::Widened,
        (true, true) => Effect::Unknown,
    }
}

/// Where the type is another one, its format goes with it, in one row.
fn amend_type<'a>(
    scope: &mut Scope<'_, 'a>,
    pair: &Pair<'a>,
    (gone, added): (&[Value], &[Value]),
    effect: Effect,
) -> bool {
    if pair.old.types == pair.new.types {
        return false;
    }
    let of_types = [
        &rules::schema::TYPE_CHANGED,
        &rules::schema::TYPE_NARROWED,
        &rules::schema::TYPE_WIDENED,
    ];
    let id = scope.id;
    let mut changes = scope.engine.records[id].changes.iter_mut();
    let Some(told) = changes.find(|change| of_types.contains(&change.rule)) else {
        return false;
    };
    let say = |format: Option<&Value>, otherwise: &str| {
        format.map_or(otherwise.to_owned(), |format| format!("the format {format}"))
    };
    let (is, was) = (say(added.first(), "no format"), say(gone.first(), "none"));
    told.message = format!("{}; it has {is}, and had {was}", told.message);
    told.effect.push(Term::Is(effect));
    scope.effect(effect);
    true
}
