//! Unions that responses hold: the branch that fits best, or else the value as it is.
//!
//! The generator takes the first branch that a value can be read as. Where nothing is required that is the first of all,
//! and what it does not know is lost; where something is, a value that fits none fails the whole response.

use syn::{Fields, File, Ident, Item, ItemEnum, Type, parse_quote};

use super::{Facts, Unexpected, enums, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected {
        step: "unions",
        what: "module `types`",
    })?;
    let mut readers = Vec::new();
    for item in types.iter_mut() {
        let Item::Enum(item) = item else { continue };
        let Some(branches) = branches(item) else { continue };
        item.attrs.push(parse_quote!(#[non_exhaustive]));
        if facts.reads(&item.ident.to_string()) {
            syntax::remove_derives(&mut item.attrs, &["Deserialize"]);
            readers.push(open(item, &branches));
        }
    }
    types.extend(readers);
    Ok(())
}

/// The branches of a union: variants that hold one value each, told apart by nothing but the value.
fn branches(item: &ItemEnum) -> Option<Vec<(Ident, Type)>> {
    if !syntax::is_untagged(&item.attrs) {
        return None;
    }
    let branch = |variant: &syn::Variant| match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields
            .unnamed
            .first()
            .map(|field| (variant.ident.clone(), field.ty.clone())),
        _ => None,
    };
    item.variants.iter().map(branch).collect()
}

fn open(item: &mut ItemEnum, branches: &[(Ident, Type)]) -> Item {
    let name = item.ident.clone();
    let names: Vec<&Ident> = branches.iter().map(|(name, _)| name).collect();
    let types: Vec<&Type> = branches.iter().map(|(_, ty)| ty).collect();
    let other = enums::other(&names);
    item.variants.push(parse_quote! {
        /// A value that is none of the others. It goes out as it came in.
        #other(::serde_json::Value)
    });
    parse_quote! {
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                crate::wire::union(
                    deserializer,
                    &[#(|value| crate::wire::branch::<#types, Self>(value, Self::#names)),*],
                    Self::#other,
                )
            }
        }
    }
}
