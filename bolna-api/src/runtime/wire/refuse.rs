//! What a reader does not take. A message names kinds and never values: a value can be a secret.

use serde::de;

/// `expected an integer, found a string`.
pub(super) fn mismatch<E: de::Error>(expected: impl std::fmt::Display, found: &'static str) -> E {
    E::custom(format_args!("expected {expected}, found {found}"))
}

/// The methods of a [`Visitor`](de::Visitor) that refuse these kinds; `self.expected()` says what it takes.
macro_rules! refuse {
    ($($kind:ident),+ $(,)?) => { $(crate::wire::refuse::refuse!(@ $kind);)+ };
    (@ null) => {
        fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            Err(crate::wire::refuse::mismatch(self.expected(), "null"))
        }
        fn visit_none<E: serde::de::Error>(self) -> Result<Self::Value, E> {
            self.visit_unit()
        }
    };
    (@ boolean) => {
        fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Self::Value, E> {
            Err(crate::wire::refuse::mismatch(self.expected(), "a boolean"))
        }
    };
    (@ number) => {
        fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Self::Value, E> {
            Err(crate::wire::refuse::mismatch(self.expected(), "a number"))
        }
        fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Self::Value, E> {
            Err(crate::wire::refuse::mismatch(self.expected(), "a number"))
        }
        fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Self::Value, E> {
            Err(crate::wire::refuse::mismatch(self.expected(), "a number"))
        }
    };
    (@ string) => {
        fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Self::Value, E> {
            Err(crate::wire::refuse::mismatch(self.expected(), "a string"))
        }
    };
    (@ array) => {
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err(crate::wire::refuse::mismatch(self.expected(), "an array"))
        }
    };
    (@ object) => {
        fn visit_map<A: serde::de::MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err(crate::wire::refuse::mismatch(self.expected(), "an object"))
        }
    };
}
pub(super) use refuse;
