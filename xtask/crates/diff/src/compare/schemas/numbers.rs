//! Bounds of numbers, and of lengths and counts.

use std::cmp::Ordering;

use serde_json::{Number, Value, json};

use super::super::scope::Scope;
use super::{Pair, slots};
use crate::judge::Effect;
use crate::normal::values::{count, float, integer_range, is_integral, order, same, shown, whole};
use crate::normal::{Node, Types, View};
use crate::rules;
use document::rule::Rule;

/// Which end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Lower,
    Upper,
}

/// An end of a range.
#[derive(Clone, Debug)]
struct Bound<'a> {
    number: &'a Number,
    exclusive: bool,
}

/// The tighter of all bounds at one end, in the form of 3.0 (a flag beside the bound) or of 3.1 (a bound of its own).
fn bound<'a>(view: &View<'a>, end: End) -> Option<Bound<'a>> {
    let (inclusive, exclusive) = match end {
        End::Lower => ("minimum", "exclusiveMinimum"),
        End::Upper => ("maximum", "exclusiveMaximum"),
    };
    let mut bounds = Vec::new();
    for part in &view.parts {
        let number = |keyword: &str| part.keywords.get(keyword).and_then(Value::as_number);
        let flag = part.keywords.get(exclusive) == Some(&Value::Bool(true));
        bounds.extend(number(inclusive).map(|number| Bound {
            number,
            exclusive: flag,
        }));
        bounds.extend(number(exclusive).map(|number| Bound {
            number,
            exclusive: true,
        }));
    }
    bounds
        .into_iter()
        .reduce(|one, other| match tighter(&one, &other, end, false) {
            Ordering::Less => other,
            _ => one,
        })
}

/// How much tighter `one` is than `other`: `Greater` when it is.
fn tighter(one: &Bound<'_>, other: &Bound<'_>, end: End, integers: bool) -> Ordering {
    if integers {
        let (one, other) = (integer(one, end), integer(other, end));
        return match end {
            End::Lower => one.partial_cmp(&other),
            End::Upper => other.partial_cmp(&one),
        }
        .unwrap_or(Ordering::Equal);
    }
    let order = order(one.number, other.number);
    let order = if end == End::Lower { order } else { order.reverse() };
    order.then(one.exclusive.cmp(&other.exclusive))
}

/// The last integer that a bound lets in. What is beyond the integers that a float can tell apart is a float.
fn integer(bound: &Bound<'_>, end: End) -> f64 {
    let number = float(bound.number);
    if whole(bound.number).is_none_or(|whole| whole.abs() > 1 << 52) && !is_integral(bound.number)
        || number.abs() > 4e15
    {
        return number;
    }
    match (end, bound.exclusive) {
        (End::Lower, false) => number.ceil(),
        (End::Lower, true) => number.floor() + 1.0,
        (End::Upper, false) => number.floor(),
        (End::Upper, true) => number.ceil() - 1.0,
    }
}

