//! Where the API departs from its document, and what comes out: one test a departure, one line a body.

use bolna_api::types::{
    Agent, AvailablePhoneNumber, Batch, BatchStatus, CallRequest, Execution, ExecutionPage, ExecutionStatus,
    InboundRequest, InboundSetup, PhoneNumber, PhoneNumberProvider, SipTrunk, SipTrunkGateway, SipTrunkMediaEncryption,
    SipTrunkPhoneNumber, SipTrunkTransport, TelephonyData, User, ViolationPage, Voice, VoiceProvider,
};
use bolna_api::{Client, Error};
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::again;
use crate::server;

fn read<T: DeserializeOwned>(body: Value) -> T {
    serde_json::from_str(&body.to_string()).unwrap_or_else(|error| panic!("{error}\n{body}"))
}

/// The body of a success, as the operation that `call` calls reads it.
async fn listed<T, F>(body: &'static str, call: impl FnOnce(Client) -> F) -> T
where
    F: Future<Output = Result<T, Error>>,
{
    let (result, _) = server::exchange(support::json(200, body), call).await;
    result.unwrap()
}

#[test]
fn what_the_document_lacks_on_trunks_gateways_and_numbers_is_there() {
    let trunk: SipTrunk = read(json!({
        "user_id": "u", "ice_support": true,
        "gateways": [{"id": "g", "gateway_address": "a", "created_at": "2026-10-02T10:00:00"}],
        "phone_numbers": [{"user_id": "u", "agent_id": null}, {"agent_id": "a"}],
        "something_new": {"deep": [1]},
    }));
    assert_eq!((trunk.user_id.as_deref(), trunk.ice_support), (Some("u"), Some(true)));
    assert_eq!(trunk.gateways[0].id.as_deref(), Some("g"));
    assert_eq!(trunk.gateways[0].created_at, Some(utc("2026-10-02T10:00:00Z")));
    let agents = trunk.phone_numbers.iter().map(|number| number.agent_id.as_deref());
    assert_eq!(agents.collect::<Vec<_>>(), [None, Some("a")]);
}

#[test]
fn what_the_document_has_may_be_missing() {
    assert_eq!(read::<SipTrunk>(json!({})), SipTrunk::default());
    assert_eq!(read::<SipTrunkGateway>(json!({})), SipTrunkGateway::default());
    assert_eq!(read::<SipTrunkPhoneNumber>(json!({})), SipTrunkPhoneNumber::default());
    assert_eq!(read::<Execution>(json!({})), Execution::default());
    let userpass: SipTrunk = read(json!({"auth_type": "userpass"}));
    assert_eq!(userpass.auth_username, None);
}

#[test]
fn an_id_is_any_text() {
    for id in ["01HQXYZ123ABC456DEF", "f3c1a7e2-9d45-4b08-8a6f-1e2d3c4b5a69", ""] {
        assert_eq!(read::<Agent>(json!({"id": id})).id.as_deref(), Some(id));
        assert_eq!(read::<Execution>(json!({"agent_id": id})).agent_id.as_deref(), Some(id));
    }
    let call = CallRequest::builder()
        .agent_id("01HQXYZ123ABC456DEF")
        .recipient_phone_number("+14155550187");
    assert!(CallRequest::try_from(call).is_ok());
    let inbound = InboundRequest::builder()
        .agent_id("01HQXYZ123ABC456DEF")
        .phone_number_id("01HQXYZ123ABC456DEF");
    assert!(InboundRequest::try_from(inbound).is_ok());
}

#[test]
fn setting_up_inbound_answers_with_a_message_or_with_what_the_document_says() {
    let message: InboundSetup = read(json!({"message": "Done"}));
    assert_eq!((message.message.as_deref(), message.url), (Some("Done"), None));
    let number: InboundSetup = read(json!({"url": "https://a", "phone_number": "+1", "id": "i"}));
    assert_eq!((number.message, number.url.as_deref()), (None, Some("https://a")));
}

#[tokio::test]
async fn a_list_is_an_array_or_an_envelope_or_null() {
    for (body, ids) in [
        (r#"[{"id": "1"}, {"id": "2"}]"#, vec!["1", "2"]),
        (r#"{"data": [{"id": "1"}, {"id": "2"}]}"#, vec!["1", "2"]),
        (r#"{"state": "ok", "data": [null, {"id": "2"}], "total": 1}"#, vec!["2"]),
        (r#"{"data": null}"#, vec![]),
        ("null", vec![]),
        ("[]", vec![]),
    ] {
        let call = |client: Client| async move { client.list_sip_trunk_numbers().trunk_id("t").send().await };
        let numbers: Vec<SipTrunkPhoneNumber> = listed(body, call).await;
        let read = numbers.iter().filter_map(|number| number.id.as_deref());
        assert_eq!(read.collect::<Vec<_>>(), ids, "{body}");
    }
    let call = |client: Client| async move { client.list_voices().send().await };
    let voices: Vec<Voice> = listed(r#"{"data": [{"provider": "rime"}], "state": "success"}"#, call).await;
    assert_eq!(voices[0].provider, Some(VoiceProvider::Rime));
}

#[test]
fn a_page_says_itself_whether_another_one_follows() {
    let page: ExecutionPage = read(json!({"page": 1, "page_size": 20, "total": 20, "has_more": true, "data": null}));
    assert_eq!((page.has_more, page.total, page.data.len()), (Some(true), Some(20), 0));
    let page: ExecutionPage = read(json!({"page_number": "3", "page_size": 20.0, "has_more": null}));
    assert_eq!(
        (page.page_number, page.page_size, page.has_more),
        (Some(3), Some(20), None)
    );
    let page: ViolationPage = read(json!({"limit": 20, "offset": 40, "data": [{}]}));
    assert_eq!((page.limit, page.offset, page.data.len()), (Some(20), Some(40), 1));
}

#[test]
fn each_status_of_a_call_is_known() {
    for status in [
        "completed",
        "no-answer",
        "busy",
        "failed",
        "canceled",
        "stopped",
        "error",
        "balance-low",
        "call-disconnected",
        "prepared",
        "scheduled",
        "queued",
        "rescheduled",
        "ringing",
        "initiated",
        "in-progress",
    ] {
        let read = ExecutionStatus::from(status);
        assert!(!matches!(read, ExecutionStatus::Unknown(_)), "{status}");
        assert_eq!(read.as_str(), status);
    }
}

#[test]
fn a_call_that_has_just_ended_has_nulls() {
    let execution: Execution = read(json!({
        "status": "call-disconnected", "conversation_duration": 0, "total_cost": null, "extracted_data": null,
        "transcript": null, "telephony_data": {"recording_url": null, "duration": null}, "context_details": null,
    }));
    assert_eq!(execution.status, Some(ExecutionStatus::CallDisconnected));
    assert_eq!(
        (execution.conversation_duration, execution.total_cost),
        (Some(0.0), None)
    );
    assert_eq!((execution.transcript, execution.extracted_data.len()), (None, 0));
    assert_eq!(execution.telephony_data, Some(TelephonyData::default()));
}

#[test]
fn a_recording_that_is_not_there_is_null_or_an_empty_text() {
    for (url, read_url) in [
        (json!(""), Some("")),
        (json!(null), None),
        (json!("https://a"), Some("https://a")),
    ] {
        assert_eq!(
            read::<TelephonyData>(json!({"recording_url": url}))
                .recording_url
                .as_deref(),
            read_url
        );
    }
}

#[test]
fn a_duration_is_a_text_or_a_number() {
    for (duration, text) in [(json!(16), "16"), (json!("28"), "28"), (json!(16.5), "16.5")] {
        let telephony: TelephonyData = read(json!({"duration": duration}));
        assert_eq!(telephony.duration.as_deref(), Some(text));
    }
}

#[test]
fn numbers_are_texts_and_texts_are_numbers() {
    for (body, price) in [(json!("$5.0"), "$5.0"), (json!(5.5), "5.5"), (json!(500), "500")] {
        assert_eq!(
            read::<PhoneNumber>(json!({"price": body})).price.as_deref(),
            Some(price)
        );
    }
    for (body, price) in [(json!(5), 5.0), (json!(5.5), 5.5), (json!("5.5"), 5.5)] {
        assert_eq!(read::<AvailablePhoneNumber>(json!({"price": body})).price, Some(price));
    }
    for (body, port) in [
        (json!(5060), 5060),
        (json!("5060"), 5060),
        (json!(5060.0), 5060),
        (json!("5060.0"), 5060),
    ] {
        assert_eq!(read::<SipTrunkGateway>(json!({"port": body})).port, Some(port));
    }
    assert_eq!(read::<User>(json!({"id": 7, "name": true})).id.as_deref(), Some("7"));
}

#[test]
fn a_timestamp_without_a_zone_is_in_utc() {
    let batch: Batch = read(json!({"created_at": "2024-03-13T14:12:50.596315"}));
    assert_eq!(batch.created_at, Some(utc("2024-03-13T14:12:50.596315Z")));
}

#[test]
fn observed_values_of_enumerations_are_known() {
    assert_eq!(BatchStatus::from("processed"), BatchStatus::Processed);
    assert_eq!(PhoneNumberProvider::from("sip-trunk"), PhoneNumberProvider::SipTrunk);
    for (text, provider) in [
        ("rime", VoiceProvider::Rime),
        ("inworld", VoiceProvider::Inworld),
        ("azure", VoiceProvider::Azure),
    ] {
        assert_eq!(VoiceProvider::from(text), provider);
    }
}

#[test]
fn an_unknown_value_of_an_enumeration_keeps_its_text() {
    let trunk: SipTrunk = read(json!({"transport": "transport-quic"}));
    let transport = trunk.transport.clone().unwrap();
    assert_eq!(transport.as_str(), "transport-quic");
    assert_eq!(transport.to_string(), "transport-quic");
    assert_eq!(transport, SipTrunkTransport::from("transport-quic"));
    assert_ne!(transport, SipTrunkTransport::TransportUdp);
    assert!(!SipTrunkTransport::KNOWN.contains(&transport));
    assert_eq!(
        serde_json::to_value(&trunk).unwrap(),
        json!({"transport": "transport-quic"})
    );
}

#[test]
fn no_encryption_is_the_text_no() {
    let trunk: SipTrunk = read(json!({"media_encryption": "no"}));
    assert_eq!(trunk.media_encryption, Some(SipTrunkMediaEncryption::No));
}

#[test]
fn patterns_lengths_and_ranges_do_not_hold_for_what_is_read() {
    let body = json!({"max_retries": 99, "retry_intervals_minutes": []});
    assert_eq!(again::<bolna_api::types::RetryConfig>(&body), body);
    let body = json!({"call_start_hour": 24, "call_end_hour": -1});
    assert_eq!(again::<bolna_api::types::CallingGuardrails>(&body), body);
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
