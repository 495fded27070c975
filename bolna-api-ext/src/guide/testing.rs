//! Testing: test a program without a network and without a key.
//!
//! Turn on the feature `testing` for tests alone:
//!
//! ```toml
//! [dependencies]
//! bolna-api-ext = "0.1"
//!
//! [dev-dependencies]
//! bolna-api-ext = { version = "0.1", features = ["testing"] }
//! ```
//!
//! Let the code take a [`Bolna`](crate::Bolna), and give it the client of a [`FakeBolna`](crate::testing::FakeBolna):
//!
//! ```
//! use bolna_api_ext::bolna_api::builder::{MakeCall, GetAgent};
//! use bolna_api_ext::testing::{FakeBolna, Reply};
//! use bolna_api_ext::types::{Agent, CallRequest, QueuedCall};
//! use bolna_api_ext::{Bolna, Error};
//!
//! /// The code under test.
//! async fn greet(bolna: &Bolna, agent: &str, number: &str) -> Result<Option<String>, Error> {
//!     bolna.get_agent().agent_id(agent).send().await?;
//!     let call = CallRequest::builder().agent_id(agent).recipient_phone_number(number);
//!     Ok(bolna.make_call().body(call).send().await?.execution_id)
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let fake = FakeBolna::new();
//! fake.always::<GetAgent>(Agent::builder().id("7"));
//! fake.once::<MakeCall>(QueuedCall::builder().execution_id("42"));
//!
//! let id = greet(&fake.client(), "7", "+14155550187").await?;
//! assert_eq!(id.as_deref(), Some("42"));
//! assert_eq!(fake.request_lines(), ["GET /v2/agent/7", "POST /call"]);
//! let calls = fake.requests_of::<MakeCall>();
//! assert_eq!(calls[0].json()["recipient_phone_number"], "+14155550187");
//! # Ok(())
//! # }
//! ```
//!
//! # Failures
//!
//! A program that spends money has to behave when the API does not. A connection that breaks after a call was requested leaves
//! open whether somebody is called:
//!
//! ```
//! use std::time::Duration;
//! use bolna_api_ext::bolna_api::builder::MakeCall;
//! use bolna_api_ext::{Bolna, RetryPolicy};
//! use bolna_api_ext::testing::{FakeBolna, Reply};
//! use bolna_api_ext::types::CallRequest;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), bolna_api_ext::ConfigError> {
//! let fake = FakeBolna::new();
//! let slow = Reply::status(200).json(serde_json::json!({"execution_id": "42"})).after(Duration::from_secs(90));
//! fake.once_reply::<MakeCall>(Reply::reset());
//! fake.once_reply::<MakeCall>(slow);
//! fake.once_reply::<MakeCall>(Reply::refused());
//!
//! let settings = Bolna::builder().timeout(Duration::from_secs(30)).retry(RetryPolicy::none());
//! let bolna = fake.client_with(settings)?;
//! let call = CallRequest::builder().agent_id("7").recipient_phone_number("+14155550187");
//! for is_unclear in [true, true, false] {
//!     let error = bolna.make_call().body(call.clone()).send().await.unwrap_err();
//!     assert_eq!(error.may_have_taken_effect(), is_unclear, "{error}");
//! }
//! // Nobody waited for it.
//! assert_eq!(fake.elapsed(), Duration::from_secs(30));
//! # Ok(())
//! # }
//! ```
//!
//! # Pages
//!
//! A list is answered by what was requested:
//!
//! ```
//! use bolna_api_ext::bolna_api::builder::ListViolations;
//! use bolna_api_ext::prelude::*;
//! use bolna_api_ext::testing::FakeBolna;
//! use bolna_api_ext::types::{Violation, ViolationPage};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), bolna_api_ext::Error> {
//! let fake = FakeBolna::new();
//! fake.on::<ListViolations>(|request| {
//!     let number = request.query("page_number").unwrap_or("1");
//!     let page = ViolationPage::builder().data([Violation::builder().id(number)]).has_more(number != "3");
//!     Ok(page.build()?)
//! });
//! assert_eq!(fake.client().list_violations().all().await?.len(), 3);
//! # Ok(())
//! # }
//! ```
//!
//! # Time
//!
//! A program that sleeps between requests is tested on the paused clock of tokio, which passes when nothing else is to be
//! done (its feature `test-util`, and `#[tokio::test(start_paused = true)]`). With [`sleep_with`](crate::testing::FakeBolna::sleep_with),
//! delays of answers are on the same clock:
//!
//! ```
//! use std::time::Duration;
//! use bolna_api_ext::bolna_api::builder::ListAgents;
//! use bolna_api_ext::testing::{FakeBolna, Reply};
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), bolna_api_ext::Error> {
//! let fake = FakeBolna::new();
//! fake.sleep_with(|duration| Box::pin(tokio::time::sleep(duration)));
//! fake.always_reply::<ListAgents>(Reply::status(200).json([(); 0]).after(Duration::from_secs(20)));
//!
//! let start = tokio::time::Instant::now();
//! fake.client().list_agents().send().await?;
//! assert_eq!(start.elapsed(), Duration::from_secs(20));
//! # Ok(())
//! # }
//! ```
//!
//! The example `campaign` is a whole service that is tested like this.
