//! A webhook, read.

use bolna_api::types::Execution;
use serde_json::error::Category;

use super::invalid::WebhookError;

/// Reads the body of a webhook: an execution, which has an id.
///
/// It is as tolerant as reading a response is: properties may be absent, null, unknown, or numbers as texts. `status` says
/// how the call stands; [`call-disconnected`](crate::ExecutionStatusExt::is_terminal) is not the end.
///
/// An execution is posted at each change of its status. Nobody promises that each post comes once, or in order: what is done
/// must be right when it is done again.
///
/// ```
/// use bolna_api_ext::webhook;
///
/// # fn main() -> Result<(), webhook::WebhookError> {
/// let call = webhook::parse(br#"{"id": "01HQ", "status": "completed", "total_cost": 6.25}"#)?;
/// assert_eq!(call.id.as_deref(), Some("01HQ"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// It is no JSON, no execution, or has no id.
pub fn parse(body: impl AsRef<[u8]>) -> Result<Execution, WebhookError> {
    let body = body.as_ref();
    // RFC 8259, section 8.1: a byte order mark may be ignored.
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let mut json = serde_json::Deserializer::from_slice(body);
    let read: Result<Execution, _> = serde_path_to_error::deserialize(&mut json);
    let execution = read.map_err(|error| {
        let place = error.path().to_string();
        invalid(if place == "." { "" } else { &place }, error.inner())
    })?;
    json.end().map_err(|error| invalid("", &error))?;
    match execution.id.as_deref() {
        None | Some("") => Err(WebhookError::MissingId),
        Some(_) => Ok(execution),
    }
}

fn invalid(place: &str, error: &serde_json::Error) -> WebhookError {
    let position = format!(" at line {} column {}", error.line(), error.column());
    let said = error.to_string();
    let reason = said.strip_suffix(&position).unwrap_or(&said).to_owned();
    match error.classify() {
        Category::Data => WebhookError::Shape {
            place: place.to_owned(),
            reason,
        },
        Category::Syntax | Category::Eof | Category::Io => WebhookError::Syntax {
            reason,
            line: error.line(),
            column: error.column(),
        },
    }
}

#[cfg(test)]
mod tests {
    use bolna_api::types::ExecutionStatus;

    use super::*;

    fn refusal(body: &str) -> String {
        parse(body).unwrap_err().to_string()
    }

    #[test]
    fn a_webhook_is_read_as_tolerantly_as_a_response() {
        let call = parse(
            b"\xef\xbb\xbf{\"id\": \"01HQ\", \"status\": \"paused\", \"transcript\": null, \"new\": {\"a\": 1},
              \"created_at\": \"2024-03-13T14:12:50.596315\", \"telephony_data\": {\"duration\": 16}}",
        )
        .unwrap();
        assert_eq!(call.status, Some(ExecutionStatus::from("paused")));
        assert_eq!(call.telephony_data.unwrap().duration.as_deref(), Some("16"));
        assert!(call.created_at.is_some() && call.extra.get("new").is_some());
    }

    #[test]
    fn what_is_no_execution_is_an_error() {
        assert_eq!(refusal("{}"), "`id`: required, and it is not there");
        for body in [
            r#"{"id": null}"#,
            r#"{"id": ""}"#,
            r#"{"message": "hunter2"}"#,
            r#"{"execution_id": "01HQ"}"#,
        ] {
            assert_eq!(parse(body), Err(WebhookError::MissingId), "{body}");
        }
        for body in ["[]", r#"["agent-1"]"#, r#"["a", "b", "c"]"#] {
            assert_eq!(refusal(body), "expected an object, found an array", "{body}");
        }
        for body in ["null", "7", r#""hunter2""#] {
            let refusal = refusal(body);
            assert!(
                refusal.starts_with("expected an object") && !refusal.contains("hunter2"),
                "{refusal}"
            );
        }
    }

    #[test]
    fn an_error_names_the_place() {
        assert_eq!(
            refusal(r#"{"id": "01HQ", "telephony_data": {"ring_duration": {"hunter2": 1}}}"#),
            "`telephony_data.ring_duration`: expected an integer, found an object"
        );
        assert_eq!(refusal(""), "no JSON: EOF while parsing a value (line 1, column 0)");
        assert!(refusal(r#"{"id": "01HQ", "#).starts_with("no JSON: "));
        assert!(refusal(r#"{"id": "01HQ"} {}"#).starts_with("no JSON: trailing characters"));
        assert!(parse(b"\xff").is_err());
    }
}
