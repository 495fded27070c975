use std::io::{ErrorKind, Read, Write};

use super::*;
use crate::answer::{answer, json};

/// Sends a request; the connection and what was answered until its end.
fn ask(server: &Server, request: &str) -> String {
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut said = String::new();
    connection.read_to_string(&mut said).unwrap();
    said
}

const GET: &str = "GET /a?b=1 HTTP/1.1\r\nHost: a\r\n\r\n";
const POST: &str = "POST /a HTTP/1.1\r\ncontent-length: 7\r\n\r\n{\"a\":1}";

#[test]
fn each_connection_has_its_answer_and_what_comes_after_the_last_is_refused() {
    let server = Server::start([json(200, "[]"), answer("404 Not Found", &["x-a: 1"], "no")]);
    assert_eq!(
        ask(&server, GET),
        "HTTP/1.1 200 \r\nconnection: close\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n[]"
    );
    assert_eq!(
        ask(&server, POST),
        "HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 2\r\nx-a: 1\r\n\r\nno"
    );
    let [get, post] = server.requests().try_into().unwrap();
    assert_eq!((get.line.as_str(), get.header("host")), ("GET /a?b=1", Some("a")));
    assert_eq!((post.target(), post.json()["a"].as_i64()), ("/a", Some(1)));
    assert_eq!((get.to_string(), post.to_string()), (GET.to_owned(), POST.to_owned()));
    let refused = TcpStream::connect(server.address()).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}

#[test]
fn the_last_answer_may_go_for_all_others() {
    let server = Server::start_and_repeat_the_last([json(200, "1"), json(200, "2")]);
    let said = [(); 3].map(|()| ask(&server, GET).chars().last().unwrap());
    assert_eq!((said, server.requests().len()), (['1', '2', '2'], 3));
}

#[test]
fn an_answer_may_depend_on_the_request() {
    let server = Server::by(|request| json(200, request.target()));
    assert!(ask(&server, GET).ends_with("\r\n\r\n/a?b=1"));
    assert_eq!(server.request().line, "GET /a?b=1");
}

#[test]
fn the_end_waits_for_nobody() {
    let server = Server::start_and_repeat_the_last([answer(200, &[], "1").then_stalls(), json(200, "").then_floods()]);
    let mut connections = [(); 3].map(|()| TcpStream::connect(server.address()).unwrap());
    for connection in &mut connections[..2] {
        connection.write_all(GET.as_bytes()).unwrap();
    }
    // Each is there; one of them says nothing.
    assert_eq!((server.requests().len(), server.connections()), (2, 3));
}

#[test]
fn an_answer_may_break_off() {
    let server = Server::start([
        json(200, "[").cut(3),
        json(200, "[]").without_length(),
        answer(200, &[], "1").then_resets(),
        Answer::raw("SSH-2.0"),
        Answer::reset_amid_request(),
    ]);
    assert!(ask(&server, GET).contains("content-length: 4\r\n"));
    assert!(!ask(&server, GET).contains("content-length"));
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection.write_all(GET.as_bytes()).unwrap();
    assert_eq!(
        connection.read_to_end(&mut Vec::new()).unwrap_err().kind(),
        ErrorKind::ConnectionReset
    );
    assert_eq!(ask(&server, GET), "SSH-2.0");
    let mut connection = TcpStream::connect(server.address()).unwrap();
    connection.write_all(b"GET ").unwrap();
    assert_eq!(
        connection.read(&mut [0]).unwrap_err().kind(),
        ErrorKind::ConnectionReset
    );
    assert_eq!((server.requests().len(), server.connections()), (4, 5));
}
