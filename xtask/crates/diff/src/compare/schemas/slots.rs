//! Places for schemas within a schema: a property, the items of a list. Several schemas may hold in one.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::super::change::Change;
use super::super::engine::{PairKind, Term};
use super::super::scope::Scope;
use super::Pair;
use crate::judge::{Effect, Variance, Verdict};
use crate::normal::values::{is_annotation, is_anything, same};
use crate::normal::{Node, Types, View};
use crate::rules;
use document::rule::Rule;

/// How many schemas may hold together in one place before they are looked at one by one.
const MAX_TOGETHER: usize = 16;

/// Those of each list that the other list does not have.
pub(super) fn unmatched<T: Clone>(olds: &[T], news: &[T], same: impl Fn(&T, &T) -> bool) -> (Vec<T>, Vec<T>) {
    let gone = olds
        .iter()
        .filter(|old| !news.iter().any(|new| same(old, new)))
        .cloned()
        .collect();
    let added = news
        .iter()
        .filter(|new| !olds.iter().any(|old| same(old, new)))
        .cloned()
        .collect();
    (gone, added)
}

/// The rules of a place that was bound, and that is not any more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) added: &'static Rule,
    pub(super) removed: &'static Rule,
}

/// The schemas of a place that say something.
pub(super) fn binding<'a>(nodes: Vec<Node<'a>>) -> Vec<Node<'a>> {
    nodes.into_iter().filter(|node| !is_anything(node.value)).collect()
}

/// Looks at a place that both sides bind, or tells that only one of them does.
pub(super) fn slot<'a>(
    scope: &mut Scope<'_, 'a>,
    pair: &Pair<'a>,
    rules: Rules,
    what: &str,
    olds: Vec<Node<'a>>,
    news: Vec<Node<'a>>,
) {
    slot_beside(scope, pair, rules, what, (olds, news), None);
}

/// The same for a place where only values of one type can be: what a schema says of others says nothing there.
pub(super) fn slot_of_type<'a>(
    scope: &mut Scope<'_, 'a>,
    pair: &Pair<'a>,
    rules: Rules,
    what: &str,
    schemas: (Vec<Node<'a>>, Vec<Node<'a>>),
    of: Types,
) {
    static STRING: LazyLock<Value> = LazyLock::new(|| json!({"type": "string"}));
    static OBJECT: LazyLock<Value> = LazyLock::new(|| json!({"type": "object"}));
    let schema = if of == Types::STRING { &STRING } else { &OBJECT };
    slot_beside(
        scope,
        pair,
        rules,
        what,
        schemas,
        Some(Node::root(LazyLock::force(schema))),
    );
}

fn slot_beside<'a>(
    scope: &mut Scope<'_, 'a>,
    pair: &Pair<'a>,
    rules: Rules,
    what: &str,
    (olds, news): (Vec<Node<'a>>, Vec<Node<'a>>),
    beside: Option<Node<'a>>,
) {
    let (olds, news) = (binding(olds), binding(news));
    let with = |nodes: &[Node<'a>]| nodes.iter().cloned().chain(beside.clone()).collect::<Vec<_>>();
    match (olds.first(), news.first()) {
        (None, None) => {}
        (Some(_), Some(_)) => both(scope, &with(&olds), &with(&news)),
        (None, Some(is)) => {
            let term = weigh(scope, &with(&olds), &with(&news));
            let change = Change::new(rules.added, Effect::Equal, format!("{what} have a schema now"));
            let change = Change {
                effect: vec![term],
                ..change
            }
            .values(None, Some(is.value));
            scope.change(change.located_at(pair.old.here(), Some(is.clone())));
        }
        (Some(was), None) => {
            let term = weigh(scope, &with(&olds), &with(&news));
            let change = Change::new(rules.removed, Effect::Equal, format!("{what} have no schema any more"));
            let change = Change {
                effect: vec![term],
                ..change
            }
            .values(Some(was.value), None);
            scope.change(change.located_at(Some(was.clone()), pair.new.here()));
        }
    }
}

/// A place that both sides have.
pub(super) fn both<'a>(scope: &mut Scope<'_, 'a>, olds: &[Node<'a>], news: &[Node<'a>]) {
    if olds.len() <= MAX_TOGETHER && news.len() <= MAX_TOGETHER {
        return scope.schema(olds, news);
    }
    for (old, new) in olds.iter().zip(news) {
        scope.schema(std::slice::from_ref(old), std::slice::from_ref(new));
    }
    // More constraints, fewer values.
    match olds.len().cmp(&news.len()) {
        std::cmp::Ordering::Equal => {}
        std::cmp::Ordering::Less => scope.effect(Effect::Narrowed),
        std::cmp::Ordering::Greater => scope.effect(Effect::Widened),
    }
}

