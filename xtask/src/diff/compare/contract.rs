//! The contract as a whole.

use super::super::judge::{Effect, Verdict};
use super::super::model::{Direction, Wire};
use super::super::normal::Node;
use super::super::normal::faults::{self, Aspect, Fault};
use super::differ::{Effects, Trio};
use super::engine::{Change, Scope, Subject};
use super::{info, paths};
use crate::document::grammar::Kind;

const DIALECT: Trio = Trio {
    added: "document.dialect.added",
    removed: "document.dialect.removed",
    changed: "document.dialect.changed",
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
    for (subject, key) in [(Subject::Servers, "servers"), (Subject::Security, "security")] {
        scope.part(subject, &of(old, key), &of(new, key), Direction::Request);
    }
    paths::compare(scope, old, new);
    paths::webhooks(scope, old, new);
}

/// The faults that only one side has: what both have is no change.
fn told_faults(scope: &mut Scope<'_, '_>) {
    let (old, new) = (faults::of(&scope.engine.old), faults::of(&scope.engine.new));
    let key = |fault: &Fault<'_>| (fault.aspect, fault.node.pointer(), fault.message.clone());
    let olds: std::collections::HashSet<_> = old.iter().map(key).collect();
    let news: std::collections::HashSet<_> = new.iter().map(key).collect();
    for fault in new.into_iter().filter(|fault| !olds.contains(&key(fault))) {
        let id = match fault.aspect {
            Aspect::Reference => "document.reference.broken",
            Aspect::Type => "document.type.broken",
            Aspect::Parameter => "document.parameter.broken",
        };
        let verdict = Verdict::Always(Wire::Risky, "What the contract means here cannot be known.");
        let change = Change::new(id, Effect::Equal, fault.message).judged(verdict);
        scope.change(change.between(None, Some(fault.node)));
    }
    for fault in old.into_iter().filter(|fault| !news.contains(&key(fault))) {
        let id = match fault.aspect {
            Aspect::Reference => "document.reference.mended",
            Aspect::Type => "document.type.mended",
            Aspect::Parameter => "document.parameter.mended",
        };
        let verdict = Verdict::Always(Wire::Risky, "What the contract meant here could not be known.");
        let change = Change::new(id, Effect::Equal, format!("no longer so: {}", fault.message)).judged(verdict);
        scope.change(change.between(Some(fault.node), None));
    }
}
