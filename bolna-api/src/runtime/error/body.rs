//! What is kept of the body of a response.

use reqwest::header::{CONTENT_TYPE, HeaderMap};

/// What is kept of a body, in bytes.
const MAX_BODY: usize = 64 * 1024;

/// As much of a body as is kept.
pub(crate) struct Body {
    pub(crate) text: String,
    pub(crate) is_truncated: bool,
}

impl Body {
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let is_truncated = bytes.len() > MAX_BODY;
        let kept = bytes.get(..MAX_BODY).unwrap_or(bytes);
        let whole = match std::str::from_utf8(kept) {
            // The cut went through a character.
            Err(error) if is_truncated && error.error_len().is_none() => kept.get(..error.valid_up_to()),
            _ => None,
        };
        Self {
            text: String::from_utf8_lossy(whole.unwrap_or(kept)).into_owned(),
            is_truncated,
        }
    }

    /// The beginning of a body that broke off.
    pub(crate) fn cut(bytes: &[u8]) -> Self {
        Self {
            is_truncated: true,
            ..Self::from_bytes(bytes)
        }
    }

    /// What can be read of it, and no more than is kept: the status is worth more than an error about the rest.
    pub(crate) async fn read(mut response: reqwest::Response) -> Self {
        let mut bytes = Vec::new();
        let mut is_complete = false;
        while bytes.len() <= MAX_BODY {
            match response.chunk().await {
                Ok(Some(chunk)) => {
                    // One byte more than is kept tells that there is more.
                    let missing = MAX_BODY + 1 - bytes.len();
                    bytes.extend_from_slice(chunk.get(..missing).unwrap_or(&chunk));
                }
                Ok(None) => {
                    is_complete = true;
                    break;
                }
                Err(_) => break,
            }
        }
        let body = Self::from_bytes(&bytes);
        Self {
            is_truncated: body.is_truncated || !is_complete,
            ..body
        }
    }
}

pub(super) fn is_html(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"))
}

#[cfg(test)]
mod tests;
