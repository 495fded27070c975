//! Choices between schemas.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use serde_json::Value;

use super::super::change::Change;
use super::super::engine::{PairKind, Sense, Term};
use super::super::scope::Scope;
use super::Pair;
use super::overlaps::{Branches, Overlap};
use crate::judge::{Effect, Variance};
use crate::normal::value_set::digest;
use crate::normal::values::{same, shown};
use crate::normal::{Node, Side, Types, Union, View};
use crate::rules;

/// A schema that became one of several, or the reverse: `A` → `anyOf: [A, B]`. Says whether it was so.
pub(super) fn wrapped<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) -> bool {
    let unions = (&pair.old.unions, &pair.new.unions);
    let whole = |view: &View<'a>| view.nodes.first().cloned().filter(|_| view.nodes.len() == 1);
    let alone = |view: &View<'a>, union: &Union<'a>| {
        let branches = vec![whole(view)?];
        Some(Union {
            node: whole(view)?,
            exclusive: union.exclusive,
            branches,
        })
    };
    let (old, new) = match (unions.0.as_slice(), unions.1.as_slice()) {
        ([], [union]) if pair.new.is_only_a_union(pair.old.types) => (alone(&pair.old, union), Some(union.clone())),
        ([union], []) if pair.old.is_only_a_union(pair.new.types) => (Some(union.clone()), alone(&pair.new, union)),
        _ => return false,
    };
    let (Some(old), Some(new)) = (old, new) else {
        return false;
    };
    // Only if it is one of them; else the types and the other keywords tell more.
    let addresses = |side: &Side<'a>, union: &Union<'a>| {
        union
            .branches
            .iter()
            .map(|branch| side.unwrap(branch).value)
            .collect::<Vec<_>>()
    };
    let (olds, news) = (addresses(&scope.engine.old, &old), addresses(&scope.engine.new, &new));
    let known = olds.iter().any(|one| news.iter().any(|other| one == other));
    if known {
        union(scope, pair, &old, &new);
    }
    known
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let (mut olds, mut news) = (pair.old.unions.clone(), pair.new.unions.clone());
    // The same first, then those of the same kind, then whatever is left: a kind may change.
    let alike: [fn(&Union<'a>, &Union<'a>) -> bool; 3] = [
        |old, new| same(old.node.value, new.node.value),
        |old, new| old.exclusive == new.exclusive,
        |_, _| true,
    ];
    for alike in alike {
        let mut left = Vec::new();
        for old in olds {
            match news.iter().position(|new| alike(&old, new)) {
                Some(index) => union(scope, pair, &old, &news.remove(index)),
                None => left.push(old),
            }
        }
        olds = left;
    }
    for was in olds {
        let change = Change::new(
            &rules::schema::UNION_REMOVED,
            Effect::Widened,
            "it is no choice between schemas any more",
        );
        scope.change(
            change
                .between(Some(was.node), None)
                .located_at(pair.old.here(), pair.new.here()),
        );
    }
    for is in news {
        let change = Change::new(
            &rules::schema::UNION_ADDED,
            Effect::Narrowed,
            "it is a choice between schemas",
        );
        scope.change(
            change
                .between(None, Some(is.node))
                .located_at(pair.old.here(), pair.new.here()),
        );
    }
}

