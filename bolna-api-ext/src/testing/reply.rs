//! The responses and faults that a fake answers with.

use std::fmt;
use std::time::Duration;

use bolna_api::types::error::ConversionError;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

/// An answer of a [`FakeBolna`](super::FakeBolna): a response or a fault.
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

/// The outcome of a request.
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
    /// The answer cannot be made, for this reason.
    Invalid(String),
}

/// A failure without a response.
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
        Self::new(outcome)
    }

    /// Nobody listens: the request was certainly not sent.
    pub fn refused() -> Self {
        Self::new(Outcome::Fault(Fault::Refused))
    }

    /// The connection breaks before there is a response: the request may have taken effect.
    pub fn reset() -> Self {
        Self::new(Outcome::Fault(Fault::Reset))
    }

    /// No response comes in time, whatever the time limit is: the request may have taken effect.
    pub fn timed_out() -> Self {
        Self::new(Outcome::Fault(Fault::TimedOut))
    }

    /// An answer that cannot be made; the request fails with the reason.
    pub(super) fn invalid(reason: impl fmt::Display) -> Self {
        Self::new(Outcome::Invalid(reason.to_string()))
    }

    fn new(outcome: Outcome) -> Self {
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

    /// Delays the answer; one that exceeds the time limit of the request becomes a time-out. Nothing sleeps; see
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

/// For `?` in the function of [`FakeBolna::on`](super::FakeBolna::on): the request fails with the reason.
///
/// ```
/// use bolna_api_ext::bolna_api::builder::GetAgent;
/// use bolna_api_ext::testing::FakeBolna;
/// use bolna_api_ext::types::Agent;
///
/// let fake = FakeBolna::new();
/// fake.on::<GetAgent>(|request| Ok(Agent::builder().id(request.path_parameter("agent_id")).build()?));
/// ```
impl From<ConversionError> for Reply {
    fn from(error: ConversionError) -> Self {
        Self::invalid(error)
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
