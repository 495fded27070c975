//! How often, when, and for how long.

use std::time::Duration;

/// When the last attempt begins, after the first one, where nothing is said about all of them.
const LAST_BEGIN: Duration = Duration::from_secs(120);

/// How often a request is sent, how long it waits in between, and when that ends.
///
/// What is sent again, and after what, is not a matter of it: a read, a `PUT` and a `DELETE` after what passes by itself, a
/// `POST` and a `PATCH` only where the request certainly had no effect. See [the guide](crate::guide::retrying).
///
/// | setting | default | what it is |
/// |---|---|---|
/// | [`max_attempts`](Self::max_attempts) | 3 | how often a request is sent at most, the first time included |
/// | [`initial_backoff`](Self::initial_backoff) | 500 milliseconds | the longest wait after the first attempt; it doubles with each |
/// | [`max_backoff`](Self::max_backoff) | 20 seconds | the longest wait after any attempt |
/// | [`max_retry_after`](Self::max_retry_after) | 60 seconds | the longest `Retry-After` that is waited for |
/// | [`total_timeout`](Self::total_timeout) | none | all attempts and waits together; without it no attempt begins after 120 seconds |
///
/// ```
/// use std::time::Duration;
/// use bolna_api_ext::{Bolna, RetryPolicy};
///
/// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
/// let patient = RetryPolicy::new().max_attempts(6).total_timeout(Duration::from_secs(600));
/// let bolna = Bolna::builder().api_key("sa-0123456789").retry(patient).build()?;
/// let impatient = bolna.with_retry(RetryPolicy::none());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    max_retry_after: Duration,
    total_timeout: Option<Duration>,
}

impl RetryPolicy {
    /// The defaults.
    pub const fn new() -> Self {
        Self {
            max_attempts: 3,
            initial_backoff: Duration::from_millis(500),
            max_backoff: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
            total_timeout: None,
        }
    }

    /// Nothing is sent twice, and only [`timeout`](crate::BolnaBuilder::timeout) ends a request.
    pub const fn none() -> Self {
        Self {
            max_attempts: 1,
            ..Self::new()
        }
    }

    /// How often a request is sent at most, the first time included; 3 by default. 0 counts as 1.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// The longest wait after the first attempt; 500 milliseconds by default. It doubles with each further one, and what is waited
    /// is anything from nothing to that ("full jitter"), so that callers who failed together do not come back together.
    pub const fn initial_backoff(mut self, wait: Duration) -> Self {
        self.initial_backoff = wait;
        self
    }

    /// What doubling ends at; 20 seconds by default.
    pub const fn max_backoff(mut self, wait: Duration) -> Self {
        self.max_backoff = wait;
        self
    }

