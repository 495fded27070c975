//! What went wrong, for a program to decide on.

use std::fmt;

/// What went wrong, in the terms that a program decides by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be made of what the caller gave; the error names the field.
    Invalid,
    /// A [`Transport`](crate::transport::Transport) did not send the request.
    Refused,
    /// There was no connection, so that the server saw nothing of the request.
    Connect,
    /// The answer was not there in time. The server may have done what it was asked.
    Timeout,
    /// The connection broke. The server may have done what it was asked.
    Transport,
    /// The server answered with anything but a success that its document describes.
    Status,
    /// The server answered with a success that could not be read.
    Decode,
}

/// The kind in words, for a log: `broken connection`.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "invalid request",
            Self::Refused => "not sent",
            Self::Connect => "no connection",
            Self::Timeout => "timeout",
            Self::Transport => "broken connection",
            Self::Status => "refusal",
            Self::Decode => "unexpected answer",
        })
    }
}
