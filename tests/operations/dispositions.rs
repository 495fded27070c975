//! Dispositions: questions that are answered about each call.

use bolna_api::Empty;
use bolna_api::Nullable;
use bolna_api::types::{
    DispositionBulkCreate, DispositionBulkCreateItem, DispositionCreate, DispositionSubjectiveType,
    DispositionTestRequest, DispositionUpdate, ObjectiveOption, SubjectiveTypeConfig, builder,
};
use support::{empty, html, json};

use super::row::{Row, row};
use super::utc;

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            list_dispositions: |call| call.agent_id("01HQAGENT0000000001"),
            json(
                200,
                r#"[{"id": "01HQDISPOSITION000001", "name": "Interest", "agent_ids": null, "objective_options": null,
                "subjective_type": "phone", "subjective_type_config": null, "created_at": "2026-10-02T10:00:00"}]"#,
            ),
            json(403, r#"{"detail": "Unrecognized access token"}"#),
        ),
        row!(
            create_disposition: |call| call.body(create()),
            json(201, r#"{"message": "created", "id": "01HQDISPOSITION000001", "data": {}}"#),
            json(422, r#"{"detail": [{"loc": ["body", "objective_options", 0, "condition"], "msg": "field required", "type": "missing"}]}"#),
        ),
        row!(
            create_dispositions_bulk: |call| call.body(bulk()),
            json(201, r#"{"message": "created", "ids": ["01HQDISPOSITION000001", 2, null]}"#),
            json(500, r#"{"error": 500, "message": "could not create dispositions"}"#),
        ),
        row!(
            get_disposition: |call| call.disposition_id("01HQDISPOSITION000001").agent_id("01HQAGENT0000000001"),
            json(
                200,
                r#"{"id": "01HQDISPOSITION000001", "name": "Interest", "category": "Sales", "question": "Is the caller interested?",
                "system_prompt": null, "model": "gpt-4o-mini", "is_objective": true, "is_subjective": null,
                "objective_options": [{"value": "yes", "condition": "They say so", "sub_options":
                    [{"value": "strongly", "condition": "They ask for the price", "sub_options": null}]}, {"value": 1}],
                "subjective_type": "regex", "subjective_type_config": {"pattern": "^[0-9]{4}$", "flags": "i"},
                "agent_ids": ["01HQAGENT0000000001"], "created_by": "01HQUSER00000000001",
                "created_at": "2026-10-02T10:00:00.596315", "updated_at": "2026-10-02 10:00:00"}"#,
            ),
            json(404, r#"{"error": 404, "message": "Disposition not found"}"#),
        ),
        row!(
            update_disposition: |call| call.disposition_id("01HQDISPOSITION000001").body(update()),
            json(201, r#"{"message": "a copy was created", "id": "01HQDISPOSITION000002"}"#),
            json(400, r#"{"error": "agent_id is required", "details": null}"#),
        ),
        row!(
            delete_disposition: |call| call.disposition_id("01HQDISPOSITION000001"),
            json(200, r#"{"message": "deleted", "id": null}"#),
            html(502, "<html><head><title>Bad Gateway</title></head></html>"),
        ),
        row!(
            test_dispositions: |call| call.agent_id("01HQAGENT0000000001").body(DispositionTestRequest::builder()
                    .transcript("assistant: Hello\nuser: Hi")
                    .call_date(utc("2026-10-02T10:00:00.25Z"))),
            json(
                200,
                r#"{"extracted_data": {"Sales": {"Interest": {"objective": "yes", "subjective": null},
                "Budget": {"subjective": 5000, "confidence": 0.9}}, "Service": null}}"#,
            ),
            empty(500),
        ),
    ]
}

fn options() -> Vec<builder::ObjectiveOption> {
    let option = |value: &str| ObjectiveOption::builder().value(value).condition("They say so");
    vec![option("yes").sub_options(vec![option("strongly")]), option("no")]
}

fn create() -> DispositionCreate {
    DispositionCreate::builder()
        .agent_id("01HQAGENT0000000001")
        .name("Interest")
        .category("Sales")
        .question("Is the caller interested?")
        .system_prompt("Be strict.")
        .model("gpt-4o-mini")
        .is_objective(true)
        .is_subjective(true)
        .objective_options(options())
        .subjective_type(DispositionSubjectiveType::Regex)
        .subjective_type_config(
            SubjectiveTypeConfig::builder()
                .pattern("^[0-9]{4}$")
                .description("A year"),
        )
        .build()
        .unwrap()
}

fn bulk() -> DispositionBulkCreate {
    let item = DispositionBulkCreateItem::builder()
        .name("Interest")
        .category("Sales")
        .question("Is the caller interested?")
        .system_prompt("Be strict.")
        .model("gpt-4o-mini")
        .is_objective(true)
        .is_subjective(false)
        .objective_options(options())
        .subjective_type(DispositionSubjectiveType::Text)
        .subjective_type_config(Nullable::Null);
    DispositionBulkCreate::builder()
        .agent_id("01HQAGENT0000000001")
        .dispositions(vec![item])
        .build()
        .unwrap()
}

fn update() -> DispositionUpdate {
    DispositionUpdate::builder()
        .agent_id("01HQAGENT0000000001")
        .name("Interest")
        .category("Sales")
        .question("Is the caller interested?")
        .system_prompt("Be strict.")
        .model("gpt-4o-mini")
        .is_objective(false)
        .is_subjective(true)
        .objective_options(Empty)
        .subjective_type(DispositionSubjectiveType::Numeric)
        .subjective_type_config(Nullable::Null)
        .build()
        .unwrap()
}
