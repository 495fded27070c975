//! An enumeration is a type of its own, named for what it is, once.
//!
//! The generator names an inline enumeration after its place, once per place: `SipTrunkResponseTransport` and
//! `SipTrunkUpdateTransport` would be two types for one thing.

use std::collections::{BTreeSet, HashMap, HashSet};

use heck::ToPascalCase;
use serde_json::{Map, Value, json};

use super::type_names::Owner;
use super::{Findings, Pass, type_names};
use document::normal::variant_names;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "enums",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L084",
        title: "an inline enumeration",
        explanation: "An enumeration of texts that stands inside another schema becomes a component. Equal ones of one property name are one \
                      type, and a component that has the same values already is that type. It is named after the object and the \
                      property, without words such as `Response` that say where and not what: `transport` of `SIPTrunkResponse` \
                      is `SipTrunkTransport`. Where several objects share it, the words that they have in common name it. An \
                      `x-rust-name` of the schema, which an overlay action can set, is taken instead.",
        example: "SIPTrunkResponse:\n  properties:\n    transport: {type: string, enum: [transport-udp, transport-tcp]}",
    };
}

/// An enumeration and every place where it stands.
struct Group {
    values: Vec<Value>,
    description: Option<Value>,
    variants: Map<String, Value>,
    given: Option<String>,
    property: String,
    places: Vec<Pointer>,
    owners: Vec<Owner>,
}

impl Group {
    /// Takes the names of the values at one more place: the first that a value was given is its name.
    fn take_names(&mut self, names: Map<String, Value>) {
        for (value, name) in names {
            self.variants.entry(value).or_insert(name);
        }
    }
}

fn run(document: &mut Document, findings: &mut Findings) {
    let groups = collect(document);
    let components = document.value.pointer("/components/schemas").and_then(Value::as_object);
    let existing: HashMap<BTreeSet<String>, String> = components
        .into_iter()
        .flatten()
        .filter_map(|(name, schema)| Some((values(schema)?.1, name.clone())))
        .collect();
    let mut taken: HashSet<String> = components
        .into_iter()
        .flat_map(Map::keys)
        .map(|name| name.to_pascal_case())
        .collect();
    for group in groups {
        let set: BTreeSet<String> = group
            .values
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        let name = match existing.get(&set) {
            Some(name) => name.clone(),
            None => {
                let name = type_names::choose(group.given.as_deref(), &group.owners, &group.property, &taken);
                taken.insert(name.to_pascal_case());
                add(document, &name, &group);
                name
            }
        };
        name_values(document, &name, &group.variants);
        for place in &group.places {
            let message = match group.places.len() {
                1 => "an enumeration stands inside another schema".to_owned(),
                places => format!("an enumeration stands inside other schemas, in {places} places"),
            };
            findings.note(
                &RULE,
                &document.source,
                place,
                message,
                format!("made the component `{name}`"),
            );
            refer(document, place, &name);
        }
    }
}

/// The values of an enumeration of strings, in order and as a set.
fn values(schema: &Value) -> Option<(Vec<Value>, BTreeSet<String>)> {
    let values = schema.get("enum")?.as_array()?;
    let set: BTreeSet<String> = values
        .iter()
        .map(|value| value.as_str().map(str::to_owned))
        .collect::<Option<_>>()?;
    let text = schema.get("type").is_none_or(|kind| kind == "string");
    (text && !set.is_empty()).then(|| (values.clone(), set))
}

