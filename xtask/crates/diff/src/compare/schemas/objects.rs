//! Objects: how many members, which names, and what holds for those that no schema names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use regress::Regex;
use serde_json::{Map, Value};

use super::super::change::Change;
use super::super::scope::Scope;
use super::numbers::{Limit, limit};
use super::{Pair, properties, slots};
use crate::judge::Effect;

use crate::normal::{Node, Part, Types, View};
use crate::rules;

const FEWEST: Limit = Limit {
    keyword: "minProperties",
    is_minimum: true,
    raised: &rules::schema::MIN_PROPERTIES_RAISED,
    lowered: &rules::schema::MIN_PROPERTIES_LOWERED,
    what: "number of properties",
    implied: |_| Vec::new(),
    others: |view| u64::try_from(properties::required(view).len()).unwrap_or(u64::MAX),
};
const MOST: Limit = Limit {
    keyword: "maxProperties",
    is_minimum: false,
    raised: &rules::schema::MAX_PROPERTIES_RAISED,
    lowered: &rules::schema::MAX_PROPERTIES_LOWERED,
    what: "number of properties",
    implied: |_| Vec::new(),
    others: |_| 0,
};
const NAMES: slots::Rules = slots::Rules {
    added: &rules::schema::PROPERTY_NAMES_ADDED,
    removed: &rules::schema::PROPERTY_NAMES_REMOVED,
};
const DEPENDENT: slots::Rules = slots::Rules {
    added: &rules::schema::DEPENDENT_SCHEMAS_ADDED,
    removed: &rules::schema::DEPENDENT_SCHEMAS_REMOVED,
};
const PATTERNS: slots::Rules = slots::Rules {
    added: &rules::schema::PATTERN_PROPERTIES_ADDED,
    removed: &rules::schema::PATTERN_PROPERTIES_REMOVED,
};

/// What the members of an object have to be, by name.
#[derive(Debug)]
pub(super) struct Members<'v, 'a> {
    view: &'v View<'a>,
    /// The names that have a schema of their own.
    pub(super) named: BTreeSet<&'a str>,
    /// Pattern → its expression, where it is one.
    patterns: HashMap<&'a str, Option<Regex>>,
}

impl<'v, 'a> Members<'v, 'a> {
    pub(super) fn collect(view: &'v View<'a>) -> Self {
        let mut members = Self {
            view,
            named: BTreeSet::new(),
            patterns: HashMap::new(),
        };
        for part in &view.parts {
            let keys = |keyword: &str| {
                part.keywords
                    .get(keyword)
                    .and_then(Value::as_object)
                    .into_iter()
                    .flat_map(Map::keys)
            };
            members.named.extend(keys("properties").map(String::as_str));
            members
                .patterns
                .extend(keys("patternProperties").map(|pattern| (pattern.as_str(), Regex::new(pattern).ok())));
        }
        members
    }

    /// The patterns, sorted.
    fn patterns(&self) -> BTreeSet<&'a str> {
        self.patterns.keys().copied().collect()
    }

    /// The schemas of the member `name`: its own, those of the patterns that it matches, and else that of all others.
    pub(super) fn named(&self, name: &str) -> Vec<Node<'a>> {
        let matches = |pattern: &str| {
            self.patterns
                .get(pattern)
                .and_then(Option::as_ref)
                .is_some_and(|regex| regex.find(name).is_some())
        };
        self.of_parts(|part| part.get("properties").and_then(|all| all.get(name)), matches)
    }

    /// The schemas of members that match `pattern`, and no other.
    fn at_pattern(&self, pattern: &str) -> Vec<Node<'a>> {
        self.of_parts(|_| None, |other| other == pattern)
    }

    /// The schemas of all other members.
    fn rest(&self) -> Vec<Node<'a>> {
        self.of_parts(|_| None, |_| false)
    }

    fn of_parts(&self, own: impl Fn(&Part<'a>) -> Option<Node<'a>>, matches: impl Fn(&str) -> bool) -> Vec<Node<'a>> {
        let mut all = Vec::new();
        for part in &self.view.parts {
            let before = all.len();
            all.extend(own(part));
            if !self.patterns.is_empty()
                && let Some(patterns) = part.get("patternProperties")
            {
                all.extend(
                    patterns
                        .members()
                        .filter(|(pattern, _)| matches(pattern))
                        .map(|(_, schema)| schema),
                );
            }
            if all.len() == before {
                all.extend(part.other_properties());
            }
        }
        if all.is_empty() {
            all.extend(self.view.unevaluated_properties.clone());
        }
        slots::binding(all)
    }

    /// The schema of its own that `name` has.
    pub(super) fn own(&self, name: &str) -> Option<Node<'a>> {
        self.view
            .parts
            .iter()
            .find_map(|part| part.get("properties")?.get(name))
    }
}

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let sample = |size: usize| Value::Object((0..size).map(|index| (format!("p{index}"), Value::Null)).collect());
    limit(scope, pair, FEWEST, sample);
    limit(scope, pair, MOST, sample);
    let members = (Members::collect(&pair.old), Members::collect(&pair.new));
    properties::compare(scope, pair, &members.0, &members.1);
    rest(scope, pair, &members.0, &members.1);
    patterns(scope, pair, &members.0, &members.1);
    let names = (pair.old.all("propertyNames"), pair.new.all("propertyNames"));
    slots::slot_of_type(scope, pair, NAMES, "names of properties", names, Types::STRING);
    dependent_required(scope, pair);
    let dependents = |view: &View<'a>, name: &str| -> Vec<Node<'a>> {
        view.all("dependentSchemas")
            .iter()
            .filter_map(|all| all.get(name))
            .collect()
    };
    let names = |view: &View<'a>| {
        view.all("dependentSchemas")
            .iter()
            .flat_map(|all| all.members())
            .map(|(name, _)| name)
            .collect::<BTreeSet<_>>()
    };
    for name in names(&pair.old).union(&names(&pair.new)) {
        let what = format!("objects with `{name}`");
        let schemas = (dependents(&pair.old, name), dependents(&pair.new, name));
        slots::slot_of_type(scope, pair, DEPENDENT, &what, schemas, Types::OBJECT);
    }
}

