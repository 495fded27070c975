//! A server that does exactly what a test says, the faults included that no library can produce.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread::JoinHandle;

use bolna_api_ext::{Bolna, BolnaBuilder, RetryPolicy};
use tokio::net::TcpSocket;

/// The key of every test: nothing else has it in it.
pub(crate) const KEY: &str = "sa-hunter2-0123456789";

/// What a server does with one connection, after it read the request.
pub(crate) enum Act {
    /// Writes this, then closes.
    Answer(String),
    /// Writes this, then nothing more, until the client goes away.
    Stall(String),
}

/// An answer with this status (`404 Not Found`), these header lines and this body.
pub(crate) fn answer(status: &str, headers: &[&str], body: &str) -> Act {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let length = body.len();
    Act::Answer(format!(
        "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
    ))
}

/// An answer with this status and body, and without further headers.
pub(crate) fn json(status: &str, body: &str) -> Act {
    answer(status, &["content-type: application/json"], body)
}

/// A server with one act; a second connection is refused.
pub(crate) struct Server {
    address: SocketAddr,
    thread: JoinHandle<String>,
}

impl Server {
    pub(crate) fn start(act: Act) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let thread = std::thread::spawn(move || {
            let (connection, _) = listener.accept().unwrap();
            drop(listener);
            perform(act, connection)
        });
        Self { address, thread }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// A builder of a client of this server, which sends once: there is one answer.
    pub(crate) fn builder(&self) -> BolnaBuilder {
        let builder = Bolna::builder().retry(RetryPolicy::none());
        builder.api_key(KEY).base_url(self.url())
    }

    /// A client of this server.
    pub(crate) fn bolna(&self) -> Bolna {
        self.builder().build().unwrap()
    }

    /// The request that came, as soon as its connection is over.
    pub(crate) fn request(self) -> String {
        self.thread.join().unwrap()
    }
}

fn perform(act: Act, mut connection: TcpStream) -> String {
    let request = read_head(&mut connection);
    let (text, stalls) = match act {
        Act::Answer(text) => (text, false),
        Act::Stall(text) => (text, true),
    };
    match connection.write_all(text.as_bytes()) {
        // A client may have read enough.
        Err(error) if matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset) => {}
        written => written.unwrap(),
    }
    if stalls {
        // However it ends, the client has gone.
        let _ = connection.read(&mut [0]);
    }
    request
}

/// The request line and the headers; none of these requests has a body.
fn read_head(connection: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        connection.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    String::from_utf8(head).unwrap()
}

/// What a program does at its start so that reqwest can set up TLS by itself.
pub(crate) fn install_crypto_provider() {
    #[cfg(any(feature = "rustls", feature = "rustls-aws-lc-rs"))]
    bolna_api_ext::install_crypto_provider();
}

/// The builder of an HTTP client that is not this crate's.
pub(crate) fn foreign() -> reqwest::ClientBuilder {
    install_crypto_provider();
    reqwest::Client::builder()
}

/// An address of this machine on which nobody listens, and nobody will as long as the socket is held.
pub(crate) fn nobody() -> (TcpSocket, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    (socket, url)
}
