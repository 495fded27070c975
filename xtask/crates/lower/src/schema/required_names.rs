//! Names in `required` that are no properties: misspelt, or removed and forgotten.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::edit::{self, Members, is_branch};
use super::{Findings, Pass};
use crate::reference::references;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "required_names",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L106",
        title: "a required property that is not described",
        explanation: "`required` names a property that neither the schema has nor anything that it is composed of. Most often the name is \
                      misspelt, or the property was removed and its name forgotten. No field can be asked for it, so the name is \
                      left out; the other required properties are checked as before. Describe the property, or correct the name, \
                      upstream or with an overlay action. In an object with other members (`additionalProperties`) the name may be \
                      that of one of them: unless it is nearly that of a property it is a note there, and nothing checks it.",
        example: "type: object\nrequired: [nme]\nproperties: {name: {type: string}}",
    };
}

/// How deep compositions are followed.
const DEPTH: usize = 16;

/// What a schema says of an object, with all that it is composed of.
#[derive(Default)]
struct Described<'a> {
    properties: BTreeSet<&'a str>,
    /// Members that no property describes.
    others: bool,
    /// A part of it cannot be found.
    unknown: bool,
    /// The components that it is composed of.
    components: BTreeSet<&'a str>,
}

fn run(document: &mut Document, findings: &mut Findings) {
    let mut places = Vec::new();
    visit::schemas(&mut document.value, Order::Down, &mut |pointer, schema| {
        let is_composed = ["allOf", "anyOf", "oneOf"]
            .iter()
            .any(|keyword| schema.get(*keyword).is_some());
        if (schema.get("required").is_some() || is_composed) && !is_part(pointer) {
            places.push(pointer.clone());
        }
    });
    let missing = find(&document.value, &places);
    for (place, names) in missing {
        names
            .iter()
            .for_each(|missing| report(missing, document, &place, findings));
        let Document { value, source } = document;
        let members = value.pointer_mut(&place.to_string()).and_then(Value::as_object_mut);
        let Some(members) = members else { continue };
        if let Some(Value::Array(required)) = members.get_mut("required") {
            let is_missing = |name: &Value| names.iter().any(|missing| *name == missing.name);
            edit::retain(required, source, &place.join("required"), |name| !is_missing(name));
            if required.is_empty() {
                edit::remove(members, source, &place, "required");
            }
        }
    }
}

fn report(missing: &Missing, document: &Document, schema: &Pointer, findings: &mut Findings) {
    let Missing {
        name,
        index,
        nearest,
        others,
    } = missing;
    let (source, here) = (&document.source, schema.join("required").join(index.to_string()));
    let done = "left out; the other required properties are checked as before";
    match nearest {
        Some(nearest) => {
            let message = format!("`{name}` is required, and there is no such property: `{nearest}` is the nearest");
            findings.warning(&RULE, source, &here, message, done);
        }
        None if *others => {
            let message =
                format!("`{name}` is required, and can only be one of the members that no property describes");
            findings.note(&RULE, source, &here, message, done);
        }
        None => {
            let message = format!("`{name}` is required, and there is no such property");
            findings.warning(&RULE, source, &here, message, done);
        }
    }
}

/// Whether the schema at `pointer` is looked at with what it is a part of.
fn is_part(pointer: &Pointer) -> bool {
    // Conditions name properties of what they are conditions for.
    let condition = |token: &String| matches!(token.as_str(), "if" | "then" | "else" | "not" | "dependentSchemas");
    is_branch(pointer, &["allOf", "anyOf", "oneOf"]) || pointer.tokens().iter().any(condition)
}

/// A name that is required, and that no property has.
struct Missing {
    name: String,
    /// Where it stands in `required`.
    index: usize,
    /// The property whose name is near.
    nearest: Option<String>,
    /// Whether it can be a member that no property describes.
    others: bool,
}

/// The names that are no properties, by the schema that requires them.
fn find(root: &Value, places: &[Pointer]) -> Vec<(Pointer, Vec<Missing>)> {
    let described: Vec<(&Pointer, Described<'_>)> = places
        .iter()
        .filter_map(|place| {
            let mut described = Described::default();
            describe(root, root.pointer(&place.to_string())?, &mut described, DEPTH);
            Some((place, described))
        })
        .collect();
    // A component that others are composed of may require what stands beside it there.
    let mut beside: HashMap<Pointer, Vec<&Described<'_>>> = HashMap::new();
    for (_, described) in &described {
        for component in &described.components {
            beside.entry(references::schema(component)).or_default().push(described);
        }
    }
    let mut found = Vec::new();
    for (place, own) in &described {
        let around = beside.get(*place).into_iter().flatten().copied();
        let all: Vec<&Described<'_>> = std::iter::once(own).chain(around).collect();
        let known = |name: &str| all.iter().any(|described| described.properties.contains(name));
        let others = all.iter().any(|described| described.others);
        if all.iter().any(|described| described.unknown) {
            continue;
        }
        let Some(schema) = root.pointer(&place.to_string()) else {
            continue;
        };
        let mut requirements = Vec::new();
        gather(schema, place, &mut requirements);
        for (here, names) in requirements {
            let missing: Vec<Missing> = names
                .into_iter()
                .filter(|(_, name)| !known(name))
                .map(|(index, name)| Missing {
                    name: name.to_owned(),
                    index,
                    nearest: nearest(name, &own.properties),
                    others,
                })
                .collect();
            if !missing.is_empty() {
                found.push((here, missing));
            }
        }
    }
    found
}

/// A schema, and the names that it requires with their places in the list.
type Required<'a> = (Pointer, Vec<(usize, &'a str)>);

