//! Operations: what the contract says of each, and how each is sent.
//!
//! Every builder in [`builder`](crate::builder) is an [`Operation`], so that what is done with requests can be written
//! once for all of them.
//!
//! ```
//! use bolna_api::{Error, Operation};
//!
//! /// The bytes of the body that an operation would send.
//! fn size<O: Operation>(operation: &O) -> Result<usize, Error> {
//!     let request = operation.clone().request()?;
//!     println!("{} is {} {}", O::INFO, O::INFO.method(), O::INFO.path());
//!     Ok(request.body().and_then(|body| body.as_bytes()).map_or(0, <[u8]>::len))
//! }
//! ```

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use progenitor_client::ResponseValue;
use reqwest::Method;
use reqwest::header::{ACCEPT, HeaderValue};

use crate::response::{Answer, Reading};
use crate::runtime::call::Call;
use crate::transport::{BoxFuture, Layers};
use crate::wire::{InvalidValue, Violation};
use crate::{Client, Error};

#[allow(unused_imports, reason = "a document may have no such form")]
pub(crate) use crate::runtime::urlencoded::form;

/// What the contract says of an operation. It shows as its `operationId`.
///
/// ```
/// use bolna_api::OperationInfo;
/// use reqwest::Method;
///
/// const STOP: OperationInfo = OperationInfo::new("stop_job", Method::POST, "/jobs/{job_id}/stop", true);
/// assert_eq!(STOP.to_string(), "stop_job");
/// assert!(STOP.is_idempotent() && !STOP.is_safe());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OperationInfo {
    id: Cow<'static, str>,
    method: Method,
    path: Cow<'static, str>,
    is_idempotent: bool,
}

impl OperationInfo {
    /// An operation of a contract: its `operationId`, its method, the template of its path, and whether a request that is
    /// sent twice has the effect of one that is sent once (RFC 9110, section 9.2.2).
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str, is_idempotent: bool) -> Self {
        Self {
            id: Cow::Borrowed(id),
            method,
            path: Cow::Borrowed(path),
            is_idempotent,
        }
    }

    /// An operation that no contract describes.
    pub(crate) fn unlisted(method: Method, path: &str) -> Self {
        Self {
            id: Cow::Owned(format!("{method} {path}")),
            path: Cow::Owned(path.to_owned()),
            is_idempotent: method.is_idempotent(),
            method,
        }
    }

    /// The `operationId`, for example `list_pets`; of a request by [`Client::execute`] its method and path, for example
    /// `GET /new/pets`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The template of the path, for example `/pets/{pet_id}`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether a request that is sent twice has the effect of one that is sent once: what the method says (RFC 9110,
    /// section 9.2.2), or else the contract.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.is_idempotent
    }

    /// Whether a request changes nothing, which the method says (RFC 9110, section 9.2.1).
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.method.is_safe()
    }
}

impl fmt::Display for OperationInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

/// An operation with its arguments, ready to be sent.
///
/// Each builder in [`builder`](crate::builder) is one, and has `send()` and `send_for_response()` as methods of its own.
/// A clone of it makes the same request again.
pub trait Operation: Clone + Send + Sync + Sized {
    /// What the contract says of it.
    const INFO: &'static OperationInfo;

    /// What its success is.
    type Response: Send;

    /// How a response becomes that.
    #[doc(hidden)]
    type Reading: Reading<Self::Response>;

    /// The client that sends it.
    fn client(&self) -> &Client;

    /// Checks the arguments, and puts them where they belong in a request.
    #[doc(hidden)]
    fn draft(self) -> Result<Draft, Invalid>;

    /// The request, checked and not sent, before any [`Layer`](crate::transport::Layer) saw it: without the key.
    ///
    /// ```
    /// use bolna_api::{Error, Operation};
    ///
    /// fn path<O: Operation>(operation: O) -> Result<String, Error> {
    ///     Ok(operation.request()?.url().path().to_owned())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// An argument is missing, or not what the contract asks for.
    fn request(self) -> Result<reqwest::Request, Error> {
        unsent(self).map(|(request, _)| request)
    }

