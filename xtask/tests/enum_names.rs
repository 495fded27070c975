//! The names of values in code, when the vendor changes an enumeration: each variant sends what it sent.

use std::collections::BTreeMap;

use document::normal::variant_names::{BRANCH_NAME, names};
use document::progress::Silent;
use document::visit::{self, Order};
use document::{Input, Pointer};
use serde_json::Value;
use support::Checkout;
use support::checkout::root;

use crate::command::Run;

/// Type → variant → what goes over the wire.
type Wire = BTreeMap<String, BTreeMap<String, String>>;

fn input(name: &str) -> Input {
    Input {
        name: name.to_owned(),
        bytes: std::fs::read(root().join(name)).unwrap(),
    }
}

fn contract() -> Value {
    let contract = input("openapi/bolna.yaml");
    document::load(&contract.name, &contract.bytes).unwrap().value
}

/// What is generated from a contract with the overlay of the checkout.
struct Generated {
    types: String,
    /// What each variant is written as.
    sent: Wire,
    /// The codes of the findings.
    found: Vec<&'static str>,
}

fn generate(contract: &Value) -> Generated {
    let document = Input {
        name: "contract.json".to_owned(),
        bytes: contract.to_string().into_bytes(),
    };
    let overlay = input("openapi/overlay.yaml");
    let generated = generate::generate(&document, Some(&overlay), "contract", &Silent);
    let generated = generated.unwrap_or_else(|failure| panic!("{failure}"));
    let types = generated.files["types.rs"].clone();
    let (sent, read) = wire(&types);
    assert_eq!(sent, read, "what is written is what is read");
    Generated {
        sent,
        types,
        found: generated.findings.iter().map(|finding| finding.rule.id).collect(),
    }
}

/// The values that variants are written as, by the arms of `as_str`, and read from, by those of `known`.
fn wire(types: &str) -> (Wire, Wire) {
    let (mut sent, mut read) = (Wire::new(), Wire::new());
    let mut of = "";
    for line in types.lines() {
        if let Some(block) = line.strip_prefix("impl ") {
            of = block.trim_end_matches(" {");
        }
        let Some((left, right)) = line.trim().trim_end_matches(',').split_once(" => ") else {
            continue;
        };
        let value = |text: &str| serde_json::from_str::<String>(text).ok();
        if let (Some(variant), Some(value)) = (left.strip_prefix("Self::"), value(right)) {
            sent.entry(of.to_owned()).or_default().insert(variant.to_owned(), value);
        } else if let (Some(value), Some(variant)) = (value(left), right.strip_prefix("Some(Self::")) {
            let variant = variant.trim_end_matches(')').to_owned();
            read.entry(of.to_owned()).or_default().insert(variant, value);
        }
    }
    (sent, read)
}

/// Where the corrected contract has a schema that `wanted` chooses, and the published one has it too.
fn places(wanted: fn(&Value) -> bool) -> Vec<Pointer> {
    let overlay = input("openapi/overlay.yaml");
    let mut corrected = lower::correct(&input("openapi/bolna.yaml"), Some(&overlay), &Silent).unwrap();
    let published = contract();
    let mut found = Vec::new();
    visit::schemas(&mut corrected.value, Order::Down, &mut |pointer, schema| {
        if wanted(schema) && published.pointer(&pointer.to_string()).is_some() {
            found.push(pointer.clone());
        }
    });
    found
}

fn enumerations() -> Vec<Pointer> {
    places(|schema| names(schema).next().is_some())
}

/// The contract with what `change` makes of the list `keyword` of each of `schemas`.
fn with(schemas: &[Pointer], keyword: &str, change: impl Fn(&mut Vec<Value>)) -> Value {
    let mut changed = contract();
    for pointer in schemas {
        let list = changed.pointer_mut(&pointer.join(keyword).to_string());
        change(
            list.and_then(Value::as_array_mut)
                .unwrap_or_else(|| panic!("{pointer} has no `{keyword}`")),
        );
    }
    changed
}

