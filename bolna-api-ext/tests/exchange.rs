//! A server that answers one request after the other, and keeps each with its body.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread::JoinHandle;

use bolna_api_ext::{Bolna, BolnaBuilder};
use serde_json::Value;

use crate::server::KEY;

/// A request as it came.
pub(crate) struct Received {
    /// `POST /call`.
    pub(crate) line: String,
    /// The value of the header, `Bearer …`.
    pub(crate) authorization: String,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// A server that gives these answers, each a status line (`200 OK`) and a body. What comes after them is refused.
pub(crate) struct Exchange {
    address: SocketAddr,
    thread: JoinHandle<Vec<Received>>,
}

impl Exchange {
    pub(crate) fn start(answers: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let answers: Vec<_> = answers
            .iter()
            .map(|(status, body)| {
                format!(
                    "HTTP/1.1 {status}\r\ncontent-length: {}\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{body}",
                    body.len()
                )
            })
            .collect();
        let thread = std::thread::spawn(move || {
            let serve = |answer: String| {
                let (mut connection, _) = listener.accept().unwrap();
                let received = receive(&mut connection);
                connection.write_all(answer.as_bytes()).unwrap();
                received
            };
            answers.into_iter().map(serve).collect()
        });
        Self { address, thread }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn builder(&self) -> BolnaBuilder {
        Bolna::builder().api_key(KEY).base_url(self.url())
    }

    pub(crate) fn bolna(&self) -> Bolna {
        self.builder().build().unwrap()
    }

    /// The requests that came, as soon as each answer was given.
    pub(crate) fn received(self) -> Vec<Received> {
        self.thread.join().unwrap()
    }
}

fn receive(connection: &mut TcpStream) -> Received {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        connection.read_exact(&mut byte).unwrap();
        head.extend(byte);
    }
    let head = String::from_utf8(head).unwrap();
    let header = |name| head.lines().find_map(|line| line.strip_prefix(name));
    let mut body = vec![0; header("content-length: ").map_or(0, |length| length.parse().unwrap())];
    connection.read_exact(&mut body).unwrap();
    let line = head.split(" HTTP/1.1").next().unwrap().to_owned();
    Received {
        line,
        authorization: header("authorization: ").unwrap_or_default().to_owned(),
        body: String::from_utf8(body).unwrap(),
    }
}
