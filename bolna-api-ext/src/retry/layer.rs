//! The layer that sends a request again.

use std::sync::Arc;
use std::time::Duration;

use bolna_api::Error;
use bolna_api::transport::{BoxFuture, Layer, Next};
use reqwest::{Request, Response};

use super::decision::{is_repeatable, retry_after};
use super::{RetryBudget, RetryPolicy};
use crate::clock::Clock;
use crate::random::Random;
use crate::rate_limit::Permits;
#[cfg(feature = "tracing")]
use crate::spans as tell;

/// Sends requests until there is an answer, or the policy says that it is enough.
pub(crate) struct Retry {
    pub(crate) policy: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Random,
    /// A repetition is a request as well: it waits for the same limits as the first one.
    pub(crate) permits: Permits,
}

impl Retry {
    async fn send(&self, request: Request, mut next: Next<'_>) -> Result<Response, Error> {
        let start = self.clock.now();
        let elapsed = || self.clock.now().saturating_duration_since(start);
        let mut request = Some(request);
        let mut attempt = 1;
        loop {
            let Some(mut sent) = request.take() else {
                return Err(next.refuse("there is no request to send"));
            };
            if self.policy.allows_another(attempt) {
                request = next.try_clone(&sent);
            }
            if let Some(left) = self.policy.time_left(elapsed()) {
                limit(&mut sent, left);
            }
            let result = next.run(sent).await;
            if !is_repeatable(next.operation(), &result, next.may_have_taken_effect()) {
                if result.is_ok() {
                    self.budget.earn(attempt);
                }
                return result;
            }
            let asked = retry_after(&result);
            let wait = self.policy.wait(attempt, elapsed(), asked, self.random.fraction());
            let Some(wait) = wait.filter(|_| request.is_some()) else {
                tell::giving_up(&result, self.policy.reason_to_stop(attempt, asked));
                return result;
            };
            if !self.budget.pay() {
                tell::giving_up(&result, "the budget of repetitions is used up");
                return result;
            }
            tell::retrying(&result, wait);
            // The connection of an answer that nobody reads is free again.
            drop(result);
            self.clock.sleep(wait).await;
            self.permits.wait(next.operation()).await;
            attempt += 1;
            next = next.another_attempt();
        }
    }
}

impl Layer for Retry {
    fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        Box::pin(self.send(request, next))
    }
}

/// Ends the request in this time, unless it ends sooner anyway.
fn limit(request: &mut Request, left: Duration) {
    let limit = request.timeout_mut();
    *limit = Some(limit.map_or(left, |limit| limit.min(left)));
}

/// Nobody is told.
#[cfg(not(feature = "tracing"))]
mod tell {
    use super::{Duration, Error, Response};

    pub(super) fn retrying(_: &Result<Response, Error>, _: Duration) {}

    pub(super) fn giving_up(_: &Result<Response, Error>, _: &'static str) {}
}
