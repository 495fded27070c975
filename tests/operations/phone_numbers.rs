//! Phone numbers.

use bolna_api::types::{PhoneNumberCountry, PhoneNumberSeller};
use support::{json, text};

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            list_phone_numbers: |call| call,
            json(
                200,
                r#"[{"id": "01HQNUMBER000000001", "phone_number": "+14155550142", "telephony_provider": "sip-trunk",
                "price": "$5.0", "rented": true, "agent_id": null, "created_at": "2024-03-13T14:12:50.596315",
                "renewal_at": "17th Dec, 2024", "humanized_created_at": "a month ago", "trunk_id": null},
                {"id": "01HQNUMBER000000002", "phone_number": 14155550143, "telephony_provider": "vobiz", "price": 5}]"#,
            ),
            json(401, r#"{"detail": "Not authenticated"}"#),
        ),
        row!(
            search_phone_numbers: |call| call
                .country(PhoneNumberCountry::Us)
                .pattern("4155 & 5")
                .provider(PhoneNumberSeller::Vobiz),
            json(
                200,
                r#"[{"phone_number": "+14155550142", "friendly_name": "(415) 555-0142", "price": "5.5", "region": "CA",
                "locality": null, "provider": "telnyx", "postal_code": null}]"#,
            ),
            json(400, r#"{"error": 400, "message": "pattern too long"}"#),
        ),
        row!(
            buy_phone_number: |call| call.body_map(|body: bolna_api::types::builder::PhoneNumberPurchase| body
                .country(PhoneNumberCountry::In)
                .phone_number("+918035550142")
                .provider(PhoneNumberSeller::Plivo)),
            json(
                200,
                r#"{"id": "01HQNUMBER000000001", "phone_number": "+918035550142", "price": 500, "renewal": true,
                "telephony_provider": "plivo", "telephony_sid": null, "bolna_owned": true, "deleted": null,
                "payment_uuid": "pay-1", "agent_id": null, "created_at": "2026-10-02T10:00:00", "updated_at": null}"#,
            ),
            text(500, "Internal Server Error"),
        ),
        row!(
            delete_phone_number: |call| call.phone_number_id("01HQNUMBER000000001"),
            json(200, r#"{"message": "success", "state": "deleted"}"#),
            json(409, r#"{"error": "number is linked to an agent"}"#),
        ),
    ]
}
