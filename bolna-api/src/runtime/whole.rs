//! The whole body of a success, and no more than is allowed.

use bytes::Bytes;
use reqwest::ResponseBuilderExt;

use crate::Error;
use crate::operation::OperationInfo;
use crate::runtime::error::{Body, Head};

/// The same response, with its whole body in memory.
pub(crate) async fn response(
    mut response: reqwest::Response,
    info: &OperationInfo,
    max_body: usize,
) -> Result<reqwest::Response, Error> {
    let body = body(&mut response, info, max_body).await?;
    Ok(with_body(response, body))
}

/// The whole body of a response.
pub(crate) async fn body(
    response: &mut reqwest::Response,
    info: &OperationInfo,
    max_body: usize,
) -> Result<Bytes, Error> {
    let too_long = |response: &reqwest::Response, pieces: Pieces| {
        Error::too_long(
            info,
            Head::from_response(response),
            Body::cut(&pieces.whole()),
            max_body,
        )
    };
    let mut pieces = Pieces::default();
    // What is announced as too long is not read.
    if response.content_length().is_some_and(|length| length > max_body as u64) {
        return Err(too_long(response, pieces));
    }
    loop {
        match response.chunk().await {
            Ok(Some(piece)) if piece.len() > max_body.saturating_sub(pieces.len()) => {
                return Err(too_long(response, pieces));
            }
            Ok(Some(piece)) => pieces.push(piece),
            Ok(None) => return Ok(pieces.whole()),
            Err(error) => {
                let error = error.with_url(response.url().clone());
                return Err(Error::unread(
                    info,
                    Head::from_response(response),
                    Body::cut(&pieces.whole()),
                    error,
                ));
            }
        }
    }
}

/// The pieces of a body. Most bodies are one, and one is not copied.
#[derive(Default)]
struct Pieces {
    first: Bytes,
    /// All of them, as soon as there is a second one.
    joined: Vec<u8>,
}

impl Pieces {
    fn len(&self) -> usize {
        self.first.len().max(self.joined.len())
    }

    fn push(&mut self, piece: Bytes) {
        match self.len() {
            0 => self.first = piece,
            // What a server announces is not reserved: it may be anything.
            _ => {
                if self.joined.is_empty() {
                    self.joined.extend_from_slice(&self.first);
                }
                self.joined.extend_from_slice(&piece);
            }
        }
    }

    fn whole(self) -> Bytes {
        if self.joined.is_empty() {
            self.first
        } else {
            self.joined.into()
        }
    }
}

/// The head of a response with a body that was read.
fn with_body(response: reqwest::Response, body: Bytes) -> reqwest::Response {
    let url = response.url().clone();
    let (parts, _) = http::Response::from(response).into_parts();
    // Only a builder can say where a response is from.
    let built = http::Response::builder().url(url).body(body);
    let mut response = built.unwrap_or_default();
    *response.status_mut() = parts.status;
    *response.version_mut() = parts.version;
    *response.headers_mut() = parts.headers;
    response.extensions_mut().extend(parts.extensions);
    response.into()
}

#[cfg(test)]
mod tests;
