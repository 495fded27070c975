//! The schema of an example: what can be told of a value's type by one of its values.

use serde_json::{Map, Value, json};

/// The narrowest schema that `example` is known to fit. Nothing is required, because one example cannot tell.
pub(super) fn schema_of(example: &Value) -> Value {
    match example {
        Value::Null => json!({}),
        Value::Bool(_) => json!({"type": "boolean"}),
        Value::Number(number) if number.is_f64() => json!({"type": "number"}),
        Value::Number(_) => json!({"type": "integer"}),
        Value::String(_) => json!({"type": "string"}),
        Value::Array(items) => {
            let items = items.iter().map(schema_of).reduce(|left, right| both(&left, &right));
            json!({"type": "array", "items": items.unwrap_or_else(|| json!({}))})
        }
        Value::Object(members) => {
            let properties: Map<String, Value> = members
                .iter()
                .map(|(name, value)| (name.clone(), schema_of(value)))
                .collect();
            json!({"type": "object", "properties": properties})
        }
    }
}

/// A schema that fits what either fits.
fn both(left: &Value, right: &Value) -> Value {
    let kind = |schema: &Value| schema.get("type").and_then(Value::as_str).map(str::to_owned);
    let nullable = |schema: &Value| {
        let mut schema = schema.clone();
        if let Some(members) = schema.as_object_mut() {
            members.insert("nullable".to_owned(), true.into());
        }
        schema
    };
    match (kind(left).as_deref(), kind(right).as_deref()) {
        _ if left == right => left.clone(),
        (None, Some(_)) if left == &json!({}) => nullable(right),
        (Some(_), None) if right == &json!({}) => nullable(left),
        (Some("integer"), Some("number")) | (Some("number"), Some("integer")) => json!({"type": "number"}),
        (Some("array"), Some("array")) => {
            let items = |schema: &Value| schema.get("items").cloned().unwrap_or_else(|| json!({}));
            json!({"type": "array", "items": both(&items(left), &items(right))})
        }
        (Some("object"), Some("object")) => {
            let mut properties = left
                .get("properties")
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default();
            for (name, schema) in right.get("properties").and_then(Value::as_object).into_iter().flatten() {
                let merged = properties
                    .get(name)
                    .map_or_else(|| schema.clone(), |other| both(other, schema));
                properties.insert(name.clone(), merged);
            }
            json!({"type": "object", "properties": properties})
        }
        _ => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_by_a_value() {
        let example = json!({"id": "a", "n": 1, "x": 1.5, "ok": true, "none": null, "list": [1, 2.5], "empty": []});
        assert_eq!(
            schema_of(&example),
            json!({"type": "object", "properties": {
                "id": {"type": "string"},
                "n": {"type": "integer"},
                "x": {"type": "number"},
                "ok": {"type": "boolean"},
                "none": {},
                "list": {"type": "array", "items": {"type": "number"}},
                "empty": {"type": "array", "items": {}},
            }})
        );
    }

    #[test]
    fn elements_that_differ_have_the_properties_of_all_and_nulls_are_allowed_where_one_is() {
        let example = json!([{"a": 1}, {"a": null, "b": "x"}, {"b": "y"}]);
        assert_eq!(
            schema_of(&example),
            json!({"type": "array", "items": {"type": "object", "properties": {
                "a": {"type": "integer", "nullable": true},
                "b": {"type": "string"},
            }}})
        );
        assert_eq!(schema_of(&json!(["a", 1])), json!({"type": "array", "items": {}}));
    }
}
