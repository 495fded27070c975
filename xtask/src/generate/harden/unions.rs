//! Unions that responses hold: the branch that fits best, or else the value as it is.
//!
//! The generator takes the first branch that a value can be read as. Where nothing is required that is the first of all,
//! and what it does not know is lost; where something is, a value that fits none fails the whole response.

use std::collections::HashMap;

use syn::visit_mut::VisitMut;
use syn::{Fields, File, Ident, Item, ItemEnum, Type, parse_quote};

use super::{Facts, Unexpected, enums, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected {
        step: "unions",
        what: "module `types`",
    })?;
    let mut readers = Vec::new();
    let mut opened: HashMap<String, Ident> = HashMap::new();
    for item in types.iter_mut() {
        let Item::Enum(item) = item else { continue };
        let Some(branches) = branches(item) else { continue };
        item.attrs.push(parse_quote!(#[non_exhaustive]));
        if facts.reads(&item.ident.to_string()) {
            syntax::remove_derives(&mut item.attrs, &["Deserialize"]);
            let other = enums::other(&branches.iter().map(|(name, _)| name).collect::<Vec<_>>());
            readers.push(open(item, &branches, &other));
            opened.insert(item.ident.to_string(), other);
        }
    }
    types.iter_mut().for_each(|item| display(item, &opened));
    types.extend(readers);
    Ok(())
}

/// The generator lets a union of plain values be displayed: the other ones are too.
fn display(item: &mut Item, opened: &HashMap<String, Ident>) {
    struct Arm<'a>(&'a Ident);
    impl VisitMut for Arm<'_> {
        fn visit_expr_match_mut(&mut self, branches: &mut syn::ExprMatch) {
            let other = self.0;
            branches.arms.push(parse_quote!(Self::#other(x) => x.fmt(f),));
        }
    }
    let Item::Impl(block) = item else { return };
    let is_display = block
        .trait_
        .as_ref()
        .is_some_and(|(path, _)| path.segments.last().is_some_and(|last| last.ident == "Display"));
    let Type::Path(of) = &*block.self_ty else { return };
    let other = of.path.get_ident().and_then(|name| opened.get(&name.to_string()));
    if let Some(other) = other.filter(|_| is_display) {
        Arm(other).visit_item_impl_mut(block);
    }
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

fn open(item: &mut ItemEnum, branches: &[(Ident, Type)], other: &Ident) -> Item {
    let name = item.ident.clone();
    let names: Vec<&Ident> = branches.iter().map(|(name, _)| name).collect();
    let types: Vec<&Type> = branches.iter().map(|(_, ty)| ty).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    fn hardened(types: &str, facts: &Facts) -> String {
        let mut file = syn::parse_file(&format!("pub mod types {{ {types} }}")).unwrap();
        harden(&mut file, facts).unwrap();
        prettyplease::unparse(&file)
    }

    const EITHER: &str = "
        #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
        #[serde(untagged)]
        pub enum Either { Polly(Polly), Text(::std::string::String) }
        impl ::std::fmt::Display for Either {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self { Self::Polly(x) => x.fmt(f), Self::Text(x) => x.fmt(f) }
            }
        }";

    #[test]
    fn a_union_that_is_read_takes_what_fits_best_and_keeps_what_fits_nothing() {
        insta::assert_snapshot!(hardened(EITHER, &Facts::default()), @"
        pub mod types {
            #[derive(::serde::Serialize, Clone, Debug)]
            #[serde(untagged)]
            #[non_exhaustive]
            pub enum Either {
                Polly(Polly),
                Text(::std::string::String),
                /// A value that is none of the others. It goes out as it came in.
                Unknown(::serde_json::Value),
            }
            impl ::std::fmt::Display for Either {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    match self {
                        Self::Polly(x) => x.fmt(f),
                        Self::Text(x) => x.fmt(f),
                        Self::Unknown(x) => x.fmt(f),
                    }
                }
            }
            impl<'de> ::serde::Deserialize<'de> for Either {
                fn deserialize<D: ::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::std::result::Result<Self, D::Error> {
                    crate::wire::union(
                        deserializer,
                        &[
                            |value| crate::wire::branch::<Polly, Self>(value, Self::Polly),
                            |value| crate::wire::branch::<
                                ::std::string::String,
                                Self,
                            >(value, Self::Text),
                        ],
                        Self::Unknown,
                    )
                }
            }
        }
        ");
    }

    #[test]
    fn a_union_that_only_goes_out_has_its_branches_only() {
        let written = crate::generate::facts::TypeFacts {
            written: true,
            ..Default::default()
        };
        let facts = Facts {
            types: [("Either".to_owned(), written)].into(),
            ..Facts::default()
        };
        let hardened = hardened(EITHER, &facts);
        assert!(
            !hardened.contains("Unknown") && hardened.contains("Deserialize"),
            "{hardened}"
        );
    }
}
