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
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut received = Vec::new();
        while !received.windows(4).any(|bytes| bytes == b"\r\n\r\n") {
            assert_ne!(
                stream.read_buf(&mut received).await.unwrap(),
                0,
                "the client closed the connection"
            );
        }
        stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]")
            .await
            .unwrap();
        String::from_utf8(received).unwrap()
    };
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("authorization", "Bearer the-key".parse().unwrap());
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .no_proxy()
        .build()
        .unwrap();
    let client = Client::new(&format!("http://127.0.0.1:{port}"), http);
    let (received, ()) = tokio::join!(server, call(client));

    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let first = lines.next().unwrap().to_owned();
    let mut headers: Vec<String> = lines
        .map(|line| line.replace("the-key", "[key]").replace(&port.to_string(), "[port]"))
        .collect();
    headers.sort();
    let mut text = vec![first];
    text.extend(headers);
    if !body.is_empty() {
        text.extend([String::new(), body.to_owned()]);
    }
    text.join("\n")
}
