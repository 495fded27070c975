//! The builders of objects: what was set, and the first error.
//!
//! The generator makes a copy of each object in which every field is a `Result`, with setters that take an `Option` and
//! nothing that becomes a string. Here a builder holds the object itself, a setter takes whatever converts into the value, a
//! builder of it and an `Option` among that, and what a request must satisfy is checked in the end.

mod conversions;

/// The documentation of `build()`.
const BUILD: &str = "Builds the object.\n\n# Errors\n\nA value could not be converted, or the object is not what the contract asks for.";

use quote::quote;
use syn::{Fields, File, GenericArgument, Ident, Item, ItemStruct, PathArguments, Type, parse_quote};

use super::{Unexpected, objects, syntax};

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let missing = |what| Unexpected::new("builders", what);
    let types = syntax::module(file, "types").ok_or(missing("module `types`"))?;
    let checked: Vec<String> = types.iter().filter_map(checked).collect();
    let objects: Vec<ItemStruct> = types.iter().filter_map(object).cloned().collect();
    let own: Vec<Ident> = types.iter().filter_map(cloned).cloned().collect();
    let sources = conversions::sources(types, &own);
    let Some(builders) = syntax::inner_module(types, "builder") else {
        // Without an object there is nothing to build.
        let implementations = conversions::implementations(types, &own, &sources, &[]);
        types.extend(implementations);
        return if objects.is_empty() {
            Ok(())
        } else {
            Err(missing("module `types::builder`"))
        };
    };
    let made: Vec<Ident> = builders.iter().filter_map(builder_name).cloned().collect();
    builders.clear();
    for object in objects.iter().filter(|object| made.contains(&object.ident)) {
        builders.extend(builder(object, checked.contains(&object.ident.to_string()), &own));
    }
    let implementations = conversions::implementations(types, &own, &sources, &made);
    types.extend(implementations);
    if made.len() == objects.len() {
        Ok(())
    } else {
        Err(missing("builder of an object"))
    }
}

fn object(item: &Item) -> Option<&ItemStruct> {
    match item {
        Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => Some(item),
        _ => None,
    }
}

/// The name of a type that can be cloned.
fn cloned(item: &Item) -> Option<&Ident> {
    let (ident, attributes) = match item {
        Item::Struct(item) => (&item.ident, &item.attrs),
        Item::Enum(item) => (&item.ident, &item.attrs),
        _ => return None,
    };
    syntax::derives(attributes, "Clone").then_some(ident)
}

fn builder_name(item: &Item) -> Option<&Ident> {
    match item {
        Item::Struct(item) => Some(&item.ident),
        _ => None,
    }
}

/// The name of a type that implements `Check`.
fn checked(item: &Item) -> Option<String> {
    let Item::Impl(block) = item else { return None };
    let (of_trait, _) = block.trait_.as_ref()?;
    let check = of_trait.segments.last().is_some_and(|segment| segment.ident == "Check");
    match &*block.self_ty {
        Type::Path(path) if check => path.path.get_ident().map(Ident::to_string),
        _ => None,
    }
}

fn builder(object: &ItemStruct, checked: bool, own: &[Ident]) -> Vec<Item> {
    let name = &object.ident;
    let clone = syntax::derives(&object.attrs, "Clone").then(|| quote!(Clone,));
    let setters = object.fields.iter().filter_map(|field| setter(field, own));
    let check = checked.then(|| {
        quote! {
            crate::wire::Check::check(&value, &crate::wire::Place::Root).map_err(|violation| violation.to_string())?;
        }
    });
    let taken = |method: &str| {
        object
            .fields
            .iter()
            .any(|field| field.ident.as_ref().is_some_and(|ident| ident == method))
    };
    let build = (!taken("build")).then(|| -> syn::ImplItemFn {
        parse_quote! {
            #[doc = #BUILD]
            pub fn build(self) -> ::std::result::Result<super::#name, super::error::ConversionError> {
                self.try_into()
            }
        }
    });
    vec![
        parse_quote! {
            #[derive(#clone Debug, Default)]
            #[must_use]
            pub struct #name {
                value: super::#name,
                error: ::std::option::Option<crate::InvalidValue>,
            }
        },
        parse_quote! {
            impl #name {
                #(#setters)*
                #build
            }
        },
        parse_quote! {
            impl crate::wire::Builder for #name {
                type Object = super::#name;
                fn unchecked(self) -> ::std::result::Result<super::#name, crate::InvalidValue> {
                    self.error.map_or(Ok(self.value), Err)
                }
            }
        },
        parse_quote! {
            impl ::std::convert::TryFrom<#name> for super::#name {
                type Error = super::error::ConversionError;
                fn try_from(builder: #name) -> ::std::result::Result<Self, super::error::ConversionError> {
                    let value = crate::wire::Builder::unchecked(builder).map_err(|error| error.to_string())?;
                    #check
                    Ok(value)
                }
            }
        },
        parse_quote! {
            impl ::std::convert::From<super::#name> for #name {
                fn from(value: super::#name) -> Self {
                    Self { value, error: None }
                }
            }
        },
    ]
}

