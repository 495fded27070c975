//! What holds for any body.

use std::collections::BTreeSet;
use std::fmt::Debug;

use bolna_api::types::{Execution, SipTrunk, SipTrunkGateway, SipTrunkPhoneNumber};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::contract::lowered;
use super::json::{self, Departures};
use super::read_types::READ;
use super::strict;

/// Makes the same bodies in each run.
fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..support::steady()
    })
}

/// Runs `test` with many bodies of the component `name`.
pub(super) fn for_any(
    name: &str,
    departures: Departures,
    cases: u32,
    test: impl Fn(&Value) -> Result<(), TestCaseError>,
) {
    let bodies = json::bodies(&lowered().value, name, departures);
    let result = runner(cases).run(&bodies, |body| test(&body));
    result.unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// Any body is read; what was read, written and read again is the same.
pub(super) fn survives<T: DeserializeOwned + Serialize + PartialEq + Debug>(body: &Value) -> Result<(), TestCaseError> {
    let fail = |error: serde_json::Error| TestCaseError::fail(error.to_string());
    let read: T = serde_json::from_str(&body.to_string()).map_err(fail)?;
    let written = serde_json::to_string(&read).map_err(fail)?;
    let again: T = serde_json::from_str(&written).map_err(fail)?;
    if read == again {
        Ok(())
    } else {
        Err(TestCaseError::fail(format!(
            "{read:?}\nis written as {written}\nand read as {again:?}"
        )))
    }
}

#[test]
fn what_was_read_survives_being_written() {
    for read in READ {
        for_any(read.name, Departures::Some, 24, read.survives);
    }
}

#[test]
fn each_type_that_is_read_is_tried() {
    let document = &lowered().value;
    let mut reached = BTreeSet::new();
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let Some(responses) = operation.get("responses").and_then(Value::as_object) else {
                continue;
            };
            for (_, response) in responses.iter().filter(|(status, _)| status.starts_with('2')) {
                reach(document, response, &mut reached);
            }
        }
    }
    let tried: BTreeSet<&str> = READ.iter().map(|read| read.name).collect();
    assert_eq!(reached, tried);
}

/// The components below a node.
fn reach<'d>(document: &'d Value, node: &'d Value, reached: &mut BTreeSet<&'d str>) {
    match node {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                let name = reference.rsplit('/').next().unwrap();
                let is_schema = reference.starts_with("#/components/schemas/");
                if !is_schema || reached.insert(name) {
                    reach(
                        document,
                        document.pointer(reference.trim_start_matches('#')).unwrap(),
                        reached,
                    );
                }
            }
            members.values().for_each(|member| reach(document, member, reached));
        }
        Value::Array(items) => items.iter().for_each(|item| reach(document, item, reached)),
        _ => {}
    }
}

/// What a body says that the contract knows: no null, nothing empty, and none of the properties that it lacks.
fn said(body: Value) -> Value {
    let is_said = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(properties) => !properties.is_empty(),
        _ => true,
    };
    match body {
        Value::Object(properties) => {
            let known = properties
                .into_iter()
                .filter(|(name, _)| name != "x_not_in_the_contract")
                .map(|(name, value)| (name, said(value)));
            Value::Object(known.filter(|(_, value)| is_said(value)).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(said).collect()),
        value => value,
    }
}

/// What the strict reader takes, the tolerant one takes with the same result.
fn agree<Strict, Tolerant>(name: &str)
where
    Strict: DeserializeOwned + Serialize,
    Tolerant: DeserializeOwned + Serialize,
{
    for departures in [Departures::None, Departures::Some] {
        for_any(name, departures, 128, |body| {
            let text = body.to_string();
            let strict = match serde_json::from_str::<Strict>(&text) {
                Ok(strict) => serde_json::to_value(strict).unwrap(),
                Err(error) if departures == Departures::None => return Err(TestCaseError::fail(error.to_string())),
                Err(_) => return Ok(()),
            };
            let tolerant = serde_json::from_str::<Tolerant>(&text);
            let tolerant = tolerant.map_err(|error| TestCaseError::fail(error.to_string()))?;
            let (strict, tolerant) = (said(strict), said(serde_json::to_value(tolerant).unwrap()));
            if strict == tolerant {
                Ok(())
            } else {
                Err(TestCaseError::fail(format!(
                    "{body}\nstrict:   {strict}\ntolerant: {tolerant}"
                )))
            }
        });
    }
}

#[test]
fn what_a_strict_reader_takes_is_read_as_the_same() {
    agree::<strict::Trunk, SipTrunk>("SipTrunk");
    agree::<strict::Gateway, SipTrunkGateway>("SIPTrunkGateway");
    agree::<strict::TrunkNumber, SipTrunkPhoneNumber>("SipTrunkPhoneNumber");
    agree::<strict::Execution, Execution>("Execution");
}