/// The range of integers that the format of both sides leaves.
fn format_range<'a>(pair: &Pair<'a>) -> Option<(Number, Number)> {
    let ranges = |view: &View<'a>| {
        let formats = view.all("format").into_iter();
        formats
            .filter_map(|format| integer_range(format.value.as_str()?))
            .collect::<Vec<_>>()
    };
    let (olds, news) = (ranges(&pair.old), ranges(&pair.new));
    olds.into_iter().find(|range| news.contains(range))
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let integers = !pair.domain().meets(Types::FRACTION);
    let range = format_range(pair);
    // A bound at or beyond the end of the format excludes nothing.
    let excludes = |bound: &Bound<'_>, end: End| match (&range, end) {
        (None, _) => true,
        (Some((number, _)), End::Lower) | (Some((_, number)), End::Upper) => {
            let exclusive = false;
            tighter(bound, &Bound { number, exclusive }, end, integers).is_gt()
        }
    };
    for (end, keyword, raised, lowered) in [
        (
            End::Lower,
            "minimum",
            &rules::schema::MINIMUM_RAISED,
            &rules::schema::MINIMUM_LOWERED,
        ),
        (
            End::Upper,
            "maximum",
            &rules::schema::MAXIMUM_RAISED,
            &rules::schema::MAXIMUM_LOWERED,
        ),
    ] {
        let bound = |view: &View<'a>| bound(view, end).filter(|bound| excludes(bound, end));
        let (old, new) = (bound(&pair.old), bound(&pair.new));
        let tighter = match (&old, &new) {
            (None, None) => continue,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(old), Some(new)) => tighter(new, old, end, integers),
        };
        let effect = match tighter {
            Ordering::Equal => continue,
            Ordering::Greater => Effect::Narrowed,
            Ordering::Less => Effect::Widened,
        };
        let is_raised = (effect == Effect::Narrowed) == (end == End::Lower);
        let say = |bound: &Option<Bound<'_>>| match bound {
            None => "none".to_owned(),
            Some(bound) => {
                if bound.exclusive {
                    format!("{} (exclusive)", bound.number)
                } else {
                    bound.number.to_string()
                }
            }
        };
        let message = format!("the {keyword} is {} and was {}", say(&new), say(&old));
        let near: Vec<Value> = (old.iter().chain(&new)).flat_map(|bound| near(bound.number)).collect();
        let own = if pair.old.first(keyword).is_some() || pair.new.first(keyword).is_some() {
            keyword
        } else if end == End::Lower {
            "exclusiveMinimum"
        } else {
            "exclusiveMaximum"
        };
        let change = pair.change(if is_raised { raised } else { lowered }, effect, own, message);
        let values = [&old, &new].map(|bound| bound.as_ref().map(|bound| Value::Number(bound.number.clone())));
        let change = change.values(values[0].as_ref(), values[1].as_ref());
        scope.change(change.counterexample(pair.witness(scope, near)));
    }
    multiples(scope, pair);
}

/// Numbers around a bound.
fn near(number: &Number) -> Vec<Value> {
    match whole(number).and_then(|whole| i64::try_from(whole).ok()) {
        Some(whole) => [Some(whole), whole.checked_sub(1), whole.checked_add(1)]
            .into_iter()
            .flatten()
            .map(Value::from)
            .collect(),
        None => {
            let number = float(number);
            [number, number - 0.5, number + 0.5]
                .into_iter()
                .map(|number| json!(number))
                .collect()
        }
    }
}

fn multiples<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let integers = !pair.domain().meets(Types::FRACTION);
    // Each integer is a multiple of 1, and of what 1 is a multiple of.
    let excludes = |step: &Node<'a>| {
        let step = step.value.as_number().map(float);
        step.is_some_and(|step| !(integers && step > 0.0 && (1.0 / step).fract() == 0.0))
    };
    let all = |view: &View<'a>| {
        view.all("multipleOf")
            .into_iter()
            .filter(|step| excludes(step))
            .collect::<Vec<_>>()
    };
    let (olds, news) = (all(&pair.old), all(&pair.new));
    let (gone, added) = slots::unmatched(&olds, &news, |one, other| same(one.value, other.value));
    let (rule, effect, message) = match (gone.as_slice(), added.as_slice()) {
        ([], []) => return,
        ([], [is, ..]) => (
            &rules::schema::MULTIPLE_OF_ADDED,
            Effect::Narrowed,
            format!("it must be a multiple of {}", shown(is.value)),
        ),
        ([was, ..], []) => (
            &rules::schema::MULTIPLE_OF_REMOVED,
            Effect::Widened,
            format!("it need not be a multiple of {}", shown(was.value)),
        ),
        ([was, ..], [is, ..]) => {
            let of = |one: &Value, other: &Value| {
                let (one, other) = (whole(one.as_number()?)?, whole(other.as_number()?)?);
                Some(one.checked_rem(other)? == 0)
            };
            let effect = match (
                gone.len(),
                added.len(),
                of(is.value, was.value),
                of(was.value, is.value),
            ) {
                (1, 1, Some(true), _) => Effect::Narrowed,
                (1, 1, _, Some(true)) => Effect::Widened,
                (1, 1, Some(false), Some(false)) => Effect::Incomparable,
                _ => Effect::Unknown,
            };
            let message = format!(
                "it must be a multiple of {}, and had to be one of {}",
                shown(is.value),
                shown(was.value)
            );
            (&rules::schema::MULTIPLE_OF_CHANGED, effect, message)
        }
    };
    let near: Vec<Value> = (gone.iter().chain(&added))
        .filter_map(|node| node.value.as_number())
        .flat_map(near)
        .collect();
    let change = pair.change(rule, effect, "multipleOf", message);
    scope.change(change.counterexample(pair.witness(scope, near)));
}

