//! A client, and one request of it to a server.

use std::sync::LazyLock;

use bolna_api::types::SipTrunk;
use bolna_api::{Client, Error, ResponseValue};
use support::{Answer, Server};

/// The key of every client here: nothing else has it in it.
pub(crate) const KEY: &str = "the-key-of-a-caller";

/// What a client makes of an answer, by way of `call`; and the request that it sent.
pub(crate) async fn exchange<F: Future>(answer: Answer, call: impl FnOnce(Client) -> F) -> (F::Output, String) {
    let server = Server::start([answer]);
    let output = call(client(&server.url())).await;
    (output, server.request().to_string())
}

/// What the client makes of it as an answer to `list_sip_trunks`.
pub(crate) async fn list(answer: Answer) -> Result<ResponseValue<Vec<SipTrunk>>, Error> {
    let sending = |client: Client| async move { client.list_sip_trunks().send_for_response().await };
    exchange(answer, sending).await.0
}

/// A client of the server at `url`, with the key in its default headers.
pub(crate) fn client(url: &str) -> Client {
    /// Certificates are read once. No connection is ever used twice: each answer closes its own.
    static HTTP: LazyLock<reqwest::Client> = LazyLock::new(|| {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("authorization", format!("Bearer {KEY}").parse().unwrap());
        let http = reqwest::Client::builder().default_headers(headers).no_proxy();
        http.build().unwrap()
    });
    Client::new(url, HTTP.clone())
}

/// A client of what is not there: what it does must not get there.
pub(crate) fn unconnected() -> Client {
    client("http://127.0.0.1:1")
}
