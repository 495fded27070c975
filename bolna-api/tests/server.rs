//! A server that says exactly what a test says, to one request.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};

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

/// What a client makes of it, by way of `call`; and the request that it sent.
pub(crate) async fn exchange<F: Future>(answer: Answer, call: impl FnOnce(Client) -> F) -> (F::Output, String) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let request = receive(&mut connection);
        connection.write_all(answer.head.as_bytes()).unwrap();
        // A client may have read enough.
        while connection.write_all(&answer.body).is_ok() && answer.endless {}
        request
    });
    let output = call(client(&url)).await;
    // Beside the runtime, which has the connection to close.
    let request = tokio::task::spawn_blocking(|| server.join().unwrap()).await.unwrap();
    (output, request)
}

/// A request, head and body.
pub(crate) fn receive(connection: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut byte = [0];
    let mut missing = None;
    while missing != Some(0) {
        connection.read_exact(&mut byte).unwrap();
        request.extend(byte);
        missing = match missing {
            Some(missing) => Some(missing - 1),
            None if request.ends_with(b"\r\n\r\n") => {
                let head = String::from_utf8_lossy(&request).to_lowercase();
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                Some(length.map_or(0, |length| length.parse::<usize>().unwrap()))
            }
            None => None,
        };
    }
    String::from_utf8(request).unwrap()
}

/// What the client makes of it as an answer to `list_sip_trunks`.
pub(crate) async fn list(answer: Answer) -> Result<ResponseValue<Vec<SipTrunk>>, Error> {
    let sending = |client: Client| async move { client.list_sip_trunks().send_for_response().await };
    exchange(answer, sending).await.0
}

pub(crate) fn client(url: &str) -> Client {
    Client::new(url, reqwest::Client::builder().no_proxy().build().unwrap())
}
