//! Enumerations of strings: open where responses hold them, with all that a person would give them.
//!
//! The generator makes an enumeration that refuses a value which it does not know, and with it the whole response
//! (typify #862). Here such a value is a variant of its own, which keeps the text; known values are matched as before. What
//! only ever goes out takes known values only.

use std::collections::{BTreeMap, HashSet};

use syn::{Attribute, File, Ident, Item, ItemEnum, Type, parse_quote};

use super::{Facts, Unexpected, syntax};

/// What the variant of all other values is called, unless a value has that name.
const OTHERS: [&str; 3] = ["Unknown", "Unlisted", "OtherValue"];

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected::new("enums", "module `types`"))?;
    let enumerations: Vec<String> = types
        .iter()
        .filter_map(texts)
        .map(|item| item.ident.to_string())
        .collect();
    types.retain(|item| !is_conversion(item, &enumerations));
    let mut hardened = Vec::with_capacity(types.len());
    for item in std::mem::take(types) {
        match item {
            Item::Enum(item) if is_of_texts(&item) => {
                let name = item.ident.to_string();
                let mut item = item;
                if let Some(facts) = facts.types.get(&name) {
                    name_values(&mut item, &facts.variants);
                }
                hardened.extend(rewritten(item, facts.reads(&name)));
            }
            item => hardened.push(item),
        }
    }
    *types = hardened;
    Ok(())
}

