//! The same trunks as a person would write them down: plain serde, nothing tolerated.

use chrono::{DateTime, Utc};
use serde::Deserialize;

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and nothing else")]
pub(crate) struct Trunk {
    allow: Option<String>,
    auth_type: Option<AuthType>,
    auth_username: Option<String>,
    created_at: Option<DateTime<Utc>>,
    description: Option<String>,
    direct_media: Option<bool>,
    disallow: Option<String>,
    force_rport: Option<bool>,
    #[serde(default)]
    gateways: Vec<Gateway>,
    id: Option<String>,
    inbound_enabled: Option<bool>,
    #[serde(default)]
    ip_identifiers: Vec<IpIdentifier>,
    is_active: Option<bool>,
    media_encryption: Option<MediaEncryption>,
    media_encryption_optimistic: Option<bool>,
    name: Option<String>,
    outbound_leading_plus_enabled: Option<bool>,
    #[serde(default)]
    phone_numbers: Vec<PhoneNumber>,
    provider: Option<String>,
    qualify_frequency: Option<i64>,
    rtp_symmetric: Option<bool>,
    transport: Option<Transport>,
    updated_at: Option<DateTime<Utc>>,
    user_id: Option<String>,
    ice_support: Option<bool>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and nothing else")]
struct Gateway {
    id: Option<String>,
    gateway_address: String,
    port: Option<i64>,
    priority: Option<i64>,
    created_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and nothing else")]
struct IpIdentifier {
    ip_address: String,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read, and nothing else")]
struct PhoneNumber {
    byot_trunk_id: Option<String>,
    created_at: Option<DateTime<Utc>>,
    deleted: Option<bool>,
    id: Option<String>,
    name: Option<String>,
    phone_number: Option<String>,
    telephony_provider: Option<String>,
    updated_at: Option<DateTime<Utc>>,
    user_id: Option<String>,
    agent_id: Option<String>,
}

#[derive(Deserialize)]
enum AuthType {
    #[serde(rename = "userpass")]
    Userpass,
    #[serde(rename = "ip-based")]
    IpBased,
}

#[derive(Deserialize)]
enum MediaEncryption {
    #[serde(rename = "no")]
    No,
    #[serde(rename = "sdes")]
    Sdes,
}

#[derive(Deserialize)]
enum Transport {
    #[serde(rename = "transport-udp")]
    Udp,
    #[serde(rename = "transport-tcp")]
    Tcp,
    #[serde(rename = "transport-tls")]
    Tls,
}
