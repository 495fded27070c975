//! SIP trunks and their numbers.

use bolna_api::Empty;
use bolna_api::types::{
    SipTrunkAuthType, SipTrunkCreate, SipTrunkGateway, SipTrunkIpIdentifier, SipTrunkMediaEncryption,
    SipTrunkPhoneNumberCreate, SipTrunkTransport, SipTrunkUpdate,
};
use support::{empty, html, json};

use super::row::{Row, row};

pub(super) fn rows() -> Vec<Row> {
    vec![
        row!(
            list_sip_trunks: |call| call.is_active(true),
            json(200, r#"[{"id": "01HQXYZ123ABC456DEF", "name": "Lab", "auth_type": "digest", "gateways": null,
                "phone_numbers": [null], "ip_identifiers": [], "is_active": true}]"#),
            json(403, r#"{"detail": "Unrecognized access token"}"#),
        ),
        row!(
            create_sip_trunk: |call| call.body(create()),
            json(201, TRUNK),
            json(422, r#"{"error": 422, "message": "media_encryption=sdes needs transport=transport-tls"}"#),
        ),
        row!(
            get_sip_trunk: |call| call.trunk_id("01HQXYZ123ABC456DEF"),
            json(200, TRUNK),
            json(404, r#"{"error": 404, "message": "Trunk not found"}"#),
        ),
        row!(
            update_sip_trunk: |call| call.trunk_id("01HQXYZ123ABC456DEF").body(update()),
            json(200, r#"{"id": "01HQXYZ123ABC456DEF", "name": "Lab, evenings", "updated_at": "2026-10-02T10:00:00"}"#),
            json(409, r#"{"message": "A trunk of this name exists"}"#),
        ),
        row!(
            delete_sip_trunk: |call| call.trunk_id("01HQXYZ123ABC456DEF"),
            json(200, r#"{"message": "success", "state": "deleted"}"#),
            json(429, r#"{"error": "Too many requests", "details": "1000 requests a minute"}"#),
        ),
        row!(
            list_sip_trunk_numbers: |call| call.trunk_id("01HQXYZ123ABC456DEF"),
            json(200, r#"{"data": [{"id": "01HQNUMBER000000001", "phone_number": "14155550142", "byot_trunk_id": "01HQXYZ123ABC456DEF",
                "telephony_provider": "sip-trunk", "user_id": "01HQUSER00000000001", "agent_id": null, "deleted": false,
                "created_at": "2026-10-02T10:00:00"}]}"#),
            empty(401),
        ),
        row!(
            add_sip_trunk_number: |call| call.trunk_id("01HQXYZ123ABC456DEF").body(number()),
            json(201, r#"{"id": "01HQNUMBER000000001", "phone_number": 14155550142, "byot_trunk_id": "01HQXYZ123ABC456DEF"}"#),
            html(500, "<html><body>Internal Server Error</body></html>"),
        ),
        row!(
            remove_sip_trunk_number: |call| call.trunk_id("01HQXYZ123ABC456DEF").phone_number_id("01HQNUMBER000000001"),
            json(200, "{\"message\": null}"),
            json(404, r#"{"error": 404, "message": "Number not found"}"#),
        ),
    ]
}

fn create() -> SipTrunkCreate {
    SipTrunkCreate::builder()
        .name("Lab")
        .provider("custom")
        .description("The lab in Pune")
        .auth_type(SipTrunkAuthType::Userpass)
        .auth_username("lab")
        .auth_password("hunter2")
        .gateways(vec![
            gateway("sip1.example.com").priority(1),
            gateway("sip2.example.com").priority(2),
        ])
        .ip_identifiers(vec![SipTrunkIpIdentifier::builder().ip_address("203.0.113.7")])
        .phone_numbers(vec![number()])
        .allow("ulaw,alaw")
        .disallow("all")
        .direct_media(false)
        .force_rport(true)
        .rtp_symmetric(true)
        .inbound_enabled(true)
        .media_encryption(SipTrunkMediaEncryption::Sdes)
        .media_encryption_optimistic(false)
        .outbound_leading_plus_enabled(true)
        .qualify_frequency(60)
        .transport(SipTrunkTransport::TransportTls)
        .build()
        .unwrap()
}

fn update() -> SipTrunkUpdate {
    SipTrunkUpdate::builder()
        .name("Lab, evenings")
        .description("")
        .auth_username("lab2")
        .auth_password("hunter3")
        .gateways(vec![gateway("sip3.example.com")])
        .ip_identifiers(Empty)
        .allow("ulaw")
        .disallow("all")
        .inbound_enabled(false)
        .is_active(false)
        .media_encryption(SipTrunkMediaEncryption::No)
        .media_encryption_optimistic(true)
        .outbound_leading_plus_enabled(false)
        .qualify_frequency(0)
        .transport(SipTrunkTransport::TransportUdp)
        .build()
        .unwrap()
}

fn gateway(address: &str) -> bolna_api::types::builder::SipTrunkGateway {
    SipTrunkGateway::builder().gateway_address(address).port(5061)
}

fn number() -> bolna_api::types::builder::SipTrunkPhoneNumberCreate {
    SipTrunkPhoneNumberCreate::builder()
        .phone_number("+14155550142")
        .name("Front desk")
        .e164_check_enabled(true)
}

/// With each departure that trunks were seen with.
const TRUNK: &str = r#"{
    "id": "01HQXYZ123ABC456DEF", "user_id": "01HQUSER00000000001", "name": "Lab", "provider": "custom", "description": null,
    "auth_type": "userpass", "ice_support": false, "is_active": true, "inbound_enabled": true,
    "gateways": [
        {"id": "01HQGATEWAY00000001", "gateway_address": "sip1.example.com", "port": "5061", "priority": 1.0,
         "created_at": "2026-10-02T10:00:00.596315"},
        {"gateway_address": "sip2.example.com", "port": 5061, "priority": null}],
    "ip_identifiers": [{"ip_address": "203.0.113.7", "id": "01HQIP0000000000001"}],
    "phone_numbers": [{"id": "01HQNUMBER000000001", "phone_number": "+14155550142", "user_id": "01HQUSER00000000001", "agent_id": null}],
    "transport": "transport-ws", "media_encryption": "dtls", "media_encryption_optimistic": null, "qualify_frequency": "60",
    "disallow": "all", "direct_media": false, "force_rport": true, "rtp_symmetric": true, "outbound_leading_plus_enabled": true,
    "created_at": "2026-10-02T10:00:00", "updated_at": null
}"#;
