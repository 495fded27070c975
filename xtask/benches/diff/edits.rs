//! Revisions of a document: edits of the kinds that vendors make, spread over its components and operations.

use serde_json::{Value, json};

/// The document with `count` edits.
pub(crate) fn some(document: &Value, count: usize) -> Value {
    let mut revised = document.clone();
    let mut done = 0;
    // Half of them in components, half in operations.
    if let Some(schemas) = revised
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    {
        let step = (schemas.len() / (count / 2).max(1)).max(1);
        for (index, (_, schema)) in schemas.iter_mut().enumerate().step_by(step) {
            if done < count / 2 && edit(schema, index / step) {
                done += 1;
            }
        }
    }
    let Some(paths) = revised.get_mut("paths").and_then(Value::as_object_mut) else {
        return revised;
    };
    let mut operations: Vec<&mut Value> = paths
        .values_mut()
        .filter_map(Value::as_object_mut)
        .flat_map(|item| item.values_mut())
        .collect();
    let step = (operations.len() / (count - done).max(1)).max(1);
    for (index, operation) in operations.iter_mut().step_by(step).take(count - done).enumerate() {
        match index % 4 {
            0 => operation["deprecated"] = json!(true),
            1 => operation["summary"] = json!("Another summary."),
            2 => operation["responses"]["429"] = json!({"description": "Too many."}),
            _ => {
                let limit = json!({"name": "limit", "in": "query", "schema": {"type": "integer"}});
                match operation.get_mut("parameters").and_then(Value::as_array_mut) {
                    Some(parameters) => parameters.push(limit),
                    None => operation["parameters"] = json!([limit]),
                }
            }
        }
    }
    revised
}

/// The document with an edit in each of its schemas.
pub(crate) fn each(document: &Value) -> Value {
    let mut revised = document.clone();
    if let Some(schemas) = revised
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    {
        for (index, (_, schema)) in schemas.iter_mut().enumerate() {
            edit(schema, index);
        }
    }
    revised
}

/// One edit of a schema. Says whether there was something to edit.
fn edit(schema: &mut Value, kind: usize) -> bool {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
        schema["description"] = json!("Another text.");
        return true;
    };
    match kind % 5 {
        0 => {
            properties.insert("added".to_owned(), json!({"type": "string"}));
        }
        1 => {
            let Some(first) = properties.keys().next().cloned() else {
                return false;
            };
            properties.shift_remove(&first);
        }
        2 => {
            let Some(first) = properties.keys().next().cloned() else {
                return false;
            };
            schema["required"] = json!([first, "more"]);
        }
        3 => {
            let Some(last) = properties.values_mut().last() else {
                return false;
            };
            *last = json!({"type": "boolean"});
        }
        _ => match properties
            .values_mut()
            .find_map(|property| property.get_mut("enum")?.as_array_mut())
        {
            Some(values) => values.push(json!("another")),
            None => schema["description"] = json!("Another text."),
        },
    }
    true
}
