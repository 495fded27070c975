//! The layer that tells the server who is calling.

use std::sync::Arc;
use std::time::Duration;

use bolna_api::Error;
use bolna_api::transport::{BoxFuture, Layer, Next};
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue, USER_AGENT};

use crate::api_key::ApiKey;
use crate::config::{ENV_API_KEY, ENV_BASE_URL};

/// Who is calling, and how long they wait.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) key: ApiKey,
    pub(crate) timeout: Option<Duration>,
    pub(crate) user_agent: Option<HeaderValue>,
}

impl Caller {
    fn apply(&self, request: &mut reqwest::Request) {
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, self.key.bearer());
        if let Some(user_agent) = &self.user_agent {
            headers.insert(USER_AGENT, user_agent.clone());
        }
        if self.timeout.is_some() {
            *request.timeout_mut() = self.timeout;
        }
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
        vec![(AUTHORIZATION, format!("Bearer ${ENV_API_KEY}"))]
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
    fn neither_the_layer_nor_a_request_shows_the_key() {
        let mut request = request();
        let caller = caller(None, None);
        caller.apply(&mut request);
        let layer = Authorization::new(caller);
        assert!(!format!("{layer:?} {request:?} {:?}", layer.placeholders()).contains("hunter2"));
    }
}
