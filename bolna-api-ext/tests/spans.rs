//! Spans: what is in them, and what is not.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tracing_subscriber::fmt::format::FmtSpan;

use crate::script::{Scripted, answer, hurried};
use crate::server::KEY;

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines about the end of a span, without what leads to it.
    fn ends(&self, span: &str) -> Vec<String> {
        let text = self.text();
        let lines = text.lines().filter(|line| line.contains("bolna_api_ext::spans: close"));
        let of_span = lines.filter_map(|line| {
            let start = line.rfind("bolna.call{").max(line.rfind("bolna.attempt{"))?;
            line.get(start..)?.strip_prefix(span).map(str::to_owned)
        });
        of_span.collect()
    }
}

#[tokio::test]
async fn a_call_and_each_attempt_is_a_span_without_a_secret() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("trace")
        .with_ansi(false)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let server = Scripted::start(vec![
        answer("503 Service Unavailable", &["x-request-id: first"], KEY),
        answer("200 OK", &["x-request-id: second"], format!(r#"[{{"name": "{KEY}"}}]"#)),
    ]);
    let (builder, _) = hurried(server.url("http"));
    let port = server.url("").rsplit_once(':').unwrap().1.to_owned();
    let bolna = builder.timeout(Duration::from_secs(30)).build().unwrap();
    bolna.list_agents().send().await.unwrap();
    server.requests().await;

    let [first, second] = log.ends("bolna.attempt").try_into().unwrap();
    for field in [
        "otel.kind=\"client\"",
        "otel.name=GET /v2/agent/all",
        "bolna.operation=\"list_agents\"",
        "http.request.method=\"GET\"",
        "url.template=\"/v2/agent/all\"",
        "server.address=\"127.0.0.1\"",
        &format!("server.port={port}"),
    ] {
        assert!(
            first.contains(field) && second.contains(field),
            "{field}: {first} {second}"
        );
    }
    for field in [
        "http.response.status_code=503",
        "bolna.request_id=\"first\"",
        "error.type=503",
        "otel.status_code=\"ERROR\"",
    ] {
        assert!(first.contains(field), "{field}: {first}");
    }
    assert!(!first.contains("resend_count"), "{first}");
    for field in [
        "http.response.status_code=200",
        "bolna.request_id=\"second\"",
        "http.request.resend_count=1",
    ] {
        assert!(second.contains(field), "{field}: {second}");
    }
    assert!(!second.contains("error.type"), "{second}");

    let [call] = log.ends("bolna.call").try_into().unwrap();
    for field in [
        "otel.name=\"list_agents\"",
        "bolna.attempts=2",
        "http.response.status_code=200",
        "bolna.duration_ms=500.0",
    ] {
        assert!(call.contains(field), "{field}: {call}");
    }
    assert!(!log.text().contains("hunter2"), "{}", log.text());
}

#[tokio::test]
async fn what_has_no_status_has_a_kind() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_span_events(FmtSpan::CLOSE);
    let _guard = tracing::subscriber::set_default(subscriber.with_writer(move || writer.clone()).finish());
    let (_socket, url) = crate::server::nobody();
    let (builder, _) = hurried(url);
    builder.build().unwrap().list_agents().send().await.unwrap_err();
    assert_eq!(log.ends("bolna.attempt").len(), 3);
    let [call] = log.ends("bolna.call").try_into().unwrap();
    assert!(
        call.contains("error.type=Connect") && !call.contains("status_code=2"),
        "{call}"
    );
}
