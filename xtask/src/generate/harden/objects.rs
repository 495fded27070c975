//! Objects: read whatever a server makes of them, written as they were set, and open to new properties.

use quote::quote;
use syn::{
    Attribute, Field, Fields, File, GenericArgument, Ident, Item, ItemStruct, Path, PathArguments, Type, parse_quote,
};

use super::{Facts, Unexpected, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected {
        step: "objects",
        what: "module `types`",
    })?;
    let names: Vec<Ident> = types.iter().filter_map(readable).cloned().collect();
    let own: Vec<String> = names.iter().map(Ident::to_string).collect();
    for item in types.iter_mut() {
        let Item::Struct(item) = item else { continue };
        if matches!(item.fields, Fields::Named(_)) {
            item.attrs.push(parse_quote!(#[non_exhaustive]));
        }
        if own.contains(&item.ident.to_string()) {
            fields(item, facts, &own);
        }
    }
    types.extend(
        names
            .iter()
            .map(|name| -> Item { parse_quote!(crate::wire::tolerant!(#name);) }),
    );
    Ok(())
}

/// The name of a type that can be read: all but the forms, which only go out.
fn readable(item: &Item) -> Option<&Ident> {
    match item {
        Item::Struct(item) => syntax::derives(&item.attrs, "Deserialize").then_some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        _ => None,
    }
}

fn fields(item: &mut ItemStruct, facts: &Facts, own: &[String]) {
    let name = item.ident.to_string();
    match &mut item.fields {
        Fields::Named(fields) => {
            for field in &mut fields.named {
                let Some(wire) = syntax::wire_name(field) else { continue };
                if facts.property(&name, &wire).is_some_and(|property| property.nullable)
                    && let Some(inner) = syntax::argument(&field.ty, "Option")
                {
                    field.ty = parse_quote!(::std::option::Option<crate::wire::Nullable<#inner>>);
                }
                if !syntax::is_flattened(field) {
                    settle(field, own);
                }
            }
        }
        Fields::Unnamed(fields) => {
            for field in fields.unnamed.iter_mut().filter(|field| is_tolerant(&field.ty, own)) {
                field
                    .attrs
                    .push(parse_quote!(#[serde(deserialize_with = "crate::wire::read")]));
                if holds_time(&field.ty) {
                    field
                        .attrs
                        .push(parse_quote!(#[serde(serialize_with = "crate::wire::write")]));
                }
            }
        }
        Fields::Unit => {}
    }
}

/// Gives a field the attributes with which it reads and writes.
fn settle(field: &mut Field, own: &[String]) {
    let rename = syntax::renamed(&field.attrs).map(|name| quote!(rename = #name,));
    let skip = syntax::skipped_if(&field.attrs).map(|condition| quote!(skip_serializing_if = #condition,));
    let read = is_tolerant(&field.ty, own).then(|| quote!(deserialize_with = "crate::wire::read",));
    let write = (holds_time(&field.ty) && read.is_some()).then(|| quote!(serialize_with = "crate::wire::write",));
    field
        .attrs
        .retain(|attribute: &Attribute| !attribute.path().is_ident("serde"));
    field
        .attrs
        .push(parse_quote!(#[serde(#rename default, #read #write #skip)]));
}

/// Whether `crate::wire` knows how to read the type tolerantly.
fn is_tolerant(ty: &Type, own: &[String]) -> bool {
    const SCALARS: [&str; 15] = [
        "String",
        "bool",
        "i8",
        "i16",
        "i32",
        "i64",
        "u8",
        "u16",
        "u32",
        "u64",
        "f32",
        "f64",
        "Value",
        "NaiveDate",
        "Utc",
    ];
    const AROUND: [&str; 8] = [
        "Option", "Vec", "Box", "HashMap", "BTreeMap", "Map", "Nullable", "DateTime",
    ];
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    match &last.arguments {
        PathArguments::None => {
            SCALARS.contains(&name.as_str()) || (path.path.get_ident().is_some() && own.contains(&name))
        }
        PathArguments::AngleBracketed(arguments) if AROUND.contains(&name.as_str()) => arguments
            .args
            .iter()
            .all(|argument| matches!(argument, GenericArgument::Type(ty) if is_tolerant(ty, own))),
        _ => false,
    }
}

/// Whether there is a point in time in it, which is written with a numeric offset.
pub(super) fn holds_time(ty: &Type) -> bool {
    struct Times(bool);
    impl<'ast> syn::visit::Visit<'ast> for Times {
        fn visit_path(&mut self, path: &'ast Path) {
            self.0 |= path.segments.last().is_some_and(|segment| segment.ident == "DateTime");
            syn::visit::visit_path(self, path);
        }
    }
    let mut times = Times(false);
    syn::visit::Visit::visit_type(&mut times, ty);
    times.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::facts::{PropertyFacts, TypeFacts};

    #[test]
    fn a_field_reads_tolerantly_and_null_is_a_value_where_requests_have_it() {
        let mut file = syn::parse_file(
            r#"pub mod types {
                #[derive(::serde::Deserialize, ::serde::Serialize)]
                pub struct Trunk {
                    #[serde(rename = "createdAt", skip_serializing_if = "::std::option::Option::is_none")]
                    pub created_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                    #[serde(default, skip_serializing_if = "::std::vec::Vec::is_empty")]
                    pub gateways: ::std::vec::Vec<Gateway>,
                    pub note: ::std::option::Option<::std::string::String>,
                    pub address: ::std::option::Option<::std::net::IpAddr>,
                    #[serde(flatten)]
                    pub extra: ::std::collections::BTreeMap<::std::string::String, ::serde_json::Value>,
                }
                #[derive(::serde::Deserialize, ::serde::Serialize)]
                #[serde(transparent)]
                pub struct Gateway(pub i64);
                pub struct Form { pub file: ::std::option::Option<crate::multipart::File> }
            }"#,
        )
        .unwrap();
        let note = PropertyFacts {
            nullable: true,
            ..PropertyFacts::default()
        };
        let trunk = TypeFacts {
            properties: [("note".to_owned(), note)].into(),
            ..TypeFacts::default()
        };
        let facts = Facts {
            types: [("Trunk".to_owned(), trunk)].into(),
            ..Facts::default()
        };
        harden(&mut file, &facts).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod types {
            #[derive(::serde::Deserialize, ::serde::Serialize)]
            #[non_exhaustive]
            pub struct Trunk {
                #[serde(
                    rename = "createdAt",
                    default,
                    deserialize_with = "crate::wire::read",
                    serialize_with = "crate::wire::write",
                    skip_serializing_if = "::std::option::Option::is_none",
                )]
                pub created_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                #[serde(
                    default,
                    deserialize_with = "crate::wire::read",
                    skip_serializing_if = "::std::vec::Vec::is_empty",
                )]
                pub gateways: ::std::vec::Vec<Gateway>,
                #[serde(default, deserialize_with = "crate::wire::read")]
                pub note: ::std::option::Option<crate::wire::Nullable<::std::string::String>>,
                #[serde(default)]
                pub address: ::std::option::Option<::std::net::IpAddr>,
                #[serde(flatten)]
                pub extra: ::std::collections::BTreeMap<
                    ::std::string::String,
                    ::serde_json::Value,
                >,
            }
            #[derive(::serde::Deserialize, ::serde::Serialize)]
            #[serde(transparent)]
            pub struct Gateway(#[serde(deserialize_with = "crate::wire::read")] pub i64);
            #[non_exhaustive]
            pub struct Form {
                pub file: ::std::option::Option<crate::multipart::File>,
            }
            crate::wire::tolerant!(Trunk);
            crate::wire::tolerant!(Gateway);
        }
        "#);
    }
}
