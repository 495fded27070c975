//! Unions that responses hold: the branch that fits best, or else the value as it is.
//!
//! The generator takes the first branch that a value can be read as. Where nothing is required that is the first of all,
//! and what it does not know is lost; where something is, a value that fits none fails the whole response.

mod from_str;

use std::collections::{HashMap, HashSet};

use syn::visit_mut::VisitMut;
use syn::{Fields, File, Ident, Item, ItemEnum, Type, parse_quote};

use super::{Facts, Unexpected, enums, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected::new("unions", "module `types`"))?;
    let mut readers = Vec::new();
    let mut names: HashMap<String, Vec<(Ident, Ident)>> = HashMap::new();
    let mut unions: HashMap<String, Vec<(Ident, Type)>> = HashMap::new();
    let mut opened: HashMap<String, Ident> = HashMap::new();
    for item in types.iter_mut() {
        let Item::Enum(item) = item else { continue };
        let Some(mut branches) = branches(item) else { continue };
        let given = facts
            .types
            .get(&item.ident.to_string())
            .map(|facts| facts.branches.as_slice());
        let renamed = rename(item, &mut branches, given.unwrap_or_default());
        unions.insert(item.ident.to_string(), branches.clone());
        names.insert(item.ident.to_string(), renamed);
        item.attrs.push(parse_quote!(#[non_exhaustive]));
        if facts.reads(&item.ident.to_string()) {
            syntax::remove_derives(&mut item.attrs, &["Debug", "Deserialize"]);
            let other = enums::other(&branches.iter().map(|(name, _)| name).collect::<Vec<_>>());
            readers.push(open(item, &branches, &other));
            readers.push(debug(item, &branches, &other));
            opened.insert(item.ident.to_string(), other);
        }
    }
    let total: HashSet<String> = (types.iter())
        .filter_map(|item| from_str::read_enumeration(item, facts))
        .collect();
    for item in types.iter_mut() {
        follow(item, &names);
        display(item, &opened);
        from_str::harden(item, &unions, &total);
    }
    types.extend(readers);
    Ok(())
}

/// Branches are named after their types, unless the contract names them. Returns how each was called, and is.
fn rename(item: &mut ItemEnum, branches: &mut [(Ident, Type)], given: &[Option<String>]) -> Vec<(Ident, Ident)> {
    let old: Vec<Ident> = branches.iter().map(|(name, _)| name.clone()).collect();
    if let Some(short) = shorten(&old) {
        for (variant, short) in item.variants.iter_mut().zip(short) {
            variant.ident = short;
        }
    }
    // The generator makes one branch of two that are the same: which one has which name nobody can tell then.
    if given.len() == item.variants.len() {
        let chosen = enums::choose_idents(item, given);
        for (variant, ident) in item.variants.iter_mut().zip(chosen) {
            variant.ident = ident;
        }
    }
    let renamed = branches.iter_mut().zip(&item.variants).zip(old);
    renamed
        .filter(|((_, variant), old)| variant.ident != *old)
        .map(|((branch, variant), old)| {
            branch.0 = variant.ident.clone();
            (old, variant.ident.clone())
        })
        .collect()
}

/// The names without what all the types of a union are called in common, which says nothing about a branch.
fn shorten(names: &[Ident]) -> Option<Vec<Ident>> {
    let words: Vec<Vec<String>> = names.iter().map(|name| words(&name.to_string())).collect();
    let common = |at: &dyn Fn(&Vec<String>, usize) -> Option<String>| {
        (0..)
            .take_while(|index| {
                let word = words.first().and_then(|first| at(first, *index));
                word.is_some() && words.iter().all(|words| at(words, *index) == word)
            })
            .count()
    };
    let before = common(&|words, index| words.get(index).cloned());
    let behind = common(&|words, index| words.iter().rev().nth(index).cloned());
    let short = words
        .iter()
        .map(|words| words.get(before..words.len().saturating_sub(behind)).map(<[_]>::concat));
    let short: Vec<String> = short.map(Option::unwrap_or_default).collect();
    let is_name = |name: &String| name.starts_with(|first: char| first.is_ascii_uppercase()) && name != "Self";
    let shorter = words.len() >= 2 && before + behind > 0 && short.iter().all(is_name);
    shorter.then(|| short.iter().map(|short| quote::format_ident!("{short}")).collect())
}

/// The words of a name in Pascal case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for character in name.chars() {
        match words.last_mut().filter(|_| !character.is_uppercase()) {
            Some(word) => word.push(character),
            None => words.push(character.to_string()),
        }
    }
    words
}

