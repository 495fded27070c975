//! Each operation's request, byte for byte as a server receives it.

use std::collections::BTreeMap;

use bolna_api::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::checkout;

#[tokio::test]
async fn each_operation_sends_the_request_that_was_reviewed() {
    let mut requests = BTreeMap::new();
    requests.insert(
        "list_sip_trunks".to_owned(),
        request(|client| async move { drop(client.list_sip_trunks().is_active(true).send().await) }).await,
    );

    let sent: Vec<&String> = requests.keys().collect();
    let contract = checkout::contract();
    let operations = xtask::outline::contract::operations(&contract.value);
    assert_eq!(
        sent,
        operations.keys().collect::<Vec<_>>(),
        "an operation of the contract has no request here"
    );
    checkout::assert_outlines("wire", &requests);
}

#[tokio::test]
async fn what_was_not_set_is_not_sent() {
    let request = request(|client| async move { drop(client.list_sip_trunks().send().await) }).await;
    assert_eq!(request.lines().next(), Some("GET /sip-trunks/trunks HTTP/1.1"));
}

/// What `call` sends with a client that has a key in its default headers, headers sorted, key and port redacted.
async fn request<F: Future<Output = ()>>(call: impl FnOnce(Client) -> F) -> String {
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("authorization", "Bearer the-key".parse().unwrap());
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .no_proxy()
        .build()
        .unwrap();
    let received = received(|url| call(Client::new(&url, http))).await;

    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let first = lines.next().unwrap().to_owned();
    let redact = |line: &str| match line.strip_prefix("host: ") {
        Some(_) => "host: [address]".to_owned(),
        None => line.replace("the-key", "[key]"),
    };
    let mut headers: Vec<String> = lines.map(redact).collect();
    headers.sort();
    let mut text = vec![first];
    text.extend(headers);
    if !body.is_empty() {
        text.extend([String::new(), body.to_owned()]);
    }
    text.join("\n")
}

/// The first request that reaches the URL that `call` is given, head and body.
pub(crate) async fn received<F: Future<Output = ()>>(call: impl FnOnce(String) -> F) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut received = Vec::new();
        while !is_complete(&received) {
            assert_ne!(
                stream.read_buf(&mut received).await.unwrap(),
                0,
                "the client closed the connection"
            );
        }
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]";
        stream.write_all(answer).await.unwrap();
        String::from_utf8(received).unwrap()
    };
    let (received, ()) = tokio::join!(server, call(url));
    received
}

/// Whether the head is there, and as much of a body as it announces.
fn is_complete(received: &[u8]) -> bool {
    let text = String::from_utf8_lossy(received);
    let Some((head, _)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    received.len() >= head.len() + 4 + length.map_or(0, |length| length.parse().unwrap())
}
