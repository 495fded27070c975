//! Properties: which there are, which must be there, and who may write them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::change::Change;
use super::super::engine::Term;
use super::super::scope::Scope;
use super::objects::Members;
use super::{Pair, renames, slots};
use crate::judge::{Effect, Verdict, presence};
use crate::model::{Direction, Wire};
use crate::normal::{Node, Side, Types, View};
use crate::rules;
use document::rule::Rule;

/// A property that is there on one side only.
#[derive(Debug)]
pub(super) struct Lone<'a> {
    pub(super) name: &'a str,
    pub(super) node: Node<'a>,
    pub(super) required: bool,
    /// What it does to the object.
    pub(super) effect: Vec<Term>,
}

/// The names that must be there.
pub(super) fn required<'a>(view: &View<'a>) -> BTreeSet<&'a str> {
    let lists = view.all("required").into_iter();
    lists
        .filter_map(|list| list.value.as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// Whether a property has a flag, itself or by what it refers to.
fn flagged<'a>(side: &Side<'a>, node: Option<&Node<'a>>, flag: &str) -> bool {
    let Some(node) = node else { return false };
    let inner = node
        .items_of("allOf")
        .chain(Side::reference(node).and_then(|reference| side.target(reference)));
    node.is(flag) || side.unwrap(node).is(flag) || inner.into_iter().any(|inner| side.unwrap(&inner).is(flag))
}

