//! Violations: calls that somebody objected to.

use bolna_api::multipart::File;
use bolna_api::types::{SubmitViolationEvidenceForm, ViolationStatus};
use support::{html, json};

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            list_violations: |call| call.page_number(1).page_size(20).status(ViolationStatus::Pending),
            json(
                200,
                r#"{"data": [{"id": "01HQVIOLATION0000001", "execution_id": "01HQCALL00000000001", "status": "escalated",
                "date_of_call": "2026-10-02", "created_at": "2026-10-03T10:00:00", "updated_at": null, "image_url": "",
                "email": null, "user_id": "01HQUSER00000000001", "agent_id": null, "from_phone_number": 14155550142,
                "to_phone_number": "+14155550187"}], "total": "1", "limit": 20, "offset": 0, "has_more": false}"#,
            ),
            json(400, r#"{"error": 400, "message": "page_size is at most 50"}"#),
        ),
        row!(
            submit_violation_evidence: |call| call.body(SubmitViolationEvidenceForm::builder()
                    .violation_id("01HQVIOLATION0000001")
                    .violation_file(File::from("they agreed").with_name("consent.txt").with_media_type("text/plain").unwrap())),
            json(200, r#"{"message": "submitted", "state": "submitted"}"#),
            html(413, "<html><head><title>413 Request Entity Too Large</title></head></html>"),
        ),
    ]
}
