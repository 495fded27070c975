//! Paging: read lists to their end.
//!
//! Every operation that lists has the methods of [`ListExt`](crate::pages::ListExt), paged or not. The calls of yesterday, with
//! their costs:
//!
//! ```no_run
//! use bolna_api_ext::Bolna;
//! use bolna_api_ext::bolna_api::chrono::{TimeDelta, Utc};
//! use bolna_api_ext::prelude::*;
//!
//! # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
//! let today = Utc::now();
//! let list = bolna.list_agent_executions().agent_id("123").from(today - TimeDelta::days(1)).to(today);
//! let mut executions = list.page_size(50).into_stream();
//! while let Some(execution) = executions.try_next().await? {
//!     println!("{:?}: {:?} cents", execution.id, execution.total_cost);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`into_stream`](crate::pages::ListExt::into_stream) keeps one page in memory and requests the next one when it is needed.
//! Whoever stops early requests nothing more. The stream is also a `futures_core::Stream`, so that `futures-util` or `tokio-stream`
//! can transform it:
//!
//! ```no_run
//! use bolna_api_ext::Bolna;
//! use bolna_api_ext::prelude::*;
//! use futures_util::TryStreamExt;
//!
//! # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
//! let violations = bolna.list_violations().into_stream();
//! // Ten at a time, each as soon as its page is there.
//! violations
//!     .try_for_each_concurrent(10, async |violation| {
//!         println!("{:?}", violation.id);
//!         Ok(())
//!     })
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # A `Vec`
//!
//! [`all`](crate::pages::ListExt::all) collects a list, [`at_most`](crate::pages::ListExt::at_most) its first items.
//!
//! ```no_run
//! # use bolna_api_ext::Bolna;
//! # use bolna_api_ext::prelude::*;
//! # async fn run(bolna: Bolna) -> Result<(), bolna_api_ext::Error> {
//! let trunks = bolna.list_sip_trunks().is_active(true).all().await?;
//! let newest = bolna.list_violations().at_most(10).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Pages
//!
//! [`pages`](crate::pages::ListExt::pages) has the total and the number of each page, for example for a progress bar, and goes on
//! where a former run stopped:
//!
//! ```no_run
//! # use bolna_api_ext::Bolna;
//! # use bolna_api_ext::prelude::*;
//! # async fn run(bolna: Bolna, stopped_at: i64) -> Result<(), bolna_api_ext::Error> {
//! let mut pages = bolna.list_violations().page_number(stopped_at).pages();
//! while let Some(page) = pages.try_next().await? {
//!     println!("page {:?}: {} of {:?}", page.number, page.items.len(), page.total);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! An error ends the stream and names the page; [`Error::page`](crate::Error::page) is its number, from which a program can go on.
//! What happens with servers that repeat pages is in [`pages`](crate::pages#behaviour).
