//! Readers as a person would write them down: plain serde, nothing tolerated.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

/// Structs that leave out what is not set when they are written, as the types of the client do.
macro_rules! strict {
    ($($name:ident { $($field:ident: $type:ty),+ $(,)? })+) => { $(
        #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
        pub(super) struct $name {
            $(
                #[serde(default, skip_serializing_if = "is_unset")]
                $field: $type,
            )+
        }
    )+ };
}

macro_rules! listed {
    ($($name:ident { $($variant:ident = $text:literal),+ $(,)? })+) => { $(
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        enum $name {
            $(#[serde(rename = $text)] $variant,)+
        }
    )+ };
}

strict! {
    Trunk {
        allow: Option<String>,
        auth_type: Option<AuthType>,
        auth_username: Option<String>,
        created_at: Option<Time>,
        description: Option<String>,
        direct_media: Option<bool>,
        disallow: Option<String>,
        force_rport: Option<bool>,
        gateways: Vec<Gateway>,
        ice_support: Option<bool>,
        id: Option<String>,
        inbound_enabled: Option<bool>,
        ip_identifiers: Vec<IpIdentifier>,
        is_active: Option<bool>,
        media_encryption: Option<MediaEncryption>,
        media_encryption_optimistic: Option<bool>,
        name: Option<String>,
        outbound_leading_plus_enabled: Option<bool>,
        phone_numbers: Vec<TrunkNumber>,
        provider: Option<String>,
        qualify_frequency: Option<i64>,
        rtp_symmetric: Option<bool>,
        transport: Option<Transport>,
        updated_at: Option<Time>,
        user_id: Option<String>,
    }
    Gateway {
        created_at: Option<Time>,
        gateway_address: Option<String>,
        id: Option<String>,
        port: Option<i64>,
        priority: Option<i64>,
    }
    IpIdentifier {
        ip_address: Option<String>,
    }
    TrunkNumber {
        agent_id: Option<String>,
        byot_trunk_id: Option<String>,
        created_at: Option<Time>,
        deleted: Option<bool>,
        id: Option<String>,
        name: Option<String>,
        phone_number: Option<String>,
        telephony_provider: Option<String>,
        updated_at: Option<Time>,
        user_id: Option<String>,
    }
    Execution {
        agent_id: Option<String>,
        answered_by_voice_mail: Option<bool>,
        batch_id: Option<String>,
        batch_run_details: Option<BatchRun>,
        context_details: Map<String, Value>,
        conversation_duration: Option<f64>,
        cost_breakdown: Option<Costs>,
        created_at: Option<Time>,
        error_message: Option<String>,
        extracted_data: Map<String, Value>,
        id: Option<String>,
        status: Option<Status>,
        telephony_data: Option<Telephony>,
        total_cost: Option<f64>,
        transcript: Option<String>,
        transfer_call_data: Option<Transfer>,
        updated_at: Option<Time>,
    }
    BatchRun {
        created_at: Option<Time>,
        retried: Option<i64>,
        status: Option<Status>,
        updated_at: Option<Time>,
    }
    Costs {
        llm: Option<f64>,
        network: Option<f64>,
        platform: Option<f64>,
        synthesizer: Option<f64>,
        transcriber: Option<f64>,
    }
    Telephony {
        call_type: Option<CallType>,
        duration: Option<String>,
        from_number: Option<String>,
        hangup_by: Option<String>,
        hangup_provider_code: Option<i64>,
        hangup_reason: Option<String>,
        hosted_telephony: Option<bool>,
        post_dial_delay: Option<i64>,
        provider: Option<CallProvider>,
        provider_call_id: Option<String>,
        recording_url: Option<String>,
        ring_duration: Option<i64>,
        to_number: Option<String>,
        to_number_carrier: Option<String>,
    }
    Transfer {
        cost: Option<f64>,
        duration: Option<String>,
        from_number: Option<String>,
        hangup_by: Option<String>,
        hangup_provider_code: Option<i64>,
        hangup_reason: Option<String>,
        provider_call_id: Option<String>,
        recording_url: Option<String>,
        status: Option<Status>,
        to_number: Option<String>,
    }
}

listed! {
    AuthType { Userpass = "userpass", IpBased = "ip-based" }
    MediaEncryption { No = "no", Sdes = "sdes" }
    Transport { Udp = "transport-udp", Tcp = "transport-tcp", Tls = "transport-tls" }
    CallType { Inbound = "inbound", Outbound = "outbound" }
    CallProvider { Plivo = "plivo", Twilio = "twilio", Websocket = "websocket", WebCall = "web-call" }
    Status {
        Scheduled = "scheduled",
        Queued = "queued",
        Rescheduled = "rescheduled",
        Ringing = "ringing",
        Initiated = "initiated",
        InProgress = "in-progress",
        CallDisconnected = "call-disconnected",
        Completed = "completed",
        BalanceLow = "balance-low",
        Busy = "busy",
        NoAnswer = "no-answer",
        Canceled = "canceled",
        Failed = "failed",
        Stopped = "stopped",
        Error = "error",
        Prepared = "prepared",
    }
}

/// A timestamp that is written as the client writes it.
#[derive(Debug, PartialEq, Deserialize)]
struct Time(DateTime<Utc>);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339())
    }
}

fn is_unset<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