/// What the named enumerations of the checkout are to send: the name of each value, and the value.
fn named() -> Vec<(String, String)> {
    let overlay = input("openapi/overlay.yaml");
    let overlay = document::load(&overlay.name, &overlay.bytes).unwrap().value;
    let updates = overlay["actions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|action| &action["update"]);
    let named = updates.flat_map(|update| names(update).map(|(value, name)| (name.to_owned(), value.to_owned())));
    named.collect()
}

/// Each variant of `now` has the value that it had, and each named value that is still there its name.
fn assert_kept(before: &Wire, now: &Wire, gone: &[String]) {
    for (of, variants) in now {
        for (variant, value) in variants {
            let was = before.get(of).and_then(|variants| variants.get(variant));
            assert!(
                was.is_none_or(|was| was == value),
                "{of}::{variant} was {was:?}, and is {value}"
            );
        }
    }
    for (name, value) in named().iter().filter(|(_, value)| !gone.contains(value)) {
        let has = |variants: &BTreeMap<String, String>| variants.get(name) == Some(value);
        assert!(now.values().any(has), "nothing sends `{value}` as {name}");
    }
}

#[test]
fn there_are_named_enumerations_and_each_name_sends_its_value() {
    let before = generate(&contract());
    assert!(enumerations().len() >= 4, "{:?}", enumerations());
    assert!(named().len() >= 19, "{:?}", named());
    assert_kept(&before.sent, &before.sent, &[]);
    assert!(!before.found.iter().any(|code| ["L103", "L104", "L105"].contains(code)));
}

#[test]
fn a_reordered_enumeration_sends_what_it_sent() {
    let before = generate(&contract());
    let reordered = generate(&with(&enumerations(), "enum", |values| values.reverse()));
    assert_ne!(reordered.types, before.types);
    assert_eq!(reordered.sent, before.sent);
    assert!(
        !reordered
            .found
            .iter()
            .any(|code| ["L103", "L104", "L105"].contains(code))
    );
}

#[test]
fn an_extended_enumeration_keeps_its_names_and_the_new_value_is_told() {
    let before = generate(&contract());
    let extended = generate(&with(&enumerations(), "enum", |values| {
        values.insert(0, "first-of-all".into())
    }));
    assert_kept(&before.sent, &extended.sent, &[]);
    let told = extended.found.iter().filter(|code| **code == "L104").count();
    assert_eq!(told, enumerations().len());
    let new = extended
        .sent
        .values()
        .filter(|variants| variants.values().any(|value| value == "first-of-all"));
    assert!(new.count() >= 4);
}

#[test]
fn a_shortened_enumeration_keeps_its_names_and_the_name_that_is_left_over_is_told() {
    let before = generate(&contract());
    let published = contract();
    let first = |pointer: &Pointer| published.pointer(&pointer.join("enum").join("0").to_string()).cloned();
    let gone: Vec<String> = enumerations()
        .iter()
        .filter_map(|pointer| Some(first(pointer)?.as_str()?.to_owned()))
        .collect();
    let shortened = generate(&with(&enumerations(), "enum", |values| {
        values.remove(0);
    }));
    assert_kept(&before.sent, &shortened.sent, &gone);
    let told = shortened.found.iter().filter(|code| **code == "L103").count();
    assert_eq!(told, enumerations().len());
}

#[test]
fn a_branch_of_a_union_has_its_name_wherever_it_stands() {
    let unions = places(|schema| {
        let branches = ["anyOf", "oneOf"]
            .into_iter()
            .filter_map(|keyword| schema.get(keyword)?.as_array())
            .flatten();
        branches.into_iter().any(|branch| branch.get(BRANCH_NAME).is_some())
    });
    assert!(!unions.is_empty());
    let variants = |types: &str| {
        let lines = types.lines().skip_while(|line| *line != "pub enum RouteResponse {");
        let lines = lines.take_while(|line| *line != "}").map(str::trim);
        let mut held: Vec<String> = lines.filter(|line| line.contains('(')).map(str::to_owned).collect();
        held.sort();
        held
    };
    let before = variants(&generate(&contract()).types);
    assert!(before.iter().any(|line| line.starts_with("ForEach(Vec<")), "{before:?}");
    let reordered = generate(&with(&unions, "anyOf", |branches| branches.reverse()));
    assert_eq!(variants(&reordered.types), before);
}

#[test]
fn a_list_in_the_overlay_is_refused_and_lint_goes_on_to_say_the_rest() {
    let checkout = Checkout::copy();
    let object = "x-enum-varnames:\n        '8000': Hz8000\n        '16000': Hz16000\n";
    checkout.edit("openapi/overlay.yaml", object, "x-enum-varnames: [Hz8000, Hz16000]\n");
    let before = checkout.text("bolna-api/src/generated/types.rs");
    let ran = checkout.run(&["regen"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.starts_with("error[O004]: "), "{}", ran.stderr);
    let help = "write each name with its value: `x-enum-varnames: {'8000': Hz8000, '16000': Hz16000}`";
    assert!(ran.stderr.contains(help), "{}", ran.stderr);
    assert_eq!(checkout.text("bolna-api/src/generated/types.rs"), before);
    let ran = checkout.run(&["lint"]);
    assert!(
        ran.stdout.contains("error[O004]") && ran.stdout.contains("note[L001]"),
        "{}",
        ran.stdout
    );
    // What an older commit has is compared, not generated anew.
    let ran = checkout.run(&["diff", "openapi/bolna.yaml", "openapi/bolna.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}
