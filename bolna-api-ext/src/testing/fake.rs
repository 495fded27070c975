//! The fake and its set-up.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bolna_api::transport::BoxFuture;
use bolna_api::{IntoProperty, Operation, OperationInfo};
use serde::Serialize;

use super::clock::FakeTime;
use super::reply::Reply;
use super::request::FakeRequest;
use crate::{Bolna, BolnaBuilder, ConfigError, RetryPolicy};

/// The default base URL. The top-level domain `test` is reserved (RFC 2606, section 2).
const BASE_URL: &str = "https://bolna.test";

/// The default API key.
const API_KEY: &str = "test-key";

/// A fake of the API that takes the place of the network. See [`testing`](super).
///
/// Clones share their state. It is a [`Layer`](bolna_api::transport::Layer), the innermost one of the clients that it makes.
#[derive(Clone, Default)]
pub struct FakeBolna(Arc<Mutex<State>>);

#[derive(Default)]
pub(super) struct State {
    /// By the id of the operation.
    plans: BTreeMap<String, Plan>,
    requests: Vec<FakeRequest>,
    elapsed: Duration,
    sleep: Option<Sleep>,
}

pub(super) type Sleep = Arc<dyn Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync>;

type Answer = Arc<dyn Fn(&FakeRequest) -> Reply + Send + Sync>;

/// The answers to an operation.
#[derive(Default)]
struct Plan {
    next: VecDeque<Reply>,
    always: Option<Answer>,
}

impl FakeBolna {
    /// Creates a fake without answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers every request of the operation with the result of a function.
    ///
    /// ```
    /// use bolna_api_ext::bolna_api::builder::GetAgent;
    /// use bolna_api_ext::testing::{FakeBolna, Reply};
    /// use bolna_api_ext::types::Agent;
    ///
    /// let fake = FakeBolna::new();
    /// fake.on::<GetAgent>(|request| match request.path_parameter("agent_id") {
    ///     Some("1") => Ok(Agent::default()),
    ///     _ => Err(Reply::status(404)),
    /// });
    /// ```
    pub fn on<O: Operation<Response: Serialize>>(
        &self,
        answer: impl Fn(&FakeRequest) -> Result<O::Response, Reply> + Send + Sync + 'static,
    ) -> &Self {
        self.on_id(O::INFO.id(), move |request| match answer(request) {
            Ok(result) => Reply::status(200).json(result),
            Err(reply) => reply,
        })
    }

    /// Answers every request of the operation with a value, or with the value of a builder.
    ///
    /// ```
    /// use bolna_api_ext::bolna_api::Empty;
    /// use bolna_api_ext::bolna_api::builder::{GetUser, ListAgents};
    /// use bolna_api_ext::testing::FakeBolna;
    /// use bolna_api_ext::types::User;
    ///
    /// let fake = FakeBolna::new();
    /// fake.always::<ListAgents>(Empty).always::<GetUser>(User::builder().email("ana@example.com"));
    /// ```
    pub fn always<O: Operation<Response: Serialize>>(&self, result: impl IntoProperty<O::Response>) -> &Self {
        self.always_reply::<O>(success(result))
    }

    /// Answers every request of the operation with a response or a fault.
    ///
    /// ```
    /// use bolna_api_ext::bolna_api::builder::MakeCall;
    /// use bolna_api_ext::testing::{FakeBolna, Reply};
    ///
    /// let fake = FakeBolna::new();
    /// fake.always_reply::<MakeCall>(Reply::status(402));
    /// ```
    pub fn always_reply<O: Operation>(&self, reply: Reply) -> &Self {
        self.on_id(O::INFO.id(), move |_| reply.clone())
    }

    /// Appends a value to the sequence of answers to the operation, each for one request. The answer for
    /// [every](Self::on) request follows after the sequence.
    ///
    /// ```
    /// use bolna_api_ext::bolna_api::builder::GetExecution;
    /// use bolna_api_ext::testing::{FakeBolna, Reply};
    /// use bolna_api_ext::types::{Execution, ExecutionStatus};
    ///
    /// let fake = FakeBolna::new();
    /// fake.once_reply::<GetExecution>(Reply::status(503));
    /// for status in [ExecutionStatus::Queued, ExecutionStatus::InProgress, ExecutionStatus::Completed] {
    ///     fake.once::<GetExecution>(Execution::builder().status(status));
    /// }
    /// ```
    pub fn once<O: Operation<Response: Serialize>>(&self, result: impl IntoProperty<O::Response>) -> &Self {
        self.once_reply::<O>(success(result))
    }

    /// Appends a response or a fault to the sequence of answers to the operation.
    pub fn once_reply<O: Operation>(&self, reply: Reply) -> &Self {
        self.state().plan(O::INFO.id()).next.push_back(reply);
        self
    }

    /// Answers every request of the operation with this id. For operations whose value is a stream of bytes, and for
    /// [`Client::execute`](bolna_api::Client::execute), where the id is method and path.
    ///
    /// ```
    /// use bolna_api_ext::testing::{FakeBolna, Reply};
    ///
    /// let fake = FakeBolna::new();
    /// fake.on_id("GET /trunk/trunks", |_| Reply::status(200).json(["a", "b"]));
    /// ```
    pub fn on_id(&self, id: &str, answer: impl Fn(&FakeRequest) -> Reply + Send + Sync + 'static) -> &Self {
        self.state().plan(id).always = Some(Arc::new(answer));
        self
    }

