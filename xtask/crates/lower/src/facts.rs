//! What the generator has to know of the contract, and OpenAPI 3.0 has no field for.
//!
//! The passes mark it in the document where they know it; here the marks are read, or by a function beside the pass.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToPascalCase, ToSnakeCase};
use serde_json::{Map, Value};

use document::normal::variant_names;
use document::{Document, operations, reference};

use crate::direction::Directions;
use crate::naming::rust_names::rust_name;
use crate::naming::{conversions, parameter_names, property_names, value_names};
use crate::operation::{marks, multipart, parameters, request_bodies, servers};
use crate::schema::constraints::marked;
use crate::schema::presence;

pub use crate::operation::parameters::ParameterFacts;
pub use crate::operation::serialization::{Sending, Style};

/// What the contract says of types and operations, by their names in Rust.
#[derive(Debug, Default)]
pub struct Facts {
    /// By the name of the type.
    pub types: BTreeMap<String, TypeFacts>,
    /// By the name of the method.
    pub operations: BTreeMap<String, OperationFacts>,
    /// The operations whose body is a multipart form.
    pub forms: Vec<Form>,
}

/// An operation that sends a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The `operationId`.
    pub operation: String,
    /// The component that is the form.
    pub component: String,
}

/// What the contract says of a type.
#[derive(Debug, Default)]
pub struct TypeFacts {
    /// Whether responses hold it.
    pub read: bool,
    /// Whether requests hold it.
    pub written: bool,
    /// A string that nothing shows.
    pub secret: bool,
    /// What the variants of an enumeration are called, by their values; those that are missing are called after them.
    pub variants: BTreeMap<String, String>,
    /// What the branches of a union are called, in its order, where the contract says it.
    pub branches: Vec<Option<String>>,
    /// The values of an enumeration on the wire, by those that the generator has in their place.
    pub wire_values: BTreeMap<String, String>,
    /// The names of properties on the wire, by those that the generator has in their place.
    pub wire_names: BTreeMap<String, String>,
    /// By the name of the property, as it goes over the wire.
    pub properties: BTreeMap<String, PropertyFacts>,
    /// What a value that is no object must satisfy, and an object as a whole.
    pub constraints: Constraints,
    /// The types that are read and of which a value of this one can be made, by their names in Rust.
    pub from: Vec<String>,
}

/// What the contract says of a property.
#[derive(Clone, Debug, Default)]
pub struct PropertyFacts {
    /// A request must have it.
    pub required: bool,
    /// Null is a value of its own in a request.
    pub nullable: bool,
    /// Nothing shows it.
    pub secret: bool,
    /// New programs do not use it.
    pub deprecated: bool,
    /// What its value must satisfy.
    pub constraints: Constraints,
    /// What each element of it must satisfy.
    pub items: Constraints,
}

/// Keywords of JSON Schema and their values.
pub type Constraints = Map<String, Value>;

/// What the contract says of an operation.
#[derive(Debug, Default)]
pub struct OperationFacts {
    /// The name of its builder in Rust.
    pub builder: String,
    /// New programs do not call it; with the reason where the contract gives one.
    pub deprecated: Option<String>,
    /// The method, in upper case.
    pub method: String,
    /// The template of the path, as the contract has it: `/batches/{batch_id}/stop`.
    pub path: String,
    /// A request that is sent twice has the effect of one that is sent once.
    pub idempotent: bool,
    /// Nothing of the body of a success is needed.
    pub body_optional: bool,
    /// The URL of a server that it alone has.
    pub server: Option<String>,
    /// What the JSON of its body is called, if not `application/json`.
    pub media_type: Option<String>,
    /// By the name in Rust.
    pub parameters: BTreeMap<String, ParameterFacts>,
}

/// Beside `deprecated`: what to use instead, as a sentence.
const INSTEAD: &str = "x-deprecated-note";

