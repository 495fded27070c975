//! Executions: what became of each call.

#![allow(deprecated, reason = "the operations of version 1 are in the contract")]

use bolna_api::types::{CallType, ExecutionProvider, ExecutionStatus};
use support::{empty, html, json};

use super::row::{Row, row};
use super::utc;

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            list_agent_executions: |call| call
                .agent_id("01HQAGENT0000000001")
                .answered_by_voice_mail(false)
                .batch_id("01HQBATCH0000000001")
                .call_type(CallType::Outbound)
                .from(utc("2026-10-01T00:00:00Z"))
                .page_number(2)
                .page_size(50)
                .provider(ExecutionProvider::WebCall)
                .status(ExecutionStatus::Completed)
                .to(utc("2026-10-31T23:59:59.5Z")),
            json(
                200,
                r#"{"page": 2, "page_size": "50", "total": 71.0, "has_more": true, "data": [
                    {"id": "01HQCALL00000000001", "status": "prepared", "created_at": "2026-10-02T10:00:00.000001"},
                    {"id": "01HQCALL00000000002", "status": "call-disconnected", "conversation_duration": 0,
                     "total_cost": null, "extracted_data": null, "transcript": null}
                ]}"#,
            ),
            json(429, r#"{"error": "rate limit exceeded"}"#),
        ),
        row!(
            list_agent_executions_v1: |call| call.agent_id("01HQAGENT0000000001"),
            json(200, r#"[{"id": "01HQCALL00000000001", "status": "balance-low", "total_cost": "3.5"}]"#),
            html(502, "<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>"),
        ),
        row!(
            get_agent_execution_v1: |call| call.agent_id("01HQAGENT0000000001").execution_id("01HQCALL00000000001"),
            json(200, r#"{"id": "01HQCALL00000000001", "agent_id": "01HQAGENT0000000001", "status": "no-answer"}"#),
            json(404, r#"{"detail": "Not Found"}"#),
        ),
        row!(
            get_execution: |call| call.execution_id("01HQCALL00000000001"),
            json(200, EXECUTION),
            json(403, r#"{"detail": "Unrecognized access token"}"#),
        ),
        row!(
            get_execution_log: |call| call.execution_id("01HQCALL00000000001"),
            json(
                200,
                r#"{"status": "completed", "data": [
                    {"created_at": "2026-10-02 10:00:00.123", "type": "request", "component": "llm", "provider": "openai",
                     "data": "Hello", "latency": 0.4},
                    {"created_at": "2026-10-02T10:00:01+05:30", "type": "function_call", "component": null, "data": 7}
                ]}"#,
            ),
            empty(500),
        ),
    ]
}

/// With each departure that executions were seen with.
const EXECUTION: &str = r#"{
    "id": "01HQCALL00000000001", "agent_id": "01HQAGENT0000000001", "batch_id": null, "status": "completed",
    "conversation_duration": "28", "total_cost": 4.25, "transcript": "assistant: Hello\nuser: Hi\n",
    "answered_by_voice_mail": null, "error_message": "", "smart_status": null,
    "created_at": "2026-10-02T10:00:00.596315", "updated_at": "2026-10-02T10:01:00Z",
    "cost_breakdown": {"llm": 1, "network": "0.25", "platform": 2.0, "synthesizer": null, "transcriber": 0.5, "transfer_cost": 0},
    "telephony_data": {"duration": 16, "to_number": 14155550187, "from_number": "+14155550142", "recording_url": "",
        "hosted_telephony": true, "provider_call_id": "CA-1", "call_type": "outbound", "provider": "sip-trunk",
        "hangup_by": "Caller", "hangup_reason": null, "hangup_provider_code": "4000", "ring_duration": 3.0,
        "post_dial_delay": null, "to_number_carrier": "Example"},
    "transfer_call_data": {"provider_call_id": "CA-2", "status": "transferring", "duration": "28", "cost": null,
        "to_number": "+14155550199", "from_number": null, "recording_url": null, "hangup_by": null,
        "hangup_reason": null, "hangup_provider_code": null},
    "batch_run_details": {"status": "completed", "created_at": "2026-10-02T09:59:00", "updated_at": null, "retried": "1"},
    "extracted_data": {"slot": {"day": null, "hours": [9, 10]}},
    "context_details": {"recipient_data": {"name": "Ada"}}
}"#;
