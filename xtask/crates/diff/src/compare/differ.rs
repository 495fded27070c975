//! A member that is there on one side, on both, or on none.

use super::change::Change;
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::normal::{Node, values};
use document::rule::Rule;

/// The rules of what can happen to a member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MemberRules {
    pub(crate) added: &'static Rule,
    pub(crate) removed: &'static Rule,
    pub(crate) changed: &'static Rule,
}

/// The effects of what can happen to a member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effects {
    pub(crate) added: Effect,
    pub(crate) removed: Effect,
    pub(crate) changed: Effect,
}

impl Effects {
    /// What has no effect on which values are valid.
    pub(crate) const NONE: Self = Self {
        added: Effect::Equal,
        removed: Effect::Equal,
        changed: Effect::Equal,
    };
    /// What may have any.
    pub(crate) const UNKNOWN: Self = Self {
        added: Effect::Unknown,
        removed: Effect::Unknown,
        changed: Effect::Unknown,
    };
    /// What makes another thing of it.
    pub(crate) const OTHER: Self = Self {
        added: Effect::Incomparable,
        removed: Effect::Incomparable,
        changed: Effect::Incomparable,
    };
}

impl<'a> Scope<'_, 'a> {
    /// Tells whether a member was added, removed or changed. `here` is what it is a member of, on both sides; `what`
    /// names the member in messages.
    pub(crate) fn differ(
        &mut self,
        rules: MemberRules,
        (old, new): (Option<Node<'a>>, Option<Node<'a>>),
        here: (&Option<Node<'a>>, &Option<Node<'a>>),
        what: &str,
        effects: Effects,
        verdict: Verdict,
    ) {
        let (rule, effect, message) = match (&old, &new) {
            (None, None) => return,
            (Some(old), Some(new)) if values::same(old.value, new.value) => return,
            (None, Some(new)) => (
                rules.added,
                effects.added,
                format!("{what} is new: {}", values::shown(new.value)),
            ),
            (Some(old), None) => (
                rules.removed,
                effects.removed,
                format!("{what} is gone: it was {}", values::shown(old.value)),
            ),
            (Some(old), Some(new)) => {
                let (old, new) = (values::shown(old.value), values::shown(new.value));
                (rules.changed, effects.changed, format!("{what} is {new} and was {old}"))
            }
        };
        let shown = (old.as_ref().map(|node| node.value), new.as_ref().map(|node| node.value));
        let (base, revision) = (old.or_else(|| here.0.clone()), new.or_else(|| here.1.clone()));
        let change = Change::new(rule, effect, message)
            .judged(verdict)
            .values(shown.0, shown.1);
        self.change(change.located_at(base, revision));
    }
}
