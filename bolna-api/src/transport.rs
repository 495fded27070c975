//! The layers between an operation and the network.
//!
//! An operation builds a [`reqwest::Request`] and reads a [`reqwest::Response`]. What happens between the two is a stack of
//! [`Layer`]s, like that of a web framework seen from the other side: each gets the request and [`Next`], which runs what
//! is below it. A layer adds what the server must know about the caller, waits, repeats, counts, refuses, or answers by
//! itself. [`Client::with_layer`] puts one around those that are there, [`Client::with_inner_layer`] one below them, next
//! to the network. Nothing takes a layer away.
//!
//! A guard that lets nothing out but reads:
//!
//! ```
//! use bolna_api::Error;
//! use bolna_api::transport::{BoxFuture, Layer, Next};
//! use reqwest::{Request, Response};
//!
//! struct ReadOnly;
//!
//! impl Layer for ReadOnly {
//!     fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
//!         Box::pin(async move {
//!             match next.operation().is_safe() {
//!                 true => next.run(request).await,
//!                 false => Err(next.refuse("this program only reads")),
//!             }
//!         })
//!     }
//! }
//!
//! let client = bolna_api::Client::new(bolna_api::BASE_URL, reqwest::Client::new()).with_layer(ReadOnly);
//! ```
//!
//! A counter, which sees what came of each request:
//!
//! ```
//! use std::sync::atomic::{AtomicUsize, Ordering};
//!
//! use bolna_api::Error;
//! use bolna_api::transport::{BoxFuture, Layer, Next};
//! use reqwest::{Request, Response};
//!
//! #[derive(Default)]
//! struct Counter { sent: AtomicUsize, failed: AtomicUsize }
//!
//! impl Layer for Counter {
//!     fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
//!         Box::pin(async move {
//!             self.sent.fetch_add(1, Ordering::Relaxed);
//!             let result = next.run(request).await;
//!             if result.as_ref().map_or(true, |response| !response.status().is_success()) {
//!                 self.failed.fetch_add(1, Ordering::Relaxed);
//!             }
//!             result
//!         })
//!     }
//! }
//! ```
//!
//! A fake for tests, which answers by itself, so that nothing is sent:
//!
//! ```
//! use bolna_api::Error;
//! use bolna_api::transport::{BoxFuture, Layer, Next, response};
//! use reqwest::{Request, Response, StatusCode};
//!
//! struct Fake;
//!
//! impl Layer for Fake {
//!     fn call<'a>(&'a self, _: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
//!         let body = match next.operation().id() {
//!             "GET /pets" => r#"["Rex"]"#,
//!             _ => "{}",
//!         };
//!         Box::pin(async move { Ok(response(StatusCode::OK, body)) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let client = bolna_api::Client::new("https://api.example.com", reqwest::Client::new()).with_layer(Fake);
//! let pets: Vec<String> = client.execute(reqwest::Method::GET, "/pets", ()).await?;
//! assert_eq!(pets, ["Rex"]);
//! # Ok(())
//! # }
//! ```
//!
//! # Secrets
//!
//! What a header holds that is marked as sensitive ([`HeaderValue::set_sensitive`](reqwest::header::HeaderValue::set_sensitive)),
//! or that is there for secrets, as `Authorization` is, shows in no error: as soon as a request with such a header passes
//! [`Next::run`], its value is taken out of whatever an error shows, also where the server repeats it. So are the values of
//! properties that the contract marks as passwords, in a body that is JSON. Default headers of
//! the [`reqwest::Client`] do not pass here: a layer, as [`SetHeader`] is, is the better place for a key.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName};

use crate::operation::{OperationInfo, Reopen};
use crate::secrets::Secrets;
use crate::{Client, Error};

pub use crate::set_header::SetHeader;

/// A future on the heap, as a trait object's methods must return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Something between operations and the network. See the [module](self) for examples.
pub trait Layer: Send + Sync + 'static {
    /// Takes a request to a response: usually by [`Next::run`], once or more than once.
    ///
    /// # Errors
    ///
    /// An error of [`Next::run`], or one of the layer's own: by [`Next::refuse`], or by [`Error::builder`]. A status that
    /// says "no" is not an error here: it is a response.
    fn call<'a>(&'a self, request: reqwest::Request, next: Next<'a>)
    -> BoxFuture<'a, Result<reqwest::Response, Error>>;

    /// What a person can do about an error of an operation, for example `check the API key`. It stands at the end of the
    /// line that the error shows as; the first layer that has something to say is heard.
    fn hint(&self, error: &Error) -> Option<String> {
        let _ = error;
        None
    }

    /// The headers that the layer adds, as [`as_curl`](crate::Operation::as_curl) shall show them: never with a secret,
    /// rather with a variable of the shell in its place.
    fn placeholders(&self) -> Vec<(HeaderName, String)> {
        Vec::new()
    }
}

