//! A server that does with each connection what a test says, and keeps the requests that it read.
//!
//! It speaks over sockets and not by a library of servers: the faults are what it is for.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use crate::answer::{Act, Answer, End, Written, reset};
use crate::request::Request;

/// A server on the loopback interface. Each connection is served beside the others, and closed after its answer. It ends
/// when this is dropped, and waits for nobody then.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// What the server does, connection by connection.
enum Plan {
    /// One answer a connection. Whoever comes after them is refused, or has the last of them.
    Script { answers: Vec<Answer>, repeats: bool },
    /// What this makes of the request.
    With(Box<dyn Fn(&Request) -> Answer + Send + Sync>),
}

/// What the threads of a server share.
struct Shared {
    plan: Plan,
    state: Mutex<State>,
    /// Told of each change that [`Server::end`] waits for.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    is_listening: bool,
    /// The connection by which the thread that accepts is woken up to end: what came before it is served.
    last: Option<TcpStream>,
    /// The request of each connection, unless none came whole.
    requests: Vec<Option<Request>>,
    /// How many connections are not read to the end of their request, and how many those were at most.
    unread: usize,
    most_unread: usize,
    /// The connections that stay open.
    stalled: Vec<TcpStream>,
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
    pub fn repeating(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::run(Plan::Script {
            answers: answers.into_iter().collect(),
            repeats: true,
        })
    }

    /// Answers each request with what `answer` makes of it.
    pub fn with(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::run(Plan::With(Box::new(answer)))
    }

    fn run(plan: Plan) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            plan,
            state: Mutex::new(State {
                is_listening: true,
                ..State::default()
            }),
            changed: Condvar::new(),
        });
        std::thread::spawn({
            let shared = shared.clone();
            move || accept(listener, &shared)
        });
        Self { address, shared }
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

    /// The requests that came whole until now, in the order of their connections. A request whose answer has come is among
    /// them.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.state().requests.iter().flatten().cloned().collect()
    }

    /// The one request that came.
    #[must_use]
    pub fn request(&self) -> Request {
        let [request] = self.requests().try_into().unwrap_or_else(|requests: Vec<_>| {
            panic!("{} requests came, and not one", requests.len());
        });
        request
    }

    /// How many connections there were at once at most, from the moment that they were accepted to the moment that their
    /// answers began.
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.shared.state().most_unread
    }

    /// The requests that came whole, those included that nobody waits for any more. Whoever connects from now on is refused.
    #[must_use]
    pub fn end(self) -> Vec<Request> {
        self.shared.stop(self.address);
        let busy = |state: &mut State| state.is_listening || state.unread > 0;
        // Clients have gone, or have sent what they had to. The limit is for tests that are wrong.
        let limit = Duration::from_secs(20);
        let state = self.shared.changed.wait_timeout_while(self.shared.state(), limit, busy);
        let (state, waited) = state.unwrap();
        assert!(!waited.timed_out(), "a client is connected, and sends no request");
        state.requests.iter().flatten().cloned().collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stop(self.address);
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Changes the state.
    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changed.notify_all();
    }

    /// Wakes up the thread that accepts, if it is there: once it has closed its port, somebody else may listen there, so the
    /// state is held until then.
    fn stop(&self, address: SocketAddr) {
        let mut state = self.state();
        if state.is_listening && state.last.is_none() {
            state.last = TcpStream::connect(address).ok();
        }
    }

    fn close(&self, listener: TcpListener) {
        self.change(|state| {
            drop(listener);
            state.is_listening = false;
        });
    }

    /// Does what the plan says with the connection after `before` others.
    fn serve(&self, before: usize, mut connection: TcpStream) {
        let planned = match &self.plan {
            Plan::Script { answers, .. } => answers.get(before).or(answers.last()),
            Plan::With(_) => None,
        };
        if let Some(Answer(Act::With(act))) = planned {
            self.change(|state| state.unread -= 1);
            return act(connection);
        }
        let request = Request::read(&mut connection);
        let answer = match (&self.plan, &request) {
            (Plan::With(answer), Some(request)) => Some(answer(request)),
            (_, Some(_)) => planned.cloned(),
            (_, None) => None,
        };
        self.change(|state| {
            state.requests[before] = request;
            state.unread -= 1;
        });
        match answer {
            Some(Answer(Act::Write(written))) => self.write(connection, &written),
            Some(Answer(Act::With(act))) => act(connection),
            None => {}
        }
    }

    fn write(&self, mut connection: TcpStream, written: &Written) {
        // A client that has read enough goes away, which is no matter of the server.
        let _ = connection.write_all(&written.bytes());
        match written.end {
            End::Close => {}
            End::Reset => reset(&connection),
            End::Stall => self.change(|state| state.stalled.push(connection)),
            End::Repeat => while connection.write_all(written.body()).is_ok() {},
        }
    }
}

impl Plan {
    /// Whether the connection after `before` others is accepted.
    fn goes_on(&self, before: usize) -> bool {
        match self {
            Self::Script { answers, repeats } => before < answers.len() || *repeats,
            Self::With(_) => true,
        }
    }
}

fn accept(listener: TcpListener, shared: &Arc<Shared>) {
    let mut before = 0;
    let mut listener = Some(listener);
    while let Some(open) = listener.take_if(|_| shared.plan.goes_on(before)) {
        let (connection, peer) = open.accept().unwrap();
        let mut state = shared.state();
        let last = state.last.as_ref().and_then(|last| last.local_addr().ok());
        if last == Some(peer) {
            drop(state);
            return shared.close(open);
        }
        state.requests.push(None);
        state.unread += 1;
        state.most_unread = state.most_unread.max(state.unread);
        drop(state);
        let number = before;
        before += 1;
        // Whoever comes after the last answer is refused even if it has just been read.
        if shared.plan.goes_on(before) {
            listener = Some(open);
        } else {
            shared.close(open);
        }
        let shared = shared.clone();
        std::thread::spawn(move || shared.serve(number, connection));
    }
    if let Some(listener) = listener {
        shared.close(listener);
    }
}

#[cfg(test)]
mod tests;
