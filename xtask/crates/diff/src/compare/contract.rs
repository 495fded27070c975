//! The contract as a whole.

use std::collections::HashSet;

use super::change::Change;
use super::differ::{Effects, MemberRules};
use super::engine::PairKind;
use super::scope::Scope;
use super::{base_path, info, paths};
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::normal::faults::{self, Aspect, Fault};
use crate::normal::paths::name;
use crate::normal::reach::Reach;
use crate::rules;
use document::Pointer;
use document::grammar::{Kind, METHODS};

const DIALECT: MemberRules = MemberRules {
    added: &rules::document::DIALECT_ADDED,
    removed: &rules::document::DIALECT_REMOVED,
    changed: &rules::document::DIALECT_CHANGED,
};

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    told_faults(scope);
    scope.remarks(Kind::OpenApi, old, new);
    let here = (&Some(old.clone()), &Some(new.clone()));
    let verdict = Verdict::Always(Wire::Risky, "Schemas may mean something else by another dialect.");
    let dialects = (old.get("jsonSchemaDialect"), new.get("jsonSchemaDialect"));
    scope.differ(DIALECT, dialects, here, "`jsonSchemaDialect`", Effects::NONE, verdict);
    if let (Some(old), Some(new)) = (old.get("components"), new.get("components")) {
        scope.remarks(Kind::Components, &old, &new);
    }
    info::compare(scope, old, new);
    let of = |node: &Node<'a>, key: &str| node.get(key).unwrap_or_else(|| node.clone());
    for (subject, key) in [(PairKind::Servers, "servers"), (PairKind::Security, "security")] {
        scope.part(subject, &of(old, key), &of(new, key), Direction::Request);
    }
    base_path::compare(scope, old, new);
    paths::compare(scope, old, new);
    paths::webhooks(scope, old, new);
}

/// The faults that only one side has: what both have is no change.
fn told_faults(scope: &mut Scope<'_, '_>) {
    let (old, new) = (faults::find(&scope.engine.old), faults::find(&scope.engine.new));
    let key = |fault: &Fault<'_>| (fault.aspect, fault.node.pointer(), fault.message.clone());
    let olds: HashSet<_> = old.iter().map(key).collect();
    let news: HashSet<_> = new.iter().map(key).collect();
    let added: Vec<_> = new.into_iter().filter(|fault| !olds.contains(&key(fault))).collect();
    let gone: Vec<_> = old.into_iter().filter(|fault| !news.contains(&key(fault))).collect();
    if added.is_empty() && gone.is_empty() {
        return;
    }
    let reach = (Reach::compute(&scope.engine.old), Reach::compute(&scope.engine.new));
    for fault in added {
        let rule = match fault.aspect {
            Aspect::Reference => &rules::document::REFERENCE_BROKEN,
            Aspect::Type => &rules::document::TYPE_BROKEN,
            Aspect::Parameter => &rules::document::PARAMETER_BROKEN,
        };
        let verdict = Verdict::Always(Wire::Risky, "What the contract means here cannot be known.");
        let operations = reached(&reach.1, &fault.node);
        let change = Change::new(rule, Effect::Equal, fault.message).judged(verdict);
        let change = Change { operations, ..change };
        scope.change(change.between(None, Some(fault.node)));
    }
    for fault in gone {
        let rule = match fault.aspect {
            Aspect::Reference => &rules::document::REFERENCE_MENDED,
            Aspect::Type => &rules::document::TYPE_MENDED,
            Aspect::Parameter => &rules::document::PARAMETER_MENDED,
        };
        let verdict = Verdict::Always(Wire::Risky, "What the contract meant here could not be known.");
        let operations = reached(&reach.0, &fault.node);
        let change = Change::new(rule, Effect::Equal, format!("no longer so: {}", fault.message)).judged(verdict);
        let change = Change { operations, ..change };
        scope.change(change.between(Some(fault.node), None));
    }
}

/// The operations that a node is in, or that lead to the component that it is in.
fn reached(reach: &Reach<'_>, node: &Node<'_>) -> Vec<String> {
    let pointer = node.pointer();
    match pointer.tokens() {
        [first, path, method, ..] if first == "paths" && METHODS.contains(&method.as_str()) => vec![name(method, path)],
        [first, list, component, ..] if first == "components" => {
            let component = Pointer::from_tokens([first, list, component]).to_string();
            reach.users(&component).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
