//! Taking secrets out of an error.

use std::borrow::Cow;
use std::error::Error as StdError;

use super::{Body, Error, ErrorBody, Report, body};
use crate::secrets::{Secrets, redact_properties};

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
fn redact_body(report: &mut Report, body: Body, secrets: &Secrets) -> Body {
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
        report.said = ErrorBody::of(&body.text, is_html);
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
mod tests {
    use reqwest::header::{AUTHORIZATION, HeaderMap};
    use reqwest::{Method, StatusCode};

    use super::*;
    use crate::ErrorKind;
    use crate::operation::OperationInfo;

    fn secrets() -> Secrets {
        let mut secrets = Secrets::default();
        secrets.remember(&HeaderMap::from_iter([(
            AUTHORIZATION,
            "Bearer sa-hunter2".parse().unwrap(),
        )]));
        secrets
    }

    fn refused(body: &str) -> Error {
        let info = OperationInfo::new("add", Method::POST, "/add", false);
        Error::from_status(&info, StatusCode::BAD_REQUEST, HeaderMap::new(), body).redact(&secrets())
    }

    #[test]
    fn a_secret_in_the_body_is_in_nothing_of_the_error() {
        for body in [
            r#"{"detail": "sa-hunter2 is unknown"}"#,
            r#"{"error": "sa-h\u0075nter2"}"#,
            r#"{"detail": [{"loc": ["sa-hunter2"], "msg": "sa-hunter2", "type": "sa-hunter2"}], "code": "sa-hunter2"}"#,
            "sa-hunter2",
            "<title>sa-hunter2</title>",
        ] {
            let error = refused(body);
            let shown = format!(
                "{error} {error:?} {:?} {:?} {:?} {:?} {:?}",
                error.body(),
                error.message(),
                error.details(),
                error.code(),
                error.json()
            );
            assert!(!shown.contains("hunter2") && !shown.contains("nter2"), "{shown}");
            assert!(shown.contains("[redacted]"), "{shown}");
        }
    }

    #[test]
    fn a_source_with_the_secret_is_only_its_text() {
        #[derive(Debug, thiserror::Error)]
        #[error("no host {0}")]
        struct NoHost(&'static str);

        let source = without(Box::new(NoHost("sa-hunter2")), &secrets());
        assert_eq!(source.to_string(), "no host [redacted]");
        assert!(!format!("{source:?}").contains("hunter2"));
        assert!(without(Box::new(NoHost("example.com")), &secrets()).is::<NoHost>());
    }

    #[test]
    fn an_error_of_a_layer_is_redacted_too() {
        let error = Error::builder(ErrorKind::Transport)
            .reason("cannot use sa-hunter2")
            .body("sa-hunter2")
            .source("sa-hunter2")
            .build()
            .redact(&secrets());
        assert!(!format!("{error} {error:?} {:?}", error.body()).contains("hunter2"));
    }
}
