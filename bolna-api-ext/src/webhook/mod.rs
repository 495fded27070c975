//! Webhooks: the executions that the platform posts whenever their status changes.
//!
//! See the [guide](crate::guide::webhooks) for a handler.

mod invalid;
mod parse;
mod senders;

pub use invalid::WebhookError;
pub use parse::parse;
pub use senders::{SENDERS, is_sender};
