//! Changes of the surface of the generated crate that follow from no finding.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static ITEM_ADDED: Rule = Rule {
        id: "rust.item.added",
        title: "the generated crate has one public item more",
        explanation: "A type, a field, a variant, a method or an implemented trait is new in the generated crate. It breaks \
                      dependents only where they name everything: the fields of a struct, or the variants of an enum, that is \
                      not `#[non_exhaustive]`.",
        example: "pub fn list_sip_trunks(&self) -> builder::ListSipTrunks<'_>      # a new operation",
    };

    pub(crate) static ITEM_REMOVED: Rule = Rule {
        id: "rust.item.removed",
        title: "the generated crate has one public item less",
        explanation: "A type, a field, a variant, a method or an implemented trait of the generated crate is gone. Code that names \
                      it does not compile any more.",
        example: "pub struct SipTrunkGateway      # a component that no operation reaches any more",
    };

    pub(crate) static ITEM_CHANGED: Rule = Rule {
        id: "rust.item.changed",
        title: "a public item of the generated crate is declared in another way",
        explanation: "It has another name, another type, another signature or other attributes. An item that has another name and \
                      is the same otherwise is one change, however many others mention it.",
        example: "pub port: Option<i64>\npub port: i64      # the property is required now",
    };
}
