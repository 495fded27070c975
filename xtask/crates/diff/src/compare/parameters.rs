//! Parameters and headers: whether they must be there, how they are written, and their schemas.

use super::change::Change;
use super::engine::{PairKind, Written};
use super::media_types;
use super::scope::Scope;
use crate::judge::{Effect, Verdict, presence};
use crate::model::Wire;
use crate::normal::paths::{PathOperation, variables};
use crate::normal::{Node, Side, Types, View, values};
use crate::rules;
use document::grammar::Kind;
use document::rule::Rule;

/// The rules of a kind of fields.
#[derive(Debug)]
pub(super) struct Rules {
    required_added: &'static Rule,
    required_removed: &'static Rule,
    style: &'static Rule,
    explode: &'static Rule,
    content: &'static Rule,
    reserved: (&'static Rule, &'static Rule),
    empty: (&'static Rule, &'static Rule),
    deprecated: (&'static Rule, &'static Rule),
}

pub(super) const PARAMETER: Rules = Rules {
    required_added: &rules::parameter::REQUIRED_ADDED,
    required_removed: &rules::parameter::REQUIRED_REMOVED,
    style: &rules::parameter::STYLE_CHANGED,
    explode: &rules::parameter::EXPLODE_CHANGED,
    content: &rules::parameter::CONTENT_CHANGED,
    reserved: (
        &rules::parameter::ALLOW_RESERVED_ADDED,
        &rules::parameter::ALLOW_RESERVED_REMOVED,
    ),
    empty: (
        &rules::parameter::ALLOW_EMPTY_ADDED,
        &rules::parameter::ALLOW_EMPTY_REMOVED,
    ),
    deprecated: (
        &rules::parameter::DEPRECATED_ADDED,
        &rules::parameter::DEPRECATED_REMOVED,
    ),
};

pub(super) const HEADER: Rules = Rules {
    required_added: &rules::header::REQUIRED_ADDED,
    required_removed: &rules::header::REQUIRED_REMOVED,
    style: &rules::header::STYLE_CHANGED,
    explode: &rules::header::EXPLODE_CHANGED,
    content: &rules::header::CONTENT_CHANGED,
    reserved: (
        &rules::header::ALLOW_RESERVED_ADDED,
        &rules::header::ALLOW_RESERVED_REMOVED,
    ),
    empty: (&rules::header::ALLOW_EMPTY_ADDED, &rules::header::ALLOW_EMPTY_REMOVED),
    deprecated: (&rules::header::DEPRECATED_ADDED, &rules::header::DEPRECATED_REMOVED),
};

/// A parameter of an operation.
#[derive(Debug)]
struct Parameter<'a> {
    place: &'a str,
    name: &'a str,
    /// What tells it from the others: names of headers have no case, those of path parameters do not matter.
    key: String,
    /// As the list has it, which may be a reference.
    entry: Node<'a>,
    node: Node<'a>,
}

/// The parameters of an operation, those of its path with them, and whether there are some that nobody can know.
fn collect<'a>(side: &Side<'a>, operation: &PathOperation<'a>) -> (Vec<Parameter<'a>>, bool) {
    let mut all: Vec<Parameter<'a>> = Vec::new();
    let mut broken = false;
    let variables = variables(operation.path);
    for entry in operation
        .item
        .items_of("parameters")
        .chain(operation.node.items_of("parameters"))
    {
        let opened = side.open(&entry);
        let Some((node, place, name)) =
            opened.and_then(|node| Some((node.clone(), node.text("in")?, node.text("name")?)))
        else {
            broken = true;
            continue;
        };
        let key = match place {
            "path" => match variables.iter().position(|variable| *variable == name) {
                Some(index) => format!("path #{index}"),
                None => format!("path {name}"),
            },
            "header" => format!("header {}", name.to_ascii_lowercase()),
            place => format!("{place} {name}"),
        };
        let parameter = Parameter {
            place,
            name,
            key,
            entry,
            node,
        };
        // What an operation says replaces what its path says.
        match all.iter_mut().find(|other| other.key == parameter.key) {
            Some(other) => *other = parameter,
            None => all.push(parameter),
        }
    }
    (all, broken)
}

fn is_required(node: &Node<'_>) -> bool {
    node.is("required") || node.text("in") == Some("path")
}

