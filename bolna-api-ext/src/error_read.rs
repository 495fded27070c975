//! From the generated client's error to one that can be shown: without the key, which a server may repeat.

use std::borrow::Cow;
use std::error::Error as StdError;

use crate::api_key::ApiKey;
use crate::error::{Error, Report};
use crate::error_kind::ErrorKind;
use crate::response_head::ResponseHead;

/// What a message is cut to, in characters.
const MAX_CHARS: usize = 500;

/// The error without the key.
pub(crate) fn read(error: bolna_api::Error, key: &ApiKey) -> Error {
    let kind = kind(&error);
    let head = error.headers().map(ResponseHead::of).unwrap_or_default();
    let reason = match (kind, &head.location) {
        (ErrorKind::Redirect, Some(location)) => {
            // A query may hold what is not for a log.
            let place = location.split(['?', '#']).next().unwrap_or_default();
            format!("redirects are not followed, this one leads to {place}")
        }
        (ErrorKind::Redirect, None) if error.status().is_some() => "redirects are not followed".to_owned(),
        _ => error.reason(),
    };
    let body = error.body().map(|body| match error.is_truncated() {
        true => key.redact_cut(body),
        false => key.redact(body).into_owned(),
    });
    Error(Box::new(Report {
        operation: Some(error.operation().id()),
        status: error.status(),
        request_id: head.request_id.map(|id| key.redact(&id).into_owned()),
        retry_after: head.retry_after,
        message: error.message().map(|message| line(message, key)),
        reason: Some(line(&reason, key)),
        body,
        source: error.into_source().map(|source| without(source, key)),
        ..Report::new(kind)
    }))
}

fn kind(error: &bolna_api::Error) -> ErrorKind {
    match (error.kind(), error.status()) {
        (bolna_api::ErrorKind::Status, Some(status)) => ErrorKind::of_status(status),
        (bolna_api::ErrorKind::Decode, _) => ErrorKind::Decode,
        (bolna_api::ErrorKind::Invalid | bolna_api::ErrorKind::Refused, _) => ErrorKind::Refused,
        (bolna_api::ErrorKind::Connect, _) => ErrorKind::Connect,
        (bolna_api::ErrorKind::Timeout, _) => ErrorKind::Timeout,
        _ if error.http().is_some_and(reqwest::Error::is_redirect) => ErrorKind::Redirect,
        _ => ErrorKind::Transport,
    }
}

/// One line that may be shown: the key goes first, so that no cut leaves a part of it.
fn line(text: &str, key: &ApiKey) -> String {
    let text = key.redact(text);
    match text.char_indices().nth(MAX_CHARS) {
        None => text.into_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}

/// The error as a source, or only its text if the key is in it.
fn without(error: Box<dyn StdError + Send + Sync>, key: &ApiKey) -> Box<dyn StdError + Send + Sync> {
    let mut shown = format!("{error:?}");
    let mut next: Option<&dyn StdError> = Some(&*error);
    while let Some(error) = next {
        shown.push_str(&format!(" {error}"));
        next = error.source();
    }
    match key.redact(&shown) {
        Cow::Borrowed(_) => error,
        Cow::Owned(_) => Box::from(key.redact(&error.to_string()).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    fn key() -> ApiKey {
        ApiKey::new(&SecretString::from("sa-hunter2")).unwrap()
    }

    #[test]
    fn the_key_is_redacted_before_a_line_is_cut() {
        assert_eq!(
            line(&format!("{}sa-hunter2", "x".repeat(495)), &key()),
            format!("{}[reda…", "x".repeat(495))
        );
        assert_eq!(line(&"ü".repeat(500), &key()), "ü".repeat(500));
    }

    #[test]
    fn a_source_with_the_key_is_only_its_text() {
        #[derive(Debug, thiserror::Error)]
        #[error("no host {0}")]
        struct NoHost(&'static str);

        let source = without(Box::new(NoHost("sa-hunter2")), &key());
        assert_eq!(source.to_string(), "no host [redacted]");
        assert!(!format!("{source:?}").contains("hunter2"));
        assert!(without(Box::new(NoHost("example.com")), &key()).is::<NoHost>());
    }
}
