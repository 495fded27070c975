//! Responses: which statuses there are, and what each of them carries.

use super::change::Change;
use super::engine::PairKind;
use super::scope::Scope;
use super::{links, media_types};
use crate::judge::{Effect, Verdict, presence};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::rules;
use document::grammar::Kind;

/// A member of an object: its name, and what it is.
type Member<'a> = (&'a str, Node<'a>);
/// A response by its status.
type Status<'a> = Member<'a>;

/// The response that `status` has: its own, that of its range, or that of all others.
fn covering<'s, 'a>(all: &'s [Status<'a>], status: &str) -> Option<&'s Status<'a>> {
    let same = |name: &str| named(all, name);
    let range = status.chars().next().map(|first| format!("{first}XX"));
    same(status).or_else(|| same(&range?)).or_else(|| same("default"))
}

/// The member of this name, in the same letters if there is one.
fn named<'s, 'a>(all: &'s [Status<'a>], name: &str) -> Option<&'s Status<'a>> {
    let exact = all.iter().find(|(other, _)| *other == name);
    exact.or_else(|| all.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)))
}

fn is_success(status: &str) -> bool {
    status.starts_with(['1', '2', '3'])
}

pub(super) fn all<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>, direction: Direction) {
    let statuses = |node: &Node<'a>| -> Vec<Status<'a>> {
        node.members_of("responses")
            .filter(|(status, _)| !status.starts_with("x-"))
            .collect()
    };
    if let (Some(old), Some(new)) = (old.get("responses"), new.get("responses")) {
        let here = (&Some(old.clone()), &Some(new.clone()));
        for field in super::annotations::fields(&old, &new)
            .into_iter()
            .filter(|field| field.starts_with("x-"))
        {
            scope.extension(field, (old.get(field), new.get(field)), here);
        }
    }
    let (olds, news) = (statuses(old), statuses(new));
    let succeeds = news
        .iter()
        .any(|(status, _)| is_success(status) || *status == "default");
    let moved = moved(&olds, &news);
    for ((before, was), (after, is)) in &moved {
        let (wire, why, what) = if is_success(after) {
            let why = "Callers who look for the status that was do not know that they succeeded.";
            (Wire::Breaking, why, "success")
        } else {
            let why = "Callers who look for the status that was do not know this error.";
            (Wire::Risky, why, "the error")
        };
        let is_empty = |status: &str| matches!(status, "204" | "205");
        let content = match (is_empty(before), is_empty(after)) {
            (false, true) => ", and nothing is sent with it",
            (true, false) => ", and something may be sent with it",
            _ => "",
        };
        let message = format!("{what} is {after}, was {before}{content}");
        let change = Change::new(&rules::response::STATUS_CHANGED, Effect::Incomparable, message);
        let change = change.judged(Verdict::Always(wire, why)).toward(direction);
        let change = change.values(Some(&(*before).into()), Some(&(*after).into()));
        scope.change(change.located_at(Some(was.clone()), Some(is.clone())));
        // That nothing is sent follows from the status (RFC 9110 section 15.3.5).
        if content.is_empty() {
            scope.part(PairKind::Response, was, is, direction);
        }
    }
    for (status, was) in &olds {
        if moved.iter().any(|((before, _), _)| before == status) {
            continue;
        }
        if let Some((_, is)) = covering(&news, status) {
            scope.part(PairKind::Response, was, is, direction);
            continue;
        }
        let verdict = if is_success(status) && !succeeds {
            Verdict::Always(
                Wire::Breaking,
                "The contract does not say any more what success looks like.",
            )
        } else {
            Verdict::ByDirection {
                request: (Wire::Breaking, "Who answers so is not understood any more."),
                response: (
                    Wire::Safe,
                    "Callers who handle it go on working; the contract names one answer less.",
                ),
            }
        };
        let message = format!("the response {status} is gone");
        let change = Change::new(&rules::response::STATUS_REMOVED, Effect::Narrowed, message).judged(verdict);
        scope.change(change.between(Some(was.clone()), None).toward(direction));
    }
    for (status, is) in &news {
        let is_told = moved.iter().any(|(_, (after, _))| after == status);
        if is_told || olds.iter().any(|(other, _)| other.eq_ignore_ascii_case(status)) {
            continue;
        }
        if let Some((_, was)) = covering(&olds, status) {
            scope.part(PairKind::Response, was, is, direction);
            continue;
        }
        let response = if is_success(status) {
            (Wire::Breaking, "Callers do not know this way to succeed.")
        } else {
            (Wire::Risky, "Callers have to expect errors, and may not know this one.")
        };
        let request = (Wire::Safe, "Who answers otherwise is still understood.");
        let message = format!("the response {status} is new");
        let change = Change::new(&rules::response::STATUS_ADDED, Effect::Widened, message).toward(direction);
        scope.change(
            change
                .judged(Verdict::ByDirection { request, response })
                .between(None, Some(is.clone())),
        );
    }
}

