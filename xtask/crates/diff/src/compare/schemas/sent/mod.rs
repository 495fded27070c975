//! What travels as a string: parameters, headers, and the fields and parts of forms. What counts is which strings can be
//! sent, not which type of JSON they are made from: `1` is sent as the same string whether it is an integer or a string.

mod sender;
mod values;

use serde_json::Value;

use super::super::change::Change;
use super::super::engine::Written;
use super::super::scope::Scope;
use super::Pair;
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::values::shown;
use crate::normal::{Types, View};
use crate::rules;
use sender::{Sender, Taken, alternatives};

/// How deep lists are looked into.
const DEPTH: usize = 4;

/// Tells how the strings differ that can be sent, where the types do not say it. `true` when nothing else is left to look at.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) -> bool {
    null(scope, pair);
    if pair.old.never || pair.new.never || pair.is_same_text() {
        return false;
    }
    let (olds, news) = (
        alternatives(&scope.engine.old, &pair.old),
        alternatives(&scope.engine.new, &pair.new),
    );
    let (Some(olds), Some(news)) = (olds, news) else {
        return false;
    };
    let kinds = |views: &[View<'a>]| views.iter().fold(Types::NONE, |all, view| all | view.types);
    let (was, is) = (kinds(&olds), kinds(&news));
    let listed = |views: &[View<'a>]| views.iter().any(|view| view.values.is_some());
    let lists = (listed(&olds), listed(&news));
    let is_mixed = (was | is) != Types::STRING && lists == (true, true);
    // A choice excludes what fits several branches, and the strings tell that best.
    let is_choice = !pair.old.unions.is_empty() || !pair.new.unions.is_empty();
    // Where a string can be more than one value of JSON, and where the types are others, they do not tell.
    let is_ambiguous = was.has(Types::STRING) && was != Types::STRING;
    if was == is && !is_ambiguous && !is_mixed && lists.0 == lists.1 && !is_choice {
        return false;
    }
    let raw = scope.sense.written == Written::Header;
    let old = Sender {
        side: &scope.engine.old,
        nodes: &pair.old.nodes,
        views: &olds,
        raw,
    };
    let new = Sender {
        side: &scope.engine.new,
        nodes: &pair.new.nodes,
        views: &news,
        raw,
    };
    let (forward, backward) = (old.taken_by(&new, DEPTH), new.taken_by(&old, DEPTH));
    let witness = match (&forward, &backward) {
        (Taken::But(Some(witness)), _) | (_, Taken::But(Some(witness))) => Some(witness.clone()),
        _ => None,
    };
    let effect = effect(&forward, &backward, scope.sense.direction);
    let is_decided = forward != Taken::Open && backward != Taken::Open;
    let (rule, keyword) = match (&forward, &backward, lists) {
        // The types do not tell: what the keywords do has rows of its own, unless the strings are the same.
        _ if was == is && !is_mixed && effect != Effect::Equal && (lists.0 == lists.1 && !is_choice || !is_decided) => {
            return false;
        }
        (_, _, (true, false)) if was == is => (&rules::schema::ENUM_REMOVED, "enum"),
        (_, _, (false, true)) if was == is => (&rules::schema::ENUM_ADDED, "enum"),
        (Taken::All, Taken::But(_), _) => (&rules::schema::TYPE_WIDENED, "type"),
        (Taken::But(_), Taken::All, _) => (&rules::schema::TYPE_NARROWED, "type"),
        _ => (&rules::schema::TYPE_CHANGED, "type"),
    };
    let (before, mut after) = (described(&olds), described(&news));
    if before == after {
        if effect == Effect::Equal {
            // Strings alone have hints of their own, which the rest tells.
            return was != Types::STRING;
        }
        after.push_str(" of other values");
    }
    let message = format!("it takes {after}, and took {before}, written as strings");
    let change = pair.change(rule, effect, keyword, message).counterexample(witness);
    if effect == Effect::Equal {
        let verdict = Verdict::Always(Wire::Docs, "The same strings are sent.");
        scope.tell(change.judged(verdict));
    } else {
        scope.change(change);
    }
    true
}

/// The effect, as far as the direction needs to know it: what is open counts only where it can break somebody.
fn effect(forward: &Taken, backward: &Taken, direction: Direction) -> Effect {
    use Taken::{All, But, Open};
    match (forward, backward, direction) {
        (All, All, _) => Effect::Equal,
        (All, But(_), _) => Effect::Widened,
        (But(_), All, _) => Effect::Narrowed,
        (But(_), But(_), _) => Effect::Incomparable,
        (All, Open, Direction::Request) => Effect::Widened,
        (Open, All, Direction::Response) => Effect::Narrowed,
        (But(_), Open, Direction::Request | Direction::Both) => Effect::Incomparable,
        (Open, But(_), Direction::Response | Direction::Both) => Effect::Incomparable,
        _ => Effect::Unknown,
    }
}

/// Null has no string: what is null is left out (RFC 6570 section 3.2.1).
fn null<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let (rule, message) = match (pair.old.null, pair.new.null) {
        (Some(false), Some(true)) => (&rules::schema::NULL_ADDED, "it may be null now"),
        (Some(true), Some(false)) => (&rules::schema::NULL_REMOVED, "it may not be null any more"),
        _ => return,
    };
    let is_said = |view: &View<'a>| {
        view.parts
            .iter()
            .any(|part| part.node.is("nullable") || part.get("type").is_some())
    };
    if is_said(&pair.old) && is_said(&pair.new) {
        let verdict = Verdict::Always(Wire::Docs, "Null has no string, and is left out.");
        let change: Change<'a> = pair.change(rule, Effect::Equal, "type", message);
        let said = |null: Option<bool>| null.map(Value::Bool);
        scope.tell(
            change
                .values(said(pair.old.null).as_ref(), said(pair.new.null).as_ref())
                .judged(verdict),
        );
    }
}

/// What the alternatives take, for a person.
fn described(views: &[View<'_>]) -> String {
    const SHOWN: usize = 5;
    let mut parts: Vec<String> = Vec::new();
    for view in views {
        let part = match &view.values {
            Some(values) => {
                let more = values.len().saturating_sub(SHOWN);
                let values: Vec<_> = values.iter().take(SHOWN).map(|value| shown(value)).collect();
                match more {
                    0 => values.join(", "),
                    more => format!("{} and {more} more", values.join(", ")),
                }
            }
            None if view.types == Types::ARRAY => "array".to_owned(),
            None => view.types.names(),
        };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(" or ")
}
