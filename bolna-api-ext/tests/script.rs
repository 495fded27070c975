//! A server that does with each connection what a script says, counts what it read whole, and a clock by which nobody waits.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bolna_api_ext::bolna_api::transport::BoxFuture;
use bolna_api_ext::{Bolna, BolnaBuilder, Clock};
use socket2::SockRef;

use crate::server::KEY;

/// What a server does with one connection.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Reads the first byte of the request, and resets the connection. (A reset before that may come while the client still
    /// connects.)
    ResetAmidRequest,
    /// Reads the request, writes this, and closes.
    Write(Vec<u8>),
    /// Reads the request, writes this, and resets the connection.
    WriteThenReset(&'static str),
    /// Reads the request, writes this, and then nothing more, until the client goes away.
    WriteThenStall(&'static str),
    /// Reads the request, writes this, and then spaces, until the client goes away.
    WriteThenFlood(&'static str),
    /// Speaks TLS with a certificate that nobody vouches for.
    #[cfg(all(feature = "rustls", not(feature = "native-tls")))]
    SelfSigned,
}

/// A whole answer with this status, these header lines and this body.
pub(crate) fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Step {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let length = body.as_ref().len();
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n");
    Step::Write([head.as_bytes(), body.as_ref()].concat())
}

/// A server with a script; its last step goes for all further connections.
pub(crate) struct Scripted {
    address: SocketAddr,
    whole: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Scripted {
    pub(crate) fn start(steps: Vec<Step>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (whole, is_over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let thread = std::thread::spawn({
            let (whole, is_over) = (whole.clone(), is_over.clone());
            move || {
                let mut connections = Vec::new();
                for connection in listener.incoming() {
                    if is_over.load(Ordering::SeqCst) {
                        break;
                    }
                    let step = steps.get(connections.len()).or(steps.last()).unwrap().clone();
                    let whole = whole.clone();
                    connections.push(std::thread::spawn(move || perform(&step, connection.unwrap(), &whole)));
                }
                connections
                    .into_iter()
                    .for_each(|connection| connection.join().unwrap());
            }
        });
        Self {
            address,
            whole,
            is_over,
            thread,
        }
    }

    pub(crate) fn url(&self, scheme: &str) -> String {
        format!("{scheme}://{}", self.address)
    }

    /// How many requests were read to their last byte, as soon as all connections are over.
    pub(crate) async fn requests(self) -> usize {
        self.is_over.store(true, Ordering::SeqCst);
        // Wakes the server up.
        drop(TcpStream::connect(self.address));
        // Beside the runtime, which has connections to close.
        let over = tokio::task::spawn_blocking(|| self.thread.join().unwrap());
        over.await.unwrap();
        self.whole.load(Ordering::SeqCst)
    }
}

fn perform(step: &Step, mut connection: TcpStream, whole: &AtomicUsize) {
    // A client that has read enough goes away, which is no matter of the server.
    let write = |connection: &mut TcpStream, text: &[u8]| drop(connection.write_all(text));
    match step {
        Step::ResetAmidRequest => {
            connection.read_exact(&mut [0]).unwrap();
            return reset(connection);
        }
        #[cfg(all(feature = "rustls", not(feature = "native-tls")))]
        Step::SelfSigned => return handshake(connection),
        _ => {}
    }
    if !receive(&mut connection) {
        return;
    }
    whole.fetch_add(1, Ordering::SeqCst);
    match step {
        Step::Write(text) => write(&mut connection, text),
        Step::WriteThenReset(text) => {
            write(&mut connection, text.as_bytes());
            reset(connection);
        }
        Step::WriteThenStall(text) => {
            write(&mut connection, text.as_bytes());
            // However it ends, the client has gone.
            let _ = connection.read(&mut [0]);
        }
        Step::WriteThenFlood(text) => {
            write(&mut connection, text.as_bytes());
            while connection.write_all(&[b' '; 16 * 1024]).is_ok() {}
        }
        _ => {}
    }
}

/// A socket that does not linger is closed by a reset.
fn reset(connection: TcpStream) {
    SockRef::from(&connection).set_linger(Some(Duration::ZERO)).unwrap();
}

/// Reads a request, head and body; whether it came whole.
fn receive(connection: &mut TcpStream) -> bool {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") {
        if !matches!(connection.read(&mut byte), Ok(1)) {
            return false;
        }
        request.extend(byte);
    }
    let head = String::from_utf8(request).unwrap().to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse().unwrap());
    connection.read_exact(&mut vec![0; length]).is_ok()
}

#[cfg(all(feature = "rustls", not(feature = "native-tls")))]
fn handshake(mut connection: TcpStream) {
    let certificate = include_bytes!("fixtures/self-signed.cert.der").to_vec();
    let key = include_bytes!("fixtures/self-signed.key.der").to_vec();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(key);
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.into()], key.into())
        .unwrap();
    let mut tls = rustls::ServerConnection::new(Arc::new(config)).unwrap();
    // It fails: the client does not know who has signed.
    let _ = rustls::Stream::new(&mut tls, &mut connection).read(&mut [0]);
}

/// A clock by which nobody waits: who would sleep finds the time gone. It keeps what was slept.
#[derive(Clone)]
pub(crate) struct Hurried {
    start: Instant,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl Hurried {
    pub(crate) fn new() -> Self {
        Self {
            start: Instant::now(),
            slept: Arc::default(),
        }
    }

    /// In seconds.
    pub(crate) fn slept(&self) -> Vec<f64> {
        self.slept.lock().unwrap().iter().map(Duration::as_secs_f64).collect()
    }
}

impl Clock for Hurried {
    fn now(&self) -> Instant {
        self.start + self.slept.lock().unwrap().iter().sum::<Duration>()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move { self.slept.lock().unwrap().push(duration) })
    }
}

/// A builder of a client of what is at `url`, which takes no time and always waits the longest time.
pub(crate) fn hurried(url: String) -> (BolnaBuilder, Hurried) {
    let clock = Hurried::new();
    let builder = Bolna::builder().api_key(KEY).base_url(url);
    (builder.clock(clock.clone()).random(|| 1.0), clock)
}
