//! The layer that tells the server who is calling.

use std::sync::Arc;
use std::time::Duration;

use bolna_api::transport::{BoxFuture, Layer, Next};
use bolna_api::{Error, ErrorKind, OperationInfo};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use crate::api_key::{ApiKey, KeySource};
use crate::config::{ENV_API_KEY, ENV_BASE_URL};
use crate::config_error::ConfigError;

/// Who is calling, and how long they wait.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) key: KeySource,
    pub(crate) timeout: Duration,
    pub(crate) user_agent: HeaderValue,
    /// Of each request that has none of the same name.
    pub(crate) headers: HeaderMap,
}

impl Caller {
    fn apply(&self, key: &ApiKey, request: &mut reqwest::Request) {
        let headers = request.headers_mut();
        for (name, value) in &self.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        headers.insert(AUTHORIZATION, key.bearer());
        headers.insert(USER_AGENT, self.user_agent.clone());
        // Who repeats a request has only so much time left for each.
        let limit = request.timeout_mut();
        *limit = Some(limit.map_or(self.timeout, |limit| limit.min(self.timeout)));
    }
}

/// Adds key, user agent and time limit to every request.
#[derive(Clone, Debug)]
pub(crate) struct Authorization(pub(crate) Arc<Caller>);

impl Layer for Authorization {
    fn call<'a>(
        &'a self,
        mut request: reqwest::Request,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<reqwest::Response, Error>> {
        Box::pin(async move {
            let key = self.0.key.key().await;
            let key = key.map_err(|error| without_key(next.operation(), error))?;
            self.0.apply(&key, &mut request);
            next.run(request).await
        })
    }

    /// Of a 403 that is not about the key, nothing is said: another key would not change the plan.
    fn hint(&self, error: &Error) -> Option<String> {
        let variable = match () {
            () if error.is_authentication() => match self.0.key {
                KeySource::Fixed(_) => ENV_API_KEY,
                KeySource::Provided(_) => return Some("check the key that `api_key_provider` gives".to_owned()),
            },
            () if error.is_redirect() => ENV_BASE_URL,
            () => return None,
        };
        Some(format!("check {variable}"))
    }

    fn placeholders(&self) -> Vec<(HeaderName, String)> {
        let key = (AUTHORIZATION, format!("Bearer ${ENV_API_KEY}"));
        let headers = self
            .0
            .headers
            .keys()
            .map(|name| (name.clone(), "[redacted]".to_owned()));
        std::iter::once(key).chain(headers).collect()
    }
}

/// The error of a request that has no key, so that it was not sent.
fn without_key(operation: &OperationInfo, error: ConfigError) -> Error {
    let builder = Error::builder(ErrorKind::Config).operation(operation);
    builder.reason(&error).source(error).build()
}

#[cfg(test)]
mod tests {
    use reqwest::header::ACCEPT;
    use reqwest::{Method, Request};
    use secrecy::SecretString;

    use super::*;

    fn request() -> Request {
        Request::new(Method::GET, "https://api.bolna.ai/sip-trunks/trunks".parse().unwrap())
    }

    fn key() -> ApiKey {
        ApiKey::new(&SecretString::from("sa-hunter2")).unwrap()
    }

    fn caller() -> Caller {
        Caller {
            key: KeySource::Fixed(key()),
            timeout: Duration::from_secs(1),
            user_agent: HeaderValue::from_static("me/1"),
            headers: HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("text/csv"))]),
        }
    }

    #[test]
    fn a_request_says_who_calls_and_how_long_they_wait() {
        let mut request = request();
        caller().apply(&key(), &mut request);
        assert_eq!(request.headers()[AUTHORIZATION], "Bearer sa-hunter2");
        assert_eq!(request.headers()[USER_AGENT], "me/1");
        assert_eq!(request.headers()[ACCEPT], "text/csv");
        assert_eq!(request.timeout(), Some(&Duration::from_secs(1)));
    }

    #[test]
    fn the_shorter_of_two_time_limits_counts() {
        for (set, expected) in [(500, 500), (2000, 1000)] {
            let mut request = request();
            *request.timeout_mut() = Some(Duration::from_millis(set));
            caller().apply(&key(), &mut request);
            assert_eq!(request.timeout(), Some(&Duration::from_millis(expected)));
        }
    }

    #[test]
    fn what_an_operation_says_of_itself_counts_for_more_than_a_header_of_every_request() {
        let mut request = request();
        request
            .headers_mut()
            .insert(ACCEPT, HeaderValue::from_static("application/json"));
        caller().apply(&key(), &mut request);
        assert_eq!(request.headers()[ACCEPT], "application/json");
    }

    #[test]
    fn neither_the_layer_nor_a_request_shows_the_key() {
        let mut request = request();
        let caller = caller();
        caller.apply(&key(), &mut request);
        let layer = Authorization(Arc::new(caller));
        assert!(!format!("{layer:?} {request:?} {:?}", layer.placeholders()).contains("hunter2"));
    }
}
