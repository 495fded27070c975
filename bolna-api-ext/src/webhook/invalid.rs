//! Why a body is no webhook.

/// Why a body is no execution. It repeats no value of the body, which may be private; the body is the caller's to log.
///
/// ```
/// use bolna_api_ext::webhook;
///
/// let error = webhook::parse(br#"{"id": "01HQ", "telephony_data": {"ring_duration": {}}}"#).unwrap_err();
/// assert_eq!(error.place(), "telephony_data.ring_duration");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// The body is no JSON.
    #[error("no JSON: {reason} (line {line}, column {column})")]
    Syntax {
        /// What is wrong.
        reason: String,
        /// The line, counted from 1.
        line: usize,
        /// The byte in the line, counted from 1.
        column: usize,
    },

    /// The body is JSON, and no execution.
    #[error("{}{reason}", prefix(place))]
    Shape {
        /// Where in the body, as `telephony_data.duration`; empty for the body itself.
        place: String,
        /// What is wrong there.
        reason: String,
    },

    /// The body may be an execution, and does not say which.
    #[error("`id`: required, and it is not there")]
    MissingId,
}

impl WebhookError {
    /// Where in the body, as `telephony_data.duration`; empty for the body itself.
    #[must_use]
    pub fn place(&self) -> &str {
        match self {
            Self::Syntax { .. } => "",
            Self::Shape { place, .. } => place,
            Self::MissingId => "id",
        }
    }
}

fn prefix(place: &str) -> String {
    match place {
        "" => String::new(),
        place => format!("`{place}`: "),
    }
}
