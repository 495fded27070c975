//! Keywords beside a reference, or beside a composition, that repeat what is said there: they decorate it.

use serde_json::Value;

use super::{Change, ChangeKind, Members, is_annotation, is_null, type_names};
use crate::types::{fits, of_keyword, type_of};
use crate::visit::{self, Order};
use crate::{Pointer, reference};

/// In how many schemas types are looked for: more than anybody composes of one another.
const FUEL: usize = 64;

/// Keywords whose meaning depends on what stands beside them: the same words are not the same there.
const DEPENDENT: [&str; 6] = [
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "if",
    "then",
    "else",
];

/// Takes out what is repeated.
pub(super) fn remove(root: &mut Value, changes: &mut Vec<Change>) {
    let mut candidates = Vec::new();
    visit::schemas(root, Order::Down, &mut |pointer, schema| {
        if schema.as_object().is_some_and(may_repeat) {
            candidates.push(pointer.clone());
        }
    });
    for pointer in candidates {
        let Some(schema) = root.pointer(&pointer.to_string()) else {
            continue;
        };
        let found = match schema.get("$ref").and_then(Value::as_str) {
            Some(text) => beside_reference(root, schema, text).into_iter().collect(),
            None => beside_composition(root, schema),
        };
        for (below, keywords, of) in found {
            let pointer = Pointer::from_tokens(pointer.tokens().iter().cloned().chain(below));
            let members = root.pointer_mut(&pointer.to_string()).and_then(Value::as_object_mut);
            let Some(members) = members else { continue };
            members.retain(|keyword, _| !keywords.contains(keyword));
            changes.push(Change {
                pointer,
                kind: ChangeKind::Repetition { keywords, of },
            });
        }
    }
}

/// Where below a schema something is repeated, which keywords, and what says the same.
type Found = (Vec<String>, Vec<String>, String);

fn may_repeat(members: &Members) -> bool {
    if members.contains_key("$ref") {
        return members.keys().any(|key| key != "$ref" && !is_annotation(key));
    }
    let branches = members.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
    branches > 1 || members.contains_key("type") && members.keys().any(|key| is_composition(key))
}

fn is_composition(keyword: &str) -> bool {
    matches!(keyword, "allOf" | "anyOf" | "oneOf")
}

fn beside_reference(root: &Value, schema: &Value, text: &str) -> Option<Found> {
    let (target, _) = reference::resolve(root, schema)?;
    let members = schema.as_object()?;
    let of_target = Types::beside(root, schema).find(target);
    let repeats = |keyword: &str, value: &Value| match keyword {
        "type" => covers(value, of_target.as_deref()),
        keyword if takes_all(keyword, value) || is_about_others(keyword, value, of_target.as_deref()) => true,
        keyword if DEPENDENT.contains(&keyword) => false,
        keyword => target.get(keyword) == Some(value),
    };
    let keywords: Vec<String> = members
        .iter()
        .filter(|(keyword, value)| *keyword != "$ref" && !is_annotation(keyword) && repeats(keyword, value))
        .map(|(keyword, _)| keyword.clone())
        .collect();
    (!keywords.is_empty()).then(|| (Vec::new(), keywords, text.to_owned()))
}

/// Whether a keyword with this value takes every value: `required: []`, `additionalProperties: true`, `minLength: 0`.
fn takes_all(keyword: &str, value: &Value) -> bool {
    let empty = value.as_object().is_some_and(Members::is_empty);
    match keyword {
        "required" => value.as_array().is_some_and(Vec::is_empty),
        "properties" | "patternProperties" | "dependentRequired" | "dependentSchemas" => empty,
        "additionalProperties" | "items" | "propertyNames" | "unevaluatedProperties" | "unevaluatedItems" => {
            empty || *value == Value::Bool(true)
        }
        "uniqueItems" => *value == Value::Bool(false),
        "minLength" | "minItems" | "minProperties" => value.as_u64() == Some(0),
        _ => false,
    }
}

/// Whether a keyword is about types of which no value of these types is.
fn is_about_others(keyword: &str, value: &Value, types: Option<&[String]>) -> bool {
    let about = of_keyword(keyword, value);
    // Formats are written for any type.
    let other = |types: &[String]| types.iter().all(|name| !about.contains(&name.as_str()));
    keyword != "format" && !about.is_empty() && types.is_some_and(other)
}

