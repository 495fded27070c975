//! Every property of an object is a field of its own in Rust.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Findings, Pass, identifiers};
use crate::reference::references;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "property_names",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L086",
        title: "two properties whose names are one in Rust",
        explanation: "Fields are named in snake case, in which two properties of an object can be one: `orgName` and `org_name`, or `<` and \
                      `>`. The one that is written as the field is named keeps the name. The other says what tells it apart: the \
                      symbols in it, how it is written, or a number where nothing else does. The name on the wire stays. \
                      A property of no letter or digit is named after its symbols.",
        example: "properties:\n  orgName: {type: string}       # org_name_camel\n  org_name: {type: string}",
    };
}

/// On an object: the names that properties have for the generator, and those on the wire.
pub(crate) const WIRE_NAMES: &str = "x-xtask-wire-names";

fn run(document: &mut Document, findings: &mut Findings) {
    let groups = groups(&document.value);
    let mut renamed: HashMap<String, BTreeMap<String, String>> = HashMap::new();
    for group in groups {
        let names: BTreeSet<String> = group
            .iter()
            .flat_map(|name| properties(&document.value, name))
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let taken: HashSet<String> = (group.iter().any(|name| is_open(&document.value, name)))
            .then(|| OTHERS.to_owned())
            .into_iter()
            .collect();
        let spelled = identifiers::distinct(&names, identifiers::snake, &taken, |index| {
            let is_taken = names
                .get(index)
                .is_some_and(|name| taken.contains(&identifiers::snake(name)));
            is_taken.then(|| "property".to_owned())
        });
        let changed: BTreeMap<String, String> = names
            .into_iter()
            .zip(spelled)
            .filter(|(name, spelled)| name != spelled)
            .map(|(name, spelled)| (name.to_owned(), identifiers::snake(&spelled)))
            .collect();
        if !changed.is_empty() {
            renamed.extend(group.into_iter().map(|name| (name, changed.clone())));
        }
    }
    if renamed.is_empty() {
        return;
    }
    let Document { value, source } = document;
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(changed) = component(pointer).and_then(|name| renamed.get(name)) else {
            return;
        };
        let Some(members) = schema.as_object_mut() else { return };
        let Some(Value::Object(properties)) = members.get_mut("properties") else {
            require(members, changed);
            return;
        };
        let here = pointer.join("properties");
        let mut wire_names = Map::new();
        let mut places = Vec::new();
        *properties = std::mem::take(properties)
            .into_iter()
            .map(|(name, property)| match changed.get(&name) {
                Some(new) => {
                    let message = format!(
                        "the property `{name}` is `{}` in Rust, as is another one, or has no name",
                        identifiers::snake(&name)
                    );
                    findings.warning(&RULE, source, &here.join(&name), message, format!("named `{new}`"));
                    places.push((here.join(new), source.take(&here.join(&name)).unwrap_or_default()));
                    wire_names.insert(new.clone(), name.into());
                    (new.clone(), property)
                }
                None => (name, property),
            })
            .collect();
        for (place, node) in places {
            source.put(&place, node);
        }
        require(members, changed);
        if !wire_names.is_empty() {
            members.insert(WIRE_NAMES.to_owned(), wire_names.into());
        }
    });
}

/// The field that the generator makes of typed `additionalProperties`.
const OTHERS: &str = "extra";

/// Whether an object says what its other properties are.
fn is_open(root: &Value, component: &str) -> bool {
    let schema = root.pointer(&references::schema(component).to_string());
    let others = schema.and_then(|schema| schema.get("additionalProperties"));
    others.is_some_and(|others| others.is_object() || *others == Value::Bool(true))
}

/// Says what is required by the names that the properties have now.
fn require(members: &mut Map<String, Value>, changed: &BTreeMap<String, String>) {
    let required = members.get_mut("required").and_then(Value::as_array_mut);
    for name in required.into_iter().flatten() {
        if let Some(new) = name.as_str().and_then(|name| changed.get(name)) {
            *name = new.clone().into();
        }
    }
}

