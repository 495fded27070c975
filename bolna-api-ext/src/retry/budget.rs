//! A budget of repetitions, which an outage uses up.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a repetition costs.
const COST: u32 = 5;

/// What a call that needed no repetition brings.
const REWARD: u32 = 1;

/// How many tokens there are at first, and at most.
const DEFAULT: u32 = 500;

/// A token bucket that repetitions are paid from, so that a server that is down is not asked several times as often as one
/// that is well.
///
/// It begins full. A repetition takes five tokens out. A call that is answered puts back what its last repetition took, or
/// one token if it took none; it is never more than full. When it is empty, requests are sent once.
///
/// A [`Bolna`](crate::Bolna) has one of 500 tokens, which its clones and its tenants share: who fails for one of them
/// fails for all. Clones of a budget are the same one, so that clients which are made apart can share it, too.
///
/// ```
/// use bolna_api_ext::{Bolna, RetryBudget};
///
/// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
/// let budget = RetryBudget::new(100);
/// let [one, other] = ["sa-1111111111", "sa-2222222222"]
///     .map(|key| Bolna::builder().api_key(key).retry_budget(budget.clone()).build());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct RetryBudget(Option<Arc<Bucket>>);

impl RetryBudget {
    /// A full bucket of so many tokens.
    #[must_use]
    pub fn new(tokens: u32) -> Self {
        Self(Some(Arc::new(Bucket {
            capacity: tokens,
            tokens: AtomicU32::new(tokens),
        })))
    }

    /// A budget that is never used up.
    #[must_use]
    pub fn unlimited() -> Self {
        Self(None)
    }

    /// Takes the price of a repetition, if there is enough.
    pub(super) fn pay(&self) -> bool {
        self.0.as_ref().is_none_or(|bucket| bucket.take(COST))
    }

    /// Puts back what an answered call brings, after so many attempts.
    pub(super) fn earn(&self, attempts: u32) {
        if let Some(bucket) = &self.0 {
            bucket.put(if attempts > 1 { COST } else { REWARD });
        }
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(DEFAULT)
    }
}

#[derive(Debug)]
struct Bucket {
    capacity: u32,
    tokens: AtomicU32,
}

impl Bucket {
    fn take(&self, tokens: u32) -> bool {
        let take = |there: u32| there.checked_sub(tokens);
        self.tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .is_ok()
    }

    fn put(&self, tokens: u32) {
        // Most of the time it is full, and calls at the same time need not wait for each other then.
        if self.tokens.load(Ordering::Relaxed) < self.capacity {
            let put = |there: u32| Some(there.saturating_add(tokens).min(self.capacity));
            let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, put);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often it pays until it is empty.
    fn payments(budget: &RetryBudget) -> usize {
        (0..1000).take_while(|_| budget.pay()).count()
    }

    #[test]
    fn a_full_bucket_pays_a_hundred_repetitions() {
        assert_eq!(payments(&RetryBudget::default()), 100);
        assert_eq!(payments(&RetryBudget::new(4)), 0);
    }

    #[test]
    fn answers_fill_it_and_no_further_than_to_the_brim() {
        let budget = RetryBudget::new(10);
        assert_eq!(payments(&budget), 2);
        budget.earn(2);
        assert_eq!(payments(&budget), 1);
        (0..5).for_each(|_| budget.earn(1));
        assert_eq!(payments(&budget), 1);
        (0..1000).for_each(|_| budget.earn(3));
        assert_eq!(payments(&budget), 2);
    }

    #[test]
    fn clones_are_the_same_one() {
        let budget = RetryBudget::new(10);
        assert_eq!(payments(&budget.clone()), 2);
        assert_eq!(payments(&budget), 0);
    }

    #[test]
    fn without_a_limit_it_always_pays() {
        assert_eq!(payments(&RetryBudget::unlimited()), 1000);
    }
}
