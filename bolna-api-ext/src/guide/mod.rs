//! Guides: how to do what most programs need, with code that compiles.
//!
//! - [Paging](paging): read lists to their end.
//! - [Round trips](round_trips): read an agent, change one setting, write it back.
//! - [Many tenants](tenants): one program, many accounts.
//! - [Webhooks](webhooks): take what the platform posts.
//! - [Synchronous code](synchronous): call the API from code that is not async.
#![cfg_attr(
    feature = "testing",
    doc = "- [Testing](testing): test a program without a network and without a key."
)]

pub mod paging;
pub mod round_trips;
pub mod synchronous;
pub mod tenants;
#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub mod testing;
pub mod webhooks;
