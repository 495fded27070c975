//! Guides: how to do what most programs need, with code that compiles.
//!
//! - [Observing](observing): see what is sent, and what became of it.
//! - [Paging](paging): read lists to their end.
//! - [Retrying](retrying): what is sent again, and what is not.
//! - [Round trips](round_trips): read an agent, change one setting, write it back.
//! - [SIP trunks](sip_trunks): where calls go, what is wrong, what changed.
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

#[doc = include_str!("observing.md")]
pub mod observing {}

#[doc = include_str!("retrying.md")]
pub mod retrying {}

#[doc = include_str!("sip_trunks.md")]
pub mod sip_trunks {}
