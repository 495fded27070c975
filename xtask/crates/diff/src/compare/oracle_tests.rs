//! A validator as the oracle: what is said of a pair of schemas is held against values that one of them takes and the other
//! does not.
//!
//! Two kinds of mistakes are counted. A *miss*: a request loses a value, or a response gains one, and no finding is risky. A
//! *false alarm*: no value tells the schemas apart, and a finding is more than documentation. Misses fail the test; of
//! false alarms there may be few, since values are tried and not proved. `PROPTEST_CASES` sets the number of pairs, and
//! `PROPTEST_RNG_SEED` the pairs; both are printed with the counts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::collections::BTreeSet;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngSeed, TestRunner};
use serde_json::{Map, Value, json};

use super::compare;
use super::property_tests::{document, edit, edited, normal, world};
use crate::model::{Direction, Finding, Wire};

/// How many values of a schema are tried.
const VALUES: usize = 90;
/// How deep values are made from schemas below schemas.
const DEPTH: usize = 3;

fn contract(world: &Value, direction: Direction) -> document::Document {
    let content = json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S"}}}});
    let operation = match direction {
        Direction::Request => json!({"requestBody": content, "responses": {"204": {}}}),
        _ => json!({"responses": {"200": content}}),
    };
    document(json!({"openapi": "3.1.0", "paths": {"/x": {"post": operation}}, "components": {"schemas": world}}))
}

fn validator(world: &Value) -> Validator {
    let schema = json!({"$ref": "#/components/schemas/S", "components": {"schemas": normal(world)}});
    let options = jsonschema::draft202012::options().should_validate_formats(true);
    options.build(&schema).unwrap()
}

/// The world with each `oneOf` as `anyOf`.
fn with_any_of(world: &Value) -> Value {
    match world {
        Value::Object(members) => {
            let mut all = Map::new();
            for (name, member) in members {
                let member = with_any_of(member);
                if name != "oneOf" {
                    all.insert(name.clone(), member);
                } else if members.contains_key("anyOf") {
                    let extra = json!({"anyOf": member});
                    let list = all.entry("allOf").or_insert_with(|| json!([]));
                    list.as_array_mut().unwrap().push(extra);
                } else {
                    all.insert("anyOf".to_owned(), member);
                }
            }
            Value::Object(all)
        }
        Value::Array(items) => items.iter().map(with_any_of).collect(),
        other => other.clone(),
    }
}

/// Makes values that a schema, and those below it, speak of.
struct Sampler<'w> {
    world: &'w Value,
    random: u64,
}

