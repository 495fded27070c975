//! How a [`Client`] is made. The generated constructors are removed by the pipeline: one of them panics when TLS cannot
//! be set up, and neither knows the seam.

use std::fmt;

use crate::Client;
use crate::transport::{Seam, Transport};

impl Client {
    /// A client that sends with `http` to `base_url`.
    ///
    /// `base_url` has a scheme and a host, and may have a port and a path; a slash at its end makes no difference.
    /// [`BASE_URL`](crate::BASE_URL) is the one in production. Timeouts, proxies, default headers and TLS are those of
    /// `http`. Nothing is checked here: a base URL that is none shows as an error of the first request.
    ///
    /// ```
    /// let client = bolna_api::Client::new("http://127.0.0.1:8080/", reqwest::Client::new());
    /// assert_eq!(client.base_url(), "http://127.0.0.1:8080");
    /// ```
    #[must_use]
    pub fn new(base_url: &str, http: reqwest::Client) -> Self {
        Self {
            baseurl: base_url.trim_end_matches('/').to_owned(),
            client: http,
            inner: Seam::default(),
        }
    }

    /// The same client with `transport` between it and the network: every request of every operation passes it.
    #[must_use]
    pub fn with_transport(mut self, transport: impl Transport + 'static) -> Self {
        self.inner = Seam::new(transport);
        self
    }

    /// The base URL, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.baseurl
    }
}

/// Shows the base URL only: the default headers of a [`reqwest::Client`] may hold a key that is not marked as sensitive.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.baseurl)
            .finish_non_exhaustive()
    }
}
