//! Documents in the manner of Bolna's: resources with seven operations each, nested objects, enumerations, references,
//! lists, defaults, and the same error everywhere.

use serde_json::{Map, Value, json};

/// OpenAPI 3.1 with this many operations, as JSON.
pub(crate) fn with(operations: usize) -> String {
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    schemas.insert("Error".to_owned(), error());
    let mut left = operations;
    for index in 0.. {
        if left == 0 {
            break;
        }
        resource(index, &mut left, &mut paths, &mut schemas);
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Synthetic API", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    })
    .to_string()
}

fn resource(index: usize, left: &mut usize, paths: &mut Map<String, Value>, schemas: &mut Map<String, Value>) {
    let name = format!("Agent{index}");
    schemas.insert(name.clone(), object(&name, true));
    schemas.insert(format!("{name}Request"), object(&name, false));
    schemas.insert(format!("{name}Gateway"), gateway());
    let body = |schema: &str| json!({"required": true, "content": {"application/json": {"schema": reference(schema)}}});
    let request = format!("{name}Request");
    let all = format!("/agent{index}");
    let one = format!("{all}/{{agent_id}}");
    let id =
        json!({"in": "path", "name": "agent_id", "required": true, "schema": {"type": "string", "format": "uuid"}});
    let made = [
        (
            &all,
            "post",
            "create",
            json!({"requestBody": body(&request), "responses": responses(&reference(&name))}),
        ),
        (
            &all,
            "get",
            "list",
            json!({"parameters": filters(), "responses": responses(&json!({"type": "array", "items": reference(&name)}))}),
        ),
        (
            &one,
            "get",
            "get",
            json!({"parameters": [id], "responses": responses(&reference(&name))}),
        ),
        (
            &one,
            "put",
            "replace",
            json!({"parameters": [id], "requestBody": body(&request), "responses": responses(&reference(&name))}),
        ),
        (
            &one,
            "patch",
            "update",
            json!({"parameters": [id], "requestBody": body(&request), "responses": responses(&message())}),
        ),
        (
            &one,
            "delete",
            "delete",
            json!({"parameters": [id], "responses": responses(&message())}),
        ),
        (
            &one,
            "head",
            "check",
            json!({"parameters": [id], "responses": {"204": {"description": "It is there."}}}),
        ),
    ];
    for (path, method, verb, mut operation) in made.into_iter().take(*left) {
        operation["operationId"] = json!(format!("{verb}_agent{index}"));
        operation["description"] = json!(format!(
            "What `{verb}` does with agent {index}, in a sentence of the usual length."
        ));
        operation["tags"] = json!(["agents"]);
        let item = paths.entry(path.clone()).or_insert_with(|| json!({}));
        item[method] = operation;
        *left -= 1;
    }
}

fn reference(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}

fn responses(success: &Value) -> Value {
    let error =
        json!({"description": "It did not work.", "content": {"application/json": {"schema": reference("Error")}}});
    json!({
        "200": {"description": "It worked.", "content": {"application/json": {"schema": success}}},
        "400": error,
    })
}

fn filters() -> Value {
    json!([
        {"in": "query", "name": "page_number", "schema": {"type": "integer", "default": 1}},
        {"in": "query", "name": "page_size", "schema": {"type": "integer", "default": 20}},
        {"in": "query", "name": "status", "schema": {"type": "string", "enum": ["queued", "ringing", "in-progress", "completed"]}},
        {"in": "query", "name": "from", "schema": {"type": "string", "format": "date-time"}},
    ])
}

fn object(name: &str, response: bool) -> Value {
    let mut schema = json!({
        "type": "object",
        "description": "An agent, described in a sentence of the usual length.",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "description": "What people call it."},
            "description": {"type": "string"},
            "kind": {"type": "string", "enum": ["inbound", "outbound", "web-call"], "description": "Where calls come from."},
            "port": {"type": "integer", "default": 5060, "minimum": 1, "maximum": 65535},
            "temperature": {"type": "number", "default": 0.5},
            "is_active": {"type": "boolean", "default": true},
            "gateways": {"type": "array", "items": reference(&format!("{name}Gateway"))},
            "tags": {"type": "array", "items": {"type": "string"}},
            "settings": {
                "type": "object",
                "description": "How it speaks and listens.",
                "properties": {
                    "language": {"type": "string", "enum": ["en", "de", "hi"]},
                    "voice": {"type": "object", "properties": {
                        "provider": {"type": "string", "enum": ["one", "two"]},
                        "name": {"type": "string"},
                    }},
                    "limits": {"type": "object", "additionalProperties": {"type": "integer"}},
                },
            },
        },
    });
    if response {
        let properties = schema["properties"].as_object_mut().expect("an object");
        for (field, value) in [
            ("id", json!({"type": "string"})),
            ("created_at", json!({"type": "string", "format": "date-time"})),
            ("updated_at", json!({"type": "string", "format": "date-time"})),
        ] {
            properties.insert(field.to_owned(), value);
        }
    }
    schema
}

fn gateway() -> Value {
    json!({
        "type": "object",
        "required": ["address"],
        "properties": {
            "address": {"type": "string", "description": "Where it is."},
            "priority": {"type": "integer", "default": 1},
            "transport": {"type": "string", "enum": ["udp", "tcp", "tls"]},
        },
    })
}

fn message() -> Value {
    json!({"type": "object", "properties": {"message": {"type": "string"}, "state": {"type": "string", "enum": ["done", "queued"]}}})
}

fn error() -> Value {
    json!({
        "type": "object",
        "description": "What went wrong.",
        "properties": {"error": {"type": "integer"}, "message": {"type": "string"}},
    })
}