    /// Sends the operation, and returns its value with the status and the headers. Each builder also has this as an inherent
    /// method; this one is for code that is generic over operations.
    ///
    /// ```
    /// use bolna_api::{Error, Operation};
    ///
    /// async fn twice<O: Operation>(operation: O) -> Result<[O::Response; 2], Error> {
    ///     let first = operation.clone().send_for_response().await?;
    ///     let second = operation.send_for_response().await?;
    ///     Ok([first.into_inner(), second.into_inner()])
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The request failed, or its response cannot be read.
    fn send_for_response(self) -> impl Future<Output = Result<ResponseValue<Self::Response>, Error>> + Send {
        send_for_response(self)
    }

    /// Reads a response as one to this operation.
    ///
    /// ```
    /// use bolna_api::transport::response;
    /// use bolna_api::{Error, Operation};
    ///
    /// /// What an operation would make of this body.
    /// async fn read<O: Operation>(body: &'static str) -> Result<O::Response, Error> {
    ///     let response = response(reqwest::StatusCode::OK, body);
    ///     Ok(O::read(response).await?.into_inner())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// It is no success, or cannot be read.
    fn read(response: reqwest::Response) -> impl Future<Output = Result<ResponseValue<Self::Response>, Error>> + Send {
        async move {
            let is_whole = <Self::Reading as Reading<Self::Response>>::IS_WHOLE;
            let answer = Answer::receive(response, is_whole, Self::INFO).await?;
            <Self::Reading as Reading<Self::Response>>::decode(answer, Self::INFO)
        }
    }

    /// The request as a command line with `curl`, for a shell and for a bug report.
    ///
    /// No secret is in it. A header that a layer adds stands there as the layer says, for example as
    /// `"authorization: Bearer $API_KEY"`. A property that the contract marks as a password, in the body, is
    /// `[redacted]`: fill it in before you run the command. Contents of files are not in it either, only their names.
    ///
    /// ```
    /// use bolna_api::{Error, Operation};
    ///
    /// fn show<O: Operation>(operation: &O) -> Result<(), Error> {
    ///     // curl 'https://api.example.com/pets?limit=3' -H 'accept: application/json'
    ///     println!("{}", operation.as_curl()?);
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// An argument is missing, or not what the contract asks for.
    fn as_curl(&self) -> Result<String, Error> {
        let request = self.clone().request()?;
        Ok(crate::runtime::curl::command(
            &request,
            &self.client().inner.placeholders(),
        ))
    }
}

/// An operation that is being sent. What is the same for all of them is behind a pointer, so that a program has it once.
pub(crate) struct Sending<T> {
    fetching: BoxFuture<'static, Result<(Answer, Call), Error>>,
    decode: fn(Answer, &OperationInfo) -> Result<T, Error>,
}

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.fetching.as_mut().poll(context).map(|fetched| {
            let (answer, call) = fetched?;
            (self.decode)(answer, call.operation()).map_err(|error| call.finish(error))
        })
    }
}

/// Sends an operation; its value.
#[allow(dead_code, reason = "a document may have no operations")]
pub(crate) fn send<O: Operation>(operation: O) -> Sending<O::Response> {
    Sending {
        fetching: fetching(operation),
        decode: |answer, info| {
            let read = <O::Reading as Reading<O::Response>>::decode(answer, info);
            read.map(ResponseValue::into_inner)
        },
    }
}

/// Sends an operation; its value with status and headers.
#[allow(dead_code, reason = "a document may have no operations")]
pub(crate) fn send_for_response<O: Operation>(operation: O) -> Sending<ResponseValue<O::Response>> {
    Sending {
        fetching: fetching(operation),
        decode: <O::Reading as Reading<O::Response>>::decode,
    }
}

fn fetching<O: Operation>(operation: O) -> BoxFuture<'static, Result<(Answer, Call), Error>> {
    let (http, layers) = operation.client().channel();
    let is_whole = <O::Reading as Reading<O::Response>>::IS_WHOLE;
    Box::pin(fetch(http, layers, O::INFO, unsent(operation), is_whole))
}

