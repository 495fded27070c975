//! Links: which operation may follow a response.

use serde_json::Value;

use super::change::Change;
use super::differ::{Effects, MemberRules};
use super::engine::PairKind;
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::Wire;
use crate::normal::paths::template;
use crate::normal::{Node, Side};
use crate::rules;
use document::Pointer;
use document::grammar::{Kind, METHODS};

const HINT: &str = "A link is a hint: callers who follow it may have to do otherwise.";

pub(super) fn all<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let links = |node: &Node<'a>| node.members_of("links").collect::<Vec<_>>();
    let (olds, news) = (links(old), links(new));
    for (name, was) in &olds {
        match news.iter().find(|(other, _)| other == name) {
            Some((_, is)) => scope.part(PairKind::Link, was, is, scope.sense.direction),
            None => {
                let change = Change::new(
                    &rules::link::DEFINITION_REMOVED,
                    Effect::Equal,
                    format!("the link `{name}` is gone"),
                );
                let verdict = Verdict::Always(Wire::Risky, HINT);
                scope.change(change.judged(verdict).between(Some(was.clone()), None));
            }
        }
    }
    for (name, is) in news
        .iter()
        .filter(|(name, _)| !olds.iter().any(|(other, _)| other == name))
    {
        let change = Change::new(
            &rules::link::DEFINITION_ADDED,
            Effect::Equal,
            format!("the link `{name}` is new"),
        );
        let verdict = Verdict::Always(Wire::Safe, "A link is a hint: nobody has to follow it.");
        scope.change(change.judged(verdict).between(None, Some(is.clone())));
    }
}

const MEMBER: MemberRules = MemberRules {
    added: &rules::link::DEFINITION_CHANGED,
    removed: &rules::link::DEFINITION_CHANGED,
    changed: &rules::link::DEFINITION_CHANGED,
};

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    scope.remarks(Kind::Link, old, new);
    let here = (&Some(old.clone()), &Some(new.clone()));
    let verdict = Verdict::Always(Wire::Risky, HINT);
    for field in ["parameters", "requestBody", "server"] {
        scope.differ(
            MEMBER,
            (old.get(field), new.get(field)),
            here,
            &format!("`{field}`"),
            Effects::NONE,
            verdict,
        );
    }
    let (was, is) = (target(&scope.engine.old, old), target(&scope.engine.new, new));
    if was != is {
        let message = format!(
            "it leads to {} and led to {}",
            is.as_deref().unwrap_or("nowhere"),
            was.as_deref().unwrap_or("nowhere")
        );
        let change = Change::new(&rules::link::DEFINITION_CHANGED, Effect::Equal, message).judged(verdict);
        let values = (was.map(Value::String), is.map(Value::String));
        scope.change(
            change
                .values(values.0.as_ref(), values.1.as_ref())
                .located_at(Some(old.clone()), Some(new.clone())),
        );
    }
}

/// The operation that a link leads to, whatever it is called.
fn target<'a>(side: &Side<'a>, link: &Node<'a>) -> Option<String> {
    if let Some(reference) = link.text("operationRef") {
        let pointer = Pointer::parse(reference)?;
        return match pointer.tokens() {
            [first, path, method] if first == "paths" => Some(format!("{} {}", method.to_uppercase(), template(path))),
            _ => Some(reference.to_owned()),
        };
    }
    let id = link.text("operationId")?;
    let root = side.root();
    let named = root.members_of("paths").find_map(|(path, item)| {
        let method = METHODS.iter().find(|method| {
            item.get(method)
                .is_some_and(|operation| operation.text("operationId") == Some(id))
        })?;
        Some(format!("{} {}", method.to_uppercase(), template(path)))
    });
    named.or_else(|| Some(id.to_owned()))
}