impl Sampler<'_> {
    fn next(&mut self, below: usize) -> usize {
        // The generator of Knuth's MMIX.
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.random >> 33).unwrap() % below.max(1)
    }

    fn pick(&mut self, values: &[Value]) -> Value {
        let index = self.next(values.len());
        values.get(index).cloned().unwrap_or_default()
    }

    fn values(&mut self, schema: &Value, depth: usize) -> Vec<Value> {
        let mut all: Vec<Value> = vec![
            json!(null),
            json!(true),
            json!(0),
            json!(1),
            json!(1.5),
            json!(""),
            json!("a"),
            json!([]),
            json!({}),
        ];
        let Value::Object(members) = schema else { return all };
        if depth == 0 {
            all.extend(members.get("const").cloned());
            all.extend(
                members
                    .get("enum")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .cloned(),
            );
            return all;
        }
        self.scalars(members, &mut all);
        for keyword in ["anyOf", "oneOf", "allOf"] {
            for branch in members.get(keyword).and_then(Value::as_array).into_iter().flatten() {
                all.extend(self.values(branch, depth - 1));
            }
        }
        for keyword in ["not", "if", "then", "else"] {
            if let Some(schema) = members.get(keyword) {
                all.extend(self.values(schema, depth - 1));
            }
        }
        for schema in members
            .get("dependentSchemas")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::values)
        {
            all.extend(self.values(schema, depth - 1));
        }
        if let Some(name) = members.get("$ref").and_then(Value::as_str) {
            let target = self.world[name.rsplit('/').next().unwrap()].clone();
            all.extend(self.values(&target, depth - 1));
        }
        self.arrays(members, &mut all, depth);
        self.objects(members, &mut all, depth);
        self.mixtures(&mut all);
        self.few(all)
    }

    /// As many of the values as are tried, each once.
    fn few(&mut self, all: Vec<Value>) -> Vec<Value> {
        let mut seen = BTreeSet::new();
        let mut all: Vec<Value> = all.into_iter().filter(|value| seen.insert(value.to_string())).collect();
        while all.len() > VALUES {
            let index = self.next(all.len());
            all.swap_remove(index);
        }
        all
    }

    fn scalars(&mut self, members: &Map<String, Value>, all: &mut Vec<Value>) {
        all.extend(members.get("const").cloned());
        all.extend(
            members
                .get("enum")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .cloned(),
        );
        for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
            if let Some(bound) = members.get(keyword).and_then(Value::as_f64) {
                all.extend([-1.0, -0.5, 0.0, 0.5, 1.0].map(|step| json!(bound + step)));
            }
        }
        if let Some(step) = members.get("multipleOf").and_then(Value::as_f64) {
            all.extend([1.0, 2.0, 3.0, 0.5].map(|times| json!(step * times)));
        }
        if ["minLength", "maxLength", "pattern"]
            .iter()
            .any(|keyword| members.contains_key(*keyword))
        {
            let strings = ["b", "ab", "ba", "abc", "bbbb", "abcde", "\n", "a\nb"];
            all.extend(strings.map(Value::from));
        }
        if members.contains_key("format") {
            let strings = [
                "2026-11-26",
                "2026-11-26T10:00:00Z",
                "0190b4b0-1111-7222-8333-444455556666",
                "a@b.example",
            ];
            all.extend(strings.map(Value::from));
            all.push(json!(2_147_483_648_i64));
        }
    }

    fn arrays(&mut self, members: &Map<String, Value>, all: &mut Vec<Value>, depth: usize) {
        let keywords = ["items", "contains", "unevaluatedItems"];
        let about = ["minItems", "maxItems", "uniqueItems", "prefixItems"];
        if !keywords
            .iter()
            .chain(&about)
            .any(|keyword| members.contains_key(*keyword))
        {
            return;
        }
        let prefix: Vec<Value> = members
            .get("prefixItems")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let prefix: Vec<Vec<Value>> = prefix.iter().map(|schema| self.values(schema, depth - 1)).collect();
        let mut items = vec![json!("a"), json!(1), json!(null)];
        for keyword in keywords {
            if let Some(schema) = members.get(keyword) {
                items.extend(self.values(schema, depth - 1));
            }
        }
        for _ in 0..VALUES / 3 {
            let length = self.next(5);
            let mut array = Vec::new();
            for index in 0..length {
                let own = prefix.get(index).unwrap_or(&items);
                array.push(self.pick(own));
            }
            if length > 1 && self.next(4) == 0 {
                array[1] = array[0].clone();
            }
            all.push(Value::Array(array));
        }
    }

    fn objects(&mut self, members: &Map<String, Value>, all: &mut Vec<Value>, depth: usize) {
        let keywords = ["additionalProperties", "unevaluatedProperties", "propertyNames"];
        let about = [
            "properties",
            "required",
            "patternProperties",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
        ];
        if !keywords
            .iter()
            .chain(&about)
            .any(|keyword| members.contains_key(*keyword))
        {
            return;
        }
        let mut others = vec![json!("a"), json!(1), json!(null)];
        for keyword in keywords {
            if let Some(schema) = members.get(keyword) {
                others.extend(self.values(schema, depth - 1));
            }
        }
        for schema in members
            .get("patternProperties")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::values)
        {
            others.extend(self.values(schema, depth - 1));
        }
        let named = ["a", "b", "c", "abc"].map(|name| {
            let own = members.get("properties").and_then(|all| all.get(name)).cloned();
            (name, own.map(|schema| self.values(&schema, depth - 1)))
        });
        for _ in 0..VALUES / 2 {
            let mut object = Map::new();
            for (name, own) in &named {
                if self.next(2) == 0 {
                    let value = match own {
                        Some(own) if self.next(4) > 0 => self.pick(own),
                        _ => self.pick(&others),
                    };
                    object.insert((*name).to_owned(), value);
                }
            }
            all.push(Value::Object(object));
        }
    }

    /// Objects made of two others.
    fn mixtures(&mut self, all: &mut Vec<Value>) {
        let objects: Vec<Value> = all.iter().filter(|value| value.is_object()).cloned().collect();
        for _ in 0..objects.len().min(12) {
            let (one, other) = (self.pick(&objects), self.pick(&objects));
            let mut both = one.as_object().unwrap().clone();
            both.extend(other.as_object().unwrap().clone());
            all.push(Value::Object(both));
        }
    }
}

fn has_object(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().any(has_object),
        _ => false,
    }
}

/// `value` without the members of these names.
fn without(value: &Value, names: &BTreeSet<String>) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, _)| !names.contains(*name));
            Value::Object(
                kept.map(|(name, member)| (name.clone(), without(member, names)))
                    .collect(),
            )
        }
        Value::Array(items) => items.iter().map(|item| without(item, names)).collect(),
        other => other.clone(),
    }
}

