//! Reading lists to their end: as a stream of items, as a stream of pages, or as a `Vec`.
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
//! # What it does
//!
//! - **It asks for a page when one is needed**, and for nothing when the stream is dropped. [`ahead`](Pages::ahead) asks for the
//!   next page while one is used. A future of [`try_next`](Items::try_next) can be dropped: nothing is lost.
//! - **What is set on the operation is sent**: the filters, the size of a page, and the page to begin with, which is the first
//!   one where none is set.
//! - **`has_more` says whether another page follows.** Where an answer does not have it, its `total` says so, and where it has
//!   neither, the next page is asked for as long as a page is full.
//! - **An error ends it**, once, and names the page: `list_agent_executions: page 3: 500 Internal Server Error: …`. What was read
//!   before it was given before it. Layers that repeat requests have done so by then.
//! - **It ends with every server.** A page that was there already is left out: on a list that grows at its front, the next
//!   page can be one that was read. Two in a row are an error, and so is an answer that says to be a page that was read;
//!   both would go on for ever.

mod course;
mod fingerprint;
mod items;
mod list_ext;
mod stream;

pub use bolna_api::list::{List, Page, Paging, Position};

pub use items::Items;
pub use list_ext::ListExt;
pub use stream::Pages;
