//! In which media types a message is written.

use super::change::Change;
use super::encoding;
use super::engine::PairKind;
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::rules;
use document::grammar::Kind;

/// A media type as the specification compares them: without case, and without spaces before parameters.
fn normal(name: &str) -> String {
    let parts: Vec<_> = name.split(';').map(|part| part.trim().to_ascii_lowercase()).collect();
    parts.join(";")
}

/// Whether `range` (`text/*`, `*/*`) covers the media type `name`.
fn covers(range: &str, name: &str) -> bool {
    let essence = |name: &str| normal(name).split(';').next().map(str::to_owned).unwrap_or_default();
    let (range, name) = (essence(range), essence(name));
    match range.strip_suffix("/*") {
        Some("*") => true,
        Some(of) => name.split('/').next() == Some(of),
        None => false,
    }
}

/// The `content` of two objects that need not have one.
pub(super) fn of<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>, direction: Direction) {
    let types = |node: &Node<'a>| {
        let all = node
            .members_of("content")
            .filter(|(_, member)| member.value.is_object());
        all.collect::<Vec<_>>()
    };
    let (olds, news) = (types(old), types(new));
    let find = |all: &[(&'a str, Node<'a>)], name: &str| {
        let exact = all.iter().find(|(other, _)| *other == name);
        let same = exact.or_else(|| all.iter().find(|(other, _)| normal(other) == normal(name)));
        same.or_else(|| all.iter().find(|(range, _)| covers(range, name)))
            .cloned()
    };
    for (name, was) in &olds {
        match find(&news, name) {
            Some((_, is)) => scope.part(PairKind::MediaType, was, &is, direction),
            None => {
                let verdict = Verdict::ByDirection {
                    request: (Wire::Breaking, "Callers who send it are refused."),
                    response: (Wire::Breaking, "Callers who read it do not get it any more."),
                };
                let change = Change::new(
                    &rules::media_type::DEFINITION_REMOVED,
                    Effect::Narrowed,
                    format!("`{name}` is gone"),
                );
                scope.change(change.judged(verdict).between(Some(was.clone()), None).named(*name));
            }
        }
    }
    for (name, is) in &news {
        if olds.iter().any(|(other, _)| normal(other) == normal(name)) {
            continue;
        }
        match olds.iter().find(|(range, _)| covers(range, name)) {
            Some((_, was)) => scope.part(PairKind::MediaType, was, is, direction),
            // A range in place of the one type that it covers is wider; the schemas were compared above.
            None => {
                let verdict = Verdict::ByDirection {
                    request: (Wire::Safe, "Callers need not send it."),
                    response: (Wire::Risky, "Callers who do not say what they accept may receive it."),
                };
                let change = Change::new(
                    &rules::media_type::DEFINITION_ADDED,
                    Effect::Widened,
                    format!("`{name}` is new"),
                );
                scope.change(change.judged(verdict).between(None, Some(is.clone())).named(*name));
            }
        }
    }
}

/// One media type of both sides.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    scope.remarks(Kind::MediaType, old, new);
    let schema = |node: &Node<'a>| node.get("schema").into_iter().collect::<Vec<_>>();
    let (was, is) = (schema(old), schema(new));
    match (was.first(), is.first()) {
        (None, Some(now)) => {
            let effect = scope.weigh(&was, &is);
            let change = Change::new(&rules::schema::DEFINITION_ADDED, Effect::Equal, "it has a schema now");
            let change = Change {
                effect: vec![effect],
                ..change
            };
            scope.change(
                change
                    .between(Some(old.clone()), Some(now.clone()))
                    .values(None, Some(now.value)),
            );
        }
        (Some(before), None) => {
            let effect = scope.weigh(&was, &is);
            let change = Change::new(
                &rules::schema::DEFINITION_REMOVED,
                Effect::Equal,
                "it has no schema any more",
            );
            let change = Change {
                effect: vec![effect],
                ..change
            };
            scope.change(
                change
                    .between(Some(before.clone()), Some(new.clone()))
                    .values(Some(before.value), None),
            );
        }
        _ => scope.schema(&was, &is),
    }
    // The specification has it for forms only; elsewhere it says nothing.
    let is_form = |node: &Node<'a>| {
        node.key().is_some_and(|name| {
            name.starts_with("multipart/") || normal(name).starts_with("application/x-www-form-urlencoded")
        })
    };
    if !(is_form(old) && is_form(new)) {
        return;
    }
    let encoding = |node: &Node<'a>, name: &str| node.get("encoding").and_then(|encodings| encodings.get(name));
    let names = match (old.get("encoding"), new.get("encoding")) {
        (Some(old), Some(new)) => super::annotations::fields(&old, &new),
        (Some(one), None) | (None, Some(one)) => one.members().map(|(name, _)| name).collect(),
        (None, None) => Vec::new(),
    };
    for name in names {
        let (was, is) = (encoding(old, name), encoding(new, name));
        encoding::of_property(scope, name, (old, was.as_ref()), (new, is.as_ref()));
    }
}

#[cfg(test)]
mod tests {
    use super::{covers, normal};

    #[test]
    fn a_media_type_has_no_case_and_a_range_covers_it() {
        assert_eq!(
            normal("Application/JSON; Charset=utf-8"),
            "application/json;charset=utf-8"
        );
        assert!(covers("application/*", "application/json; charset=utf-8") && covers("*/*", "text/plain"));
        assert!(!covers("text/*", "application/json") && !covers("text/plain", "text/plain"));
    }
}