/// Both sides of a pair, as a validator reads them.
struct Pair {
    old: Validator,
    new: Validator,
}

impl Pair {
    fn of(old: &Value, new: &Value) -> Self {
        Self {
            old: validator(old),
            new: validator(new),
        }
    }

    /// Whether a value breaks somebody: one that a request loses, or that a response gains.
    fn breaks(&self, value: &Value, direction: Direction) -> bool {
        let (was, is) = (self.old.is_valid(value), self.new.is_valid(value));
        match direction {
            Direction::Request => was && !is,
            _ => is && !was,
        }
    }
}

/// What practice knows better than set theory: a new and optional property of an open object is safe, since nobody sent
/// another value under its name; and open objects are told apart by what they name, whether `oneOf` can or not.
fn is_excused(pair: &Pair, loose: &Pair, value: &Value, direction: Direction, findings: &[Finding]) -> bool {
    let added = findings
        .iter()
        .filter(|finding| finding.rule.id == "property.optional.added");
    let names = added.filter_map(|finding| finding.revision.as_ref()?.pointer.last().map(str::to_owned));
    let names: BTreeSet<String> = names.collect();
    let rest = without(value, &names);
    let known = !names.is_empty() && rest != *value && !pair.breaks(&rest, direction);
    known || has_object(value) && !loose.breaks(value, direction)
}

/// Whether a finding says that values may differ. Properties that go are told even where anything may stand in their place,
/// and discriminators are for programs.
fn is_about_values(finding: &Finding) -> bool {
    let told_by_name = ["property.", "schema.discriminator."];
    !told_by_name.iter().any(|prefix| finding.rule.id.starts_with(prefix))
}

#[test]
fn what_a_validator_shows_is_at_least_risky_and_what_it_does_not_show_is_seldom_told() {
    let config = support::steady();
    let pairs = config.cases;
    let RngSeed::Fixed(seed) = config.rng_seed else {
        panic!("the seed is fixed")
    };
    let mut runner = TestRunner::new(config);
    let strategy = (world(), prop::collection::vec(edit(), 1..4), any::<u64>());
    let (mut misses, mut alarms, mut told_apart) = (Vec::new(), Vec::new(), 0);
    for _ in 0..pairs {
        let (old, edits, random) = strategy.new_tree(&mut runner).unwrap().current();
        let new = edited(&old, &edits);
        let pair = Pair::of(&old, &new);
        let loose = Pair::of(&with_any_of(&old), &with_any_of(&new));
        let mut values = Sampler { world: &old, random }.values(&old["S"], DEPTH);
        values.extend(Sampler { world: &new, random }.values(&new["S"], DEPTH));
        let differs = values
            .iter()
            .any(|value| pair.old.is_valid(value) != pair.new.is_valid(value));
        told_apart += usize::from(differs);
        for direction in [Direction::Request, Direction::Response] {
            let findings = compare(&contract(&old, direction), &contract(&new, direction));
            let worst = findings.iter().map(|finding| finding.wire).max();
            let said: Vec<_> = findings.iter().map(|finding| (finding.rule.id, finding.wire)).collect();
            let missed = values
                .iter()
                .find(|value| pair.breaks(value, direction) && !is_excused(&pair, &loose, value, direction, &findings));
            if let (Some(value), None | Some(Wire::Docs | Wire::Safe)) = (missed, worst) {
                misses.push(format!("{direction} {value}\n  {}\n  {}\n  {said:?}", old, new));
            }
            let alarm = findings
                .iter()
                .any(|finding| finding.wire > Wire::Docs && is_about_values(finding));
            if !differs && alarm {
                alarms.push(format!("{direction}\n  {}\n  {}\n  {said:?}", old, new));
            }
        }
    }
    let counts = format!(
        "{pairs} pairs of seed {seed}, {told_apart} told apart: {} misses, {} false alarms",
        misses.len(),
        alarms.len()
    );
    eprintln!("{counts}");
    if std::env::var_os("BOLNA_ORACLE_SHOW").is_some() {
        alarms
            .iter()
            .take(40)
            .for_each(|alarm| eprintln!("false alarm: {alarm}"));
        misses.iter().take(40).for_each(|miss| eprintln!("miss: {miss}"));
    }
    assert!(misses.is_empty(), "{counts}\n{}", misses[0]);
    let tried = 2 * (usize::try_from(pairs).unwrap() - told_apart);
    assert!(alarms.len() * 8 <= tried, "{counts}\n{}", alarms[0]);
}
