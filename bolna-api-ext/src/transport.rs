//! What this crate puts between the generated client and the network.

use std::sync::Arc;
use std::time::Duration;

use bolna_api::transport::{BoxFuture, Operation, Refused, Transport};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};

use crate::api_key::ApiKey;

/// Who is calling, and how long they wait.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) key: ApiKey,
    pub(crate) timeout: Option<Duration>,
    pub(crate) user_agent: Option<HeaderValue>,
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
        if let Some(user_agent) = &self.user_agent {
            headers.insert(USER_AGENT, user_agent.clone());
        }
        if self.timeout.is_some() {
            *request.timeout_mut() = self.timeout;
        }
    }
}

/// Tells the server who is calling.
#[derive(Clone, Debug)]
pub(crate) struct Authorized(Arc<Caller>);

impl Authorized {
    pub(crate) fn new(caller: Caller) -> Self {
        Self(Arc::new(caller))
    }

    pub(crate) fn key(&self) -> &ApiKey {
        &self.0.key
    }
}

impl Transport for Authorized {
    fn prepare<'a>(&'a self, request: &'a mut reqwest::Request, _: Operation) -> BoxFuture<'a, Result<(), Refused>> {
        self.0.apply(request);
        Box::pin(async { Ok(()) })
    }
}

#[cfg(test)]
mod tests {
    use reqwest::{Method, Request};
    use secrecy::SecretString;

    use super::*;

    fn request() -> Request {
        Request::new(Method::GET, "https://api.bolna.ai/sip-trunks/trunks".parse().unwrap())
    }

    fn caller(timeout: Option<Duration>, user_agent: Option<HeaderValue>) -> Caller {
        let key = ApiKey::new(&SecretString::from("sa-hunter2")).unwrap();
        Caller {
            key,
            timeout,
            user_agent,
            headers: HeaderMap::new(),
        }
    }

    #[test]
    fn a_request_says_who_calls_and_how_long_they_wait() {
        let second = Duration::from_secs(1);
        let mut request = request();
        caller(Some(second), Some(HeaderValue::from_static("me/1"))).apply(&mut request);
        assert_eq!(request.headers()[AUTHORIZATION], "Bearer sa-hunter2");
        assert_eq!(request.headers()[USER_AGENT], "me/1");
        assert_eq!(request.timeout(), Some(&second));
    }

    #[test]
    fn what_is_not_configured_is_left_to_the_http_client() {
        let mut request = request();
        caller(None, None).apply(&mut request);
        assert_eq!(request.headers().len(), 1);
        assert_eq!(request.timeout(), None);
    }

    #[test]
    fn neither_the_transport_nor_a_request_shows_the_key() {
        let mut request = request();
        let caller = caller(None, None);
        caller.apply(&mut request);
        let authorized = Authorized::new(caller);
        assert!(!format!("{authorized:?} {request:?}").contains("hunter2"));
    }
}
