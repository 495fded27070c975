//! The requests that a fake received.

use std::fmt;

use bolna_api::OperationInfo;
use reqwest::header::{AUTHORIZATION, HeaderMap};
use reqwest::{Method, Request, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A request that a [`FakeBolna`](super::FakeBolna) received, as it would have been sent, the key included. Its `Display` is its method,
/// path and query.
///
/// ```
/// use bolna_api_ext::bolna_api::builder::MakeCall;
/// use bolna_api_ext::testing::{FakeBolna, Reply};
/// use bolna_api_ext::types::CallRequest;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let fake = FakeBolna::new();
/// fake.always_reply::<MakeCall>(Reply::status(402));
/// let call = CallRequest::builder().agent_id("7").recipient_phone_number("+14155550187");
/// let _ = fake.client().make_call().body(call).send().await;
///
/// let request = &fake.requests()[0];
/// assert_eq!(request.to_string(), "POST /call");
/// assert_eq!(request.operation().id(), "make_call");
/// assert_eq!(request.header("content-type"), Some("application/json"));
/// assert_eq!(request.json()["agent_id"], "7");
/// # }
/// ```
#[derive(Clone)]
pub struct FakeRequest {
    operation: OperationInfo,
    method: Method,
    url: Url,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

impl FakeRequest {
    pub(super) fn new(request: &Request, operation: &OperationInfo) -> Self {
        Self {
            operation: operation.clone(),
            method: request.method().clone(),
            url: request.url().clone(),
            query: request.url().query_pairs().into_owned().collect(),
            headers: request.headers().clone(),
            body: request.body().and_then(|body| body.as_bytes()).map(<[u8]>::to_vec),
        }
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &OperationInfo {
        &self.operation
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path, as it goes over the wire: `/sip-trunks/trunks/01HQ`.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// The value of a path parameter, as it is sent: `trunk_id` of `/trunks/{trunk_id}`.
    #[must_use]
    pub fn path_parameter(&self, name: &str) -> Option<&str> {
        let place = format!("{{{name}}}");
        // The base URL may have a path of its own.
        let template: Vec<_> = self.operation.path().split('/').rev().collect();
        let segments = self.url.path().split('/').rev();
        let mut both = template.into_iter().zip(segments);
        both.find_map(|(part, segment)| (part == place).then_some(segment))
    }

    /// The value of a query parameter, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        pairs.find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    /// The header, if it is a string.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The API key, for tests of programs with many tenants.
    #[must_use]
    pub fn api_key(&self) -> Option<&str> {
        self.header(AUTHORIZATION.as_str())?.strip_prefix("Bearer ")
    }

    /// The body; `None` if there is none, and if it is a stream.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The body as JSON; null if it is not JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        self.read().unwrap_or_default()
    }

    /// Deserializes the body, for example into the type that the operation takes.
    ///
    /// ```
    /// # use bolna_api_ext::testing::FakeRequest;
    /// use bolna_api_ext::types::CallRequest;
    ///
    /// fn whom(request: &FakeRequest) -> Option<String> {
    ///     request.read::<CallRequest>().ok()?.recipient_phone_number
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The body is not JSON of that type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(self.body().unwrap_or_default())
    }
}

impl fmt::Display for FakeRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url.path())?;
        match self.url.query() {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

/// Shows neither the key nor the body, which may hold secrets.
impl fmt::Debug for FakeRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeRequest")
            .field("operation", &self.operation.id())
            .field("request", &self.to_string())
            .finish_non_exhaustive()
    }
}
