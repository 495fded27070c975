//! The last column of the table of schemas: what holds for a value besides its type.

use std::io;

use serde::Serialize as _;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

use super::schemas::kind;

/// The keywords whose values are shown, in the order in which they are.
const KEYWORDS: [&str; 18] = [
    "format",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "const",
    "enum",
    "default",
    "title",
];

/// The constraints of `schema`, with spaces between them. Conditions, prose and examples are none.
pub(super) fn constraints(schema: &Value) -> String {
    let mut said: Vec<String> = KEYWORDS
        .into_iter()
        .filter_map(|keyword| Some(format!("{keyword}={}", json(schema.get(keyword)?))))
        .collect();
    match schema.get("additionalProperties") {
        Some(Value::Bool(others)) => said.push(format!("additionalProperties={others}")),
        Some(others) => said.push(format!("additionalProperties={}", kind(others))),
        None => {}
    }
    if nullable(schema) {
        said.push("nullable".to_owned());
    }
    for keyword in ["deprecated", "readOnly", "writeOnly"] {
        if schema.get(keyword) == Some(&Value::Bool(true)) {
            said.push(format!("{keyword}=true"));
        }
    }
    said.join(" ")
}

/// Null is one of the types (3.1), or `nullable` says so (3.0).
fn nullable(schema: &Value) -> bool {
    let kinds = schema.get("type").and_then(Value::as_array);
    kinds.is_some_and(|kinds| kinds.len() > 1 && kinds.contains(&Value::from("null")))
        || schema.get("nullable") == Some(&Value::Bool(true))
}

/// JSON in one line, with a space behind commas and colons.
fn json(value: &Value) -> String {
    let mut text = Vec::new();
    // Writing a value into memory cannot fail; if it did, the usual form would do.
    match value.serialize(&mut Serializer::with_formatter(&mut text, Spaced)) {
        Ok(()) => String::from_utf8_lossy(&text).into_owned(),
        Err(_) => value.to_string(),
    }
}

struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn they_stand_in_one_order_whatever_that_of_the_document_is() {
        let schema = json!({
            "type": ["string", "null"], "default": null, "title": "A \"b\"", "enum": ["a", "b"], "format": "uuid",
            "pattern": "^\\d+$", "description": "x", "deprecated": true, "readOnly": false,
        });
        insta::assert_snapshot!(constraints(&schema), @r#"format="uuid" pattern="^\\d+$" enum=["a", "b"] default=null title="A \"b\"" nullable deprecated=true"#);
    }

    #[test]
    fn what_other_members_may_be_is_said_in_a_word() {
        let with = |others: Value| constraints(&json!({"type": "object", "additionalProperties": others}));
        assert_eq!(with(json!(true)), "additionalProperties=true");
        assert_eq!(with(json!(false)), "additionalProperties=false");
        assert_eq!(with(json!({"type": "integer"})), "additionalProperties=integer");
        assert_eq!(
            with(json!({"$ref": "#/components/schemas/A"})),
            "additionalProperties=->A"
        );
    }

    #[test]
    fn null_alone_is_a_type_and_not_nullable() {
        assert_eq!(constraints(&json!({"type": ["null"]})), "");
        assert_eq!(constraints(&json!({"type": ["null", "string"]})), "nullable");
        assert_eq!(
            constraints(&json!({"$ref": "#/components/schemas/A", "nullable": true})),
            "nullable"
        );
    }

    #[test]
    fn values_are_json_with_spaces() {
        assert_eq!(
            constraints(&json!({"default": {"a": [1, 0.5], "b": "ü\t"}})),
            r#"default={"a": [1, 0.5], "b": "ü\t"}"#
        );
    }
}
