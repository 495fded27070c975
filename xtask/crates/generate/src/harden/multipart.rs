//! A multipart form is sent as one.
//!
//! The lowering gave the generator an object to be sent as JSON. Its type loses what a file cannot have (serialization),
//! gets a function that makes a form of it, and the operation sends that.

use heck::ToPascalCase;
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, Fields, File, Item, ItemImpl, ItemStruct, Type, parse_quote};

use lower::facts::Form;

use super::{Unexpected, objects, syntax};

pub(super) fn harden(file: &mut File, forms: &[Form]) -> Result<(), Unexpected> {
    forms.iter().try_for_each(|form| {
        let (operation, component) = (form.operation.to_pascal_case(), form.component.to_pascal_case());
        let types = syntax::module(file, "types").ok_or(missing("module `types`"))?;
        type_of_form(types, &component)?;
        if let Some(builders) = syntax::inner_module(types, "builder") {
            builders
                .iter_mut()
                .filter_map(|item| structure(item, &component))
                .for_each(strip);
        }
        let operations = syntax::module(file, "builder").ok_or(missing("module `builder`"))?;
        send_form(operations, &operation)
    })
}

fn missing(what: &'static str) -> Unexpected {
    Unexpected::new("multipart", what)
}

fn structure<'a>(item: &'a mut Item, name: &str) -> Option<&'a mut ItemStruct> {
    match item {
        Item::Struct(item) if item.ident == name => Some(item),
        _ => None,
    }
}

/// Takes away what a type with a file in it cannot have.
fn strip(item: &mut ItemStruct) {
    syntax::remove_derives(&mut item.attrs, &["Serialize", "Deserialize"]);
    item.attrs
        .retain(|attribute| !attribute.path().is_ident("cfg_attr") && !attribute.path().is_ident("serde"));
}

fn type_of_form(types: &mut Vec<Item>, name: &str) -> Result<(), Unexpected> {
    let form = types.iter_mut().find_map(|item| structure(item, name));
    let form = form.ok_or(missing("type of a form"))?;
    strip(form);
    let mut steps = Vec::new();
    let Fields::Named(fields) = &mut form.fields else {
        return Err(missing("fields of a form"));
    };
    for field in &mut fields.named {
        let Some(ident) = field.ident.clone() else { continue };
        let wire =
            syntax::renamed(&field.attrs).unwrap_or_else(|| ident.to_string().trim_start_matches("r#").to_owned());
        field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
        steps.push(match files(&field.ty) {
            Some(Files::One) => quote!(let form = form.files(#wire, [self.#ident]);),
            Some(Files::Some) => quote!(let form = form.files(#wire, self.#ident);),
            Some(Files::SomeOfMany) => quote!(let form = form.files(#wire, self.#ident.into_iter().flatten());),
            None if objects::holds_time(&field.ty) => {
                quote!(let form = form.value(#wire, &crate::wire::written(&self.#ident))?;)
            }
            None => quote!(let form = form.value(#wire, &self.#ident)?;),
        });
    }
    let ident = format_ident!("{name}");
    let block: ItemImpl = parse_quote! {
        impl #ident {
            pub(crate) fn into_form(self) -> ::std::result::Result<crate::multipart::Form, ::std::string::String> {
                let form = crate::multipart::Form::new();
                #(#steps)*
                Ok(form)
            }
        }
    };
    let at = types
        .iter()
        .position(|item| matches!(item, Item::Struct(item) if item.ident == name));
    types.insert(at.map_or(0, |at| at + 1), Item::Impl(block));
    Ok(())
}

/// How a field holds files.
enum Files {
    One,
    Some,
    SomeOfMany,
}

fn files(ty: &Type) -> Option<Files> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    if last.ident == "File" && path.path.segments.iter().any(|segment| segment.ident == "multipart") {
        return Some(Files::One);
    }
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    let Some(syn::GenericArgument::Type(inner)) = arguments.args.first() else {
        return None;
    };
    match files(inner)? {
        Files::One => Some(Files::Some),
        Files::Some | Files::SomeOfMany => Some(Files::SomeOfMany),
    }
}

fn send_form(operations: &mut [Item], name: &str) -> Result<(), Unexpected> {
    let mut replaced = Replace(0);
    for item in operations {
        match item {
            Item::Impl(block) if syntax::implements(block, "Operation").is_some_and(|ident| ident == name) => {
                replaced.visit_item_impl_mut(block);
            }
            _ => {}
        }
    }
    match replaced.0 {
        1 => Ok(()),
        _ => Err(missing("`.json(&body).into()` in an operation that sends a form")),
    }
}

/// Makes a draft with a form of `….json(&body).into()`.
struct Replace(usize);

impl VisitMut for Replace {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        let Expr::MethodCall(ExprMethodCall { receiver, method, .. }) = &*expression else {
            return;
        };
        match &**receiver {
            Expr::MethodCall(json) if method == "into" && json.method == "json" => {
                let request = &json.receiver;
                *expression = parse_quote!(crate::multipart::draft(#request, body.into_form()?));
                self.0 += 1;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATED: &str = r#"
        pub mod types {
            #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
            #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
            pub struct UploadForm {
                pub file: crate::multipart::File,
                #[serde(default)]
                pub more: Option<Vec<crate::multipart::File>>,
                #[serde(rename = "type")]
                pub type_: Option<String>,
            }
            pub mod builder { #[derive(Clone, Debug)] pub struct UploadForm {} }
        }
        pub mod builder {
            impl crate::Operation for Upload { fn draft(self) { Ok(client.post(url).json(&body).into()) } }
            impl crate::Operation for Other { fn draft(self) { Ok(client.post(url).json(&body).into()) } }
        }
    "#;

    fn forms() -> Vec<Form> {
        vec![Form {
            operation: "upload".to_owned(),
            component: "UploadForm".to_owned(),
        }]
    }

    #[test]
    fn the_operation_sends_a_form_and_no_other_does() {
        let mut file = syn::parse_file(GENERATED).unwrap();
        harden(&mut file, &forms()).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod types {
            #[derive(Clone, Debug)]
            pub struct UploadForm {
                pub file: crate::multipart::File,
                pub more: Option<Vec<crate::multipart::File>>,
                pub type_: Option<String>,
            }
            impl UploadForm {
                pub(crate) fn into_form(
                    self,
                ) -> ::std::result::Result<crate::multipart::Form, ::std::string::String> {
                    let form = crate::multipart::Form::new();
                    let form = form.files("file", [self.file]);
                    let form = form.files("more", self.more.into_iter().flatten());
                    let form = form.value("type", &self.type_)?;
                    Ok(form)
                }
            }
            pub mod builder {
                #[derive(Clone, Debug)]
                pub struct UploadForm {}
            }
        }
        pub mod builder {
            impl crate::Operation for Upload {
                fn draft(self) {
                    Ok(crate::multipart::draft(client.post(url), body.into_form()?))
                }
            }
            impl crate::Operation for Other {
                fn draft(self) {
                    Ok(client.post(url).json(&body).into())
                }
            }
        }
        "#);
    }

    #[test]
    fn an_operation_that_sends_its_body_in_another_way_is_noticed() {
        let mut file = syn::parse_file(&GENERATED.replace(".json(&body)", ".body(body)")).unwrap();
        assert!(harden(&mut file, &forms()).is_err());
    }
}