/// What all operations have in common, compiled once.
async fn fetch(
    http: reqwest::Client,
    layers: Layers,
    info: &'static OperationInfo,
    unsent: Result<(reqwest::Request, Option<Reopen>), Error>,
    is_whole: bool,
) -> Result<(Answer, Call), Error> {
    let (request, reopen) = unsent?;
    let call = Call::new(http, layers, info, reopen, is_whole);
    let response = call.send(request).await?;
    match Answer::receive(response, is_whole, info).await {
        Ok(answer) => Ok((answer, call)),
        Err(error) => Err(call.finish(error)),
    }
}

/// The request of an operation, and how its body is opened again.
fn unsent<O: Operation>(operation: O) -> Result<(reqwest::Request, Option<Reopen>), Error> {
    let accept = <O::Reading as Reading<O::Response>>::ACCEPT;
    let draft = operation.draft().map_err(|invalid| Error::invalid(O::INFO, invalid))?;
    draft.build(O::INFO, accept)
}

/// Sets an argument that has to be there; `None` leaves it as it is.
#[allow(dead_code, reason = "a document may have no parameters")]
pub(crate) fn set<T>(argument: &mut Result<T, String>, name: &str, value: Result<Option<T>, InvalidValue>) {
    match value {
        Ok(Some(value)) => *argument = Ok(value),
        Ok(None) => {}
        Err(error) => *argument = Err(error.in_property(name).to_string()),
    }
}

/// Sets an argument that can be absent; `None` leaves it as it is.
#[allow(dead_code, reason = "a document may have no parameters")]
pub(crate) fn set_optional<T>(
    argument: &mut Result<Option<T>, String>,
    name: &str,
    value: Result<Option<T>, InvalidValue>,
) {
    set(argument, name, value.map(|value| value.map(Some)));
}

/// Sets the body; what is wrong with the value that it is made of names the field.
#[allow(dead_code, reason = "a document may have no bodies")]
pub(crate) fn set_body<T, B: From<T>>(body: &mut Result<B, String>, value: Result<Option<T>, InvalidValue>) {
    match value {
        Ok(Some(value)) => *body = Ok(value.into()),
        Ok(None) => {}
        Err(error) => *body = Err(error.to_string()),
    }
}

/// A body, of what was set.
#[allow(dead_code, reason = "a document may have no bodies")]
pub(crate) fn built<T, B: TryInto<T, Error: fmt::Display>>(builder: Result<B, String>) -> Result<T, String> {
    builder?.try_into().map_err(|error| error.to_string())
}

/// Opens the body of a request once more.
pub(crate) type Reopen = Arc<dyn Fn() -> reqwest::Body + Send + Sync>;

/// A request that is not finished.
#[doc(hidden)]
pub struct Draft {
    request: reqwest::RequestBuilder,
    reopen: Option<Reopen>,
}

impl Draft {
    /// A request whose body can be opened again, since it cannot be copied.
    pub(crate) fn reopening(request: reqwest::RequestBuilder, reopen: Reopen) -> Self {
        Self {
            request: request.body(reopen()),
            reopen: Some(reopen),
        }
    }

    fn build(
        self,
        info: &OperationInfo,
        accept: Option<&'static str>,
    ) -> Result<(reqwest::Request, Option<Reopen>), Error> {
        let mut request = self.request.build().map_err(|error| Error::unbuilt(info, error))?;
        if let Some(accept) = accept {
            request.headers_mut().insert(ACCEPT, HeaderValue::from_static(accept));
        }
        Ok((request, self.reopen))
    }
}

impl From<reqwest::RequestBuilder> for Draft {
    fn from(request: reqwest::RequestBuilder) -> Self {
        Self { request, reopen: None }
    }
}

/// Why no request can be made of the arguments.
#[doc(hidden)]
#[derive(Debug)]
pub struct Invalid(pub(crate) String);

impl From<String> for Invalid {
    fn from(message: String) -> Self {
        Self(message)
    }
}

// What the value is stays out of it: a header can be a secret.
impl From<reqwest::header::InvalidHeaderValue> for Invalid {
    fn from(error: reqwest::header::InvalidHeaderValue) -> Self {
        Self(format!("a header of the request: {error}"))
    }
}

impl From<Violation> for Invalid {
    fn from(violation: Violation) -> Self {
        Self(violation.to_string())
    }
}
