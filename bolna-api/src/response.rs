//! How generated code makes a result of a response.

#![allow(dead_code, reason = "a document may have no operation of a sort")]

use progenitor_client::{ByteStream, ResponseValue};

use crate::error::{Body, Error, Head, List, decode};
use crate::transport::Operation;
use crate::wire::Tolerant;

/// A success whose body is JSON.
pub(crate) async fn json<T: for<'de> Tolerant<'de>>(
    response: reqwest::Response,
    operation: Operation,
) -> Result<ResponseValue<T>, Error> {
    let head = Head::of(&response);
    let bytes = match read(response).await {
        Ok(bytes) => bytes,
        Err((read, error)) => return Err(Error::unread(operation, head, Body::cut(&read), error)),
    };
    match decode(&bytes) {
        Ok(value) => Ok(ResponseValue::new(value, head.status, head.headers)),
        Err(error) => Err(Error::undecoded(operation, head, Body::of(&bytes), error)),
    }
}

/// The whole body; or what was there of it when the connection broke.
async fn read(mut response: reqwest::Response) -> Result<Vec<u8>, (Vec<u8>, reqwest::Error)> {
    // What a server announces is not reserved: it may be anything.
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => return Ok(bytes),
            Err(error) => return Err((bytes, error.with_url(response.url().clone()))),
        }
    }
}

/// A success whose body is a JSON array, or an envelope with one, or null.
pub(crate) async fn json_list<T: for<'de> Tolerant<'de>>(
    response: reqwest::Response,
    operation: Operation,
) -> Result<ResponseValue<Vec<T>>, Error> {
    let list = json::<List<T>>(response, operation).await?;
    let (status, headers) = (list.status(), list.headers().clone());
    Ok(ResponseValue::new(list.into_inner().0, status, headers))
}

/// A success without a body.
pub(crate) fn empty(response: reqwest::Response) -> ResponseValue<()> {
    ResponseValue::empty(response)
}

/// A success whose body is read by the caller.
pub(crate) fn stream(response: reqwest::Response) -> ResponseValue<ByteStream> {
    ResponseValue::stream(response)
}

/// Everything that is no success of the contract.
pub(crate) async fn failure(response: reqwest::Response, operation: Operation) -> Error {
    let head = Head::of(&response);
    let body = Body::read(response).await;
    Error::status_of(operation, head, body)
}
