//! A part of all addresses that moved between `servers` and `paths`: what callers call is the address of a server with a
//! path behind it, wherever the line between the two is drawn.

use std::collections::{BTreeSet, HashSet};

use super::change::Change;
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::Wire;
use crate::normal::Node;
use crate::normal::paths::{server_url, template};
use crate::rules;
use document::grammar::METHODS;

/// What the addresses of the servers of each side have at their ends, and the paths of the other side at their beginnings.
/// At least one of the two is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BasePath {
    old: String,
    new: String,
}

impl BasePath {
    /// The part that moved, if one did.
    pub(crate) fn moved(&self) -> Option<&str> {
        [&self.old, &self.new]
            .into_iter()
            .find(|part| !part.is_empty())
            .map(String::as_str)
    }

    /// A path of the base as callers of both sides know it.
    pub(crate) fn of_old(&self, path: &str) -> String {
        format!("{}{path}", self.old)
    }

    /// A path of the revision as callers of both sides know it.
    pub(crate) fn of_new(&self, path: &str) -> String {
        format!("{}{path}", self.new)
    }

    /// The address of a server of the base without what its paths have on the other side.
    pub(crate) fn server_of_old<'u>(&self, url: &'u str) -> &'u str {
        without(url, &self.old)
    }

    /// The address of a server of the revision without what its paths have on the other side.
    pub(crate) fn server_of_new<'u>(&self, url: &'u str) -> &'u str {
        without(url, &self.new)
    }

    /// What moved between two documents: only where each server of one side is one of the other with the same part behind
    /// it, no path or operation has servers of its own, and more paths are the same with it than without.
    pub(crate) fn find(old: &Node<'_>, new: &Node<'_>) -> Self {
        if has_own_servers(old) || has_own_servers(new) {
            return Self::default();
        }
        let (olds, news) = (servers(old), servers(new));
        let forth = suffix(&olds, &news).map(|part| Self {
            new: part,
            ..Self::default()
        });
        let back = || {
            suffix(&news, &olds).map(|part| Self {
                old: part,
                ..Self::default()
            })
        };
        let paths =
            |node: &Node<'_>| -> Vec<String> { node.members_of("paths").map(|(path, _)| path.to_owned()).collect() };
        let (old_paths, new_paths) = (paths(old), paths(new));
        let shared = |base: &Self| {
            let known: HashSet<String> = old_paths.iter().map(|path| template(&base.of_old(path))).collect();
            new_paths
                .iter()
                .filter(|path| known.contains(&template(&base.of_new(path))))
                .count()
        };
        let found = forth.or_else(back).unwrap_or_default();
        if shared(&found) > shared(&Self::default()) {
            found
        } else {
            Self::default()
        }
    }
}

/// Tells that a part of all addresses moved.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let base = scope.engine.base_path.clone();
    let Some(part) = base.moved() else { return };
    let message = if base.new.is_empty() {
        format!("`{part}` stands in the paths, no longer in the addresses of the servers")
    } else {
        format!("`{part}` stands in the addresses of the servers, no longer in the paths")
    };
    let verdict = Verdict::Always(Wire::Docs, "Callers call what they called.");
    let place = |node: &Node<'a>| Some(node.get("servers").unwrap_or_else(|| node.clone()));
    let change = Change::new(&rules::server::BASE_PATH_MOVED, Effect::Equal, message).judged(verdict);
    scope.tell(change.located_at(place(old), place(new)));
}

fn without<'u>(url: &'u str, part: &str) -> &'u str {
    let rest = url.strip_suffix(part).unwrap_or(url);
    // The address of nothing else is `/`.
    if rest.is_empty() { "/" } else { rest }
}

fn servers(holder: &Node<'_>) -> Vec<String> {
    let all: Vec<_> = holder.items_of("servers").map(|server| address(&server)).collect();
    if all.is_empty() { vec![String::new()] } else { all }
}

/// The address of a server, with the variables that can have one value only.
pub(super) fn address(server: &Node<'_>) -> String {
    let mut url = server_url(server.text("url").unwrap_or_default());
    for (name, variable) in server.members_of("variables") {
        let mut values = variable.items_of("enum").filter_map(|value| value.value.as_str());
        if let (Some(value), None) = (values.next(), values.next()) {
            url = url.replace(&format!("{{{name}}}"), value);
        }
    }
    server_url(&url)
}

/// The addresses of a path, or of an operation of it: those of its servers, or of its path's, or of the document's.
pub(super) fn absolute(root: &Node<'_>, item: &Node<'_>, operation: Option<&Node<'_>>, path: &str) -> BTreeSet<String> {
    let holders = [operation, Some(item), Some(root)].into_iter().flatten();
    let holder = holders.into_iter().find(|holder| holder.get("servers").is_some());
    let servers = servers(holder.unwrap_or(root));
    servers
        .iter()
        .map(|server| template(&format!("{server}{path}")))
        .collect()
}

/// The addresses of all that is called at a path, where they are those of each of its operations.
pub(super) fn absolute_of_item(root: &Node<'_>, item: &Node<'_>, path: &str) -> Option<BTreeSet<String>> {
    let operations = METHODS.iter().filter_map(|method| item.get(method));
    let mut all = operations.map(|operation| absolute(root, item, Some(&operation), path));
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// What each of `longer` has behind one of `shorter`, the same in all, and all of `shorter` met.
fn suffix(shorter: &[String], longer: &[String]) -> Option<String> {
    let first = longer.first()?;
    let is_of_all = |part: &str| {
        let stems: Option<BTreeSet<&str>> = longer.iter().map(|url| url.strip_suffix(part)).collect();
        stems == Some(shorter.iter().map(String::as_str).collect())
    };
    let parts = shorter.iter().filter_map(|url| first.strip_prefix(url.as_str()));
    let mut paths = parts.filter(|part| part.starts_with('/') && part.len() > 1);
    paths.find(|part| is_of_all(part)).map(str::to_owned)
}

fn has_own_servers(root: &Node<'_>) -> bool {
    root.members_of("paths").any(|(_, item)| {
        let mut operations = METHODS.iter().filter_map(|method| item.get(method));
        item.get("servers").is_some() || operations.any(|operation| operation.get("servers").is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_servers_gained_is_found() {
        let texts = |urls: &[&str]| urls.iter().map(|url| (*url).to_owned()).collect::<Vec<_>>();
        let suffix = |shorter: &[&str], longer: &[&str]| suffix(&texts(shorter), &texts(longer));
        assert_eq!(suffix(&["https://a"], &["https://a/v1"]), Some("/v1".to_owned()));
        assert_eq!(suffix(&[""], &["/api/v1"]), Some("/api/v1".to_owned()));
        assert_eq!(
            suffix(&["https://a", "https://b"], &["https://b/v1", "https://a/v1"]),
            Some("/v1".to_owned())
        );
        for (shorter, longer) in [
            (vec!["https://a"], vec!["https://a"]),
            (vec!["https://a"], vec!["https://ab"]),
            (vec!["https://a"], vec!["https://b/v1"]),
            (vec!["https://a", "https://b"], vec!["https://a/v1"]),
            (vec!["https://a", "https://b"], vec!["https://a/v1", "https://b/v2"]),
        ] {
            assert_eq!(suffix(&shorter, &longer), None, "{shorter:?} {longer:?}");
        }
    }
}