/// Calls the variants what the contract calls their values.
fn name_values(item: &mut ItemEnum, names: &BTreeMap<String, String>) {
    let given: Vec<Option<String>> = item
        .variants
        .iter()
        .map(|variant| names.get(&wire_value(variant)).cloned())
        .collect();
    let idents = choose_idents(item, &given);
    for (variant, ident) in item.variants.iter_mut().zip(idents) {
        // Where no other name is given on the wire, it is the one that the variant had.
        if ident != variant.ident && syntax::renamed(&variant.attrs).is_none() {
            let wire = variant.ident.to_string();
            variant.attrs.push(parse_quote!(#[serde(rename = #wire)]));
        }
        variant.ident = ident;
    }
}

fn wire_value(variant: &syn::Variant) -> String {
    syntax::renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string())
}

/// What each variant is called: as the contract gives it, else as it is, with a number where the name is given to another.
pub(super) fn choose_idents(item: &ItemEnum, given: &[Option<String>]) -> Vec<Ident> {
    let parsed = |name: &Option<String>| name.as_deref().and_then(|name| syn::parse_str::<Ident>(name).ok());
    let mut taken: HashSet<String> = HashSet::new();
    let given: Vec<Option<Ident>> = given
        .iter()
        .map(|name| parsed(name).filter(|ident| taken.insert(ident.to_string())))
        .chain(std::iter::repeat(None))
        .take(item.variants.len())
        .collect();
    let own = item.variants.iter().map(|variant| &variant.ident);
    given
        .into_iter()
        .zip(own)
        .map(|(given, own)| {
            given.unwrap_or_else(|| {
                let numbered = (2..).map(|number| quote::format_ident!("{own}{number}"));
                let mut names = std::iter::once(own.clone()).chain(numbered);
                names
                    .find(|name| taken.insert(name.to_string()))
                    .unwrap_or_else(|| own.clone())
            })
        })
        .collect()
}

fn texts(item: &Item) -> Option<&ItemEnum> {
    match item {
        Item::Enum(item) if is_of_texts(item) => Some(item),
        _ => None,
    }
}

fn is_of_texts(item: &ItemEnum) -> bool {
    !item.variants.is_empty() && item.variants.iter().all(|variant| variant.fields.is_empty())
}

/// Whether `item` is one of the implementations that stand here in another form.
fn is_conversion(item: &Item, enumerations: &[String]) -> bool {
    let Item::Impl(block) = item else { return false };
    let of = match &*block.self_ty {
        Type::Path(path) => path.path.get_ident().map(Ident::to_string),
        _ => None,
    };
    let (Some(of), Some((of_trait, _))) = (of, &block.trait_) else {
        return false;
    };
    let name = of_trait.segments.last().map(|segment| segment.ident.to_string());
    let replaced = matches!(name.as_deref(), Some("Display" | "FromStr" | "TryFrom"));
    replaced && enumerations.contains(&of)
}

fn rewritten(mut item: ItemEnum, open: bool) -> Vec<Item> {
    let name = item.ident.clone();
    let known: Vec<(Ident, String)> = item
        .variants
        .iter()
        .map(|variant| (variant.ident.clone(), wire_value(variant)))
        .collect();
    for (variant, (_, wire)) in item.variants.iter_mut().zip(&known) {
        variant.attrs.retain(is_doc);
        if variant.attrs.is_empty() {
            let said = format!("The value `{wire}`.");
            variant.attrs.push(parse_quote!(#[doc = #said]));
        }
    }
    item.attrs.retain(is_doc);
    item.attrs.push(if open {
        parse_quote!(#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)])
    } else {
        parse_quote!(#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)])
    });
    item.attrs.push(parse_quote!(#[non_exhaustive]));
    let other = open.then(|| other(&known.iter().map(|(variant, _)| variant).collect::<Vec<_>>()));
    if let Some(other) = &other {
        item.variants.push(parse_quote! {
            /// A value that the contract does not know. It goes out as it came in.
            #other(crate::wire::UnknownValue)
        });
    }
    let mut items = vec![Item::Enum(item), inherent(&name, &known, other.as_ref())];
    items.extend(conversions(&name, other.as_ref()));
    items.extend(serialization(&name, other.as_ref()));
    items
}

/// What the variant of all other values is called beside `known` ones.
pub(super) fn other(known: &[&Ident]) -> Ident {
    let is_free = |name: &str| !known.iter().any(|variant| *variant == name);
    if let Some(name) = OTHERS.iter().find(|name| is_free(name)) {
        return quote::format_ident!("{name}");
    }
    let mut number = 2;
    loop {
        let name = format!("{}{number}", OTHERS[0]);
        if is_free(&name) {
            return quote::format_ident!("{name}");
        }
        number += 1;
    }
}

fn inherent(name: &Ident, known: &[(Ident, String)], other: Option<&Ident>) -> Item {
    let variants: Vec<&Ident> = known.iter().map(|(variant, _)| variant).collect();
    let texts: Vec<&String> = known.iter().map(|(_, text)| text).collect();
    let lifetime: Type = match other {
        Some(_) => parse_quote!(&str),
        None => parse_quote!(&'static str),
    };
    let rest = other.map(|other| quote::quote!(Self::#other(value) => value.as_str(),));
    parse_quote! {
        impl #name {
            /// Every value that the contract knows, in its order.
            pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];
            const TEXTS: &'static [&'static str] = &[#(#texts),*];
            /// The value as it goes over the wire.
            #[must_use]
            pub fn as_str(&self) -> #lifetime {
                match self {
                    #(Self::#variants => #texts,)*
                    #rest
                }
            }
            fn known(value: &str) -> ::std::option::Option<Self> {
                match value {
                    #(#texts => Some(Self::#variants),)*
                    _ => None,
                }
            }
        }
    }
}

fn conversions(name: &Ident, other: Option<&Ident>) -> Vec<Item> {
    let mut items: Vec<Item> = vec![
        parse_quote! {
            impl ::std::fmt::Display for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.pad(self.as_str())
                }
            }
        },
        parse_quote! {
            impl ::std::convert::AsRef<str> for #name {
                fn as_ref(&self) -> &str {
                    self.as_str()
                }
            }
        },
    ];
    match other {
        Some(other) => items.extend([
            parse_quote! {
                impl ::std::convert::From<&str> for #name {
                    fn from(value: &str) -> Self {
                        Self::known(value).unwrap_or_else(|| Self::#other(crate::wire::UnknownValue::new(value)))
                    }
                }
            },
            parse_quote! {
                impl ::std::convert::From<::std::string::String> for #name {
                    fn from(value: ::std::string::String) -> Self {
                        Self::from(value.as_str())
                    }
                }
            },
            parse_quote! {
                impl ::std::str::FromStr for #name {
                    type Err = ::std::convert::Infallible;
                    fn from_str(value: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                        Ok(Self::from(value))
                    }
                }
            },
        ]),
        None => {
            items.push(parse_quote! {
                impl ::std::str::FromStr for #name {
                    type Err = crate::wire::UnlistedValue;
                    fn from_str(value: &str) -> ::std::result::Result<Self, crate::wire::UnlistedValue> {
                        Self::known(value).ok_or_else(|| crate::wire::UnlistedValue::new(Self::TEXTS))
                    }
                }
            });
            for text in [quote::quote!(&str), quote::quote!(::std::string::String)] {
                items.push(parse_quote! {
                    impl ::std::convert::TryFrom<#text> for #name {
                        type Error = crate::wire::UnlistedValue;
                        fn try_from(value: #text) -> ::std::result::Result<Self, crate::wire::UnlistedValue> {
                            value.parse()
                        }
                    }
                });
            }
        }
    }
    items
}

fn serialization(name: &Ident, other: Option<&Ident>) -> Vec<Item> {
    let open = other.is_some();
    let read: syn::Expr = match other {
        Some(other) => parse_quote!(crate::wire::open_enum(deserializer, Self::TEXTS, Self::known, Self::#other)),
        None => parse_quote!(crate::wire::closed_enum(deserializer, Self::TEXTS, Self::known)),
    };
    let schema_name = name.to_string();
    vec![
        parse_quote! {
            impl ::serde::Serialize for #name {
                fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        },
        parse_quote! {
            impl<'de> ::serde::Deserialize<'de> for #name {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    #read
                }
            }
        },
        parse_quote! {
            #[cfg(feature = "schemars")]
            impl ::schemars::JsonSchema for #name {
                fn schema_name() -> ::std::borrow::Cow<'static, str> {
                    #schema_name.into()
                }
                fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                    crate::wire::string_schema(Self::TEXTS, #open)
                }
            }
        },
    ]
}

fn is_doc(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc")
}

#[cfg(test)]
mod tests;
