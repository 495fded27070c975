//! Calls.

use bolna_api::types::{CallRequest, RetryConfig, RetryStatus};
use support::json;

use super::row::{Row, row};
use super::utc;

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            make_call: |call| call.body(request()),
            json(200, r#"{"message": "done", "status": "queued", "execution_id": "01HQCALL00000000001", "run_id": null}"#),
            json(400, r#"{"error": 400, "message": "recipient_phone_number is not in E.164 format"}"#),
        ),
        row!(
            stop_call: |call| call.execution_id("01HQCALL00000000001"),
            json(200, r#"{"message": "stopped", "execution_id": "01HQCALL00000000001", "status": null}"#),
            json(409, r#"{"message": "The call is in progress"}"#),
        ),
    ]
}

fn request() -> CallRequest {
    let variables = |name: &str| {
        [(name.to_owned(), "Ada".into())]
            .into_iter()
            .collect::<serde_json::Map<_, _>>()
    };
    CallRequest::builder()
        .agent_id("01HQAGENT0000000001")
        .recipient_phone_number("+14155550187")
        .from_phone_number("+14155550142")
        .scheduled_at(utc("2026-12-01T09:30:00Z"))
        .bypass_call_guardrails(true)
        .user_data(variables("name"))
        .agent_data(variables("voice_id"))
        .retry_config(
            RetryConfig::builder()
                .enabled(true)
                .max_retries(3)
                .retry_intervals_minutes(vec![30, 60, 120])
                .retry_on_statuses(vec![RetryStatus::NoAnswer, RetryStatus::Busy])
                .retry_on_voicemail(false),
        )
        .build()
        .unwrap()
}
