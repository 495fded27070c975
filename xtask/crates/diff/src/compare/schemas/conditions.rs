//! What must not hold, and what must hold if something else does.

use super::super::change::Change;
use super::super::scope::Scope;
use super::{Pair, slots};
use crate::judge::{Effect, Variance};
use crate::normal::{Node, View};
use crate::rules;

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let (pairs, gone, added) = slots::matched(&pair.old.all("not"), &pair.new.all("not"));
    for (was, is) in &pairs {
        slots::follow_with(scope, was, is, Variance::Contravariant, Variance::Contravariant);
    }
    for was in gone {
        let change = Change::new(
            &rules::schema::NOT_REMOVED,
            Effect::Widened,
            "nothing is excluded by `not` any more",
        );
        scope.change(
            change
                .between(Some(was.clone()), None)
                .located_at(Some(was), pair.new.here()),
        );
    }
    for is in added {
        let change = Change::new(
            &rules::schema::NOT_ADDED,
            Effect::Narrowed,
            "something is excluded by `not`",
        );
        scope.change(
            change
                .between(None, Some(is.clone()))
                .located_at(pair.old.here(), Some(is)),
        );
    }
    let conditions = |view: &View<'a>| -> Vec<Node<'a>> {
        let all = view.parts.iter().map(|part| part.node.clone());
        // Alone, `if` asks for nothing.
        all.filter(|node| node.get("if").is_some() && (node.get("then").is_some() || node.get("else").is_some()))
            .collect()
    };
    let (pairs, gone, added) = slots::matched(&conditions(&pair.old), &conditions(&pair.new));
    for was in gone {
        let change = Change::new(
            &rules::schema::CONDITION_REMOVED,
            Effect::Widened,
            "a condition is gone",
        );
        scope.change(
            change
                .between(was.get("if"), None)
                .located_at(was.get("if"), pair.new.here()),
        );
    }
    for is in added {
        let change = Change::new(
            &rules::schema::CONDITION_ADDED,
            Effect::Narrowed,
            "there is a new condition",
        );
        scope.change(
            change
                .between(None, is.get("if"))
                .located_at(pair.old.here(), is.get("if")),
        );
    }
    for (was, is) in &pairs {
        if let (Some(old), Some(new)) = (was.get("if"), is.get("if")) {
            slots::follow_with(scope, &old, &new, Variance::Unknown, Variance::Unknown);
        }
        for (keyword, rules) in [("then", THEN), ("else", ELSE)] {
            let branch = |node: &Node<'a>| node.get(keyword).into_iter().collect::<Vec<_>>();
            let what = match keyword {
                "then" => "values that meet the condition",
                _ => "values that do not meet the condition",
            };
            slots::slot(scope, pair, rules, what, branch(was), branch(is));
        }
    }
}

const THEN: slots::Rules = slots::Rules {
    added: &rules::schema::THEN_ADDED,
    removed: &rules::schema::THEN_REMOVED,
};
const ELSE: slots::Rules = slots::Rules {
    added: &rules::schema::ELSE_ADDED,
    removed: &rules::schema::ELSE_REMOVED,
};
