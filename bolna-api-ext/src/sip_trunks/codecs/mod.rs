//! The codecs of a trunk, by Asterisk's rules for lists of them.

mod codec;
mod list;
mod set;

pub use codec::Codec;
pub(super) use codec::format_number;
pub(super) use list::{EntryFault, entries};
pub use set::CodecSet;

/// What the API's document has for a trunk that does not say.
pub(super) const DEFAULT_ALLOW: &str = "ulaw,alaw";
