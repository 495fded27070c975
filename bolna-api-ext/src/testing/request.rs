//! What a fake was asked.

use std::fmt;

use bolna_api::OperationInfo;
use reqwest::header::{AUTHORIZATION, HeaderMap};
use reqwest::{Method, Request, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A request that reached a [`FakeBolna`](super::FakeBolna): as it would have gone over the wire, the key included. It shows as its
/// method, path and query.
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
    pub(super) fn of(request: &Request, operation: &OperationInfo) -> Self {
        Self {
            operation: operation.clone(),
            method: request.method().clone(),
            url: request.url().clone(),
            query: request.url().query_pairs().into_owned().collect(),
            headers: request.headers().clone(),
            body: request.body().and_then(|body| body.as_bytes()).map(<[u8]>::to_vec),
        }
    }

    /// The operation that it is of.
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

    /// What the path has in the place of this parameter, as it goes over the wire: `trunk_id` of `/trunks/{trunk_id}`.
    #[must_use]
    pub fn path_parameter(&self, name: &str) -> Option<&str> {
        let place = format!("{{{name}}}");
        // The base URL may have a path of its own.
        let template: Vec<_> = self.operation.path().split('/').rev().collect();
        let segments = self.url.path().split('/').rev();
        let mut both = template.into_iter().zip(segments);
        both.find_map(|(part, segment)| (part == place).then_some(segment))
    }

    /// The value of this parameter of the query, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        pairs.find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    /// The header, if it is a text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The key that it was sent with: which tenant it was.
    #[must_use]
    pub fn api_key(&self) -> Option<&str> {
        self.header(AUTHORIZATION.as_str())?.strip_prefix("Bearer ")
    }

    /// The body. `None` where there is none, and where it is a file that is read while it is sent.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The body as JSON; null where it is no JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        self.read().unwrap_or_default()
    }

    /// The body as a value of this type, for example the one that the operation takes.
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
    /// It is no such JSON.
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
