//! Patterns of strings. What they say of the length alone is compared with the lengths, and told there.

use serde_json::Value;

use super::super::scope::Scope;
use super::{Pair, slots};
use crate::judge::{Effect, Variance, Verdict};
use crate::model::Wire;
use crate::normal::View;
use crate::normal::pattern::{Pattern, read};
use crate::normal::values::count;
use crate::rules;

/// The lengths that patterns ask for, beside `minLength` and `maxLength`.
pub(super) fn lengths(view: &View<'_>, least: bool) -> Vec<u64> {
    let patterns = view.all("pattern").into_iter().filter_map(|node| node.value.as_str());
    let lengths = patterns.filter_map(|pattern| match read(pattern) {
        Pattern::Length { least: count, .. } if least => Some(count),
        Pattern::Length { most, .. } if !least => most,
        _ => None,
    });
    lengths.collect()
}

/// A pattern, as far as it says more than a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest<'a> {
    NoLineBreak(&'a Value),
    Other(&'a Value),
}

impl<'a> Rest<'a> {
    fn pattern(self) -> &'a Value {
        let (Self::NoLineBreak(pattern) | Self::Other(pattern)) = self;
        pattern
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::NoLineBreak(_), Self::NoLineBreak(_)) => true,
            (one, other) => one == other,
        }
    }
}

/// What the patterns of a schema say beyond the length, which is compared with `minLength` and `maxLength`.
fn read_rest<'a>(view: &View<'a>) -> Vec<Rest<'a>> {
    let patterns = view.all("pattern").into_iter().map(|node| node.value);
    let rest = patterns.filter_map(|value| match read(value.as_str()?) {
        Pattern::Length { lines: true, .. } => None,
        Pattern::Length { .. } => Some(Rest::NoLineBreak(value)),
        Pattern::Other => Some(Rest::Other(value)),
    });
    rest.collect()
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let (olds, news) = (read_rest(&pair.old), read_rest(&pair.new));
    let (gone, added) = slots::unmatched(&olds, &news, Rest::is_same);
    let (was, is) = (
        gone.first().map(|rest| rest.pattern()),
        added.first().map(|rest| rest.pattern()),
    );
    let (rule, effect, message) = match (was, is) {
        (None, None) => return,
        (None, Some(is)) => (
            &rules::schema::PATTERN_ADDED,
            Effect::Narrowed,
            format!("it has a pattern: {is}"),
        ),
        (Some(was), None) => (
            &rules::schema::PATTERN_REMOVED,
            Effect::Widened,
            format!("it does not have the pattern {was} any more"),
        ),
        (Some(was), Some(is)) => (
            &rules::schema::PATTERN_CHANGED,
            Effect::Unknown,
            format!("its pattern is {is} and was {was}"),
        ),
    };
    let is_about_lines = gone
        .iter()
        .chain(&added)
        .all(|rest| matches!(rest, Rest::NoLineBreak(_)));
    if is_about_lines && lengths_change(pair) == effect {
        return;
    }
    let change = pair.change(rule, effect, "pattern", message).values(was, is);
    // Hardly a string has a line break where nobody thought of one.
    let verdict = match (is_about_lines, scope.sense.variance, effect) {
        (true, Variance::Covariant, Effect::Narrowed) => Verdict::ByDirection {
            request: (Wire::Risky, "Only strings with a line break are refused."),
            response: (Wire::Safe, "What callers receive was possible before."),
        },
        (true, Variance::Covariant, Effect::Widened) => Verdict::ByDirection {
            request: (Wire::Safe, "What callers were allowed to send is still taken."),
            response: (Wire::Risky, "Only strings with a line break are new."),
        },
        _ => Verdict::ByEffect,
    };
    let texts = gone.iter().chain(&added).filter_map(|rest| rest.pattern().as_str());
    let samples: Vec<Value> = texts.flat_map(samples).collect();
    let witness = pair.witness(scope, samples);
    scope.change(change.judged(verdict).counterexample(witness));
}

/// What became of the lengths that are valid.
fn lengths_change(pair: &Pair<'_>) -> Effect {
    let ends = |view: &View<'_>| {
        let counts = |keyword: &str| {
            let said = view.all(keyword).into_iter().filter_map(|node| count(node.value));
            said.collect::<Vec<_>>()
        };
        let least = counts("minLength").into_iter().chain(lengths(view, true)).max();
        let most = counts("maxLength").into_iter().chain(lengths(view, false)).min();
        (least.unwrap_or_default(), most.unwrap_or(u64::MAX))
    };
    let (was, is) = (ends(&pair.old), ends(&pair.new));
    match (was.0 <= is.0 && was.1 >= is.1, was.0 >= is.0 && was.1 <= is.1) {
        (true, true) => Effect::Equal,
        (true, false) => Effect::Narrowed,
        (false, true) => Effect::Widened,
        (false, false) => Effect::Incomparable,
    }
}

/// Strings of which some match a pattern, and some do not.
fn samples(pattern: &str) -> Vec<Value> {
    let letters: String = pattern.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    [
        String::new(),
        "a".to_owned(),
        "0".to_owned(),
        "a\nb".to_owned(),
        letters,
    ]
    .map(Value::String)
    .into()
}
