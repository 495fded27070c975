//! A request as it came.

use std::fmt;
use std::io::Read;

use serde_json::Value;

/// A request that was read to its last byte.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Method and target: `POST /call?now=1`.
    pub line: String,
    /// The request line, the headers, and the empty line behind them.
    pub head: String,
    /// The body, empty if there is none.
    pub body: String,
}

impl Request {
    /// The target: `/call?now=1`.
    #[must_use]
    pub fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Reads a request, head and body; `None` if the connection ends before.
    pub(crate) fn read(connection: &mut impl Read) -> Option<Self> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            connection.read_exact(&mut byte).ok()?;
            head.extend(byte);
        }
        let head = String::from_utf8(head).unwrap();
        let mut request = Self {
            line: head.split(" HTTP/1.1").next().unwrap_or_default().to_owned(),
            head,
            body: String::new(),
        };
        assert!(request.header("transfer-encoding").is_none(), "{}", request.head);
        let length = request.header("content-length");
        let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        connection.read_exact(&mut body).ok()?;
        request.body = String::from_utf8(body).unwrap();
        Some(request)
    }
}

/// As it came, head and body.
impl fmt::Display for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.head, self.body)
    }
}
