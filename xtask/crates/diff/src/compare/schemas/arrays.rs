//! Lists: how many items, and which.

use serde_json::Value;

use super::super::change::Change;
use super::super::scope::Scope;
use super::numbers::{Limit, limit};
use super::{Pair, slots};
use crate::judge::{Effect, Variance};
use crate::normal::values::count;
use crate::normal::{Node, View};
use crate::rules;

const FEWEST: Limit = Limit {
    keyword: "minItems",
    is_minimum: true,
    raised: &rules::schema::MIN_ITEMS_RAISED,
    lowered: &rules::schema::MIN_ITEMS_LOWERED,
    what: "number of items",
    implied: |_| Vec::new(),
    others: |_| 0,
};
const MOST: Limit = Limit {
    keyword: "maxItems",
    is_minimum: false,
    raised: &rules::schema::MAX_ITEMS_RAISED,
    lowered: &rules::schema::MAX_ITEMS_LOWERED,
    what: "number of items",
    implied: |_| Vec::new(),
    others: |_| 0,
};
const ITEMS: slots::Rules = slots::Rules {
    added: &rules::schema::ITEMS_ADDED,
    removed: &rules::schema::ITEMS_REMOVED,
};

/// How many items at the head of a list are looked at one by one.
const MAX_HEAD: usize = 256;

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let sample = |size: usize| Value::Array(vec![Value::Null; size]);
    limit(scope, pair, FEWEST, sample);
    limit(scope, pair, MOST, sample);
    let unique = |view: &View<'a>| view.is("uniqueItems");
    let told = match (unique(&pair.old), unique(&pair.new)) {
        (false, true) => Some((
            &rules::schema::UNIQUE_ITEMS_ADDED,
            Effect::Narrowed,
            "no item may be there twice",
        )),
        (true, false) => Some((
            &rules::schema::UNIQUE_ITEMS_REMOVED,
            Effect::Widened,
            "an item may be there twice now",
        )),
        _ => None,
    };
    if let Some((rule, effect, message)) = told {
        scope.change(pair.change(rule, effect, "uniqueItems", message));
    }
    items(scope, pair);
    contains(scope, pair);
}

/// The schemas of the item at `index`, or of those behind all that have their own.
fn items_at<'a>(view: &View<'a>, index: Option<usize>) -> Vec<Node<'a>> {
    let of = |part: &crate::normal::Part<'a>| {
        let own = index.and_then(|index| part.get("prefixItems")?.items().nth(index));
        own.or_else(|| part.other_items())
    };
    view.parts.iter().filter_map(of).collect()
}

fn items<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let head = |view: &View<'a>| {
        view.all("prefixItems")
            .iter()
            .filter_map(|list| list.value.as_array())
            .map(Vec::len)
            .max()
            .unwrap_or(0)
    };
    let length = head(&pair.old).max(head(&pair.new));
    if length > MAX_HEAD && !pair.is_same_text() {
        scope.effect(Effect::Unknown);
    }
    for index in 0..length.min(MAX_HEAD) {
        let what = format!("items at place {index}");
        slots::slot(
            scope,
            pair,
            ITEMS,
            &what,
            items_at(&pair.old, Some(index)),
            items_at(&pair.new, Some(index)),
        );
    }
    slots::slot(
        scope,
        pair,
        ITEMS,
        "items",
        items_at(&pair.old, None),
        items_at(&pair.new, None),
    );
}

/// What is counted by `contains`: at least `minContains` of them, at most `maxContains`.
fn contains<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let bounds = |part: &Node<'a>| {
        let bound = |keyword: &str| part.get(keyword).and_then(|node| count(node.value));
        (bound("minContains").unwrap_or(1), bound("maxContains"))
    };
    let all = |view: &View<'a>| -> Vec<Node<'a>> {
        let parts = view.parts.iter().map(|part| part.node.clone());
        // It asks for nothing when it asks for none and allows all.
        parts
            .filter(|part| part.get("contains").is_some() && bounds(part) != (0, None))
            .collect()
    };
    let (pairs, gone, added) = slots::matched(&all(&pair.old), &all(&pair.new));
    for was in gone {
        let change = Change::new(
            &rules::schema::CONTAINS_REMOVED,
            Effect::Widened,
            "no item of a kind is asked for any more",
        );
        scope.change(
            change
                .between(was.get("contains"), None)
                .located_at(was.get("contains"), pair.new.here()),
        );
    }
    for is in added {
        let change = Change::new(
            &rules::schema::CONTAINS_ADDED,
            Effect::Narrowed,
            "items of a kind are asked for",
        );
        scope.change(
            change
                .between(None, is.get("contains"))
                .located_at(pair.old.here(), is.get("contains")),
        );
    }
    for (was, is) in pairs {
        let (before, after) = (bounds(&was), bounds(&is));
        let mut tell = |rule, effect, keyword: &str, message: String| {
            let place = |part: &Node<'a>| Some(part.get(keyword).unwrap_or_else(|| part.clone()));
            let values = (
                was.get(keyword).map(|node| node.value),
                is.get(keyword).map(|node| node.value),
            );
            scope.change(
                Change::new(rule, effect, message)
                    .values(values.0, values.1)
                    .located_at(place(&was), place(&is)),
            );
        };
        if before.0 != after.0 {
            let message = format!(
                "at least {} items of a kind are asked for, and were {}",
                after.0, before.0
            );
            if after.0 > before.0 {
                tell(
                    &rules::schema::MIN_CONTAINS_RAISED,
                    Effect::Narrowed,
                    "minContains",
                    message,
                )
            } else {
                tell(
                    &rules::schema::MIN_CONTAINS_LOWERED,
                    Effect::Widened,
                    "minContains",
                    message,
                )
            }
        }
        if before.1 != after.1 {
            let message = "another number of items of a kind is allowed".to_owned();
            if after
                .1
                .is_none_or(|after| before.1.is_some_and(|before| after > before))
            {
                tell(
                    &rules::schema::MAX_CONTAINS_RAISED,
                    Effect::Widened,
                    "maxContains",
                    message,
                )
            } else {
                tell(
                    &rules::schema::MAX_CONTAINS_LOWERED,
                    Effect::Narrowed,
                    "maxContains",
                    message,
                )
            }
        }
        if let (Some(old), Some(new)) = (was.get("contains"), is.get("contains")) {
            // A wider schema finds more items: good for the least number of them, bad for the greatest.
            let counted = match (before.1.or(after.1), before.0.max(after.0)) {
                (None, _) => Variance::Covariant,
                (Some(_), 0) => Variance::Contravariant,
                (Some(_), _) => Variance::Unknown,
            };
            slots::follow_with(scope, &old, &new, counted, counted);
        }
    }
}
