//! What a server writes: answers, and the faults that no library of servers can produce.

use std::fmt::{self, Display};
use std::net::TcpStream;
use std::sync::Arc;

/// What a server does with one connection.
#[derive(Clone)]
pub struct Answer(pub(crate) Act);

#[derive(Clone)]
pub(crate) enum Act {
    /// Reads the first byte of the request, and resets the connection. (A reset before that may come while the client
    /// still connects.)
    ResetAmidRequest,
    /// Reads the request, writes this, and ends.
    Write {
        head: Option<Head>,
        body: Vec<u8>,
        end: End,
    },
    /// Does this with a connection of which nothing was read.
    By(Arc<dyn Fn(TcpStream) + Send + Sync>),
}

/// The status line and the headers.
#[derive(Clone)]
pub(crate) struct Head {
    status: String,
    headers: Vec<String>,
    /// How many bytes are announced beyond those of the body; without it, the end of the connection is that of the body.
    missing: Option<usize>,
}

/// What happens after the last byte.
#[derive(Clone, Copy)]
pub(crate) enum End {
    Close,
    Reset,
    /// Nothing, until the client goes away.
    Stall,
    /// Spaces, until the client goes away.
    Flood,
}

/// A whole answer: `404 Not Found` or 404, header lines (`retry-after: 7`), and a body, whose length is announced.
pub fn answer(status: impl Display, headers: &[&str], body: impl Into<Vec<u8>>) -> Answer {
    let head = Head {
        status: status.to_string(),
        headers: headers.iter().map(|header| (*header).to_owned()).collect(),
        missing: Some(0),
    };
    Answer(Act::Write {
        head: Some(head),
        body: body.into(),
        end: End::Close,
    })
}

/// The same with JSON.
pub fn json(status: impl Display, body: impl Into<Vec<u8>>) -> Answer {
    answer(status, &["content-type: application/json"], body)
}

/// The same with a page.
pub fn html(status: impl Display, body: impl Into<Vec<u8>>) -> Answer {
    answer(status, &["content-type: text/html; charset=utf-8"], body)
}

/// The same with plain text.
pub fn text(status: impl Display, body: impl Into<Vec<u8>>) -> Answer {
    answer(status, &["content-type: text/plain"], body)
}

/// JSON that is not there.
pub fn empty(status: impl Display) -> Answer {
    json(status, "")
}

impl Answer {
    /// Exactly these bytes, which need not be HTTP.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Act::Write {
            head: None,
            body: bytes.into(),
            end: End::Close,
        })
    }

    /// Reads the first byte of the request, and resets the connection.
    #[must_use]
    pub const fn reset_amid_request() -> Self {
        Self(Act::ResetAmidRequest)
    }

    /// Does this with the connection, of which nothing was read: what is no HTTP.
    pub fn by(act: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        Self(Act::By(Arc::new(act)))
    }

    /// With a further header.
    #[must_use]
    pub fn header(self, line: &str) -> Self {
        self.with_head(|head| head.headers.push(line.to_owned()))
    }

    /// The connection ends this many bytes before the announced end of the body.
    #[must_use]
    pub fn cut(self, missing: usize) -> Self {
        self.with_head(|head| head.missing = Some(missing))
    }

    /// The end of the connection is that of the body, unless a header says its length.
    #[must_use]
    pub fn without_length(self) -> Self {
        self.with_head(|head| head.missing = None)
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

    /// Writes spaces after the last byte, without an end.
    #[must_use]
    pub fn then_floods(self) -> Self {
        self.then(End::Flood)
    }

    /// The status of what has one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        let Act::Write { head: Some(head), .. } = &self.0 else {
            return None;
        };
        head.status.get(..3)?.parse().ok()
    }

    /// The body; all of it, where there is no head.
    #[must_use]
    pub fn body(&self) -> &str {
        match &self.0 {
            Act::Write { body, .. } => std::str::from_utf8(body).unwrap(),
            Act::ResetAmidRequest | Act::By(_) => "",
        }
    }

    fn with_head(mut self, change: impl FnOnce(&mut Head)) -> Self {
        match &mut self.0 {
            Act::Write { head: Some(head), .. } => change(head),
            _ => panic!("{self:?} has no head"),
        }
        self
    }

    fn then(mut self, then: End) -> Self {
        match &mut self.0 {
            Act::Write { end, .. } => *end = then,
            _ => panic!("{self:?} writes nothing"),
        }
        self
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Act::ResetAmidRequest => formatter.write_str("a reset amid the request"),
            Act::Write { head: Some(head), .. } => formatter.write_str(&head.status),
            Act::Write { head: None, .. } => formatter.write_str("raw bytes"),
            Act::By(_) => formatter.write_str("a function"),
        }
    }
}

impl Head {
    /// As it is written before a body of this length.
    pub(crate) fn bytes(&self, length: usize) -> Vec<u8> {
        let Self {
            status,
            headers,
            missing,
        } = self;
        // The space is there even where no reason follows: RFC 9112, section 4.
        let space = if status.contains(' ') { "" } else { " " };
        let mut head = format!("HTTP/1.1 {status}{space}\r\nconnection: close\r\n");
        if let Some(missing) = missing {
            head.push_str(&format!("content-length: {}\r\n", length + missing));
        }
        for header in headers {
            head.push_str(&format!("{header}\r\n"));
        }
        head.push_str("\r\n");
        head.into_bytes()
    }
}