fn collect(document: &mut Document) -> Vec<Group> {
    let ids = type_names::operation_ids(document);
    let parameters = type_names::parameters(document);
    let mut groups: Vec<Group> = Vec::new();
    let mut index: HashMap<(String, BTreeSet<String>), usize> = HashMap::new();
    visit::schemas(&mut document.value, Order::Down, &mut |pointer, schema| {
        let component = matches!(pointer.tokens(), [first, second, _] if first == "components" && second == "schemas");
        let Some((values, set)) = values(schema).filter(|_| !component) else {
            return;
        };
        let Some((owner, property)) = type_names::place(pointer, &ids, &parameters) else {
            return;
        };
        let given = schema.get(type_names::GIVEN).and_then(Value::as_str).map(str::to_owned);
        let key = (given.clone().unwrap_or_else(|| property.clone()), set);
        let at = *index.entry(key).or_insert_with(|| {
            let description = schema.get("description").cloned();
            groups.push(Group {
                values,
                description,
                variants: Map::new(),
                given,
                property,
                places: Vec::new(),
                owners: Vec::new(),
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            let names = schema.get(variant_names::KEYWORD).and_then(Value::as_object);
            group.take_names(names.cloned().unwrap_or_default());
            group.places.push(pointer.clone());
            group.owners.push(owner);
        }
    });
    groups
}

fn add(document: &mut Document, name: &str, group: &Group) {
    let Some(first) = group.places.first() else { return };
    let place = document.source.get(first).cloned().unwrap_or_default();
    let mut schema = json!({"type": "string", "enum": group.values});
    if let Some(members) = schema.as_object_mut() {
        members.extend(group.description.clone().map(|said| ("description".to_owned(), said)));
    }
    crate::reference::references::make_room(document);
    document.insert(&Pointer::from_tokens(["components", "schemas", name]), schema, place);
}

/// Gives the component `name` the names of the values that it does not name itself.
fn name_values(document: &mut Document, name: &str, names: &Map<String, Value>) {
    let component = document.get_mut(&Pointer::from_tokens(["components", "schemas", name]));
    let Some(members) = component.and_then(Value::as_object_mut).filter(|_| !names.is_empty()) else {
        return;
    };
    let own = members
        .entry(variant_names::KEYWORD)
        .or_insert_with(|| Map::new().into());
    for (value, name) in names {
        if let Value::Object(own) = own {
            own.entry(value.clone()).or_insert_with(|| name.clone());
        }
    }
}

/// Puts a reference in the place of the enumeration, and keeps what is said of the place.
fn refer(document: &mut Document, place: &Pointer, name: &str) {
    let Some(schema) = document.get_mut(place) else { return };
    let reference = json!({"$ref": format!("#/components/schemas/{name}")});
    let Some(members) = schema.as_object_mut() else { return };
    // A format beside an enumeration says nothing more about a value.
    for constraint in [
        "type",
        "enum",
        "format",
        type_names::GIVEN,
        variant_names::KEYWORD,
        "example",
    ] {
        members.shift_remove(constraint);
    }
    // Who reads a reference leaves extensions beside it alone.
    *schema = if members.keys().all(|key| key.starts_with("x-")) {
        members.extend(reference.as_object().cloned().unwrap_or_default());
        schema.take()
    } else {
        members.insert("allOf".to_owned(), json!([reference]));
        schema.take()
    };
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn it_is_named_for_what_it_is() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                SIPTrunkResponse:
                  properties:
                    transport: {type: string, description: How., enum: [udp, tcp]}
        "), @"
         components:
           schemas:
             SIPTrunkResponse:
               properties:
        -        transport: {type: string, description: How., enum: [udp, tcp]}
        +        transport: {description: How., allOf: [{$ref: '#/components/schemas/SipTrunkTransport'}]}
        +    SipTrunkTransport: {type: string, enum: [udp, tcp], description: How.}
        note[L084] test.yaml:5:9 /components/schemas/SIPTrunkResponse/properties/transport: an enumeration stands inside another schema
        ");
    }

    #[test]
    fn equal_ones_are_one_type_and_others_are_not() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                TrunkCreate: {properties: {transport: {enum: [udp, tcp]}, status: {enum: [a]}}}
                TrunkUpdate: {properties: {transport: {enum: [tcp, udp]}, status: {enum: [b]}}}
        "), @"
         components:
           schemas:
             TrunkCreate:
               properties:
        -        transport: {enum: [udp, tcp]}
        -        status: {enum: [a]}
        +        transport: {$ref: '#/components/schemas/TrunkTransport'}
        +        status: {$ref: '#/components/schemas/TrunkStatus'}
             TrunkUpdate:
               properties:
        -        transport: {enum: [tcp, udp]}
        -        status: {enum: [b]}
        +        transport: {$ref: '#/components/schemas/TrunkTransport'}
        +        status: {$ref: '#/components/schemas/TrunkUpdateStatus'}
        +    TrunkTransport: {type: string, enum: [udp, tcp]}
        +    TrunkStatus: {type: string, enum: [a]}
        +    TrunkUpdateStatus: {type: string, enum: [b]}
        note[L084] test.yaml:3:32 /components/schemas/TrunkCreate/properties/transport: an enumeration stands inside other schemas, in 2 places
        note[L084] test.yaml:3:63 /components/schemas/TrunkCreate/properties/status: an enumeration stands inside another schema
        note[L084] test.yaml:4:32 /components/schemas/TrunkUpdate/properties/transport: an enumeration stands inside other schemas, in 2 places
        note[L084] test.yaml:4:63 /components/schemas/TrunkUpdate/properties/status: an enumeration stands inside another schema
        ");
    }

    #[test]
    fn two_that_are_one_name_in_rust_are_two_types() {
        let lowered = lowered(
            super::PASS,
            r"
            components:
              schemas:
                A: {properties: {u5: {oneOf: [{enum: [a]}, {enum: [b, c]}]}}}
        ",
        );
        assert!(lowered.contains("{type: string, enum: [a]}"), "{lowered}");
        assert!(lowered.contains("{type: string, enum: [b, c]}"), "{lowered}");
    }

    #[test]
    fn a_component_with_the_same_values_is_the_type() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                CallStatus: {type: string, enum: [queued, done]}
                Call: {properties: {states: {type: array, items: {enum: [queued, done]}}}}
        "), @"
         components:
           schemas:
        -    Call: {properties: {states: {type: array, items: {enum: [queued, done]}}}}
        +    Call: {properties: {states: {type: array, items: {$ref: '#/components/schemas/CallStatus'}}}}
        note[L084] test.yaml:4:47 /components/schemas/Call/properties/states/items: an enumeration stands inside another schema
        ");
    }

    #[test]
    fn parameters_and_bodies_are_named_after_their_operation() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths:
              /a:
                get:
                  operationId: list_calls
                  parameters: [{name: sort, in: query, schema: {enum: [asc, desc]}}]
                  responses: {'200': {content: {application/json: {schema: {properties: {state: {enum: [on]}}}}}}}
        "), @"
         paths:
           /a:
             get:
        -      parameters: [{name: sort, in: query, schema: {enum: [asc, desc]}}]
        +      parameters: [{name: sort, in: query, schema: {$ref: '#/components/schemas/ListCallsSort'}}]
               responses:
                 '200':
                   content:
                     application/json:
        -              schema: {properties: {state: {enum: ['on']}}}
        +              schema: {properties: {state: {$ref: '#/components/schemas/ListCallsResponseState'}}}
        +components:
        +  schemas:
        +    ListCallsSort: {type: string, enum: [asc, desc]}
        +    ListCallsResponseState: {type: string, enum: ['on']}
        note[L084] test.yaml:5:44 /paths/~1a/get/parameters/0/schema: an enumeration stands inside another schema
        note[L084] test.yaml:6:78 /paths/~1a/get/responses/200/content/application~1json/schema/properties/state: an enumeration stands inside another schema
        ");
    }

    #[test]
    fn a_given_name_is_taken() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A: {properties: {type: {x-rust-name: ProviderKind, enum: [a, b]}}}
        "), @"
         components:
           schemas:
        -    A: {properties: {type: {x-rust-name: ProviderKind, enum: [a, b]}}}
        +    A: {properties: {type: {$ref: '#/components/schemas/ProviderKind'}}}
        +    ProviderKind: {type: string, enum: [a, b]}
        note[L084] test.yaml:3:22 /components/schemas/A/properties/type: an enumeration stands inside another schema
        ");
    }
}