/// Lets the implementations for a union name its branches as they are called now.
fn follow(item: &mut Item, names: &HashMap<String, Vec<(Ident, Ident)>>) {
    struct Follow<'a>(&'a [(Ident, Ident)]);
    impl VisitMut for Follow<'_> {
        fn visit_path_mut(&mut self, path: &mut syn::Path) {
            let own = path.segments.len() == 2 && path.segments.first().is_some_and(|first| first.ident == "Self");
            if let Some(last) = path.segments.last_mut().filter(|_| own)
                && let Some((_, new)) = self.0.iter().find(|(old, _)| last.ident == *old)
            {
                last.ident = new.clone();
            }
            syn::visit_mut::visit_path_mut(self, path);
        }
    }
    let Item::Impl(block) = item else { return };
    let Type::Path(of) = &*block.self_ty else { return };
    let renamed = of.path.get_ident().and_then(|name| names.get(&name.to_string()));
    if let Some(renamed) = renamed.filter(|renamed| !renamed.is_empty()) {
        Follow(renamed).visit_item_impl_mut(block);
    }
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

/// A `Debug` that hides the secrets of a value that is none of the branches.
fn debug(item: &ItemEnum, branches: &[(Ident, Type)], other: &Ident) -> Item {
    let name = &item.ident;
    let arms = branches.iter().map(|(branch, _)| {
        let text = branch.to_string();
        quote::quote!(Self::#branch(value) => f.debug_tuple(#text).field(value).finish(),)
    });
    let text = other.to_string();
    parse_quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(#arms)*
                    Self::#other(value) => f.debug_tuple(#text).field(&crate::wire::Shown(value)).finish(),
                }
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
        insta::assert_snapshot!(hardened(EITHER, &Facts::default()), @r#"
        pub mod types {
            #[derive(::serde::Serialize, Clone)]
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
            impl ::std::fmt::Debug for Either {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    match self {
                        Self::Polly(value) => f.debug_tuple("Polly").field(value).finish(),
                        Self::Text(value) => f.debug_tuple("Text").field(value).finish(),
                        Self::Unknown(value) => {
                            f.debug_tuple("Unknown").field(&crate::wire::Shown(value)).finish()
                        }
                    }
                }
            }
        }
        "#);
    }

    #[test]
    fn what_all_types_of_a_union_are_called_is_not_in_the_names_of_its_branches() {
        let union =
            "#[serde(untagged)] pub enum Config { PollyConfig(PollyConfig), ElevenLabsConfig(ElevenLabsConfig) }
            impl From<PollyConfig> for Config { fn from(value: PollyConfig) -> Self { Self::PollyConfig(value) } }";
        let written = lower::facts::TypeFacts {
            written: true,
            ..Default::default()
        };
        let facts = Facts {
            types: [("Config".to_owned(), written)].into(),
            ..Facts::default()
        };
        insta::assert_snapshot!(hardened(union, &facts), @"
        pub mod types {
            #[serde(untagged)]
            #[non_exhaustive]
            pub enum Config {
                Polly(PollyConfig),
                ElevenLabs(ElevenLabsConfig),
            }
            impl From<PollyConfig> for Config {
                fn from(value: PollyConfig) -> Self {
                    Self::Polly(value)
                }
            }
        }
        ");
    }

    #[test]
    fn a_union_that_only_goes_out_has_its_branches_only() {
        let written = lower::facts::TypeFacts {
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
