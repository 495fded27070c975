//! The client that a program holds.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use crate::api_key::{GivenKey, KeySource};
use crate::authorization::Caller;
use crate::checked::{Config, time_limit};
use crate::clock::Clock;
use crate::config::BolnaBuilder;
use crate::config_error::ConfigError;
use crate::http;
use crate::retry::RetryPolicy;
use crate::sip_trunks::SipTrunks;
use crate::stack::{self, Stack};

/// A client of the Bolna API, with a key.
///
/// Every operation of the contract is a method of it:
///
/// ```no_run
/// # async fn run() -> Result<(), bolna_api_ext::Error> {
/// let bolna = bolna_api_ext::Bolna::from_env()?;
/// for trunk in bolna.list_sip_trunks().is_active(true).send().await? {
///     println!("{:?}", trunk.name);
/// }
/// println!("{} active trunks", bolna.sip_trunks().active().await?.len());
/// # Ok(())
/// # }
/// ```
///
/// It is cheap to clone, and clones share their connections: make one and pass it on.
///
/// # The generated client
///
/// `Bolna` dereferences to [`bolna_api::Client`]: it *is* that client, with key and layers, so that each of its operations,
/// those of a later version among them, is called without a step in between, and with
/// [`execute`](bolna_api::Client::execute) also what the contract does not have. A method that is written by hand has
/// a name that no operation has.
///
/// # Layers
///
/// A request passes, in this order,
///
/// 1. the layers of [`BolnaBuilder::layer`], the one that was added last before the others;
/// 2. the span of the call, with the feature `tracing`;
/// 3. rate limits, with the feature `rate-limit` and `BolnaBuilder::rate_limits`;
/// 4. [retries](crate::guide::retrying): what is below is passed once for each attempt;
/// 5. the span of the attempt, with the feature `tracing`;
/// 6. authorization: key, user agent, time limit;
/// 7. the layers of [`BolnaBuilder::inner_layer`], the one that was added last after the others;
/// 8. the HTTP client, which reads the whole body of a success, too;
///
/// and its response passes them in the other direction. An outer layer sees a request once and without the key, and may
/// answer it, refuse it or repeat it. An inner layer sees what is sent, each time.
///
/// # Variations
///
/// [`with_api_key`](Self::with_api_key), [`with_timeout`](Self::with_timeout) and [`with_retry`](Self::with_retry) give the
/// same client with one thing changed: for a tenant, or for one request. They cost next to nothing, and share
/// connections, retry budget and rate limits with the client that they come from, as clones do.
#[derive(Clone)]
pub struct Bolna {
    api: bolna_api::Client,
    stack: Arc<Stack>,
}

impl Bolna {
    /// A client with the key in `BOLNA_API_KEY`, for the API at `BOLNA_BASE_URL` or else at [`bolna_api::BASE_URL`].
    ///
    /// # Errors
    ///
    /// A [`ConfigError`] that says what to set.
    pub fn from_env() -> Result<Self, ConfigError> {
        BolnaBuilder::from_env().build()
    }

    /// Sets everything by hand; the environment is not read.
    pub fn builder() -> BolnaBuilder {
        BolnaBuilder::new()
    }

    pub(crate) fn new(config: Config) -> Result<Self, ConfigError> {
        let http = http::client(config.http, &config.base_url)?;
        let caller = Caller {
            key: config.key,
            timeout: config.timeout,
            user_agent: config.user_agent,
            headers: config.headers,
        };
        Ok(Self::from_stack(Stack {
            base_url: config.base_url.into(),
            http,
            caller: Arc::new(caller),
            permits: stack::permits(&config.requests),
            requests: config.requests,
            layers: Arc::new(config.layers),
        }))
    }

    fn from_stack(stack: Stack) -> Self {
        Self {
            api: stack.client(),
            stack: Arc::new(stack),
        }
    }

