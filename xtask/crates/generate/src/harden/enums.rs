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
mod tests {
    use super::*;
    use lower::facts::TypeFacts;

    const TRANSPORT: &str = r#"
        #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Copy, Debug)]
        pub enum Transport { #[serde(rename = "udp")] Udp, #[serde(rename = "unknown")] Unknown }
        impl ::std::fmt::Display for Transport {}
        impl ::std::str::FromStr for Transport {}
        impl ::std::convert::TryFrom<&str> for Transport {}
    "#;

    fn hardened(read: bool) -> String {
        let facts = TypeFacts {
            read,
            written: !read,
            ..TypeFacts::default()
        };
        let facts = Facts {
            types: [("Transport".to_owned(), facts)].into(),
            ..Facts::default()
        };
        let mut file = syn::parse_file(&format!("pub mod types {{ {TRANSPORT} }}")).unwrap();
        harden(&mut file, &facts).unwrap();
        prettyplease::unparse(&file)
    }

    #[test]
    fn an_enumeration_that_is_read_keeps_what_it_does_not_know() {
        insta::assert_snapshot!(hardened(true), @r#"
        pub mod types {
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum Transport {
                ///The value `udp`.
                Udp,
                ///The value `unknown`.
                Unknown,
                /// A value that the contract does not know. It goes out as it came in.
                Unlisted(crate::wire::UnknownValue),
            }
            impl Transport {
                /// Every value that the contract knows, in its order.
                pub const KNOWN: &'static [Self] = &[Self::Udp, Self::Unknown];
                const TEXTS: &'static [&'static str] = &["udp", "unknown"];
                /// The value as it goes over the wire.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        Self::Udp => "udp",
                        Self::Unknown => "unknown",
                        Self::Unlisted(value) => value.as_str(),
                    }
                }
                fn known(value: &str) -> ::std::option::Option<Self> {
                    match value {
                        "udp" => Some(Self::Udp),
                        "unknown" => Some(Self::Unknown),
                        _ => None,
                    }
                }
            }
            impl ::std::fmt::Display for Transport {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.pad(self.as_str())
                }
            }
            impl ::std::convert::AsRef<str> for Transport {
                fn as_ref(&self) -> &str {
                    self.as_str()
                }
            }
            impl ::std::convert::From<&str> for Transport {
                fn from(value: &str) -> Self {
                    Self::known(value)
                        .unwrap_or_else(|| Self::Unlisted(crate::wire::UnknownValue::new(value)))
                }
            }
            impl ::std::convert::From<::std::string::String> for Transport {
                fn from(value: ::std::string::String) -> Self {
                    Self::from(value.as_str())
                }
            }
            impl ::std::str::FromStr for Transport {
                type Err = ::std::convert::Infallible;
                fn from_str(
                    value: &str,
                ) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                    Ok(Self::from(value))
                }
            }
            impl ::serde::Serialize for Transport {
                fn serialize<S: ::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::std::result::Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
            impl<'de> ::serde::Deserialize<'de> for Transport {
                fn deserialize<D: ::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::std::result::Result<Self, D::Error> {
                    crate::wire::open_enum(
                        deserializer,
                        Self::TEXTS,
                        Self::known,
                        Self::Unlisted,
                    )
                }
            }
            #[cfg(feature = "schemars")]
            impl ::schemars::JsonSchema for Transport {
                fn schema_name() -> ::std::borrow::Cow<'static, str> {
                    "Transport".into()
                }
                fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                    crate::wire::string_schema(Self::TEXTS, true)
                }
            }
        }
        "#);
    }

    #[test]
    fn variants_are_called_what_the_contract_calls_their_values() {
        let named = |names: &[(&str, &str)]| {
            let mut item = parse_quote!(
                pub enum Rate {
                    #[serde(rename = "8000")]
                    X8000,
                    Hz,
                    #[serde(rename = "16000")]
                    X16000,
                }
            );
            let names = names
                .iter()
                .map(|(value, name)| ((*value).to_owned(), (*name).to_owned()));
            name_values(&mut item, &names.collect());
            let variants = item.variants.iter();
            variants
                .map(|variant| format!("{}={}", variant.ident, wire_value(variant)))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(named(&[]), "X8000=8000 Hz=Hz X16000=16000");
        assert_eq!(
            named(&[("16000", "Hz16000"), ("8000", "Hz8000"), ("48000", "Hz48000")]),
            "Hz8000=8000 Hz=Hz Hz16000=16000"
        );
        assert_eq!(
            named(&[("Hz", "Unit"), ("8000", "1")]),
            "X8000=8000 Unit=Hz X16000=16000"
        );
        // A name that another value has without being given it, and one that is given twice.
        assert_eq!(named(&[("8000", "Hz"), ("16000", "Hz")]), "Hz=8000 Hz2=Hz X16000=16000");
    }

    #[test]
    fn an_enumeration_that_only_goes_out_takes_known_values_only() {
        let closed = hardened(false);
        assert!(!closed.contains("Unlisted("), "{closed}");
        assert!(
            closed.contains("impl ::std::convert::TryFrom<&str> for Transport"),
            "{closed}"
        );
        assert!(closed.contains("crate::wire::closed_enum("), "{closed}");
        assert!(
            closed.contains("#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]"),
            "{closed}"
        );
    }
}
