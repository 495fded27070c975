//! What a schema says beside which values are valid: defaults, advice, discriminators, prose; and what nobody knows.

use std::collections::{BTreeMap, BTreeSet};

use super::super::change::Change;
use super::super::differ::{Effects, MemberRules};
use super::super::scope::Scope;
use super::Pair;
use crate::judge::{Effect, Variance, Verdict};
use crate::model::Wire;
use crate::normal::{Node, Side, View};
use crate::rules;
use document::grammar::Kind;

const DEFAULT: MemberRules = MemberRules {
    added: &rules::schema::DEFAULT_ADDED,
    removed: &rules::schema::DEFAULT_REMOVED,
    changed: &rules::schema::DEFAULT_CHANGED,
};
const XML: MemberRules = MemberRules {
    added: &rules::schema::XML_ADDED,
    removed: &rules::schema::XML_REMOVED,
    changed: &rules::schema::XML_CHANGED,
};
const DISCRIMINATOR: MemberRules = MemberRules {
    added: &rules::schema::DISCRIMINATOR_ADDED,
    removed: &rules::schema::DISCRIMINATOR_REMOVED,
    changed: &rules::schema::DISCRIMINATOR_CHANGED,
};

pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    if pair.is_same_text()
        && pair.old.parts.len() == 1
        && pair.new.parts.len() == 1
        && pair.old.first("discriminator").is_none()
    {
        return;
    }
    let (old, new) = (&pair.old, &pair.new);
    let here = (&old.here(), &new.here());
    let both = |keyword: &str| (old.first(keyword), new.first(keyword));
    for keyword in ["title", "description", "externalDocs", "$comment"] {
        scope.prose(keyword, both(keyword), here);
    }
    examples(scope, pair);
    let verdict = Verdict::ByDirection {
        request: (Wire::Risky, "Callers who leave it out get something else."),
        response: (
            Wire::Docs,
            "It says what a missing value means; what is sent stays the same.",
        ),
    };
    scope.differ(DEFAULT, both("default"), here, "the default", Effects::NONE, verdict);
    let rules = (&rules::schema::DEPRECATED_ADDED, &rules::schema::DEPRECATED_REMOVED);
    let place = |view: &View<'a>| view.place("deprecated");
    scope.deprecation(
        rules,
        (old.is("deprecated"), new.is("deprecated")),
        (place(old).as_ref(), place(new).as_ref()),
    );
    let verdict = Verdict::Always(Wire::Risky, "In messages that are XML it is written in another way.");
    scope.differ(XML, both("xml"), here, "`xml`", Effects::NONE, verdict);
    discriminator(scope, pair);
    for keyword in others(old).union(&others(new)).copied() {
        if keyword.starts_with("x-") {
            scope.extension(keyword, both(keyword), here)
        } else {
            scope.unknown(keyword, both(keyword), here)
        }
    }
}

/// The keywords that no other file knows.
fn others<'a>(view: &View<'a>) -> BTreeSet<&'a str> {
    let all = view
        .parts
        .iter()
        .flat_map(|part| part.keywords.keys())
        .map(String::as_str);
    all.filter(|keyword| Kind::Schema.field(keyword).is_none() || matches!(*keyword, "$vocabulary" | "$schema" | "$id"))
        .collect()
}

/// `example` of OpenAPI is a list of one in JSON Schema.
fn examples<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let here = (&pair.old.here(), &pair.new.here());
    let one = |view: &View<'a>| {
        let list = view
            .first("examples")
            .filter(|list| list.value.as_array().is_some_and(|list| list.len() == 1));
        view.first("example")
            .or_else(|| list.and_then(|list| list.items().next()))
            .or_else(|| view.first("examples"))
    };
    scope.example("example", (one(&pair.old), one(&pair.new)), here);
}

