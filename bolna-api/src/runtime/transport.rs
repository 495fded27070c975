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
use std::sync::Arc;

use reqwest::StatusCode;
use reqwest::header::HeaderName;

use crate::operation::OperationInfo;
use crate::runtime::call::Call;
use crate::{Client, Error};

pub(crate) use crate::runtime::call::Layers;

pub use crate::runtime::set_header::SetHeader;

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
    /// All layers of a call.
    pub(crate) fn all(call: &'a Call, layers: &'a [Arc<dyn Layer>]) -> Self {
        Self { call, layers }
    }

    /// The operation that the request is of.
    #[must_use]
    pub fn operation(&self) -> &'a OperationInfo {
        self.call.operation()
    }

    /// The same, for one attempt more. A layer that sends a request more than once says so with each but the first, so that
    /// layers below know which [`attempt`](Self::attempt) they see, and the caller how many there were, by
    /// [`Error::attempts`].
    ///
    /// ```
    /// use bolna_api::Error;
    /// use bolna_api::transport::{BoxFuture, Layer, Next};
    /// use reqwest::{Request, Response};
    ///
    /// /// Sends what may be sent again once more, without a wait.
    /// struct Twice;
    ///
    /// impl Layer for Twice {
    ///     fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
    ///         Box::pin(async move {
    ///             let copy = next.try_clone(&request);
    ///             match (next.run(request).await, copy) {
    ///                 (Err(error), Some(copy)) if error.is_retryable() => next.another_attempt().run(copy).await,
    ///                 (result, _) => result,
    ///             }
    ///         })
    ///     }
    /// }
    /// ```
    #[must_use]
    pub fn another_attempt(self) -> Self {
        self.call.count_attempt();
        self
    }

    /// Which attempt this is, from 1. `Next` is copied with [`run`](Self::run), so that a layer around others can ask the copy that it kept
    /// afterwards: then it is how many attempts there were.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.call.attempt()
    }

    /// Whether an attempt of this call so far may have had an effect. See
    /// [`Error::may_have_taken_effect`].
    #[must_use]
    pub fn may_have_taken_effect(&self) -> bool {
        self.call.has_effect()
    }

    /// Sends the request by way of the layers below.
    ///
    /// The response of a success is there with its whole body, unless the operation is one of those whose caller reads the
    /// body piece by piece: a connection that breaks in the middle of it is an error here, so that a layer can do
    /// something about it. Of any other response the body is not read yet.
    ///
    /// # Errors
    ///
    /// There is no response: a layer refused, the connection failed or broke, time ran out, the body is [longer than
    /// allowed](Client::with_max_body), or the HTTP client followed a redirect. No error shows what a sensitive header
    /// holds.
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
            let reopen = self.call.reopen()?;
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
        Error::refused(self.call.operation(), &reason)
    }
}

/// Shows the operation, and nothing of the layers: they may hold a key.
impl fmt::Debug for Next<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next")
            .field("operation", &self.call.operation().id())
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

    /// The same client with another limit on what it reads of the body of a success, in bytes; 64 MiB by default. A longer
    /// body is an error, before more of it is in memory. The operations whose caller reads the body piece by piece have no
    /// limit, and of a refusal only the first 64 KiB are read in any case.
    ///
    /// ```
    /// let client = bolna_api::Client::new(bolna_api::BASE_URL, reqwest::Client::new()).with_max_body(1 << 20);
    /// ```
    #[must_use]
    pub fn with_max_body(mut self, bytes: usize) -> Self {
        self.inner = self.inner.with_max_body(bytes);
        self
    }

    /// What requests are sent with.
    pub(crate) fn channel(&self) -> (reqwest::Client, Layers) {
        (self.client.clone(), self.inner.clone())
    }
}
