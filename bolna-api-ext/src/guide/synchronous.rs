//! Synchronous code: call the API from code that is not async.
//!
//! There is no second, synchronous client to learn. A runtime of tokio on the current thread turns every call into a synchronous one; it
//! starts no thread.
//!
//! ```toml
//! [dependencies]
//! tokio = { version = "1", features = ["rt", "net", "time"] }
//! ```
//!
//! ```no_run
//! use bolna_api_ext::Bolna;
//! use bolna_api_ext::prelude::*;
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//!     let bolna = Bolna::from_env()?;
//!
//!     let agents = runtime.block_on(bolna.list_agents().send())?;
//!     println!("{} agents", agents.len());
//!     Ok(())
//! }
//! ```
//!
//! # Lists
//!
//! A stream becomes an iterator with [`std::iter::from_fn`]. Pages are requested when they are needed:
//!
//! ```no_run
//! # use bolna_api_ext::Bolna;
//! # use bolna_api_ext::prelude::*;
//! # use tokio::runtime::Runtime;
//! # fn run(runtime: Runtime, bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
//! let mut violations = bolna.list_violations().into_stream();
//! for violation in std::iter::from_fn(|| runtime.block_on(violations.try_next()).transpose()) {
//!     println!("{:?}", violation?.id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Rules
//!
//! - **One runtime for a client.** The connections of a client belong to the runtime that opened them: keep both together, as
//!   fields of one struct for example, for as long as the program runs.
//! - **Not inside async code.** `block_on` panics within a runtime; there, `.await` is the way.
//! - **Several threads** share a client and a `Runtime` of the kind `new_multi_thread` with one worker thread: it can be
//!   used by reference from all of them, and drives connections also between calls.
//! - **Nothing happens between calls** on a runtime of the current thread: a [prefetched](crate::pages::Items::prefetch) page, for
//!   example, arrives only while some call blocks.
