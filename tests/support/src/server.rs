//! A server that does with each connection what a test says, and keeps the requests that it read.
//!
//! It speaks over sockets and not by a library of servers: the faults are what it is for.

use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use socket2::{Domain, Socket, Type};

use crate::answer::Answer;
use crate::connection;
use crate::request::Request;

/// A server on the loopback interface. Each connection is served beside the others, and closed after its answer.
pub struct Server {
    address: SocketAddr,
    seen: Arc<Seen>,
    /// Tells the thread whose connection the last one is.
    last: Sender<SocketAddr>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What the server does, connection by connection.
enum Plan {
    /// One answer a connection. What comes after them is refused, or has the last of them.
    Script { answers: Vec<Answer>, repeats: bool },
    /// What this says to a request.
    By(Arc<dyn Fn(&Request) -> Answer + Send + Sync>),
}

/// Serves one connection.
type Task = Box<dyn FnOnce(TcpStream, &Seen) + Send>;

#[derive(Default)]
struct Seen {
    /// The request of each connection, unless none came whole.
    requests: Mutex<Vec<Option<Request>>>,
    connections: Mutex<Vec<TcpStream>>,
    now: AtomicUsize,
    most: AtomicUsize,
    is_over: AtomicBool,
}

impl Server {
    /// Gives these answers, one a connection, in order; connections after them are refused.
    pub fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::run(Plan::Script {
            answers: answers.into_iter().collect(),
            repeats: false,
        })
    }

    /// Gives these answers, and the last of them to all further connections.
    pub fn start_and_repeat_the_last(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::run(Plan::Script {
            answers: answers.into_iter().collect(),
            repeats: true,
        })
    }

    /// Answers each request with what `answer` makes of it.
    pub fn by(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::run(Plan::By(Arc::new(answer)))
    }

    fn run(plan: Plan) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Seen::default());
        let (last, is_last) = channel();
        let thread = std::thread::spawn({
            let seen = seen.clone();
            move || serve(listener, &plan, &seen, &is_last)
        });
        Self {
            address,
            seen,
            last,
            thread: Mutex::new(Some(thread)),
        }
    }

    /// `http://127.0.0.1:…`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Address and port.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// `text` with `server` in the place of the address, whose port is another one each time.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.address.to_string(), "server")
    }

    /// The requests that came whole, in the order of their connections. The server ends: what has connected until now is
    /// served, and no answer stalls any longer.
    pub fn requests(&self) -> Vec<Request> {
        self.end();
        self.seen.requests.lock().unwrap().iter().flatten().cloned().collect()
    }

    /// The one request that came. The server ends.
    pub fn request(&self) -> Request {
        let [request] = self.requests().try_into().unwrap_or_else(|requests: Vec<_>| {
            panic!("{} requests came, and not one", requests.len());
        });
        request
    }

    /// How many connections there were, with a request or without. The server ends.
    pub fn connections(&self) -> usize {
        self.end();
        self.seen.requests.lock().unwrap().len()
    }

    /// How many connections there were at once at most.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.seen.most.load(Ordering::SeqCst)
    }

    /// Serves what has connected, and waits for its end.
    fn end(&self) {
        let Some(thread) = self.thread.lock().unwrap().take() else {
            return;
        };
        self.seen.is_over.store(true, Ordering::SeqCst);
        // The last connection, which comes after those that wait. Nobody takes it where all answers are given.
        let last = TcpStream::connect(self.address);
        if let Ok(last) = &last {
            let _ = self.last.send(last.local_addr().unwrap());
        }
        self.seen.hang_up();
        thread.join().unwrap();
    }
}

impl Seen {
    /// Ends what reads and writes without an end. What is there to be read is still read.
    fn hang_up(&self) {
        for connection in self.connections.lock().unwrap().iter() {
            // A client may have done it before.
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

impl Plan {
    /// Whether the connection after `before` others is accepted.
    fn goes_on(&self, before: usize) -> bool {
        match self {
            Self::Script { answers, repeats } => before < answers.len() || *repeats,
            Self::By(_) => true,
        }
    }

    /// What serves the connection after `before` others.
    fn task(&self, before: usize) -> Task {
        match self {
            Self::Script { answers, .. } => {
                let answer = answers.get(before).or(answers.last()).unwrap().clone();
                Box::new(move |stream, seen| connection::perform(stream, &answer, |request| seen.keep(before, request)))
            }
            Self::By(answer) => {
                let answer = answer.clone();
                Box::new(move |mut stream, seen| {
                    if let Some(request) = Request::read(&mut stream) {
                        let answer = answer(&request);
                        seen.keep(before, request);
                        connection::write(stream, &answer);
                    }
                })
            }
        }
    }
}

impl Seen {
    fn keep(&self, number: usize, request: Request) {
        self.requests.lock().unwrap()[number] = Some(request);
    }
}

fn serve(listener: TcpListener, plan: &Plan, seen: &Arc<Seen>, is_last: &Receiver<SocketAddr>) {
    let mut threads = Vec::new();
    let mut last = None;
    while plan.goes_on(threads.len()) {
        let (stream, peer) = listener.accept().unwrap();
        if seen.is_over.load(Ordering::SeqCst) && *last.get_or_insert_with(|| is_last.recv().unwrap()) == peer {
            break;
        }
        let task = plan.task(threads.len());
        seen.requests.lock().unwrap().push(None);
        seen.connections.lock().unwrap().push(stream.try_clone().unwrap());
        let seen = seen.clone();
        threads.push(std::thread::spawn(move || {
            let now = seen.now.fetch_add(1, Ordering::SeqCst) + 1;
            seen.most.fetch_max(now, Ordering::SeqCst);
            task(stream, &seen);
            seen.now.fetch_sub(1, Ordering::SeqCst);
        }));
    }
    // Who connects from now on is refused.
    drop(listener);
    if seen.is_over.load(Ordering::SeqCst) {
        seen.hang_up();
    }
    for thread in threads {
        thread.join().unwrap();
    }
}

/// The URL of an address on which nobody listens, and nobody will as long as the socket is held.
#[must_use]
pub fn nobody() -> (Socket, String) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).unwrap();
    let address = socket.local_addr().unwrap().as_socket().unwrap();
    (socket, format!("http://{address}"))
}

#[cfg(test)]
mod tests;
