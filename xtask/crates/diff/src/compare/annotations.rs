//! What is said for people and tools: prose, examples, extensions; and fields that nobody knows.

use std::collections::BTreeSet;

use super::change::Change;
use super::differ::{Effects, MemberRules};
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::Wire;
use crate::normal::{Node, ValueSet};
use crate::rules;
use document::grammar::Kind;
use document::rule::Rule;

const PROSE: MemberRules = MemberRules {
    added: &rules::prose::TEXT_ADDED,
    removed: &rules::prose::TEXT_REMOVED,
    changed: &rules::prose::TEXT_CHANGED,
};
const EXAMPLE: MemberRules = MemberRules {
    added: &rules::example::VALUE_ADDED,
    removed: &rules::example::VALUE_REMOVED,
    changed: &rules::example::VALUE_CHANGED,
};
const EXTENSION: MemberRules = MemberRules {
    added: &rules::extension::VALUE_ADDED,
    removed: &rules::extension::VALUE_REMOVED,
    changed: &rules::extension::VALUE_CHANGED,
};
const UNKNOWN: MemberRules = MemberRules {
    added: &rules::field::UNKNOWN_ADDED,
    removed: &rules::field::UNKNOWN_REMOVED,
    changed: &rules::field::UNKNOWN_CHANGED,
};

pub(crate) const FOR_PEOPLE: Verdict = Verdict::Always(Wire::Docs, "It is for people: no program sends or reads it.");
const FOR_TOOLS: Verdict = Verdict::Always(
    Wire::Docs,
    "An extension is no part of what is sent; tools that read it may do something else now.",
);
const NOT_UNDERSTOOD: Verdict = Verdict::Always(
    Wire::Risky,
    "The specification has no such field, so nobody can tell what it means.",
);
const DISCOURAGED: Verdict = Verdict::Always(Wire::Safe, "It works as it did; it may go in a later version.");
const ENCOURAGED: Verdict = Verdict::Always(Wire::Safe, "It works as it did, and is meant to stay.");

