//! Values for which two branches of a choice hold: `oneOf` refuses them.

use serde_json::{Map, Value, json};

use super::super::change::Change;
use super::super::engine::Term;
use super::super::pairs::PairId;
use super::super::scope::Scope;
use super::Pair;
use super::unions::constants;
use crate::judge::{Effect, Variance, Verdict};
use crate::normal::{Node, Side, Types, Union, ValueSet, View, accepts};
use crate::rules;

/// How many branches are told apart; of more it is not known whether only one can hold.
const MAX_APART: usize = 48;

/// The branches of a choice.
#[derive(Debug)]
pub(super) struct Branches<'a> {
    views: Vec<View<'a>>,
    constants: Vec<Vec<(&'a str, Vec<&'a Value>)>>,
}

impl<'a> Branches<'a> {
    pub(super) fn collect(side: &Side<'a>, branches: &[Node<'a>]) -> Self {
        let views = branches
            .iter()
            .map(|branch| View::of_nodes(side, std::slice::from_ref(branch)));
        let views: Vec<_> = views.collect();
        let constants = match views.len() {
            0..=MAX_APART => views.iter().map(|view| constants(side, view)).collect(),
            _ => Vec::new(),
        };
        Self { views, constants }
    }

    /// Whether no value, null and those of the types `ignored` apart, can be valid by two of the branches.
    pub(super) fn are_apart(&self, ignored: Types) -> bool {
        let mut all = Types::NONE;
        let have_own_types = self.views.iter().all(|view| {
            let types = view.types.without(ignored);
            let is_new = !all.meets(types);
            all = all | types;
            is_new
        });
        have_own_types || self.views.len() <= MAX_APART && self.are_told_apart(ignored)
    }

    fn are_told_apart(&self, ignored: Types) -> bool {
        let all = || self.views.iter().zip(&self.constants);
        all().enumerate().all(|(index, (one, marks))| {
            all().skip(index + 1).all(|(other, other_marks)| {
                let shared = (one.types & other.types).without(ignored);
                let values_apart =
                    matches!((&one.values, &other.values), (Some(one), Some(other)) if are_disjoint(one, other));
                let marks_apart = shared == Types::OBJECT
                    && marks.iter().any(|(name, values)| {
                        let of_other = other_marks.iter().find(|(other, _)| other == name);
                        of_other.is_some_and(|(_, others)| are_disjoint(values, others))
                    });
                shared.is_none() || values_apart || marks_apart
            })
        })
    }

    /// Values of which each is likely valid by a branch.
    fn samples(&self) -> Vec<Value> {
        const BRANCHES: usize = 16;
        self.views.iter().take(BRANCHES).flat_map(samples).collect()
    }

    /// Whether each member of an object is one that all branches name which hold for it.
    fn name(&self, side: &Side<'a>, value: &Value) -> bool {
        let Some(object) = value.as_object() else { return true };
        let holding = self
            .views
            .iter()
            .filter(|view| accepts(side, &view.nodes, value) == Some(true));
        let names = |view: &View<'a>| {
            let properties = view.all("properties");
            object
                .keys()
                .all(|name| properties.iter().any(|all| all.get(name).is_some()))
        };
        !object.is_empty() && holding.filter(|view| names(view)).count() > 1
    }
}

/// Whether two lists have no value in common.
fn are_disjoint(one: &[&Value], other: &[&Value]) -> bool {
    let other: ValueSet<'_> = other.iter().copied().collect();
    !one.iter().any(|value| other.contains(value))
}

fn samples(view: &View<'_>) -> Vec<Value> {
    const VALUES: usize = 8;
    if let Some(values) = &view.values {
        return values.iter().take(VALUES).map(|value| (*value).clone()).collect();
    }
    let types = [
        Types::STRING,
        Types::INTEGER,
        Types::FRACTION,
        Types::BOOLEAN,
        Types::ARRAY,
    ];
    let types = types.into_iter().filter(|types| view.types.meets(*types));
    let mut samples: Vec<Value> = types.filter_map(Types::sample).collect();
    for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
        let bounds = view.all(keyword).into_iter().filter_map(|node| node.value.as_i64());
        samples.extend(
            bounds.flat_map(|bound| [bound.saturating_sub(1), bound, bound.saturating_add(1)].map(Value::from)),
        );
    }
    if view.types.meets(Types::STRING) {
        samples.extend([json!(""), json!("a")]);
    }
    if view.types.meets(Types::OBJECT) {
        samples.extend(named_members(view));
    }
    samples
}

