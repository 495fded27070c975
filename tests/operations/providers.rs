//! Credentials of providers.

use bolna_api::types::ProviderCreate;
use support::{json, text};

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            list_providers: |call| call,
            json(
                200,
                r#"[{"provider_id": "01HQPROVIDER0000001", "provider_name": "TWILIO_AUTH_TOKEN", "provider_value": "SG****************12",
                "created_at": "2026-10-02T10:00:00", "humanized_created_at": null}]"#,
            ),
            json(403, r#"{"detail": "Unrecognized access token"}"#),
        ),
        row!(
            add_provider: |call| call.body(ProviderCreate::builder().provider_name("TWILIO_AUTH_TOKEN").provider_value("hunter2")),
            json(200, r#"{"message": "success", "status": "created"}"#),
            text(429, "slow down\n"),
        ),
        row!(
            remove_provider: |call| call.provider_key_name("TWILIO_AUTH_TOKEN"),
            json(200, r#"{"message": "success", "status": 200}"#),
            json(400, r#"{"error": 400, "message": null}"#),
        ),
    ]
}