fn union<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>, old: &Union<'a>, new: &Union<'a>) {
    let sides = (
        Branches::collect(&scope.engine.old, &old.branches),
        Branches::collect(&scope.engine.new, &new.branches),
    );
    // Of branches that exclude each other exactly one holds when any does.
    let apart = sides.0.are_apart(Types::NONE) && sides.1.are_apart(Types::NONE);
    let (pairs, gone, added) = matched(scope, &old.branches, &new.branches);
    let exclusive = (
        old.exclusive && old.branches.len() > 1 && !apart,
        new.exclusive && new.branches.len() > 1 && !apart,
    );
    let counted = match exclusive {
        (false, false) => Variance::Covariant,
        _ => Variance::Unknown,
    };
    let sense = Sense {
        without_null: true,
        ..scope.sense.with_variance(Variance::Covariant)
    };
    let mut changed = Vec::new();
    for (was, is) in &pairs {
        let (was, is) = (std::slice::from_ref(was), std::slice::from_ref(is));
        scope.follow(PairKind::Schema, was, is, sense, counted);
        changed.extend(scope.engine.pair(PairKind::Schema, was, is, sense));
    }
    let effect = |effect: Effect| {
        if counted == Variance::Covariant {
            effect
        } else {
            Effect::Unknown
        }
    };
    let is_choice = old.branches.len() > 1 && new.branches.len() > 1;
    let is_tightened = exclusive.0 != exclusive.1 && is_choice;
    if is_tightened {
        let (rule, effect, message) = if exclusive.1 {
            (
                &rules::schema::UNION_TIGHTENED,
                Effect::Narrowed,
                "exactly one of its schemas must hold, no longer any of them",
            )
        } else {
            (
                &rules::schema::UNION_LOOSENED,
                Effect::Widened,
                "any of its schemas may hold, no longer exactly one",
            )
        };
        let change = Change::new(rule, effect, message);
        scope.change(change.located_at(Some(old.node.clone()), Some(new.node.clone())));
    }
    let overlap = match exclusive {
        (false, false) => Overlap::default(),
        _ if is_tightened => Overlap::default(),
        _ => Overlap::find(
            pair,
            (&scope.engine.old, &scope.engine.new),
            (old, &sides.0),
            (new, &sides.1),
        ),
    };
    if gone.is_empty() && added.is_empty() {
        return overlap.tell(scope, old, new, &changed);
    }
    // To callers a branch is what may come or go, whether or not it can be proved that it excludes the others.
    for was in gone {
        scope.term(Term::Is(effect(Effect::Narrowed)));
        let message = format!("{} is no choice any more", name(&was));
        let change = Change::new(&rules::schema::UNION_BRANCH_REMOVED, Effect::Narrowed, message);
        let change = overlap.weigh(change, overlap.won.as_ref());
        scope.tell(
            change
                .between(Some(was.clone()), None)
                .located_at(Some(was), Some(new.node.clone())),
        );
    }
    for is in added {
        scope.term(Term::Is(effect(Effect::Widened)));
        let message = format!("{} is a choice now", name(&is));
        let change = Change::new(&rules::schema::UNION_BRANCH_ADDED, Effect::Widened, message);
        let change = overlap.weigh(change, overlap.lost.as_ref());
        scope.tell(
            change
                .between(None, Some(is.clone()))
                .located_at(Some(old.node.clone()), Some(is)),
        );
    }
}

fn name(branch: &Node<'_>) -> String {
    let reference = Side::reference(branch).and_then(|reference| reference.rsplit('/').next());
    match reference.or_else(|| branch.text("title")) {
        Some(name) => format!("`{name}`"),
        None => shown(branch.value),
    }
}

type Matched<'a> = (Vec<(Node<'a>, Node<'a>)>, Vec<Node<'a>>, Vec<Node<'a>>);

/// The branches of both sides: those that are the same, those that have the same name or mark, those of the same types,
/// and one that is left with one that is left.
fn matched<'a>(scope: &Scope<'_, 'a>, olds: &[Node<'a>], news: &[Node<'a>]) -> Matched<'a> {
    let (old_side, new_side) = (&scope.engine.old, &scope.engine.new);
    let mut matched = (Vec::new(), olds.to_vec(), news.to_vec());
    take_pairs(&mut matched, (Side::reference, Side::reference), |_, _| true);
    let meaning = |side: &Side<'a>, branch: &Node<'a>| Some(digest(side.unwrap(branch).value));
    take_pairs(
        &mut matched,
        (|was| meaning(old_side, was), |is| meaning(new_side, is)),
        |was, is| same(old_side.unwrap(was).value, new_side.unwrap(is).value),
    );
    take_pairs(
        &mut matched,
        (|was| mark(old_side, was), |is| mark(new_side, is)),
        |_, _| true,
    );
    if matched.1.len() == matched.2.len() {
        let types = |side: &Side<'a>, branch: &Node<'a>| Some(View::of_nodes(side, std::slice::from_ref(branch)).types);
        take_pairs(
            &mut matched,
            (|was| types(old_side, was), |is| types(new_side, is)),
            |_, _| true,
        );
    }
    matched
}

/// Makes pairs of what is left of both sides and has the same key, in the order of the documents. Where keys can be the same
/// by chance, `are_alike` decides.
fn take_pairs<'a, K: Hash + Eq>(
    (pairs, gone, added): &mut Matched<'a>,
    (old_key, new_key): (impl Fn(&Node<'a>) -> Option<K>, impl Fn(&Node<'a>) -> Option<K>),
    are_alike: impl Fn(&Node<'a>, &Node<'a>) -> bool,
) {
    if gone.is_empty() || added.is_empty() {
        return;
    }
    let mut by_key: HashMap<K, VecDeque<&Node<'a>>> = HashMap::new();
    for is in added.iter() {
        if let Some(key) = new_key(is) {
            by_key.entry(key).or_default().push_back(is);
        }
    }
    let mut taken = HashSet::new();
    gone.retain(|was| {
        let alike = old_key(was).and_then(|key| by_key.get_mut(&key));
        let is = alike.and_then(|alike| alike.remove(alike.iter().position(|is| are_alike(was, is))?));
        if let Some(is) = is {
            taken.insert(is.address());
            pairs.push((was.clone(), is.clone()));
        }
        is.is_none()
    });
    added.retain(|is| !taken.contains(&is.address()));
}

