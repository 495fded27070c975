//! Where in a request body something is, and what is wrong with it there.

use std::fmt;

/// A place in a request body: `gateways[0].port`.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// The body itself.
    Root,
    /// A property of the object there.
    Property(&'a Place<'a>, &'static str),
    /// An element of the array there, counted from 0.
    Item(&'a Place<'a>, usize),
    /// A value of the map there.
    Key(&'a Place<'a>, &'a str),
}

/// As the errors of reading print a place.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |parent: &Self, name: &str, f: &mut fmt::Formatter<'_>| match parent {
            Self::Root => f.write_str(name),
            parent => write!(f, "{parent}.{name}"),
        };
        match self {
            Self::Root => Ok(()),
            Self::Property(parent, property) => name(parent, property, f),
            Self::Key(parent, key) => name(parent, key, f),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// A request does not keep to a constraint of the contract.
///
/// It names the field and the rule. It repeats numbers, and no text, which might be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    place: String,
    rule: String,
}

impl Violation {
    pub(crate) fn new(place: impl fmt::Display, rule: impl fmt::Display) -> Self {
        Self {
            place: place.to_string(),
            rule: rule.to_string(),
        }
    }

    /// The field, `gateways[0].port`; empty for the body itself.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The rule, and how it is broken: `at most 65535, and it is 70000`.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

/// `` `gateways[0].port`: at most 65535, and it is 70000 ``.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => write!(f, "the body: {}", self.rule),
            place => write!(f, "`{place}`: {}", self.rule),
        }
    }
}

impl std::error::Error for Violation {}
