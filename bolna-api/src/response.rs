//! How a result is made of a response.
//!
//! Any 2xx whose body can be read as the documented one is a success, whatever 2xx the contract says (RFC 9110, section
//! 15: a client takes an unknown status for the first one of its class).

#![allow(dead_code, reason = "a document may have no operation of a sort")]

use bytes::Bytes;
use progenitor_client::{ByteStream, ResponseValue};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Body, Error, Head, List, Untyped, decode};
use crate::operation::OperationInfo;
use crate::whole;
use crate::wire::Tolerant;

const JSON: Option<&str> = Some("application/json");

/// A way to read a response.
#[doc(hidden)]
pub trait Reading<T> {
    /// The media type to ask for.
    const ACCEPT: Option<&'static str>;

    /// Whether the whole body is needed.
    const READS_BODY: bool = true;

    /// Reads a success; everything else is an error.
    fn read(
        response: reqwest::Response,
        info: &'static OperationInfo,
    ) -> impl Future<Output = Result<ResponseValue<T>, Error>> + Send;
}

/// JSON.
#[doc(hidden)]
#[derive(Debug)]
pub enum Json {}

impl<T: for<'de> Tolerant<'de>> Reading<T> for Json {
    const ACCEPT: Option<&'static str> = JSON;

    async fn read(response: reqwest::Response, info: &'static OperationInfo) -> Result<ResponseValue<T>, Error> {
        let answer = Answer::read(response, info).await?;
        answer.decode(info)
    }
}

/// JSON, or nothing where nothing of it is needed: an absent body says what an object without properties says.
#[doc(hidden)]
#[derive(Debug)]
pub enum OptionalJson {}

impl<T: for<'de> Tolerant<'de>> Reading<T> for OptionalJson {
    const ACCEPT: Option<&'static str> = JSON;

    async fn read(response: reqwest::Response, info: &'static OperationInfo) -> Result<ResponseValue<T>, Error> {
        let answer = Answer::read(response, info).await?;
        match answer.is_empty() {
            true => match decode(b"{}") {
                Ok((value, _)) => Ok(answer.head.with(value)),
                // A list, for one, is no object: the error is that of the body that there is.
                Err(_) => answer.decode(info),
            },
            false => answer.decode(info),
        }
    }
}

/// A JSON array, or an envelope with one, or null.
#[doc(hidden)]
#[derive(Debug)]
pub enum JsonList {}

impl<T: for<'de> Tolerant<'de>> Reading<Vec<T>> for JsonList {
    const ACCEPT: Option<&'static str> = JSON;

    async fn read(response: reqwest::Response, info: &'static OperationInfo) -> Result<ResponseValue<Vec<T>>, Error> {
        let answer = Answer::read(response, info).await?;
        let list: ResponseValue<List<T>> = answer.decode(info)?;
        let (status, headers) = (list.status(), list.headers().clone());
        Ok(ResponseValue::new(list.into_inner().0, status, headers))
    }
}

/// Nothing.
#[doc(hidden)]
#[derive(Debug)]
pub enum Nothing {}

impl Reading<()> for Nothing {
    const ACCEPT: Option<&'static str> = None;
    const READS_BODY: bool = false;

    async fn read(response: reqwest::Response, info: &'static OperationInfo) -> Result<ResponseValue<()>, Error> {
        let response = success(response, info).await?;
        Ok(ResponseValue::empty(response))
    }
}

/// What the caller reads.
#[doc(hidden)]
#[derive(Debug)]
pub enum Stream {}

impl Reading<ByteStream> for Stream {
    const ACCEPT: Option<&'static str> = None;
    const READS_BODY: bool = false;

    async fn read(
        response: reqwest::Response,
        info: &'static OperationInfo,
    ) -> Result<ResponseValue<ByteStream>, Error> {
        let response = success(response, info).await?;
        Ok(ResponseValue::stream(response))
    }
}

/// A response to an operation that no contract describes; an empty body is null.
pub(crate) async fn untyped<T: DeserializeOwned>(
    response: reqwest::Response,
    info: &OperationInfo,
) -> Result<T, Error> {
    let mut answer = Answer::read(response, info).await?;
    if answer.is_empty() {
        answer.bytes = Bytes::from_static(b"null");
    }
    let read: ResponseValue<Untyped<T>> = answer.decode(info)?;
    Ok(read.into_inner().0)
}

/// A response that is one, or the error that it is.
async fn success(response: reqwest::Response, info: &OperationInfo) -> Result<reqwest::Response, Error> {
    match response.status().is_success() {
        true => Ok(response),
        false => {
            let head = Head::of(&response);
            let body = Body::read(response).await;
            Err(Error::of_status(info, head, body))
        }
    }
}

/// A success with its whole body.
struct Answer {
    head: Head,
    bytes: Bytes,
}

impl Answer {
    async fn read(response: reqwest::Response, info: &OperationInfo) -> Result<Self, Error> {
        let mut response = success(response, info).await?;
        let head = Head::of(&response);
        // Of a request that was sent, the body is here already, and its limit was kept.
        let bytes = whole::body(&mut response, info, usize::MAX).await?;
        Ok(Self { head, bytes })
    }

    fn is_empty(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }

    fn decode<T: for<'de> Tolerant<'de>>(self, info: &OperationInfo) -> Result<ResponseValue<T>, Error> {
        let Self { head, bytes } = self;
        match decode(&bytes) {
            Ok((value, familiarity)) if !familiarity.is_strange() => Ok(head.with(value)),
            // An object that has none of the documented properties, while it has others, is another one.
            Ok(_) => Err(Error::in_success(info, head, Body::of(&bytes))),
            Err(error) if says_error(&bytes) => Err(Error::in_success(info, head, Body::of(&bytes)).with_source(error)),
            Err(error) => Err(Error::undecoded(info, head, Body::of(&bytes), error)),
        }
    }
}

impl Head {
    fn with<T>(self, value: T) -> ResponseValue<T> {
        ResponseValue::new(value, self.status, self.headers)
    }
}

/// Whether a body that is not the documented one is an object that says what went wrong.
fn says_error(body: &[u8]) -> bool {
    let body: Option<Value> = serde_json::from_slice(body).ok();
    let says = |name: &&str| {
        let said = body.as_ref().and_then(|body| body.get(name));
        said.is_some_and(|said| !matches!(said, Value::Null | Value::Bool(false)))
    };
    ["error", "errors", "detail"].iter().any(says)
}
