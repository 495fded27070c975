//! What a request must satisfy is checked when its body is built, with an error that names the field.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Field, Fields, File, GenericArgument, Ident, Item, ItemEnum, ItemStruct, PathArguments, Type, parse_quote};

use super::{Facts, Unexpected, constraints, objects, syntax};
use lower::facts::Constraints;

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected::new("checks", "module `types`"))?;
    let written: Vec<&Item> = types
        .iter()
        .filter(|item| name(item).is_some_and(|name| facts.writes(&name.to_string())))
        .collect();
    let mut checked: HashSet<String> = HashSet::new();
    // A type is checked where it has a rule of its own, or holds one that is checked.
    loop {
        let before = checked.len();
        let more: Vec<String> = written
            .iter()
            .filter(|item| !steps(item, facts, &checked).is_empty())
            .filter_map(|item| name(item).map(ToString::to_string))
            .collect();
        checked.extend(more);
        if checked.len() == before {
            break;
        }
    }
    let checks: Vec<Item> = written
        .iter()
        .filter(|item| name(item).is_some_and(|name| checked.contains(&name.to_string())))
        .filter_map(|item| implementation(name(item)?, steps(item, facts, &checked), item))
        .collect();
    types.extend(checks);
    Ok(())
}

fn name(item: &Item) -> Option<&Ident> {
    match item {
        Item::Struct(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        _ => None,
    }
}

fn implementation(name: &Ident, steps: Vec<TokenStream>, item: &Item) -> Option<Item> {
    let body = match item {
        Item::Enum(item) if steps.len() == item.variants.len() => quote!(match self { #(#steps,)* }),
        Item::Enum(_) => quote!(match self { #(#steps,)* _ => Ok(()) }),
        _ => quote!(#(#steps?;)* Ok(())),
    };
    Some(parse_quote! {
        impl crate::wire::Check for #name {
            fn check(&self, place: &crate::wire::Place<'_>) -> ::std::result::Result<(), crate::wire::Violation> {
                #body
            }
        }
    })
}

/// What there is to check of a type: for an object and a type around a value one expression a rule, for a union one arm a
/// branch.
fn steps(item: &Item, facts: &Facts, checked: &HashSet<String>) -> Vec<TokenStream> {
    match item {
        Item::Struct(item) => match &item.fields {
            Fields::Named(fields) => fields
                .named
                .iter()
                .flat_map(|field| of_field(item, field, facts, checked))
                .collect(),
            Fields::Unnamed(fields) => fields
                .unnamed
                .first()
                .map(|field| of_value(item, field, facts))
                .unwrap_or_default(),
            Fields::Unit => Vec::new(),
        },
        Item::Enum(item) => branches(item, checked),
        _ => Vec::new(),
    }
}

fn of_field(item: &ItemStruct, field: &Field, facts: &Facts, checked: &HashSet<String>) -> Vec<TokenStream> {
    let (Some(ident), Some(wire)) = (&field.ident, syntax::wire_name(field)) else {
        return Vec::new();
    };
    let mut steps = Vec::new();
    if let Some(property) = facts.property(&item.ident.to_string(), &wire) {
        if property.required && syntax::argument(&field.ty, "Option").is_some() {
            let extra = item.fields.iter().find(|field| objects::is_extra(&field.ty));
            steps.push(match extra.and_then(|field| field.ident.as_ref()) {
                Some(extra) => quote!(crate::wire::required_if_built(place, #wire, &self.#ident, &self.#extra)),
                None => quote!(crate::wire::required(place, #wire, &self.#ident)),
            });
        }
        let held = unwrapped(&field.ty);
        let of_items = syntax::argument(held, "Vec").into_iter().flat_map(|item| {
            let calls = constraints::check_calls(unwrapped(item), &property.items);
            calls
                .into_iter()
                .map(|call| quote!(crate::wire::every(value, place, |value, place| #call)))
        });
        for call in constraints::check_calls(held, &property.constraints)
            .into_iter()
            .chain(of_items)
        {
            steps.push(quote!(crate::wire::at(place, #wire, &self.#ident, |value, place| #call)));
        }
    }
    if !syntax::is_flattened(field) && leaf(&field.ty).is_some_and(|leaf| checked.contains(&leaf.to_string())) {
        steps.push(quote!(crate::wire::nested(place, #wire, &self.#ident)));
    }
    steps
}

/// Checks the value of a component that is no object.
fn of_value(item: &ItemStruct, field: &Field, facts: &Facts) -> Vec<TokenStream> {
    let none = Constraints::new();
    let constraints = facts
        .types
        .get(&item.ident.to_string())
        .map_or(&none, |facts| &facts.constraints);
    let calls = constraints::check_calls(unwrapped(&field.ty), constraints);
    let text =
        matches!(&field.ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "String"));
    let value = if text { quote!(self.0.as_str()) } else { quote!(&self.0) };
    calls
        .into_iter()
        .map(|call| quote!({ let value = #value; #call }))
        .collect()
}

fn branches(item: &ItemEnum, checked: &HashSet<String>) -> Vec<TokenStream> {
    let arms = item.variants.iter().filter_map(|variant| {
        let Fields::Unnamed(fields) = &variant.fields else {
            return None;
        };
        let held = leaf(&fields.unnamed.first()?.ty)?;
        let ident = &variant.ident;
        checked
            .contains(&held.to_string())
            .then(|| quote!(Self::#ident(value) => crate::wire::Check::check(value, place)))
    });
    arms.collect()
}

/// The type without what says that it can be absent or null.
fn unwrapped(ty: &Type) -> &Type {
    let mut ty = ty;
    while let Some(inner) = ["Option", "Nullable", "Box"]
        .iter()
        .find_map(|around| syntax::argument(ty, around))
    {
        ty = inner;
    }
    ty
}

/// The type of the values in any number of arrays and maps.
fn leaf(ty: &Type) -> Option<&Ident> {
    const AROUND: [&str; 5] = ["Option", "Nullable", "Box", "Vec", "BTreeMap"];
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return Some(&last.ident);
    };
    let inner = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    if AROUND.iter().any(|around| last.ident == around) {
        leaf(inner.last()?)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lower::facts::{PropertyFacts, TypeFacts};

    #[test]
    fn what_requests_hold_is_checked_through_whatever_holds_it() {
        let mut file = syn::parse_file(
            "pub mod types {
                pub struct New { pub name: Option<String>, pub gateways: Option<Vec<Gateway>>, pub either: Option<Either> }
                pub struct Gateway { pub port: Option<crate::wire::Nullable<i64>>, pub codecs: Option<Vec<String>> }
                #[serde(untagged)] pub enum Either { Gateway(Gateway), Text(String) }
                pub struct Free { pub name: Option<String> }
                pub struct Made { pub name: Option<String> }
            }",
        )
        .unwrap();
        let limits = |text: &str| serde_json::from_str::<Constraints>(text).unwrap();
        let of = |properties: Vec<(&str, PropertyFacts)>, written: bool| TypeFacts {
            read: !written,
            written,
            properties: properties
                .into_iter()
                .map(|(name, facts)| (name.to_owned(), facts))
                .collect(),
            ..TypeFacts::default()
        };
        let name = || PropertyFacts {
            required: true,
            constraints: limits(r#"{"maxLength": 10}"#),
            ..Default::default()
        };
        let port = PropertyFacts {
            constraints: limits(r#"{"maximum": 65535}"#),
            ..Default::default()
        };
        let codecs = PropertyFacts {
            items: limits(r#"{"minLength": 1}"#),
            ..Default::default()
        };
        let types = [
            ("New", of(vec![("name", name())], true)),
            ("Gateway", of(vec![("port", port), ("codecs", codecs)], true)),
            ("Either", of(vec![], true)),
            ("Free", of(vec![], true)),
            ("Made", of(vec![("name", name())], false)),
        ];
        let types = types
            .into_iter()
            .map(|(name, facts)| (name.to_owned(), facts))
            .collect();
        harden(
            &mut file,
            &Facts {
                types,
                ..Facts::default()
            },
        )
        .unwrap();
        let made = syntax::module(&mut file, "types").unwrap().split_off(5);
        let made = File {
            items: made,
            ..syn::parse_file("").unwrap()
        };
        insta::assert_snapshot!(prettyplease::unparse(&made), @r#"
        impl crate::wire::Check for New {
            fn check(
                &self,
                place: &crate::wire::Place<'_>,
            ) -> ::std::result::Result<(), crate::wire::Violation> {
                crate::wire::required(place, "name", &self.name)?;
                crate::wire::at(
                    place,
                    "name",
                    &self.name,
                    |value, place| crate::wire::length(value, place, ..=10),
                )?;
                crate::wire::nested(place, "gateways", &self.gateways)?;
                crate::wire::nested(place, "either", &self.either)?;
                Ok(())
            }
        }
        impl crate::wire::Check for Gateway {
            fn check(
                &self,
                place: &crate::wire::Place<'_>,
            ) -> ::std::result::Result<(), crate::wire::Violation> {
                crate::wire::at(
                    place,
                    "port",
                    &self.port,
                    |value, place| crate::wire::range(value, place, ..=65535i64),
                )?;
                crate::wire::at(
                    place,
                    "codecs",
                    &self.codecs,
                    |value, place| crate::wire::every(
                        value,
                        place,
                        |value, place| crate::wire::length(value, place, 1..),
                    ),
                )?;
                Ok(())
            }
        }
        impl crate::wire::Check for Either {
            fn check(
                &self,
                place: &crate::wire::Place<'_>,
            ) -> ::std::result::Result<(), crate::wire::Violation> {
                match self {
                    Self::Gateway(value) => crate::wire::Check::check(value, place),
                    _ => Ok(()),
                }
            }
        }
        "#);
    }
}