/// A bound of a length or of a count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    pub(super) keyword: &'static str,
    pub(super) is_minimum: bool,
    pub(super) raised: &'static Rule,
    pub(super) lowered: &'static Rule,
    /// What is counted.
    pub(super) what: &'static str,
    /// The bounds that other keywords say in its place.
    pub(super) implied: fn(&View<'_>) -> Vec<u64>,
    /// The least number that other keywords ask for anyway, and tell themselves.
    pub(super) others: fn(&View<'_>) -> u64,
}

/// Tells when `limit` moved; `sample` makes a value of that size.
pub(super) fn limit<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>, limit: Limit, sample: fn(usize) -> Value) {
    let of = |view: &View<'_>| {
        let all = view.all(limit.keyword).into_iter().filter_map(|node| count(node.value));
        let all = all.chain((limit.implied)(view));
        if limit.is_minimum {
            all.max().filter(|count| *count > 0)
        } else {
            all.min()
        }
    };
    let (mut old, mut new) = (of(&pair.old), of(&pair.new));
    let others = ((limit.others)(&pair.old), (limit.others)(&pair.new));
    if old != new && limit.is_minimum {
        // A bound that excludes no more than another keyword does says nothing.
        let (was, is) = (
            old.is_some_and(|old| old > others.0),
            new.is_some_and(|new| new > others.1),
        );
        if !was && !is {
            return;
        }
        let whole =
            |bound: Option<u64>, other: u64| Some(bound.unwrap_or_default().max(other)).filter(|bound| *bound > 0);
        (old, new) = (whole(old, others.0), whole(new, others.1));
    }
    let is_raised = match (old, new) {
        (old, new) if old == new => return,
        (None, Some(_)) => limit.is_minimum,
        (Some(_), None) => !limit.is_minimum,
        (old, new) => new > old,
    };
    let (rule, effect) = match (is_raised, limit.is_minimum) {
        (true, true) => (limit.raised, Effect::Narrowed),
        (true, false) => (limit.raised, Effect::Widened),
        (false, true) => (limit.lowered, Effect::Widened),
        (false, false) => (limit.lowered, Effect::Narrowed),
    };
    let say = |count: Option<u64>| count.map_or("not bounded".to_owned(), |count| count.to_string());
    let bound = if limit.is_minimum { "least" } else { "greatest" };
    let message = format!("the {bound} {} is {} and was {}", limit.what, say(new), say(old));
    let sizes = [old, new]
        .into_iter()
        .flatten()
        .flat_map(|size| [Some(size), size.checked_sub(1), size.checked_add(1)]);
    let sizes = sizes
        .flatten()
        .filter_map(|size| usize::try_from(size).ok())
        .filter(|size| *size <= 64);
    let witness = pair.witness(scope, sizes.map(sample).collect::<Vec<_>>());
    let change = pair
        .change(rule, effect, limit.keyword, message)
        .counterexample(witness);
    let values = [old, new].map(|count| count.map(Value::from));
    scope.change(change.values(values[0].as_ref(), values[1].as_ref()));
}
