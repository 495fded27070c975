use std::io::{ErrorKind, Read};

use super::*;
use crate::absent::{Silent, nobody};
use crate::answer::{answer, json};

const GET: &str = "GET /a?b=1 HTTP/1.1\r\nHost: a\r\n\r\n";
const POST: &str = "POST /a HTTP/1.1\r\ncontent-length: 7\r\n\r\n{\"a\":1}";

/// A client that has sent this.
fn client(server: &Server, request: &str) -> TcpStream {
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    connection
}

/// What is answered until the connection ends.
fn ask(server: &Server, request: &str) -> String {
    let mut said = String::new();
    client(server, request).read_to_string(&mut said).unwrap();
    said
}

#[test]
fn each_connection_has_its_answer_and_whoever_comes_after_the_last_is_refused() {
    let server = Server::start([json(200, "[]"), answer("404 Not Found", &["x-a: 1"], "no")]);
    assert_eq!(
        ask(&server, GET),
        "HTTP/1.1 200 \r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n[]"
    );
    assert_eq!(
        ask(&server, POST),
        "HTTP/1.1 404 Not Found\r\nconnection: close\r\nx-a: 1\r\ncontent-length: 2\r\n\r\nno"
    );
    let [get, post] = server.requests().try_into().unwrap();
    assert_eq!((get.line.as_str(), get.header("host")), ("GET /a?b=1", Some("a")));
    assert_eq!((post.target(), post.json()["a"].as_i64()), ("/a", Some(1)));
    assert_eq!((get.to_string(), post.to_string()), (GET.to_owned(), POST.to_owned()));
    let refused = TcpStream::connect(server.address()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}

#[test]
fn the_last_answer_may_go_for_all_others_and_an_answer_may_depend_on_the_request() {
    let server = Server::repeating([json(200, "1"), json(200, "2")]);
    let said = [(); 3].map(|()| ask(&server, GET).chars().last().unwrap());
    assert_eq!((said, server.requests().len()), (['1', '2', '2'], 3));
    let server = Server::with(|request| json(200, request.target()));
    assert!(ask(&server, GET).ends_with("\r\n\r\n/a?b=1"));
    assert_eq!(server.request().line, "GET /a?b=1");
}

#[test]
fn an_end_waits_for_requests_and_not_for_whoever_has_none_or_reads_no_answer() {
    let stalling = answer(200, &[], "1").then_stalls();
    let server = Server::repeating([stalling, answer(200, &[], "1").endless()]);
    let clients = [client(&server, GET), client(&server, GET), client(&server, POST)];
    // What was sent counts, whether the server has come to it or not; half of it does not.
    drop(client(&server, "GET /"));
    assert_eq!(server.end().len(), 3);
    drop(clients);
}

#[test]
fn a_server_that_is_dropped_waits_for_nobody_and_is_gone() {
    let server = Server::repeating([json(200, "")]);
    let address = server.address();
    let silent = TcpStream::connect(address).unwrap();
    let shared = Arc::downgrade(&server.shared);
    drop(server);
    let shared = shared.upgrade();
    if let Some(shared) = &shared {
        let listens = |state: &mut State| state.is_listening;
        drop(shared.changed.wait_while(shared.state(), listens).unwrap());
    }
    drop(silent);
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn an_answer_may_break_off_or_be_none() {
    let server = Server::start([
        json(200, "[").cut(3),
        answer(200, &["content-length: 9"], "1").then_resets(),
        Answer::raw("SSH-2.0"),
        Answer::reset_amid_request(),
        json(204, ""),
        Answer::with(|mut connection| connection.write_all(b"220 hello").unwrap()),
    ]);
    assert!(ask(&server, GET).contains("content-length: 4\r\n"));
    let reset = |mut client: TcpStream| client.read_to_end(&mut Vec::new()).unwrap_err().kind();
    assert_eq!(reset(client(&server, GET)), ErrorKind::ConnectionReset);
    assert_eq!(ask(&server, GET), "SSH-2.0");
    assert_eq!(reset(client(&server, "GET ")), ErrorKind::ConnectionReset);
    assert!(!ask(&server, GET).contains("content-length"));
    assert_eq!(ask(&server, ""), "220 hello");
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn where_nobody_answers_a_client_waits_or_is_refused() {
    let silent = Silent::listen();
    assert!(silent.is_alone());
    let connection = TcpStream::connect(silent.address());
    assert!(connection.is_ok() && !silent.is_alone());
    let (_socket, url) = nobody();
    let refused = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}