impl Facts {
    pub fn collect(lowered: &Document) -> Self {
        let directions = Directions::compute(lowered);
        let schemas = lowered.value.pointer("/components/schemas").and_then(Value::as_object);
        let types = schemas.into_iter().flatten().map(|(name, schema)| {
            let mut facts = TypeFacts {
                read: directions.reads(name),
                written: directions.writes(name),
                secret: is_secret(schema),
                variants: variant_names::names(schema)
                    .map(|(value, name)| (value.to_owned(), name.to_owned()))
                    .collect(),
                branches: branch_names(schema),
                wire_values: texts(schema, value_names::WIRE_VALUES),
                constraints: marked(schema),
                from: conversions::sources(schema),
                ..TypeFacts::default()
            };
            let mut required = BTreeSet::new();
            gather(&lowered.value, schema, &mut facts, &mut required, 0);
            for name in required {
                facts.properties.entry(name).or_default().required = true;
            }
            (rust_name(name), facts)
        });
        let mut facts = Self {
            types: types.collect(),
            ..Self::default()
        };
        for pointer in operations::pointers(lowered) {
            let Some(operation) = lowered.get(&pointer) else {
                continue;
            };
            let id = operations::text(operation, "operationId").to_owned();
            if let Some(component) = operation.get(multipart::MARK).and_then(Value::as_str) {
                facts.forms.push(Form {
                    operation: id.clone(),
                    component: component.to_owned(),
                });
            }
            let deprecated = is_true(operation, "deprecated").then(|| {
                let note = operations::text(operation, INSTEAD);
                match note {
                    "" => "the contract marks this operation as deprecated".to_owned(),
                    note => note.trim_end_matches('.').to_owned(),
                }
            });
            let method = operations::method(&pointer);
            let path = operation.get(parameter_names::WIRE_PATH).and_then(Value::as_str);
            facts.operations.insert(
                id.to_snake_case(),
                OperationFacts {
                    builder: builder_of(&id),
                    deprecated,
                    server: (operation.get(servers::MARK).and_then(Value::as_str)).map(str::to_owned),
                    media_type: (operation.get(request_bodies::MEDIA_TYPE).and_then(Value::as_str)).map(str::to_owned),
                    parameters: parameters::facts(operation),
                    method: method.to_ascii_uppercase(),
                    path: path.unwrap_or_else(|| operations::path(&pointer)).to_owned(),
                    idempotent: marks::is_idempotent(method, operation),
                    body_optional: marks::is_body_optional(method, operation),
                },
            );
        }
        facts
    }

    /// Of a type that the generator made by itself, of parts of others, both directions are possible.
    pub fn reads(&self, name: &str) -> bool {
        self.types.get(name).is_none_or(|facts| facts.read)
    }

    /// Whether requests can hold a value of the type.
    pub fn writes(&self, name: &str) -> bool {
        self.types.get(name).is_none_or(|facts| facts.written)
    }

    /// What the contract says of the operation that a builder is for.
    pub fn of_builder(&self, builder: &str) -> Option<&OperationFacts> {
        self.operations.values().find(|facts| facts.builder == builder)
    }

    /// The names of all properties that nothing shows.
    pub fn secret_properties(&self) -> BTreeSet<&str> {
        let properties = self.types.values().flat_map(|facts| &facts.properties);
        let secret = properties.filter(|(_, property)| property.secret);
        secret.map(|(name, _)| name.as_str()).collect()
    }

    /// What the contract says of a property of a type.
    pub fn property(&self, name: &str, wire: &str) -> Option<&PropertyFacts> {
        self.types.get(name)?.properties.get(wire)
    }
}

/// The name that progenitor gives to the builder of an operation.
fn builder_of(id: &str) -> String {
    let is_part = |character: char| syn::parse_str::<syn::Ident>(&format!("x{character}")).is_ok();
    let name = match id {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        id => id
            .replace('\'', "")
            .replace(|character| !is_part(character), "-")
            .to_pascal_case(),
    };
    let name = match name.chars().next() {
        None => "X".to_owned(),
        Some(first) if syn::parse_str::<syn::Ident>(&format!("{first}x")).is_ok() => name,
        Some(_) => format!("_{name}"),
    };
    match syn::parse_str::<syn::Ident>(&name) {
        Ok(_) => name,
        // A keyword.
        Err(_) => format!("{name}_"),
    }
}

