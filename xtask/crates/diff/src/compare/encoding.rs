//! How the fields of a form are written.

use super::annotations::fields;
use super::change::Change;
use super::engine::PairKind;
use super::responses;
use super::scope::Scope;
use crate::judge::Effect;
use crate::normal::{Node, Side, Types, View};
use crate::rules;
use document::grammar::Kind;

/// The encoding of the property `name` of two forms; one side may leave it to the defaults.
pub(super) fn of_property<'a>(
    scope: &mut Scope<'_, 'a>,
    name: &str,
    (old, was): (&Node<'a>, Option<&Node<'a>>),
    (new, is): (&Node<'a>, Option<&Node<'a>>),
) {
    let media = |side: &Side<'a>, form: &Node<'a>, encoding: Option<&Node<'a>>| {
        let stated = encoding.and_then(|encoding| encoding.text("contentType"));
        let types = |text: &str| {
            let mut types: Vec<_> = text.split(',').map(|one| one.trim().to_ascii_lowercase()).collect();
            types.sort();
            types
        };
        stated.map_or_else(|| types(default(side, form, name)), types)
    };
    let (before, after) = (media(&scope.engine.old, old, was), media(&scope.engine.new, new, is));
    let place = |form: &Node<'a>, encoding: Option<&Node<'a>>, key: &str| {
        let at = encoding.map(|encoding| encoding.get(key).unwrap_or_else(|| encoding.clone()));
        Some(at.unwrap_or_else(|| form.clone()))
    };
    if before != after {
        let within = |one: &[String], other: &[String]| one.iter().all(|name| other.contains(name));
        let effect = match (within(&before, &after), within(&after, &before)) {
            (true, _) => Effect::Widened,
            (_, true) => Effect::Narrowed,
            _ => Effect::Incomparable,
        };
        let (before, after) = (before.join(", "), after.join(", "));
        let message = format!("the field `{name}` is sent as {after} and was sent as {before}");
        let change = Change::new(&rules::encoding::CONTENT_TYPE_CHANGED, effect, message);
        let change = change.values(Some(&before.into()), Some(&after.into())).named(name);
        scope.change(change.located_at(place(old, was, "contentType"), place(new, is, "contentType")));
    }
    let style = |encoding: Option<&Node<'a>>| {
        let style = encoding.and_then(|encoding| encoding.text("style")).unwrap_or("form");
        let explode = encoding.and_then(|encoding| encoding.get("explode")?.value.as_bool());
        (
            style.to_owned(),
            explode.unwrap_or(style == "form"),
            encoding.is_some_and(|encoding| encoding.is("allowReserved")),
        )
    };
    let (before, after) = (style(was), style(is));
    if before != after {
        let message = format!("the field `{name}` is written in another style");
        let change = Change::new(&rules::encoding::STYLE_CHANGED, Effect::Incomparable, message).named(name);
        let values = (was.map(|node| node.value), is.map(|node| node.value));
        scope.change(
            change
                .values(values.0, values.1)
                .located_at(place(old, was, "style"), place(new, is, "style")),
        );
    }
    if let (Some(was), Some(is)) = (was, is) {
        scope.part(PairKind::Encoding, was, is, scope.sense.direction);
    }
}

/// What is sent where nothing is said (OpenAPI 3.1.1 section 4.8.15.1.1).
fn default<'a>(side: &Side<'a>, form: &Node<'a>, name: &str) -> &'static str {
    let schema: Vec<_> = form.get("schema").into_iter().collect();
    let property = |nodes: &[Node<'a>]| -> Vec<Node<'a>> {
        let view = View::of_nodes(side, nodes);
        view.all("properties")
            .iter()
            .filter_map(|properties| properties.get(name))
            .collect()
    };
    let mut nodes = property(&schema);
    for _ in 0..8 {
        let view = View::of_nodes(side, &nodes);
        if view.types != Types::ARRAY {
            let binary = view.first("format").is_some_and(|format| *format.value == "binary");
            return match view.types {
                types if binary || view.first("contentEncoding").is_some() || types == Types::NOT_NULL => {
                    "application/octet-stream"
                }
                types if types == Types::OBJECT => "application/json",
                _ => "text/plain",
            };
        }
        nodes = view.all("items");
    }
    "application/json"
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    scope.remarks(Kind::Encoding, old, new);
    if fields(old, new).contains(&"headers") {
        responses::headers(scope, old, new, scope.sense.direction);
    }
}
