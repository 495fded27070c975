//! Batches.

use bolna_api::multipart::File;
use bolna_api::types::{CreateBatchForm, RetryConfig, RetryStatus, ScheduleBatchForm};
use support::{empty, json};

use super::row::{Row, row};
use super::utc;

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            create_batch: |call| call.body(CreateBatchForm::builder()
                    .agent_id("01HQAGENT0000000001")
                    .file(recipients())
                    .from_phone_numbers(vec!["+14155550142".to_owned(), "+14155550143".to_owned()])
                    .retry_config(
                        RetryConfig::builder()
                            .enabled(true)
                            .max_retries(2)
                            .retry_on_statuses(vec![RetryStatus::Busy]),
                    )
                    .webhook_url("https://hooks.example.com/bolna")),
            json(201, r#"{"batch_id": "01HQBATCH0000000001", "state": "created", "agent_id": "01HQAGENT0000000001"}"#),
            json(400, r#"{"error": "Invalid file", "details": ["row 3: contact_number is missing"]}"#),
        ),
        row!(
            list_batches: |call| call.agent_id("01HQAGENT0000000001"),
            json(
                200,
                r#"[{"batch_id": "01HQBATCH0000000001", "status": "processed", "total_contacts": "12", "valid_contacts": 11.0,
                "created_at": "2026-10-02T10:00:00", "scheduled_at": null, "execution_status": null},
                {"batch_id": null, "status": "created", "from_phone_numbers": null, "webhook_url": ""}]"#,
            ),
            json(403, r#"{"message": "Forbidden"}"#),
        ),
        row!(
            get_batch: |call| call.batch_id("01HQBATCH0000000001"),
            json(
                200,
                r#"{"batch_id": "01HQBATCH0000000001", "status": "running", "file_name": "numbers.csv",
                "humanized_created_at": "5 minutes ago", "from_phone_number": "+14155550142",
                "from_phone_numbers": ["+14155550142", null], "total_contacts": 12, "valid_contacts": 11,
                "execution_status": {"completed": "7", "no-answer": 3.0, "busy": null, "rescheduled": 1},
                "created_at": "2026-10-02T10:00:00.1", "updated_at": "2026-10-02T10:00:00+00:00",
                "scheduled_at": "2026-10-03 09:00:00"}"#,
            ),
            json(404, r#"{"message": "Batch not found"}"#),
        ),
        row!(
            delete_batch: |call| call.batch_id("01HQBATCH0000000001"),
            json(200, r#"{"message": "success", "state": "deleted"}"#),
            json(422, r#"{"detail": [{"loc": ["path", "batch_id"], "msg": "value is not a valid uuid", "type": "type_error.uuid"},
                {"loc": [], "msg": "second"}]}"#),
        ),
        row!(
            list_batch_executions: |call| call.batch_id("01HQBATCH0000000001"),
            json(200, r#"{"data": [{"id": "01HQCALL00000000001", "batch_id": "01HQBATCH0000000001", "status": "in-progress"}]}"#),
            json(500, r#"{"error": 500, "message": "Internal server error"}"#),
        ),
        row!(
            stop_batch: |call| call.batch_id("01HQBATCH0000000001"),
            json(200, r#"{"message": "success", "state": "stopped"}"#),
            json(404, r#"{"message": "Batch not found"}"#),
        ),
        row!(
            schedule_batch: |call| call.batch_id("01HQBATCH0000000001").body(ScheduleBatchForm::builder()
                    .scheduled_at(utc("2026-12-01T09:30:00Z"))
                    .bypass_call_guardrails(false)),
            json(200, r#"{"message": "success", "state": null}"#),
            empty(401),
        ),
    ]
}

fn recipients() -> File {
    File::from("contact_number,name\n+14155550187,Ada\n")
        .with_name("numbers.csv")
        .with_media_type("text/csv")
        .unwrap()
}
