//! What can go wrong on the way.

use std::time::Duration;

use bolna_api_ext::{Bolna, Error, RetryPolicy};
use support::{Answer, Server, nobody};

use crate::server::{Clients, KEY};

/// Too short for a server that never answers, so that no test waits for long.
const SHORT: Duration = Duration::from_millis(100);

async fn error(act: Answer) -> Error {
    let server = Server::start([act]);
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
    let server = Server::start([Answer::raw("")]);
    let error = server.bolna().sip_trunks().active().await.unwrap_err();
    assert!(error.is_transport(), "{error:?}");
    let line = error.to_string();
    let start = format!("list_sip_trunks: the connection to {} broke: ", server.url());
    assert!(line.starts_with(&start), "{line}");
}

#[tokio::test]
async fn the_server_never_answers() {
    let error = error(Answer::raw("").then_stalls()).await;
    assert!(error.is_timeout(), "{error:?}");
    assert!(
        error.to_string().contains("no answer from http://127.0.0.1:"),
        "{error}"
    );
}
