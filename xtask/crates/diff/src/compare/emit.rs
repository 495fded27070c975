//! From what was seen to findings: what is reached, one row for each cause, worst first.

use std::collections::{BTreeSet, HashMap};

use super::change::Change;
use super::engine::{Engine, PairKind, Record, sum};
use super::pairs::{PairId, PerPair};
use super::subject;
use crate::judge::Effect;
use crate::model::{Direction, Finding, Place, Wire};
use crate::normal::{Node, Side};
use document::Pointer;
use document::rule::Rule;

type Cause = (&'static Rule, Option<Pointer>, Option<Pointer>, Option<String>);

pub(super) fn findings(engine: &Engine<'_>, whole: PairId) -> Vec<Finding> {
    let effects = engine.effects();
    let reached = reached(engine, whole);
    let users = users(engine);
    let has_operations = engine.records.iter().any(|(_, record)| record.operation.is_some());
    let mut known: HashMap<Cause, usize> = HashMap::new();
    let mut findings: Vec<Finding> = Vec::new();
    for (id, record) in engine.records.iter() {
        if record.changes.is_empty() || !reached[id] {
            continue;
        }
        let operations = operations(engine, &users, id);
        // What the contract says for all operations, while each of them says it for itself.
        let is_default = matches!(record.subject, PairKind::Security | PairKind::Servers);
        if is_default && operations.is_empty() && has_operations {
            continue;
        }
        for change in &record.changes {
            let effect = record.sense.variance.apply(sum(&change.effect, &effects));
            let by_effect = matches!(change.verdict, crate::judge::Verdict::ByEffect);
            if by_effect && effect == Effect::Equal {
                continue;
            }
            let direction = change.direction.unwrap_or(record.sense.direction);
            let (wire, why) = change.verdict.weigh(effect, direction);
            let pointer = |node: &Option<Node<'_>>| node.as_ref().map(Node::pointer);
            let cause = (
                change.rule,
                pointer(&change.base),
                pointer(&change.revision),
                change.name.clone(),
            );
            match known.get(&cause).and_then(|index| findings.get_mut(*index)) {
                Some(finding) => merge(finding, wire, why, direction, &operations),
                None => {
                    let direction = match wire {
                        Wire::Docs => Direction::None,
                        _ => direction,
                    };
                    known.insert(cause.clone(), findings.len());
                    findings.push(finding(
                        engine,
                        record,
                        change,
                        cause,
                        (wire, why, direction),
                        &operations,
                    ));
                }
            }
        }
    }
    for finding in &mut findings {
        finding.operations.sort();
        finding.operations.dedup();
    }
    let key = |finding: &Finding| {
        let place = finding.revision.as_ref().or(finding.base.as_ref());
        let location = place.map(|place| (place.location.clone(), place.pointer.clone()));
        (
            std::cmp::Reverse(finding.wire),
            location,
            finding.rule,
            finding.message.clone(),
        )
    };
    findings.sort_by_cached_key(key);
    findings
}

/// Where something that was removed would be: below what its pair is on the other side, as far down as there is something.
/// Behind a removal from a list its places are those of other things.
fn nearest(engine: &Engine<'_>, record: &Record<'_>, base: &Pointer) -> Pointer {
    let whole = || (Pointer::root(), Pointer::root());
    let sides = record.old.first().zip(record.new.first());
    let (above, start) = sides.map_or_else(whole, |(old, new)| (old.pointer(), new.pointer()));
    let (above, mut place) = if base.tokens().starts_with(above.tokens()) {
        (above, start)
    } else {
        whole()
    };
    let mut node = engine.new.root().descend(&place);
    for token in base.tokens().iter().skip(above.tokens().len()) {
        node = node
            .filter(|node| node.value.is_object())
            .and_then(|node| node.get(token));
        if node.is_none() {
            break;
        }
        place.push(token);
    }
    place
}

fn finding(
    engine: &Engine<'_>,
    record: &Record<'_>,
    change: &Change<'_>,
    (rule, base, revision, name): Cause,
    (wire, why, direction): (Wire, &'static str, Direction),
    operations: &[String],
) -> Finding {
    let place = |side: &Side<'_>, pointer: Option<Pointer>| {
        pointer.map(|pointer| Place {
            location: side.document.locate(&pointer),
            pointer,
        })
    };
    let of = |side: &Side<'_>, pointer: &Option<Pointer>| {
        pointer
            .as_ref()
            .map(|pointer| subject::describe(side.document, pointer))
    };
    let subject = of(&engine.new, &revision)
        .or_else(|| of(&engine.old, &base))
        .unwrap_or_default();
    Finding {
        rule,
        subject: match name {
            Some(name) => format!("{subject} {name}").trim().to_owned(),
            None => subject,
        },
        direction,
        wire,
        rust: None,
        nearest: base
            .as_ref()
            .filter(|_| revision.is_none())
            .and_then(|base| place(&engine.new, Some(nearest(engine, record, base)))),
        base: place(&engine.old, base),
        revision: place(&engine.new, revision),
        old: change.old.clone(),
        new: change.new.clone(),
        operations: [operations, &change.operations].concat(),
        message: change.message.clone(),
        why: why.to_owned(),
        counterexample: change.counterexample.clone(),
        accepted: None,
    }
}

/// The same cause, reached in another way.
fn merge(finding: &mut Finding, wire: Wire, why: &str, direction: Direction, operations: &[String]) {
    finding.operations.extend_from_slice(operations);
    if wire > finding.wire {
        finding.wire = wire;
        why.clone_into(&mut finding.why);
    }
    finding.direction = match (finding.direction, direction) {
        _ if finding.wire == Wire::Docs => Direction::None,
        (Direction::None, other) | (other, Direction::None) => other,
        (one, other) if one == other => one,
        _ => Direction::Both,
    };
}

/// Which pairs are reached from the whole, so that their changes are told.
fn reached(engine: &Engine<'_>, whole: PairId) -> PerPair<bool> {
    let mut reached = engine.records.filled(false);
    let mut open = vec![whole];
    while let Some(id) = open.pop() {
        if !reached[id] {
            reached[id] = true;
            open.extend(&engine.records[id].reaches);
        }
    }
    reached
}

/// For each pair the pairs that reach it.
fn users(engine: &Engine<'_>) -> PerPair<Vec<PairId>> {
    let mut users: PerPair<Vec<PairId>> = engine.records.filled(Vec::new());
    for (id, record) in engine.records.iter() {
        for part in &record.reaches {
            users[*part].push(id);
        }
    }
    users
}

/// The operations that reach a pair.
fn operations(engine: &Engine<'_>, users: &PerPair<Vec<PairId>>, id: PairId) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut names = Vec::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        names.extend(engine.records[id].operation.clone());
        open.extend(&users[id]);
    }
    names.sort();
    names
}
