//! Guides: how to do what takes more than one call.

pub mod webhooks;
