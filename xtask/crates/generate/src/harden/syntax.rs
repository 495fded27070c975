//! Finding one's way in a syntax tree.

use syn::{
    Attribute, Expr, ExprLit, Field, File, GenericArgument, Ident, Item, ItemImpl, ItemMod, Lit, Path, PathArguments,
    Type,
};

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
pub(crate) fn inherent(block: &ItemImpl) -> Option<&Ident> {
    match &*block.self_ty {
        Type::Path(path) if block.trait_.is_none() => path.path.segments.last().map(|segment| &segment.ident),
        _ => None,
    }
}

/// The name of the type that an `impl` block of this trait is for.
pub(super) fn implements<'a>(block: &'a ItemImpl, name: &str) -> Option<&'a Ident> {
    let (path, _) = block.trait_.as_ref()?;
    match &*block.self_ty {
        Type::Path(ty) if path.segments.last().is_some_and(|last| last.ident == name) => {
            ty.path.segments.last().map(|segment| &segment.ident)
        }
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
            if meta
                .path
                .segments
                .last()
                .is_some_and(|last| names.iter().any(|name| last.ident == name))
            {
                removed = true
            } else {
                kept.push(meta.path)
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

/// Takes every `#[derive(…)]` out of `attributes`; the traits in their order.
pub(super) fn take_derives(attributes: &mut Vec<Attribute>) -> Vec<Path> {
    let mut derived = Vec::new();
    attributes.retain(|attribute| {
        let derive = attribute.path().is_ident("derive");
        if derive {
            // The generator's attributes parse; what did not would be no `derive`.
            let _ = attribute.parse_nested_meta(|meta| {
                derived.push(meta.path);
                Ok(())
            });
        }
        !derive
    });
    derived
}

/// Whether `#[derive(…)]` names the trait.
pub(super) fn derives(attributes: &[Attribute], name: &str) -> bool {
    let last = |path: Path| path.segments.last().is_some_and(|segment| segment.ident == name);
    take_derives(&mut attributes.to_vec()).into_iter().any(last)
}

/// The first argument of the type `name<…>`.
pub(super) fn argument<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// The name of a field as it goes over the wire.
pub(super) fn wire_name(field: &Field) -> Option<String> {
    let ident = field.ident.as_ref()?.to_string();
    Some(renamed(&field.attrs).unwrap_or_else(|| ident.trim_start_matches("r#").to_owned()))
}

/// The name in `#[serde(rename = "…")]`.
pub(super) fn renamed(attributes: &[Attribute]) -> Option<String> {
    serde_text(attributes, "rename")
}

/// The condition in `#[serde(skip_serializing_if = "…")]`.
pub(super) fn skipped_if(attributes: &[Attribute]) -> Option<String> {
    serde_text(attributes, "skip_serializing_if")
}

/// Whether there is `#[serde(flatten)]`.
pub(super) fn is_flattened(field: &Field) -> bool {
    has_serde(&field.attrs, "flatten")
}

/// Whether there is `#[serde(untagged)]`.
pub(super) fn is_untagged(attributes: &[Attribute]) -> bool {
    has_serde(attributes, "untagged")
}

/// Whether there is `#[serde(name)]`.
fn has_serde(attributes: &[Attribute], name: &str) -> bool {
    let mut found = false;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // As below.
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta.path.is_ident(name);
            let _ = meta.value().and_then(|value| value.parse::<Expr>());
            Ok(())
        });
    }
    found
}

/// The text of `#[serde(name = "…")]`.
fn serde_text(attributes: &[Attribute], name: &str) -> Option<String> {
    let mut found = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // Anything in the attribute that is not a list of names and values is none of our business.
        let _ = attribute.parse_nested_meta(|meta| {
            let value = meta.value().and_then(|value| value.parse::<Expr>());
            if let (
                true,
                Ok(Expr::Lit(ExprLit {
                    lit: Lit::Str(text), ..
                })),
            ) = (meta.path.is_ident(name), value)
            {
                found = Some(text.value());
            }
            Ok(())
        });
    }
    found
}
