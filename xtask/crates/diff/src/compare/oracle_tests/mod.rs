//! A validator as the oracle: what is said of a pair of schemas is held against values that one of them takes and the other
//! does not.
//!
//! Two kinds of mistakes are counted. A *miss*: a request loses a value, or a response gains one, and no finding is risky. A
//! *false alarm*: no value tells the schemas apart, and a finding is more than documentation. Misses fail the test; of
//! false alarms there may be few, since values are tried and not proved. `PROPTEST_CASES` sets the number of pairs, and
//! `PROPTEST_RNG_SEED` the pairs; both are printed with the counts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod sampler;

use std::collections::BTreeSet;

use jsonschema::Validator;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngSeed, TestRunner};
use serde_json::{Map, Value, json};

use sampler::Sampler;

use super::compare_to_the_letter;
use super::property_tests::{document, edit, edited, world};
use crate::model::{Direction, Finding, Wire};

fn contract(world: &Value, direction: Direction) -> document::Document {
    let content = json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/S"}}}});
    let operation = match direction {
        Direction::Request => json!({"requestBody": content, "responses": {"204": {}}}),
        _ => json!({"responses": {"200": content}}),
    };
    document(json!({"openapi": "3.1.0", "paths": {"/x": {"post": operation}}, "components": {"schemas": world}}))
}

fn validator(world: &Value) -> Validator {
    let schema = json!({"$ref": "#/components/schemas/S", "components": {"schemas": world}});
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
    fn new(old: &Value, new: &Value) -> Self {
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
        let pair = Pair::new(&old, &new);
        let loose = Pair::new(&with_any_of(&old), &with_any_of(&new));
        let mut values = Sampler::new(&old, random).values_of_world();
        values.extend(Sampler::new(&new, random).values_of_world());
        let differs = values
            .iter()
            .any(|value| pair.old.is_valid(value) != pair.new.is_valid(value));
        told_apart += usize::from(differs);
        for direction in [Direction::Request, Direction::Response] {
            let findings = compare_to_the_letter(&contract(&old, direction), &contract(&new, direction));
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
