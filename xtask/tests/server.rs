//! A server on this machine that answers each path with what the test says.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// It ends with the process of the tests.
pub(crate) struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    most: Arc<AtomicUsize>,
}

/// What stands before the body of a page that is there.
pub(crate) const OK: &str = "200 OK\r\n";

impl Server {
    /// Serves `answers`: path → status line and headers, each with its line end, and body. `{base}` in both is the URL of
    /// the server.
    pub(crate) fn new<'a>(answers: impl IntoIterator<Item = (&'a str, &'a str, String)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let base = format!("http://{address}");
        let answers: HashMap<String, String> = answers
            .into_iter()
            .map(|(path, head, body)| {
                let body = body.replace("{base}", &base);
                let head = head.replace("{base}", &base);
                (
                    path.to_owned(),
                    format!(
                        "HTTP/1.1 {head}content-length: {}\r\nconnection: close\r\n\r\n{body}",
                        body.len()
                    ),
                )
            })
            .collect();
        let answers = Arc::new(answers);
        let server = Self {
            address,
            asked: Arc::default(),
            most: Arc::default(),
        };
        let (asked, most, now) = (
            Arc::clone(&server.asked),
            Arc::clone(&server.most),
            Arc::new(AtomicUsize::new(0)),
        );
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (answers, asked, most, now) = (
                    Arc::clone(&answers),
                    Arc::clone(&asked),
                    Arc::clone(&most),
                    Arc::clone(&now),
                );
                thread::spawn(move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    answer(stream.unwrap(), &answers, &asked);
                    now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The paths that were asked for, sorted.
    pub(crate) fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().unwrap().clone();
        asked.sort();
        asked
    }

    /// How many requests there were at once at most.
    pub(crate) fn most_at_once(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }

    /// `text` with the name of this server, whose port is another one each time, replaced.
    pub(crate) fn redact(&self, text: &str) -> String {
        text.replace(&self.address.to_string(), "server")
    }
}

fn answer(mut stream: TcpStream, answers: &HashMap<String, String>, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap())
        .lines()
        .map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    // The rest of the head; nothing has a body here.
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let missing = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned();
    let text = answers.get(&path).cloned().unwrap_or(missing);
    asked.lock().unwrap().push(path);
    // A client that has seen enough hangs up.
    let _ = stream.write_all(text.as_bytes());
}
