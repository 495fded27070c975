//! What a call is placed with, and what is refused before it is sent.

use std::error::Error as _;
use std::sync::Arc;

use bolna_api::Operation;
use bolna_api::types::{RetryConfig, RetryStatus};
use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::*;
use crate::TooSoon;
use crate::wait::FakeClock;

/// It is 2026-12-01T09:00:00Z.
fn with_calls<T>(test: impl FnOnce(Calls<'_>) -> T) -> T {
    let bolna = Bolna::builder().api_key("sa-1").build().unwrap();
    let now = || "2026-12-01T09:00:00Z".parse().unwrap();
    test(Calls::new(&bolna, Arc::new(FakeClock::new()), now))
}

fn body(call: PlaceCall<'_>) -> Result<Value, Error> {
    let request = call.operation()?.request()?;
    Ok(serde_json::from_slice(request.body().unwrap().as_bytes().unwrap()).unwrap())
}

fn refusal(call: impl FnOnce(Calls<'_>) -> PlaceCall<'_>) -> Error {
    let error = with_calls(|calls| body(call(calls)).unwrap_err());
    assert!(error.is_invalid_request() && !error.may_have_taken_effect(), "{error}");
    error
}

#[test]
fn a_call_has_what_was_set_and_nothing_else() {
    let plain = with_calls(|calls| body(calls.place("agent", "+14155550187")).unwrap());
    assert_eq!(
        plain,
        json!({"agent_id": "agent", "recipient_phone_number": "+14155550187"})
    );
    let whole = with_calls(|calls| {
        let number: E164 = "+14155550187".parse().unwrap();
        let at: DateTime<FixedOffset> = "2026-12-01T15:00:00+05:30".parse().unwrap();
        let call = calls
            .place("agent".to_owned(), &number)
            .variables(json!({"name": "Ben", "guests": 3}))
            .variable("name", "Ana")
            .from("+14155550142")
            .at(at)
            .retry_config(
                RetryConfig::builder()
                    .enabled(true)
                    .retry_on_statuses([RetryStatus::Busy]),
            )
            .bypass_guardrails(false);
        body(call).unwrap()
    });
    assert_eq!(
        whole,
        json!({
            "agent_id": "agent",
            "recipient_phone_number": "+14155550187",
            "from_phone_number": "+14155550142",
            "user_data": {"name": "Ana", "guests": 3},
            "scheduled_at": "2026-12-01T09:30:00+00:00",
            "retry_config": {"enabled": true, "retry_on_statuses": ["busy"]},
            "bypass_call_guardrails": false
        })
    );
}

#[test]
fn a_time_that_is_too_soon_is_refused_before_anything_is_sent() {
    let too_soon: DateTime<FixedOffset> = "2026-12-01T10:01:59+01:00".parse().unwrap();
    let error = refusal(|calls| calls.place("agent", "+14155550187").at(too_soon));
    let cause: &TooSoon = error.source().unwrap().downcast_ref().unwrap();
    assert_eq!(cause.earliest.to_rfc3339(), "2026-12-01T09:02:00+00:00");
    let just_in_time: DateTime<FixedOffset> = "2026-12-01T10:02:00+01:00".parse().unwrap();
    assert!(with_calls(|calls| body(calls.place("agent", "+14155550187").at(just_in_time))).is_ok());
}

#[test]
fn a_number_that_is_none_is_refused_and_not_repeated() {
    let error = refusal(|calls| calls.place("agent", "4155557391").from("+1"));
    assert_eq!(
        error.to_string(),
        "make_call: the request cannot be made: the number to call: must be a phone number in E.164 form, such as \
         +14155550100, and it does not begin with `+`"
    );
    let error = refusal(|calls| calls.place("agent", "+14155550187").from("unknown".to_owned()));
    assert!(error.to_string().contains("the number to call from: "), "{error}");
}

#[test]
fn variables_have_names() {
    for variables in [json!(["Ana"]), json!("Ana")] {
        let error = refusal(|calls| calls.place("agent", "+14155550187").variables(variables));
        assert!(error.to_string().ends_with("give a struct or a map"), "{error}");
    }
    assert!(with_calls(|calls| body(calls.place("agent", "+14155550187").variables(()))).is_ok());
}

#[test]
fn debug_shows_no_number_and_no_variable() {
    let shown = with_calls(|calls| format!("{:?}", calls.place("agent", "+14155557391").variable("name", "Ana")));
    assert!(!shown.contains("7391") && !shown.contains("Ana"), "{shown}");
}

#[test]
fn placing_and_stopping_can_be_sent_to_another_thread() {
    fn sent<T: Send>(_: T) {}
    with_calls(|calls| {
        sent(calls.place("agent", "+14155550187").send());
        sent(calls.stop("01HQ"));
    });
}
