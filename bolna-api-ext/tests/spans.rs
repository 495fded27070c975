//! Spans: what is in them, and what is not.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;
use std::time::Duration;

use bolna_api_ext::reqwest::Method;
use support::{Server, answer, nobody};
use tracing_subscriber::fmt::format::FmtSpan;

use crate::clock::hurried;
use crate::server::KEY;

thread_local! {
    /// What was logged in this thread, in which the whole of one test runs.
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes to the log of the thread.
struct ThisThread;

impl Write for ThisThread {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Logs everything. It is done for all threads: what a thread without a log enters first, tracing takes for what nobody
/// wants to know.
pub(crate) fn log_everything() {
    static DONE: Once = Once::new();
    DONE.call_once(|| {
        let subscriber = tracing_subscriber::fmt().with_env_filter("trace").with_ansi(false);
        let subscriber = subscriber.with_span_events(FmtSpan::NEW | FmtSpan::CLOSE);
        // With the lines of `log`, by which reqwest and rustls say what they do.
        subscriber.with_writer(|| ThisThread).init();
    });
}

pub(crate) fn log() -> String {
    LOG.with_borrow(|log| String::from_utf8(log.clone()).unwrap())
}

/// The lines about the end of a span, without what leads to it.
fn ends(span: &str) -> Vec<String> {
    let log = log();
    let lines = log.lines().filter(|line| line.contains("bolna_api_ext::spans: close"));
    let of_span = lines.filter_map(|line| {
        let start = line.rfind("bolna.call{").max(line.rfind("bolna.attempt{"))?;
        line.get(start..)?.strip_prefix(span).map(str::to_owned)
    });
    of_span.collect()
}

#[tokio::test]
async fn a_call_and_each_attempt_is_a_span_without_a_secret() {
    log_everything();
    let server = Server::start([
        answer("503 Service Unavailable", &["x-request-id: first"], KEY),
        answer("200 OK", &["x-request-id: second"], format!(r#"[{{"name": "{KEY}"}}]"#)),
    ]);
    let (builder, _) = hurried(server.url());
    let port = server.address().port();
    let bolna = builder.timeout(Duration::from_secs(30)).build().unwrap();
    bolna.list_agents().send().await.unwrap();

    let [first, second] = ends("bolna.attempt").try_into().unwrap();
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

    let [call] = ends("bolna.call").try_into().unwrap();
    for field in [
        "otel.name=\"list_agents\"",
        "bolna.attempts=2",
        "http.response.status_code=200",
        "bolna.duration_ms=500.0",
    ] {
        assert!(call.contains(field), "{field}: {call}");
    }
    let log = log();
    assert!(log.contains("starting new connection"), "{log}");
    assert!(!log.contains("hunter2"), "{log}");
}

#[tokio::test]
async fn what_has_no_status_has_a_kind() {
    log_everything();
    let (_socket, url) = nobody();
    let (builder, _) = hurried(url);
    builder.build().unwrap().list_agents().send().await.unwrap_err();
    assert_eq!(ends("bolna.attempt").len(), 3);
    let [call] = ends("bolna.call").try_into().unwrap();
    assert!(
        call.contains("error.type=Connect") && !call.contains("status_code=2"),
        "{call}"
    );
}

#[tokio::test]
async fn what_the_contract_lacks_is_named_without_what_identifies_somebody() {
    log_everything();
    let server = Server::start([answer("200 OK", &[], "null")]);
    let (builder, _) = hurried(server.url());
    let bolna = builder.build().unwrap();
    let path = "/v2/contacts/+14155550187/notes?name=Ana";
    bolna
        .execute::<serde_json::Value>(Method::GET, path, &())
        .await
        .unwrap();
    let log = log();
    let spans: Vec<_> = log
        .lines()
        .filter(|line| line.contains("bolna_api_ext::spans: close"))
        .collect();
    assert_eq!(spans.len(), 2, "{log}");
    for span in spans {
        assert!(span.contains("url.template=\"/v2/contacts/{}/notes\""), "{span}");
        assert!(span.contains("bolna.operation=\"GET /v2/contacts/{}/notes\""), "{span}");
        assert!(!span.contains("4155550187") && !span.contains("Ana"), "{span}");
    }
}

#[tokio::test]
async fn each_wait_between_attempts_is_an_event_and_so_is_the_end_of_trying() {
    log_everything();
    let (_socket, url) = nobody();
    let (builder, _) = hurried(url);
    builder.build().unwrap().list_agents().send().await.unwrap_err();
    let log = log();
    let events: Vec<_> = log
        .lines()
        .filter(|line| line.contains("bolna_api_ext::spans: ") && line.contains("the request again"))
        .collect();
    let [first, second, last] = events.try_into().unwrap();
    for (event, wait) in [(first, "500.0"), (second, "1000.0")] {
        let expected = format!("sending the request again after a wait bolna.wait_ms={wait} error.type=\"Connect\"");
        assert!(
            event.contains(&expected) && event.contains("DEBUG bolna.call{"),
            "{event}"
        );
    }
    assert!(last.contains("bolna.reason=\"no attempt is left\""), "{last}");
}
