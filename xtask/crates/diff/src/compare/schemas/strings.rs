//! Texts: lengths, patterns, formats and what is written in them.

use serde_json::{Value, json};

use super::super::differ::{Effects, MemberRules};
use super::super::scope::Scope;
use super::numbers::{Limit, limit};
use super::{Pair, slots};
use crate::judge::Effect;
use crate::judge::Verdict;
use crate::normal::values::same;
use crate::normal::{Node, View};
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
const FORMAT: MemberRules = MemberRules {
    added: &rules::schema::FORMAT_ADDED,
    removed: &rules::schema::FORMAT_REMOVED,
    changed: &rules::schema::FORMAT_CHANGED,
};
const CONTENT: MemberRules = MemberRules {
    added: &rules::schema::CONTENT_ADDED,
    removed: &rules::schema::CONTENT_REMOVED,
    changed: &rules::schema::CONTENT_CHANGED,
};

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let sample = |size: usize| Value::String("x".repeat(size));
    limit(scope, pair, SHORTEST, sample);
    limit(scope, pair, LONGEST, sample);
    list(scope, pair, "pattern", PATTERN, |_, _| Effect::Unknown);
    let encodings = (
        encoding(&pair.old, "contentEncoding"),
        encoding(&pair.new, "contentEncoding"),
    );
    let media = (
        encoding(&pair.old, "contentMediaType"),
        encoding(&pair.new, "contentMediaType"),
    );
    for (keyword, (old, new)) in [("contentEncoding", encodings), ("contentMediaType", media)] {
        if old == new {
            continue;
        }
        let (rule, was, is) = match (&old, &new) {
            (None, _) => (CONTENT.added, "a plain text", new.as_deref().unwrap_or_default()),
            (_, None) => (CONTENT.removed, old.as_deref().unwrap_or_default(), "a plain text"),
            (Some(old), Some(new)) => (CONTENT.changed, old.as_str(), new.as_str()),
        };
        let message = format!("what is in the text is {is} and was {was}");
        let place = |view: &View<'_>| {
            if view.first(keyword).is_some() {
                keyword
            } else {
                "format"
            }
        };
        let keyword = if pair.new.first(keyword).is_some() {
            keyword
        } else {
            place(&pair.old)
        };
        let change = pair.change(rule, Effect::Unknown, keyword, message);
        let values = (old.map(Value::String), new.map(Value::String));
        scope.change(change.values(values.0.as_ref(), values.1.as_ref()));
    }
    let here = (&pair.old.here(), &pair.new.here());
    let schemas = (pair.old.first("contentSchema"), pair.new.first("contentSchema"));
    match schemas {
        (Some(old), Some(new)) => {
            let sense = scope.sense.with_variance(crate::judge::Variance::Covariant);
            scope.follow(
                super::super::engine::PairKind::Schema,
                &[old],
                &[new],
                sense,
                crate::judge::Variance::Unknown,
            );
        }
        schemas => scope.differ(
            CONTENT,
            schemas,
            here,
            "the schema of what is in the text",
            Effects::UNKNOWN,
            Verdict::ByEffect,
        ),
    }
}

/// What `contentEncoding` or `contentMediaType` say, or the format that stood for it in OpenAPI 3.0.
fn encoding(view: &View<'_>, keyword: &str) -> Option<String> {
    let said = view.first(keyword).and_then(|node| node.value.as_str());
    let format = view.first("format").and_then(|node| node.value.as_str());
    let implied = match (keyword, format) {
        ("contentEncoding", Some("byte")) => Some("base64"),
        ("contentMediaType", Some("binary")) => Some("application/octet-stream"),
        _ => None,
    };
    said.or(implied).map(str::to_ascii_lowercase)
}

/// Formats bind values of the type that they are about. To a validator they may be annotations; to callers they are not.
pub(super) fn format<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    list(scope, pair, "format", FORMAT, |was, is| {
        match (was.as_str(), is.as_str()) {
            (Some("int32"), Some("int64")) | (Some("float"), Some("double")) => Effect::Widened,
            (Some("int64"), Some("int32")) | (Some("double"), Some("float")) => Effect::Narrowed,
            _ => Effect::Unknown,
        }
    });
}

/// A keyword that all parts may have, each of them a constraint.
fn list<'a>(
    scope: &mut Scope<'_, 'a>,
    pair: &Pair<'a>,
    keyword: &str,
    rules: MemberRules,
    changed: fn(&Value, &Value) -> Effect,
) {
    // The formats that OpenAPI 3.1 says in other words.
    let stands_for_content =
        |node: &Node<'_>| keyword == "format" && (*node.value == "byte" || *node.value == "binary");
    let all = |view: &View<'_>| {
        let mut nodes = view.all(keyword);
        nodes.retain(|node| !stands_for_content(node));
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
