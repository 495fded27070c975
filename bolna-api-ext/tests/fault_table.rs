//! Each fault on the way, for a read and for a phone call: how it ends, how many requests the server read whole, and how
//! long was waited.

use std::error::Error as _;
use std::time::Duration;

use bolna_api_ext::types::CallRequest;
use bolna_api_ext::{Bolna, BolnaBuilder, Error, ErrorKind};
use support::{Answer, Server, Silent, answer, html, nobody};

use crate::clock::{Hurried, hurried};
use crate::server::KEY;

/// Too short for a server that never answers, so that no test waits for long.
const SHORT: Duration = Duration::from_millis(100);

/// The waits without a `Retry-After`, in seconds, the longest each.
const BACKOFF: &[f64] = &[0.5, 1.0];

/// What becomes of a request: its error, or nothing if it succeeds; how often it is sent, and read whole.
#[derive(Debug, PartialEq)]
struct Outcome {
    kind: Option<ErrorKind>,
    attempts: u32,
    whole: usize,
    waits: Vec<f64>,
}

impl Outcome {
    fn new(kind: impl Into<Option<ErrorKind>>, attempts: u32, whole: usize, waits: &[f64]) -> Self {
        Self {
            kind: kind.into(),
            attempts,
            whole,
            waits: waits.to_vec(),
        }
    }

    /// Sent three times, and each time read whole.
    fn repeated(kind: ErrorKind) -> Self {
        Self::new(kind, 3, 3, BACKOFF)
    }

    /// Sent and read once.
    fn once(kind: ErrorKind) -> Self {
        Self::new(kind, 1, 1, &[])
    }
}

async fn outcome(client: Bolna, clock: Hurried, is_call: bool) -> (Option<Error>, Vec<f64>) {
    let request = CallRequest::builder()
        .agent_id("a".to_owned())
        .recipient_phone_number("+14155550187".to_owned());
    let result = if is_call {
        client.make_call().body(request).send().await.map(drop)
    } else {
        client.list_sip_trunks().send().await.map(drop)
    };
    (result.err(), clock.slept())
}

/// What becomes of a list of trunks, and of a call, at a server that gives these answers, the last of them for ever.
async fn outcomes(
    name: &str,
    scheme: &str,
    answers: &[Answer],
    set: impl Fn(BolnaBuilder) -> BolnaBuilder,
) -> [Outcome; 2] {
    #[cfg(feature = "tracing")]
    crate::spans::log_everything();
    let mut outcomes = Vec::new();
    for is_call in [false, true] {
        let server = Server::repeating(answers.to_vec());
        let (builder, clock) = hurried(server.url().replace("http", scheme));
        let client = set(builder.timeout(SHORT)).build().unwrap();
        let (error, waits) = outcome(client, clock, is_call).await;
        if let Some(error) = &error {
            check(name, error, is_call);
        }
        let (kind, attempts) = error.map_or((None, 0), |error| (Some(error.kind()), error.attempts()));
        // Beside the runtime, which has connections to close.
        let requests = tokio::task::spawn_blocking(|| server.end()).await.unwrap();
        outcomes.push(Outcome {
            kind,
            attempts,
            whole: requests.len(),
            waits,
        });
    }
    #[cfg(feature = "tracing")]
    assert!(!crate::spans::log().contains(KEY), "{name}: {}", crate::spans::log());
    outcomes.try_into().unwrap()
}

/// What every error keeps to.
fn check(name: &str, error: &Error, is_call: bool) {
    let shown = format!(
        "{error} {error:?} {:?} {:?} {:?}",
        error.body(),
        error.headers(),
        error.source()
    );
    assert!(!shown.contains(KEY), "{name}: {shown}");
    assert!(!shown.contains("+14155550187"), "{name}: {shown}");
    let attempts = error.attempts();
    assert_eq!(
        attempts > 1,
        error.to_string().contains(&format!("{attempts} attempts")),
        "{name}: {error}"
    );
    // Only of a call is there anything to have an effect; and what may have had one is not to be repeated.
    assert!(is_call || !error.may_have_taken_effect(), "{name}: {error:?}");
    assert!(
        !(is_call && error.may_have_taken_effect() && error.is_retryable()),
        "{name}: {error:?}"
    );
}

fn plain(builder: BolnaBuilder) -> BolnaBuilder {
    // An answer that is whole needs no limit, however slow the machine is.
    builder.timeout(Duration::from_secs(30))
}

