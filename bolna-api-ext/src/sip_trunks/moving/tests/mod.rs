//! Plans, and their runs against a fake of the API.

use bolna_api::types::SipTrunk;
use serde_json::{Value, json};

use super::*;

mod plans;
#[cfg(feature = "testing")]
mod runs;
#[cfg(feature = "testing")]
mod two_trunks;

fn trunk(trunk: Value) -> SipTrunk {
    serde_json::from_value(trunk).unwrap()
}

fn desk() -> SipTrunk {
    trunk(
        json!({"id": "1", "name": "Desk", "is_active": true, "inbound_enabled": true, "phone_numbers": [
            {"id": "n0", "phone_number": "+14155550199"},
            {"id": "n1", "phone_number": "+14155550100", "agent_id": "7"},
        ]}),
    )
}

fn hall() -> SipTrunk {
    trunk(json!({"id": "2", "name": "Hall", "is_active": true, "inbound_enabled": true}))
}

fn plan() -> MovePlan {
    MovePlan::new("+1 415 555-0100", &desk(), &hall()).unwrap()
}
