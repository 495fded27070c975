//! Extraction templates.

use bolna_api::Nullable;
use bolna_api::types::{ExtractionTemplateCreate, ExtractionTemplateUpdate};
use serde_json::{Map, Value, json as value};
use support::{empty, json};

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            list_extraction_templates: |call| call,
            json(
                200,
                r#"{"data": [{"id": "01HQTEMPLATE00000001", "name": "Order", "display": null, "inputs": null,
                "created_at": "2026-10-02T10:00:00"}, null], "total": 1}"#,
            ),
            json(403, r#"{"detail": "Unrecognized access token"}"#),
        ),
        row!(
            create_extraction_template: |call| call.body(ExtractionTemplateCreate::builder()
                    .name("Order")
                    .model("gpt-4o-mini")
                    .instructions("Only what was said.")
                    .json_schema(schema())
                    .keys(object(value!({"dish": "What was ordered"})))
                    .inputs(())
                    .display(true)
                    .supports_custom_questions(false)),
            json(201, TEMPLATE),
            json(400, r#"{"error": 400, "message": "json_schema is no JSON Schema"}"#),
        ),
        row!(
            get_extraction_template: |call| call.template_id("01HQTEMPLATE00000001"),
            json(200, TEMPLATE),
            json(404, r#"{"message": "Template not found"}"#),
        ),
        row!(
            update_extraction_template: |call| call.template_id("01HQTEMPLATE00000001").body(ExtractionTemplateUpdate::builder()
                    .name("Order, evenings")
                    .model("gpt-4o")
                    .instructions(Nullable::Null)
                    .json_schema(schema())
                    .keys(())
                    .inputs(object(value!({"menu": ["dal", null]})))
                    .display(false)
                    .supports_custom_questions(true)),
            json(200, r#"{"data": null, "message": "updated"}"#),
            json(422, r#"{"detail": [{"loc": ["body", "json_schema"], "msg": "field required", "type": "value_error.missing"}]}"#),
        ),
        row!(
            delete_extraction_template: |call| call.template_id("01HQTEMPLATE00000001"),
            json(200, r#"{"message": "deleted"}"#),
            empty(502),
        ),
    ]
}

fn schema() -> Map<String, Value> {
    object(value!({"type": "object", "properties": {"dish": {"type": ["string", "null"]}}}))
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

const TEMPLATE: &str = r#"{"data": {
    "id": "01HQTEMPLATE00000001", "name": "Order", "model": "gpt-4o-mini", "instructions": "", "display": true,
    "json_schema": {"type": "object", "properties": {"dish": {"type": ["string", "null"], "default": null}}},
    "keys": {"dish": "What was ordered"}, "inputs": {"menu": ["dal", null]}, "supports_custom_questions": false,
    "created_at": "2026-10-02T10:00:00.596315", "updated_at": null, "user_id": "01HQUSER00000000001"
}}"#;