pub(super) fn all<'a>(scope: &mut Scope<'_, 'a>, old: &PathOperation<'a>, new: &PathOperation<'a>) {
    let (olds, old_broken) = collect(&scope.engine.old, old);
    let (news, new_broken) = collect(&scope.engine.new, new);
    let (old_ignored, olds): (Vec<_>, Vec<_>) = olds.into_iter().partition(is_ignored);
    let (new_ignored, news): (Vec<_>, Vec<_>) = news.into_iter().partition(is_ignored);
    ignored(scope, &old_ignored, &new_ignored);
    let direction = scope.sense.direction;
    let mut gone: Vec<&Parameter<'a>> = Vec::new();
    for was in &olds {
        match news.iter().find(|is| is.key == was.key) {
            Some(is) => scope.part(PairKind::Parameter, &was.entry, &is.entry, direction),
            // It may be the one that cannot be read.
            None if new_broken => {}
            None => gone.push(was),
        }
    }
    for is in news.iter().filter(|is| !olds.iter().any(|was| was.key == is.key)) {
        let moved = gone.iter().position(|was| was.name.eq_ignore_ascii_case(is.name));
        match moved.map(|index| gone.remove(index)) {
            Some(was) => {
                let message = format!(
                    "`{}` is a {} parameter and was a {} parameter",
                    is.name, is.place, was.place
                );
                let verdict = Verdict::Always(Wire::Breaking, "Callers send it where nobody looks for it.");
                let change =
                    Change::new(&rules::parameter::LOCATION_CHANGED, Effect::Incomparable, message).judged(verdict);
                let change = change.values(Some(&was.place.into()), Some(&is.place.into()));
                scope.change(change.located_at(Some(was.node.clone()), Some(is.node.clone())));
            }
            None if old_broken => {}
            None => added(scope, is),
        }
    }
    for was in gone {
        let rule = if is_required(&was.node) {
            &rules::parameter::REQUIRED_REMOVED
        } else {
            &rules::parameter::OPTIONAL_REMOVED
        };
        let message = format!("the {} parameter `{}` is gone", was.place, was.name);
        let verdict = Verdict::ByDirection {
            request: (
                Wire::Breaking,
                "Callers who send it are ignored or refused: nothing but the declared ones is taken.",
            ),
            response: (Wire::Breaking, "Who reads it finds nothing there."),
        };
        let change = Change::new(rule, Effect::Narrowed, message).judged(verdict);
        scope.change(change.between(Some(was.node.clone()), None));
    }
}

/// The headers that other parts of a contract describe: as parameters they are ignored (OpenAPI 3.1.1 section 4.8.12.2).
fn is_ignored(parameter: &Parameter<'_>) -> bool {
    let headers = ["accept", "authorization", "content-type"];
    parameter.place == "header" && headers.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
}

/// Tells what became of parameters that nobody heeds.
fn ignored<'a>(scope: &mut Scope<'_, 'a>, olds: &[Parameter<'a>], news: &[Parameter<'a>]) {
    let verdict = Verdict::Always(
        Wire::Docs,
        "OpenAPI ignores it: media types and security say what is in this header.",
    );
    let mut tell = |rule, said: &str, was: Option<&Parameter<'a>>, is: Option<&Parameter<'a>>| {
        let name = is.or(was).map_or("", |parameter| parameter.name);
        let node = |parameter: Option<&Parameter<'a>>| parameter.map(|parameter| parameter.node.clone());
        let change = Change::new(rule, Effect::Equal, format!("the header parameter `{name}` {said}")).judged(verdict);
        scope.tell(change.between(node(was), node(is)));
    };
    for was in olds {
        match news.iter().find(|is| is.key == was.key) {
            None => tell(&rules::parameter::IGNORED_REMOVED, "is gone", Some(was), None),
            Some(is) if is.node.value != was.node.value => {
                tell(
                    &rules::parameter::IGNORED_CHANGED,
                    "is described in another way",
                    Some(was),
                    Some(is),
                );
            }
            Some(_) => {}
        }
    }
    for is in news.iter().filter(|is| !olds.iter().any(|was| was.key == is.key)) {
        tell(&rules::parameter::IGNORED_ADDED, "is new", None, Some(is));
    }
}

fn added<'a>(scope: &mut Scope<'_, 'a>, is: &Parameter<'a>) {
    let required = is_required(&is.node);
    let (rule, effect) = if required {
        (&rules::parameter::REQUIRED_ADDED, Effect::Narrowed)
    } else {
        (&rules::parameter::OPTIONAL_ADDED, Effect::Widened)
    };
    let need = if required { "required" } else { "optional" };
    let message = format!("the {need} {} parameter `{}` is new", is.place, is.name);
    let change = Change::new(rule, effect, message).judged(presence::added(required, false));
    scope.change(change.between(None, Some(is.node.clone())));
}

