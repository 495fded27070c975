//! What can go wrong on the way.

use std::time::Duration;

use bolna_api_ext::{Bolna, Error, RetryPolicy};

use crate::server::{Act, KEY, Server, nobody};

/// Too short for a server that never answers, so that no test waits for long.
const SHORT: Duration = Duration::from_millis(100);

async fn error(act: Act) -> Error {
    let server = Server::start(act);
    let bolna = server.builder().timeout(SHORT).build().unwrap();
    bolna.sip_trunks().active().await.unwrap_err()
}

#[tokio::test]
async fn nobody_listens() {
    let (_socket, url) = nobody();
    let bolna = Bolna::builder().api_key(KEY).base_url(&url).retry(RetryPolicy::none());
    let bolna = bolna.build().unwrap();
    let error = bolna.sip_trunks().active().await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    let line = error.to_string();
    assert!(
        line.starts_with(&format!("list_sip_trunks: cannot connect to {url}: Connection refused")),
        "{line}"
    );
    assert_eq!((error.status(), error.body()), (None, None));
}

#[tokio::test]
async fn the_server_closes_without_an_answer() {
    let server = Server::start(Act::Answer(String::new()));
    let error = server.bolna().sip_trunks().active().await.unwrap_err();
    assert!(error.is_transport(), "{error:?}");
    let line = error.to_string();
    let start = format!("list_sip_trunks: the connection to {} broke: ", server.url());
    assert!(line.starts_with(&start), "{line}");
}

#[tokio::test]
async fn the_server_closes_in_the_middle_of_its_answer() {
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\nx-request-id: 7\r\n\r\n[{\"id\":";
    let server = Server::start(Act::Answer(half.to_owned()));
    let error = server.bolna().sip_trunks().active().await.unwrap_err();
    assert!(error.is_transport(), "{error:?}");
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.request_id(), Some("7"));
}

#[tokio::test]
async fn the_server_speaks_another_protocol() {
    let server = Server::start(Act::Answer("SSH-2.0-OpenSSH_9.6\r\n".to_owned()));
    let error = server.bolna().sip_trunks().active().await.unwrap_err();
    assert!(error.is_transport(), "{error:?}");
}

#[tokio::test]
async fn the_server_never_answers() {
    let error = error(Act::Stall(String::new())).await;
    assert!(error.is_timeout(), "{error:?}");
    assert!(
        error.to_string().contains("no answer from http://127.0.0.1:"),
        "{error}"
    );
}

#[tokio::test]
async fn the_timeout_holds_for_the_body_too() {
    let error = error(Act::Stall("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n[".to_owned())).await;
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_refusal_is_not_lost_when_its_body_never_ends() {
    let refusal = "HTTP/1.1 403 Forbidden\r\ncontent-length: 100\r\n\r\nNo such key";
    let server = Server::start(Act::Answer(refusal.to_owned()));
    let error = server.bolna().sip_trunks().active().await.unwrap_err();
    assert!(error.is_forbidden(), "{error:?}");
    assert_eq!(error.message(), Some("No such key"));
}
