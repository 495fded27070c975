//! The builders of objects: what was set, and the first error.
//!
//! The generator makes a copy of each object in which every field is a `Result`, with setters that take an `Option` and
//! nothing that becomes a text. Here a builder holds the object itself, a setter takes whatever converts into the value,
//! and what a request must satisfy is checked in the end.

use quote::{format_ident, quote};
use syn::{Fields, File, Ident, Item, ItemStruct, Type, parse_quote};

use super::{Unexpected, syntax};

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let missing = |what| Unexpected { step: "builders", what };
    let types = syntax::module(file, "types").ok_or(missing("module `types`"))?;
    let checked: Vec<String> = types.iter().filter_map(checked).collect();
    let objects: Vec<ItemStruct> = types.iter().filter_map(object).cloned().collect();
    let Some(builders) = syntax::inner_module(types, "builder") else {
        // Without an object there is nothing to build.
        return match objects.is_empty() {
            true => Ok(()),
            false => Err(missing("module `types::builder`")),
        };
    };
    let made: Vec<String> = builders.iter().filter_map(name).collect();
    builders.clear();
    for object in objects.iter().filter(|object| made.contains(&object.ident.to_string())) {
        builders.extend(builder(object, checked.contains(&object.ident.to_string())));
    }
    match made.len() == objects.len() {
        true => Ok(()),
        false => Err(missing("builder of an object")),
    }
}

fn object(item: &Item) -> Option<&ItemStruct> {
    match item {
        Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => Some(item),
        _ => None,
    }
}

fn name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => Some(item.ident.to_string()),
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

fn builder(object: &ItemStruct, checked: bool) -> Vec<Item> {
    let name = &object.ident;
    let clone = syntax::derives(&object.attrs, "Clone").then(|| quote!(Clone,));
    let setters = object.fields.iter().filter_map(setter);
    let check = checked.then(|| {
        quote! {
            crate::wire::Check::check(&builder.value, &crate::wire::Place::Root).map_err(|violation| violation.to_string())?;
        }
    });
    vec![
        parse_quote! {
            #[derive(#clone Debug, Default)]
            #[must_use]
            pub struct #name {
                value: super::#name,
                error: ::std::option::Option<::std::string::String>,
            }
        },
        parse_quote! {
            impl #name {
                #(#setters)*
            }
        },
        parse_quote! {
            impl ::std::convert::TryFrom<#name> for super::#name {
                type Error = super::error::ConversionError;
                fn try_from(builder: #name) -> ::std::result::Result<Self, super::error::ConversionError> {
                    if let Some(error) = builder.error {
                        return Err(error.into());
                    }
                    #check
                    Ok(builder.value)
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

fn setter(field: &syn::Field) -> Option<syn::ImplItemFn> {
    let ident = field.ident.as_ref()?;
    let wire = syntax::wire_name(field)?;
    let (wanted, set) = match syntax::argument(&field.ty, "Option") {
        Some(inner) => (beside(inner), format_ident!("set_some")),
        None => (beside(&field.ty), format_ident!("set")),
    };
    let deprecated = field
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("deprecated"));
    Some(parse_quote! {
        #deprecated
        pub fn #ident<T>(mut self, value: T) -> Self
        where
            T: ::std::convert::TryInto<#wanted>,
            T::Error: ::std::fmt::Display,
        {
            crate::wire::#set(&mut self.value.#ident, value, #wire, &mut self.error);
            self
        }
    })
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
            error: ::std::option::Option<::std::string::String>,
        }
        impl Trunk {
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                crate::wire::set_some(
                    &mut self.value.name,
                    value,
                    "displayName",
                    &mut self.error,
                );
                self
            }
            pub fn gateways<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Gateway>>,
                T::Error: ::std::fmt::Display,
            {
                crate::wire::set(&mut self.value.gateways, value, "gateways", &mut self.error);
                self
            }
        }
        impl ::std::convert::TryFrom<Trunk> for super::Trunk {
            type Error = super::error::ConversionError;
            fn try_from(
                builder: Trunk,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                if let Some(error) = builder.error {
                    return Err(error.into());
                }
                crate::wire::Check::check(&builder.value, &crate::wire::Place::Root)
                    .map_err(|violation| violation.to_string())?;
                Ok(builder.value)
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
