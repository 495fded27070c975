//! A client, and one request of it to a server.

use std::sync::LazyLock;

use bolna_api::Client;
use support::{Answer, Server};

/// The key of every client here, which no snapshot shows.
pub(crate) const KEY: &str = "the-key";

/// The request that `call` sends, head and body, and what it makes of the answer.
pub(crate) async fn exchange<F: Future>(answer: Answer, call: impl FnOnce(Client) -> F) -> (String, F::Output) {
    let server = Server::start([answer.header("x-request-id: req-7")]);
    let output = call(client(&server.url())).await;
    (server.request().to_string(), output)
}

/// A client of the server at `url`, with the key in its default headers.
fn client(url: &str) -> Client {
    /// Certificates are read once. No connection is ever used twice: each answer closes its own.
    static HTTP: LazyLock<reqwest::Client> = LazyLock::new(|| {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("authorization", format!("Bearer {KEY}").parse().unwrap());
        let http = reqwest::Client::builder().default_headers(headers).no_proxy();
        http.build().unwrap()
    });
    Client::new(url, HTTP.clone())
}
