//! The fake as the innermost layer: turns answers into responses and errors.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bolna_api::transport::{BoxFuture, Layer, Next, response};
use bolna_api::{Error, ErrorKind, OperationInfo};
use futures_core::Stream;
use reqwest::{Body, Request, Response};

use super::fake::FakeBolna;
use super::reply::{Fault, Outcome, Reply};
use super::request::FakeRequest;

impl Layer for FakeBolna {
    fn call<'a>(&'a self, request: Request, next: Next<'a>) -> BoxFuture<'a, Result<Response, Error>> {
        Box::pin(async move {
            let limit = request.timeout().copied();
            let info = next.operation();
            let reply = self
                .receive(FakeRequest::new(&request, info))
                .map_err(|reason| next.refuse(reason))?;
            let Reply { outcome, delay } = in_time(reply, limit);
            if !delay.is_zero() {
                self.pass(delay).await;
            }
            match *outcome {
                Outcome::Response {
                    status,
                    headers,
                    body,
                    is_cut,
                } => {
                    let body = if is_cut {
                        Body::wrap_stream(Cut(Some(body)))
                    } else {
                        Body::from(body)
                    };
                    let mut response = response(status, body);
                    *response.headers_mut() = headers;
                    Ok(response)
                }
                Outcome::Fault(fault) => Err(error(fault, info)),
                Outcome::Invalid(reason) => Err(next.refuse(format!("the fake cannot answer: {reason}"))),
            }
        })
    }
}

/// Applies the time limit of the request.
fn in_time(reply: Reply, limit: Option<Duration>) -> Reply {
    let is_late = reply.delay >= limit.unwrap_or(Duration::MAX);
    match (is_late, &*reply.outcome, limit) {
        (true, _, Some(limit)) => Reply::timed_out().after(limit),
        // It uses up the time limit.
        (false, Outcome::Fault(Fault::TimedOut), Some(limit)) => reply.after(limit),
        _ => reply,
    }
}

/// The error that the HTTP client returns for such a fault.
fn error(fault: Fault, info: &OperationInfo) -> Error {
    let (kind, reason, source) = match fault {
        Fault::Refused => (ErrorKind::Connect, "cannot connect", io::ErrorKind::ConnectionRefused),
        Fault::Reset => (
            ErrorKind::Transport,
            "the connection broke",
            io::ErrorKind::ConnectionReset,
        ),
        Fault::TimedOut => (ErrorKind::Timeout, "no answer in time", io::ErrorKind::TimedOut),
    };
    let source = io::Error::from(source);
    Error::builder(kind)
        .operation(info)
        .reason(format!("{reason}: {source} (a fake)"))
        .has_effect(kind != ErrorKind::Connect && !info.is_safe())
        .source(source)
        .build()
}

/// A body that ends with a reset connection after these bytes.
struct Cut(Option<Vec<u8>>);

impl Stream for Cut {
    type Item = Result<Vec<u8>, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(self.0.take().ok_or_else(|| io::ErrorKind::ConnectionReset.into())))
    }
}
