//! A call that is to be placed.

use std::fmt;

use bolna_api::types::{CallRequest, QueuedCall, RetryConfig};
use bolna_api::{IntoProperty, builder, types};
use chrono::{DateTime, TimeZone, Utc};
use serde::Serialize;
use serde_json::{Map, Value};

use super::placed::PlacedCall;
use crate::client::Bolna;
use crate::e164::{E164, InvalidNumber};
use crate::schedule::{self, Now};
use crate::unusable::unusable;
use crate::{Error, created};

/// The operation that is sent.
type MakeCall<'a> = builder::MakeCall<'a>;

/// A call that is to be placed. From [`Calls::place`](super::Calls::place).
///
/// ```no_run
/// use bolna_api_ext::types::{RetryConfig, RetryStatus};
/// use chrono::{TimeDelta, Utc};
///
/// # async fn run(bolna: bolna_api_ext::Bolna, agent: &str) -> Result<(), bolna_api_ext::Error> {
/// let call = bolna
///     .calls()
///     .place(agent, "+14155550187")
///     .variable("name", "Ana")
///     .from("+14155550142")
///     .at(Utc::now() + TimeDelta::hours(1))
///     .retry_config(RetryConfig::builder().enabled(true).retry_on_statuses([RetryStatus::Busy]))
///     .send()
///     .await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is placed by `send`"]
pub struct PlaceCall<'a> {
    bolna: &'a Bolna,
    now: Now,
    request: types::builder::CallRequest,
    variables: Map<String, Value>,
    at: Option<DateTime<Utc>>,
    /// The first thing that is wrong with what was set.
    fault: Option<Error>,
}

impl<'a> PlaceCall<'a> {
    pub(super) fn new(bolna: &'a Bolna, now: Now, agent: String, number: Result<E164, InvalidNumber>) -> Self {
        let is_named = !agent.trim().is_empty();
        let mut call = Self {
            bolna,
            now,
            request: CallRequest::builder().agent_id(agent),
            variables: Map::new(),
            at: None,
            fault: None,
        };
        if !is_named {
            call.refuse(Fault::NoAgent);
        }
        call.number("the number to call", number, |request, number| {
            request.recipient_phone_number(number)
        })
    }

    /// Sets a variable of the prompt and of the welcome message: what they call `{name}`.
    pub fn variable(mut self, name: impl Into<String>, value: impl Serialize) -> Self {
        let name = name.into();
        match serde_json::to_value(value) {
            Ok(value) => {
                self.variables.insert(name, value);
            }
            Err(error) => self.refuse(Fault::Variable { name, error }),
        }
        self
    }

