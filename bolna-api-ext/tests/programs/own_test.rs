//! A test of a program of one's own, without a network.

use bolna_api_ext::bolna_api::builder::{MakeCall, StopCall};
use bolna_api_ext::testing::{FakeBolna, Reply};
use bolna_api_ext::types::{QueuedCall, StoppedCall};
use bolna_api_ext::{Bolna, Error};
use serde_json::json;

/// The code under test: calls, and thinks better of it.
async fn call_and_stop(bolna: &Bolna) -> Result<(), Error> {
    let call = bolna
        .calls()
        .place("7", "+14155550187")
        .variable("name", "Ana")
        .send()
        .await?;
    bolna.calls().stop(call.id).await.map(drop)
}

#[tokio::test]
async fn a_call_is_stopped_by_the_id_that_it_has() {
    let fake = FakeBolna::new();
    fake.always::<MakeCall>(QueuedCall::builder().execution_id("42"));
    fake.once_reply::<StopCall>(Reply::status(503));
    fake.once::<StopCall>(StoppedCall::builder());
    assert!(call_and_stop(&fake.client()).await.unwrap_err().is_server());
    call_and_stop(&fake.client()).await.unwrap();
    assert_eq!(fake.request_lines(), ["POST /call", "POST /call/42/stop"].repeat(2));
    assert_eq!(
        fake.requests_of::<MakeCall>()[0].json()["user_data"],
        json!({"name": "Ana"})
    );
}
