//! What the setters of builders take for a property of a type: the type itself, what it can be made of, and builders.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{GenericArgument, Ident, Item, PathArguments, Type, parse_quote};

/// By the name of a type: what converts into it, one way or the other.
pub(super) type Sources = HashMap<Ident, Vec<Type>>;

/// What each of the `own` types converts from.
pub(super) fn sources(types: &[Item], own: &[Ident]) -> Sources {
    let mut sources = Sources::new();
    for item in types {
        let Some((into, from)) = conversion(item) else { continue };
        let known = sources.entry(into.clone()).or_default();
        if own.contains(into) && !is_option(from) && !known.contains(from) && !refers_to(from, into) {
            known.push(from.clone());
        }
    }
    sources
}

/// `From<from> for into`, and the same with `TryFrom`.
fn conversion(item: &Item) -> Option<(&Ident, &Type)> {
    let Item::Impl(block) = item else { return None };
    let last = block.trait_.as_ref()?.0.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let Some(GenericArgument::Type(from)) = arguments.args.first() else {
        return None;
    };
    let Type::Path(into) = &*block.self_ty else { return None };
    let converts = last.ident == "From" || last.ident == "TryFrom";
    (converts && block.generics.params.is_empty()).then_some((into.path.get_ident()?, from))
}

fn is_option(ty: &Type) -> bool {
    super::syntax::argument(ty, "Option").is_some()
}

/// Whether it is the type itself, or a reference to it.
fn refers_to(from: &Type, name: &Ident) -> bool {
    match from {
        Type::Reference(reference) => refers_to(&reference.elem, name),
        Type::Path(path) => path.path.get_ident().is_some_and(|ident| ident == name),
        _ => false,
    }
}

/// The enumerations of strings, and whether each is open: it has a variant that keeps a value which is not listed.
fn enumerations(types: &[Item]) -> HashMap<Ident, bool> {
    let enumerations = types.iter().filter_map(|item| match item {
        Item::Enum(item) if item.variants.iter().any(|variant| variant.fields.is_empty()) => {
            let open = item.variants.iter().any(|variant| !variant.fields.is_empty());
            Some((item.ident.clone(), open))
        }
        _ => None,
    });
    enumerations.collect()
}

/// The implementations of `IntoProperty` for the `own` types, of which `built` have builders.
pub(super) fn implementations(types: &[Item], own: &[Ident], sources: &Sources, built: &[Ident]) -> Vec<Item> {
    let enumerations = enumerations(types);
    let values = own.iter().map(|name| match sources.get(name).map(Vec::as_slice) {
        _ if enumerations.contains_key(name) => quote!(#name;),
        None | Some([]) => quote!(#name;),
        Some(from) => quote!(#name = #(#from),*;),
    });
    let listed = own.iter().filter_map(|name| {
        let kind = if *enumerations.get(name)? {
            format_ident!("open")
        } else {
            format_ident!("closed")
        };
        Some(quote!(#name #kind;))
    });
    let listed: Vec<TokenStream> = listed.collect();
    let values: Vec<TokenStream> = values.collect();
    let objects = own.iter().filter(|name| built.contains(name));
    let objects = objects.map(|name| quote!(builder::#name => #name;));
    let branches = own.iter().flat_map(|union| {
        let from = sources.get(union).into_iter().flatten();
        let branch = from.filter_map(|from| match from {
            Type::Path(path) => path.path.get_ident().filter(|name| built.contains(name)),
            _ => None,
        });
        branch.map(move |branch| quote!(builder::#branch => #union;))
    });
    let builders: Vec<TokenStream> = objects.chain(branches).collect();
    let call = |name: &str, arms: Vec<TokenStream>| -> Option<Item> {
        let name = format_ident!("{name}");
        (!arms.is_empty()).then(|| parse_quote!(crate::wire::#name! { #(#arms)* }))
    };
    let calls = [
        call("into_property", values),
        call("listed_property", listed),
        call("built_property", builders),
    ];
    calls.into_iter().flatten().collect()
}
