//! The account: itself, its voices, its models.

use bolna_api::types::CustomModelCreate;
use support::json;

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            get_user: |call| call,
            json(
                200,
                r#"{"id": "01HQUSER00000000001", "name": null, "email": "ada@example.com", "wallet": "42.42",
                "concurrency": {"max": "10", "current": 0.0}, "organization": null}"#,
            ),
            json(401, r#"{"error": 401, "message": "Unauthorized"}"#),
        ),
        row!(
            list_voices: |call| call,
            json(
                200,
                r#"{"data": [{"id": "01HQVOICE0000000001", "voice_id": "V9LCAAi4tTlqe9JadbCo", "provider": "rime", "name": "Nila",
                "model": "eleven_turbo_v2_5", "accent": null, "language_code": "ta"}, {"provider": "hume"}], "state": "success"}"#,
            ),
            json(500, r#"{"detail": {"reason": "voices are not there"}}"#),
        ),
        row!(
            add_custom_model: |call| call.body(CustomModelCreate::builder()
                    .custom_model_name("house-model")
                    .custom_model_url("https://models.example.com/v1")),
            json(200, r#"{"message": "success", "status": true}"#),
            json(400, r#"{"message": ["name is taken", "url is not reachable"]}"#),
        ),
    ]
}