/// One parameter or header of both sides.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>, rules: &Rules) {
    let kind = if old.text("in").is_some() {
        Kind::Parameter
    } else {
        Kind::Header
    };
    scope.remarks(kind, old, new);
    scope.deprecated(rules.deprecated, old, new);
    let (was, is) = (is_required(old), is_required(new));
    let place = |node: &Node<'a>, key: &str| Some(node.get(key).unwrap_or_else(|| node.clone()));
    if was != is {
        let (rule, effect, message) = if is {
            (rules.required_added, Effect::Narrowed, "it must be there now")
        } else {
            (rules.required_removed, Effect::Widened, "it may be left out now")
        };
        let change = Change::new(rule, effect, message).values(Some(&was.into()), Some(&is.into()));
        scope.change(change.located_at(place(old, "required"), place(new, "required")));
    }
    let flags = [("allowReserved", rules.reserved), ("allowEmptyValue", rules.empty)];
    for (flag, (added, removed)) in flags {
        let (rule, effect, message) = match (old.is(flag), new.is(flag)) {
            (false, true) => (added, Effect::Widened, format!("`{flag}` is set now")),
            (true, false) => (removed, Effect::Narrowed, format!("`{flag}` is not set any more")),
            _ => continue,
        };
        let change = Change::new(rule, effect, message).values(Some(&old.is(flag).into()), Some(&new.is(flag).into()));
        scope.change(change.located_at(place(old, flag), place(new, flag)));
    }
    match (old.get("content"), new.get("content")) {
        (Some(_), Some(_)) => media_types::compare_all(scope, old, new, scope.sense.direction),
        (None, None) => {
            style(scope, old, new, rules);
            let schema = |node: &Node<'a>| node.get("schema").into_iter().collect::<Vec<_>>();
            let is_header = |node: &Node<'a>| matches!(node.text("in"), None | Some("header"));
            let written = if is_header(old) && is_header(new) {
                Written::Header
            } else {
                Written::Parameter
            };
            scope.schema_written(written, &schema(old), &schema(new));
        }
        (was, is) => {
            let message = if is.is_some() {
                "it is written as a media type, no longer in a style"
            } else {
                "it is written in a style, no longer as a media type"
            };
            let change = Change::new(rules.content, Effect::Incomparable, message);
            scope.change(change.located_at(was.or_else(|| Some(old.clone())), is.or_else(|| Some(new.clone()))));
        }
    }
}

/// How a value is written; what is left out has the default of its place (OpenAPI 3.1.1 section 4.8.12.2.1).
fn style<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>, rules: &Rules) {
    let style = |node: &Node<'a>| match (node.text("style"), node.text("in")) {
        (Some(style), _) => style,
        (None, Some("query" | "cookie")) => "form",
        (None, _) => "simple",
    };
    let place = |node: &Node<'a>, key: &str| Some(node.get(key).unwrap_or_else(|| node.clone()));
    let (was, is) = (style(old), style(new));
    let is_list = is_list(&scope.engine.old, old) && is_list(&scope.engine.new, new);
    // A single value is written the same in all styles of a query, and whether or not a list would be exploded.
    let same = if is_list {
        was == is
    } else {
        of_one_value(was) == of_one_value(is)
    };
    if !same {
        let change = Change::new(
            rules.style,
            Effect::Incomparable,
            format!("its style is `{is}` and was `{was}`"),
        );
        let change = change.values(Some(&was.into()), Some(&is.into()));
        return scope.change(change.located_at(place(old, "style"), place(new, "style")));
    }
    let explode = |node: &Node<'a>, style: &str| {
        node.get("explode")
            .and_then(|node| node.value.as_bool())
            .unwrap_or(style == "form")
    };
    // Without a name in front of each item there is nothing to write another time (OpenAPI 3.1.1 section 4.8.12.3).
    let is_nameless = (was, is) == ("simple", "simple");
    let (was, is) = (explode(old, was), explode(new, is));
    let counts = |side: &Side<'a>, node: &Node<'a>| !is_nameless || has_object(side, node);
    if was != is && is_list && (counts(&scope.engine.old, old) || counts(&scope.engine.new, new)) {
        let message = if is {
            "each of its items is written by itself now"
        } else {
            "its items are written in one now"
        };
        let change =
            Change::new(rules.explode, Effect::Incomparable, message).values(Some(&was.into()), Some(&is.into()));
        scope.change(change.located_at(place(old, "explode"), place(new, "explode")));
    }
}

/// How a style writes what is neither a list nor an object (OpenAPI 3.1.1 section 4.8.12.3).
fn of_one_value(style: &str) -> &str {
    match style {
        "spaceDelimited" | "pipeDelimited" | "deepObject" => "form",
        other => other,
    }
}

/// Whether several values can be written, so that it counts what stands between them.
fn is_list<'a>(side: &Side<'a>, node: &Node<'a>) -> bool {
    let schema: Vec<_> = node.get("schema").into_iter().collect();
    let view = View::of_nodes(side, &schema);
    let most = view
        .all("maxItems")
        .iter()
        .filter_map(|most| values::count(most.value))
        .min();
    view.types.meets(Types::OBJECT) || view.types.meets(Types::ARRAY) && most.is_none_or(|most| most > 1)
}

/// Whether an object can be written.
fn has_object<'a>(side: &Side<'a>, node: &Node<'a>) -> bool {
    let schema: Vec<_> = node.get("schema").into_iter().collect();
    View::of_nodes(side, &schema).types.meets(Types::OBJECT)
}
