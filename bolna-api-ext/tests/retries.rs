//! Sending again: how long it goes on, who pays for it, and what ends it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use bolna_api_ext::bolna_api::transport::{BoxFuture, Layer, Next, response};
use bolna_api_ext::reqwest::{Request, Response, StatusCode};
use bolna_api_ext::{Bolna, BolnaBuilder, Clock, Error, RetryBudget, RetryPolicy};
use support::{Server, answer};

use crate::clock::{Hurried, hurried};
use crate::server::KEY;

/// Answers with this status, after this time, and counts.
#[derive(Clone)]
struct Down {
    status: StatusCode,
    delay: Duration,
    sent: Arc<AtomicUsize>,
    limits: Arc<Mutex<Vec<Option<Duration>>>>,
}

impl Down {
    fn new(status: StatusCode) -> Self {
        Self {
            status,
            delay: Duration::ZERO,
            sent: Arc::default(),
            limits: Arc::default(),
        }
    }

    fn sent(&self) -> usize {
        self.sent.load(Ordering::Relaxed)
    }

    /// The time limits of the requests.
    fn limits(&self) -> Vec<Option<Duration>> {
        self.limits.lock().unwrap().clone()
    }
}

impl Layer for Down {
    fn call<'a>(&'a self, request: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        self.sent.fetch_add(1, Ordering::Relaxed);
        self.limits.lock().unwrap().push(request.timeout().copied());
        Box::pin(async {
            if !self.delay.is_zero() {
                tokio::time::sleep(self.delay).await;
            }
            Ok(response(self.status, "[]"))
        })
    }
}

fn down() -> (Down, BolnaBuilder, Hurried) {
    let down = Down::new(StatusCode::SERVICE_UNAVAILABLE);
    let (builder, clock) = hurried("https://api.bolna.ai".to_owned());
    (down.clone(), builder.inner_layer(down), clock)
}

async fn attempts(bolna: &Bolna) -> u32 {
    bolna.list_agents().send().await.unwrap_err().attempts()
}

#[tokio::test]
async fn an_error_says_after_how_many_attempts() {
    let (_, builder, _) = down();
    let bolna = builder.retry(RetryPolicy::new().max_attempts(5)).build().unwrap();
    let error = bolna.list_agents().send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "list_agents: 503 Service Unavailable: the server gave no reason (5 attempts)"
    );
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_policy_can_be_another_one_for_one_request() {
    let (_, builder, _) = down();
    let bolna = builder.build().unwrap();
    assert_eq!(attempts(&bolna.with_retry(RetryPolicy::none())).await, 1);
    assert_eq!(attempts(&bolna.with_retry(RetryPolicy::new().max_attempts(2))).await, 2);
    assert_eq!(attempts(&bolna).await, 3);
}

#[tokio::test]
async fn no_attempt_begins_after_the_end_and_none_has_more_time_than_is_left() {
    let (down, builder, clock) = down();
    let policy = RetryPolicy::new()
        .max_attempts(10)
        .initial_backoff(Duration::from_secs(2));
    let policy = policy.total_timeout(Duration::from_secs(10));
    let bolna = builder.timeout(Duration::from_secs(9)).retry(policy).build().unwrap();
    assert_eq!(attempts(&bolna).await, 3);
    assert_eq!(clock.slept(), [2.0, 4.0]);
    // The second and third would have ended after 11 and 15 seconds.
    assert_eq!(
        down.limits(),
        [9, 8, 4].map(|seconds| Some(Duration::from_secs(seconds)))
    );
}

#[tokio::test]
async fn a_time_limit_can_be_another_one_for_one_request() {
    let (down, builder, _) = down();
    let bolna = builder.retry(RetryPolicy::none()).build().unwrap();
    let short = bolna.with_timeout(Duration::from_millis(250)).unwrap();
    attempts(&short).await;
    attempts(&bolna).await;
    assert_eq!(
        down.limits(),
        [250, 30_000].map(|limit| Some(Duration::from_millis(limit)))
    );
    assert!(bolna.with_timeout(Duration::ZERO).is_err());
}