/// The name of the property on the wire that has this one for the generator.
pub(crate) fn wire_name<'a>(schema: &'a Value, name: &'a str) -> &'a str {
    let names = schema.get(WIRE_NAMES).and_then(|names| names.get(name));
    names.and_then(Value::as_str).unwrap_or(name)
}

fn component(pointer: &Pointer) -> Option<&str> {
    match pointer.tokens() {
        [components, schemas, name, ..] if components == "components" && schemas == "schemas" => Some(name),
        _ => None,
    }
}

/// The components that share their properties, since one is composed of the other.
fn groups(root: &Value) -> Vec<Vec<String>> {
    let names = references::schema_names(root);
    let mut group_of: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    for name in &names {
        let schema = root.pointer(&references::schema(name).to_string());
        for part in schema.into_iter().flat_map(parts) {
            let (Some(from), Some(to)) = (
                group_of.get(name.as_str()).copied(),
                group_of.get(part.as_str()).copied(),
            ) else {
                continue;
            };
            group_of
                .values_mut()
                .filter(|group| **group == from)
                .for_each(|group| *group = to);
        }
    }
    let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for name in &names {
        if let Some(group) = group_of.get(name.as_str()) {
            groups.entry(*group).or_default().push(name.clone());
        }
    }
    groups.into_values().collect()
}

/// The components that a schema is composed of.
fn parts(schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for part in schema.get(keyword).and_then(Value::as_array).into_iter().flatten() {
                let target = part.get("$ref").and_then(Value::as_str);
                found.extend(target.and_then(document::reference::schema_name).map(str::to_owned));
                open.push(part);
            }
        }
    }
    found
}

/// The names of the properties of a component, those of its inline parts among them.
fn properties(root: &Value, component: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = root
        .pointer(&references::schema(component).to_string())
        .into_iter()
        .collect();
    while let Some(schema) = open.pop() {
        let own = schema.get("properties").and_then(Value::as_object);
        found.extend(own.into_iter().flat_map(Map::keys).cloned());
        for keyword in ["allOf", "anyOf", "oneOf"] {
            open.extend(schema.get(keyword).and_then(Value::as_array).into_iter().flatten());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn of_two_that_are_one_field_the_one_that_is_written_otherwise_is_renamed() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {required: [orgName], properties: {orgName: {}, org_name: {}, other: {}, '<': {}}}
        "), @r#"
         components:
           schemas:
             A:
        -      required: [orgName]
        -      properties: {orgName: {}, org_name: {}, other: {}, '<': {}}
        +      required: [org_name_camel]
        +      properties: {org_name_camel: {}, org_name: {}, other: {}, less_than: {}}
        +      x-xtask-wire-names: {org_name_camel: orgName, less_than: '<'}
        warning[L086] test.yaml:3:43 /components/schemas/A/properties/orgName: the property `orgName` is `org_name` in Rust, as is another one, or has no name
        warning[L086] test.yaml:3:81 /components/schemas/A/properties/<: the property `<` is `x` in Rust, as is another one, or has no name
        "#);
    }

    #[test]
    fn what_is_composed_has_the_names_of_what_it_is_composed_of() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                Base: {properties: {orgName: {}}}
                Child: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [orgName], properties: {org_name: {}}}]}
                Other: {properties: {orgName: {}}}
        "), @r#"
         components:
           schemas:
        -    Base: {properties: {orgName: {}}}
        +    Base: {properties: {org_name_camel: {}}, x-xtask-wire-names: {org_name_camel: orgName}}
             Child:
               allOf:
        -        - {required: [orgName], properties: {org_name: {}}}
        +        - {required: [org_name_camel], properties: {org_name: {}}}
        warning[L086] test.yaml:3:25 /components/schemas/Base/properties/orgName: the property `orgName` is `org_name` in Rust, as is another one, or has no name
        "#);
    }
}
