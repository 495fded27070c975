//! Generated code is judged by its pipeline and its tests, not by the lints for people.

use syn::{File, Item, parse_quote};

use super::Unexpected;

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    // One attribute at the top stands for those that the generator scatters.
    let allow = |attribute: &syn::Attribute| attribute.path().is_ident("allow");
    for item in &mut file.items {
        match item {
            Item::Mod(module) => module.attrs.retain(|attribute| !allow(attribute)),
            Item::Use(item) => item.attrs.retain(|attribute| !allow(attribute)),
            _ => {}
        }
    }
    file.attrs
        .push(parse_quote!(#![allow(clippy::all, deprecated, unused_imports, unused_mut, unreachable_pub)]));
    Ok(())
}
