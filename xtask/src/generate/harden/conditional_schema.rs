//! `JsonSchema` on every type of the contract, behind the feature `schemars` of the crate.

use syn::{File, Item, parse_quote};

use super::{Unexpected, syntax};

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let Some(types) = syntax::module(file, "types") else {
        return Err(Unexpected {
            step: "conditional_schema",
            what: "module `types`",
        });
    };
    for item in types {
        let attributes = match item {
            Item::Struct(item) => &mut item.attrs,
            Item::Enum(item) => &mut item.attrs,
            _ => continue,
        };
        attributes.push(parse_quote!(#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]));
    }
    Ok(())
}
