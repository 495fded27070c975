//! A form as it is sent (RFC 7578).

use bytes::Bytes;
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use serde_json::Value;

use super::body::{Piece, body, length};
use super::{Content, File};
use crate::operation::Draft;

/// The name of a file that was not given one: servers take a part without a file name for a text (RFC 7578 section 4.2).
const UNNAMED: &str = "file";

/// A form as generated code builds it.
#[derive(Clone, Default)]
pub(crate) struct Form(Vec<Part>);

/// The head of a part, and its content.
#[derive(Clone)]
struct Part {
    head: String,
    content: Content,
}

#[allow(dead_code, reason = "a document may have no forms")]
impl Form {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A part for each file.
    pub(crate) fn files(mut self, name: &'static str, files: impl IntoIterator<Item = File>) -> Self {
        self.0.extend(files.into_iter().map(|file| {
            let file_name = file.name.as_deref().unwrap_or(UNNAMED);
            Part {
                head: head(name, Some(file_name), file.media_type.as_deref()),
                content: file.content,
            }
        }));
        self
    }

    /// A value as text; nothing for null or absent, each element of an array by itself, an object as JSON (OpenAPI 3.1
    /// section 4.8.14.4).
    pub(crate) fn value(self, name: &'static str, value: &impl Serialize) -> Result<Self, String> {
        let value = serde_json::to_value(value).map_err(|error| format!("`{name}` cannot be written: {error}"))?;
        Ok(match value {
            Value::Array(items) => items.into_iter().fold(self, |form, item| form.with_part(name, item)),
            value => self.with_part(name, value),
        })
    }

    fn with_part(mut self, name: &'static str, value: Value) -> Self {
        let (media_type, text) = match value {
            Value::Null => return self,
            Value::String(text) => (None, text),
            value @ (Value::Bool(_) | Value::Number(_)) => (None, value.to_string()),
            value => (Some("application/json"), value.to_string()),
        };
        self.0.push(Part {
            head: head(name, None, media_type),
            content: Content::Bytes(text.into_bytes().into()),
        });
        self
    }

    /// The form with `boundary` between its parts (RFC 2046, section 5.1.1).
    fn pieces(self, boundary: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        for part in self.0 {
            text.push_str(&format!("--{boundary}\r\n{}\r\n", part.head));
            pieces.push(Piece::Bytes(std::mem::take(&mut text).into()));
            pieces.push(match part.content {
                Content::Bytes(bytes) => Piece::Bytes(bytes),
                Content::Source { open, length } => Piece::Source { open, length },
            });
            text.push_str("\r\n");
        }
        text.push_str(&format!("--{boundary}--\r\n"));
        pieces.push(Piece::Bytes(text.into()));
        pieces
    }
}

/// A request that sends a form: as bytes, if it is in memory; or else so that its body can be opened again.
#[allow(dead_code, reason = "a document may have no forms")]
pub(crate) fn draft(request: reqwest::RequestBuilder, form: Form) -> Draft {
    let boundary = boundary();
    let kind = format!("multipart/form-data; boundary={boundary}");
    let request = request.header(CONTENT_TYPE, kind);
    let pieces = form.pieces(&boundary);
    match in_memory(&pieces) {
        Some(bytes) => request.body(bytes).into(),
        None => {
            let request = match length(&pieces) {
                Some(length) => request.header(reqwest::header::CONTENT_LENGTH, length),
                None => request,
            };
            Draft::reopening(request, std::sync::Arc::new(move || body(&pieces)))
        }
    }
}

fn in_memory(pieces: &[Piece]) -> Option<Bytes> {
    let mut whole = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Bytes(bytes) => whole.extend_from_slice(bytes),
            Piece::Source { .. } => return None,
        }
    }
    Some(whole.into())
}

/// A text that is in no content, other than by an improbable chance: 128 random bits.
fn boundary() -> String {
    use std::hash::{BuildHasher, RandomState};
    let random = || RandomState::new().hash_one(0_u8);
    format!("{:016x}{:016x}", random(), random())
}

fn head(name: &str, file_name: Option<&str>, media_type: Option<&str>) -> String {
    let file_name = file_name.map(|name| format!("; filename=\"{}\"", escaped(name)));
    let media_type = media_type.map(|kind| format!("Content-Type: {kind}\r\n"));
    format!(
        "Content-Disposition: form-data; name=\"{}\"{}\r\n{}",
        escaped(name),
        file_name.unwrap_or_default(),
        media_type.unwrap_or_default()
    )
}

/// What would end the name is percent-encoded; the rest is UTF-8 (HTML, "multipart/form-data encoding algorithm").
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests;