/// The names that a schema requires, and its branches.
fn gather<'a>(schema: &'a Value, here: &Pointer, found: &mut Vec<Required<'a>>) {
    let names = schema.get("required").and_then(Value::as_array);
    let names = names.into_iter().flatten().enumerate();
    let names: Vec<(usize, &str)> = names
        .filter_map(|(index, name)| Some((index, name.as_str()?)))
        .collect();
    if !names.is_empty() {
        found.push((here.clone(), names));
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let branches = schema.get(keyword).and_then(Value::as_array);
        for (index, branch) in branches.into_iter().flatten().enumerate() {
            gather(branch, &here.join(keyword).join(index.to_string()), found);
        }
    }
}

fn describe<'a>(root: &'a Value, schema: &'a Value, described: &mut Described<'a>, depth: usize) {
    let (Some(members), Some(depth)) = (schema.as_object(), depth.checked_sub(1)) else {
        return;
    };
    let properties = members.get("properties").and_then(Value::as_object);
    described
        .properties
        .extend(properties.into_iter().flatten().map(|(name, _)| name.as_str()));
    described.others |= has_others(members);
    if let Some(target) = members.get("$ref").and_then(Value::as_str) {
        let name = document::reference::schema_name(target);
        // What several parts are composed of is looked at once.
        if name.is_some_and(|name| !described.components.insert(name)) {
            return;
        }
        match references::follow(root, schema) {
            Some(target) => describe(root, target, described, depth),
            // What it leads to is unknown.
            None => described.unknown = true,
        }
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        let branches = members.get(keyword).and_then(Value::as_array);
        branches
            .into_iter()
            .flatten()
            .for_each(|branch| describe(root, branch, described, depth));
    }
    for keyword in ["then", "else"] {
        members
            .get(keyword)
            .into_iter()
            .for_each(|part| describe(root, part, described, depth));
    }
}

/// Whether an object may have members besides its properties, and the schema says so.
fn has_others(members: &Members) -> bool {
    let open = members
        .get("additionalProperties")
        .is_some_and(|others| *others != Value::Bool(false));
    open || ["patternProperties", "propertyNames", "unevaluatedProperties"]
        .iter()
        .any(|keyword| {
            members
                .get(*keyword)
                .is_some_and(|others| *others != Value::Bool(false))
        })
}

/// The property whose name is nearest to `name`, if it is near.
fn nearest(name: &str, properties: &BTreeSet<&str>) -> Option<String> {
    let plain = |name: &str| name.to_lowercase().replace(['_', '-'], "");
    let distance = |other: &str| strsim::damerau_levenshtein(&plain(name), &plain(other));
    let near = properties.iter().map(|other| (distance(other), *other)).min()?;
    (near.0 <= name.chars().count().div_ceil(3)).then(|| near.1.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_name_without_a_property_is_told_with_the_nearest_and_the_others_stay() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {required: [name, nme, agentId, x], properties: {name: {}, agent_id: {}}}
                B: {allOf: [{$ref: '#/components/schemas/A'}, {required: [agent_id, size]}]}
                C: {items: {type: object, required: [gone]}}
                Map: {required: [some_key, nam], properties: {name: {}}, additionalProperties: {type: string}}
                Patterns: {required: [x-a], patternProperties: {^x-: {}}}
        "), @r#"
         components:
           schemas:
        -    A: {required: [name, nme, agentId, x], properties: {name: {}, agent_id: {}}}
        -    B: {allOf: [{$ref: '#/components/schemas/A'}, {required: [agent_id, size]}]}
        -    C: {items: {type: object, required: [gone]}}
        -    Map: {required: [some_key, nam], properties: {name: {}}, additionalProperties: {type: string}}
        -    Patterns: {required: [x-a], patternProperties: {'^x-': {}}}
        +    A: {required: [name], properties: {name: {}, agent_id: {}}}
        +    B: {allOf: [{$ref: '#/components/schemas/A'}, {required: [agent_id]}]}
        +    C: {items: {type: object}}
        +    Map: {properties: {name: {}}, additionalProperties: {type: string}}
        +    Patterns: {patternProperties: {'^x-': {}}}
        warning[L106] test.yaml:3:26 /components/schemas/A/required/1: `nme` is required, and there is no such property: `name` is the nearest
        warning[L106] test.yaml:3:31 /components/schemas/A/required/2: `agentId` is required, and there is no such property: `agent_id` is the nearest
        warning[L106] test.yaml:3:40 /components/schemas/A/required/3: `x` is required, and there is no such property
        warning[L106] test.yaml:4:73 /components/schemas/B/allOf/1/required/1: `size` is required, and there is no such property
        warning[L106] test.yaml:5:42 /components/schemas/C/items/required/0: `gone` is required, and there is no such property
        note[L106] test.yaml:6:22 /components/schemas/Map/required/0: `some_key` is required, and can only be one of the members that no property describes
        warning[L106] test.yaml:6:32 /components/schemas/Map/required/1: `nam` is required, and there is no such property: `name` is the nearest
        note[L106] test.yaml:7:27 /components/schemas/Patterns/required/0: `x-a` is required, and can only be one of the members that no property describes
        "#);
    }

    #[test]
    fn a_name_that_something_may_describe_is_fine() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                Base: {properties: {a: {}}}
                Composed: {required: [a, b], allOf: [{$ref: '#/components/schemas/Base'}], properties: {b: {}}}
                Branches: {properties: {a: {}, b: {}}, anyOf: [{required: [a]}, {required: [b]}]}
                Mixin: {required: [m]}
                Mixed: {allOf: [{$ref: '#/components/schemas/Mixin'}, {properties: {m: {}}}]}
                Condition: {properties: {a: {}}, if: {required: [z]}, then: {required: [a]}}
                Broken: {required: [a], allOf: [{$ref: '#/components/schemas/Gone'}]}
        "), @"unchanged");
    }
}
