//! One shape for all the bodies that servers refuse with.

use serde_json::Value;

use super::detail::ErrorDetail;
use super::{ErrorKind, message};

/// What the body of a refusal says, whatever its shape.
///
/// Every part may be missing: a proxy says nothing but a page, a framework nothing but details.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ErrorBody {
    message: Option<String>,
    code: Option<ErrorCode>,
    details: Vec<ErrorDetail>,
    json: Option<Value>,
}

/// How a server names the error: by a number, or by a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
    /// A number, for example the status again.
    Number(i64),
    /// A text, for example `rate_limited`; it may be the message.
    Text(String),
}

impl ErrorBody {
    /// Finds what is there.
    pub(super) fn parse(text: &str, is_html: bool) -> Self {
        let json: Option<Value> = serde_json::from_str(text).ok();
        let field = |name: &str| json.as_ref().and_then(|json| json.get(name));
        let lists = ["detail", "details", "errors"].into_iter().filter_map(field);
        Self {
            message: message::find(json.as_ref(), text, is_html),
            code: (field("error").and_then(ErrorCode::from_value))
                .or_else(|| ErrorCode::from_value(field("error")?.get("code")?))
                .or_else(|| ErrorCode::from_value(field("code")?)),
            details: lists.flat_map(ErrorDetail::all).collect(),
            json,
        }
    }

    /// The same of the body of an error of this kind. JSON that says nothing is all there is of a refusal; of a success that is none, what is
    /// wrong with it says more.
    pub(super) fn of_kind(kind: ErrorKind, text: &str, is_html: bool) -> Self {
        let mut body = Self::parse(text, is_html);
        let says_nothing = |json: &Value| message::of_json(json).is_none();
        if kind == ErrorKind::ErrorInSuccess && body.json.as_ref().is_some_and(says_nothing) {
            body.message = None;
        }
        body
    }

    /// The message, in one line and in full length, wherever it stands: in `message`, `error`, `detail`, in a list of
    /// details, in the title of a page, or as plain text.
    pub(super) fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What `error` or `code` says, if it is a number or a text.
    pub(super) fn code(&self) -> Option<&ErrorCode> {
        self.code.as_ref()
    }

    /// The single reasons, if there is a list of them.
    pub(super) fn details(&self) -> &[ErrorDetail] {
        &self.details
    }

    /// The whole body, if it is JSON.
    pub(super) fn json(&self) -> Option<&Value> {
        self.json.as_ref()
    }
}

impl ErrorBody {
    /// Changes the message.
    pub(super) fn map_message(&mut self, change: impl FnOnce(&str) -> String) {
        self.message = self.message.as_deref().map(change);
    }
}

impl ErrorCode {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_i64().map(Self::Number),
            Value::String(text) => Some(Self::Text(text.clone())),
            _ => None,
        }
    }

    /// The number, or the number that the text is.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
        }
    }
}

#[cfg(test)]
mod tests;