#[tokio::test]
async fn clones_and_tenants_share_a_budget() {
    let (_, builder, _) = down();
    let bolna = builder.retry_budget(RetryBudget::new(25)).build().unwrap();
    let tenant = bolna.with_api_key("sa-other").unwrap();
    let patient = bolna.with_retry(RetryPolicy::new().max_attempts(9));
    assert_eq!(attempts(&bolna.clone()).await, 3);
    assert_eq!(attempts(&tenant).await, 3);
    assert_eq!(attempts(&patient).await, 2);
    assert_eq!(attempts(&bolna).await, 1);
}

#[tokio::test]
async fn a_future_that_is_dropped_sends_nothing_more() {
    /// Waits for ever.
    struct Stopped;

    impl Clock for Stopped {
        fn now(&self) -> Instant {
            Instant::now()
        }

        fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
            Box::pin(std::future::pending())
        }
    }

    let (down, builder, _) = down();
    let bolna = builder.clock(Stopped).build().unwrap();
    let call = bolna.list_agents().send();
    tokio::select! {
        biased;
        _ = call => panic!("it waits for ever"),
        () = tokio::task::yield_now() => {}
    }
    tokio::task::yield_now().await;
    assert_eq!(down.sent(), 1);
}

/// Requests that are sent in 60 seconds by 64 callers, each of whom calls every second.
async fn requests_in_an_outage(budget: RetryBudget) -> usize {
    const MINUTE: Duration = Duration::from_secs(60);
    let down = Down {
        delay: Duration::from_millis(50),
        ..Down::new(StatusCode::SERVICE_UNAVAILABLE)
    };
    let random = Mutex::new(fastrand::Rng::with_seed(7));
    let bolna = Bolna::builder()
        .api_key(KEY)
        .inner_layer(down.clone())
        .retry_budget(budget)
        .random(move || random.lock().unwrap().f64())
        .build()
        .unwrap();
    let end = tokio::time::Instant::now() + MINUTE;
    let callers: Vec<_> = (0..64)
        .map(|_| {
            let bolna = bolna.clone();
            tokio::spawn(async move {
                while tokio::time::Instant::now() < end {
                    let next = tokio::time::Instant::now() + Duration::from_secs(1);
                    bolna.list_agents().send().await.unwrap_err();
                    tokio::time::sleep_until(next).await;
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.unwrap();
    }
    down.sent()
}

/// The clock is Tokio's, which stands still while anybody has something to do, and then goes on to whoever waits first.
#[tokio::test(start_paused = true)]
async fn in_an_outage_the_budget_keeps_requests_near_what_they_are_without_repetition() {
    let without = requests_in_an_outage(RetryBudget::unlimited()).await;
    let with = requests_in_an_outage(RetryBudget::default()).await;
    let calls = 64 * 60;
    assert!(with <= calls + 100, "{with}");
    assert!(without > 2 * with, "{without} {with}");
    insta::assert_snapshot!(format!("{without} requests without a budget, {with} with it"), @"10692 requests without a budget, 3940 with it");
}

#[tokio::test]
async fn what_was_answered_fills_the_budget_again() {
    let failing = answer("503 Service Unavailable", &[], "");
    let fine = answer("200 OK", &[], "[]");
    let server = Server::repeating([failing.clone(), fine.clone(), failing, fine]);
    let (builder, _) = hurried(server.url());
    let bolna = builder.retry_budget(RetryBudget::new(5)).build().unwrap();
    for _ in 0..2 {
        bolna.list_agents().send().await.unwrap();
    }
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn what_was_deleted_by_an_attempt_without_an_answer_is_not_found_by_the_next_one() {
    let failing = answer("502 Bad Gateway", &[], "");
    let gone = answer("404 Not Found", &[], "");
    let server = Server::repeating([failing, gone]);
    let (builder, _) = hurried(server.url());
    let error = builder
        .build()
        .unwrap()
        .delete_agent()
        .agent_id("a")
        .send()
        .await
        .unwrap_err();
    assert!(
        error.is_not_found() && error.may_have_taken_effect() && error.attempts() == 2,
        "{error:?}"
    );
    assert_eq!(server.requests().len(), 2);
}