/// The effect of a place alone.
pub(super) fn weigh<'a>(scope: &mut Scope<'_, 'a>, olds: &[Node<'a>], news: &[Node<'a>]) -> Term {
    if olds.len() <= MAX_TOGETHER && news.len() <= MAX_TOGETHER {
        scope.weigh(olds, news)
    } else {
        Term::Is(Effect::Unknown)
    }
}

/// Constraints of which each part may have one: those that are the same are put together, the rest in order.
pub(super) fn matched<'a>(
    olds: &[Node<'a>],
    news: &[Node<'a>],
) -> (Vec<(Node<'a>, Node<'a>)>, Vec<Node<'a>>, Vec<Node<'a>>) {
    let (mut pairs, mut gone, mut added) = (Vec::new(), Vec::new(), news.to_vec());
    for old in olds {
        match added.iter().position(|new| same(old.value, new.value)) {
            Some(index) => pairs.push((old.clone(), added.remove(index))),
            None => gone.push(old.clone()),
        }
    }
    let changed = gone.len().min(added.len());
    pairs.extend(gone.drain(..changed).zip(added.drain(..changed)));
    (pairs, gone, added)
}

const UNEVALUATED: [(&str, Rules, &str); 2] = [
    (
        "unevaluatedProperties",
        Rules {
            added: &rules::schema::UNEVALUATED_PROPERTIES_ADDED,
            removed: &rules::schema::UNEVALUATED_PROPERTIES_REMOVED,
        },
        "properties that no schema names",
    ),
    (
        "unevaluatedItems",
        Rules {
            added: &rules::schema::UNEVALUATED_ITEMS_ADDED,
            removed: &rules::schema::UNEVALUATED_ITEMS_REMOVED,
        },
        "items that no schema is for",
    ),
];

/// What no other keyword is for. It depends on all of them, so that with one in play, another change may do anything.
pub(super) fn unevaluated<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    for (keyword, rules, what) in UNEVALUATED {
        let all = |view: &View<'a>| {
            let all = view.parts.iter().filter_map(|part| part.unevaluated(keyword));
            binding(all.collect())
        };
        let (olds, news) = (all(&pair.old), all(&pair.new));
        if olds.is_empty() && news.is_empty() {
            continue;
        }
        opaque(scope);
        // Even what asks for nothing, such as an `if` alone, counts as what is for a property.
        if rest(&pair.old) != rest(&pair.new) {
            scope.effect(Effect::Unknown);
        }
        match (olds.first(), news.first()) {
            (Some(was), None) | (None, Some(was)) => {
                let removed = news.is_empty();
                let (rule, effect) = if removed {
                    (rules.removed, Effect::Widened)
                } else {
                    (rules.added, Effect::Narrowed)
                };
                let said = if removed { "are free now" } else { "are bound now" };
                let change = Change::new(rule, effect, format!("{what} {said}")).judged(Verdict::ByEffect);
                let value = Some(was.value);
                let change = if removed {
                    change.values(value, None)
                } else {
                    change.values(None, value)
                };
                scope.change(change.located_at(pair.old.place(keyword), pair.new.place(keyword)));
            }
            _ => scope.schema(&olds, &news),
        }
    }
}

/// What the parts say beside it, and how they are wrapped: it sees what is below its own part, and not what is beside.
fn rest<'a>(view: &View<'a>) -> Vec<(usize, Vec<(&'a str, &'a Value)>)> {
    let parts = view.parts.iter().map(|part| {
        let keywords = part.keywords.iter().map(|(keyword, value)| (keyword.as_str(), value));
        let mut keywords: Vec<_> = keywords
            .filter(|(keyword, _)| !is_annotation(keyword) && !keyword.starts_with("unevaluated") && *keyword != "$ref")
            .collect();
        keywords.sort_by_key(|(keyword, _)| *keyword);
        (part.depth, keywords)
    });
    parts.collect()
}

/// Makes every effect that was counted so far one that cannot be told, if there is any.
fn opaque(scope: &mut Scope<'_, '_>) {
    for term in &mut scope.engine.records[scope.id].terms {
        *term = match *term {
            Term::Is(Effect::Equal) => Term::Is(Effect::Equal),
            Term::Is(_) => Term::Is(Effect::Unknown),
            Term::Of(part, _) => Term::Of(part, Variance::Unknown),
        };
    }
}

/// Looks at two schemas whose changes are told; the effects on them vary as `told`, and the one on the whole as `counted`.
pub(super) fn follow_with<'a>(
    scope: &mut Scope<'_, 'a>,
    old: &Node<'a>,
    new: &Node<'a>,
    told: Variance,
    counted: Variance,
) {
    let sense = scope.sense.with_variance(told);
    scope.follow(
        PairKind::Schema,
        std::slice::from_ref(old),
        std::slice::from_ref(new),
        sense,
        counted,
    );
}
