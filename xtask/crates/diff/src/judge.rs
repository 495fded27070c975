//! From what changed to what it means: severity follows from the direction, not from a list of rules.

use super::model::{Direction, Wire};

/// How the values that a part of the new contract takes relate to those of the old one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effect {
    /// The same values.
    #[default]
    Equal,
    /// All of the old ones, and perhaps more.
    Widened,
    /// Some or all of the old ones, and no others.
    Narrowed,
    /// Some are new and some are gone.
    Incomparable,
    /// It could not be decided.
    Unknown,
}

impl Effect {
    /// The effect of two changes that both hold.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Equal, other) | (other, Self::Equal) => other,
            (one, other) if one == other => one,
            _ => Self::Incomparable,
        }
    }

    /// The effect seen from the other side: under a `not`, or with base and revision swapped.
    #[must_use]
    pub(crate) fn flipped(self) -> Self {
        match self {
            Self::Widened => Self::Narrowed,
            Self::Narrowed => Self::Widened,
            other => other,
        }
    }
}

/// How the set of values of a whole varies with that of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Variance {
    /// A wider part makes the whole wider.
    #[default]
    Covariant,
    /// A wider part makes the whole narrower.
    Contravariant,
    /// What another part does to the whole cannot be told.
    Unknown,
}

impl Variance {
    /// What an effect on the part is to the whole.
    pub(crate) fn apply(self, effect: Effect) -> Effect {
        match (self, effect) {
            (_, Effect::Equal) => Effect::Equal,
            (Self::Covariant, effect) => effect,
            (Self::Contravariant, effect) => effect.flipped(),
            (Self::Unknown, _) => Effect::Unknown,
        }
    }

    /// A part of a part.
    pub(crate) fn and(self, inner: Self) -> Self {
        match (self, inner) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Covariant, inner) => inner,
            (Self::Contravariant, Self::Covariant) => Self::Contravariant,
            (Self::Contravariant, Self::Contravariant) => Self::Covariant,
        }
    }
}

