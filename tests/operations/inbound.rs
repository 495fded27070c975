//! Which agent takes the calls to a number.

use bolna_api::types::{InboundRequest, InboundUnlink, IvrConfig, IvrStep, IvrStepType};
use serde_json::{Map, Value, json as value};
use support::json;

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            set_up_inbound: |call| call.body(request()),
            json(200, r#"{"message": "Inbound agent set up"}"#),
            json(400, r#"{"error": 400, "message": "phone number is linked already"}"#),
        ),
        row!(
            unlink_inbound: |call| call
                .body_map(|_| InboundUnlink::builder().phone_number_id("01HQNUMBER000000001")),
            json(200, r#"{"id": "01HQNUMBER000000001", "phone_number": "+14155550142", "url": null, "agent_id": null}"#),
            json(404, r#"{"detail": "Phone number not found"}"#),
        ),
    ]
}

fn request() -> InboundRequest {
    let step = IvrStep::builder()
        .step_id("language")
        .type_(IvrStepType::Menu)
        .prompt("For English press 1.")
        .field_name("language")
        .options(vec![object(value!({"digit": "1", "value": "en"}))])
        .next_step("done")
        .conditional_next(object(value!({"1": "english"})));
    InboundRequest::builder()
        .agent_id("01HQAGENT0000000001")
        .phone_number_id("01HQNUMBER000000001")
        .allow_multiple(true)
        .ivr_config(
            IvrConfig::builder()
                .enabled(true)
                .default_agent_id("01HQAGENT0000000001")
                .max_retries(2)
                .timeout(5)
                .voice("Polly.Joanna")
                .welcome_message("Welcome.")
                .steps(vec![step]),
        )
        .build()
        .unwrap()
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}
