//! A union of plain values that is read from a string: known values of an enumeration, what parses, or any string.
//!
//! The generator tries to parse each branch in turn. An open enumeration and a string take any string, so that nothing behind
//! them would ever be tried.

use std::collections::{HashMap, HashSet};

use quote::quote;
use syn::{Ident, ImplItem, Item, ItemEnum, Type, parse_quote};

use super::{Facts, syntax};

/// The name of an enumeration that takes any string.
pub(super) fn read_enumeration(item: &Item, facts: &Facts) -> Option<String> {
    let is_plain = |item: &ItemEnum| !syntax::is_untagged(&item.attrs);
    match item {
        Item::Enum(item) if is_plain(item) && facts.reads(&item.ident.to_string()) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// Writes `from_str` of a union anew, if one of its branches takes any string.
pub(super) fn harden(item: &mut Item, unions: &HashMap<String, Vec<(Ident, Type)>>, enumerations: &HashSet<String>) {
    let Item::Impl(block) = item else { return };
    let Some(branches) = syntax::implements(block, "FromStr").and_then(|name| unions.get(&name.to_string())) else {
        return;
    };
    let last = |ty: &Type| match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    };
    let is_enumeration = |ty: &Type| last(ty).is_some_and(|name| enumerations.contains(&name));
    let is_string = |ty: &Type| last(ty).is_some_and(|name| name == "String");
    let string = branches.iter().find(|(_, ty)| is_string(ty));
    let Some((any, _)) = string.or_else(|| branches.iter().find(|(_, ty)| is_enumeration(ty))) else {
        return;
    };
    let steps = branches.iter().filter(|(_, ty)| !is_string(ty)).map(|(branch, ty)| {
        if is_enumeration(ty) {
            quote!(if let Some(value) = #ty::known(value) { return Ok(Self::#branch(value)); })
        } else {
            quote!(if let Ok(value) = value.parse() { return Ok(Self::#branch(value)); })
        }
    });
    let body: syn::Block = parse_quote!({ #(#steps)* Ok(Self::#any(value.into())) });
    for item in &mut block.items {
        if let ImplItem::Fn(method) = item {
            method.block = body.clone();
        }
    }
}
