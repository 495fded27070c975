//! Spans of `tracing`, one for each call and one for each attempt, with the names of OpenTelemetry's semantic conventions
//! for HTTP clients; and an event for each wait between two attempts. No header and no body is in them.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bolna_api::transport::{BoxFuture, Layer, Next};
use bolna_api::{Error, OperationInfo, ResponseExt};
use reqwest::{Request, Response};
use tracing::field::{Empty, display};
use tracing::{Instrument, Span, debug, info_span};

use crate::clock::Clock;

/// The span of a call, from the first attempt to the end of the last one, waits included.
pub(crate) struct Calls(pub(crate) Arc<dyn Clock>);

impl Layer for Calls {
    fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        let operation = next.operation();
        let names = Names::new(operation);
        let span = info_span!(
            "bolna.call",
            otel.name = &*names.operation,
            bolna.operation = &*names.operation,
            http.request.method = operation.method().as_str(),
            url.template = &*names.path,
            http.response.status_code = Empty,
            bolna.request_id = Empty,
            bolna.attempts = Empty,
            bolna.duration_ms = Empty,
            error.r#type = Empty,
            otel.status_code = Empty,
        );
        let recorded = span.clone();
        let call = async move {
            let start = self.0.now();
            let result = next.run(request).await;
            let duration = self.0.now().saturating_duration_since(start);
            recorded.record("bolna.duration_ms", duration.as_secs_f64() * 1000.0);
            recorded.record("bolna.attempts", next.attempt());
            record(&recorded, &result);
            result
        };
        Box::pin(call.instrument(span))
    }
}

/// The span of one attempt, which is what OpenTelemetry calls an HTTP client span.
pub(crate) struct Attempts;

impl Layer for Attempts {
    fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        let operation = next.operation();
        let names = Names::new(operation);
        let span = info_span!(
            "bolna.attempt",
            otel.kind = "client",
            otel.name = %format_args!("{} {}", operation.method(), names.path),
            bolna.operation = &*names.operation,
            http.request.method = operation.method().as_str(),
            url.template = &*names.path,
            server.address = request.url().host_str(),
            server.port = request.url().port_or_known_default(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            bolna.request_id = Empty,
            error.r#type = Empty,
            otel.status_code = Empty,
        );
        // The first time is no time again.
        if next.attempt() > 1 {
            span.record("http.request.resend_count", next.attempt() - 1);
        }
        let recorded = span.clone();
        let attempt = async move {
            let result = next.run(request).await;
            record(&recorded, &result);
            result
        };
        Box::pin(attempt.instrument(span))
    }
}

/// What spans call an operation: of few different values, and without what identifies a person.
struct Names<'a> {
    operation: Cow<'a, str>,
    path: Cow<'a, str>,
}

impl<'a> Names<'a> {
    /// Those of the contract are a name and a template. What [`execute`](bolna_api::Client::execute) was given is a path of which any part
    /// may be an id or a telephone number.
    fn new(operation: &'a OperationInfo) -> Self {
        let is_of_contract = !operation.id().contains('/');
        if is_of_contract {
            return Self {
                operation: operation.id().into(),
                path: operation.path().into(),
            };
        }
        let path = operation.path().split(['?', '#']).next().unwrap_or_default();
        let segments = path
            .split('/')
            .map(|segment| if is_word(segment) { segment } else { "{}" });
        let path = segments.collect::<Vec<_>>().join("/");
        Self {
            operation: format!("{} {path}", operation.method()).into(),
            path: path.into(),
        }
    }
}

/// Whether a segment of a path is a word, as `sip-trunks`, or a version, as `v2`: what people name resources by.
fn is_word(segment: &str) -> bool {
    let is_version = segment.strip_prefix('v').is_some_and(|rest| rest.parse::<u8>().is_ok());
    is_version
        || segment
            .chars()
            .all(|character| character.is_ascii_lowercase() || "-_".contains(character))
}

/// What came of it. Of a status that is an error, the type is the status; of anything else, the kind of the error.
fn record(span: &Span, result: &Result<Response, Error>) {
    let (status, request_id) = match result {
        Ok(response) => (Some(response.status()), response.request_id()),
        Err(error) => (error.status(), error.request_id()),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    if let Some(id) = request_id {
        span.record("bolna.request_id", id);
    }
    if let Some(kind) = error_type(result) {
        span.record("error.type", display(kind));
        span.record("otel.status_code", "ERROR");
    }
}

/// The attribute `error.type`, as OpenTelemetry has it for HTTP: the status, or what came in its place.
fn error_type(result: &Result<Response, Error>) -> Option<String> {
    match result {
        Ok(response) if response.status().as_u16() < 400 => None,
        Ok(response) => Some(response.status().as_str().to_owned()),
        Err(error) => Some(format!("{:?}", error.kind())),
    }
}

/// Tells, within the span of the call, that the request is sent again after this wait.
pub(crate) fn retrying(result: &Result<Response, Error>, wait: Duration) {
    debug!(
        bolna.wait_ms = wait.as_secs_f64() * 1000.0,
        error.r#type = error_type(result),
        "sending the request again after a wait"
    );
}

/// Tells, within the span of the call, that the request could be sent again, and is not.
pub(crate) fn giving_up(result: &Result<Response, Error>, reason: &'static str) {
    debug!(
        bolna.reason = reason,
        error.r#type = error_type(result),
        "not sending the request again"
    );
}