/// Which value of which property leads to which branch. A branch has its component's name as a value where no other is
/// given (OpenAPI 3.1.1 section 4.8.25.2).
fn discriminator<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let here = (&pair.old.here(), &pair.new.here());
    let (was, is) = (pair.old.first("discriminator"), pair.new.first("discriminator"));
    let property = |node: &Option<Node<'a>>| node.as_ref().and_then(|node| node.get("propertyName"));
    let names = (property(&was), property(&is));
    let read = (
        Wire::Risky,
        "Programs that choose a type by it choose by something else.",
    );
    let sent = if names.0.is_some() && names.1.is_some() {
        (
            Wire::Breaking,
            "The server chooses a type by a property that callers do not fill so.",
        )
    } else {
        read
    };
    let verdict = if scope.sense.variance == Variance::Contravariant {
        Verdict::ByDirection {
            request: read,
            response: sent,
        }
    } else {
        Verdict::ByDirection {
            request: sent,
            response: read,
        }
    };
    scope.differ(
        DISCRIMINATOR,
        names,
        here,
        "the property that tells the types apart",
        Effects::NONE,
        verdict,
    );
    let (Some(was), Some(is)) = (was, is) else { return };
    let targets = |view: &View<'a>| -> BTreeSet<String> {
        let branches = view.unions.clone().into_iter().flat_map(|union| union.branches);
        branches
            .filter_map(|branch| Side::reference(&branch)?.rsplit('/').next().map(str::to_owned))
            .collect()
    };
    let values = |node: &Node<'a>, targets: &BTreeSet<String>| -> BTreeMap<String, BTreeSet<String>> {
        let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (value, target) in node.members_of("mapping") {
            let target = target
                .value
                .as_str()
                .and_then(|target| target.rsplit('/').next())
                .unwrap_or_default();
            values.entry(target.to_owned()).or_default().insert(value.to_owned());
        }
        for target in targets {
            values
                .entry(target.clone())
                .or_insert_with(|| BTreeSet::from([target.clone()]));
        }
        values
    };
    let (olds, news) = (targets(&pair.old), targets(&pair.new));
    let (before, after) = (values(&was, &olds), values(&is, &news));
    let others = (values(&was, &BTreeSet::new()), values(&is, &BTreeSet::new()));
    let all = |values: &BTreeMap<String, BTreeSet<String>>| values.values().flatten().cloned().collect::<BTreeSet<_>>();
    let changed = if olds == news {
        // The same branches: each must be called by the same values.
        before != after
    } else {
        // A branch that came or went takes its values along. One that has another name keeps the values that it was
        // given, and loses those that were its name.
        let renamed = olds.len() == news.len() && olds.iter().filter(|name| !news.contains(*name)).count() == 1;
        let shared = olds.intersection(&news).any(|name| before.get(name) != after.get(name));
        shared || renamed && all(&before) != all(&after) && others.0.len() == others.1.len()
    };
    if !changed {
        return;
    }
    let say = |values: &BTreeMap<String, BTreeSet<String>>| {
        let values = values
            .iter()
            .map(|(target, values)| (target.clone(), values.iter().cloned().collect()));
        serde_json::Value::Object(values.collect())
    };
    // Each value with the branch that it leads to.
    let leads = |values: &BTreeMap<String, BTreeSet<String>>| -> BTreeSet<(String, String)> {
        let each = values.iter().flat_map(|(target, values)| {
            let target = target.clone();
            values.iter().map(move |value| (value.clone(), target.clone()))
        });
        each.collect()
    };
    let (olds, news) = (leads(&before), leads(&after));
    let effect = match (olds.is_subset(&news), news.is_subset(&olds)) {
        (true, _) => Effect::Widened,
        (_, true) => Effect::Narrowed,
        _ => Effect::Incomparable,
    };
    let message = "other values tell its types apart";
    let change = Change::new(&rules::schema::DISCRIMINATOR_VALUES_CHANGED, effect, message);
    let change = change.values(Some(&say(&before)), Some(&say(&after)));
    scope.tell(change.located_at(Some(was), Some(is)));
}
