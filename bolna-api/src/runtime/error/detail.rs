//! What a validator says of one field.

use serde_json::Value;

use super::message::{of_json, place};
use super::one_line::flatten;

/// One of several reasons why a server refuses a request: which field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorDetail {
    loc: Option<String>,
    message: Option<String>,
    kind: Option<String>,
}

impl ErrorDetail {
    /// The field, for example `body.gateways[0].port`.
    #[must_use]
    pub fn loc(&self) -> Option<&str> {
        self.loc.as_deref()
    }

    /// What is wrong with it, in one line.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What the server calls this sort of reason, for example `missing`.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The reasons in a list of them; what says nothing is left out.
    pub(super) fn all(value: &Value) -> Vec<Self> {
        let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
        items.iter().filter_map(Self::parse).collect()
    }

    fn parse(item: &Value) -> Option<Self> {
        let detail = match item {
            Value::Object(fields) => Self {
                loc: (fields.get("loc").and_then(place)).or_else(|| text(fields.get("field")?)),
                message: ["msg", "message", "detail", "error"]
                    .iter()
                    .find_map(|name| text(fields.get(*name)?)),
                kind: ["type", "code"].iter().find_map(|name| text(fields.get(*name)?)),
            },
            item => Self {
                loc: None,
                message: text(item),
                kind: None,
            },
        };
        (detail.loc.is_some() || detail.message.is_some() || detail.kind.is_some()).then_some(detail)
    }
}

fn text(value: &Value) -> Option<String> {
    of_json(value)
        .map(|text| flatten(&text))
        .filter(|text| !text.is_empty())
}