/// Statuses of one class, of which one went and one came: it is the same answer under another number.
fn moved<'a>(olds: &[Status<'a>], news: &[Status<'a>]) -> Vec<(Status<'a>, Status<'a>)> {
    let lone = |of: &[Status<'a>], others: &[Status<'a>], class: char| {
        let of_class = of
            .iter()
            .filter(|(status, _)| status.starts_with(class) && status.bytes().all(|byte| byte.is_ascii_digit()));
        let mut lone = of_class.filter(|(status, _)| named(others, status).is_none());
        lone.next().filter(|_| lone.next().is_none()).cloned()
    };
    // A range says of each of its statuses what is sent with it.
    let has_range = |of: &[Status<'a>], class: char| named(of, &format!("{class}XX")).is_some();
    let classes = ['1', '2', '3', '4', '5'].into_iter();
    classes
        .filter(|class| !has_range(olds, *class) && !has_range(news, *class))
        .filter_map(|class| Some((lone(olds, news, class)?, lone(news, olds, class)?)))
        .collect()
}

/// One response of both sides.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let direction = scope.sense.direction;
    scope.remarks(Kind::Response, old, new);
    media_types::compare_all(scope, old, new, direction);
    headers(scope, old, new, direction);
    links::all(scope, old, new);
}

/// The headers of a response, or of a part of a form.
pub(super) fn headers<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>, direction: Direction) {
    let headers = |node: &Node<'a>| -> (Vec<Member<'a>>, Vec<Member<'a>>) {
        let all = node.members_of("headers");
        all.partition(|(name, _)| name.eq_ignore_ascii_case("content-type"))
    };
    let ((old_ignored, olds), (new_ignored, news)) = (headers(old), headers(new));
    ignored(scope, old_ignored.first(), new_ignored.first());
    for (name, was) in &olds {
        match named(&news, name) {
            Some((_, is)) => scope.part(PairKind::Header, was, is, direction),
            None => {
                let required = scope.engine.old.open(was).is_some_and(|header| header.is("required"));
                let rule = if required {
                    &rules::header::REQUIRED_REMOVED
                } else {
                    &rules::header::OPTIONAL_REMOVED
                };
                let change = Change::new(rule, Effect::Widened, format!("the header `{name}` is gone"));
                scope.change(change.judged(presence::removed(false)).between(Some(was.clone()), None));
            }
        }
    }
    for (name, is) in news
        .iter()
        .filter(|(name, _)| !olds.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)))
    {
        let required = scope.engine.new.open(is).is_some_and(|header| header.is("required"));
        let rule = if required {
            &rules::header::REQUIRED_ADDED
        } else {
            &rules::header::OPTIONAL_ADDED
        };
        let change = Change::new(rule, Effect::Narrowed, format!("the header `{name}` is new"));
        scope.change(
            change
                .judged(presence::added(required, false))
                .between(None, Some(is.clone())),
        );
    }
}

/// Tells what became of the header that media types describe (OpenAPI 3.1.1 section 4.8.17.1).
fn ignored<'a>(scope: &mut Scope<'_, 'a>, old: Option<&Member<'a>>, new: Option<&Member<'a>>) {
    let (rule, said) = match (old, new) {
        (None, Some(_)) => (&rules::header::IGNORED_ADDED, "is described now"),
        (Some(_), None) => (&rules::header::IGNORED_REMOVED, "is not described any more"),
        (Some((_, was)), Some((_, is))) if was.value != is.value => {
            (&rules::header::IGNORED_CHANGED, "is described in another way")
        }
        _ => return,
    };
    let verdict = Verdict::Always(
        Wire::Docs,
        "OpenAPI ignores it: media types say what is in this header.",
    );
    let change = Change::new(rule, Effect::Equal, format!("the header `Content-Type` {said}")).judged(verdict);
    scope.tell(change.between(old.map(|(_, node)| node.clone()), new.map(|(_, node)| node.clone())));
}
