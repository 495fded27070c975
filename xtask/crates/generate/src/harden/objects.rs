//! Objects: read whatever a server makes of them, written as they were set, and open to new properties.

use quote::{format_ident, quote};
use syn::{
    Attribute, Field, Fields, File, GenericArgument, Ident, Item, ItemStruct, Path, PathArguments, Type, parse_quote,
};

use super::{Facts, Unexpected, syntax};

/// What the field of the other properties is called, unless a property has that name.
const EXTRA: [&str; 3] = ["extra", "extra_properties", "properties_that_are_not_documented"];

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected::new("objects", "module `types`"))?;
    let names: Vec<Ident> = types.iter().filter_map(readable).cloned().collect();
    let own: Vec<String> = names.iter().map(Ident::to_string).collect();
    let mut readers: Vec<Item> = Vec::new();
    for item in types.iter_mut() {
        match item {
            Item::Struct(item) => {
                let named = matches!(item.fields, Fields::Named(_));
                if named {
                    item.attrs.push(parse_quote!(#[non_exhaustive]));
                }
                if !own.contains(&item.ident.to_string()) {
                    continue;
                }
                nullable(item, facts);
                if named {
                    readers.push(object(item, &own))
                } else {
                    newtype(item, &own);
                    readers.push(scalar(&item.ident));
                }
            }
            Item::Enum(item) => readers.push(scalar(&item.ident)),
            _ => {}
        }
    }
    types.extend(readers);
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

/// What makes a type tolerant that is no object.
fn scalar(name: &Ident) -> Item {
    parse_quote!(crate::wire::tolerant!(#name);)
}

/// Lets null be a value of its own where a request can have it.
fn nullable(item: &mut ItemStruct, facts: &Facts) {
    let name = item.ident.to_string();
    let Fields::Named(fields) = &mut item.fields else {
        return;
    };
    for field in &mut fields.named {
        let Some(wire) = syntax::wire_name(field) else { continue };
        if facts.property(&name, &wire).is_some_and(|property| property.nullable)
            && let Some(inner) = syntax::argument(&field.ty, "Option")
        {
            field.ty = parse_quote!(::std::option::Option<crate::wire::Nullable<#inner>>);
        }
    }
}

fn newtype(item: &mut ItemStruct, own: &[String]) {
    let Fields::Unnamed(fields) = &mut item.fields else {
        return;
    };
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

/// Gives an object a field for what is not documented, and takes reading and writing over from `serde`'s derives.
fn object(item: &mut ItemStruct, own: &[String]) -> Item {
    syntax::remove_derives(&mut item.attrs, &["Serialize", "Deserialize"]);
    item.attrs
        .retain(|attribute: &Attribute| !attribute.path().is_ident("serde"));
    let name = item.ident.clone();
    let fields = match &mut item.fields {
        Fields::Named(fields) => &mut fields.named,
        // An object has fields with names, or none.
        Fields::Unnamed(_) | Fields::Unit => return scalar(&name),
    };
    let documented = fields
        .iter()
        .filter(|field| !syntax::is_flattened(field))
        .enumerate()
        .filter_map(|(index, field)| {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            let (ident, wire) = (field.ident.as_ref()?, syntax::wire_name(field)?);
            let plain = (!is_tolerant(&field.ty, own)).then(|| quote!(plain));
            Some(quote!(#index #ident = #wire #plain;))
        });
    let documented: Vec<_> = documented.collect();
    let typed = fields.iter().find(|field| syntax::is_flattened(field));
    if typed.is_some() && !syntax::derives(&item.attrs, "Default") {
        // The generator has none for an object with a map beside its properties.
        item.attrs.push(parse_quote!(#[derive(Default)]));
    }
    let (rest, kept) = match typed.and_then(|field| Some((field.ident.clone()?, field.ty.clone()))) {
        Some(typed) => typed,
        None => {
            let free = |name: &&str| {
                !fields
                    .iter()
                    .any(|field| field.ident.as_ref().is_some_and(|ident| ident == name))
            };
            let ident = format_ident!("{}", EXTRA.into_iter().find(|name| free(name)).unwrap_or("extra_"));
            fields.push(parse_quote! {
                /// What the object has beside these properties. It goes out as it came in.
                pub #ident: crate::Extra
            });
            (ident, parse_quote!(crate::Extra))
        }
    };
    // The printer of macros cannot tell `: ::std` from `:::std`.
    let kept = without_leading_colons(kept);
    parse_quote!(crate::object! { #name, #rest: #kept; #(#documented)* })
}

fn without_leading_colons(mut ty: Type) -> Type {
    if let Type::Path(path) = &mut ty {
        path.path.leading_colon = None;
    }
    ty
}

/// Says in the words of `schemars` what the attributes of `serde` say, which nothing reads any more on an object. The last
/// step that looks at names on the wire comes before.
pub(super) fn finish(file: &mut File) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected::new("objects", "module `types`"))?;
    for item in types {
        let Item::Struct(item) = item else { continue };
        let Fields::Named(fields) = &mut item.fields else {
            continue;
        };
        for field in &mut fields.named {
            describe(field);
        }
    }
    Ok(())
}

fn describe(field: &mut Field) {
    let rename = syntax::renamed(&field.attrs).map(|name| quote!(rename = #name));
    let flattened = syntax::is_flattened(field).then(|| quote!(flatten));
    // A list that is empty is left out.
    let optional = (syntax::argument(&field.ty, "Option").is_none() && flattened.is_none())
        .then(|| syntax::skipped_if(&field.attrs))
        .flatten()
        .map(|condition| quote!(default, skip_serializing_if = #condition));
    let extra = is_extra(&field.ty).then(|| quote!(skip));
    let said: Vec<_> = [rename, flattened, optional, extra].into_iter().flatten().collect();
    field
        .attrs
        .retain(|attribute: &Attribute| !attribute.path().is_ident("serde"));
    if !said.is_empty() {
        field
            .attrs
            .push(parse_quote!(#[cfg_attr(feature = "schemars", schemars(#(#said),*))]));
    }
}

/// Whether it is the field of what is not documented.
pub(super) fn is_extra(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.len() == 2
        && path.path.segments.iter().map(|segment| &segment.ident).eq(["crate", "Extra"]))
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
    use lower::facts::{PropertyFacts, TypeFacts};

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
        finish(&mut file).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod types {
            #[derive()]
            #[non_exhaustive]
            #[derive(Default)]
            pub struct Trunk {
                #[cfg_attr(feature = "schemars", schemars(rename = "createdAt"))]
                pub created_at: ::std::option::Option<::chrono::DateTime<::chrono::offset::Utc>>,
                #[cfg_attr(
                    feature = "schemars",
                    schemars(default, skip_serializing_if = "::std::vec::Vec::is_empty")
                )]
                pub gateways: ::std::vec::Vec<Gateway>,
                pub note: ::std::option::Option<crate::wire::Nullable<::std::string::String>>,
                pub address: ::std::option::Option<::std::net::IpAddr>,
                #[cfg_attr(feature = "schemars", schemars(flatten))]
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
            crate::object! {
                Trunk, extra : std::collections::BTreeMap < ::std::string::String,
                ::serde_json::Value >; 0 created_at = "createdAt"; 1 gateways = "gateways"; 2
                note = "note"; 3 address = "address" plain;
            }
            crate::wire::tolerant!(Gateway);
        }
        "#);
    }
}
