//! Finding one's way in a syntax tree.

use syn::{Attribute, File, Ident, Item, ItemImpl, ItemMod, Type};

/// The items of `mod name` at the top of `file`.
pub(super) fn module<'a>(file: &'a mut File, name: &str) -> Option<&'a mut Vec<Item>> {
    file.items.iter_mut().find_map(|item| match item {
        Item::Mod(ItemMod {
            ident,
            content: Some((_, items)),
            ..
        }) if ident == name => Some(items),
        _ => None,
    })
}

/// The name of the type that an `impl` block without a trait is for.
pub(in crate::generate) fn inherent(block: &ItemImpl) -> Option<&Ident> {
    match &*block.self_ty {
        Type::Path(path) if block.trait_.is_none() => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

/// Takes `names` out of every `#[derive(…)]` of `attributes`; says whether one was there.
pub(super) fn remove_derives(attributes: &mut [Attribute], names: &[&str]) -> bool {
    let mut removed = false;
    for attribute in attributes
        .iter_mut()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        let mut kept: Vec<syn::Path> = Vec::new();
        let parsed = attribute.parse_nested_meta(|meta| {
            match meta
                .path
                .segments
                .last()
                .is_some_and(|last| names.iter().any(|name| last.ident == name))
            {
                true => removed = true,
                false => kept.push(meta.path),
            }
            Ok(())
        });
        if parsed.is_ok() {
            *attribute = syn::parse_quote!(#[derive(#(#kept),*)]);
        }
    }
    removed
}
