//! A server on the loopback interface that receives one request and answers it.

use std::pin::pin;
use std::sync::LazyLock;

use bolna_api::Client;
use futures_util::FutureExt;
use futures_util::future::{Either, select};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The key of every client here, which no snapshot shows.
pub(crate) const KEY: &str = "the-key";

/// What the server answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) media_type: &'static str,
    pub(crate) body: &'static str,
    /// How many bytes it announces and does not send.
    pub(crate) missing: usize,
}

pub(crate) const fn json(status: u16, body: &'static str) -> Answer {
    Answer {
        status,
        media_type: "application/json",
        body,
        missing: 0,
    }
}

pub(crate) const fn html(status: u16, body: &'static str) -> Answer {
    Answer {
        media_type: "text/html; charset=utf-8",
        ..json(status, body)
    }
}

pub(crate) const fn text(status: u16, body: &'static str) -> Answer {
    Answer {
        media_type: "text/plain",
        ..json(status, body)
    }
}

pub(crate) const fn empty(status: u16) -> Answer {
    json(status, "")
}

impl Answer {
    /// The same, but the connection ends `missing` bytes before the end of the body.
    pub(crate) const fn cut(self, missing: usize) -> Self {
        Self { missing, ..self }
    }

    fn bytes(&self) -> Vec<u8> {
        let Self { status, media_type, .. } = self;
        let length = self.body.len() + self.missing;
        format!(
            "HTTP/1.1 {status} \r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\nx-request-id: req-7\r\n\
             connection: close\r\n\r\n{}",
            self.body
        )
        .into_bytes()
    }
}

/// The request that `call` sends to the URL that it is given, head and body, and what it makes of the answer.
pub(crate) async fn exchange<F: Future>(answer: Answer, call: impl FnOnce(String) -> F) -> (String, F::Output) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = pin!(async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let received = receive(&mut stream).await;
        stream.write_all(&answer.bytes()).await.unwrap();
        received
    });
    match select(server, pin!(call(url))).await {
        Either::Left((received, call)) => (received, call.await),
        Either::Right((output, server)) => match server.now_or_never() {
            Some(received) => (received, output),
            None => panic!("nothing was sent"),
        },
    }
}

/// The request that `call` sends to the URL that it is given, head and body. The answer is an empty array.
pub(crate) async fn received<F: Future<Output = ()>>(call: impl FnOnce(String) -> F) -> String {
    exchange(json(200, "[]"), call).await.0
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

/// A client whose server nobody listens at: what it does must not get there.
pub(crate) fn unconnected() -> Client {
    client("http://127.0.0.1:1")
}

async fn receive(stream: &mut TcpStream) -> String {
    let mut received = Vec::new();
    while !is_complete(&received) {
        let read = stream.read_buf(&mut received).await.unwrap();
        assert_ne!(read, 0, "the client closed the connection");
    }
    String::from_utf8(received).unwrap()
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
