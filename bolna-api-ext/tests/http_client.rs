//! The HTTP client: the one that this crate makes, one that the caller changes, and one that the caller made.

use std::time::Duration;

use bolna_api_ext::{Bolna, BolnaBuilder, ConfigError};
use reqwest::Proxy;
use support::{Answer, Server, Silent, answer, json};

use crate::server::{Clients, KEY, foreign, install_crypto_provider};

/// Too short for a server that never answers, so that no test waits for long.
const SHORT: Duration = Duration::from_millis(100);

#[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn to_production() -> BolnaBuilder {
    Bolna::builder().api_key(KEY).timeout(Duration::from_secs(5))
}

#[tokio::test]
async fn a_client_of_the_callers_does_not_bring_the_key_to_a_proxy_in_the_clear() {
    let server = Server::start([json("200 OK", "[]")]);
    let proxy = Silent::listen();
    let http = foreign().proxy(Proxy::all(proxy.url()).unwrap()).build().unwrap();
    let error = server.builder().http_client(http).build().unwrap_err();
    assert!(matches!(error, ConfigError::PlainHttpByProxy { .. }), "{error}");
    let line = error.to_string();
    assert!(
        line.contains("configure_http(..)") && line.contains("allow_plain_http(true)"),
        "{line}"
    );
    assert!(proxy.is_alone());
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn no_proxy_is_asked_for_this_machine_whoever_sets_it() {
    let configured = |url: &str| {
        let proxy = Proxy::all(url).unwrap();
        Bolna::builder().configure_http(move |http| http.proxy(proxy.clone()))
    };
    let set = |url: &str| Bolna::builder().proxy(Proxy::all(url).unwrap());
    install_crypto_provider();
    for with_proxy in [&configured as &dyn Fn(&str) -> BolnaBuilder, &set] {
        let server = Server::start([json("200 OK", "[]")]);
        let proxy = Silent::listen();
        let bolna = with_proxy(&proxy.url())
            .api_key(KEY)
            .base_url(server.url())
            .build()
            .unwrap();
        bolna.sip_trunks().list().await.unwrap();
        assert!(server.request().head.contains(KEY));
        assert!(proxy.is_alone());
    }
}

#[tokio::test]
async fn a_proxy_on_the_way_to_https_sees_the_host_alone() {
    let through = |url: &str| {
        let proxy = Proxy::all(url).unwrap();
        let http = foreign().proxy(proxy.clone()).build().unwrap();
        [
            to_production().proxy(proxy.clone()),
            to_production().configure_http(move |http| http.proxy(proxy.clone())),
            to_production().http_client(http),
        ]
    };
    for number in 0..through("http://127.0.0.1:1").len() {
        let proxy = Server::start([answer("502 Bad Gateway", &[], "")]);
        let bolna = through(&proxy.url())[number].clone().build().unwrap();
        let error = bolna.sip_trunks().list().await.unwrap_err();
        let seen = proxy.request().head;
        assert!(seen.starts_with("CONNECT api.bolna.ai:443 HTTP/1.1\r\n"), "{seen}");
        assert!(!seen.contains(KEY) && !seen.contains("uthorization"), "{seen}");
        assert!(!format!("{error} {error:?}").contains(KEY), "{error:?}");
    }
}

#[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
#[tokio::test]
async fn tls_offers_the_versions_of_http_that_this_crate_speaks() {
    use std::io::Read as _;
    use std::sync::mpsc;

    let configured = to_production().configure_http(|http| http);
    install_crypto_provider();
    for builder in [to_production(), configured] {
        let (tell, told) = mpsc::channel();
        let server = Server::start([Answer::with(move |mut connection| {
            let mut bytes = vec![0; 4096];
            let length = connection.read(&mut bytes).unwrap();
            tell.send(bytes[..length].to_vec()).unwrap();
        })]);
        let url = server.url().replace("http://", "https://");
        let bolna = builder.base_url(url).build().unwrap();
        let error = bolna.sip_trunks().list().await.unwrap_err();
        assert!(error.is_connect(), "{error:?}");
        let hello = told.recv().unwrap();
        // A record of the handshake (RFC 8446, section 5.1), and the list of ALPN (RFC 7301, section 3.1).
        assert_eq!(hello.first(), Some(&22));
        assert!(contains(&hello, "\u{8}http/1.1"), "{hello:?}");
        assert!(!contains(&hello, KEY));
    }
}

#[tokio::test]
async fn a_client_of_the_callers_sends_the_user_agent_the_headers_and_the_key() {
    let server = Server::start([json("200 OK", "[]")]);
    let http = foreign().user_agent("mine/1").no_proxy().build().unwrap();
    let bolna = server.builder().http_client(http).allow_plain_http(true);
    let bolna = bolna
        .user_agent("night-shift/2")
        .header("x-gateway", "7")
        .build()
        .unwrap();
    bolna.sip_trunks().list().await.unwrap();
    let request = server.request().head;
    assert!(request.contains("\r\nuser-agent: bolna-api-ext/"), "{request}");
    assert!(request.contains(" night-shift/2\r\n"), "{request}");
    assert!(request.contains("\r\nx-gateway: 7\r\n"), "{request}");
    assert!(
        request.contains(&format!("\r\nauthorization: Bearer {KEY}\r\n")),
        "{request}"
    );
}

#[tokio::test]
async fn the_time_limit_holds_for_a_client_of_the_callers() {
    let server = Server::start([Answer::raw("").then_stalls()]);
    let http = foreign().no_proxy().build().unwrap();
    let bolna = server.builder().http_client(http).allow_plain_http(true);
    let error = bolna
        .timeout(SHORT)
        .build()
        .unwrap()
        .sip_trunks()
        .active()
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn what_a_client_that_is_made_cannot_take_is_refused() {
    let http = foreign().build().unwrap();
    let with_client = || to_production().http_client(http.clone());
    let proxy = Proxy::all("http://127.0.0.1:1").unwrap();
    for (builder, setting) in [
        (with_client().connect_timeout(SHORT), "connect_timeout"),
        (with_client().read_timeout(SHORT), "read_timeout"),
        (with_client().proxy(proxy), "proxy"),
        (with_client().configure_http(|http| http), "configure_http"),
    ] {
        let error = builder.build().unwrap_err();
        assert!(
            matches!(error, ConfigError::HttpClientIsMade { setting: refused } if refused == setting),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_server_that_falls_silent_is_not_waited_for() {
    let server = Server::start([json("200 OK", "[").cut(99).then_stalls()]);
    let bolna = server
        .builder()
        .read_timeout(SHORT)
        .timeout(Duration::MAX)
        .build()
        .unwrap();
    let error = bolna.sip_trunks().active().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn what_must_hold_is_not_the_callers_to_change() {
    install_crypto_provider();
    let elsewhere = Silent::listen();
    let location = format!("location: {}/", elsewhere.url());
    let server = Server::start([answer("307 Temporary Redirect", &[&location], "")]);
    let configured = server.builder().configure_http(|http| {
        let http = http.redirect(reqwest::redirect::Policy::limited(5));
        http.timeout(Duration::MAX)
            .user_agent("mine/1")
            .connection_verbose(true)
    });
    let error = configured.build().unwrap().sip_trunks().list().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert!(server.request().head.contains("\r\nuser-agent: bolna-api-ext/"));
    assert!(elsewhere.is_alone());
}

#[tokio::test]
async fn what_the_caller_changes_holds() {
    let server = Server::start([json("200 OK", "[]")]);
    install_crypto_provider();
    let address = ([127, 0, 0, 1], server.address().port()).into();
    let base_url = format!("http://bolna.example:{}", server.address().port());
    let configured = server.builder().base_url(base_url).allow_plain_http(true);
    let configured = configured.configure_http(move |http| http.no_proxy().resolve("bolna.example", address));
    // A builder can be cloned, and each client is configured.
    let bolna = configured.clone().build().unwrap();
    bolna.sip_trunks().list().await.unwrap();
    assert!(server.request().head.contains("\r\nhost: bolna.example:"));
}
