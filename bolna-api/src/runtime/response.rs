//! How a result is made of a response.
//!
//! Any 2xx whose body can be read as the documented one is a success, whatever 2xx the contract says (RFC 9110, section
//! 15: a client takes an unknown status for the first one of its class).

#![allow(dead_code, reason = "a document may have no operation of a sort")]

use bytes::Bytes;
use progenitor_client::{ByteStream, ResponseValue};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::operation::OperationInfo;
use crate::runtime::error::{Body, DecodeError, Error, Head, List, Untyped, decode};
use crate::runtime::whole;
use crate::wire::{Tolerant, is_refusal};

const JSON: Option<&str> = Some("application/json");

/// A way to read a success.
#[doc(hidden)]
pub trait Reading<T> {
    /// The media type to ask for.
    const ACCEPT: Option<&'static str>;

    /// Whether the body is there as a whole.
    const IS_WHOLE: bool = true;

    /// Reads a success.
    fn decode(answer: Answer, info: &OperationInfo) -> Result<ResponseValue<T>, Error>;
}

/// JSON.
#[doc(hidden)]
#[derive(Debug)]
pub enum Json {}

impl<T: for<'de> Tolerant<'de>> Reading<T> for Json {
    const ACCEPT: Option<&'static str> = JSON;

    fn decode(answer: Answer, info: &OperationInfo) -> Result<ResponseValue<T>, Error> {
        answer.decode(info)
    }
}

/// JSON, or nothing where nothing of it is needed: an absent body says what an object without properties says.
#[doc(hidden)]
#[derive(Debug)]
pub enum OptionalJson {}

impl<T: for<'de> Tolerant<'de>> Reading<T> for OptionalJson {
    const ACCEPT: Option<&'static str> = JSON;

    fn decode(answer: Answer, info: &OperationInfo) -> Result<ResponseValue<T>, Error> {
        if answer.is_empty() {
            // A list, for one, is no object: the error is that of the body that there is.
            match decode(b"{}") {
                Ok((value, _)) => Ok(answer.head.with(value)),
                Err(_) => answer.decode(info),
            }
        } else {
            answer.decode(info)
        }
    }
}

/// A JSON array, or an envelope with one, or null.
#[doc(hidden)]
#[derive(Debug)]
pub enum JsonList {}

impl<T: for<'de> Tolerant<'de>> Reading<Vec<T>> for JsonList {
    const ACCEPT: Option<&'static str> = JSON;

    fn decode(answer: Answer, info: &OperationInfo) -> Result<ResponseValue<Vec<T>>, Error> {
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
    const IS_WHOLE: bool = false;

    fn decode(answer: Answer, _: &OperationInfo) -> Result<ResponseValue<()>, Error> {
        Ok(answer.head.with(()))
    }
}

/// What the caller reads.
#[doc(hidden)]
#[derive(Debug)]
pub enum Stream {}

impl Reading<ByteStream> for Stream {
    const ACCEPT: Option<&'static str> = None;
    const IS_WHOLE: bool = false;

    fn decode(answer: Answer, _: &OperationInfo) -> Result<ResponseValue<ByteStream>, Error> {
        let Answer { head, body } = answer;
        let response = match body {
            Content::Open(response) => *response,
            Content::Whole(bytes) => crate::transport::response(head.status, bytes),
        };
        let stream = ResponseValue::stream(response).into_inner();
        Ok(head.with(stream))
    }
}

/// A response to an operation that no contract describes; an empty body is null.
pub(crate) async fn untyped<T: DeserializeOwned>(
    response: reqwest::Response,
    info: &OperationInfo,
) -> Result<T, Error> {
    let mut answer = Answer::receive(response, true, info).await?;
    if answer.is_empty() {
        answer.body = Content::Whole(Bytes::from_static(b"null"));
    }
    if serde_json::from_slice(answer.bytes()).is_ok_and(|body| is_refusal(&body)) {
        return Err(answer.unread(None, info));
    }
    let read: ResponseValue<Untyped<T>> = answer.decode(info)?;
    Ok(read.into_inner().0)
}

/// A response that is one, or the error that it is.
async fn success(response: reqwest::Response, info: &OperationInfo) -> Result<reqwest::Response, Error> {
    if response.status().is_success() {
        Ok(response)
    } else {
        let head = Head::from_response(&response);
        let body = Body::read(response).await;
        Err(Error::from_answer(info, head, body))
    }
}

/// A success.
#[doc(hidden)]
pub struct Answer {
    head: Head,
    body: Content,
}

/// The body of a success.
enum Content {
    Whole(Bytes),
    Open(Box<reqwest::Response>),
}

impl Answer {
    /// The success that a response is, with its whole body if that is asked for.
    pub(crate) async fn receive(
        response: reqwest::Response,
        is_whole: bool,
        info: &OperationInfo,
    ) -> Result<Self, Error> {
        let mut response = success(response, info).await?;
        let head = Head::from_response(&response);
        if !is_whole {
            let body = Content::Open(Box::new(response));
            return Ok(Self { head, body });
        }
        // Of a request that was sent, the body is here already, and its limit was kept.
        let body = Content::Whole(whole::body(&mut response, info, usize::MAX).await?);
        Ok(Self { head, body })
    }

    fn bytes(&self) -> &[u8] {
        match &self.body {
            Content::Whole(bytes) => bytes,
            Content::Open(_) => &[],
        }
    }

    fn is_empty(&self) -> bool {
        self.bytes().trim_ascii().is_empty()
    }

    fn decode<T: for<'de> Tolerant<'de>>(self, info: &OperationInfo) -> Result<ResponseValue<T>, Error> {
        match decode(self.bytes()) {
            // An object that has none of the documented properties, while it has others, is another one; and one that says that
            // something went wrong, and nothing of what was asked for, is no success.
            Ok((_, familiarity)) if familiarity.is_strange() || familiarity.is_refusal() => {
                Err(self.unread(None, info))
            }
            Ok((value, _)) => Ok(self.head.with(value)),
            Err(error) => Err(self.unread(Some(error), info)),
        }
    }

    /// The error of a body that is not the documented one.
    fn unread(self, error: Option<DecodeError>, info: &OperationInfo) -> Error {
        let body = Body::from_bytes(self.bytes());
        match error {
            None => Error::in_success(info, self.head, body),
            Some(error) if says_error(self.bytes()) => Error::in_success(info, self.head, body).with_source(error),
            Some(error) => Error::undecoded(info, self.head, body, error),
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
