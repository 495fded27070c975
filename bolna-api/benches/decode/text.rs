//! The list that is read: made up, in the image of what the API answers.

use serde_json::json;

/// A list of trunks, of which the first `unknown` have a transport that the contract does not know.
pub(crate) fn trunks(number: usize, unknown: usize) -> String {
    let trunks: Vec<_> = (0..number).map(|index| trunk(index, index < unknown)).collect();
    json!(trunks).to_string()
}

fn trunk(index: usize, unknown: bool) -> serde_json::Value {
    let transport = if unknown { "transport-wss" } else { "transport-tls" };
    json!({
        "id": format!("01HQXYZ123ABC{index:06}"),
        "name": format!("Trunk {index}"),
        "provider": "zadarma",
        "description": "The trunk of the front desk, with two ways out",
        "auth_type": "userpass",
        "auth_username": "front-desk",
        "gateways": [
            {"id": "01HQGW1", "gateway_address": "sip.example.com", "port": 5061, "priority": 1, "created_at": "2026-03-13T14:12:50.596315Z"},
            {"id": "01HQGW2", "gateway_address": "sip2.example.com", "port": 5061, "priority": 2, "created_at": "2026-03-13T14:12:50.596315Z"},
        ],
        "ip_identifiers": [{"ip_address": "203.0.113.7/32"}],
        "phone_numbers": [{
            "id": "01HQPN1", "phone_number": "+14155550100", "byot_trunk_id": "01HQXYZ123ABC", "telephony_provider": "sip-trunk",
            "deleted": false, "user_id": "01HQUSER", "agent_id": null,
            "created_at": "2026-03-13T14:12:50.596315Z", "updated_at": "2026-03-13T14:12:50.596315Z",
        }],
        "allow": "ulaw,alaw",
        "disallow": "all",
        "transport": transport,
        "media_encryption": "sdes",
        "media_encryption_optimistic": false,
        "direct_media": false,
        "force_rport": true,
        "rtp_symmetric": true,
        "ice_support": false,
        "inbound_enabled": true,
        "outbound_leading_plus_enabled": true,
        "qualify_frequency": 60,
        "is_active": true,
        "user_id": "01HQUSER",
        "created_at": "2026-03-13T14:12:50.596315Z",
        "updated_at": "2026-03-13T14:12:50.596315Z",
    })
}