impl<'a> Scope<'_, 'a> {
    /// One text for people, wherever it is on the two sides.
    pub(crate) fn prose(
        &mut self,
        field: &str,
        pair: (Option<Node<'a>>, Option<Node<'a>>),
        here: (&Option<Node<'a>>, &Option<Node<'a>>),
    ) {
        self.differ(PROSE, pair, here, &format!("`{field}`"), Effects::NONE, FOR_PEOPLE);
    }

    /// One example or list of them.
    pub(crate) fn example(
        &mut self,
        field: &str,
        pair: (Option<Node<'a>>, Option<Node<'a>>),
        here: (&Option<Node<'a>>, &Option<Node<'a>>),
    ) {
        self.differ(EXAMPLE, pair, here, &format!("`{field}`"), Effects::NONE, FOR_PEOPLE);
    }

    /// One extension.
    pub(crate) fn extension(
        &mut self,
        field: &str,
        pair: (Option<Node<'a>>, Option<Node<'a>>),
        here: (&Option<Node<'a>>, &Option<Node<'a>>),
    ) {
        self.differ(EXTENSION, pair, here, &format!("`{field}`"), Effects::NONE, FOR_TOOLS);
    }

    /// One field that the specification does not have.
    pub(crate) fn unknown(
        &mut self,
        field: &str,
        pair: (Option<Node<'a>>, Option<Node<'a>>),
        here: (&Option<Node<'a>>, &Option<Node<'a>>),
    ) {
        self.differ(
            UNKNOWN,
            pair,
            here,
            &format!("`{field}`"),
            Effects::UNKNOWN,
            NOT_UNDERSTOOD,
        );
    }

    /// Whether something is deprecated: `rules` are those of becoming so and of ceasing to be so.
    pub(crate) fn deprecated(&mut self, rules: (&'static Rule, &'static Rule), old: &Node<'a>, new: &Node<'a>) {
        let (was, is) = (old.is("deprecated"), new.is("deprecated"));
        let pair = (Some(old), Some(new));
        self.deprecation(rules, (was, is), pair);
    }

    /// The same where it was found elsewhere.
    pub(crate) fn deprecation(
        &mut self,
        rules: (&'static Rule, &'static Rule),
        (was, is): (bool, bool),
        (old, new): (Option<&Node<'a>>, Option<&Node<'a>>),
    ) {
        let (rule, verdict, message) = match (was, is) {
            (false, true) => (rules.0, DISCOURAGED, "it is deprecated now"),
            (true, false) => (rules.1, ENCOURAGED, "it is not deprecated any more"),
            _ => return,
        };
        let place = |node: Option<&Node<'a>>| node.map(|node| node.get("deprecated").unwrap_or_else(|| node.clone()));
        let change = Change::new(rule, Effect::Equal, message).judged(verdict);
        self.change(
            change
                .values(Some(&was.into()), Some(&is.into()))
                .located_at(place(old), place(new)),
        );
    }

    /// All of an object that is no schema: its prose, its extensions, and what nobody knows.
    pub(crate) fn remarks(&mut self, kind: Kind, old: &Node<'a>, new: &Node<'a>) {
        self.remarks_but(&[], kind, old, new);
    }

    /// The same but for fields that have a meaning of their own: who calls this tells them.
    pub(crate) fn remarks_but(&mut self, own: &[&str], kind: Kind, old: &Node<'a>, new: &Node<'a>) {
        if old.value == new.value {
            return;
        }
        let here = (&Some(old.clone()), &Some(new.clone()));
        for field in fields(old, new) {
            let pair = (old.get(field), new.get(field));
            match field {
                field if own.contains(&field) => {}
                "summary" | "description" | "externalDocs" if kind.field(field).is_some() => {
                    self.prose(field, pair, here)
                }
                "example" if kind.field(field).is_some() => self.example(field, pair, here),
                "examples" if kind.field(field).is_some() => self.examples(pair.0.as_ref(), pair.1.as_ref(), here),
                field if field.starts_with("x-") => self.extension(field, pair, here),
                "$ref" => {}
                field if kind.field(field).is_none() => self.unknown(field, pair, here),
                _ => {}
            }
        }
    }

    /// Examples by name, which may be references.
    fn examples(
        &mut self,
        old: Option<&Node<'a>>,
        new: Option<&Node<'a>>,
        here: (&Option<Node<'a>>, &Option<Node<'a>>),
    ) {
        let names: BTreeSet<&str> = [old, new]
            .into_iter()
            .flatten()
            .flat_map(|node| node.members())
            .map(|(name, _)| name)
            .collect();
        for name in names {
            let open = |side: &crate::normal::Side<'a>, node: Option<&Node<'a>>| {
                let node = node?.get(name)?;
                Some(side.open(&node).unwrap_or(node))
            };
            let pair = (open(&self.engine.old, old), open(&self.engine.new, new));
            self.example(&format!("examples.{name}"), pair, here);
        }
    }
}

/// The names of the members of two objects, in the order of the first, then of the second.
pub(crate) fn fields<'a>(old: &Node<'a>, new: &Node<'a>) -> Vec<&'a str> {
    let mut all: Vec<&'a str> = old.members().map(|(name, _)| name).collect();
    all.extend(
        new.members()
            .map(|(name, _)| name)
            .filter(|name| old.get(name).is_none()),
    );
    all
}

/// Whether two lists have the same members in any order.
pub(crate) fn same_set<'a>(old: Option<&Node<'a>>, new: Option<&Node<'a>>) -> bool {
    let items = |node: Option<&Node<'a>>| -> Vec<&'a serde_json::Value> {
        let items = node.into_iter().flat_map(Node::items);
        items.map(|item| item.value).collect()
    };
    let within = |one: &[&serde_json::Value], other: &[&serde_json::Value]| {
        let other: ValueSet<'_> = other.iter().copied().collect();
        one.iter().all(|item| other.contains(item))
    };
    let (old, new) = (items(old), items(new));
    within(&old, &new) && within(&new, &old)
}