    /// The same client with something else about the caller.
    fn with_caller(&self, caller: Caller) -> Self {
        Self::from_stack(Stack {
            caller: Arc::new(caller),
            ..Stack::clone(&self.stack)
        })
    }

    /// The same client with another key: another tenant, on the same connections, with the same settings and layers, and
    /// with a part in the same retry budget and rate limits.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").build()?;
    /// let tenants = ["sa-1111111111", "sa-2222222222"].map(|key| bolna.with_api_key(key));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The key is empty, or cannot be one.
    pub fn with_api_key(&self, key: impl Into<SecretString>) -> Result<Self, ConfigError> {
        Ok(self.with_caller(Caller {
            key: KeySource::check(GivenKey::Fixed(key.into()))?,
            ..Caller::clone(&self.stack.caller)
        }))
    }

    /// The same client with another [time limit](BolnaBuilder::timeout) for a request as a whole, each time that it is
    /// sent.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
    /// let agents = bolna.with_timeout(Duration::from_secs(2))?.list_agents().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// It is zero.
    pub fn with_timeout(&self, timeout: Duration) -> Result<Self, ConfigError> {
        Ok(self.with_caller(Caller {
            timeout: time_limit("timeout", timeout)?,
            ..Caller::clone(&self.stack.caller)
        }))
    }

    /// The same client with another [policy of retries](BolnaBuilder::retry).
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use bolna_api_ext::RetryPolicy;
    ///
    /// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
    /// // Attempts, and the waits between them, are over in ten seconds.
    /// let quick = RetryPolicy::new().total_timeout(Duration::from_secs(10));
    /// let agents = bolna.with_retry(quick).list_agents().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_retry(&self, policy: RetryPolicy) -> Self {
        let mut stack = Stack::clone(&self.stack);
        stack.requests.retry = policy;
        Self::from_stack(stack)
    }

    /// The clock that everything here waits by.
    #[allow(dead_code, reason = "features wait by it")]
    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        self.stack.requests.clock()
    }

    /// The SIP trunks of the account.
    #[must_use]
    pub fn sip_trunks(&self) -> SipTrunks<'_> {
        SipTrunks::new(self)
    }

    /// The generated client, with every operation of the contract. It has the key and the layers, and so has a clone of
    /// it; `Bolna` [dereferences](#the-generated-client) to it.
    ///
    /// ```
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let bolna = bolna_api_ext::Bolna::builder().api_key("sa-0123456789").build()?;
    /// let client: bolna_api_ext::bolna_api::Client = bolna.api().clone();
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn api(&self) -> &bolna_api::Client {
        &self.api
    }
}

impl Deref for Bolna {
    type Target = bolna_api::Client;

    fn deref(&self) -> &bolna_api::Client {
        &self.api
    }
}

/// Shows the base URL, and no key.
impl fmt::Debug for Bolna {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bolna")
            .field("base_url", &self.api.base_url())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use bolna_api::Operation;

    use super::*;

    #[test]
    fn debug_shows_where_and_not_with_which_key() {
        let bolna = Bolna::builder().api_key("sa-hunter2").build().unwrap();
        assert_eq!(
            format!("{bolna:?}"),
            r#"Bolna { base_url: "https://api.bolna.ai", .. }"#
        );
        let api = format!("{:?} {:?}", bolna.api(), bolna.list_sip_trunks());
        assert!(!api.contains("hunter2"), "{api}");
    }

    #[test]
    fn a_command_line_has_the_variable_of_the_key() {
        let bolna = Bolna::builder().api_key("sa-hunter2").build().unwrap();
        let call = bolna.stop_call().execution_id("01HQ");
        assert_eq!(
            call.as_curl().unwrap(),
            "curl -X POST 'https://api.bolna.ai/call/01HQ/stop' -H 'accept: application/json' \
             -H \"authorization: Bearer $BOLNA_API_KEY\""
        );
    }

    #[test]
    fn it_can_be_shared_between_threads() {
        fn shared<T: Clone + Send + Sync + 'static>() {}
        shared::<Bolna>();
    }
}
