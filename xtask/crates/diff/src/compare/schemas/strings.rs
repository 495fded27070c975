//! Texts: lengths and patterns.

use serde_json::{Value, json};

use super::super::differ::MemberRules;
use super::super::scope::Scope;
use super::numbers::{Limit, limit};
use super::{Pair, contents, slots};
use crate::judge::Effect;
use crate::normal::View;
use crate::normal::values::same;
use crate::rules;

const SHORTEST: Limit = Limit {
    keyword: "minLength",
    is_minimum: true,
    raised: &rules::schema::MIN_LENGTH_RAISED,
    lowered: &rules::schema::MIN_LENGTH_LOWERED,
    what: "length",
};
const LONGEST: Limit = Limit {
    keyword: "maxLength",
    is_minimum: false,
    raised: &rules::schema::MAX_LENGTH_RAISED,
    lowered: &rules::schema::MAX_LENGTH_LOWERED,
    what: "length",
};
const PATTERN: MemberRules = MemberRules {
    added: &rules::schema::PATTERN_ADDED,
    removed: &rules::schema::PATTERN_REMOVED,
    changed: &rules::schema::PATTERN_CHANGED,
};

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let sample = |size: usize| Value::String("x".repeat(size));
    limit(scope, pair, SHORTEST, sample);
    limit(scope, pair, LONGEST, sample);
    list(scope, pair, "pattern", PATTERN, |_, _| Effect::Unknown);
    contents::compare(scope, pair);
}

/// A keyword that all parts may have, each of them a constraint.
fn list<'a>(
    scope: &mut Scope<'_, 'a>,
    pair: &Pair<'a>,
    keyword: &str,
    rules: MemberRules,
    changed: fn(&Value, &Value) -> Effect,
) {
    let all = |view: &View<'_>| {
        let nodes = view.all(keyword);
        nodes.into_iter().map(|node| node.value.clone()).collect::<Vec<_>>()
    };
    let (olds, news) = (all(&pair.old), all(&pair.new));
    let (gone, added) = slots::unmatched(&olds, &news, same);
    let (rule, effect, message) = match (gone.as_slice(), added.as_slice()) {
        ([], []) => return,
        ([], [is, ..]) => (rules.added, Effect::Narrowed, format!("it has a {keyword}: {is}")),
        ([was, ..], []) => (
            rules.removed,
            Effect::Widened,
            format!("it does not have the {keyword} {was} any more"),
        ),
        ([was], [is]) => (
            rules.changed,
            changed(was, is),
            format!("its {keyword} is {is} and was {was}"),
        ),
        ([was, ..], [is, ..]) => (
            rules.changed,
            Effect::Unknown,
            format!("its {keyword} is {is} and was {was}"),
        ),
    };
    let change = pair.change(rule, effect, keyword, message);
    let witness = match keyword {
        "pattern" => None,
        _ => pair.witness(scope, [json!("")]),
    };
    scope.change(change.values(gone.first(), added.first()).counterexample(witness));
}