/// Flags that keep a property out of one direction (OpenAPI 3.0.4 section 4.7.24.1).
const FLAGS: [(&str, Direction, &Rule, &Rule); 2] = [
    (
        "readOnly",
        Direction::Request,
        &rules::property::READ_ONLY_ADDED,
        &rules::property::READ_ONLY_REMOVED,
    ),
    (
        "writeOnly",
        Direction::Response,
        &rules::property::WRITE_ONLY_ADDED,
        &rules::property::WRITE_ONLY_REMOVED,
    ),
];

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>, olds: &Members<'_, 'a>, news: &Members<'_, 'a>) {
    let closed = (pair.old.is_closed(), pair.new.is_closed());
    let (mut must_old, mut must_new) = (required(&pair.old), required(&pair.new));
    let (mut gone, mut added): (Vec<Lone<'a>>, Vec<Lone<'a>>) = (Vec::new(), Vec::new());
    let mut shared: Vec<&'a str> = Vec::new();
    let direction = scope.sense.direction;
    for name in olds.named.union(&news.named).copied() {
        let (own_old, own_new) = (olds.own(name), news.own(name));
        let mut hidden = (false, false);
        for (flag, hides, flag_added, flag_removed) in FLAGS {
            let was = flagged(&scope.engine.old, own_old.as_ref(), flag);
            let is = flagged(&scope.engine.new, own_new.as_ref(), flag);
            if own_old.is_some() && own_new.is_some() && was != is {
                let rule = if is { flag_added } else { flag_removed };
                let must = must_new.contains(name) || must_old.contains(name);
                flag_changed(
                    scope,
                    rule,
                    (flag, is, hides),
                    (own_old.as_ref(), own_new.as_ref()),
                    (must, closed.0),
                );
            }
            hidden = (
                hidden.0 || was && hides == direction,
                hidden.1 || is && hides == direction,
            );
        }
        if hidden.0 {
            must_old.remove(name);
        }
        if hidden.1 {
            must_new.remove(name);
        }
        match (hidden, own_old.is_some(), own_new.is_some()) {
            ((true, true), ..) | ((true, false), true, false) | ((false, true), false, true) => continue,
            ((true, false) | (false, true), true, true) => {
                // That it is hidden on one side was told; nothing else counts.
                must_old.remove(name);
                must_new.remove(name);
                scope.effect(Effect::Unknown);
                continue;
            }
            _ => {}
        }
        let (was, is) = (olds.named(name), news.named(name));
        match (own_old, own_new) {
            (Some(_), Some(_)) => {
                shared.push(name);
                let bare = |nodes: &[Node<'a>], own: Option<Node<'a>>| {
                    if nodes.is_empty() {
                        own.into_iter().collect()
                    } else {
                        nodes.to_vec()
                    }
                };
                slots::both(scope, &bare(&was, olds.own(name)), &bare(&is, news.own(name)));
            }
            (Some(node), None) => {
                let effect = vec![slots::weigh(scope, &was, &is)];
                let required = must_old.contains(name);
                gone.push(Lone {
                    name,
                    node,
                    required,
                    effect,
                });
            }
            (None, Some(node)) => {
                let effect = vec![slots::weigh(scope, &was, &is)];
                let required = must_new.contains(name);
                added.push(Lone {
                    name,
                    node,
                    required,
                    effect,
                });
            }
            (None, None) => {}
        }
    }
    // A name that is required and is a lone property is told with it. One that must be there only where it is not named is not.
    let gone_with = gone
        .iter()
        .filter(|lone| lone.required || !must_new.contains(lone.name));
    let added_with = added
        .iter()
        .filter(|lone| lone.required || !must_old.contains(lone.name));
    let lone: BTreeSet<&str> = gone_with.chain(added_with).map(|lone| lone.name).collect();
    for name in must_old
        .symmetric_difference(&must_new)
        .filter(|name| !lone.contains(**name))
    {
        became(scope, pair, name, (olds, news), (&must_old, &must_new));
    }
    for lone in gone
        .iter_mut()
        .filter(|lone| lone.required && !must_new.contains(lone.name))
    {
        lone.effect.push(Term::Is(Effect::Widened));
    }
    for lone in added
        .iter_mut()
        .filter(|lone| lone.required && !must_old.contains(lone.name))
    {
        lone.effect.push(Term::Is(Effect::Narrowed));
    }
    for (was, is) in renames::pairs(&mut scope.engine.property_names, &mut gone, &mut added) {
        let message = format!("the property `{}` is called `{}`", was.name, is.name);
        let change = Change::new(&rules::property::NAME_RENAMED, Effect::Incomparable, message);
        let change = change.judged(presence::renamed(is.required || was.required, closed.0));
        let change = change.values(Some(&was.name.into()), Some(&is.name.into()));
        scope.change(change.located_at(Some(was.node), Some(is.node)));
    }
    for Lone {
        name,
        node,
        required,
        effect,
    } in gone
    {
        let rule = if required {
            &rules::property::REQUIRED_REMOVED
        } else {
            &rules::property::OPTIONAL_REMOVED
        };
        let message = format!("the {} property `{name}` is gone", need(required));
        let change = Change::new(rule, Effect::Equal, message).judged(presence::removed(closed.1));
        scope.change(Change { effect, ..change }.between(Some(node), None));
    }
    for Lone {
        name,
        node,
        required,
        effect,
    } in added
    {
        let rule = if required {
            &rules::property::REQUIRED_ADDED
        } else {
            &rules::property::OPTIONAL_ADDED
        };
        let message = format!("the {} property `{name}` is new", need(required));
        let witness = required
            .then(|| pair.witness(scope, least(pair, olds, news, &must_old)))
            .flatten();
        let change = Change::new(rule, Effect::Equal, message);
        let verdict = presence::added(required, closed.0);
        // Callers may have kept to what the contract said of it otherwise.
        let verdict = if closed.0 || required {
            verdict
        } else if !olds.named(name).is_empty() {
            verdict.or_worse()
        } else if is_known_below(&scope.engine.old, &pair.old, name) {
            presence::KNOWN_ELSEWHERE
        } else {
            verdict
        };
        let change = change.judged(verdict);
        scope.change(
            Change { effect, ..change }
                .between(None, Some(node))
                .counterexample(witness),
        );
    }
}

fn need(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

/// Whether a choice, a condition or the like of a schema names a property.
fn is_known_below<'a>(side: &Side<'a>, view: &View<'a>, name: &str) -> bool {
    const SCHEMAS: usize = 256;
    let mut open: Vec<Node<'a>> = view.unions.iter().flat_map(|union| union.branches.clone()).collect();
    for part in &view.parts {
        open.extend(
            ["not", "if", "then", "else"]
                .iter()
                .filter_map(|keyword| part.get(keyword)),
        );
        open.extend(part.node.members_of("dependentSchemas").map(|(_, schema)| schema));
    }
    for _ in 0..SCHEMAS {
        let Some(node) = open.pop() else { return false };
        let node = side.unwrap(&node);
        if node.get("properties").is_some_and(|all| all.get(name).is_some()) {
            return true;
        }
        open.extend(Side::reference(&node).and_then(|reference| side.target(reference)));
        for keyword in ["allOf", "anyOf", "oneOf"] {
            open.extend(node.items_of(keyword));
        }
        open.extend(
            ["not", "if", "then", "else"]
                .iter()
                .filter_map(|keyword| node.get(keyword)),
        );
    }
    true
}

/// A property that both sides have, or that neither names, is required on one side only.
fn became<'a>(
    scope: &mut Scope<'_, 'a>,
    pair: &Pair<'a>,
    name: &str,
    (olds, news): (&Members<'_, 'a>, &Members<'_, 'a>),
    (must_old, must_new): (&BTreeSet<&'a str>, &BTreeSet<&'a str>),
) {
    let is = must_new.contains(name);
    let (rule, effect, message) = if is {
        (
            &rules::property::REQUIRED_ADDED,
            Effect::Narrowed,
            format!("the property `{name}` must be there now"),
        )
    } else {
        (
            &rules::property::REQUIRED_REMOVED,
            Effect::Widened,
            format!("the property `{name}` may be left out now"),
        )
    };
    let (base, revision) = (olds.own(name), news.own(name));
    let unnamed = base.is_none() && revision.is_none();
    let change = Change::new(rule, effect, message).values(Some(&Value::Bool(!is)), Some(&Value::Bool(is)));
    let change = change.located_at(base.or_else(|| pair.old.here()), revision.or_else(|| pair.new.here()));
    let change = if unnamed { change.named(name) } else { change };
    let fewer = if is { must_old } else { must_new };
    let witness = pair.witness(scope, least(pair, olds, news, fewer));
    scope.change(change.counterexample(witness));
}

