//! In which media types a message is written.

use super::change::Change;
use super::encoding;
use super::engine::{PairKind, Written};
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::rules;
use document::grammar::Kind;

/// A media type as RFC 9110 section 8.3.1 compares them: type and names of parameters without case, parameters in no order
/// and in quotes or not.
fn normal(name: &str) -> String {
    let (essence, parameters) = parts(name);
    [vec![essence], parameters].concat().join(";")
}

/// Type and subtype, and the parameters.
fn parts(name: &str) -> (String, Vec<String>) {
    let mut parts = name.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
    let mut parameters: Vec<String> = parts
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim().trim_matches('"'));
            // Names of character sets have no case; of other parameters nobody knows.
            let value = if key == "charset" {
                value.to_ascii_lowercase()
            } else {
                value.to_owned()
            };
            format!("{key}={value}")
        })
        .collect();
    parameters.sort();
    (essence, parameters)
}

fn essence(name: &str) -> String {
    parts(name).0
}

/// Whether two media types differ in their character set alone, or not at all.
fn is_same_but_charset(one: &str, other: &str) -> bool {
    let rest = |name: &str| {
        let (essence, mut parameters) = parts(name);
        parameters.retain(|parameter| !parameter.starts_with("charset="));
        (essence, parameters)
    };
    rest(one) == rest(other)
}

/// Whether `range` (`text/*`, `*/*`) covers the media type `name`.
fn covers(range: &str, name: &str) -> bool {
    let (range, name) = (essence(range), essence(name));
    match range.strip_suffix("/*") {
        Some("*") => true,
        Some(of) => name.split('/').next() == Some(of),
        None => false,
    }
}

/// A member of `content`.
type Entry<'a> = (&'a str, Node<'a>);

/// Which entries are of one media type, by their numbers: those that are the same first, then those that differ in their
/// character set, then those that differ in other parameters.
fn matched(olds: &[Entry<'_>], news: &[Entry<'_>]) -> Vec<(usize, usize)> {
    let stages: [fn(&str, &str) -> bool; 4] = [
        |one, other| one == other,
        |one, other| normal(one) == normal(other),
        is_same_but_charset,
        |one, other| essence(one) == essence(other),
    ];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for is_same in stages {
        for (old, (name, _)) in olds.iter().enumerate() {
            let is_free = |new: usize| !pairs.iter().any(|(_, taken)| *taken == new);
            let mut others = news.iter().enumerate();
            let partner = others.find(|(new, (other, _))| is_free(*new) && is_same(name, other));
            if let (false, Some((new, _))) = (pairs.iter().any(|(taken, _)| *taken == old), partner) {
                pairs.push((old, new));
            }
        }
    }
    pairs
}

/// Tells that a media type has other parameters.
fn parameters<'a>(scope: &mut Scope<'_, 'a>, (was, old): (&str, &Node<'a>), (is, new): (&str, &Node<'a>)) {
    if normal(was) == normal(is) {
        return;
    }
    let verdict = if is_same_but_charset(was, is) {
        Verdict::Always(
            Wire::Docs,
            "Who reads it goes by the type, or is told the character set with the message.",
        )
    } else {
        Verdict::Always(
            Wire::Risky,
            "Who compares the whole name, or goes by the parameter, finds another one.",
        )
    };
    let message = format!("the media type is `{is}` and was `{was}`");
    let change = Change::new(&rules::media_type::PARAMETERS_CHANGED, Effect::Equal, message).judged(verdict);
    let change = change.values(Some(&was.into()), Some(&is.into()));
    scope.tell(change.located_at(Some(old.clone()), Some(new.clone())));
}

/// The `content` of two objects that need not have one.
pub(super) fn compare_all<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>, direction: Direction) {
    let types = |node: &Node<'a>| {
        let all = node
            .members_of("content")
            .filter(|(_, member)| member.value.is_object());
        all.collect::<Vec<_>>()
    };
    let (olds, news) = (types(old), types(new));
    let matched = matched(&olds, &news);
    let covering = |all: &[Entry<'a>], name: &str| all.iter().find(|(range, _)| covers(range, name)).cloned();
    for (old_index, (name, was)) in olds.iter().enumerate() {
        let partner = matched.iter().find(|(old, _)| *old == old_index);
        if let Some((other, is)) = partner.and_then(|(_, new)| news.get(*new)) {
            parameters(scope, (name, was), (other, is));
            scope.part(PairKind::MediaType, was, is, direction);
            continue;
        }
        match covering(&news, name) {
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
    for (new_index, (name, is)) in news.iter().enumerate() {
        if matched.iter().any(|(_, new)| *new == new_index) {
            continue;
        }
        match covering(&olds, name) {
            Some((_, was)) => scope.part(PairKind::MediaType, &was, is, direction),
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

/// Whether the members of an object are sent as fields or parts.
fn is_form(node: &Node<'_>) -> bool {
    node.key().is_some_and(|name| {
        let essence = essence(name);
        essence.starts_with("multipart/") || essence == "application/x-www-form-urlencoded"
    })
}

/// How a message of these media types is written.
fn written(old: &Node<'_>, new: &Node<'_>) -> Written {
    let is_text = |node: &Node<'_>| node.key().is_some_and(|name| essence(name).starts_with("text/"));
    // A field that is said to be JSON keeps its types. It is asked of the whole form: what another field then loses is
    // that a change of its type can be safe.
    let has_json = |node: &Node<'_>| {
        let mut encodings = node.members_of("encoding");
        encodings.any(|(_, encoding)| encoding.text("contentType").is_some_and(|name| name.contains("json")))
    };
    if is_form(old) && is_form(new) && !has_json(old) && !has_json(new) {
        Written::Form
    } else if is_text(old) && is_text(new) {
        Written::Parameter
    } else {
        Written::Json
    }
}

/// One media type of both sides.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    scope.remarks(Kind::MediaType, old, new);
    let schema = |node: &Node<'a>| node.get("schema").into_iter().collect::<Vec<_>>();
    let (was, is) = (schema(old), schema(new));
    let written = written(old, new);
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
        _ => scope.schema_written(written, &was, &is),
    }
    // The specification has it for forms only; elsewhere it says nothing.
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
        assert_eq!(normal("a/b;B=\"1\"; a=X"), "a/b;a=X;b=1");
        assert!(covers("application/*", "application/json; charset=utf-8") && covers("*/*", "text/plain"));
        assert!(!covers("text/*", "application/json") && !covers("text/plain", "text/plain"));
    }
}
