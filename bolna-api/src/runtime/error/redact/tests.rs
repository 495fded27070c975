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
