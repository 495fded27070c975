//! The server: it does as little as HTTP/1.1 allows.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};

/// Answers every request with this JSON, on a port that it prints, until it is killed.
///
/// # Errors
///
/// There is no port.
pub(crate) fn serve(json: &str) -> Result<(), String> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        json.len()
    );
    let answer: &[u8] = Box::leak((head + json).into_bytes().into_boxed_slice());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| error.to_string())?;
    println!("{}", listener.local_addr().map_err(|error| error.to_string())?);
    for connection in listener.incoming().flatten() {
        // One whose client went away is over.
        std::thread::spawn(move || drop(answer_all(connection, answer)));
    }
    Ok(())
}

/// A request of the loops has no body: its end is an empty line.
fn answer_all(mut connection: TcpStream, answer: &[u8]) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = connection.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        request.extend_from_slice(buffer.get(..read).unwrap_or_default());
        if request.ends_with(b"\r\n\r\n") {
            request.clear();
            connection.write_all(answer)?;
        }
    }
}
