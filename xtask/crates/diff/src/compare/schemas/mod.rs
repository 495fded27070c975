//! Schemas: the effect of each keyword on the values that are valid, and of all of them together.
//!
//! A schema is a conjunction: it is wider when each of its keywords is. What is compared are views, so that the same
//! meaning in other words is no change.

mod arrays;
mod conditions;
mod contents;
mod formats;
mod hints;
mod numbers;
mod objects;
mod overlaps;
mod patterns;
mod properties;
pub(super) mod renames;
mod sent;
mod slots;
mod strings;
mod types;
mod unions;

use serde_json::Value;

use super::super::normal::values::same;
use super::super::normal::{Kept, Node, Types, View, accepts};
use super::change::Change;
use super::scope::Scope;
use crate::judge::{Effect, Variance};
use document::rule::Rule;

/// The views of the two sides.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub(super) old: View<'a>,
    pub(super) new: View<'a>,
}

impl<'a> Pair<'a> {
    /// The types of which values are valid on both sides: only there a constraint can make a difference that the types
    /// do not make.
    fn domain(&self) -> Types {
        self.old.types & self.new.types
    }

    /// Whether both sides are written in the same words.
    fn is_same_text(&self) -> bool {
        let values = |view: &View<'a>| view.nodes.iter().map(|node| node.value).collect::<Vec<_>>();
        values(&self.old) == values(&self.new)
    }

    /// Where `keyword` differs: of several parts that have it, those that are not on the other side.
    fn places(&self, keyword: &str) -> (Option<Node<'a>>, Option<Node<'a>>) {
        let (olds, news) = (self.old.all(keyword), self.new.all(keyword));
        let (gone, added) = slots::unmatched(&olds, &news, |one, other| same(one.value, other.value));
        let first = |differing: Vec<Node<'a>>, all: Vec<Node<'a>>| differing.into_iter().chain(all).next();
        (first(gone, olds), first(added, news))
    }

    /// A change of `keyword`, with its place and its value on both sides.
    fn change(&self, rule: &'static Rule, effect: Effect, keyword: &str, message: impl Into<String>) -> Change<'a> {
        let (old, new) = self.places(keyword);
        let change = Change::new(rule, effect, message).between(old.clone(), new.clone());
        change.located_at(old.or_else(|| self.old.here()), new.or_else(|| self.new.here()))
    }

    /// The first of `values` that one side takes and the other does not.
    fn witness(&self, scope: &Scope<'_, 'a>, values: impl IntoIterator<Item = Value>) -> Option<Value> {
        values.into_iter().find(|value| {
            let old = accepts(&scope.engine.old, &self.old.nodes, value);
            let new = accepts(&scope.engine.new, &self.new.nodes, value);
            matches!((old, new), (Some(old), Some(new)) if old != new)
        })
    }
}

/// The views of both sides. Where only one of them has a choice left, what it chooses between is kept apart on the other:
/// `{type: object, oneOf: [A]}` is a choice of one beside `{type: object, oneOf: [A, B]}`, and alone it is an object.
fn views<'a>(scope: &Scope<'_, 'a>, olds: &[Node<'a>], news: &[Node<'a>]) -> Pair<'a> {
    let (old_side, new_side) = (&scope.engine.old, &scope.engine.new);
    let (old, new) = (View::of_nodes(old_side, olds), View::of_nodes(new_side, news));
    if old.unions.len() == new.unions.len() {
        return Pair { old, new };
    }
    Pair {
        old: View::keeping(old_side, olds, &Kept::collect(new_side, &new)),
        new: View::keeping(new_side, news, &Kept::collect(old_side, &old)),
    }
}

/// Two schemas, each given as those that all have to hold.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, olds: &[Node<'a>], news: &[Node<'a>]) {
    let pair = &views(scope, olds, news);
    // What leads nowhere was told as a fault of the document; what it does is open.
    if pair.old.unclear != pair.new.unclear {
        scope.effect(Effect::Unknown);
        if !(pair.old.is_readable() && pair.new.is_readable()) {
            return;
        }
    }
    // Too much to be looked at together is looked at one by one, and what all of it does is open.
    if !(pair.old.rest.is_empty() && pair.new.rest.is_empty()) {
        scope.effect(Effect::Unknown);
        for (old, new) in pair.old.rest.iter().zip(&pair.new.rest) {
            slots::follow_with(scope, old, new, Variance::Covariant, Variance::Unknown);
        }
    }
    hints::compare(scope, pair);
    let has_object = (pair.old.types | pair.new.types).has(Types::OBJECT);
    if scope.sense.written.is_text(has_object) {
        if sent::compare(scope, pair) {
            return;
        }
    } else {
        types::null(scope, pair);
    }
    if types::never(scope, pair) || unions::wrapped(scope, pair) {
        return;
    }
    if types::listed(scope, pair) {
        return;
    }
    types::types(scope, pair);
    types::values(scope, pair);
    let domain = pair.domain();
    if domain.meets(Types::NUMBER) {
        numbers::compare(scope, pair);
    }
    if domain.meets(Types::STRING) {
        strings::compare(scope, pair);
    }
    formats::compare(scope, pair);
    if domain.meets(Types::ARRAY) {
        arrays::compare(scope, pair);
    }
    if domain.meets(Types::OBJECT) {
        let sense = scope.sense.of_members();
        let members = &mut Scope {
            engine: scope.engine,
            id: scope.id,
            sense,
        };
        objects::compare(members, pair);
    }
    unions::compare(scope, pair);
    conditions::compare(scope, pair);
    slots::unevaluated(scope, pair);
}
