//! The public surface of generated Rust: signatures without bodies, one outline an item.

use std::collections::BTreeMap;

use syn::{Attribute, Block, File, ImplItem, Item, ItemImpl, Type, Visibility, parse_quote};

/// Path of each public type or function → its definition, its methods and the traits that it implements, as Rust
/// without bodies. `modules` are the files of the generated client: path below its folder → text.
///
/// # Errors
///
/// A file is not Rust.
pub fn items(modules: &BTreeMap<String, String>) -> syn::Result<BTreeMap<String, String>> {
    let mut outlines: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for (path, text) in modules {
        let module = path.trim_end_matches(".rs").trim_end_matches("mod").replace('/', "::");
        for item in syn::parse_file(text)?.items {
            if let Some((name, item)) = outline(item) {
                let path = if module.is_empty() {
                    name
                } else {
                    format!("{module}::{name}")
                };
                outlines.entry(path).or_default().push(item);
            }
        }
    }
    Ok(outlines
        .into_iter()
        .map(|(path, items)| {
            let items = if items.iter().any(|item| !matches!(item, Item::Impl(_))) {
                items
            } else {
                Vec::new()
            };
            let file = File {
                frontmatter: None,
                shebang: None,
                attrs: Vec::new(),
                items,
            };
            (path, plain(&prettyplease::unparse(&file)))
        })
        .filter(|(_, outline)| !outline.is_empty())
        .collect())
}

/// Takes off the paths that generated code must write and nobody wants to read.
fn plain(text: &str) -> String {
    [
        "::std::option::",
        "::std::string::",
        "::std::vec::",
        "::std::result::",
        "::std::convert::",
        "::std::fmt::",
        "::serde::",
    ]
    .iter()
    .fold(text.to_owned(), |text, path| text.replace(path, ""))
    .replace("std::convert::", "")
}

/// The name of the type or function that an item belongs to, and the item as its users see it.
fn outline(item: Item) -> Option<(String, Item)> {
    let public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    match item {
        Item::Struct(mut item) if public(&item.vis) => {
            keep(&mut item.attrs);
            let hidden = item.fields.iter().any(|field| !public(&field.vis));
            if let syn::Fields::Named(fields) = &mut item.fields {
                fields.named = std::mem::take(&mut fields.named)
                    .into_iter()
                    .filter(|field| public(&field.vis))
                    .collect();
                if hidden {
                    fields.named.push(parse_quote!(_hidden: ()));
                }
            }
            item.fields.iter_mut().for_each(|field| keep(&mut field.attrs));
            Some((item.ident.to_string(), Item::Struct(item)))
        }
        Item::Enum(mut item) if public(&item.vis) => {
            keep(&mut item.attrs);
            item.variants.iter_mut().for_each(|variant| keep(&mut variant.attrs));
            Some((item.ident.to_string(), Item::Enum(item)))
        }
        Item::Fn(mut item) if public(&item.vis) => {
            keep(&mut item.attrs);
            *item.block = empty();
            Some((item.sig.ident.to_string(), Item::Fn(item)))
        }
        Item::Impl(block) => implementation(block),
        _ => None,
    }
}

fn implementation(mut block: ItemImpl) -> Option<(String, Item)> {
    let Type::Path(path) = &*block.self_ty else { return None };
    let name = path.path.segments.last()?.ident.to_string();
    block.attrs.clear();
    let hidden = |(path, _): &(syn::Path, _)| path.segments.iter().any(|segment| segment.ident == "wire");
    if block.trait_.as_ref().is_some_and(hidden) {
        return None;
    }
    match block.trait_ {
        Some(_) => block.items.clear(),
        None => {
            block.items.retain(|item| match item {
                ImplItem::Fn(method) => matches!(method.vis, Visibility::Public(_)),
                ImplItem::Const(item) => matches!(item.vis, Visibility::Public(_)),
                _ => false,
            });
            for item in &mut block.items {
                match item {
                    ImplItem::Fn(method) => {
                        keep(&mut method.attrs);
                        method.block = empty();
                    }
                    ImplItem::Const(item) => keep(&mut item.attrs),
                    _ => {}
                }
            }
        }
    }
    let shown = block.trait_.is_some() || !block.items.is_empty();
    shown.then_some((name, Item::Impl(block)))
}

/// Keeps what matters to those who use an item.
fn keep(attributes: &mut Vec<Attribute>) {
    const SEEN: [&str; 6] = [
        "cfg_attr",
        "deprecated",
        "derive",
        "must_use",
        "non_exhaustive",
        "serde",
    ];
    attributes.retain(|attribute| SEEN.iter().any(|name| attribute.path().is_ident(name)));
    attributes.retain_mut(|attribute| !attribute.path().is_ident("serde") || keep_names(attribute));
}

/// Keeps what says how a value looks on the wire; how it is read is the same everywhere. Says whether anything is left.
fn keep_names(attribute: &mut Attribute) -> bool {
    let mut kept: Vec<syn::Meta> = Vec::new();
    // What does not parse as a list of names and values is shown as it is.
    let parsed = attribute.parse_args_with(syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated);
    let Ok(all) = parsed else { return true };
    for meta in all {
        const NAMES: [&str; 5] = ["flatten", "rename", "tag", "transparent", "untagged"];
        if NAMES.iter().any(|name| meta.path().is_ident(name)) {
            kept.push(meta);
        }
    }
    *attribute = parse_quote!(#[serde(#(#kept),*)]);
    !kept.is_empty()
}

fn empty() -> Block {
    parse_quote!({})
}
