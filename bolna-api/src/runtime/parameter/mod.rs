//! How parameters go out: every style of OpenAPI (3.1.1, section 4.8.12, "Style Values"), in every place.
//!
//! | module | what it does |
//! |---|---|
//! | `value` | what a type serializes to: a primitive, an array, an object, or nothing |
//! | `style` | the styles, and the grammar of each |
//! | `expand` | a value in a style |
//! | `encode` | percent-encoding |
//! | `place` | path, query, header, cookie; servers |
//!
//! Values are read by way of `Serialize`, so that enumerations, timestamps and numbers go out as they do in a body. For generated code
//! only; it may change at any time.

mod encode;
mod expand;
mod place;
mod style;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use encode::encode_unreserved;
pub use place::{cookie, header, path, query, server};
pub use style::{Style, Way};
