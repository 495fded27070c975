//! What is wrong with a value that a setter was given.

use std::fmt;

/// A value that is none of the type of its property: where it is, and what is wrong with it. It does not repeat the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    place: String,
    reason: String,
}

impl InvalidValue {
    /// Says what is wrong with a value, which must not be repeated: it may be a secret.
    #[must_use]
    pub fn new(reason: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            reason: reason.into(),
        }
    }

    /// The same in the property `name` of an object.
    pub(crate) fn in_property(self, name: &str) -> Self {
        let place = match self.place.as_str() {
            "" => name.to_owned(),
            place if place.starts_with('[') => format!("{name}{place}"),
            place => format!("{name}.{place}"),
        };
        Self { place, ..self }
    }

    /// The same in an element of an array.
    pub(crate) fn in_item(self, index: usize) -> Self {
        let place = match self.place.as_str() {
            "" => format!("[{index}]"),
            place if place.starts_with('[') => format!("[{index}]{place}"),
            place => format!("[{index}].{place}"),
        };
        Self { place, ..self }
    }

    /// The place of the value, `gateways[0].port`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong with it.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// `` `gateways[0].port`: out of range ``.
impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => f.write_str(&self.reason),
            place => write!(f, "`{place}`: {}", self.reason),
        }
    }
}

impl std::error::Error for InvalidValue {}

#[cfg(test)]
mod tests;
