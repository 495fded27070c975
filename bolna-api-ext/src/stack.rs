//! The layers of a client, and their order.

use std::sync::Arc;

use reqwest::Client as Http;

use crate::authorization::{Authorization, Caller};
use crate::config::Layers;
use crate::config_requests::Requests;
use crate::rate_limit::Permits;
use crate::retry::Retry;

/// Everything that a client is made of. A clone with another part is another client on the same connections.
#[derive(Clone)]
pub(crate) struct Stack {
    pub(crate) base_url: String,
    pub(crate) http: Http,
    pub(crate) caller: Arc<Caller>,
    pub(crate) requests: Requests,
    pub(crate) permits: Permits,
    pub(crate) layers: Arc<Layers>,
}

impl Stack {
    /// The client, from the network outwards.
    pub(crate) fn client(&self) -> bolna_api::Client {
        let mut client = bolna_api::Client::new(&self.base_url, self.http.clone());
        if let Some(bytes) = self.requests.max_body {
            client = client.with_max_body(bytes);
        }
        for layer in &self.layers.inner {
            client = client.with_inner_layer(layer.clone());
        }
        client = client.with_layer(Authorization(self.caller.clone()));
        #[cfg(feature = "tracing")]
        {
            client = client.with_layer(crate::spans::Attempts);
        }
        client = client.with_layer(self.retry());
        #[cfg(feature = "rate-limit")]
        if self.permits.are_limited() {
            client = client.with_layer(crate::rate_limit::RateLimit(self.permits.clone()));
        }
        #[cfg(feature = "tracing")]
        {
            client = client.with_layer(crate::spans::Calls(self.requests.clock()));
        }
        for layer in &self.layers.outer {
            client = client.with_layer(layer.clone());
        }
        client
    }

    fn retry(&self) -> Retry {
        Retry {
            policy: self.requests.retry.clone(),
            budget: self.requests.budget.clone(),
            clock: self.requests.clock(),
            random: self.requests.random.clone(),
            permits: self.permits.clone(),
        }
    }
}

/// What requests of these settings wait for.
#[cfg(feature = "rate-limit")]
pub(crate) fn permits(requests: &Requests) -> Permits {
    let limiter = |limits| crate::rate_limit::Limiter::new(limits, requests.clock());
    requests
        .rate_limits
        .as_ref()
        .map(limiter)
        .map(Permits::new)
        .unwrap_or_default()
}

/// Without the feature, nothing.
#[cfg(not(feature = "rate-limit"))]
pub(crate) fn permits(_: &Requests) -> Permits {
    Permits::default()
}
