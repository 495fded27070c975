//! A fake of the API, for tests of programs without a network and without a key. Feature `testing`.
//!
//! A [`FakeBolna`] takes the place of the network. The client is a real one: arguments are validated, layers run, responses are
//! deserialized, and errors are the same as with the API.
//!
//! ```
//! use bolna_api_ext::bolna_api::builder::{GetExecution, ListSipTrunks};
//! use bolna_api_ext::prelude::*;
//! use bolna_api_ext::testing::{FakeBolna, Reply};
//! use bolna_api_ext::types::{Execution, ExecutionStatus, SipTrunk};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let fake = FakeBolna::new();
//! // For every request:
//! fake.on::<ListSipTrunks>(|request| match request.query("is_active") {
//!     Some("true") => Ok(vec![SipTrunk::builder().name("Main line").build()?]),
//!     _ => Err(Reply::status(422).json(serde_json::json!({"detail": "only active ones here"}))),
//! });
//! // In sequence:
//! fake.once_reply::<GetExecution>(Reply::reset());
//! fake.once::<GetExecution>(Execution::builder().status(ExecutionStatus::Completed));
//!
//! let bolna = fake.client();
//! assert_eq!(bolna.list_sip_trunks().is_active(true).send().await?.len(), 1);
//! assert!(bolna.list_sip_trunks().send().await.unwrap_err().is_invalid());
//! assert_eq!(fake.request_lines(), ["GET /sip-trunks/trunks?is_active=true", "GET /sip-trunks/trunks"]);
//! # let _ = bolna.get_execution().execution_id("1").send().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Time
//!
//! Nothing sleeps. The clients of a fake have a clock of its own, which stands still but for what a client waits (between two attempts, for a
//! terminal status, for a rate limit) and for the [delay](Reply::after) of an answer: that much passes at once, and
//! [`FakeBolna::elapsed`] sums it up. An answer whose delay exceeds the time limit of the request becomes a time-out.
//! [`FakeBolna::sleep_with`] sleeps on a clock of the test's own besides, for example on the paused one of tokio; a client with a
//! [`clock`](crate::BolnaBuilder::clock) of its own waits by that.
//!
//! # Operations without an answer
//!
//! A request without an answer fails, of the kind [`Refused`](crate::ErrorKind::Refused), with the operations that have one.
//! Nothing is ever sent.

mod clock;
mod fake;
mod layer;
mod reply;
mod request;

pub use fake::FakeBolna;
pub use reply::Reply;
pub use request::FakeRequest;