/// `type` beside compositions where nothing else constrains the value, and as a whole branch of `allOf`.
fn beside_composition(root: &Value, schema: &Value) -> Vec<Found> {
    let Some(members) = schema.as_object() else {
        return Vec::new();
    };
    let decorates = |key: &str| key == "type" || key == "discriminator" || is_composition(key) || is_annotation(key);
    let mut found = Vec::new();
    if let (Some(written), Some(of)) = (members.get("type"), members.keys().find(|key| is_composition(key)))
        && members.keys().all(|key| decorates(key))
        && covers(written, Types::beside(root, schema).look(members, false).as_deref())
    {
        found.push((Vec::new(), vec!["type".to_owned()], of.clone()));
    }
    let branches = members
        .get("allOf")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    for (index, branch) in branches.iter().enumerate() {
        let only_type = |members: &Members| members.keys().all(|key| key == "type" || is_annotation(key));
        let Some(written) = branch.get("type").filter(|_| branch.as_object().is_some_and(only_type)) else {
            continue;
        };
        let others = branches.iter().enumerate().filter(|(other, _)| *other != index);
        let mut types = Types::beside(root, schema);
        let said = others.filter_map(|(_, other)| types.find(other)).next();
        if branches.len() > 1 && covers(written, said.as_deref()) {
            let below = vec!["allOf".to_owned(), index.to_string()];
            found.push((below, vec!["type".to_owned()], "allOf".to_owned()));
        }
    }
    found
}

/// Whether every one of `types` is one that the keyword `type` names. Null is said by `nullable`.
fn covers(written: &Value, types: Option<&[String]>) -> bool {
    let names: Vec<&str> = match written {
        Value::String(name) => vec![name],
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let named = |found: &String| {
        names
            .iter()
            .any(|name| name == found || *name == "number" && found == "integer")
    };
    types.is_some_and(|types| !types.is_empty() && types.iter().filter(|name| *name != "null").all(named))
}

/// Looks for the types of schemas, as far as they say them.
struct Types<'a> {
    root: &'a Value,
    /// The schemas on the way: what a schema says by way of itself it does not say.
    way: Vec<&'a Value>,
    /// How many schemas are still looked at.
    fuel: usize,
}

impl<'a> Types<'a> {
    /// Of what is said beside `schema`, or in it.
    fn beside(root: &'a Value, schema: &'a Value) -> Self {
        Self {
            root,
            way: vec![schema],
            fuel: FUEL,
        }
    }

    /// The types of what a schema takes, null apart: `None` where any type may be.
    fn find(&mut self, schema: &'a Value) -> Option<Vec<String>> {
        self.fuel = self.fuel.checked_sub(1)?;
        if self.way.iter().any(|above| std::ptr::eq(*above, schema)) {
            return None;
        }
        self.way.push(schema);
        let found = self.look(schema.as_object()?, true);
        self.way.pop();
        found
    }

    /// The same by the keywords of a schema, with its `type` or without.
    fn look(&mut self, members: &'a Members, with_type: bool) -> Option<Vec<String>> {
        let list = |keyword: &str| members.get(keyword).and_then(Value::as_array);
        match members.get("type").filter(|_| with_type) {
            Some(Value::String(name)) => return Some(vec![name.clone()]),
            Some(Value::Array(names)) => return names.iter().map(|name| name.as_str().map(str::to_owned)).collect(),
            _ => {}
        }
        if let Some(values) = list("enum") {
            let values = values.iter().filter(|value| !value.is_null());
            return Some(values.map(name_type).collect());
        }
        if let Some(constant) = members.get("const") {
            return Some(vec![name_type(constant)]);
        }
        if let Some(text) = members.get("$ref").and_then(Value::as_str) {
            return self.find(reference::get(self.root, text)?);
        }
        if let Some(name) = type_names::form(members) {
            return Some(vec![name.to_owned()]);
        }
        if let Some(found) = list("allOf").and_then(|all| all.iter().find_map(|branch| self.find(branch))) {
            return Some(found);
        }
        ["anyOf", "oneOf"].into_iter().find_map(|keyword| {
            let branches = list(keyword)?.iter().filter(|branch| !is_null(branch));
            let found: Option<Vec<Vec<String>>> = branches.map(|branch| self.find(branch)).collect();
            found.map(|found| found.concat())
        })
    }
}

/// The type of a value; `1.0` is an integer to JSON Schema.
fn name_type(value: &Value) -> String {
    if fits(value, "integer") {
        "integer".to_owned()
    } else {
        type_of(value).to_owned()
    }
}