/// How far a composition is followed: further than any that typify can merge.
const DEPTH: usize = 32;

/// The properties of an object, those of the objects that it is composed of among them.
fn gather(root: &Value, schema: &Value, facts: &mut TypeFacts, required: &mut BTreeSet<String>, depth: usize) {
    facts.wire_names.extend(texts(schema, property_names::WIRE_NAMES));
    let own = schema.get("properties").and_then(Value::as_object);
    for (name, property) in own.into_iter().flatten() {
        let wire = property_names::wire_name(schema, name);
        facts
            .properties
            .entry(wire.to_owned())
            .or_insert_with(|| PropertyFacts {
                required: false,
                nullable: is_true(property, presence::NULLABLE),
                secret: is_secret(property) || property.get("items").is_some_and(is_secret),
                deprecated: is_true(property, "deprecated"),
                constraints: marked(property),
                items: property.get("items").map(marked).unwrap_or_default(),
            });
    }
    let names = schema.get(presence::REQUIRED).and_then(Value::as_array);
    let names = names.into_iter().flatten().filter_map(Value::as_str);
    required.extend(names.map(|name| property_names::wire_name(schema, name).to_owned()));
    if depth == DEPTH {
        return;
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        let target = part.get("$ref").and_then(Value::as_str);
        let part = target.and_then(|target| reference::get(root, target)).unwrap_or(part);
        gather(root, part, facts, required, depth + 1);
    }
}

fn branch_names(schema: &Value) -> Vec<Option<String>> {
    let branches = ["oneOf", "anyOf"]
        .iter()
        .find_map(|keyword| schema.get(*keyword)?.as_array());
    let name = |branch: &Value| Some(branch.get(variant_names::BRANCH_NAME)?.as_str()?.to_owned());
    branches.into_iter().flatten().map(name).collect()
}

/// A mark that has a string for each of some strings.
fn texts(schema: &Value, mark: &str) -> BTreeMap<String, String> {
    let marked = schema.get(mark).and_then(Value::as_object).into_iter().flatten();
    let texts = marked.filter_map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned())));
    texts.collect()
}

fn is_secret(schema: &Value) -> bool {
    schema.get("format").is_some_and(|format| format == "password")
}

fn is_true(schema: &Value, key: &str) -> bool {
    schema.get(key) == Some(&Value::Bool(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(yaml: &str) -> Facts {
        Facts::collect(&document::load_text("test.yaml", yaml, 0).unwrap())
    }

    #[test]
    fn an_operation_has_its_method_its_path_and_what_the_contract_says_of_repeating_it() {
        let facts = facts(
            "paths:
  /batches/{batch_id}/stop:
    post: {operationId: stopBatch, x-response-body: optional}
  /calls:
    get: {operationId: list_calls}
    put: {operationId: replace_calls, x-idempotent: false}
    delete: {operationId: delete_calls}
",
        );
        let said = |name: &str| {
            let operation = &facts.operations[name];
            let OperationFacts { method, path, .. } = operation;
            format!("{method} {path} {} {}", operation.idempotent, operation.body_optional)
        };
        assert_eq!(said("stop_batch"), "POST /batches/{batch_id}/stop false true");
        assert_eq!(said("list_calls"), "GET /calls true false");
        assert_eq!(said("replace_calls"), "PUT /calls false false");
        assert_eq!(said("delete_calls"), "DELETE /calls true true");
    }

    #[test]
    fn a_type_has_the_types_that_it_is_made_of() {
        let facts = facts(
            "components:
  schemas:
    sip_trunk_update: {x-rust-from: [SipTrunk, CreatedSipTrunk], type: object}
    SipTrunk: {type: object}
",
        );
        assert_eq!(facts.types["SipTrunkUpdate"].from, ["SipTrunk", "CreatedSipTrunk"]);
        assert!(facts.types["SipTrunk"].from.is_empty());
    }
}
