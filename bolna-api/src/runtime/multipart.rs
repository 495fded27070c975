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

mod body;
mod form;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::operation::Reopen;

#[allow(unused_imports, reason = "a document may have no forms")]
pub(crate) use form::{Form, draft};

/// A file to be sent: its content, and optionally a name and a media type.
///
/// The content is bytes in memory, or a source that is opened each time when the file is sent. A clone shares it.
#[derive(Clone)]
pub struct File {
    content: Content,
    name: Option<Cow<'static, str>>,
    media_type: Option<String>,
}

/// What is in a file.
#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Source { open: Reopen, length: Option<u64> },
}

impl File {
    /// A file whose content is read while it is sent. `open` opens it, each time when it is sent: also when a failed
    /// request is repeated. Its content is `length` bytes long; without a length it is sent in chunks, which not every
    /// server accepts for forms.
    ///
    /// ```
    /// use bolna_api::multipart::File;
    ///
    /// // From a file that is too large for the memory, `reqwest::Body::from(tokio_file)` would be what `open` gives.
    /// let numbers = File::from_source(Some(3), || reqwest::Body::from("abc"));
    /// ```
    #[must_use]
    pub fn from_source(length: Option<u64>, open: impl Fn() -> reqwest::Body + Send + Sync + 'static) -> Self {
        Self::from_content(Content::Source {
            open: Arc::new(open),
            length,
        })
    }

    fn from_content(content: Content) -> Self {
        Self {
            content,
            name: None,
            media_type: None,
        }
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
        if is_media_type(media_type) {
            Ok(Self {
                media_type: Some(media_type.to_owned()),
                ..self
            })
        } else {
            Err(InvalidMediaType(media_type.to_owned()))
        }
    }
}

/// Two tokens with a slash between them, and whatever parameters follow (RFC 9110, section 8.3.1).
fn is_media_type(text: &str) -> bool {
    let is_token = |text: &str| {
        let is_of_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !text.is_empty() && text.bytes().all(is_of_token)
    };
    let (kind, parameters) = text.split_once(';').unwrap_or((text, ""));
    let halves = kind.trim_end().split_once('/');
    let is_visible = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    halves.is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype)) && parameters.bytes().all(is_visible)
}

/// A text in the place of a media type is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a media type: write it as `text/csv`")]
pub struct InvalidMediaType(String);

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from_content(Content::Bytes(bytes.into()))
    }
}

impl From<&'static [u8]> for File {
    fn from(bytes: &'static [u8]) -> Self {
        Self::from_content(Content::Bytes(Bytes::from_static(bytes)))
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

#[cfg(test)]
mod tests;
