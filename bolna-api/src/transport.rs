//! The seam through which every request goes.
//!
//! The generated client builds a [`reqwest::Request`] and reads a [`reqwest::Response`]. What happens between the two is
//! a [`Transport`]: it adds what the server must know about the caller, waits, repeats, counts, refuses. Another crate
//! supplies it with [`Client::with_transport`](crate::Client::with_transport); `bolna-api-ext` is one that does.
//!
//! ```
//! use bolna_api::transport::{BoxFuture, Operation, Refused, Transport};
//!
//! /// Lets nothing out that is not a read.
//! struct ReadOnly;
//!
//! impl Transport for ReadOnly {
//!     fn prepare<'a>(
//!         &'a self,
//!         request: &'a mut reqwest::Request,
//!         operation: Operation,
//!     ) -> BoxFuture<'a, Result<(), Refused>> {
//!         Box::pin(async move {
//!             match request.method().is_safe() {
//!                 true => Ok(()),
//!                 false => Err(Refused::new(format!("{operation} would change something"))),
//!             }
//!         })
//!     }
//! }
//!
//! let client = bolna_api::Client::new(bolna_api::BASE_URL, reqwest::Client::new()).with_transport(ReadOnly);
//! ```

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::{Client, Error};

/// A future on the heap, as a trait object's methods must return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Which operation of the contract a request belongs to: its `operationId`, for example `list_sip_trunks`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operation(&'static str);

impl Operation {
    /// The operation with this `operationId`.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self(id)
    }

    /// The `operationId`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A transport's reason for not sending a request. The caller sees it as an [`Error`] of the kind
/// [`Refused`](crate::ErrorKind::Refused).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(String);

impl Refused {
    /// Refuses for this reason, which must not hold a secret.
    #[must_use]
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// What stands between the generated client and the network. Both methods have a default, which does nothing more than
/// a client without a transport.
pub trait Transport: Send + Sync {
    /// Runs once for each call, before anything is sent: it may add headers, wait, or refuse.
    fn prepare<'a>(
        &'a self,
        request: &'a mut reqwest::Request,
        operation: Operation,
    ) -> BoxFuture<'a, Result<(), Refused>> {
        let _ = (request, operation);
        Box::pin(async { Ok(()) })
    }

    /// Sends the request with `http`, once or more than once, and returns the response that the client shall read.
    ///
    /// # Errors
    ///
    /// The error of the last try. A status that says "no" is not an error here: it is a response.
    fn send<'a>(
        &'a self,
        request: reqwest::Request,
        operation: Operation,
        http: &'a reqwest::Client,
    ) -> BoxFuture<'a, reqwest::Result<reqwest::Response>> {
        let _ = operation;
        Box::pin(http.execute(request))
    }
}

/// Sends each request once, as it is.
struct Direct;

impl Transport for Direct {}

/// The transport of a client, as the generated code holds it.
#[derive(Clone)]
pub struct Seam(Arc<dyn Transport>);

impl Seam {
    pub(crate) fn new(transport: impl Transport + 'static) -> Self {
        Self(Arc::new(transport))
    }
}

impl Default for Seam {
    fn default() -> Self {
        Self::new(Direct)
    }
}

/// Shows nothing of the transport: it may hold a key.
impl fmt::Debug for Seam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seam(..)")
    }
}

impl Client {
    /// Sends a request by way of the transport.
    #[allow(dead_code, reason = "a document may have no operations")]
    pub(crate) async fn dispatch(
        &self,
        mut request: reqwest::Request,
        operation: Operation,
    ) -> Result<reqwest::Response, Error> {
        let transport = &self.inner.0;
        let prepared = transport.prepare(&mut request, operation).await;
        prepared.map_err(|refused| Error::refused(operation, refused))?;
        let sent = transport.send(request, operation, &self.client).await;
        sent.map_err(|error| Error::unsent(operation, error))
    }
}
