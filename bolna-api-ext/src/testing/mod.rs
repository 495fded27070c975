//! Tests of programs that use this crate, without a network and without a key. Feature `testing`.
//!
//! A [`FakeBolna`] stands where the network is: the client in front of it is a real one, and so is everything that happens to
//! a request on its way: arguments are checked, layers run, answers are read, errors are those of the API.
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
//! // Each time, of what was asked:
//! fake.on::<ListSipTrunks>(|request| match request.query("is_active") {
//!     Some("true") => Ok(vec![SipTrunk::builder().name("Main line").try_into().unwrap()]),
//!     _ => Err(Reply::status(422).json(serde_json::json!({"detail": "only active ones here"}))),
//! });
//! // One after the other:
//! fake.once_reply::<GetExecution>(Reply::reset());
//! fake.once::<GetExecution>(Execution::builder().status(ExecutionStatus::Completed));
//!
//! let bolna = fake.client();
//! assert_eq!(bolna.list_sip_trunks().is_active(true).send().await?.len(), 1);
//! assert!(bolna.list_sip_trunks().send().await.unwrap_err().is_invalid());
//! assert_eq!(fake.asked(), ["GET /sip-trunks/trunks?is_active=true", "GET /sip-trunks/trunks"]);
//! # let _ = bolna.get_execution().execution_id("1").send().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Time
//!
//! Nothing sleeps. An answer that comes [later](Reply::after) than the time limit of the request is a time-out, any other
//! comes at once; [`FakeBolna::elapsed`] is what the caller would have waited. [`FakeBolna::sleep_with`] lets a clock of the
//! test's own pass, for example that of tokio, paused.
//!
//! # What is not set up
//!
//! A request of an operation that nothing is set up for is an error that says so, and what is. Nothing is ever sent.

mod fake;
mod layer;
mod reply;
mod request;

pub use fake::FakeBolna;
pub use reply::Reply;
pub use request::FakeRequest;