impl<L: Layer + ?Sized> Layer for Arc<L> {
    fn call<'a>(
        &'a self,
        request: reqwest::Request,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<reqwest::Response, Error>> {
        (**self).call(request, next)
    }

    fn hint(&self, error: &Error) -> Option<String> {
        (**self).hint(error)
    }

    fn placeholders(&self) -> Vec<(HeaderName, String)> {
        (**self).placeholders()
    }
}

/// What is below a layer: the other layers, and then the network.
///
/// It is cheap to copy, and can be run more than once.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    call: &'a Call,
    layers: &'a [Arc<dyn Layer>],
}

impl<'a> Next<'a> {
    /// The operation that the request is of.
    #[must_use]
    pub fn operation(&self) -> &'a OperationInfo {
        &self.call.operation
    }

    /// Sends the request by way of the layers below.
    ///
    /// # Errors
    ///
    /// There is no response: a layer refused, the connection failed or broke, time ran out, or the HTTP client followed a
    /// redirect. No error shows what a sensitive header holds.
    pub async fn run(self, request: reqwest::Request) -> Result<reqwest::Response, Error> {
        self.call.remember(request.headers());
        let result = match self.layers.split_first() {
            Some((layer, layers)) => layer.call(request, Next { layers, ..self }).await,
            None => self.call.execute(request).await,
        };
        self.call.note_effect(&result);
        result.map_err(|error| self.call.redact(error))
    }

    /// The request once more, to be sent again; `None` only for one whose body a layer replaced by a stream.
    ///
    /// Where the body is a form with a file that is read while it is sent, the file is opened again.
    #[must_use]
    pub fn try_clone(&self, request: &reqwest::Request) -> Option<reqwest::Request> {
        request.try_clone().or_else(|| {
            let reopen = self.call.reopen.as_ref()?;
            let mut again = reqwest::Request::new(request.method().clone(), request.url().clone());
            *again.headers_mut() = request.headers().clone();
            *again.timeout_mut() = request.timeout().copied();
            *again.version_mut() = request.version();
            *again.body_mut() = Some(reopen());
            Some(again)
        })
    }

    /// The error of a layer that does not send the request, for this reason. It is of the kind
    /// [`Refused`](crate::ErrorKind::Refused).
    #[must_use]
    pub fn refuse(&self, reason: impl fmt::Display) -> Error {
        Error::refused(&self.call.operation, &reason)
    }
}

/// Shows the operation, and nothing of the layers: they may hold a key.
impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next")
            .field("operation", &self.call.operation.id())
            .finish_non_exhaustive()
    }
}

/// A response that no server gave: for a layer that answers by itself. Its
/// [`headers_mut`](reqwest::Response::headers_mut) are empty.
///
/// ```
/// use bolna_api::transport::response;
/// use reqwest::StatusCode;
///
/// let busy = response(StatusCode::TOO_MANY_REQUESTS, r#"{"error": "Slow down"}"#);
/// assert_eq!(busy.status(), 429);
/// ```
#[must_use]
pub fn response(status: StatusCode, body: impl Into<reqwest::Body>) -> reqwest::Response {
    let mut response = http::Response::new(body.into());
    *response.status_mut() = status;
    response.into()
}

/// One operation on its way.
pub(crate) struct Call {
    http: reqwest::Client,
    layers: Layers,
    operation: OperationInfo,
    reopen: Option<Reopen>,
    secrets: Mutex<Secrets>,
    /// Whether one of several attempts may have had an effect.
    has_effect: AtomicBool,
}

impl Call {
    pub(crate) fn new(
        http: reqwest::Client,
        layers: Layers,
        operation: &OperationInfo,
        reopen: Option<Reopen>,
    ) -> Self {
        Self {
            http,
            layers,
            operation: operation.clone(),
            reopen,
            secrets: Mutex::default(),
            has_effect: AtomicBool::new(false),
        }
    }