/// What decides how severe a change is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Verdict {
    /// Its effect and its direction.
    ByEffect,
    /// The same in every direction.
    Always(Wire, &'static str),
    /// That of its effect, and no better than what practice knows.
    AtLeast {
        request: (Wire, &'static str),
        response: (Wire, &'static str),
    },
    /// What callers write, and what they read, where practice knows more than set theory.
    ByDirection {
        request: (Wire, &'static str),
        response: (Wire, &'static str),
    },
}

/// What nobody sends or receives.
pub(crate) const UNUSED: &str = "No operation refers to it.";

impl Verdict {
    /// Risky, for this reason, where its effect would be safe.
    pub(crate) const fn at_least_risky(why: &'static str) -> Self {
        let risky = (Wire::Risky, why);
        Self::AtLeast {
            request: risky,
            response: risky,
        }
    }

    /// The same, and no better than its effect.
    pub(crate) const fn or_worse(self) -> Self {
        match self {
            Self::ByDirection { request, response } => Self::AtLeast { request, response },
            other => other,
        }
    }

    /// The severity of a change with this effect on this side of an exchange, and why.
    pub(crate) fn weigh(self, effect: Effect, direction: Direction) -> (Wire, &'static str) {
        match (self, direction) {
            (Self::Always(wire, why), _) => (wire, why),
            (_, Direction::None) => (Wire::Docs, UNUSED),
            (Self::ByEffect, direction) => by_effect(effect, direction),
            (Self::AtLeast { request, response }, direction) => {
                let practice = Self::ByDirection { request, response }.weigh(effect, direction);
                let by_effect = by_effect(effect, direction);
                if by_effect.0 > practice.0 { by_effect } else { practice }
            }
            (Self::ByDirection { request, .. }, Direction::Request) => request,
            (Self::ByDirection { response, .. }, Direction::Response) => response,
            (Self::ByDirection { request, response }, Direction::Both) => {
                if request.0 >= response.0 {
                    request
                } else {
                    response
                }
            }
        }
    }
}

/// Who takes less breaks those who write, who says more breaks those who read.
fn by_effect(effect: Effect, direction: Direction) -> (Wire, &'static str) {
    match (effect, direction) {
        (_, Direction::None) => (Wire::Docs, UNUSED),
        (Effect::Equal, _) => (Wire::Docs, "The same values are valid."),
        (Effect::Unknown, _) => (
            Wire::Risky,
            "What it does to the values that are valid cannot be decided from the contract.",
        ),
        (Effect::Incomparable, _) => (
            Wire::Breaking,
            "Values that were valid are not any more, and others are valid that were not.",
        ),
        (Effect::Narrowed, Direction::Request | Direction::Both) => {
            (Wire::Breaking, "What callers were allowed to send may be refused.")
        }
        (Effect::Widened, Direction::Response | Direction::Both) => {
            (Wire::Breaking, "Callers may receive what the contract had ruled out.")
        }
        (Effect::Widened, Direction::Request) => (Wire::Safe, "What callers were allowed to send is still taken."),
        (Effect::Narrowed, Direction::Response) => (Wire::Safe, "What callers receive was possible before."),
    }
}

/// A part of a message that has a name: a property, a header.
pub(crate) mod presence {
    use super::{Verdict, Wire};

    const NEW_AND_OPTIONAL: &str = "Callers who do not know it may leave it out.";
    const NEW_TO_READ: &str = "Callers who do not know it can ignore it.";
    const GONE_TO_READ: &str = "Callers who read it find nothing there, or anything.";
    const GONE_TO_SEND: &str = "Callers who send it are ignored now, or refused.";

    /// A new one. In an open object anything had been allowed in its place, which set theory calls narrower; nobody who
    /// kept to the contract used it. A closed one had promised that nothing else comes.
    pub(crate) fn added(required: bool, closed: bool) -> Verdict {
        Verdict::ByDirection {
            request: if required {
                (
                    Wire::Breaking,
                    "Callers who do not know it leave it out, and are refused.",
                )
            } else {
                (Wire::Safe, NEW_AND_OPTIONAL)
            },
            response: if closed {
                (
                    Wire::Breaking,
                    "The contract had promised that nothing but the known ones comes.",
                )
            } else {
                (Wire::Safe, NEW_TO_READ)
            },
        }
    }

    /// A new and optional one of which the contract said something in another place: in a branch of a choice, or in a
    /// condition. Callers may send it as it is there.
    pub(crate) const KNOWN_ELSEWHERE: Verdict = Verdict::ByDirection {
        request: (
            Wire::Risky,
            "Callers may send it as a branch or a condition has it, and that may be refused now.",
        ),
        response: (Wire::Safe, NEW_TO_READ),
    };

    /// One that is gone.
    pub(crate) fn removed(closed: bool) -> Verdict {
        Verdict::ByDirection {
            request: if closed {
                (
                    Wire::Breaking,
                    "Callers who send it are refused: nothing but the known ones is taken.",
                )
            } else {
                (Wire::Risky, GONE_TO_SEND)
            },
            response: (Wire::Breaking, GONE_TO_READ),
        }
    }

    /// One that has another name.
    pub(crate) fn renamed(required: bool, closed: bool) -> Verdict {
        Verdict::ByDirection {
            request: if required || closed {
                (Wire::Breaking, "Callers who send it by its old name are refused.")
            } else {
                (
                    Wire::Risky,
                    "Callers who send it by its old name are ignored now, or refused.",
                )
            },
            response: (
                Wire::Breaking,
                "Callers who read it by its old name find nothing there.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrower_requests_and_wider_responses_break_and_their_mirrors_do_not() {
        let wire = |effect, direction| by_effect(effect, direction).0;
        assert_eq!(wire(Effect::Narrowed, Direction::Request), Wire::Breaking);
        assert_eq!(wire(Effect::Widened, Direction::Request), Wire::Safe);
        assert_eq!(wire(Effect::Narrowed, Direction::Response), Wire::Safe);
        assert_eq!(wire(Effect::Widened, Direction::Response), Wire::Breaking);
        for direction in [Direction::Request, Direction::Response, Direction::Both] {
            assert_eq!(wire(Effect::Incomparable, direction), Wire::Breaking);
            assert_eq!(wire(Effect::Unknown, direction), Wire::Risky);
        }
    }

    #[test]
    fn effects_join_to_the_least_that_both_allow() {
        use Effect::*;
        assert_eq!(Widened.join(Equal), Widened);
        assert_eq!(Widened.join(Narrowed), Incomparable);
        assert_eq!(Incomparable.join(Unknown), Unknown);
        for one in [Equal, Widened, Narrowed, Incomparable, Unknown] {
            for other in [Equal, Widened, Narrowed, Incomparable, Unknown] {
                assert_eq!(one.join(other), other.join(one));
                assert_eq!(one.join(other).flipped(), one.flipped().join(other.flipped()));
            }
        }
    }
}
