//! From the generated client's error to one that can be read.

use std::error::Error as StdError;

use bolna_api::Error as ApiError;

use crate::api_key::ApiKey;
use crate::error::{Error, Report};
use crate::error_body;
use crate::error_kind::ErrorKind;
use crate::one_line::{cut, flatten};
use crate::response_head::ResponseHead;
use crate::transport::Trace;

/// What is kept of a body, in bytes.
const MAX_BODY: usize = 64 * 1024;

/// Reads what the generated client left unread, and takes the key out of all of it.
pub(crate) async fn read<E>(error: ApiError<E>, trace: Trace, key: &ApiKey) -> Error {
    let report = match error {
        ApiError::UnexpectedResponse(response) => {
            let head = ResponseHead::of(&response);
            let body = Body::read(response).await;
            of_answer(head, body, key)
        }
        ApiError::ErrorResponse(response) => {
            let report = Report::new(ErrorKind::of_status(response.status()));
            with_head(report, trace.head, key)
        }
        ApiError::InvalidResponsePayload(bytes, error) => {
            let body = Body::of(&bytes);
            let report = Report {
                reason: Some(format!("the answer does not fit the contract: {error}")),
                body: Some(body.without(key)),
                source: source(error, key),
                ..Report::new(ErrorKind::Decode)
            };
            with_head(report, trace.head, key)
        }
        ApiError::ResponseBodyError(error) | ApiError::InvalidUpgrade(error) => {
            with_head(of_network(error, key), trace.head, key)
        }
        // Whatever came before this failure is no answer to it.
        ApiError::CommunicationError(error) => of_network(error, key),
        ApiError::InvalidRequest(reason) => refused(format!("the request cannot be made: {reason}")),
        ApiError::Custom(reason) => refused(format!("not sent: {reason}")),
    };
    let reason = report.reason.map(|reason| line(&reason, key));
    let operation = trace.operation.map(|operation| operation.id());
    Error(Box::new(Report {
        operation,
        reason,
        ..report
    }))
}

/// A server that says anything but what was asked for.
fn of_answer(head: ResponseHead, body: Body, key: &ApiKey) -> Report {
    let kind = ErrorKind::of_status(head.status);
    let reason = match (&head.location, kind) {
        (Some(location), ErrorKind::Redirect) => {
            // A query may hold what is not for a log.
            let place = location.split(['?', '#']).next().unwrap_or_default();
            format!("redirects are not followed, this one leads to {place}")
        }
        (None, ErrorKind::Redirect) => "redirects are not followed".to_owned(),
        _ if head.status.is_success() => "the contract does not describe this status".to_owned(),
        _ => "the server gave no reason".to_owned(),
    };
    // A redirect's page says less than its destination; and a body that comes with a success is no message about it.
    let message = match kind == ErrorKind::Redirect || head.status.is_success() {
        true => None,
        false => error_body::message(&body.text, head.is_html).map(|text| line(&text, key)),
    };
    let report = Report {
        message,
        reason: Some(reason),
        body: Some(body.without(key)),
        ..Report::new(kind)
    };
    with_head(report, Some(head), key)
}

/// A failure on the way, there or back.
fn of_network(error: reqwest::Error, key: &ApiKey) -> Report {
    let server = error
        .url()
        .map_or_else(|| "the server".to_owned(), |url| url.origin().ascii_serialization());
    // A connect timeout is both: that nothing was sent is what counts.
    let (kind, reason) = if error.is_builder() {
        (ErrorKind::Refused, "the request cannot be made".to_owned())
    } else if error.is_connect() {
        (ErrorKind::Connect, format!("cannot connect to {server}"))
    } else if error.is_timeout() {
        (ErrorKind::Timeout, format!("no answer from {server} in time"))
    } else if error.is_redirect() {
        (ErrorKind::Redirect, "the HTTP client gave up on redirects".to_owned())
    } else {
        (ErrorKind::Transport, format!("the connection to {server} broke"))
    };
    let cause = innermost(&error).to_string();
    Report {
        reason: Some(format!("{reason}: {cause}")),
        source: source(error, key),
        ..Report::new(kind)
    }
}

fn refused(reason: String) -> Report {
    Report {
        reason: Some(reason),
        ..Report::new(ErrorKind::Refused)
    }
}

fn with_head(report: Report, head: Option<ResponseHead>, key: &ApiKey) -> Report {
    let Some(head) = head else { return report };
    Report {
        status: Some(head.status),
        request_id: head.request_id.map(|id| key.redact(&id).into_owned()),
        retry_after: head.retry_after,
        ..report
    }
}

/// One line that may be shown: the key goes first, so that no cut leaves a part of it.
fn line(text: &str, key: &ApiKey) -> String {
    cut(key.redact(&flatten(text)).into_owned())
}