    /// Sets variables by name, from a struct, a map, or `serde_json::json!({..})`. Those that were set before stay, unless
    /// they have the same name.
    ///
    /// ```no_run
    /// # async fn run(bolna: bolna_api_ext::Bolna) -> Result<(), bolna_api_ext::Error> {
    /// #[derive(serde::Serialize)]
    /// struct Appointment {
    ///     name: String,
    ///     day: &'static str,
    /// }
    ///
    /// let appointment = Appointment { name: "Ana".to_owned(), day: "Monday" };
    /// bolna.calls().place("agent", "+14155550187").variables(appointment).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn variables(mut self, variables: impl Serialize) -> Self {
        match serde_json::to_value(variables) {
            Ok(Value::Object(variables)) => self.variables.extend(variables),
            Ok(Value::Null) => {}
            Ok(_) => self.refuse(Fault::Variables),
            Err(error) => self.refuse(Fault::Unserializable(error)),
        }
        self
    }

    /// Sets the number that the recipient sees, which has to be one of the account. Without it, the platform takes one of its
    /// own.
    pub fn from(self, number: impl TryInto<E164, Error: Into<InvalidNumber>>) -> Self {
        let number = number.try_into().map_err(Into::into);
        self.number("the number to call from", number, |request, number| {
            request.from_phone_number(number)
        })
    }

    /// Sets when to call, in any time zone; at once without it.
    ///
    /// The time must be [at least two minutes ahead](crate::TooSoon) when the call is sent. The API rounds it up to the
    /// next mark of ten minutes: a call for 09:31 begins at 09:40.
    pub fn at<Tz: TimeZone>(mut self, time: DateTime<Tz>) -> Self {
        self.at = Some(time.to_utc());
        self
    }

    /// Sets how the platform repeats a call that fails. It does not without it.
    pub fn retry_config(mut self, config: impl IntoProperty<RetryConfig>) -> Self {
        self.request = self.request.retry_config(config);
        self
    }

    /// Sets whether to call also outside of the hours that the guardrails of the agent allow.
    pub fn bypass_guardrails(mut self, bypass: bool) -> Self {
        self.request = self.request.bypass_call_guardrails(bypass);
        self
    }

    /// Sets settings of the agent that hold for this call only, such as another voice.
    pub fn agent_data(mut self, settings: impl Serialize) -> Self {
        self.request = self.request.agent_data(settings);
        self
    }

    /// The operation as it would be sent, for [`as_curl`](crate::Operation::as_curl) or a dry run. Nothing is sent.
    ///
    /// ```
    /// use bolna_api_ext::{Bolna, Error, Operation};
    ///
    /// fn show(bolna: &Bolna) -> Result<String, Error> {
    ///     bolna.calls().place("agent", "+14155550187").operation()?.as_curl()
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The id of the agent is empty, a number is not in E.164 form, a variable is no JSON, or the time is too soon.
    pub fn operation(self) -> Result<MakeCall<'a>, Error> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let mut request = self.request;
        if !self.variables.is_empty() {
            request = request.user_data(self.variables);
        }
        if let Some(at) = self.at {
            let at = schedule::check(at, (self.now)()).map_err(unusable::<MakeCall<'a>>)?;
            request = request.scheduled_at(at);
        }
        Ok(self.bolna.make_call().body(request))
    }

    /// Places the call. This spends money, and is never repeated after it may have taken effect.
    ///
    /// # Errors
    ///
    /// - What was set cannot be sent ([`is_invalid_request`](Error::is_invalid_request)): nothing was.
    /// - The API refuses, or there was no answer. If
    ///   [`may_have_taken_effect`](Error::may_have_taken_effect) is `true`, somebody may be called.
    /// - The answer has no id: somebody may be called then, too.
    pub async fn send(self) -> Result<PlacedCall, Error> {
        let answer = self.operation()?.send_for_response().await?;
        let effect = "the call may have been placed";
        let find = |call: &mut QueuedCall| call.execution_id.take();
        let (id, answer) = created::id::<MakeCall<'_>>(answer, "execution_id", effect, find)?;
        Ok(PlacedCall::new(id, answer))
    }

    fn number(
        mut self,
        what: &'static str,
        number: Result<E164, InvalidNumber>,
        set: impl FnOnce(types::builder::CallRequest, E164) -> types::builder::CallRequest,
    ) -> Self {
        match number {
            Ok(number) => self.request = set(self.request, number),
            Err(error) => self.refuse(Fault::Number { what, error }),
        }
        self
    }

    fn refuse(&mut self, fault: Fault) {
        self.fault.get_or_insert_with(|| unusable::<MakeCall<'a>>(fault));
    }
}

/// What was set cannot be sent.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("the id of the agent is empty")]
    NoAgent,
    #[error("{what}: {error}")]
    Number {
        what: &'static str,
        #[source]
        error: InvalidNumber,
    },
    #[error("the variable `{name}` cannot be written as JSON: {error}")]
    Variable {
        name: String,
        #[source]
        error: serde_json::Error,
    },
    #[error("the variables cannot be written as JSON: {0}")]
    Unserializable(#[source] serde_json::Error),
    #[error("the variables are a list or a single value, where names belong: give a struct or a map")]
    Variables,
}

/// Shows nothing of the variables, and no number.
impl fmt::Debug for PlaceCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlaceCall")
            .field("at", &self.at)
            .field("fault", &self.fault)
            .finish_non_exhaustive()
    }
}
