//! The contract in a few lines an operation and a few lines a schema.
//!
//! Prose is left out, and schemas are read in the normal form: a snapshot changes when a caller has to know.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value};

use crate::{normal, operations};

/// Name → outline of each operation of `contract`, which has its names from the overlay; without one, an operation is
/// named by method and path.
#[must_use]
pub fn operations(contract: &Value) -> BTreeMap<String, String> {
    let contract = &normal::to_normal_form(contract);
    let default_security = contract.get("security");
    let outlines = operations::all(contract).map(|operation| {
        let heading = operation.heading();
        let name = operation
            .value
            .get("operationId")
            .and_then(Value::as_str)
            .unwrap_or(&heading);
        let shared = items(operation.item.get("parameters"));
        let outline = operation_outline(&heading, operation.value, shared, default_security);
        (name.to_owned(), outline)
    });
    outlines.collect()
}

/// Name → outline of each schema of the components of `contract`.
#[must_use]
pub fn schemas(contract: &Value) -> BTreeMap<String, String> {
    operations::schemas(&normal::to_normal_form(contract))
        .map(|(name, schema)| {
            let mut lines = String::new();
            describe(&mut lines, "", &format!("{name}:"), schema);
            (name.to_owned(), lines)
        })
        .collect()
}

fn operation_outline(heading: &str, operation: &Value, shared: &[Value], default_security: Option<&Value>) -> String {
    let mut lines = format!("{heading}\n");
    let tags: Vec<&str> = items(operation.get("tags")).iter().filter_map(Value::as_str).collect();
    line(&mut lines, "", "tags", &tags.join(", "));
    if operation.get("deprecated") == Some(&Value::Bool(true)) {
        line(&mut lines, "", "deprecated", "");
    }
    for parameter in shared.iter().chain(items(operation.get("parameters"))) {
        let field = |name| parameter.get(name).and_then(Value::as_str).unwrap_or("?");
        let mark = if parameter.get("required") == Some(&Value::Bool(true)) {
            ""
        } else {
            "?"
        };
        let label = match parameter.get("$ref") {
            Some(reference) => format!("parameter {}", reference_name(reference)),
            None => format!("{} {}{mark}:", field("in"), field("name")),
        };
        describe(&mut lines, "", &label, parameter.get("schema").unwrap_or(&Value::Null));
    }
    if let Some(body) = operation.get("requestBody") {
        let mark = if body.get("required") == Some(&Value::Bool(true)) {
            ""
        } else {
            "?"
        };
        content(&mut lines, &format!("body{mark}"), body);
    }
    for (status, response) in members(operation.get("responses")) {
        content(&mut lines, status, response);
    }
    let security = operation.get("security").or(default_security);
    let schemes: Vec<String> = items(security)
        .iter()
        .map(|scheme| {
            members(Some(scheme))
                .map(|(name, _)| name.as_str())
                .collect::<Vec<_>>()
                .join(" and ")
        })
        .collect();
    line(&mut lines, "", "security", &schemes.join(" or "));
    lines
}

fn content(lines: &mut String, label: &str, body: &Value) {
    let mut types = members(body.get("content")).peekable();
    if types.peek().is_none() {
        let what = body.get("$ref").map_or_else(|| "no body".to_owned(), reference_name);
        line(lines, "", label, &what);
    }
    for (media_type, value) in types {
        describe(
            lines,
            "",
            &format!("{label} {media_type}:"),
            value.get("schema").unwrap_or(&Value::Null),
        );
    }
}

/// Writes `label` with the type of `schema`, and its properties below it.
fn describe(lines: &mut String, indent: &str, label: &str, schema: &Value) {
    line(lines, indent, label, &summary(schema));
    let deeper = format!("{indent}  ");
    let inner = element(schema);
    let required: Vec<&str> = items(inner.get("required")).iter().filter_map(Value::as_str).collect();
    for (name, property) in members(inner.get("properties")) {
        let mark = if required.contains(&name.as_str()) { "" } else { "?" };
        describe(lines, &deeper, &format!("{name}{mark}:"), property);
    }
    for keyword in ["allOf", "oneOf", "anyOf"] {
        for (index, branch) in items(inner.get(keyword)).iter().enumerate() {
            describe(lines, &deeper, &format!("{keyword} {}:", index + 1), branch);
        }
    }
}

/// The schema itself, or of an array, of arrays of arrays too, what it holds.
fn element(schema: &Value) -> &Value {
    match schema.get("items") {
        Some(items) => element(items),
        None => schema,
    }
}

/// Keywords that are shown elsewhere, or are prose.
const APART: [&str; 15] = [
    "$ref",
    "type",
    "format",
    "nullable",
    "enum",
    "items",
    "properties",
    "required",
    "allOf",
    "oneOf",
    "anyOf",
    "description",
    "title",
    "example",
    "examples",
];

/// The type of a schema in one line, constraints with it.
fn summary(schema: &Value) -> String {
    let Value::Object(members) = schema else {
        return if schema.is_null() {
            "(no schema)".to_owned()
        } else {
            schema.to_string()
        };
    };
    let or_null = if members.get("nullable") == Some(&Value::Bool(true)) {
        " or null"
    } else {
        ""
    };
    if let Some(reference) = members.get("$ref") {
        return format!("{}{or_null}", reference_name(reference));
    }
    let mut said = match (members.get("items"), members.get("type")) {
        (Some(items), _) => format!("[{}]", summary(items)),
        (None, Some(Value::String(name))) => name.clone(),
        (None, Some(names)) => names.to_string(),
        (None, None) => {
            let combining = ["allOf", "oneOf", "anyOf"].into_iter();
            let mut combining = combining.filter(|keyword| members.contains_key(*keyword));
            combining.next().unwrap_or("any").to_owned()
        }
    };
    said.push_str(or_null);
    if let Some(format) = members.get("format").and_then(Value::as_str) {
        // Writing to a string cannot fail.
        let _ = write!(said, " ({format})");
    }
    if let Some(values) = members.get("enum").and_then(Value::as_array) {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        let _ = write!(said, " {}", values.join(" | "));
    }
    for (name, value) in constraints(members) {
        let _ = write!(said, " {name}={value}");
    }
    said
}

fn constraints(members: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    members
        .iter()
        .filter(|(name, _)| !APART.contains(&name.as_str()) && !name.starts_with("x-"))
}

fn reference_name(reference: &Value) -> String {
    let text = reference.as_str().unwrap_or("?");
    format!("-> {}", text.rsplit('/').next().unwrap_or(text))
}

fn line(lines: &mut String, indent: &str, label: &str, text: &str) {
    let _ = writeln!(lines, "{}", format!("{indent}{label} {text}").trim_end());
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
