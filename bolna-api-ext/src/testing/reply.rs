//! What a fake answers.

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

/// An answer of a [`FakeBolna`](super::FakeBolna): a response, or what else can become of a request.
///
/// ```
/// use std::time::Duration;
/// use bolna_api_ext::testing::Reply;
///
/// let busy = Reply::status(429).header("retry-after", "2").json(serde_json::json!({"message": "Slow down"}));
/// let proxy = Reply::status(502).text("<h1>Bad Gateway</h1>").header("content-type", "text/html");
/// let slow = Reply::status(200).json("done").after(Duration::from_secs(90));
/// let gone = Reply::reset();
/// ```
#[derive(Clone)]
#[must_use]
pub struct Reply {
    pub(super) outcome: Box<Outcome>,
    pub(super) delay: Duration,
}

/// What comes of a request.
#[derive(Clone)]
pub(super) enum Outcome {
    Response {
        status: StatusCode,
        headers: HeaderMap,
        body: Vec<u8>,
        /// The connection breaks behind the body.
        is_cut: bool,
    },
    Fault(Fault),
    /// What was set up cannot be an answer.
    Invalid(String),
}

/// What can become of a request that gets no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is no connection.
    Refused,
    /// The connection breaks before the response.
    Reset,
    /// There is no response in time.
    TimedOut,
}

impl Reply {
    /// A response with this status, and an empty body.
    pub fn status(status: u16) -> Self {
        let outcome = match StatusCode::from_u16(status) {
            Ok(status) => Outcome::Response {
                status,
                headers: HeaderMap::new(),
                body: Vec::new(),
                is_cut: false,
            },
            Err(_) => Outcome::Invalid(format!("{status} is no status")),
        };
        Self::of(outcome)
    }

    /// Nobody listens: the request was certainly not sent.
    pub fn refused() -> Self {
        Self::of(Outcome::Fault(Fault::Refused))
    }

    /// The connection breaks before there is a response: the request may have taken effect.
    pub fn reset() -> Self {
        Self::of(Outcome::Fault(Fault::Reset))
    }

    /// No response comes in time, whatever the time limit is: the request may have taken effect.
    pub fn timed_out() -> Self {
        Self::of(Outcome::Fault(Fault::TimedOut))
    }

    /// What was given cannot be an answer; that is an error of the request.
    pub(super) fn invalid(reason: impl fmt::Display) -> Self {
        Self::of(Outcome::Invalid(reason.to_string()))
    }

    fn of(outcome: Outcome) -> Self {
        Self {
            outcome: Box::new(outcome),
            delay: Duration::ZERO,
        }
    }

    /// The body, as JSON.
    pub fn json(self, body: impl Serialize) -> Self {
        match serde_json::to_vec(&body) {
            Ok(body) => self.header(CONTENT_TYPE.as_str(), "application/json").body(body),
            Err(error) => self.change(|_| Outcome::Invalid(format!("the body cannot be JSON: {error}"))),
        }
    }

    /// The body, as it is.
    pub fn text(self, body: impl Into<String>) -> Self {
        self.body(body.into())
    }

    /// The body, as it is.
    pub fn body(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.change(|mut outcome| {
            if let Outcome::Response { body, .. } = &mut outcome {
                *body = bytes.into();
            }
            outcome
        })
    }

    /// The connection breaks behind the body that there is, so that it is not whole.
    pub fn cut(self) -> Self {
        self.change(|mut outcome| {
            if let Outcome::Response { is_cut, .. } = &mut outcome {
                *is_cut = true;
            }
            outcome
        })
    }

    /// A header of the response.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.change(|mut outcome| {
            let Outcome::Response { headers, .. } = &mut outcome else {
                return outcome;
            };
            match (HeaderName::try_from(name), HeaderValue::from_str(value)) {
                (Ok(name), Ok(value)) => {
                    headers.insert(name, value);
                    outcome
                }
                _ => Outcome::Invalid(format!("`{}` cannot be a header", name.escape_debug())),
            }
        })
    }

    /// It comes after so long, or not at all where the time limit of the request is over by then. Nothing sleeps; see
    /// [`testing`](super#time).
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    fn change(mut self, change: impl FnOnce(Outcome) -> Outcome) -> Self {
        *self.outcome = change(*self.outcome);
        self
    }
}

/// Shows no body.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Reply");
        match &*self.outcome {
            Outcome::Response { status, .. } => shown.field("status", &status.as_u16()),
            Outcome::Fault(fault) => shown.field("fault", fault),
            Outcome::Invalid(reason) => shown.field("invalid", reason),
        };
        shown.field("delay", &self.delay).finish_non_exhaustive()
    }
}