#[tokio::test]
async fn a_connection_that_breaks_costs_a_read_two_more_requests_and_a_call_none() {
    const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n";
    const BODY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[{\"id\"";
    for (name, answer, whole) in [
        ("reset amid the request", Answer::reset_amid_request(), 0),
        ("reset before the head", Answer::raw("").then_resets(), 1),
        (
            "reset amid the head",
            Answer::raw("HTTP/1.1 200 OK\r\ncontent-le").then_resets(),
            1,
        ),
        ("reset after the head", Answer::raw(HEAD).then_resets(), 1),
        ("reset amid the body", Answer::raw(BODY).then_resets(), 1),
        ("closed without an answer", Answer::raw(""), 1),
        ("closed amid the body", Answer::raw(BODY), 1),
        ("another protocol", Answer::raw("SSH-2.0-OpenSSH_9.6\r\n"), 1),
    ] {
        let [read, call] = outcomes(name, "http", &[answer], plain).await;
        assert_eq!(
            read,
            Outcome::new(ErrorKind::Transport, 3, 3 * whole, BACKOFF),
            "{name}"
        );
        assert_eq!(call, Outcome::new(ErrorKind::Transport, 1, whole, &[]), "{name}");
    }
}

#[tokio::test]
async fn a_server_that_is_slow_costs_a_read_two_more_requests_and_a_call_none() {
    for (name, answer) in [
        ("no answer", Answer::raw("").then_stalls()),
        ("slow head", Answer::raw("HTTP/1.1 200 OK\r\ncontent-le").then_stalls()),
        (
            "slow body",
            answer("200 OK", &["content-length: 100"], "[").then_stalls(),
        ),
    ] {
        let [read, call] = outcomes(name, "http", &[answer], |builder| builder).await;
        assert_eq!(read, Outcome::repeated(ErrorKind::Timeout), "{name}");
        assert_eq!(call, Outcome::once(ErrorKind::Timeout), "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_not_asked_for_again() {
    let spaces = |headers: &[&str]| answer("200 OK", headers, [b' '; 16 * 1024]).endless();
    for (name, answer) in [
        ("truncated JSON", answer("200 OK", &[], "[{\"id\": ")),
        ("another content type", html("200 OK", "<h1>Log in</h1>")),
        ("an empty body", answer("200 OK", &[], "")),
        ("invalid UTF-8", answer("200 OK", &[], b"[{\"id\": \"\xff\"}]")),
        ("300 MB that are announced", spaces(&["content-length: 314572800"])),
        ("a body without an end", spaces(&[])),
    ] {
        let set = |builder| plain(builder).max_body(1 << 20);
        let [read, call] = outcomes(name, "http", &[answer], set).await;
        assert_eq!(read, Outcome::once(ErrorKind::Decode), "{name}");
        assert_eq!(call, Outcome::once(ErrorKind::Decode), "{name}");
    }
}

#[tokio::test]
async fn a_server_that_fails_is_asked_again_only_for_a_read() {
    let page = "<html><title>502 Bad Gateway</title></html>";
    for (name, answer) in [
        ("500", answer("500 Internal Server Error", &[], "{}")),
        ("an HTML 502", html("502 Bad Gateway", page)),
        ("503", answer("503 Service Unavailable", &[], "")),
        ("504", answer("504 Gateway Timeout", &[], b"\xff\xfe")),
    ] {
        let [read, call] = outcomes(name, "http", &[answer], plain).await;
        assert_eq!(read, Outcome::repeated(ErrorKind::Server), "{name}");
        assert_eq!(call, Outcome::once(ErrorKind::Server), "{name}");
    }
    let [read, call] = outcomes("408", "http", &[answer("408 Request Timeout", &[], "")], plain).await;
    assert_eq!(read, Outcome::repeated(ErrorKind::Timeout));
    assert_eq!(call, Outcome::once(ErrorKind::Timeout));
    for status in [
        "400 Bad Request",
        "403 Forbidden",
        "404 Not Found",
        "501 Not Implemented",
    ] {
        let [read, call] = outcomes(status, "http", &[answer(status, &[], "")], plain).await;
        assert_eq!((read.attempts, read.whole), (1, 1), "{status}");
        assert_eq!((call.attempts, call.whole), (1, 1), "{status}");
    }
}

#[tokio::test]
async fn a_server_that_recovers_answers_a_read_and_a_call_is_placed_once() {
    let failing = answer("503 Service Unavailable", &[], "");
    let trunks = answer("200 OK", &[], "[]");
    let [read, call] = outcomes("503, then 200", "http", &[failing, trunks], plain).await;
    assert_eq!(read, Outcome::new(None, 0, 2, &[0.5]));
    assert_eq!(call, Outcome::once(ErrorKind::Server));
    let refusing = answer("429 Too Many Requests", &["retry-after: 3"], "");
    let placed = answer("200 OK", &[], r#"{"execution_id": "01HQ", "status": "queued"}"#);
    let [_, call] = outcomes("429, then 200", "http", &[refusing, placed], plain).await;
    assert_eq!(call, Outcome::new(None, 0, 2, &[3.5]));
}

#[tokio::test]
async fn a_limit_is_waited_for_as_the_server_says() {
    let date = [
        "date: Sun, 22 Nov 2026 12:00:00 GMT",
        "retry-after: Sun, 22 Nov 2026 12:00:09 GMT",
    ];
    for (name, headers, waits) in [
        ("in seconds", &["retry-after: 7"][..], &[7.5, 8.0][..]),
        ("as a date", &date, &[9.5, 10.0]),
        ("not at all", &[], BACKOFF),
        ("in words", &["retry-after: soon"], BACKOFF),
    ] {
        let refusing = answer("429 Too Many Requests", headers, "");
        for outcome in outcomes(name, "http", &[refusing], plain).await {
            assert_eq!(outcome, Outcome::new(ErrorKind::RateLimited, 3, 3, waits), "{name}");
        }
    }
    let refusing = answer("429 Too Many Requests", &["retry-after: 61"], "");
    for outcome in outcomes("too long", "http", &[refusing], plain).await {
        assert_eq!(outcome, Outcome::once(ErrorKind::RateLimited));
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_key_goes_nowhere_else() {
    let elsewhere = Silent::listen();
    let other = format!("location: {}/", elsewhere.url());
    let itself = "location: /sip-trunks/trunks";
    for (name, status, location) in [
        ("another host", "307 Temporary Redirect", other.as_str()),
        ("another host, as a GET", "302 Found", &other),
        ("a loop", "308 Permanent Redirect", itself),
    ] {
        for outcome in outcomes(name, "http", &[answer(status, &[location], "")], plain).await {
            assert_eq!(outcome, Outcome::once(ErrorKind::Redirect), "{name}");
        }
    }
    assert!(elsewhere.is_alone());
}

#[tokio::test]
async fn where_nobody_listens_everything_is_tried_again() {
    for is_call in [false, true] {
        let (_socket, url) = nobody();
        let (builder, clock) = hurried(url);
        let (error, waits) = outcome(builder.build().unwrap(), clock, is_call).await;
        let error = error.unwrap();
        check("refused", &error, is_call);
        assert!(error.is_connect() && !error.may_have_taken_effect(), "{error:?}");
        assert_eq!((error.attempts(), waits.as_slice()), (3, BACKOFF));
    }
}

#[tokio::test]
async fn a_host_that_nobody_knows_is_asked_for_again() {
    /// Knows no host.
    struct NoNames;

    impl reqwest::dns::Resolve for NoNames {
        fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
            Box::pin(async { Err("no such host".into()) })
        }
    }

    crate::server::install_crypto_provider();
    for is_call in [false, true] {
        let (builder, clock) = hurried("https://nobody.invalid".to_owned());
        let configured = builder.configure_http(|http| http.no_proxy().dns_resolver(std::sync::Arc::new(NoNames)));
        let (error, waits) = outcome(configured.build().unwrap(), clock, is_call).await;
        let error = error.unwrap();
        assert!(
            error.is_connect() && error.to_string().contains("no such host"),
            "{error:?}"
        );
        assert_eq!((error.attempts(), waits.as_slice()), (3, BACKOFF));
    }
}

/// Speaks TLS with a certificate that nobody vouches for.
#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
fn handshake(mut connection: std::net::TcpStream) {
    use std::io::Read as _;
    use std::sync::Arc;

    let certificate = include_bytes!("fixtures/self-signed.cert.der").to_vec();
    let key = include_bytes!("fixtures/self-signed.key.der").to_vec();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(key);
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], key.into())
        .unwrap();
    let mut tls = rustls::ServerConnection::new(Arc::new(config)).unwrap();
    // It fails: the client does not know who has signed.
    let _ = rustls::Stream::new(&mut tls, &mut connection).read(&mut [0]);
}

#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused_at_once() {
    for outcome in outcomes("self-signed", "https", &[Answer::with(handshake)], plain).await {
        assert_eq!(outcome, Outcome::new(ErrorKind::Connect, 1, 0, &[]));
    }
}
