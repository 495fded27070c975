//! Pagination: streams of the items and of the pages of every list.
//!
//! Every operation that lists is a [`List`], whether the contract pages it or not, and has the methods of [`ListExt`]:
//!
//! ```no_run
//! use bolna_api_ext::Bolna;
//! use bolna_api_ext::prelude::*;
//! # use bolna_api_ext::bolna_api::chrono::{DateTime, Utc};
//!
//! # async fn run(bolna: Bolna, yesterday: DateTime<Utc>, today: DateTime<Utc>) -> Result<(), bolna_api_ext::Error> {
//! let mut executions = bolna.list_agent_executions().agent_id("123").from(yesterday).to(today).page_size(50).into_stream();
//! while let Some(execution) = executions.try_next().await? {
//!     println!("{:?} {:?}", execution.id, execution.total_cost);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Behaviour
//!
//! - **A page is requested when it is needed.** Nothing is requested ahead, unless by [`prefetch`](Pages::prefetch), and nothing
//!   more after the stream is dropped. [`try_next`](Items::try_next) is cancel-safe.
//! - **The first request is sent as it is set**, with its filters, `page_size` and `page_number`; the following ones differ
//!   in the page alone.
//! - **`has_more` decides whether another page follows.** If a response lacks it, `total` decides; if it lacks both, the next
//!   page is requested as long as pages are full.
//! - **An error ends the stream**, once, and names the page: `list_agent_executions: page 3: 500 Internal Server Error: …`. The
//!   items before it have been returned, and layers have retried it if they do.
//! - **No item comes twice.** If new items arrive at the front of a list while it is read, the last ones of a page are the first ones of the next: an
//!   item whose `id` was on an earlier page is left out. Items without an `id` are returned as they come. What is deleted meanwhile moves
//!   items the other way, and one may be missed: a span of time that has passed, as `from` and `to`, does not move.
//! - **A list that is announced is there.** A first page without items whose `total` says that there are some is an error.
//! - **A stream ends with every server.** A page that repeats an earlier one is skipped: if new items arrive at the front of a
//!   list while it is read, the next page may be one that was returned already. Two such pages in a row are an error of the kind
//!   [`Decode`](crate::ErrorKind::Decode), and so is a page number or an offset in the response that does not advance.

mod cursor;
mod fingerprint;
mod items;
mod list_ext;
mod stream;

pub use bolna_api::list::{List, Page, Paging, Position};

pub use items::Items;
pub use list_ext::ListExt;
pub use stream::Pages;
