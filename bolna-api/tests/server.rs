//! A server that says exactly what a test says, to one request.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};

use bolna_api::types::SipTrunk;
use bolna_api::{Client, Error, ResponseValue};

/// What a server answers.
pub(crate) struct Answer {
    head: String,
    body: Vec<u8>,
    /// Repeats the body until the client goes away.
    endless: bool,
}

impl Answer {
    /// An answer with this status (`404 Not Found`), these header lines and this body.
    pub(crate) fn new(status: &str, headers: &[&str], body: impl Into<Vec<u8>>) -> Self {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        Self {
            head: format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}\r\n"),
            body: body.into(),
            endless: false,
        }
    }

    pub(crate) fn endless(self) -> Self {
        Self { endless: true, ..self }
    }
}

/// What the client makes of it.
pub(crate) async fn list(answer: Answer) -> Result<ResponseValue<Vec<SipTrunk>>, Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut byte = [0];
        while !request.ends_with(b"\r\n\r\n") {
            connection.read_exact(&mut byte).unwrap();
            request.extend(byte);
        }
        connection.write_all(answer.head.as_bytes()).unwrap();
        // A client may have read enough.
        while connection.write_all(&answer.body).is_ok() && answer.endless {}
    });
    let listed = client(&url).list_sip_trunks().send().await;
    // Beside the runtime, which has the connection to close.
    tokio::task::spawn_blocking(|| server.join().unwrap()).await.unwrap();
    listed
}

pub(crate) fn client(url: &str) -> Client {
    Client::new(url, reqwest::Client::builder().no_proxy().build().unwrap())
}