/// What tells a branch from the others: its title, or the value that a property always has.
fn mark<'a>(side: &Side<'a>, branch: &Node<'a>) -> Option<String> {
    let view = View::of_nodes(side, std::slice::from_ref(branch));
    let constants = constants(side, &view).into_iter().find(|(_, values)| values.len() == 1);
    let constant = constants.and_then(|(name, values)| Some(format!("{name}={}", values.first()?)));
    constant.or_else(|| {
        view.first("title")
            .and_then(|title| title.value.as_str().map(str::to_owned))
    })
}

/// The required properties that are bound to a list of values.
pub(super) fn constants<'a>(side: &Side<'a>, view: &View<'a>) -> Vec<(&'a str, Vec<&'a Value>)> {
    let required: Vec<&str> = view
        .all("required")
        .iter()
        .filter_map(|list| list.value.as_array())
        .flatten()
        .filter_map(|name| name.as_str())
        .collect();
    let mut all = Vec::new();
    for properties in view.all("properties") {
        for (name, schema) in properties.members().filter(|(name, _)| required.contains(name)) {
            let inner = View::of_nodes(side, &[schema]);
            if let (Some(values), Some(false)) = (inner.values, inner.null) {
                all.push((name, values));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    proptest! {
        #![proptest_config(support::steady())]

        #[test]
        fn branches_are_put_together_as_if_each_were_held_against_all(
            olds in prop::collection::vec(0_u8..6, 0..9),
            news in prop::collection::vec(0_u8..6, 0..9),
        ) {
            let (olds, news) = (json!(olds), json!(news));
            let nodes = |value| Node::root(value).items().collect::<Vec<_>>();
            // Zero has no key; the others have one key in twos, and are alike only if they are the same.
            let key = |node: &Node<'_>| node.value.as_u64().filter(|value| *value > 0).map(|value| value / 2);
            let are_alike = |was: &Node<'_>, is: &Node<'_>| was.value == is.value;

            let mut matched = (Vec::new(), nodes(&olds), nodes(&news));
            take_pairs(&mut matched, (key, key), are_alike);

            let (mut pairs, mut gone, mut added) = (Vec::new(), Vec::new(), nodes(&news));
            for was in nodes(&olds) {
                match added.iter().position(|is| key(&was).is_some() && are_alike(&was, is)) {
                    Some(index) => pairs.push((was.address(), added.remove(index).address())),
                    None => gone.push(was.address()),
                }
            }
            let found: Vec<_> = matched.0.iter().map(|(was, is)| (was.address(), is.address())).collect();
            prop_assert_eq!(found, pairs);
            prop_assert_eq!(matched.1.iter().map(Node::address).collect::<Vec<_>>(), gone);
            let left: Vec<_> = added.iter().map(Node::address).collect();
            prop_assert_eq!(matched.2.iter().map(Node::address).collect::<Vec<_>>(), left);
        }
    }
}
