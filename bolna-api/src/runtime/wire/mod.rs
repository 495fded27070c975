//! How values cross the wire: what generated code calls to read tolerantly and to write truthfully.
//!
//! | module | what it does |
//! |---|---|
//! | `tolerant` | reading: the trait, and what null is |
//! | `scalar`, `time`, `collection` | reading of strings and numbers, of timestamps, of arrays and maps |
//! | `object`, `property` | structs: read and written property by property |
//! | `extra`, `holes` | the properties of an object that are not documented, and nulls that its fields cannot hold |
//! | `open_enum` | enumerations, and values that they do not list |
//! | `nullable` | absent, null and a value are three things |
//! | `union` | `oneOf` and `anyOf`: the branch that understands most |
//! | `write` | values as servers take them |
//! | `check`, `rules`, `place` | the constraints of request bodies |
//! | `into_property`, `property_values`, `set` | what the setters of builders take, and how they set it |
//! | `invalid_value` | what is wrong with a value that a setter was given |
//! | `e164` | phone numbers in request bodies |
//! | `carry` | from what is read of a thing to what is written of it |
//! | `segment` | values of path parameters |
//! | `secret` | what `Debug` shows of a secret |
//!
//! Only the types are for users of the crate; the functions are for generated code and may change at any time.

mod carry;
mod check;
mod coercion;
mod collection;
mod e164;
mod extra;
mod holes;
mod into_property;
mod invalid_value;
mod nullable;
mod object;
mod open_enum;
mod pattern;
mod place;
mod property;
mod property_values;
mod refuse;
mod rules;
mod scalar;
mod secret;
mod segment;
mod set;
#[cfg(test)]
pub(crate) mod tests;
mod time;
mod tolerant;
mod union;
mod write;

pub use carry::{carry, follow, follow_blanks, follow_whole};
pub use check::{Check, Present, at, nested, required, required_if_built};
pub use e164::e164;
pub use extra::{Blank, Extra, Rest};
pub use holes::{Found, Holes};
pub use into_property::unlisted;
pub use into_property::{Builder, Converted, Empty, IntoNullable, IntoProperty, kind};
#[allow(unused_imports, reason = "a document may have no schema")]
pub(crate) use into_property::{built_property, into_property, listed_property};
pub use invalid_value::InvalidValue;
pub use nullable::Nullable;
pub(crate) use object::is_refusal;
pub use object::{Familiarity, Object, read_object, write_object};
#[cfg(feature = "schemars")]
pub use open_enum::string_schema;
pub use open_enum::{UnknownValue, UnlistedValue, closed_enum, open_enum};
pub use pattern::pattern;
pub use place::{Place, Violation};
pub use property::{Absence, Left, Properties, Property, read_plain, read_property, write_plain, write_property};
pub use rules::{every, items, length, multiple_of, multiple_of_f64, properties, range, unique};
pub use secret::{Redacted, Shown, redacted};
pub use segment::segment;
pub use set::{
    FreeForm, FromJson, set, set_boxed, set_converted, set_converted_present, set_extra, set_json, set_nullable,
    set_nullable_boxed, set_present,
};
#[allow(unused_imports, reason = "a document may have no schema")]
pub(crate) use tolerant::tolerant;
pub use tolerant::{Tolerant, read, read_or_default};
pub use union::{Branch, branch, union};
pub use write::{Written, write, written};