/// An object that has the names of `must` and no others.
fn least<'a>(
    pair: &Pair<'a>,
    olds: &Members<'_, 'a>,
    news: &Members<'_, 'a>,
    must: &BTreeSet<&'a str>,
) -> Option<Value> {
    let mut object = Map::new();
    for name in must {
        let own = news.own(name).or_else(|| olds.own(name));
        let said = own.and_then(|own| {
            let listed = own
                .value
                .get("enum")
                .and_then(|list| list.get(0))
                .or_else(|| own.value.get("const"))
                .cloned();
            listed.or_else(|| own.value.get("type").and_then(Types::parse)?.sample())
        });
        object.insert((*name).to_owned(), said.unwrap_or(Value::Null));
    }
    (!pair.old.never && object.len() <= 10).then_some(Value::Object(object))
}

/// A property that only one of the sides hides from a direction.
fn flag_changed<'a>(
    scope: &mut Scope<'_, 'a>,
    rule: &'static Rule,
    (flag, is, hides): (&str, bool, Direction),
    (old, new): (Option<&Node<'a>>, Option<&Node<'a>>),
    (must, closed): (bool, bool),
) {
    let unchanged = (Wire::Safe, "In this direction it stays what it was.");
    let (now, from) = if is {
        ("it is", presence::removed(closed))
    } else {
        ("it is no longer", presence::added(must, closed))
    };
    let verdict = match (from, hides) {
        (Verdict::ByDirection { request, .. }, Direction::Request) => Verdict::ByDirection {
            request,
            response: unchanged,
        },
        (Verdict::ByDirection { response, .. }, _) => Verdict::ByDirection {
            request: unchanged,
            response,
        },
        (other, _) => other,
    };
    let kind = if flag == "readOnly" { "read-only" } else { "write-only" };
    let place = |node: Option<&Node<'a>>| node.map(|node| node.get(flag).unwrap_or_else(|| node.clone()));
    let change = Change::new(rule, Effect::Equal, format!("{now} {kind}")).judged(verdict);
    scope.change(
        change
            .values(Some(&Value::Bool(!is)), Some(&Value::Bool(is)))
            .located_at(place(old), place(new)),
    );
}
