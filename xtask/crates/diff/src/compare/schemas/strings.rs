//! Strings: lengths, and what else is in the files beside this one.

use serde_json::Value;

use super::super::scope::Scope;
use super::numbers::{Limit, limit};
use super::{Pair, contents, patterns};
use crate::rules;

const SHORTEST: Limit = Limit {
    keyword: "minLength",
    is_minimum: true,
    raised: &rules::schema::MIN_LENGTH_RAISED,
    lowered: &rules::schema::MIN_LENGTH_LOWERED,
    what: "length",
    implied: |view| patterns::lengths(view, true),
    others: |_| 0,
};
const LONGEST: Limit = Limit {
    keyword: "maxLength",
    is_minimum: false,
    raised: &rules::schema::MAX_LENGTH_RAISED,
    lowered: &rules::schema::MAX_LENGTH_LOWERED,
    what: "length",
    implied: |view| patterns::lengths(view, false),
    others: |_| 0,
};

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let sample = |size: usize| Value::String("x".repeat(size));
    limit(scope, pair, SHORTEST, sample);
    limit(scope, pair, LONGEST, sample);
    patterns::compare(scope, pair);
    contents::compare(scope, pair);
}
