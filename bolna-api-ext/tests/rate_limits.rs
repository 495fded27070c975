//! Rate limits, by a clock that stands still.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bolna_api_ext::bolna_api::builder::GetAgent;
use bolna_api_ext::bolna_api::transport::{BoxFuture, Layer, Next, response};
use bolna_api_ext::reqwest::{Request, Response, StatusCode};
use bolna_api_ext::{Bolna, Error, RateLimits, RetryPolicy};
use tokio::time::Instant;

use crate::server::KEY;

/// Keeps who asked when, and answers with this.
#[derive(Clone)]
struct Seen(StatusCode, Arc<Mutex<Vec<(Instant, String)>>>);

impl Layer for Seen {
    fn call<'a>(&'a self, request: Request, _: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        self.1
            .lock()
            .unwrap()
            .push((Instant::now(), request.url().path().to_owned()));
        Box::pin(async { Ok(response(self.0, "{}")) })
    }
}

impl Seen {
    fn all(&self) -> Vec<(Instant, String)> {
        self.1.lock().unwrap().clone()
    }
}

fn limited(limits: RateLimits, status: StatusCode) -> (Bolna, Seen) {
    let seen = Seen(status, Arc::default());
    let builder = Bolna::builder()
        .api_key(KEY)
        .inner_layer(seen.clone())
        .rate_limits(limits);
    (builder.random(|| 0.0).build().unwrap(), seen)
}

fn limit(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

async fn get_agent(bolna: Bolna, id: String) {
    bolna.get_agent().agent_id(id).send().await.map(drop).unwrap();
}

/// The most requests in any half-open 60 seconds.
fn busiest_minute(times: &[Instant]) -> usize {
    let minute = |start: &Instant| {
        times
            .iter()
            .filter(|time| *time >= start && **time < *start + Duration::from_secs(60))
            .count()
    };
    times.iter().map(minute).max().unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn in_no_minute_is_more_sent_than_the_limit_by_all_tenants_together() {
    for number in [1, 2, 9, 10, 60, 500] {
        let (bolna, seen) = limited(RateLimits::new().operation::<GetAgent>(limit(number)), StatusCode::OK);
        let tenant = bolna.with_api_key("sa-other").unwrap();
        let callers: Vec<_> = (0..number + 20)
            .map(|id| tokio::spawn(get_agent([&bolna, &tenant][id as usize % 2].clone(), id.to_string())))
            .collect();
        for caller in callers {
            caller.await.unwrap();
        }
        let times: Vec<_> = seen.all().into_iter().map(|(time, _)| time).collect();
        let most = busiest_minute(&times);
        assert_eq!(most, number as usize);
    }
}

#[tokio::test(start_paused = true)]
async fn who_comes_first_is_served_first_and_who_goes_away_takes_nothing() {
    let (bolna, seen) = limited(RateLimits::new().operation::<GetAgent>(limit(2)), StatusCode::OK);
    let start = Instant::now();
    let mut callers = Vec::new();
    for id in 0..6 {
        callers.push(tokio::spawn(get_agent(bolna.clone(), id.to_string())));
        tokio::task::yield_now().await;
    }
    // The first has been served, the second is the next one.
    callers.remove(1).abort();
    callers.remove(2).abort();
    for caller in callers {
        caller.await.unwrap();
    }
    let seen = seen.all();
    let served: Vec<_> = seen
        .iter()
        .map(|(time, path)| ((*time - start).as_secs(), path.as_str()))
        .collect();
    assert_eq!(
        served,
        [
            (0, "/v2/agent/0"),
            (30, "/v2/agent/2"),
            (60, "/v2/agent/4"),
            (90, "/v2/agent/5")
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn operations_with_a_limit_of_their_own_do_not_wait_for_the_others() {
    let limits = RateLimits::new().operation::<GetAgent>(limit(1)).others(limit(1));
    let (bolna, seen) = limited(limits, StatusCode::OK);
    let start = Instant::now();
    get_agent(bolna.clone(), "a".to_owned()).await;
    bolna.get_batch().batch_id("b").send().await.unwrap();
    assert_eq!(Instant::now(), start);
    bolna.get_user().send().await.unwrap();
    assert_eq!((Instant::now() - start).as_secs(), 60);
    assert_eq!(seen.all().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_repetition_counts_as_a_request() {
    let limits = RateLimits::new().others(limit(1));
    let (bolna, seen) = limited(limits, StatusCode::BAD_GATEWAY);
    let start = Instant::now();
    let bolna = bolna.with_retry(RetryPolicy::new().total_timeout(Duration::MAX));
    bolna.get_user().send().await.unwrap_err();
    let times: Vec<_> = seen.all().iter().map(|(time, _)| (*time - start).as_secs()).collect();
    assert_eq!(times, [0, 60, 120]);
}
