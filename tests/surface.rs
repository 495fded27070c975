//! The public Rust items of the generated client, with their signatures.
//!
//! The builders of objects are not among the snapshots: they are one setter a field, which a test of their own sees to.

use std::collections::BTreeMap;

use generate::outline;
use syn::{Attribute, Fields, FnArg, ImplItem, Item, ItemImpl, ItemStruct, Type};

use crate::{checkout, resources};

/// The files of the objects and of their builders.
const TYPES: &str = "types.rs";
const BUILDERS: &str = "types/builder.rs";

#[test]
fn the_public_items_of_each_resource_are_as_they_were_reviewed() {
    let mut items = outline::items(&checkout::generated()).unwrap();
    items.retain(|path, _| !path.starts_with("types::builder::"));
    checkout::assert_outlines("surface", &resources::outlines(&checkout::contract().value, &items));
}

#[test]
fn each_object_has_a_builder_with_one_setter_a_field() {
    let files = checkout::generated();
    let objects = structs(&files[TYPES]);
    let fields: BTreeMap<String, Vec<String>> = objects
        .iter()
        .map(|(name, item)| (name.clone(), public(item)))
        .collect();
    assert_eq!(methods(&files[BUILDERS], is_setter), fields);
}

#[test]
fn each_object_says_where_its_builder_is() {
    let files = checkout::generated();
    let starts = methods(&files[TYPES], |function| {
        function.ident == "builder" && function.inputs.is_empty()
    });
    let objects = structs(&files[TYPES]);
    assert_eq!(starts.keys().collect::<Vec<_>>(), objects.keys().collect::<Vec<_>>());
}

#[test]
fn a_new_property_breaks_nobody() {
    let files = checkout::generated();
    for (name, item) in structs(&files[TYPES]) {
        let is_open = |attribute: &Attribute| attribute.path().is_ident("non_exhaustive");
        assert!(
            item.attrs.iter().any(is_open),
            "{name} can be written out field by field"
        );
    }
}

fn items(text: &str) -> Vec<Item> {
    syn::parse_file(text).unwrap().items
}

/// The structs with named fields.
fn structs(text: &str) -> BTreeMap<String, ItemStruct> {
    let structs = items(text).into_iter().filter_map(|item| match item {
        Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => Some((item.ident.to_string(), item)),
        _ => None,
    });
    structs.collect()
}

fn public(item: &ItemStruct) -> Vec<String> {
    let mut names: Vec<String> = item
        .fields
        .iter()
        .filter(|field| matches!(field.vis, syn::Visibility::Public(_)))
        .map(|field| field.ident.as_ref().unwrap().to_string())
        .collect();
    names.sort();
    names
}

/// Type → the names of those of its own methods that `wanted` wants, if any; a type whose methods are of other sorts is not there.
fn methods(text: &str, wanted: impl Fn(&syn::Signature) -> bool) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in items(text) {
        let Item::Impl(ItemImpl {
            trait_: None,
            self_ty,
            items,
            ..
        }) = item
        else {
            continue;
        };
        let Type::Path(path) = &*self_ty else { continue };
        let name = path.path.segments.last().unwrap().ident.to_string();
        for item in items {
            if let ImplItem::Fn(method) = item
                && matches!(method.vis, syn::Visibility::Public(_))
                && wanted(&method.sig)
            {
                found
                    .entry(name.clone())
                    .or_default()
                    .push(method.sig.ident.to_string());
            }
        }
    }
    found.values_mut().for_each(|names| names.sort());
    found
}

/// `fn name(mut self, value: impl …) -> Self`, and of what is not documented `fn extra(mut self, name: …, value: …) -> Self`.
fn is_setter(function: &syn::Signature) -> bool {
    matches!(function.inputs.first(), Some(FnArg::Receiver(_))) && function.inputs.len() >= 2
}
