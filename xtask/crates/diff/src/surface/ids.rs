//! The ids of changes of the surface that follow from no finding.

use crate::ids::Id;

/// All of them.
pub const IDS: &[Id] = &[
    Id {
        id: "rust.item.added",
        title: "the generated crate has one public item more",
        explanation: "A type, a field, a variant, a method or an implemented trait is new in the generated crate. It breaks dependents \
                      only where they name everything: the fields of a struct, or the variants of an enum, that is not \
                      `#[non_exhaustive]`.",
        example: "pub fn list_sip_trunks(&self) -> builder::ListSipTrunks<'_>      # a new operation",
    },
    Id {
        id: "rust.item.removed",
        title: "the generated crate has one public item less",
        explanation: "A type, a field, a variant, a method or an implemented trait of the generated crate is gone. Code that names it does \
                      not compile any more.",
        example: "pub struct SipTrunkGateway      # a component that no operation reaches any more",
    },
    Id {
        id: "rust.item.changed",
        title: "a public item of the generated crate is declared in another way",
        explanation: "It has another name, another type, another signature or other attributes. An item that has another name and is the \
                      same otherwise is one change, however many others mention it.",
        example: "pub port: Option<i64>\npub port: i64      # the property is required now",
    },
];
