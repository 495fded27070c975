//! What a server does with a connection: answers, and the faults that no library of servers can produce.

use std::fmt::{self, Display};
use std::io::Read;
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use socket2::SockRef;

/// What a server does with one connection.
#[derive(Clone)]
pub struct Answer(pub(crate) Act);

#[derive(Clone)]
pub(crate) enum Act {
    /// Reads the request, and writes this.
    Write(Written),
    /// Does this with the connection.
    With(Arc<dyn Fn(TcpStream) + Send + Sync>),
}

#[derive(Clone)]
pub(crate) struct Written {
    head: Option<Head>,
    body: Vec<u8>,
    pub(crate) end: End,
}

#[derive(Clone)]
struct Head {
    status: String,
    headers: Vec<String>,
}

/// What follows the last byte.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum End {
    Close,
    /// A reset of the connection.
    Reset,
    /// Nothing: the connection stays open.
    Stall,
    /// The body again, until the client goes away.
    Repeat,
}

/// A whole answer: `404 Not Found` or 404, header lines (`retry-after: 7`), and a body, whose length is announced unless a
/// header says another one.
pub fn answer(status: impl Display, headers: &[&str], body: impl AsRef<[u8]>) -> Answer {
    let head = Head {
        status: status.to_string(),
        headers: headers.iter().map(|header| (*header).to_owned()).collect(),
    };
    Answer(Act::Write(Written {
        head: Some(head),
        body: body.as_ref().to_vec(),
        end: End::Close,
    }))
}

/// An answer with JSON.
pub fn json(status: impl Display, body: impl AsRef<[u8]>) -> Answer {
    answer(status, &["content-type: application/json"], body)
}

/// An answer with a page.
pub fn html(status: impl Display, body: impl AsRef<[u8]>) -> Answer {
    answer(status, &["content-type: text/html; charset=utf-8"], body)
}

/// An answer with plain text.
pub fn text(status: impl Display, body: impl AsRef<[u8]>) -> Answer {
    answer(status, &["content-type: text/plain"], body)
}

/// An answer with JSON that is not there.
pub fn empty(status: impl Display) -> Answer {
    json(status, "")
}

impl Answer {
    /// Exactly these bytes, which need not be HTTP.
    pub fn raw(bytes: impl AsRef<[u8]>) -> Self {
        Self(Act::Write(Written {
            head: None,
            body: bytes.as_ref().to_vec(),
            end: End::Close,
        }))
    }

    /// Reads the first byte of the request, and resets the connection. (A reset before that may come while the client still
    /// connects.)
    #[must_use]
    pub fn reset_amid_request() -> Self {
        Self::with(|mut connection| {
            let _ = connection.read(&mut [0]);
            reset(&connection);
        })
    }

    /// Does this with the connection, of which nothing was read: what is no HTTP.
    pub fn with(act: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        Self(Act::With(Arc::new(act)))
    }

    /// With a further header.
    #[must_use]
    pub fn header(mut self, line: impl Into<String>) -> Self {
        let head = self.written().head.as_mut().expect("raw bytes have no headers");
        head.headers.push(line.into());
        self
    }

    /// Announces this many bytes more than there are: the connection ends amid the body.
    #[must_use]
    pub fn cut(mut self, missing: usize) -> Self {
        let length = self.written().body.len() + missing;
        self.header(format!("content-length: {length}"))
    }

    /// Resets the connection after the last byte.
    #[must_use]
    pub fn then_resets(self) -> Self {
        self.then(End::Reset)
    }

    /// Writes nothing more after the last byte, and does not close the connection either.
    #[must_use]
    pub fn then_stalls(self) -> Self {
        self.then(End::Stall)
    }

    /// Writes the body again and again, without an end. No length is announced unless a header says one.
    #[must_use]
    pub fn endless(mut self) -> Self {
        assert!(!self.written().body.is_empty(), "nothing would be written for ever");
        self.then(End::Repeat)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        let Act::Write(Written { head: Some(head), .. }) = &self.0 else {
            panic!("{self:?} has no status");
        };
        head.status.split(' ').next().unwrap().parse().unwrap()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &str {
        match &self.0 {
            Act::Write(written) => std::str::from_utf8(&written.body).unwrap(),
            Act::With(_) => "",
        }
    }

    fn then(mut self, end: End) -> Self {
        self.written().end = end;
        self
    }

    fn written(&mut self) -> &mut Written {
        match &mut self.0 {
            Act::Write(written) => written,
            Act::With(_) => panic!("a function says itself what it writes"),
        }
    }
}

impl Written {
    /// What is written first.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let head = self.head.as_ref().map(|head| head.text(self));
        [head.unwrap_or_default().as_bytes(), &self.body].concat()
    }

    /// What is written from then on.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }
}

impl Head {
    fn text(&self, written: &Written) -> String {
        let Self { status, headers } = self;
        // The space is there even where no reason follows: RFC 9112, section 4.
        let space = if status.contains(' ') { "" } else { " " };
        let mut text = format!("HTTP/1.1 {status}{space}\r\nconnection: close\r\n");
        for header in headers {
            text.push_str(&format!("{header}\r\n"));
        }
        let is_said = headers.iter().any(|header| header.starts_with("content-length:"));
        // A 204 has no length: RFC 9110, section 8.6.
        if !is_said && written.end != End::Repeat && !status.starts_with("204") {
            text.push_str(&format!("content-length: {}\r\n", written.body.len()));
        }
        text.push_str("\r\n");
        text
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Act::Write(written) => formatter.write_str(&String::from_utf8_lossy(&written.bytes())),
            Act::With(_) => formatter.write_str("a function of the connection"),
        }
    }
}

/// Has the connection closed by a reset: a socket that does not linger is.
pub(crate) fn reset(connection: &TcpStream) {
    SockRef::from(connection).set_linger(Some(Duration::ZERO)).unwrap();
}
