//! A server that receives webhooks.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};

use axum::body::Bytes;
use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use axum::routing::{Router, post};
use bolna_api_ext::prelude::*;
use bolna_api_ext::webhook;

async fn hook(ConnectInfo(peer): ConnectInfo<SocketAddr>, body: Bytes) -> (StatusCode, String) {
    match webhook::parse(&body) {
        Ok(call) if webhook::is_sender(peer.ip()) || peer.ip().is_loopback() => {
            (StatusCode::OK, format!("{:?} ended: {}", call.id, call.is_terminal()))
        }
        Ok(_) => (StatusCode::FORBIDDEN, String::new()),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()),
    }
}

/// The status and the body of the answer to a webhook with this body.
fn posted(address: SocketAddr, body: &str) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /hook HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: {}",
        body.len()
    );
    connection
        .write_all(format!("{head}\r\n\r\n{body}").as_bytes())
        .unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    format!("{} {body}", head.split(' ').nth(1).unwrap())
}

#[tokio::test]
async fn a_webhook_is_received() {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new().route("/hook", post(hook));
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    let client = std::thread::spawn(move || {
        [
            r#"{"id": "01HQ", "status": "completed"}"#,
            r#"{"id": "01HQ", "status": "call-disconnected"}"#,
            r#"["01HQ"]"#,
            r#"{"id": "01HQ", "telephony_data": {"ring_duration": []}}"#,
        ]
        .map(|body| posted(address, body))
    });
    let answers = tokio::task::spawn_blocking(|| client.join().unwrap()).await.unwrap();
    assert_eq!(
        answers,
        [
            "200 Some(\"01HQ\") ended: true",
            "200 Some(\"01HQ\") ended: false",
            "400 expected an object, found an array",
            "400 `telephony_data.ring_duration`: expected an integer, found an array",
        ]
    );
}
