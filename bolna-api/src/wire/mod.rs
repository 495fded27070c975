//! How values cross the wire: what generated code calls to read tolerantly and to write truthfully.
//!
//! | module | what it does |
//! |---|---|
//! | `tolerant` | reading: the trait, and what null is |
//! | `scalar`, `time`, `collection` | reading of texts and numbers, of timestamps, of arrays and maps |
//! | `object` | reading of structs: an object and nothing else, with an error that shows no value |
//! | `open_enum` | enumerations, and values that they do not list |
//! | `nullable` | absent, null and a value are three things |
//! | `union` | `oneOf` and `anyOf`: the branch that understands most |
//! | `write` | timestamps as servers take them |
//! | `check`, `rules`, `place` | the constraints of request bodies |
//! | `set` | the setters of builders |
//! | `segment` | values of path parameters |
//! | `secret` | what `Debug` shows of a secret |
//!
//! Only the types are for users of the crate; the functions are for generated code and may change at any time.

mod bend;
mod check;
mod collection;
#[cfg(test)]
mod departures;
#[cfg(test)]
pub(crate) mod example;
mod nullable;
mod object;
mod open_enum;
mod pattern;
mod place;
mod refuse;
mod rules;
mod scalar;
mod secret;
mod segment;
mod set;
mod time;
mod tolerant;
mod union;
mod write;

pub use check::{Check, Present, at, nested, required};
pub use nullable::Nullable;
pub use object::object;
#[cfg(feature = "schemars")]
pub use open_enum::string_schema;
pub use open_enum::{UnknownValue, UnlistedValue, closed_enum, open_enum};
pub use pattern::pattern;
pub use place::{Place, Violation};
pub use rules::{every, items, length, multiple_of, multiple_of_f64, properties, range, unique};
pub use secret::Redacted;
pub use segment::segment;
pub use set::{set, set_some};
#[allow(unused_imports, reason = "a document may have no schema")]
pub(crate) use tolerant::tolerant;
pub use tolerant::{Tolerant, read, read_or_default};
pub use union::{Branch, branch, union};
pub use write::{Written, write, written};
