//! Where the API is.

use std::collections::BTreeSet;

use super::annotations::fields;
use super::base_path;
use super::change::Change;
use super::differ::{Effects, MemberRules};
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::Wire;
use crate::normal::Node;
use crate::normal::paths::server_url;
use crate::rules;
use document::grammar::Kind;

/// Where the API is when nobody says it (OpenAPI 3.1.1 section 4.8.1.1).
const DEFAULT: &str = "/";

const VARIABLE_DEFAULT: MemberRules = MemberRules {
    added: &rules::server::VARIABLE_DEFAULT_ADDED,
    removed: &rules::server::VARIABLE_DEFAULT_REMOVED,
    changed: &rules::server::VARIABLE_DEFAULT_CHANGED,
};

fn servers<'a>(node: &Node<'a>) -> Vec<(String, Node<'a>)> {
    let mut seen = BTreeSet::new();
    let all = node.items().map(|server| (address(&server), server));
    let all: Vec<_> = all.filter(|(address, _)| seen.insert(address.clone())).collect();
    if all.is_empty() {
        vec![(DEFAULT.to_owned(), node.clone())]
    } else {
        all
    }
}

/// The address of a server.
fn address(server: &Node<'_>) -> String {
    let url = server_url(server.text("url").unwrap_or(DEFAULT));
    if url.is_empty() { DEFAULT.to_owned() } else { url }
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let base = scope.engine.base_path.clone();
    let (mut olds, mut news) = (servers(old), servers(new));
    if base.moved().is_some() {
        // What moved may be the value of a variable.
        let whole = |(url, server): &mut (String, Node<'a>), rest: &dyn Fn(&str) -> String| {
            *url = rest(
                &server
                    .text("url")
                    .map_or_else(|| url.clone(), |_| base_path::address(server)),
            );
        };
        olds.iter_mut()
            .for_each(|entry| whole(entry, &|url| base.server_of_old(url).to_owned()));
        news.iter_mut()
            .for_each(|entry| whole(entry, &|url| base.server_of_new(url).to_owned()));
    }
    for (url, was) in &olds {
        if let Some((_, is)) = news.iter().find(|(other, _)| other == url) {
            compare_server(scope, was, is);
        }
    }
    let gone: Vec<_> = olds
        .iter()
        .filter(|(url, _)| !news.iter().any(|(other, _)| other == url))
        .collect();
    let added: Vec<_> = news
        .iter()
        .filter(|(url, _)| !olds.iter().any(|(other, _)| other == url))
        .collect();
    if let ([(was, before)], [(is, after)]) = (gone.as_slice(), added.as_slice()) {
        let message = format!("the API is at `{is}` and was at `{was}`");
        let verdict = Verdict::Always(Wire::Breaking, "Callers call where it was.");
        let change = Change::new(&rules::server::URL_CHANGED, Effect::Incomparable, message).judged(verdict);
        let change = change.values(Some(&was.as_str().into()), Some(&is.as_str().into()));
        scope.change(change.located_at(Some(before.clone()), Some(after.clone())));
        return;
    }
    for (url, was) in gone {
        let verdict = Verdict::Always(Wire::Breaking, "Callers who call it there find nothing.");
        let change = Change::new(
            &rules::server::URL_REMOVED,
            Effect::Narrowed,
            format!("the API is not at `{url}` any more"),
        );
        scope.change(
            change
                .judged(verdict)
                .values(Some(&url.as_str().into()), None)
                .located_at(Some(was.clone()), None),
        );
    }
    for (url, is) in added {
        let verdict = Verdict::Always(Wire::Safe, "The API is where it was, too.");
        let change = Change::new(
            &rules::server::URL_ADDED,
            Effect::Widened,
            format!("the API is at `{url}` as well"),
        );
        scope.change(
            change
                .judged(verdict)
                .values(None, Some(&url.as_str().into()))
                .located_at(None, Some(is.clone())),
        );
    }
}

fn compare_server<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    if old.text("url").is_none() || new.text("url").is_none() {
        return;
    }
    scope.remarks(Kind::Server, old, new);
    let (Some(olds), Some(news)) = (old.get("variables"), new.get("variables")) else {
        return;
    };
    for name in fields(&olds, &news) {
        let (Some(was), Some(is)) = (olds.get(name), news.get(name)) else {
            continue;
        };
        let here = (&Some(was.clone()), &Some(is.clone()));
        scope.remarks(Kind::ServerVariable, &was, &is);
        let verdict = Verdict::Always(Wire::Breaking, "Callers who leave it out call somewhere else.");
        let what = format!("the default of `{name}`");
        scope.differ(
            VARIABLE_DEFAULT,
            (was.get("default"), is.get("default")),
            here,
            &what,
            Effects::OTHER,
            verdict,
        );
        let values = |node: &Node<'a>| -> BTreeSet<&'a str> {
            node.items_of("enum").filter_map(|value| value.value.as_str()).collect()
        };
        let (before, after) = (values(&was), values(&is));
        // No list at all takes everything.
        let lost = !after.is_empty() && (before.is_empty() || !before.is_subset(&after));
        let won = !before.is_empty() && (after.is_empty() || !after.is_subset(&before));
        let place = |node: &Node<'a>| Some(node.get("enum").unwrap_or_else(|| node.clone()));
        let lists = (
            was.get("enum").map(|node| node.value),
            is.get("enum").map(|node| node.value),
        );
        if lost {
            let verdict = Verdict::Always(Wire::Breaking, "Callers who use a value that is gone find nothing.");
            let change = Change::new(
                &rules::server::VARIABLE_ENUM_NARROWED,
                Effect::Narrowed,
                format!("`{name}` takes fewer values"),
            );
            scope.change(
                change
                    .judged(verdict)
                    .values(lists.0, lists.1)
                    .located_at(place(&was), place(&is)),
            );
        }
        if won {
            let verdict = Verdict::Always(Wire::Safe, "The values that were taken still are.");
            let change = Change::new(
                &rules::server::VARIABLE_ENUM_WIDENED,
                Effect::Widened,
                format!("`{name}` takes more values"),
            );
            scope.change(
                change
                    .judged(verdict)
                    .values(lists.0, lists.1)
                    .located_at(place(&was), place(&is)),
            );
        }
    }
}
