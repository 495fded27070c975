//! Finding one's way in a syntax tree.

use syn::{Attribute, Expr, ExprLit, File, Ident, Item, ItemImpl, ItemMod, Lit, Type};

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

/// The items of `mod name` among `items`.
pub(super) fn inner_module<'a>(items: &'a mut [Item], name: &str) -> Option<&'a mut Vec<Item>> {
    items.iter_mut().find_map(|item| match item {
        Item::Mod(module) if module.ident == name => module.content.as_mut().map(|(_, items)| items),
        _ => None,
    })
}

/// The name in `#[serde(rename = "…")]`.
pub(super) fn renamed(attributes: &[Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // Anything in the attribute that is not a list of names and values is none of our business.
        let _ = attribute.parse_nested_meta(|meta| {
            let value = meta.value().and_then(|value| value.parse::<Expr>());
            if let (
                true,
                Ok(Expr::Lit(ExprLit {
                    lit: Lit::Str(text), ..
                })),
            ) = (meta.path.is_ident("rename"), value)
            {
                name = Some(text.value());
            }
            Ok(())
        });
    }
    name
}
