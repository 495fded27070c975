//! Waiting, on a clock of its own and against a fake server.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bolna_api::transport::{Layer, Next, response};
use bolna_api::types::{Batch, Execution, ExecutionStatus};
use reqwest::{Request, Response, StatusCode};

use super::*;
use crate::client::Bolna;

/// Gives these answers, one after the other; the last one again and again.
struct Answers(Mutex<VecDeque<Answer>>);

#[derive(Clone)]
enum Answer {
    Status(&'static str),
    Busy(&'static str),
    Refusal(u16),
    Never,
}

impl Layer for Answers {
    fn call<'a>(&'a self, _: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        let mut answers = self.0.lock().unwrap();
        let answer = match answers.len() {
            1 => answers[0].clone(),
            _ => answers.pop_front().unwrap(),
        };
        Box::pin(async move {
            match answer {
                Answer::Status(status) => Ok(response(
                    StatusCode::OK,
                    format!(r#"{{"id": "01HQ", "batch_id": "01HQ", "status": "{status}"}}"#),
                )),
                Answer::Busy(seconds) => {
                    let mut response = response(StatusCode::TOO_MANY_REQUESTS, "");
                    response.headers_mut().insert("retry-after", seconds.parse().unwrap());
                    Ok(response)
                }
                Answer::Refusal(status) => Ok(response(StatusCode::from_u16(status).unwrap(), "")),
                Answer::Never => std::future::pending().await,
            }
        })
    }
}

fn watch<T: Watched>(answers: &[Answer]) -> (Arc<FakeClock>, Watch<T>) {
    let answers = Answers(Mutex::new(answers.to_vec().into()));
    let bolna = Bolna::builder().api_key("sa-1").layer(answers).build().unwrap();
    let clock = Arc::new(FakeClock::new());
    let watch = Watch::new(&bolna, clock.clone(), "01HQ".to_owned(), Duration::MAX);
    (clock, watch)
}

fn wait<T: Watched>(answers: &[Answer]) -> (Arc<FakeClock>, Wait<T>) {
    let (clock, watch) = watch(answers);
    (clock, Wait::new(watch))
}

use Answer::{Busy, Never, Refusal, Status};

#[tokio::test]
async fn a_call_that_was_hung_up_is_waited_for_until_it_is_completed() {
    let (clock, wait) = wait::<Execution>(&[
        Status("queued"),
        Status("queued"),
        Status("queued"),
        Status("in-progress"),
        Status("call-disconnected"),
        Status("completed"),
    ]);
    let ended = wait.await.unwrap().terminal().unwrap();
    assert_eq!(ended.status, Some(ExecutionStatus::Completed));
    assert_eq!(clock.slept(), [2.0, 3.0, 4.5, 2.0, 2.0]);
}

#[tokio::test]
async fn a_batch_is_waited_for_and_a_status_without_a_meaning_is_not_its_end() {
    let (clock, wait) = wait::<Batch>(&[Status("running"), Status("processed"), Status("stopped")]);
    let ended = wait.every(Duration::from_secs(60)).await.unwrap();
    assert!(matches!(ended, Waited::Terminal(_)));
    assert_eq!(clock.slept(), [60.0, 60.0]);
}

#[tokio::test]
async fn a_deadline_that_passes_says_how_the_call_stood() {
    let (clock, wait) = wait::<Execution>(&[Status("ringing")]);
    let waited = wait.within(Duration::from_secs(10)).await.unwrap();
    assert_eq!(waited.latest().unwrap().status, Some(ExecutionStatus::Ringing));
    assert!(matches!(waited, Waited::DeadlinePassed { .. }));
    // The last sleep ends with the deadline.
    assert_eq!(clock.slept(), [2.0, 3.0, 4.5, 0.5]);
    let error = waited.or_timeout().unwrap_err();
    assert!(error.is_timeout() && !error.may_have_taken_effect());
}

#[tokio::test]
async fn a_deadline_passes_amid_a_poll_too() {
    let (clock, wait) = wait::<Execution>(&[Never]);
    let waited = wait.within(Duration::from_secs(10)).await.unwrap();
    assert_eq!(waited.latest(), None);
    let error = waited.or_timeout().unwrap_err().to_string();
    assert_eq!(error, "the call 01HQ has no terminal status after 10 s, and goes on");
    assert_eq!(clock.slept(), [10.0]);
}

#[tokio::test]
async fn a_poll_that_fails_is_asked_again_when_the_server_says() {
    let (clock, wait) = wait::<Execution>(&[
        Status("queued"),
        Busy("45"),
        Refusal(503),
        Refusal(502),
        Busy("1"),
        Refusal(500),
        Status("busy"),
    ]);
    assert!(wait.await.unwrap().terminal().is_some());
    assert_eq!(clock.slept(), [2.0, 45.0, 4.5, 6.75, 10.125, 15.1875]);
}

#[tokio::test]
async fn a_server_that_goes_on_failing_is_an_error() {
    let (clock, wait) = wait::<Execution>(&[Refusal(503)]);
    let error = wait.await.unwrap_err();
    assert!(error.is_server());
    assert_eq!(clock.slept().len(), 5);
}

#[tokio::test]
async fn what_does_not_pass_ends_the_wait_at_once() {
    for status in [401, 403, 404, 422] {
        let (clock, wait) = wait::<Execution>(&[Refusal(status)]);
        assert_eq!(wait.await.unwrap_err().status().unwrap().as_u16(), status);
        assert!(clock.slept().is_empty());
    }
}

async fn all(mut statuses: Statuses<Execution>) -> Vec<String> {
    let mut all = Vec::new();
    while let Some(status) = statuses.next().await {
        all.push(match status {
            Ok(call) => call.status.unwrap().to_string(),
            Err(error) => error.to_string(),
        });
    }
    assert!(statuses.next().await.is_none(), "it has ended");
    all
}

#[tokio::test]
async fn a_stream_has_each_status_once_and_ends_with_the_terminal_one() {
    let (_, watch) = watch(&[
        Status("queued"),
        Status("queued"),
        Status("new"),
        Status("call-disconnected"),
        Refusal(502),
        Status("call-disconnected"),
        Status("completed"),
    ]);
    assert_eq!(
        all(Statuses::new(watch)).await,
        ["queued", "new", "call-disconnected", "completed"]
    );
}

#[tokio::test]
async fn a_stream_ends_once_with_its_error() {
    let (_, watch) = self::watch(&[Status("queued"), Refusal(404)]);
    assert_eq!(
        all(Statuses::new(watch)).await,
        ["queued", "get_execution: 404 Not Found: the server gave no reason"]
    );
    let (_, watch) = self::watch(&[Status("queued")]);
    assert_eq!(
        all(Statuses::new(watch).within(Duration::from_secs(60))).await,
        ["queued", "the call 01HQ has no terminal status after 60 s, and goes on"]
    );
}

#[test]
fn they_can_be_sent_to_another_thread() {
    fn sent<T: Send + 'static>() {}
    sent::<Wait<Execution>>();
    sent::<Statuses<Batch>>();
}
