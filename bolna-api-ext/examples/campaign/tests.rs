//! The service without a network: what it asks, and what it makes of the answers.

use bolna_api_ext::bolna_api::builder::{GetExecution, MakeCall};
use bolna_api_ext::testing::{FakeBolna, Reply};
use bolna_api_ext::types::{CallRequest, QueuedCall};
use serde_json::json;

use super::*;

const FILE: &str = "contact_number,name\n+14155550181,Ana\n+14155550182,Ben\n+14155550183,Cem\n";

/// An API that takes every call; the id of an execution is the number that is called.
fn api() -> FakeBolna {
    let fake = FakeBolna::new();
    fake.on::<MakeCall>(|request| {
        let number = request.read::<CallRequest>().unwrap().recipient_phone_number;
        Ok(QueuedCall::builder().execution_id(number).build()?)
    });
    fake.sleep_with(|duration| Box::pin(tokio::time::sleep(duration)));
    fake
}

fn execution(status: ExecutionStatus) -> bolna_api_ext::types::builder::Execution {
    Execution::builder().status(status)
}

/// Runs the service, and tells what it showed of its progress.
async fn run(fake: &FakeBolna, file: &str) -> (Vec<Call>, Vec<String>) {
    let mut shown = Vec::new();
    let people = people(file.as_bytes()).unwrap();
    let bolna = fake.client();
    let calls = call_everybody(&bolna, "7", people, |call| {
        shown.push(format!("{} {}", call.number, call.outcome()))
    });
    (calls.await, shown)
}

#[tokio::test(start_paused = true)]
async fn everybody_is_called_once_with_the_columns_of_their_row() {
    let fake = api();
    fake.always::<GetExecution>(execution(ExecutionStatus::Completed).total_cost(2.5));
    let (calls, shown) = run(&fake, FILE).await;
    let sent: Vec<_> = fake
        .requests_of::<MakeCall>()
        .iter()
        .map(|request| request.json())
        .collect();
    let call = |number, name| json!({"agent_id": "7", "recipient_phone_number": number, "user_data": {"name": name}});
    assert_eq!(
        sent,
        [
            call("+14155550181", "Ana"),
            call("+14155550182", "Ben"),
            call("+14155550183", "Cem")
        ]
    );
    assert_eq!(shown.len(), 3);
    assert_eq!(
        report(&calls).lines().map(str::trim_end).collect::<Vec<_>>(),
        [
            " number        outcome    cents",
            " +14155550181  completed  2.5",
            " +14155550182  completed  2.5",
            " +14155550183  completed  2.5",
            "3 of 3 calls completed, $0.07",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn it_waits_until_the_costs_are_there_and_not_only_until_somebody_hangs_up() {
    let fake = api();
    use ExecutionStatus::{CallDisconnected, Completed, InProgress, Queued};
    for status in [Queued, InProgress, CallDisconnected] {
        fake.once::<GetExecution>(execution(status));
    }
    fake.once::<GetExecution>(execution(Completed).total_cost(4));
    let start = tokio::time::Instant::now();
    let (calls, _) = run(&fake, "contact_number\n+14155550181\n").await;
    assert_eq!(calls[0].cost(), Some(Cents(4.0)));
    assert_eq!(start.elapsed(), Duration::from_secs(2 + 2 + 2));
    assert_eq!(fake.unused(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_may_have_been_placed_is_not_placed_again() {
    let fake = api();
    fake.once_reply::<MakeCall>(Reply::reset())
        .once_reply::<MakeCall>(Reply::status(422).json(json!({"detail": "not a number"})))
        .always::<GetExecution>(execution(ExecutionStatus::NoAnswer));
    let (_, shown) = run(&fake, FILE).await;
    assert_eq!(fake.requests_of::<MakeCall>().len(), 3);
    assert_eq!(
        shown,
        [
            "+14155550181 perhaps called: make_call: the connection broke: connection reset (a fake) (the request may have taken effect: look before you repeat it)",
            "+14155550182 not called: make_call: 422 Unprocessable Entity: not a number",
            "+14155550183 no-answer",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_without_an_end_does_not_hold_up_the_report() {
    let fake = api();
    fake.always::<GetExecution>(execution(ExecutionStatus::InProgress));
    let (calls, shown) = run(&fake, FILE).await;
    assert_eq!(calls.len(), 3);
    assert_eq!(
        shown[0],
        "+14155550181 called: the call +14155550181 has no terminal status after 1800 s, and goes on"
    );
}

#[tokio::test(start_paused = true)]
async fn no_more_than_some_calls_are_on_their_way() {
    let fake = api();
    // Each call takes a second.
    fake.always_reply::<GetExecution>(
        Reply::status(200)
            .json(json!({"status": "busy"}))
            .after(Duration::from_secs(1)),
    );
    let rows: String = (0..20).map(|row| format!("+141555501{row:02}\n")).collect();
    let start = tokio::time::Instant::now();
    let (calls, _) = run(&fake, &format!("contact_number\n{rows}")).await;
    assert_eq!(calls.len(), 20);
    assert_eq!(start.elapsed(), Duration::from_secs(20 / 5));
}

#[test]
fn a_file_with_a_row_that_has_no_number_calls_nobody() {
    let error = people("name,contact_number\nAna,+14155550181\nBen,unknown\n".as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 3: `contact_number`: must be a phone number in E.164 form, such as +14155550100, and it does not begin with `+`"
    );
    assert!(people("name\nAna\n".as_bytes()).is_err());
}
