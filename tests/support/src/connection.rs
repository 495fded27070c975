//! One connection: what is read of it, and what is written.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use socket2::SockRef;

use crate::answer::{Act, Answer, End};
use crate::request::Request;

/// Does what `answer` says, and hands over the request before it is answered, if it comes whole.
pub(crate) fn perform(mut connection: TcpStream, answer: &Answer, keep: impl FnOnce(Request)) {
    match &answer.0 {
        Act::ResetAmidRequest => {
            connection.read_exact(&mut [0]).unwrap();
            reset(&connection);
        }
        Act::By(act) => act(connection),
        Act::Write { .. } => {
            if let Some(request) = Request::read(&mut connection) {
                keep(request);
                write(connection, answer);
            }
        }
    }
}

/// Writes what `answer` says to a client whose request was read.
pub(crate) fn write(mut connection: TcpStream, answer: &Answer) {
    let Act::Write { head, body, end } = &answer.0 else {
        panic!("{answer:?} is no answer to a request that was read");
    };
    let head = head.as_ref().map(|head| head.bytes(body.len())).unwrap_or_default();
    // A client that has read enough goes away, which is no matter of the server.
    let _ = connection.write_all(&[&head, body.as_slice()].concat());
    match end {
        End::Close => {}
        End::Reset => reset(&connection),
        // However it ends, the client has gone.
        End::Stall => {
            let _ = connection.read(&mut [0]);
        }
        End::Flood => while connection.write_all(&[b' '; 16 * 1024]).is_ok() {},
    }
}

/// A socket that does not linger is closed by a reset.
fn reset(connection: &TcpStream) {
    SockRef::from(connection).set_linger(Some(Duration::ZERO)).unwrap();
}