/// The error as a source, or only its text if the key is in it: a parser quotes what it does not understand.
fn source(error: impl StdError + Send + Sync + 'static, key: &ApiKey) -> Option<Box<dyn StdError + Send + Sync>> {
    let mut shown = format!("{error:?}");
    let mut next: Option<&dyn StdError> = Some(&error);
    while let Some(error) = next {
        shown.push_str(&format!(" {error}"));
        next = error.source();
    }
    Some(match key.redact(&shown) {
        std::borrow::Cow::Borrowed(_) => Box::new(error),
        std::borrow::Cow::Owned(_) => Box::from(key.redact(&error.to_string()).into_owned()),
    })
}

fn innermost<'e>(error: &'e (dyn StdError + 'static)) -> &'e (dyn StdError + 'static) {
    let mut innermost = error;
    while let Some(cause) = innermost.source() {
        innermost = cause;
    }
    innermost
}

/// As much of a body as is kept.
struct Body {
    text: String,
    is_cut: bool,
}

impl Body {
    fn of(bytes: &[u8]) -> Self {
        let kept = bytes.get(..MAX_BODY).unwrap_or(bytes);
        Self {
            text: String::from_utf8_lossy(kept).into_owned(),
            is_cut: kept.len() < bytes.len(),
        }
    }

    /// What can be read of it: the status is worth more than an error about the rest of its body.
    async fn read(mut response: reqwest::Response) -> Self {
        let mut bytes = Vec::new();
        let mut complete = false;
        while bytes.len() <= MAX_BODY {
            match response.chunk().await {
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => {
                    complete = true;
                    break;
                }
                Err(_) => break,
            }
        }
        let body = Self::of(&bytes);
        Self {
            is_cut: body.is_cut || !complete,
            ..body
        }
    }

    fn without(&self, key: &ApiKey) -> String {
        match self.is_cut {
            true => key.redact_cut(&self.text),
            false => key.redact(&self.text).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;
    use secrecy::SecretString;

    use super::*;

    fn key() -> ApiKey {
        ApiKey::new(&SecretString::from("sa-hunter2")).unwrap()
    }

    fn answer(status: StatusCode, body: &str) -> Error {
        let head = ResponseHead {
            status,
            ..ResponseHead::default()
        };
        Error(Box::new(of_answer(head, Body::of(body.as_bytes()), &key())))
    }

    #[test]
    fn the_key_is_redacted_wherever_the_server_repeats_it() {
        let head = ResponseHead {
            status: StatusCode::FORBIDDEN,
            request_id: Some("sa-hunter2-1".to_owned()),
            ..ResponseHead::default()
        };
        // The second one is `sa-hunter2` with an escaped character.
        let body = Body::of(br#"{"message": "sa-hunter2 is unknown", "detail": "s\u0061-hunter2"}"#);
        let error = Error(Box::new(of_answer(head, body, &key())));
        assert_eq!(
            error.to_string(),
            "403 Forbidden: [redacted] is unknown: [redacted] (check BOLNA_API_KEY; request id [redacted]-1)"
        );
        assert!(
            !format!("{error:?} {:?}", error.body()).contains("sa-hunter2"),
            "{error:?}"
        );
    }

    #[test]
    fn the_key_is_redacted_before_a_message_is_cut() {
        let error = answer(StatusCode::BAD_REQUEST, &format!("{}sa-hunter2", "x".repeat(495)));
        assert!(!error.to_string().contains("sa-h"), "{error}");
    }

    #[tokio::test]
    async fn the_key_is_redacted_in_the_words_of_the_parser() {
        let bytes = br#"["sa-hunter2"]"#;
        let parsed = serde_json::from_slice::<Vec<u8>>(bytes).unwrap_err();
        assert!(parsed.to_string().contains("hunter2"), "{parsed}");

        let error = ApiError::<()>::InvalidResponsePayload(bytes.to_vec().into(), parsed);
        let error = read(error, Trace::default(), &key()).await;
        let source = error.source().unwrap();
        let shown = format!("{error} {error:?} {source} {source:?} {:?}", error.body());
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("[redacted]"), "{shown}");
    }

    #[test]
    fn a_body_is_kept_up_to_its_limit_and_not_with_half_a_key() {
        let long = format!("{}sa-hunter2", "x".repeat(MAX_BODY - 5));
        let error = answer(StatusCode::BAD_REQUEST, &long);
        let body = error.body().unwrap();
        assert!(body.ends_with("xxx[redacted]"), "{}", body.len());
        assert!(error.message().unwrap().chars().count() <= 501);
    }

    #[test]
    fn an_undescribed_success_is_an_unexpected_status() {
        let error = answer(StatusCode::NO_CONTENT, "");
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(
            error.to_string(),
            "204 No Content: the contract does not describe this status"
        );
    }

    #[tokio::test]
    async fn a_refusal_of_a_transport_gives_its_reason() {
        let error = read(ApiError::<()>::Custom("read only".to_owned()), Trace::default(), &key()).await;
        assert!(error.is_refused());
        assert_eq!(error.to_string(), "not sent: read only");
    }
}
