//! Every type can be compared, and hashed where what is in it can be.

use std::collections::{HashMap, HashSet};

use syn::{File, Item, Path, Type, parse_quote};

use super::{Unexpected, syntax};

/// What keeps a type from being equal to itself, or from having a hash.
const NEITHER: [&str; 3] = ["f32", "f64", "File"];
const NO_HASH: [&str; 1] = ["HashMap"];

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected::new("derives", "module `types`"))?;
    let held: HashMap<String, HashSet<String>> = types.iter().filter_map(held).collect();
    for item in types {
        let (name, attributes) = match item {
            Item::Struct(item) => (item.ident.to_string(), &mut item.attrs),
            Item::Enum(item) => (item.ident.to_string(), &mut item.attrs),
            _ => continue,
        };
        if syntax::derives(attributes, "PartialEq") {
            continue;
        }
        let all = all_held(&name, &held);
        if all.contains("File") {
            continue;
        }
        let eq = !NEITHER.iter().any(|leaf| all.contains(*leaf));
        let hash = eq && !NO_HASH.iter().any(|leaf| all.contains(*leaf));
        attributes.push(match (eq, hash) {
            (true, true) => parse_quote!(#[derive(PartialEq, Eq, Hash)]),
            (true, false) => parse_quote!(#[derive(PartialEq, Eq)]),
            _ => parse_quote!(#[derive(PartialEq)]),
        });
    }
    merge(file)
}

/// The names of types that a type is made of.
fn held(item: &Item) -> Option<(String, HashSet<String>)> {
    struct Names(HashSet<String>);
    impl<'ast> syn::visit::Visit<'ast> for Names {
        fn visit_path(&mut self, path: &'ast Path) {
            self.0
                .extend(path.segments.last().map(|segment| segment.ident.to_string()));
            syn::visit::visit_path(self, path);
        }
    }
    let mut names = Names(HashSet::new());
    let mut visit = |ty: &Type| syn::visit::Visit::visit_type(&mut names, ty);
    let name = match item {
        Item::Struct(item) => {
            item.fields.iter().for_each(|field| visit(&field.ty));
            item.ident.to_string()
        }
        Item::Enum(item) => {
            let fields = item.variants.iter().flat_map(|variant| &variant.fields);
            fields.for_each(|field| visit(&field.ty));
            item.ident.to_string()
        }
        _ => return None,
    };
    Some((name, names.0))
}

/// The same through any number of other types.
fn all_held<'a>(name: &'a str, held: &'a HashMap<String, HashSet<String>>) -> HashSet<&'a str> {
    let mut all = HashSet::new();
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        if all.insert(name) {
            open.extend(held.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    all
}

/// One `#[derive(…)]` a type, in one order.
fn merge(file: &mut File) -> Result<(), Unexpected> {
    const ORDER: [&str; 11] = [
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "PartialEq",
        "Eq",
        "PartialOrd",
        "Ord",
        "Hash",
        "Serialize",
        "Deserialize",
    ];
    let types = syntax::module(file, "types").ok_or(Unexpected::new("derives", "module `types`"))?;
    for item in types {
        let attributes = match item {
            Item::Struct(item) => &mut item.attrs,
            Item::Enum(item) => &mut item.attrs,
            _ => continue,
        };
        let mut derived = syntax::take_derives(attributes);
        derived.sort_by_key(|path| {
            let name = path
                .segments
                .last()
                .map(|segment| segment.ident.to_string())
                .unwrap_or_default();
            ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len())
        });
        if !derived.is_empty() {
            let docs = attributes
                .iter()
                .take_while(|attribute| attribute.path().is_ident("doc"))
                .count();
            attributes.insert(docs, parse_quote!(#[derive(#(#derived),*)]));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_equal_and_hashed_as_far_as_what_it_holds() {
        let mut file = syn::parse_file(
            "pub mod types {
                /// Doc.
                #[derive(Serialize, Clone, Debug)] #[non_exhaustive] pub struct A { pub b: Option<B> }
                #[derive(Clone)] pub struct B { pub price: f64, pub a: Vec<A> }
                #[derive(Clone)] pub struct C { pub name: String }
                #[derive(Clone, PartialEq, Eq, Hash)] pub enum D { E }
                #[derive(Debug)] pub struct Form { pub file: Option<crate::multipart::File> }
            }",
        )
        .unwrap();
        harden(&mut file).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @"
        pub mod types {
            /// Doc.
            #[derive(Clone, Debug, PartialEq, Serialize)]
            #[non_exhaustive]
            pub struct A {
                pub b: Option<B>,
            }
            #[derive(Clone, PartialEq)]
            pub struct B {
                pub price: f64,
                pub a: Vec<A>,
            }
            #[derive(Clone, PartialEq, Eq, Hash)]
            pub struct C {
                pub name: String,
            }
            #[derive(Clone, PartialEq, Eq, Hash)]
            pub enum D {
                E,
            }
            #[derive(Debug)]
            pub struct Form {
                pub file: Option<crate::multipart::File>,
            }
        }
        ");
    }
}
