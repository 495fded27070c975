//! What holds for each request: its key, how often it is sent, how fast, and what is read of its answer.

use std::error::Error as StdError;
use std::sync::Arc;

use secrecy::SecretString;

use crate::api_key::GivenKey;
use crate::clock::{Clock, TokioClock};
use crate::config::BolnaBuilder;
use crate::random::Random;
use crate::retry::{RetryBudget, RetryPolicy};

#[cfg(feature = "rate-limit")]
use crate::rate_limit::RateLimits;

/// How requests are sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Requests {
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    #[cfg(feature = "rate-limit")]
    pub(crate) rate_limits: Option<RateLimits>,
    pub(crate) max_body: Option<usize>,
    /// That of Tokio where none is given.
    pub(crate) clock: Option<Arc<dyn Clock>>,
    pub(crate) random: Random,
}

impl Requests {
    /// What everything but the network waits by.
    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone().unwrap_or_else(|| Arc::new(TokioClock))
    }
}

impl BolnaBuilder {
    /// Asks for the key whenever a request is sent, and once more when it is sent again: for a key that changes while the
    /// program runs. It takes the place of [`api_key`](Self::api_key), and the last of the two that is called counts.
    ///
    /// What it gives is checked as a key that is set is, and shows as little. If it fails, or gives what cannot be a key,
    /// nothing is sent: the error is one of [`ErrorKind::Config`](bolna_api::ErrorKind::Config) with a
    /// [`ConfigError`](crate::ConfigError) as its source. Time limits do not hold for it; it is up to it to be quick, and to
    /// keep a key for as long as that is good.
    ///
    /// ```
    /// use std::sync::{Arc, RwLock};
    /// use bolna_api_ext::Bolna;
    ///
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// // Another task reads the key from a vault, every hour.
    /// let current = Arc::new(RwLock::new("sa-0123456789".to_owned()));
    /// let bolna = Bolna::builder()
    ///     .api_key_provider(move || {
    ///         let key = current.read().map(|key| key.clone()).map_err(|_| "nobody renews the key");
    ///         async move { key }
    ///     })
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn api_key_provider<F, K, E>(mut self, provider: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<K, E>> + Send + 'static,
        K: Into<SecretString>,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let provider = move || {
            let key = provider();
            Box::pin(async move { key.await.map(Into::into).map_err(Into::into) }) as _
        };
        self.api_key = Some(GivenKey::Provided(Arc::new(provider)));
        self
    }

    /// Whether and when a request is sent again; [`RetryPolicy::new`] by default. [`Bolna::with_retry`](crate::Bolna::with_retry)
    /// is for a single request.
    ///
    /// ```
    /// use bolna_api_ext::{Bolna, RetryPolicy};
    ///
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = Bolna::builder().api_key("sa-0123456789").retry(RetryPolicy::none()).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.requests.retry = policy;
        self
    }

    /// What repetitions are paid from; [`RetryBudget::default`] by default, 500 tokens, a hundred repetitions. Clones of a builder share it.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.requests.budget = budget;
        self
    }

    /// How many requests are sent in a minute, at most; without limits by default. Clones of the client share them, and so
    /// do its tenants ([`with_api_key`](crate::Bolna::with_api_key)): what the API counts are the requests of an
    /// organization, sub-accounts and all.
    ///
    /// Who waits is served in the order of arrival, and who stops waiting takes nothing away from the others.
    ///
    /// ```
    /// use bolna_api_ext::{Bolna, RateLimits};
    ///
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let limits = RateLimits::documented();
    /// let bolna = Bolna::builder().api_key("sa-0123456789").rate_limits(limits).build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "rate-limit")]
    #[cfg_attr(docsrs, doc(cfg(feature = "rate-limit")))]
    pub fn rate_limits(mut self, limits: RateLimits) -> Self {
        self.requests.rate_limits = Some(limits);
        self
    }

    /// How much is read of the body of a success, in bytes; 64 MiB by default. A longer one is an error, before more of it is in
    /// memory. What a caller reads piece by piece has no limit.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").max_body(1 << 20).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.requests.max_body = Some(bytes);
        self
    }

    /// What time it is between requests, and how to wait; [`TokioClock`] by default. For tests: see [`Clock`].
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.requests.clock = Some(Arc::new(clock));
        self
    }

    /// Where chance comes from, as numbers from 0 to 1: how much of the longest wait is waited before a request is sent
    /// again. A fast generator that is seeded by the system by default.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// // Always the longest wait: for a test.
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").random(|| 1.0).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn random(mut self, fraction: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.requests.random = Random::new(fraction);
        self
    }
}
