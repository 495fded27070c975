//! How a [`Client`] is made, and what it sends beside the operations of the contract. The generated constructors are
//! removed by the pipeline: one of them panics when TLS cannot be set up, and neither knows the layers.

use std::fmt;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::operation::{Invalid, OperationInfo};
use crate::runtime::call::{Call, Layers};
use crate::{Client, Error, response};

impl Client {
    /// A client that sends with `http` to `base_url`.
    ///
    /// `base_url` has a scheme and a host, and may have a port and a path; a slash at its end makes no difference.
    /// [`BASE_URL`](crate::BASE_URL) is the one in production. Timeouts, proxies, default headers and TLS are those of
    /// `http`. Nothing is checked here: a base URL that is none shows as an error of the first request.
    ///
    /// Let `http` follow no redirects (`redirect(reqwest::redirect::Policy::none())`): a redirected `POST` may become a
    /// `GET`, and what comes back is an error either way.
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
            inner: Layers::default(),
        }
    }

    /// The base URL, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.baseurl
    }

    /// Calls an operation that the contract does not have: with the same layers, the same errors, and nothing secret in
    /// them.
    ///
    /// `path` begins with a slash, and may have a query. What `body` is as JSON is sent, and nothing where that is null:
    /// `()` is no body. What comes back is read as JSON, an empty body as null, so that `()` and an `Option` can be read
    /// of one. Any 2xx is a success.
    ///
    /// ```no_run
    /// use serde_json::{Value, json};
    /// use reqwest::Method;
    ///
    /// # async fn run(client: bolna_api::Client) -> Result<(), bolna_api::Error> {
    /// let pets: Value = client.execute(Method::GET, "/new/pets?page=1", ()).await?;
    /// let added: Value = client.execute(Method::POST, "/new/pets", json!({"name": "Rex"})).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of every operation; and the path does not begin with a slash, or would lead elsewhere: it has a fragment, a
    /// backslash, a control character, or a segment that is `.` or `..`.
    pub fn execute<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: impl Serialize,
    ) -> impl Future<Output = Result<T, Error>> + Send {
        let template = path.split('?').next().unwrap_or_default();
        let info = OperationInfo::unlisted(method, template);
        let request = self.unlisted(&info, path, &body);
        let (http, layers) = self.channel();
        async move {
            let call = Call::new(http, layers, &info, None, true);
            let response = call.send(request?).await?;
            let read = response::untyped(response, &info).await;
            read.map_err(|error| call.finish(error))
        }
    }

    fn unlisted(&self, info: &OperationInfo, path: &str, body: &impl Serialize) -> Result<reqwest::Request, Error> {
        let invalid = |reason: String| Error::invalid(info, Invalid(reason));
        let url = url(&self.baseurl, path).map_err(|reason| invalid(format!("`path`: {reason}")))?;
        let body = serde_json::to_vec(body).map_err(|error| invalid(format!("`body`: {error}")))?;
        let mut request = reqwest::Request::new(info.method().clone(), url);
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert(ACCEPT, json.clone());
        if body != b"null" {
            request.headers_mut().insert(CONTENT_TYPE, json);
            *request.body_mut() = Some(body.into());
        }
        Ok(request)
    }
}

/// The URL of a path below the base URL, and nowhere else.
fn url(base: &str, path: &str) -> Result<Url, String> {
    let base_url = Url::parse(base).map_err(|error| format!("the base URL cannot be used: {error}"))?;
    let segments = path.split(['?', '#']).next().unwrap_or_default().split('/');
    // To a URL, `%2e` is a dot (WHATWG URL, "double-dot URL path segment").
    let is_dots = |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    let refusal = match path {
        _ if !path.starts_with('/') => Some("it does not begin with a slash"),
        _ if path.contains('#') => Some("it has a fragment"),
        _ if path.contains('\\') => Some("it has a backslash, which is a slash to a URL"),
        // Tabs and newlines are taken out of a URL, and may hide dots.
        _ if path.contains(|c: char| c.is_control() || c.is_whitespace()) => {
            Some("it has a space or a control character")
        }
        _ if segments.into_iter().any(is_dots) => Some("it has a segment `.` or `..`, which leads to another path"),
        _ => None,
    };
    if let Some(refusal) = refusal {
        return Err(refusal.to_owned());
    }
    let url = Url::parse(&format!("{base}{path}")).map_err(|error| error.to_string())?;
    if url.origin() == base_url.origin() && url.path().starts_with(base_url.path()) {
        Ok(url)
    } else {
        Err("it leads to another server".to_owned())
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

#[cfg(test)]
mod tests;
