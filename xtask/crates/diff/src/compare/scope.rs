//! What a pair can do while it is looked at: tell changes, and have its parts looked at.

use super::change::Change;
use super::engine::{Engine, PairKind, Sense, Term, Written};
use super::pairs::PairId;
use crate::judge::{Effect, Variance};
use crate::model::Direction;
use crate::normal::Node;

/// A pair while it is looked at.
#[derive(Debug)]
pub(crate) struct Scope<'e, 'a> {
    pub(crate) engine: &'e mut Engine<'a>,
    pub(crate) id: PairId,
    pub(crate) sense: Sense,
}

impl<'a> Scope<'_, 'a> {
    /// Adds to what the effect of this pair is made of.
    pub(crate) fn term(&mut self, term: Term) {
        self.engine.records[self.id].terms.push(term);
    }

    /// The same for an effect that is known.
    pub(crate) fn effect(&mut self, effect: Effect) {
        if effect != Effect::Equal {
            self.term(Term::Is(effect));
        }
    }

    /// Tells a change, and counts its effect.
    pub(crate) fn change(&mut self, change: Change<'a>) {
        for term in change.effect.clone() {
            self.term(term);
        }
        self.tell(change);
    }

    /// Tells a change whose effect is counted otherwise.
    pub(crate) fn tell(&mut self, change: Change<'a>) {
        self.engine.records[self.id].changes.push(change);
    }

    /// The effect of two schemas, whose changes are not told here.
    pub(crate) fn weigh(&mut self, old: &[Node<'a>], new: &[Node<'a>]) -> Term {
        match self.engine.pair(
            PairKind::Schema,
            old,
            new,
            Sense {
                without_null: false,
                ..self.sense
            },
        ) {
            Some(id) => Term::Of(id, Variance::Covariant),
            None => Term::Is(Effect::Equal),
        }
    }

    /// Looks at two parts of this one, whose changes are told; `variance` is for the effect on this one.
    pub(crate) fn follow(
        &mut self,
        subject: PairKind,
        old: &[Node<'a>],
        new: &[Node<'a>],
        sense: Sense,
        variance: Variance,
    ) {
        let Some(part) = self.engine.pair(subject, old, new, sense) else {
            return;
        };
        self.term(Term::Of(part, variance));
        self.engine.records[self.id].reaches.push(part);
    }

    /// The usual case: two schemas that make this one wider when they are.
    pub(crate) fn schema(&mut self, old: &[Node<'a>], new: &[Node<'a>]) {
        self.follow(
            PairKind::Schema,
            old,
            new,
            self.sense.with_variance(Variance::Covariant),
            Variance::Covariant,
        );
    }

    /// Two schemas of what is written in a way of its own.
    pub(crate) fn schema_written(&mut self, written: Written, old: &[Node<'a>], new: &[Node<'a>]) {
        let sense = self.sense.with_variance(Variance::Covariant).written(written);
        self.follow(PairKind::Schema, old, new, sense, Variance::Covariant);
    }

    /// Two parts that are no schemas.
    pub(crate) fn part(&mut self, subject: PairKind, old: &Node<'a>, new: &Node<'a>, direction: Direction) {
        let nodes = (std::slice::from_ref(old), std::slice::from_ref(new));
        self.follow(subject, nodes.0, nodes.1, Sense::new(direction), Variance::Covariant);
    }
}
