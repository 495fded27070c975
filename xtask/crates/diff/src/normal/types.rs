//! The types of JSON Schema as a set.

use std::ops::{BitAnd, BitOr};

use serde_json::{Value, json};

use super::values;

/// A set of types. `number` is two of them: integers, and numbers with a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Types(u8);

impl Types {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    pub(crate) const INTEGER: Self = Self(4);
    pub(crate) const FRACTION: Self = Self(8);
    pub(crate) const NUMBER: Self = Self(12);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const ALL: Self = Self(127);
    /// Nullness is decided apart from the rest.
    pub(crate) const NOT_NULL: Self = Self(126);

    /// What the keyword `type` says. `None` when it is none that JSON Schema knows.
    pub(crate) fn parse(value: &Value) -> Option<Self> {
        match value {
            Value::String(name) => Self::named(name),
            Value::Array(names) => names
                .iter()
                .try_fold(Self::NONE, |types, name| Some(types | Self::named(name.as_str()?)?)),
            _ => None,
        }
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The type of a value.
    pub(crate) fn from_value(value: &Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if values::is_integral(number) => Self::INTEGER,
            Value::Number(_) => Self::FRACTION,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    /// Whether there is a type in both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self & other != Self::NONE
    }

    /// Whether each type of `other` is in it.
    pub(crate) fn has(self, other: Self) -> bool {
        self & other == other
    }

    pub(crate) fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// Those that are not in `other`.
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// A value of one of the types.
    pub(crate) fn sample(self) -> Option<Value> {
        let samples = [
            (Self::STRING, json!("text")),
            (Self::INTEGER, json!(1)),
            (Self::FRACTION, json!(0.5)),
            (Self::BOOLEAN, json!(true)),
            (Self::OBJECT, json!({})),
            (Self::ARRAY, json!([])),
            (Self::NULL, Value::Null),
        ];
        let found = samples.into_iter().find(|(of, _)| self.has(*of));
        found.map(|(_, value)| value)
    }

    /// The names, for a person.
    pub(crate) fn names(self) -> String {
        let number = match (self.has(Self::INTEGER), self.has(Self::FRACTION)) {
            (true, false) => (Self::INTEGER, "integer"),
            (false, true) => (Self::FRACTION, "number with a fraction"),
            _ => (Self::NUMBER, "number"),
        };
        let all = [
            number,
            (Self::STRING, "string"),
            (Self::BOOLEAN, "boolean"),
            (Self::OBJECT, "object"),
            (Self::ARRAY, "array"),
            (Self::NULL, "null"),
        ];
        let names: Vec<&str> = all
            .into_iter()
            .filter(|(of, _)| self.has(*of))
            .map(|(_, name)| name)
            .collect();
        match names.as_slice() {
            [] => "nothing".to_owned(),
            _ if self.has(Self::NOT_NULL) => "any type".to_owned(),
            names => names.join(" or "),
        }
    }
}

impl BitOr for Types {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for Types {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
