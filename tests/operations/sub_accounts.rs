//! Sub-accounts.

use bolna_api::Nullable;
use bolna_api::types::{SubAccountCreate, SubAccountUpdate};
use support::{empty, json};

use super::row::{Row, row};
use super::utc;

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            create_sub_account: |call| call.body(create()),
            json(
                200,
                r#"{"id": "01HQSUB0000000000001", "name": "Pune", "api_key": "sa-1234", "user_id": "01HQUSER00000000001",
                "organization_id": "01HQORG0000000000001", "db_host": null, "db_name": "pune", "db_port": 5432, "db_user": null,
                "db_password": "hunter2", "multi_tenant": false, "min_concurrency": "1", "max_concurrency": 5.0,
                "created_at": "2026-10-02T10:00:00", "updated_at": null}"#,
            ),
            json(403, r#"{"message": "Sub-accounts are for organizations"}"#),
        ),
        row!(
            update_sub_account: |call| call.sub_account_id("01HQSUB0000000000001").body(SubAccountUpdate::builder().name("Pune, evenings").allow_concurrent_calls(3)),
            json(200, r#"{"message": "success", "id": "01HQSUB0000000000001"}"#),
            json(400, r#"{"message": "Nothing to change"}"#),
        ),
        row!(
            delete_sub_account: |call| call.sub_account_id("01HQSUB0000000000001"),
            json(200, r#"{"state": "deleted"}"#),
            empty(409),
        ),
        row!(
            list_sub_accounts: |call| call,
            json(
                200,
                r#"[{"id": "01HQSUB0000000000001", "name": "Pune", "api_key": "sa-1234", "organization_id": null,
                "multi_tenant": null, "min_concurrency": 1, "max_concurrency": null, "is_active": true}]"#,
            ),
            json(429, r#"{"error": "Too many requests"}"#),
        ),
        row!(
            get_sub_account_usage: |call| call
                .sub_account_id("01HQSUB0000000000001")
                .from(utc("2026-10-01T00:00:00Z"))
                .to(utc("2026-10-31T23:59:59Z")),
            json(200, USAGE),
            json(400, r#"{"error": 400, "message": "from lies behind to"}"#),
        ),
        row!(
            list_sub_account_usage: |call| call
                .from(utc("2026-10-01T00:00:00Z"))
                .to(utc("2026-10-31T23:59:59Z")),
            json(200, r#"[{"sub_account_id": "01HQSUB0000000000001", "total_records": 0, "llm_cost_map": null}]"#),
            json(403, r#"{"detail": "Unrecognized access token"}"#),
        ),
    ]
}

fn create() -> SubAccountCreate {
    SubAccountCreate::builder()
        .name("Pune")
        .min_concurrency(1)
        .max_concurrency(5)
        .multi_tenant(true)
        .db_host("db.example.com")
        .db_port("5432")
        .db_name("pune")
        .db_user("pune")
        .db_password(Nullable::Null)
        .build()
        .unwrap()
}

const USAGE: &str = r#"{
    "sub_account_id": "01HQSUB0000000000001", "sub_account_name": "Pune", "from": "2026-10-01", "to": "2026-10-31T23:59:59",
    "total_records": "12", "total_duration": 345.5, "total_cost": "17.25", "total_platform_cost": 1, "total_telephony_cost": null,
    "status_map": {"completed": 10.0, "no-answer": "2", "prepared": null},
    "llm_cost_map": {"cost": 1.5, "tokens": {"gpt-4o-mini": {"input": "1000", "output": 200}, "gpt-4o": null}},
    "synthesizer_cost_map": {"elevenlabs": {"eleven_turbo_v2_5": {"characters": 1200, "cost": "2.5"}}},
    "transcriber_cost_map": {"deepgram": {"nova-3": {"duration": "120.5", "cost": 0.5, "unit": "s"}}, "azure": null},
    "currency": "USD"
}"#;