fn setter(field: &syn::Field, own: &[Ident]) -> Option<syn::ImplItemFn> {
    let ident = field.ident.as_ref()?;
    if objects::is_extra(&field.ty) {
        return Some(parse_quote! {
            /// Sets a property that is not documented. A value that is no JSON is an error when the object is built.
            pub fn #ident(
                mut self,
                name: impl ::std::convert::Into<::std::string::String>,
                value: impl ::serde::Serialize,
            ) -> Self {
                crate::wire::set_extra(&mut self.value.#ident, value, name, &mut self.error);
                self
            }
        });
    }
    let wire = syntax::wire_name(field)?;
    let (wanted, set) = taken(&field.ty, own);
    let kind = set.to_string().starts_with("set_nullable").then(|| quote!(<K>));
    let deprecated = field
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("deprecated"));
    Some(parse_quote! {
        #deprecated
        pub fn #ident #kind(mut self, value: impl #wanted) -> Self {
            crate::wire::#set(&mut self.value.#ident, value, #wire, &mut self.error);
            self
        }
    })
}

/// What a setter takes for a field, and the function that sets it.
fn taken(ty: &Type, own: &[Ident]) -> (syn::TypePath, Ident) {
    let set = |name: &str| quote::format_ident!("{name}");
    if is_free_form(ty) {
        return (parse_quote!(::serde::Serialize), set("set_json"));
    }
    let Some(inner) = syntax::argument(ty, "Option") else {
        let wanted = beside(ty);
        return if has_property(ty, own) {
            (parse_quote!(crate::IntoProperty<#wanted>), set("set_present"))
        } else {
            (
                parse_quote!(crate::wire::Converted<#wanted>),
                set("set_converted_present"),
            )
        };
    };
    let (nullable, inner) = match syntax::argument(inner, "Nullable") {
        Some(value) => (true, value),
        None => (false, inner),
    };
    let (boxed, inner) = match syntax::argument(inner, "Box") {
        Some(value) => (true, value),
        None => (false, inner),
    };
    let wanted = beside(inner);
    match (has_property(inner, own), nullable, boxed) {
        (true, false, false) => (parse_quote!(crate::IntoProperty<#wanted>), set("set")),
        (true, false, true) => (parse_quote!(crate::IntoProperty<#wanted>), set("set_boxed")),
        (true, true, false) => (parse_quote!(crate::IntoNullable<#wanted, K>), set("set_nullable")),
        (true, true, true) => (parse_quote!(crate::IntoNullable<#wanted, K>), set("set_nullable_boxed")),
        (false, false, false) => (parse_quote!(crate::wire::Converted<#wanted>), set("set_converted")),
        (false, ..) => {
            let whole = syntax::argument(ty, "Option").map_or_else(|| beside(ty), beside);
            (parse_quote!(crate::wire::Converted<#whole>), set("set_converted"))
        }
    }
}

/// Whether a property of the type takes what `IntoProperty` makes of other values: the types of the contract, scalars, and lists
/// and maps of those.
pub(super) fn has_property(ty: &Type, own: &[Ident]) -> bool {
    const SCALARS: [&str; 18] = [
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
        "NaiveDate",
        "IpAddr",
        "Ipv4Addr",
        "Ipv6Addr",
        "Value",
        "File",
    ];
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    match &last.arguments {
        PathArguments::None => {
            SCALARS.contains(&name.as_str()) || (path.path.get_ident().is_some() && own.contains(&last.ident))
        }
        PathArguments::AngleBracketed(arguments) => match name.as_str() {
            "DateTime" => true,
            "Map" => true,
            "Vec" | "BTreeMap" => arguments.args.iter().all(|argument| match argument {
                GenericArgument::Type(inner) => has_property(inner, own),
                _ => false,
            }),
            _ => false,
        },
        PathArguments::Parenthesized(_) => false,
    }
}

/// Whether a field holds JSON of any shape, or objects of any properties.
pub(super) fn is_free_form(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let around = ["Option", "Nullable", "Vec", "BTreeMap"];
    match &last.arguments {
        PathArguments::None => last.ident == "Value" && path.path.segments.len() > 1,
        PathArguments::AngleBracketed(_) if last.ident == "Map" => true,
        PathArguments::AngleBracketed(arguments) if around.iter().any(|name| last.ident == name) => {
            let inner = arguments.args.iter().rev().find_map(|argument| match argument {
                GenericArgument::Type(inner) => Some(inner),
                _ => None,
            });
            inner.is_some_and(is_free_form)
        }
        _ => false,
    }
}

/// The type as the module of the builders names it, which is beside the types and not among them.
fn beside(ty: &Type) -> Type {
    struct Beside;
    impl syn::visit_mut::VisitMut for Beside {
        fn visit_type_path_mut(&mut self, path: &mut syn::TypePath) {
            syn::visit_mut::visit_type_path_mut(self, path);
            const PRIMITIVES: [&str; 12] = [
                "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "char",
            ];
            if let Some(ident) = path
                .path
                .get_ident()
                .filter(|ident| !PRIMITIVES.iter().any(|name| ident == name))
            {
                let ident = ident.clone();
                path.path = parse_quote!(super::#ident);
            }
        }
    }
    let mut ty = ty.clone();
    syn::visit_mut::VisitMut::visit_type_mut(&mut Beside, &mut ty);
    ty
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: &str = r#"pub mod types {
        #[derive(Clone)] pub enum Gateway {}
        #[derive(Clone, Debug, Default)]
        pub struct Trunk {
            #[serde(rename = "displayName")]
            pub name: ::std::option::Option<::std::string::String>,
            pub gateways: ::std::vec::Vec<Gateway>,
        }
        impl crate::wire::Check for Trunk {}
        pub mod builder { pub struct Trunk { name: Result<String, String> } impl Default for Trunk {} }
    }"#;

    #[test]
    fn a_builder_holds_the_object_and_the_first_error() {
        let mut file = syn::parse_file(TYPES).unwrap();
        harden(&mut file).unwrap();
        let types = syntax::module(&mut file, "types").unwrap();
        let items = std::mem::take(syntax::inner_module(types, "builder").unwrap());
        let made = File {
            items,
            ..syn::parse_file("").unwrap()
        };
        insta::assert_snapshot!(prettyplease::unparse(&made), @r#"
        #[derive(Clone, Debug, Default)]
        #[must_use]
        pub struct Trunk {
            value: super::Trunk,
            error: ::std::option::Option<crate::InvalidValue>,
        }
        impl Trunk {
            pub fn name(
                mut self,
                value: impl crate::IntoProperty<::std::string::String>,
            ) -> Self {
                crate::wire::set(&mut self.value.name, value, "displayName", &mut self.error);
                self
            }
            pub fn gateways(
                mut self,
                value: impl crate::IntoProperty<::std::vec::Vec<super::Gateway>>,
            ) -> Self {
                crate::wire::set_present(
                    &mut self.value.gateways,
                    value,
                    "gateways",
                    &mut self.error,
                );
                self
            }
            /**Builds the object.

        # Errors

        A value could not be converted, or the object is not what the contract asks for.*/
            pub fn build(
                self,
            ) -> ::std::result::Result<super::Trunk, super::error::ConversionError> {
                self.try_into()
            }
        }
        impl crate::wire::Builder for Trunk {
            type Object = super::Trunk;
            fn unchecked(self) -> ::std::result::Result<super::Trunk, crate::InvalidValue> {
                self.error.map_or(Ok(self.value), Err)
            }
        }
        impl ::std::convert::TryFrom<Trunk> for super::Trunk {
            type Error = super::error::ConversionError;
            fn try_from(
                builder: Trunk,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                let value = crate::wire::Builder::unchecked(builder)
                    .map_err(|error| error.to_string())?;
                crate::wire::Check::check(&value, &crate::wire::Place::Root)
                    .map_err(|violation| violation.to_string())?;
                Ok(value)
            }
        }
        impl ::std::convert::From<super::Trunk> for Trunk {
            fn from(value: super::Trunk) -> Self {
                Self { value, error: None }
            }
        }
        "#);
    }

    #[test]
    fn an_object_without_a_builder_is_noticed() {
        let mut file = syn::parse_file(&TYPES.replace("pub mod builder", "mod other")).unwrap();
        assert!(harden(&mut file).is_err());
    }
}
