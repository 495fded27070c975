//! Files in multipart forms (RFC 7578).
//!
//! An operation whose body is `multipart/form-data` has a builder like any other; a property that is binary takes a
//! [`File`].
//!
//! ```
//! use bolna_api::multipart::File;
//!
//! # fn main() -> Result<(), bolna_api::multipart::InvalidMediaType> {
//! let numbers = File::from("contact_number\n+14155550100\n")
//!     .with_name("numbers.csv")
//!     .with_media_type("text/csv")?;
//! # Ok(())
//! # }
//! ```

use std::borrow::Cow;
use std::fmt;

use reqwest::multipart::Part;
use serde::Serialize;
use serde_json::Value;

/// The name of a file that was not given one: servers take a part without a file name for a text (RFC 7578 section 4.2).
const UNNAMED: &str = "file";

/// A file to be sent: its content, and optionally a name and a media type.
///
/// The content is bytes in memory, or a stream that is read while it is sent. A request with a stream can be sent once
/// only, so that nothing can repeat it after a failure.
pub struct File {
    part: Part,
    name: Option<Cow<'static, str>>,
}

impl File {
    /// A file whose content is a stream of `length` bytes. Without a length it is sent in chunks, which not every server
    /// accepts for forms.
    #[must_use]
    pub fn from_stream(stream: impl Into<reqwest::Body>, length: Option<u64>) -> Self {
        let part = match length {
            Some(length) => Part::stream_with_length(stream, length),
            None => Part::stream(stream),
        };
        Self { part, name: None }
    }

    /// The same file with a name. Without one it is called `file`.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same file with a media type, for example `text/csv`. Without one the server has to guess.
    ///
    /// # Errors
    ///
    /// `media_type` is none.
    pub fn with_media_type(self, media_type: &str) -> Result<Self, InvalidMediaType> {
        match self.part.mime_str(media_type) {
            Ok(part) => Ok(Self { part, name: self.name }),
            Err(_) => Err(InvalidMediaType(media_type.to_owned())),
        }
    }

    fn into_part(self) -> Part {
        self.part.file_name(self.name.unwrap_or(Cow::Borrowed(UNNAMED)))
    }
}

/// A text that is no media type (RFC 9110 section 8.3.1).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a media type: write it as `text/csv`")]
pub struct InvalidMediaType(String);

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            part: Part::bytes(bytes),
            name: None,
        }
    }
}

impl From<&'static [u8]> for File {
    fn from(bytes: &'static [u8]) -> Self {
        Self {
            part: Part::bytes(bytes),
            name: None,
        }
    }
}

impl From<String> for File {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<&'static str> for File {
    fn from(text: &'static str) -> Self {
        text.as_bytes().into()
    }
}

/// Shows the name, and nothing of the content: it may be long, and private.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A form as generated code builds it.
#[doc(hidden)]
#[derive(Default)]
pub struct Form(reqwest::multipart::Form);

#[doc(hidden)]
impl Form {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn files(self, name: &'static str, files: impl IntoIterator<Item = File>) -> Self {
        let form = files
            .into_iter()
            .fold(self.0, |form, file| form.part(name, file.into_part()));
        Self(form)
    }

    /// A value as text; nothing for null or absent, each element of an array by itself, an object as JSON (OpenAPI 3.1
    /// section 4.8.14.4).
    pub fn value(self, name: &'static str, value: &impl Serialize) -> Result<Self, String> {
        let value = serde_json::to_value(value).map_err(|error| format!("`{name}` cannot be written: {error}"))?;
        match value {
            Value::Array(items) => items.into_iter().try_fold(self, |form, item| form.one(name, item)),
            value => self.one(name, value),
        }
    }

    fn one(self, name: &'static str, value: Value) -> Result<Self, String> {
        let part = match value {
            Value::Null => return Ok(self),
            Value::String(text) => Part::text(text),
            value @ (Value::Bool(_) | Value::Number(_)) => Part::text(value.to_string()),
            value => Part::text(value.to_string())
                .mime_str("application/json")
                .map_err(|error| format!("`{name}` cannot be written: {error}"))?,
        };
        Ok(Self(self.0.part(name, part)))
    }

    pub fn finish(self) -> reqwest::multipart::Form {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_no_media_type_is_refused() {
        let refused = File::from("a").with_media_type("csv").unwrap_err();
        assert_eq!(refused.to_string(), "`csv` is not a media type: write it as `text/csv`");
    }

    #[test]
    fn the_content_does_not_show() {
        let file = File::from("+14155550100").with_name("numbers.csv");
        assert_eq!(format!("{file:?}"), r#"File { name: Some("numbers.csv"), .. }"#);
    }
}
