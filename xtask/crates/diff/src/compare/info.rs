//! What a contract says about itself: its title, its version, whose it is, its tags.

use std::collections::HashSet;

use super::annotations::{FOR_PEOPLE, fields};
use super::differ::{Effects, MemberRules};
use super::scope::Scope;
use crate::normal::Node;
use crate::rules;

const VERSION: MemberRules = MemberRules {
    added: &rules::info::VERSION_ADDED,
    removed: &rules::info::VERSION_REMOVED,
    changed: &rules::info::VERSION_CHANGED,
};
const METADATA: MemberRules = MemberRules {
    added: &rules::info::METADATA_ADDED,
    removed: &rules::info::METADATA_REMOVED,
    changed: &rules::info::METADATA_CHANGED,
};
const TAG: MemberRules = MemberRules {
    added: &rules::tag::DEFINITION_ADDED,
    removed: &rules::tag::DEFINITION_REMOVED,
    changed: &rules::tag::DEFINITION_CHANGED,
};

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let here = (&Some(old.clone()), &Some(new.clone()));
    match (old.get("info"), new.get("info")) {
        (Some(old), Some(new)) => info(scope, &old, &new),
        pair => scope.differ(METADATA, pair, here, "`info`", Effects::NONE, FOR_PEOPLE),
    }
    let name = |node: &Node<'a>| node.text("name");
    // Of two of one name, which the specification does not allow, the first counts.
    let tags = |node: &Node<'a>| {
        let mut seen = HashSet::new();
        let named = node
            .items_of("tags")
            .filter(|tag| name(tag).is_some_and(|name| seen.insert(name)));
        named.collect::<Vec<_>>()
    };
    let (olds, news) = (tags(old), tags(new));
    for tag in &olds {
        let now = news.iter().find(|other| name(other) == name(tag)).cloned();
        let what = format!("the tag `{}`", name(tag).unwrap_or("?"));
        scope.differ(TAG, (Some(tag.clone()), now), here, &what, Effects::NONE, FOR_PEOPLE);
    }
    for tag in news
        .iter()
        .filter(|tag| !olds.iter().any(|other| name(other) == name(tag)))
    {
        let what = format!("the tag `{}`", name(tag).unwrap_or("?"));
        scope.differ(TAG, (None, Some(tag.clone())), here, &what, Effects::NONE, FOR_PEOPLE);
    }
}

fn info<'a>(scope: &mut Scope<'_, 'a>, old: &Node<'a>, new: &Node<'a>) {
    let here = (&Some(old.clone()), &Some(new.clone()));
    for field in fields(old, new) {
        let pair = (old.get(field), new.get(field));
        match field {
            "title" | "summary" | "description" => scope.prose(field, pair, here),
            "version" => scope.differ(
                VERSION,
                pair,
                here,
                "the version of the contract",
                Effects::NONE,
                FOR_PEOPLE,
            ),
            "termsOfService" | "contact" | "license" => {
                scope.differ(METADATA, pair, here, &format!("`{field}`"), Effects::NONE, FOR_PEOPLE);
            }
            field if field.starts_with("x-") => scope.extension(field, pair, here),
            field => scope.unknown(field, pair, here),
        }
    }
}