/// The members that nothing names.
fn rest<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>, olds: &Members<'_, 'a>, news: &Members<'_, 'a>) {
    let (old, new) = (olds.rest(), news.rest());
    let forbids = |nodes: &[Node<'a>]| nodes.iter().any(|node| *node.value == Value::Bool(false));
    let (was, is) = (forbids(&old), forbids(&new));
    let (rule, message) = match (old.is_empty(), new.is_empty(), was, is) {
        (true, true, ..) | (_, _, true, true) => return,
        (false, false, false, false) => return slots::both(scope, &old, &new),
        (_, _, false, true) => (
            &rules::schema::ADDITIONAL_PROPERTIES_FORBIDDEN,
            "properties that it does not name are refused",
        ),
        (_, _, true, false) => (
            &rules::schema::ADDITIONAL_PROPERTIES_ALLOWED,
            "properties that it does not name are taken",
        ),
        (true, ..) => (
            &rules::schema::ADDITIONAL_PROPERTIES_ADDED,
            "properties that it does not name have a schema",
        ),
        (_, true, ..) => (
            &rules::schema::ADDITIONAL_PROPERTIES_REMOVED,
            "properties that it does not name may be anything",
        ),
    };
    let term = slots::weigh(scope, &old, &new);
    let change = pair.change(rule, Effect::Equal, "additionalProperties", message);
    scope.change(Change {
        effect: vec![term],
        ..change
    });
}

fn patterns<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>, olds: &Members<'_, 'a>, news: &Members<'_, 'a>) {
    let (old, new) = (olds.patterns(), news.patterns());
    if old.is_empty() && new.is_empty() {
        return;
    }
    let unreadable = |members: &Members<'_, 'a>| members.patterns.values().any(Option::is_none);
    let several = |view: &View<'a>| {
        view.parts
            .iter()
            .filter(|part| part.keywords.contains_key("patternProperties") || part.other_properties().is_some())
            .count()
            > 1
    };
    // Names can match several patterns of several parts: which schemas hold together is not decided then.
    let tangled = (old.len() > 1 || new.len() > 1) && (several(&pair.old) || several(&pair.new));
    let differ = old != new && !old.is_empty() && !new.is_empty();
    if (tangled || differ || unreadable(olds) || unreadable(news)) && !pair.is_same_text() {
        scope.effect(Effect::Unknown);
    }
    for pattern in old.union(&new) {
        let (was, is) = (old.contains(pattern), new.contains(pattern));
        if was && is {
            slots::both(scope, &olds.at_pattern(pattern), &news.at_pattern(pattern));
            continue;
        }
        let term = match (was, is) {
            (true, _) => slots::weigh(scope, &olds.at_pattern(pattern), &news.rest()),
            _ => slots::weigh(scope, &olds.rest(), &news.at_pattern(pattern)),
        };
        let (rule, message) = if is {
            (
                PATTERNS.added,
                format!("properties that match `{pattern}` have a schema of their own"),
            )
        } else {
            (
                PATTERNS.removed,
                format!("properties that match `{pattern}` have no schema of their own any more"),
            )
        };
        let at = |view: &View<'a>| view.all("patternProperties").iter().find_map(|all| all.get(pattern));
        let (base, revision) = (at(&pair.old), at(&pair.new));
        let change = Change::new(rule, Effect::Equal, message).between(base.clone(), revision.clone());
        let change = change.located_at(base.or_else(|| pair.old.here()), revision.or_else(|| pair.new.here()));
        scope.change(Change {
            effect: vec![term],
            ..change
        });
    }
}

/// `dependentRequired`: which names ask for which others.
fn dependent_required<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let all = |view: &View<'_>| -> BTreeMap<String, BTreeSet<String>> {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in view.all("dependentRequired") {
            for (name, list) in node.members() {
                let wanted = list.items().filter_map(|item| item.value.as_str().map(str::to_owned));
                all.entry(name.to_owned())
                    .or_default()
                    .extend(wanted.filter(|wanted| wanted != name));
            }
        }
        all
    };
    let (olds, news) = (all(&pair.old), all(&pair.new));
    let beyond = |one: &BTreeMap<String, BTreeSet<String>>,
                  other: &BTreeMap<String, BTreeSet<String>>|
     -> Vec<String> {
        let missing = one
            .iter()
            .flat_map(|(name, wanted)| wanted.iter().map(move |wanted| (name, wanted)));
        let missing = missing.filter(|(name, wanted)| !other.get(*name).is_some_and(|known| known.contains(*wanted)));
        missing
            .map(|(name, wanted)| format!("`{name}` asks for `{wanted}`"))
            .collect()
    };
    let (gone, added) = (beyond(&olds, &news), beyond(&news, &olds));
    let keyword = "dependentRequired";
    if !gone.is_empty() {
        let message = format!("no longer so: {}", gone.join(", "));
        scope.change(pair.change(
            &rules::schema::DEPENDENT_REQUIRED_REMOVED,
            Effect::Widened,
            keyword,
            message,
        ));
    }
    if !added.is_empty() {
        scope.change(pair.change(
            &rules::schema::DEPENDENT_REQUIRED_ADDED,
            Effect::Narrowed,
            keyword,
            added.join(", "),
        ));
    }
}
