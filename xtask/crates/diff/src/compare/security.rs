//! Which credentials an operation asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::engine::PairKind;
use super::scope::Scope;
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::Node;
use crate::rules;

/// One way to be let in: all of these schemes, each with its scopes. None at all lets everybody in.
type Alternative<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The alternatives of a list, with the names of schemes that `rename` gives.
fn alternatives<'a>(node: &Node<'a>, rename: &dyn Fn(&'a str) -> &'a str) -> Vec<Alternative<'a>> {
    // The root stands for itself where it says nothing.
    let all: Vec<Alternative<'a>> = node
        .items()
        .map(|alternative| {
            let scopes = |node: Node<'a>| node.items().filter_map(|scope| scope.value.as_str()).collect();
            alternative
                .members()
                .map(|(scheme, node)| (rename(scheme), scopes(node)))
                .collect()
        })
        .collect();
    if all.is_empty() { vec![Alternative::new()] } else { all }
}

/// Whether what `have` brings lets in where `need` is asked for.
fn suffices(have: &Alternative<'_>, need: &Alternative<'_>) -> bool {
    need.iter()
        .all(|(scheme, scopes)| have.get(scheme).is_some_and(|held| scopes.is_subset(held)))
}

fn name(alternative: &Alternative<'_>) -> String {
    let schemes: Vec<String> = (alternative.iter())
        .map(|(scheme, scopes)| {
            if scopes.is_empty() {
                format!("`{scheme}`")
            } else {
                format!("`{scheme}` ({})", scopes.iter().copied().collect::<Vec<_>>().join(", "))
            }
        })
        .collect();
    if schemes.is_empty() {
        "no credentials".to_owned()
    } else {
        schemes.join(" with ")
    }
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let renamed = schemes(scope);
    let before: BTreeMap<&'a str, &'a str> = renamed.iter().map(|(was, is)| (*is, *was)).collect();
    let olds = alternatives(old, &|name| name);
    let news = alternatives(new, &|name| before.get(name).copied().unwrap_or(name));
    for scheme in olds.iter().flat_map(Alternative::keys) {
        follow(scope, scheme, renamed.get(scheme).copied().unwrap_or(scheme));
    }
    let values = (old.key() == Some("security")).then_some(old.value);
    let values = (values, (new.key() == Some("security")).then_some(new.value));
    let mut tell = |rule, effect, message: String| {
        let verdict = match effect {
            Effect::Narrowed => Verdict::Always(Wire::Breaking, "Callers who were let in are refused."),
            _ => Verdict::Always(Wire::Safe, "Callers who were let in still are."),
        };
        let change = Change::new(rule, effect, message)
            .judged(verdict)
            .values(values.0, values.1);
        scope.change(change.located_at(Some(old.clone()), Some(new.clone())));
    };
    for was in olds.iter().filter(|was| !news.iter().any(|is| suffices(was, is))) {
        // More is asked for than it brings, in place of it; or it is not an alternative any more.
        let more = news
            .iter()
            .find(|is| !olds.contains(is) && was.keys().all(|scheme| is.contains_key(scheme)));
        match more {
            Some(is) if is.len() == was.len() => {
                tell(
                    &rules::security::SCOPE_ADDED,
                    Effect::Narrowed,
                    format!("{} is asked for, not {}", name(is), name(was)),
                );
            }
            Some(is) => tell(
                &rules::security::REQUIREMENT_ADDED,
                Effect::Narrowed,
                format!("{} is asked for, not {}", name(is), name(was)),
            ),
            None => tell(
                &rules::security::ALTERNATIVE_REMOVED,
                Effect::Narrowed,
                format!("{} does not let in any more", name(was)),
            ),
        }
    }
    for is in news.iter().filter(|is| !olds.iter().any(|was| suffices(is, was))) {
        let fewer = olds
            .iter()
            .find(|was| !news.contains(was) && is.keys().all(|scheme| was.contains_key(scheme)));
        match fewer {
            Some(was) if is.len() == was.len() => {
                tell(
                    &rules::security::SCOPE_REMOVED,
                    Effect::Widened,
                    format!("{} lets in, {} is not needed", name(is), name(was)),
                );
            }
            Some(was) => tell(
                &rules::security::REQUIREMENT_REMOVED,
                Effect::Widened,
                format!("{} lets in, {} is not needed", name(is), name(was)),
            ),
            None => tell(
                &rules::security::ALTERNATIVE_ADDED,
                Effect::Widened,
                format!("{} lets in as well", name(is)),
            ),
        }
    }
}

fn definitions<'a>(root: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
    root.get("components")
        .into_iter()
        .flat_map(|components| components.members_of("securitySchemes"))
        .collect()
}

/// The schemes of the base that have another name in the revision.
fn schemes<'a>(scope: &Scope<'_, 'a>) -> BTreeMap<&'a str, &'a str> {
    let (olds, news) = (
        definitions(&scope.engine.old.root()),
        definitions(&scope.engine.new.root()),
    );
    let gone = olds
        .iter()
        .filter(|(name, _)| !news.iter().any(|(other, _)| other == name));
    let mut added: Vec<_> = news
        .iter()
        .filter(|(name, _)| !olds.iter().any(|(other, _)| other == name))
        .collect();
    let mut renamed = BTreeMap::new();
    for (was, definition) in gone {
        if let Some(index) = added
            .iter()
            .position(|(_, other)| essence(definition) == essence(other))
        {
            renamed.insert(*was, added.remove(index).0);
        }
    }
    renamed
}

/// A scheme without its prose.
fn essence(scheme: &Node<'_>) -> Vec<(String, String)> {
    let mut all: Vec<_> = (scheme.members())
        .filter(|(field, _)| *field != "description" && !field.starts_with("x-"))
        .map(|(field, node)| (field.to_owned(), node.value.to_string()))
        .collect();
    all.sort();
    all
}

fn follow<'a>(scope: &mut Scope<'_, 'a>, was: &str, is: &str) {
    let find = |root: Node<'a>, name: &str| definitions(&root).into_iter().find(|(other, _)| *other == name);
    let (old, new) = (find(scope.engine.old.root(), was), find(scope.engine.new.root(), is));
    if let (Some((was, old)), Some((is, new))) = (old, new) {
        scope.engine.meet("securitySchemes", was, is);
        scope.part(PairKind::SecurityScheme, &old, &new, Direction::Request);
    }
}