    pub(crate) fn operation(&self) -> &OperationInfo {
        &self.operation
    }

    /// Sends a request by way of all layers.
    pub(crate) async fn send(&self, request: reqwest::Request) -> Result<reqwest::Response, Error> {
        let next = Next {
            call: self,
            layers: &self.layers.0,
        };
        next.run(request).await.map_err(|error| self.finish(error))
    }

    /// An error as the caller gets it: without secrets, and with what is known of the whole call.
    pub(crate) fn finish(&self, error: Error) -> Error {
        let error = match self.has_effect.load(Ordering::Relaxed) {
            true => error.with_effect(),
            false => error,
        };
        let error = self.redact(error);
        let hint = self.layers.0.iter().find_map(|layer| layer.hint(&error));
        match hint {
            Some(hint) => self.redact(error.with_hint(hint)),
            None => error,
        }
    }

    /// Sends a request over the network.
    async fn execute(&self, request: reqwest::Request) -> Result<reqwest::Response, Error> {
        let url = request.url().clone();
        match self.http.execute(request).await {
            // A client that follows redirects may have made a GET of a POST (RFC 9110, section 15.4), and an answer of
            // somebody else is none.
            Ok(response) if response.url() != &url => Err(Error::redirected(&self.operation, &response)),
            Ok(response) => Ok(response),
            Err(error) => Err(Error::unsent(&self.operation, error)),
        }
    }

    /// Keeps in mind that an attempt may have had an effect, whatever comes of the next one.
    fn note_effect(&self, result: &Result<reqwest::Response, Error>) {
        let may_have_effect = match result {
            Ok(response) => !self.operation.is_safe() && response.status().is_server_error(),
            Err(error) => error.may_have_taken_effect(),
        };
        if may_have_effect {
            self.has_effect.store(true, Ordering::Relaxed);
        }
    }

    fn remember(&self, headers: &HeaderMap) {
        let mut secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.remember(headers);
    }

    fn redact(&self, error: Error) -> Error {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        error.redact(&secrets)
    }
}

/// The layers of a client, the outermost first.
#[derive(Clone, Default)]
pub(crate) struct Layers(Arc<[Arc<dyn Layer>]>);

impl Layers {
    fn around(&self, layer: Arc<dyn Layer>) -> Self {
        Self(std::iter::once(layer).chain(self.0.iter().cloned()).collect())
    }

    fn below(&self, layer: Arc<dyn Layer>) -> Self {
        Self(self.0.iter().cloned().chain([layer]).collect())
    }

    /// What each layer adds, as a person may see it.
    pub(crate) fn placeholders(&self) -> Vec<(HeaderName, String)> {
        self.0.iter().flat_map(|layer| layer.placeholders()).collect()
    }
}

/// Shows nothing of the layers: they may hold a key.
impl fmt::Debug for Layers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Layers(..)")
    }
}

impl Client {
    /// The same client with `layer` around those that it has: the layer sees a request first, and its response last.
    ///
    /// See [`transport`](self) for examples.
    #[must_use]
    pub fn with_layer(mut self, layer: impl Layer) -> Self {
        self.inner = self.inner.around(Arc::new(layer));
        self
    }

    /// The same client with `layer` below those that it has, next to the network: the layer sees each request as it is
    /// sent, with everything that the others added.
    ///
    /// ```
    /// use bolna_api::Error;
    /// use bolna_api::transport::{BoxFuture, Layer, Next};
    /// use reqwest::{Request, Response};
    ///
    /// /// Marks each request for the logs of a gateway.
    /// struct Marked;
    ///
    /// impl Layer for Marked {
    ///     fn call<'a>(&'a self, mut request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
    ///         request.headers_mut().insert("x-team", "billing".parse().unwrap());
    ///         Box::pin(next.run(request))
    ///     }
    /// }
    ///
    /// let client = bolna_api::Client::new(bolna_api::BASE_URL, reqwest::Client::new()).with_inner_layer(Marked);
    /// ```
    #[must_use]
    pub fn with_inner_layer(mut self, layer: impl Layer) -> Self {
        self.inner = self.inner.below(Arc::new(layer));
        self
    }

    /// What requests are sent with.
    pub(crate) fn channel(&self) -> (reqwest::Client, Layers) {
        (self.client.clone(), self.inner.clone())
    }
}