    /// Sleeps with this function for the delay of an answer, for example on the paused clock of tokio:
    ///
    /// ```
    /// use bolna_api_ext::testing::FakeBolna;
    ///
    /// let fake = FakeBolna::new();
    /// fake.sleep_with(|duration| Box::pin(tokio::time::sleep(duration)));
    /// ```
    pub fn sleep_with(&self, sleep: impl Fn(Duration) -> BoxFuture<'static, ()> + Send + Sync + 'static) -> &Self {
        self.state().sleep = Some(Arc::new(sleep));
        self
    }

    /// Makes a client of this fake, with the default settings but for one: it sends each request once, so that each answer
    /// is what the caller gets. [`client_with`](Self::client_with) keeps retries on.
    ///
    /// # Panics
    ///
    /// The client cannot be made; [`client_with`](Self::client_with) returns an error instead.
    #[must_use]
    #[track_caller]
    #[expect(clippy::panic, reason = "a test cannot go on")]
    pub fn client(&self) -> Bolna {
        match self.client_with(Bolna::builder().retry(RetryPolicy::none())) {
            Ok(bolna) => bolna,
            Err(error) => panic!("no client can be made: {error}"),
        }
    }

    /// Makes a client of this fake, with these settings and layers. A key is not needed.
    ///
    /// ```
    /// use std::time::Duration;
    /// use bolna_api_ext::Bolna;
    /// use bolna_api_ext::testing::FakeBolna;
    ///
    /// # fn main() -> Result<(), bolna_api_ext::ConfigError> {
    /// let fake = FakeBolna::new();
    /// let bolna = fake.client_with(Bolna::builder().timeout(Duration::from_secs(5)))?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`BolnaBuilder::build`].
    pub fn client_with(&self, mut builder: BolnaBuilder) -> Result<Bolna, ConfigError> {
        builder.base_url.get_or_insert_with(|| BASE_URL.to_owned());
        if builder.api_key.is_none() {
            builder = builder.api_key(API_KEY);
        }
        if builder.requests.clock.is_none() {
            builder = builder.clock(FakeTime::new(self.clone()));
        }
        builder.inner_layer(self.clone()).build()
    }

    /// The requests so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<FakeRequest> {
        self.state().requests.clone()
    }

    /// The requests of one operation so far, in order.
    ///
    /// ```
    /// # use bolna_api_ext::testing::FakeBolna;
    /// use bolna_api_ext::bolna_api::builder::MakeCall;
    ///
    /// # let fake = FakeBolna::new();
    /// assert!(fake.requests_of::<MakeCall>().is_empty());
    /// ```
    #[must_use]
    pub fn requests_of<O: Operation>(&self) -> Vec<FakeRequest> {
        let mut requests = self.requests();
        requests.retain(|request| request.operation().id() == O::INFO.id());
        requests
    }

    /// The requests so far, one line each: `GET /executions/1?page_size=50`.
    #[must_use]
    pub fn request_lines(&self) -> Vec<String> {
        self.state().requests.iter().map(ToString::to_string).collect()
    }

    /// The number of answers by [`once`](Self::once) and [`once_reply`](Self::once_reply) that are left.
    #[must_use]
    pub fn unused(&self) -> usize {
        self.state().plans.values().map(|plan| plan.next.len()).sum()
    }

    /// How much time has passed on the clock of the clients: delays of answers, and what clients waited.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    /// A test that panicked elsewhere may still look.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request, and returns the answer to it, or why there is none.
    pub(super) fn receive(&self, request: FakeRequest) -> Result<Reply, String> {
        let answer = self.state().receive(&request);
        // Outside the lock: it may use the fake.
        Ok(match answer? {
            Planned::Reply(reply) => reply,
            Planned::Answer(answer) => answer(&request),
        })
    }

    /// Lets time pass.
    pub(super) async fn pass(&self, duration: Duration) {
        let sleep = {
            let mut state = self.state();
            state.elapsed = state.elapsed.saturating_add(duration);
            state.sleep.clone()
        };
        if let Some(sleep) = sleep {
            sleep(duration).await;
        }
    }
}

fn success<R: Serialize>(result: impl IntoProperty<R>) -> Reply {
    match result.into_property() {
        Ok(result) => Reply::status(200).json(result),
        Err(error) => Reply::invalid(error),
    }
}

enum Planned {
    Reply(Reply),
    Answer(Answer),
}

impl State {
    fn plan(&mut self, id: &str) -> &mut Plan {
        self.plans.entry(id.to_owned()).or_default()
    }

    fn receive(&mut self, request: &FakeRequest) -> Result<Planned, String> {
        self.requests.push(request.clone());
        let info = request.operation();
        let plan = self.plans.get_mut(info.id());
        let planned = plan.and_then(|plan| match plan.next.pop_front() {
            Some(reply) => Some(Planned::Reply(reply)),
            None => plan.always.clone().map(Planned::Answer),
        });
        planned.ok_or_else(|| self.missing(info))
    }

    fn missing(&self, info: &OperationInfo) -> String {
        let ids: Vec<_> = self.plans.keys().map(String::as_str).collect();
        match (ids.contains(&info.id()), ids.is_empty()) {
            (true, _) => "the fake has given all answers that it has to this operation".to_owned(),
            (false, true) => "the fake has no answer to any operation".to_owned(),
            (false, false) => format!("the fake has no answer to this operation, only to {}", ids.join(", ")),
        }
    }
}

/// Shows the requests, without keys and bodies.
impl fmt::Debug for FakeBolna {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeBolna")
            .field("requests", &self.request_lines())
            .finish_non_exhaustive()
    }
}
