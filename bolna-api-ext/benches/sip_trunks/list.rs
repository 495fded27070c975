//! The list of trunks: made up, every tenth of them inactive, each with a number and addresses of its own.

use bolna_api_ext::types::SipTrunk;
use serde_json::json;

/// The number that is searched for: that of the last trunk but nine, as a person writes it.
pub(crate) fn last_number(trunks: &[SipTrunk]) -> String {
    let index = trunks.len().saturating_sub(9);
    format!("+1 415 {:03}-{:04}", index / 10_000, index % 10_000)
}

pub(crate) fn trunks(number: usize) -> Vec<SipTrunk> {
    let model = model();
    (0..number).map(|index| trunk(model.clone(), index)).collect()
}

/// Read once, since a measured process would spend its time with reading.
fn model() -> SipTrunk {
    let model = json!({
        "auth_type": "ip-based", "auth_username": "front-desk", "transport": "transport-udp",
        "gateways": [
            {"gateway_address": "backup.example.com", "port": 5060, "priority": 2},
            {"gateway_address": "192.0.2.7", "port": 5060, "priority": 1},
        ],
        "ip_identifiers": [{"ip_address": ""}, {"ip_address": ""}],
        "phone_numbers": [{"phone_number": "", "deleted": false}],
        "allow": "ulaw,alaw", "disallow": "all", "media_encryption": "no", "media_encryption_optimistic": false,
        "direct_media": false, "force_rport": true, "rtp_symmetric": true, "inbound_enabled": true,
        "outbound_leading_plus_enabled": true, "qualify_frequency": 60,
    });
    serde_json::from_value(model).unwrap_or_default()
}

fn trunk(mut trunk: SipTrunk, index: usize) -> SipTrunk {
    trunk.id = Some(format!("01HQXYZ123ABC{index:06}"));
    trunk.name = Some(format!("Trunk {index}"));
    trunk.provider = Some(if index.is_multiple_of(3) { "Twilio" } else { "plivo" }.to_owned());
    trunk.is_active = Some(!index.is_multiple_of(10));
    for (part, identifier) in trunk.ip_identifiers.iter_mut().enumerate() {
        // Ranges of `/30`, apart from each other.
        let range = (index * 2 + part) * 4;
        let octets = [range / 65_536 % 256, range / 256 % 256, range % 256];
        identifier.ip_address = Some(format!("198.{}.{}.{}/30", octets[0], octets[1], octets[2]));
    }
    for number in &mut trunk.phone_numbers {
        number.phone_number = Some(format!("+1415{:03}{:04}", index / 10_000, index % 10_000));
    }
    trunk
}
