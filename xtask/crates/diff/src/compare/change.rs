//! A change as it is seen where it is, before all effects are known.

use serde_json::Value;

use super::engine::Term;
use crate::judge::{Effect, Verdict};
use crate::model::Direction;
use crate::normal::{Node, values};
use document::rule::Rule;

/// A change as it was seen, before its effect is known.
#[derive(Clone, Debug)]
pub(crate) struct Change<'a> {
    pub(crate) rule: &'static Rule,
    pub(crate) effect: Vec<Term>,
    pub(crate) verdict: Verdict,
    pub(crate) base: Option<Node<'a>>,
    pub(crate) revision: Option<Node<'a>>,
    pub(crate) old: Option<Value>,
    pub(crate) new: Option<Value>,
    /// The name of the part, behind what it is in, where the place does not tell.
    pub(crate) name: Option<String>,
    pub(crate) message: String,
    pub(crate) counterexample: Option<Value>,
    /// Its own, where it is not that of the pair.
    pub(crate) direction: Option<Direction>,
    /// Its own, where no operation of both sides reaches it.
    pub(crate) operations: Vec<String>,
}

impl<'a> Change<'a> {
    /// A change whose severity follows from its effect.
    pub(crate) fn new(rule: &'static Rule, effect: Effect, message: impl Into<String>) -> Self {
        Self {
            rule,
            effect: vec![Term::Is(effect)],
            verdict: Verdict::ByEffect,
            base: None,
            revision: None,
            old: None,
            new: None,
            name: None,
            message: message.into(),
            counterexample: None,
            direction: None,
            operations: Vec::new(),
        }
    }

    pub(crate) fn judged(mut self, verdict: Verdict) -> Self {
        self.verdict = verdict;
        self
    }

    /// Where it was and is.
    pub(crate) fn located_at(mut self, base: Option<Node<'a>>, revision: Option<Node<'a>>) -> Self {
        self.base = base;
        self.revision = revision;
        self
    }

    /// What was and is there.
    pub(crate) fn values(mut self, old: Option<&Value>, new: Option<&Value>) -> Self {
        self.old = old.map(values::brief);
        self.new = new.map(values::brief);
        self
    }

    /// Where it was and is, with what was and is there.
    pub(crate) fn between(self, base: Option<Node<'a>>, revision: Option<Node<'a>>) -> Self {
        let (old, new) = (
            base.as_ref().map(|node| node.value),
            revision.as_ref().map(|node| node.value),
        );
        self.values(old, new).located_at(base, revision)
    }

    pub(crate) fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// On another side of the exchange than what it is told with.
    pub(crate) fn toward(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    pub(crate) fn counterexample(mut self, value: Option<Value>) -> Self {
        self.counterexample = value;
        self
    }
}
