//! Taking secrets out of an error.

use std::borrow::Cow;
use std::error::Error as StdError;

use super::{Body, Details, Error, ErrorBody, body};
use crate::runtime::secrets::{Secrets, redact_properties};

impl Error {
    /// The error without any of the secrets.
    pub(crate) fn redact(mut self, secrets: &Secrets) -> Self {
        let report = &mut *self.0;
        report.reason = secrets.redact(&report.reason).into_owned();
        report.hint = report.hint.as_ref().map(|hint| secrets.redact(hint).into_owned());
        if let Some(head) = &mut report.head {
            secrets.redact_headers(&mut head.headers);
        }
        if let Some(body) = report.body.take() {
            report.body = Some(redact_body(report, body, secrets));
        }
        report.source = report.source.take().map(|source| without(source, secrets));
        self
    }
}

/// The body without secrets; what it says is read again, of what is left of it.
fn redact_body(report: &mut Details, body: Body, secrets: &Secrets) -> Body {
    let text = if body.is_truncated {
        secrets.redact_cut(&body.text)
    } else {
        secrets.redact(&body.text).into_owned()
    };
    let mut body = Body { text, ..body };
    // In JSON a secret may be written with escapes.
    let mut json = serde_json::from_str(&body.text).ok();
    if let Some(json) = &mut json
        && redact_properties(json) | secrets.redact_json(json)
    {
        body.text = json.to_string();
    }
    if report.said != ErrorBody::default() {
        let is_html = report.head.as_ref().is_some_and(|head| body::is_html(&head.headers));
        report.said = ErrorBody::of_kind(report.kind, &body.text, is_html);
        report.said.map_message(|message| secrets.redact(message).into_owned());
    }
    body
}

/// The error as a source, or only its text if a secret is in it.
fn without(error: Box<dyn StdError + Send + Sync>, secrets: &Secrets) -> Box<dyn StdError + Send + Sync> {
    let mut shown = format!("{error:?}");
    let mut next: Option<&dyn StdError> = Some(&*error);
    while let Some(error) = next {
        shown.push_str(&format!(" {error}"));
        next = error.source();
    }
    match secrets.redact(&shown) {
        Cow::Borrowed(_) => error,
        Cow::Owned(_) => Box::from(secrets.redact(&error.to_string()).into_owned()),
    }
}

#[cfg(test)]
mod tests;
