//! What is read of a thing becomes what is written of it: `From` between the two types that the contract has for it.
//!
//! The properties that both have are moved, and so is what neither documents. What only the type that is read documents is
//! the server's (an id, a time of creation), and is left out.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Field, Fields, File, Ident, Item, ItemStruct, Type, parse_quote};

use super::{Facts, Unexpected, objects, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let missing = |what| Unexpected::new("counterparts", what);
    let types = syntax::module(file, "types").ok_or(missing("module `types`"))?;
    let structs: HashMap<String, ItemStruct> = types.iter().filter_map(object).collect();
    let mut conversions = Vec::new();
    for (name, written) in types.iter().filter_map(object) {
        for read in facts.types.get(&name).into_iter().flat_map(|facts| &facts.from) {
            let read = structs.get(read).ok_or(missing("type that another is made of"))?;
            conversions.push(conversion(read, &written, facts));
        }
    }
    types.extend(conversions);
    Ok(())
}

fn object(item: &Item) -> Option<(String, ItemStruct)> {
    match item {
        Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => Some((item.ident.to_string(), item.clone())),
        _ => None,
    }
}

fn conversion(read: &ItemStruct, written: &ItemStruct, facts: &Facts) -> Item {
    let (from, into) = (&read.ident, &written.ident);
    let source: HashMap<String, &Field> = documented(read).collect();
    // A part that is made of the whole takes what is not documented with it.
    let whole = documented(written)
        .filter(|(wire, _)| !source.contains_key(wire))
        .filter(|(_, field)| made_of(leaf(&field.ty), from, facts));
    let whole: Vec<&Ident> = whole.filter_map(|(_, field)| field.ident.as_ref()).collect();
    let parts = whole.iter().map(|ident| {
        quote! {
            value.#ident = ::std::option::Option::Some(::std::convert::From::from(read.clone()));
        }
    });
    let moved = documented(written).filter_map(|(wire, field)| {
        let (target, origin) = (field.ident.as_ref()?, source.get(&wire)?);
        let name = origin.ident.as_ref()?;
        let value = moved(&quote!(read.#name), &origin.ty, &field.ty, &wire, facts);
        Some(quote!(value.#target = #value;))
    });
    let extra = match (extra(read), extra(written)) {
        (Some(origin), Some(_)) if whole.is_empty() => {
            let follow = if is_whole(&source, written, facts) {
                quote!(follow_whole)
            } else {
                quote!(follow)
            };
            quote!(crate::wire::#follow::<#from, Self>(::std::mem::take(&mut read.#origin)))
        }
        (Some(origin), Some(_)) => quote!(crate::wire::follow_blanks::<#from, Self>(&read.#origin)),
        _ => quote!(crate::Extra::default()),
    };
    let kept = self::extra(written).map(|target| quote!(value.#target = extra;));
    let said = said(read, written, &whole);
    parse_quote! {
        #[doc = #said]
        impl ::std::convert::From<#from> for #into {
            fn from(mut read: #from) -> Self {
                let mut value = Self::default();
                #(#parts)*
                let mut extra = #extra;
                #(#moved)*
                #kept
                value
            }
        }
    }
}

/// Whether what is read has each property that what is written requires.
fn is_whole(source: &HashMap<String, &Field>, written: &ItemStruct, facts: &Facts) -> bool {
    let properties = facts
        .types
        .get(&written.ident.to_string())
        .into_iter()
        .flat_map(|facts| &facts.properties);
    let mut required = properties.filter(|(_, property)| property.required);
    required.all(|(wire, _)| source.contains_key(wire))
}

fn extra(item: &ItemStruct) -> Option<&Ident> {
    let field = item.fields.iter().find(|field| objects::is_extra(&field.ty))?;
    field.ident.as_ref()
}

/// The documented properties of an object, by their names on the wire.
fn documented(item: &ItemStruct) -> impl Iterator<Item = (String, &Field)> {
    let fields = item.fields.iter();
    fields
        .filter(|field| !objects::is_extra(&field.ty) && !syntax::is_flattened(field))
        .filter_map(|field| Some((syntax::wire_name(field)?, field)))
}

/// What the documentation of a conversion says.
fn said(read: &ItemStruct, written: &ItemStruct, whole: &[&Ident]) -> String {
    let kept: Vec<String> = documented(written).map(|(wire, _)| wire).collect();
    let dropped = documented(read)
        .map(|(wire, _)| wire)
        .filter(|wire| !kept.contains(wire));
    let dropped: Vec<String> = dropped.map(|wire| format!("`{wire}`")).collect();
    let into = match whole.first() {
        Some(part) => format!("What `{part}` has no property for is left out, and what is not documented goes there."),
        None if dropped.is_empty() => "Everything is kept.".to_owned(),
        None => format!(
            "What can be written is kept, and so is what is not documented; left out are {}.",
            dropped.join(", ")
        ),
    };
    format!(" {into}")
}

/// The value of a field as that of another one with the same name on the wire.
fn moved(value: &TokenStream, from: &Type, into: &Type, wire: &str, facts: &Facts) -> TokenStream {
    if from == into {
        return value.clone();
    }
    let json = quote!(crate::wire::carry(&#value, #wire, &mut extra));
    let Some(wanted) = syntax::argument(into, "Option") else {
        return json;
    };
    let (wanted, nullable) = match syntax::argument(wanted, "Nullable") {
        Some(wanted) => (wanted, quote!(.map(crate::Nullable::Value))),
        None => (wanted, TokenStream::new()),
    };
    match syntax::argument(from, "Option") {
        Some(had) if had == wanted => quote!(#value #nullable),
        Some(had) => match each(had, wanted, facts) {
            Some(each) => quote!(#value.map(|value| #each) #nullable),
            None => json,
        },
        // A list that is always there is absent when it is empty.
        None if from == wanted => quote!((!#value.is_empty()).then_some(#value) #nullable),
        None => match each(from, wanted, facts) {
            Some(each) => quote!({ let value = #value; (!value.is_empty()).then(|| #each) #nullable }),
            None => json,
        },
    }
}

/// How a `value` of one type, or each of a list of them, is made one of its counterpart.
fn each(from: &Type, into: &Type, facts: &Facts) -> Option<TokenStream> {
    match (syntax::argument(from, "Vec"), syntax::argument(into, "Vec")) {
        (Some(from), Some(into)) => made_of(into, &name(from)?, facts).then(|| {
            quote!(
                value
                    .into_iter()
                    .map(::std::convert::From::from)
                    .collect::<::std::vec::Vec<_>>()
            )
        }),
        (None, None) => made_of(into, &name(from)?, facts).then(|| quote!(::std::convert::From::from(value))),
        _ => None,
    }
}

fn name(ty: &Type) -> Option<Ident> {
    match ty {
        Type::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    }
}

/// Whether the contract says that the type is made of the one that is read.
fn made_of(ty: &Type, read: &Ident, facts: &Facts) -> bool {
    let facts = name(ty).and_then(|name| facts.types.get(&name.to_string()));
    facts.is_some_and(|facts| facts.from.iter().any(|from| read == from))
}

fn leaf(ty: &Type) -> &Type {
    syntax::argument(ty, "Option").unwrap_or(ty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lower::facts::TypeFacts;

    #[test]
    fn what_is_read_is_moved_into_what_is_written() {
        let mut file = syn::parse_file(
            r#"pub mod types {
                pub struct Trunk {
                    pub id: Option<String>,
                    pub name: Option<String>,
                    pub note: Option<String>,
                    pub labels: Vec<String>,
                    pub numbers: Vec<Number>,
                    pub state: Option<State>,
                    pub extra: crate::Extra,
                }
                pub struct TrunkUpdate {
                    pub name: Option<String>,
                    pub note: Option<crate::wire::Nullable<String>>,
                    pub labels: Option<Vec<String>>,
                    pub numbers: Option<Vec<NewNumber>>,
                    pub state: Option<NewState>,
                    pub password: Option<String>,
                    pub extra: crate::Extra,
                }
                pub struct Replacement { pub config: Option<TrunkUpdate>, pub extra: crate::Extra }
                pub struct Number { pub extra: crate::Extra }
                pub struct NewNumber { pub extra: crate::Extra }
            }"#,
        )
        .unwrap();
        let made_of = |read: &str| TypeFacts {
            from: vec![read.to_owned()],
            ..TypeFacts::default()
        };
        let types = [
            ("TrunkUpdate", made_of("Trunk")),
            ("Replacement", made_of("Trunk")),
            ("NewNumber", made_of("Number")),
        ];
        let facts = Facts {
            types: types
                .into_iter()
                .map(|(name, facts)| (name.to_owned(), facts))
                .collect(),
            ..Facts::default()
        };
        harden(&mut file, &facts).unwrap();
        let made = syntax::module(&mut file, "types").unwrap().split_off(5);
        let made = File {
            items: made,
            ..syn::parse_file("").unwrap()
        };
        insta::assert_snapshot!(prettyplease::unparse(&made), @r#"
        /// What can be written is kept, and so is what is not documented; left out are `id`.
        impl ::std::convert::From<Trunk> for TrunkUpdate {
            fn from(mut read: Trunk) -> Self {
                let mut value = Self::default();
                let mut extra = crate::wire::follow_whole::<
                    Trunk,
                    Self,
                >(::std::mem::take(&mut read.extra));
                value.name = read.name;
                value.note = read.note.map(crate::Nullable::Value);
                value.labels = (!read.labels.is_empty()).then_some(read.labels);
                value.numbers = {
                    let value = read.numbers;
                    (!value.is_empty())
                        .then(|| {
                            value
                                .into_iter()
                                .map(::std::convert::From::from)
                                .collect::<::std::vec::Vec<_>>()
                        })
                };
                value.state = crate::wire::carry(&read.state, "state", &mut extra);
                value.extra = extra;
                value
            }
        }
        /// What `config` has no property for is left out, and what is not documented goes there.
        impl ::std::convert::From<Trunk> for Replacement {
            fn from(mut read: Trunk) -> Self {
                let mut value = Self::default();
                value.config = ::std::option::Option::Some(
                    ::std::convert::From::from(read.clone()),
                );
                let mut extra = crate::wire::follow_blanks::<Trunk, Self>(&read.extra);
                value.extra = extra;
                value
            }
        }
        /// Everything is kept.
        impl ::std::convert::From<Number> for NewNumber {
            fn from(mut read: Number) -> Self {
                let mut value = Self::default();
                let mut extra = crate::wire::follow_whole::<
                    Number,
                    Self,
                >(::std::mem::take(&mut read.extra));
                value.extra = extra;
                value
            }
        }
        "#);
    }

    #[test]
    fn a_type_that_is_not_there_is_noticed() {
        let mut file = syn::parse_file("pub mod types { pub struct TrunkUpdate { pub extra: crate::Extra } }").unwrap();
        let update = TypeFacts {
            from: vec!["Trunk".to_owned()],
            ..TypeFacts::default()
        };
        let facts = Facts {
            types: [("TrunkUpdate".to_owned(), update)].into(),
            ..Facts::default()
        };
        assert!(harden(&mut file, &facts).is_err());
    }
}
