//! The layer that tells the server who is calling.

use std::sync::Arc;
use std::time::Duration;

use bolna_api::Error;
use bolna_api::transport::{BoxFuture, Layer, Next};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use crate::api_key::ApiKey;
use crate::config::{ENV_API_KEY, ENV_BASE_URL};

/// Who is calling, and how long they wait.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) key: ApiKey,
    pub(crate) timeout: Duration,
    pub(crate) user_agent: HeaderValue,
    /// Of each request that has none of the same name.
    pub(crate) headers: HeaderMap,
}

impl Caller {
    fn apply(&self, request: &mut reqwest::Request) {
        let headers = request.headers_mut();
        for (name, value) in &self.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        headers.insert(AUTHORIZATION, self.key.bearer());
        headers.insert(USER_AGENT, self.user_agent.clone());
        *request.timeout_mut() = Some(self.timeout);
    }
}

/// Adds key, user agent and time limit to every request.
#[derive(Clone, Debug)]
pub(crate) struct Authorization(Arc<Caller>);

impl Authorization {
    pub(crate) fn new(caller: Caller) -> Self {
        Self(Arc::new(caller))
    }

    pub(crate) fn caller(&self) -> &Caller {
        &self.0
    }
}

impl Layer for Authorization {
    fn call<'a>(
        &'a self,
        mut request: reqwest::Request,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<reqwest::Response, Error>> {
        self.0.apply(&mut request);
        Box::pin(next.run(request))
    }

    /// Of a 403 that is not about the key, nothing is said: another key would not change the plan.
    fn hint(&self, error: &Error) -> Option<String> {
        let variable = match () {
            () if error.is_authentication() => ENV_API_KEY,
            () if error.is_redirect() => ENV_BASE_URL,
            () => return None,
        };
        Some(format!("check {variable}"))
    }

    fn placeholders(&self) -> Vec<(HeaderName, String)> {
        let key = (AUTHORIZATION, format!("Bearer ${ENV_API_KEY}"));
        let headers = self.0.headers.iter().map(|(name, value)| {
            let shown = value.to_str().ok().filter(|_| !value.is_sensitive());
            (name.clone(), shown.unwrap_or("[redacted]").replace('$', "\\$"))
        });
        std::iter::once(key).chain(headers).collect()
    }
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

    fn caller() -> Caller {
        let key = ApiKey::new(&SecretString::from("sa-hunter2")).unwrap();
        Caller {
            key,
            timeout: Duration::from_secs(1),
            user_agent: HeaderValue::from_static("me/1"),
            headers: HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("text/csv"))]),
        }
    }

    #[test]
    fn a_request_says_who_calls_and_how_long_they_wait() {
        let mut request = request();
        caller().apply(&mut request);
        assert_eq!(request.headers()[AUTHORIZATION], "Bearer sa-hunter2");
        assert_eq!(request.headers()[USER_AGENT], "me/1");
        assert_eq!(request.headers()[ACCEPT], "text/csv");
        assert_eq!(request.timeout(), Some(&Duration::from_secs(1)));
    }

    #[test]
    fn what_an_operation_says_of_itself_counts_for_more_than_a_header_of_every_request() {
        let mut request = request();
        request
            .headers_mut()
            .insert(ACCEPT, HeaderValue::from_static("application/json"));
        caller().apply(&mut request);
        assert_eq!(request.headers()[ACCEPT], "application/json");
    }

    #[test]
    fn neither_the_layer_nor_a_request_shows_the_key() {
        let mut request = request();
        let caller = caller();
        caller.apply(&mut request);
        let layer = Authorization::new(caller);
        assert!(!format!("{layer:?} {request:?} {:?}", layer.placeholders()).contains("hunter2"));
    }
}