/// Objects of what a schema names: what must be there, and each other member beside it.
fn named_members(view: &View<'_>) -> Vec<Value> {
    const MEMBERS: usize = 8;
    let required = super::properties::required(view);
    let properties = view.all("properties");
    let member = |name: &str| {
        let schema = properties.iter().find_map(|all| all.get(name));
        let schema = schema.map_or(&Value::Null, |schema| schema.value);
        let listed = schema.get("const").or_else(|| schema.get("enum")?.get(0)).cloned();
        let typed = || schema.get("type").and_then(Types::parse).and_then(Types::sample);
        listed.or_else(typed).unwrap_or_else(|| json!("text"))
    };
    let least: Map<String, Value> = required.iter().map(|name| ((*name).to_owned(), member(name))).collect();
    let names = properties.iter().flat_map(|all| all.members()).map(|(name, _)| name);
    let others = names.filter(|name| !required.contains(name)).take(MEMBERS);
    let more = others.map(|name| {
        let mut object = least.clone();
        object.insert(name.to_owned(), member(name));
        Value::Object(object)
    });
    more.chain([Value::Object(least.clone())]).collect()
}

/// What became of the values for which two branches hold.
#[derive(Debug, Default)]
pub(super) struct Overlap {
    /// One that was valid and for which two branches hold now.
    pub(super) lost: Option<Value>,
    /// One for which two branches held and that is valid now.
    pub(super) won: Option<Value>,
    /// It is not known which there are.
    is_open: bool,
}

impl Overlap {
    /// Looks for values that both sides tell apart. Objects overlap by members that nobody names, and callers tell them by
    /// those that are named, or by a discriminator: they are no overlap by themselves.
    pub(super) fn find<'a>(
        pair: &Pair<'a>,
        (old_side, new_side): (&Side<'a>, &Side<'a>),
        (old, olds): (&Union<'a>, &Branches<'a>),
        (new, news): (&Union<'a>, &Branches<'a>),
    ) -> Self {
        let has_discriminator = pair.new.first("discriminator").is_some() || pair.old.first("discriminator").is_some();
        let count = |side: &Side<'a>, union: &Union<'a>, value: &Value| {
            let each = union.branches.iter();
            let taken: Option<Vec<bool>> = each
                .map(|branch| accepts(side, std::slice::from_ref(branch), value))
                .collect();
            Some(taken?.into_iter().filter(|taken| *taken).count())
        };
        let is_valid = |union: &Union<'a>, count: usize| count == 1 || count > 1 && !union.exclusive;
        let mut overlap = Self {
            is_open: [(old, olds), (new, news)].iter().any(|(union, branches)| {
                union.exclusive && union.branches.len() > 1 && !branches.are_apart(Types::OBJECT)
            }),
            ..Self::default()
        };
        for value in olds.samples().into_iter().chain(news.samples()) {
            if value.is_object() && has_discriminator {
                continue;
            }
            let (Some(was), Some(is)) = (count(old_side, old, &value), count(new_side, new, &value)) else {
                continue;
            };
            if is_valid(old, was) && new.exclusive && is > 1 && news.name(new_side, &value) {
                overlap.lost.get_or_insert(value);
            } else if is_valid(new, is) && old.exclusive && was > 1 && olds.name(old_side, &value) {
                overlap.won.get_or_insert(value);
            }
        }
        overlap
    }

    /// A branch that came or went, with what that did to the values of others, of which `witness` is one.
    pub(super) fn weigh<'a>(&self, change: Change<'a>, witness: Option<&Value>) -> Change<'a> {
        match witness {
            None if !self.is_open => change,
            Some(value) if !(value.is_object() || value.is_array()) => Change {
                effect: vec![Term::Is(Effect::Incomparable)],
                ..change
            }
            .counterexample(Some(value.clone())),
            witness => change
                .judged(Verdict::at_least_risky(
                    "A value for which two branches hold is not valid, and there may be others of them now.",
                ))
                .counterexample(witness.cloned()),
        }
    }

    /// The branches are the same as before, and changed in themselves.
    pub(super) fn tell<'a>(&self, scope: &mut Scope<'_, 'a>, old: &Union<'a>, new: &Union<'a>, changed: &[PairId]) {
        let effect = match (&self.lost, &self.won) {
            (None, None) if !self.is_open => return,
            (None, None) => changed.iter().map(|id| Term::Of(*id, Variance::Unknown)).collect(),
            (Some(_), None) => vec![Term::Is(Effect::Narrowed)],
            (None, Some(_)) => vec![Term::Is(Effect::Widened)],
            (Some(_), Some(_)) => vec![Term::Is(Effect::Incomparable)],
        };
        let message = "other values are valid by two of its schemas";
        let change = Change::new(&rules::schema::UNION_OVERLAP_CHANGED, Effect::Unknown, message);
        let change = Change { effect, ..change }.counterexample(self.lost.clone().or_else(|| self.won.clone()));
        scope.tell(change.located_at(Some(old.node.clone()), Some(new.node.clone())));
    }
}
