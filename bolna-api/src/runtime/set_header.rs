//! A layer that adds a header.

use std::fmt;

use reqwest::header::{HeaderName, HeaderValue};

use crate::Error;
use crate::transport::{BoxFuture, Layer, Next};

/// Adds one header to every request that does not have it: a key, for example.
///
/// ```
/// use bolna_api::transport::SetHeader;
/// use reqwest::header::{AUTHORIZATION, HeaderValue};
///
/// let key = HeaderValue::from_static("Bearer sa-0123456789");
/// let client = bolna_api::Client::new(bolna_api::BASE_URL, reqwest::Client::new())
///     .with_layer(SetHeader::new(AUTHORIZATION, key));
/// ```
#[derive(Clone)]
pub struct SetHeader {
    name: HeaderName,
    value: HeaderValue,
}

impl SetHeader {
    /// Adds a header with this name and value. A value that nothing may show is one that is marked as
    /// [sensitive](HeaderValue::set_sensitive); that of `Authorization` is taken for one.
    #[must_use]
    pub fn new(name: HeaderName, value: HeaderValue) -> Self {
        Self { name, value }
    }
}

impl Layer for SetHeader {
    fn call<'a>(
        &'a self,
        mut request: reqwest::Request,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<reqwest::Response, Error>> {
        let headers = request.headers_mut();
        headers.entry(&self.name).or_insert_with(|| self.value.clone());
        Box::pin(next.run(request))
    }

    fn placeholders(&self) -> Vec<(HeaderName, String)> {
        let is_secret = self.value.is_sensitive() || crate::runtime::secrets::is_secret(&self.name);
        let shown = match self.value.to_str() {
            Ok(text) if !is_secret => text,
            _ => crate::runtime::secrets::REDACTED,
        };
        vec![(self.name.clone(), shown.to_owned())]
    }
}

/// Shows the name of the header.
impl fmt::Debug for SetHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetHeader")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
