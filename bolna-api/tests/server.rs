//! A client, and one request of it to a server.

use bolna_api::types::SipTrunk;
use bolna_api::{Client, Error, ResponseValue};
use support::{Answer, Server};

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

pub(crate) fn client(url: &str) -> Client {
    Client::new(url, reqwest::Client::builder().no_proxy().build().unwrap())
}