    /// The longest `Retry-After` that is waited for; 60 seconds by default. What a server asks for is waited for, and the
    /// backoff on top; who asks for more gets no further request, and the caller the error, with
    /// [`retry_after`](bolna_api::Error::retry_after).
    pub const fn max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = wait;
        self
    }

    /// How long all attempts and the waits between them may take together; by default there is no such limit, but no attempt
    /// begins more than 120 seconds after the first one. `Duration::MAX` is no limit at all.
    ///
    /// No attempt begins that would begin after it, and each gets at most the time that is left of it, however long
    /// [`timeout`](crate::BolnaBuilder::timeout) is. Waiting for a rate limit before the first attempt is not part of it.
    pub const fn total_timeout(mut self, limit: Duration) -> Self {
        self.total_timeout = Some(limit);
        self
    }

    /// Whether there is an attempt after this one.
    pub(super) fn allows_another(&self, attempt: u32) -> bool {
        attempt < self.max_attempts
    }

    /// Why there is no attempt after this one, where [`wait`](Self::wait) says so.
    pub(super) fn reason_to_stop(&self, attempt: u32, retry_after: Option<Duration>) -> &'static str {
        if !self.allows_another(attempt) {
            "no attempt is left"
        } else if retry_after.is_some_and(|asked| asked > self.max_retry_after) {
            "the server asks for a longer wait than the policy allows"
        } else {
            "no time is left for another attempt"
        }
    }

    /// What an attempt may take that begins now; `None` if only its own time limit counts.
    pub(super) fn time_left(&self, elapsed: Duration) -> Option<Duration> {
        let limit = self.total_timeout.filter(|limit| *limit < Duration::MAX)?;
        Some(limit.saturating_sub(elapsed))
    }

    /// How long to wait after this attempt, from 1, before the next one; `None` if there is none. `fraction` is chance,
    /// from 0 to 1.
    pub(super) fn wait(
        &self,
        attempt: u32,
        elapsed: Duration,
        retry_after: Option<Duration>,
        fraction: f64,
    ) -> Option<Duration> {
        let asked = retry_after.unwrap_or_default();
        let wait = asked.saturating_add(self.backoff(attempt, fraction));
        let end = self.total_timeout.unwrap_or(LAST_BEGIN);
        let is_in_time = end == Duration::MAX || wait < end.saturating_sub(elapsed);
        (self.allows_another(attempt) && asked <= self.max_retry_after && is_in_time).then_some(wait)
    }

    /// Exponential backoff with full jitter.
    fn backoff(&self, attempt: u32, fraction: f64) -> Duration {
        let doublings = attempt.saturating_sub(1).min(31);
        let longest = self
            .initial_backoff
            .saturating_mul(1 << doublings)
            .min(self.max_backoff);
        // A duration that long is no backoff any more; it is there so that nothing can overflow.
        longest.min(Duration::from_secs(u64::from(u32::MAX))).mul_f64(fraction)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::ZERO;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn policy() -> RetryPolicy {
        RetryPolicy::new()
            .max_attempts(100)
            .initial_backoff(seconds(1))
            .max_backoff(seconds(10))
    }

    #[test]
    fn the_defaults_are_those_of_the_documentation() {
        let policy = RetryPolicy::new();
        assert_eq!(policy, RetryPolicy::default());
        assert_eq!(policy.wait(1, NOW, None, 1.0), Some(Duration::from_millis(500)));
        assert_eq!(policy.wait(2, NOW, None, 1.0), Some(seconds(1)));
        assert_eq!(policy.wait(3, NOW, None, 1.0), None);
        assert_eq!(policy.time_left(seconds(50)), None);
        assert_eq!(
            policy.wait(1, seconds(119), None, 1.0),
            Some(Duration::from_millis(500))
        );
        assert_eq!(policy.wait(1, seconds(120), None, 1.0), None);
        assert_eq!(policy.wait(1, NOW, Some(seconds(60)), 0.0), Some(seconds(60)));
        assert_eq!(policy.wait(1, NOW, Some(seconds(61)), 0.0), None);
    }

    #[test]
    fn a_wait_is_anything_up_to_a_limit_that_doubles() {
        for (attempt, longest) in [(1, 1), (2, 2), (3, 4), (4, 8), (5, 10), (64, 10)] {
            assert_eq!(policy().wait(attempt, NOW, None, 1.0), Some(seconds(longest)));
            assert_eq!(policy().wait(attempt, NOW, None, 0.5), Some(seconds(longest) / 2));
            assert_eq!(policy().wait(attempt, NOW, None, 0.0), Some(NOW));
        }
    }

    #[test]
    fn the_server_is_given_the_time_that_it_asks_for_and_no_two_callers_come_back_together() {
        assert_eq!(
            policy().wait(1, NOW, Some(seconds(7)), 0.25),
            Some(seconds(7) + seconds(1) / 4)
        );
        let policy = policy().max_retry_after(seconds(6));
        assert_eq!(policy.wait(1, NOW, Some(seconds(7)), 0.0), None);
    }

    #[test]
    fn no_attempt_begins_after_the_end() {
        let policy = policy().total_timeout(seconds(10));
        assert_eq!(policy.wait(1, seconds(8), None, 1.0), Some(seconds(1)));
        assert_eq!(policy.wait(1, seconds(9), None, 1.0), None);
        assert_eq!(policy.wait(1, seconds(11), None, 0.0), None);
        assert_eq!(policy.time_left(seconds(11)), Some(NOW));
        assert_eq!(policy.total_timeout(Duration::MAX).time_left(seconds(11)), None);
    }

    #[test]
    fn the_end_of_trying_has_its_own_reason() {
        let policy = RetryPolicy::new();
        for (attempt, asked, reason) in [
            (3, None, "no attempt is left"),
            (
                1,
                Some(seconds(61)),
                "the server asks for a longer wait than the policy allows",
            ),
            (1, Some(seconds(60)), "no time is left for another attempt"),
        ] {
            assert_eq!(policy.reason_to_stop(attempt, asked), reason);
        }
    }

    #[test]
    fn no_attempts_are_one() {
        assert_eq!(RetryPolicy::new().max_attempts(0).wait(1, NOW, None, 0.0), None);
        assert_eq!(RetryPolicy::none().wait(1, NOW, None, 0.0), None);
        assert_eq!(RetryPolicy::none().time_left(seconds(99)), None);
    }

    #[test]
    fn nothing_overflows() {
        let policy = policy().initial_backoff(Duration::MAX).max_backoff(Duration::MAX);
        let policy = policy.max_retry_after(Duration::MAX).total_timeout(Duration::MAX);
        let waits = [1, 2, 99].map(|attempt| policy.wait(attempt, Duration::MAX, Some(Duration::MAX), 1.0));
        assert_eq!(waits, [Some(Duration::MAX); 3]);
    }
}
