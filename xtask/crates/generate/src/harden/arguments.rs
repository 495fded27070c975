//! The arguments of an operation: short setters, and what is said of an argument that is missing or cannot be converted.
//!
//! progenitor writes the conversion of each argument out, with its error. Hand-written functions do it for all of them, with
//! errors that name the parameter in the words of this crate.

use syn::visit_mut::VisitMut;
use syn::{
    Block, Expr, File, FnArg, ImplItem, ImplItemFn, Item, LitStr, Stmt, Type, TypeParamBound, WherePredicate,
    parse_quote,
};

use super::{Unexpected, syntax};

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let operations = syntax::module(file, "builder").ok_or(missing("module `builder`"))?;
    for item in operations {
        Unset.visit_item_mut(item);
        let Item::Impl(block) = item else { continue };
        let is_operation = syntax::implements(block, "Operation").is_some();
        let is_builder = syntax::inherent(block).is_some();
        for item in &mut block.items {
            match item {
                ImplItem::Fn(method) if is_operation && method.sig.ident == "draft" => body(&mut method.block),
                ImplItem::Fn(method) if is_builder && method.sig.ident == "body_map" => change(method)?,
                ImplItem::Fn(method) if is_builder && is_setter(method) => setter(method)?,
                _ => {}
            }
        }
    }
    Ok(())
}

fn missing(what: &'static str) -> Unexpected {
    Unexpected::new("arguments", what)
}

/// What is said of an argument that is not there.
struct Unset;

impl VisitMut for Unset {
    fn visit_lit_str_mut(&mut self, text: &mut LitStr) {
        if let Some(name) = text.value().strip_suffix(" was not initialized") {
            *text = LitStr::new(&format!("`{name}`: required, and it is not set"), text.span());
        }
    }
}

/// `fn name<V>(mut self, value: V) -> Self where V: TryInto<T>`.
fn is_setter(method: &ImplItemFn) -> bool {
    let is_value = |argument: &FnArg| matches!(argument, FnArg::Typed(argument) if is_named(&argument.pat, "value"));
    method.sig.inputs.iter().any(is_value)
}

fn is_named(pattern: &syn::Pat, name: &str) -> bool {
    matches!(pattern, syn::Pat::Ident(pattern) if pattern.ident == name)
}

fn setter(method: &mut ImplItemFn) -> Result<(), Unexpected> {
    let target = target(method).ok_or(missing("`TryInto` of a setter"))?;
    let name = method.sig.ident.clone();
    let text = name.to_string();
    let text = text.trim_start_matches("r#");
    let called = called(&method.block);
    let called = |name: &str| called.iter().any(|called| called == name);
    let value: Type = if has_property(&target) {
        parse_quote!(impl crate::IntoProperty<#target>)
    } else {
        parse_quote!(impl crate::wire::Converted<#target>)
    };
    let value_made: Expr = if has_property(&target) {
        parse_quote!(value.into_property())
    } else {
        parse_quote!(value.converted())
    };
    let set: Expr = match () {
        () if called("From::from") => parse_quote!(crate::operation::set_body(&mut self.#name, #value_made)),
        () if called("Some") => parse_quote!(crate::operation::set_optional(&mut self.#name, #text, #value_made)),
        () => parse_quote!(crate::operation::set(&mut self.#name, #text, #value_made)),
    };
    let attributes = std::mem::take(&mut method.attrs);
    *method = parse_quote! {
        #(#attributes)*
        pub fn #name(mut self, value: #value) -> Self {
            #set;
            self
        }
    };
    Ok(())
}

/// Whether an argument of the type takes what `IntoProperty` makes of other values, as properties of the type do.
fn has_property(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let segments: Vec<String> = path
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let own = matches!(segments.as_slice(), [types, _] if types == "types");
    own || super::builders::has_property(ty, &[])
}

/// `T` in `V: TryInto<T>`.
fn target(method: &ImplItemFn) -> Option<Type> {
    let predicates = &method.sig.generics.where_clause.as_ref()?.predicates;
    let bounds = predicates.iter().filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) => Some(predicate.bounds.iter()),
        _ => None,
    });
    bounds.flatten().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        let last = bound.path.segments.last()?;
        let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        match arguments.args.first()? {
            syn::GenericArgument::Type(ty) if last.ident == "TryInto" => Some(ty.clone()),
            _ => None,
        }
    })
}

/// The functions that are passed to `map`.
fn called(block: &Block) -> Vec<String> {
    struct Maps(Vec<String>);
    impl<'ast> syn::visit::Visit<'ast> for Maps {
        fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
            if let (true, Some(Expr::Path(path))) = (call.method == "map", call.args.first()) {
                let names: Vec<_> = path
                    .path
                    .segments
                    .iter()
                    .map(|segment| segment.ident.to_string())
                    .collect();
                self.0.push(names.join("::"));
            }
            syn::visit::visit_expr_method_call(self, call);
        }
    }
    let mut maps = Maps(Vec::new());
    syn::visit::Visit::visit_block(&mut maps, block);
    maps.0
}

/// `body_map`, without a parameter of its own.
fn change(method: &mut ImplItemFn) -> Result<(), Unexpected> {
    let predicates = method
        .sig
        .generics
        .where_clause
        .as_ref()
        .map(|clause| &clause.predicates);
    let bound = predicates.and_then(|predicates| match predicates.first()? {
        WherePredicate::Type(predicate) => match predicate.bounds.first()? {
            TypeParamBound::Trait(bound) => Some(bound.path.segments.last()?.clone()),
            _ => None,
        },
        _ => None,
    });
    let bound = bound.ok_or(missing("bound of `body_map`"))?;
    let attributes = std::mem::take(&mut method.attrs);
    let block = &method.block;
    *method = parse_quote! {
        #(#attributes)*
        pub fn body_map(mut self, f: impl #bound) -> Self #block
    };
    Ok(())
}

/// The body is built where all of it is there: `let body = body.and_then(|v| T::try_from(v)…)?`.
fn body(block: &mut Block) {
    for statement in &mut block.stmts {
        let Stmt::Local(local) = statement else { continue };
        let built = match local.init.as_ref().map(|init| &*init.expr) {
            Some(Expr::Try(tried)) if is_named(&local.pat, "body") => built(&tried.expr),
            _ => None,
        };
        if let Some(ty) = built {
            *statement = parse_quote!(let body: #ty = crate::operation::built(body)?;);
        }
    }
}

/// `T` in `body.and_then(|v| T::try_from(v)…)`.
fn built(expression: &Expr) -> Option<Type> {
    struct Converted(Option<Type>);
    impl<'ast> syn::visit::Visit<'ast> for Converted {
        fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
            let mut path = path.path.clone();
            if path.segments.last().is_some_and(|last| last.ident == "try_from") {
                path.segments.pop();
                path.segments.pop_punct();
                self.0 = Some(parse_quote!(#path));
            }
        }
    }
    match expression {
        Expr::MethodCall(call) if call.method == "and_then" => {
            let mut converted = Converted(None);
            syn::visit::Visit::visit_expr(&mut converted, expression);
            converted.0
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATED: &str = r#"
        pub mod builder {
            impl<'a> UpdateTrunk<'a> {
                pub fn new(client: &'a super::Client) -> Self {
                    Self { trunk_id: Err("trunk_id was not initialized".to_string()) }
                }
                pub fn trunk_id<V>(mut self, value: V) -> Self where V: TryInto<::std::string::String> {
                    self.trunk_id = value.try_into()
                        .map_err(|_| "conversion to `:: std :: string :: String` for trunk_id failed".to_string());
                    self
                }
                pub fn r#type<V>(mut self, value: V) -> Self where V: TryInto<types::Type> {
                    self.r#type = value.try_into().map(Some)
                        .map_err(|_| "conversion to `Type` for type failed".to_string());
                    self
                }
                pub fn body<V>(mut self, value: V) -> Self
                where V: TryInto<types::TrunkUpdate>, <V as TryInto<types::TrunkUpdate>>::Error: std::fmt::Display {
                    self.body = value.try_into().map(From::from)
                        .map_err(|s| format!("conversion to `TrunkUpdate` for body failed: {}", s));
                    self
                }
                pub fn body_map<F>(mut self, f: F) -> Self
                where F: std::ops::FnOnce(types::builder::TrunkUpdate) -> types::builder::TrunkUpdate {
                    self.body = self.body.map(f);
                    self
                }
            }
            impl<'a> crate::Operation for UpdateTrunk<'a> {
                fn draft(self) {
                    let body = body.and_then(|v| types::TrunkUpdate::try_from(v).map_err(|e| e.to_string()))?;
                }
            }
        }
    "#;

    #[test]
    fn setters_are_short_and_an_argument_that_is_missing_is_named() {
        let mut file = syn::parse_file(GENERATED).unwrap();
        harden(&mut file).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod builder {
            impl<'a> UpdateTrunk<'a> {
                pub fn new(client: &'a super::Client) -> Self {
                    Self {
                        trunk_id: Err("`trunk_id`: required, and it is not set".to_string()),
                    }
                }
                pub fn trunk_id(
                    mut self,
                    value: impl crate::IntoProperty<::std::string::String>,
                ) -> Self {
                    crate::operation::set(&mut self.trunk_id, "trunk_id", value.into_property());
                    self
                }
                pub fn r#type(mut self, value: impl crate::IntoProperty<types::Type>) -> Self {
                    crate::operation::set_optional(
                        &mut self.r#type,
                        "type",
                        value.into_property(),
                    );
                    self
                }
                pub fn body(
                    mut self,
                    value: impl crate::IntoProperty<types::TrunkUpdate>,
                ) -> Self {
                    crate::operation::set_body(&mut self.body, value.into_property());
                    self
                }
                pub fn body_map(
                    mut self,
                    f: impl FnOnce(types::builder::TrunkUpdate) -> types::builder::TrunkUpdate,
                ) -> Self {
                    self.body = self.body.map(f);
                    self
                }
            }
            impl<'a> crate::Operation for UpdateTrunk<'a> {
                fn draft(self) {
                    let body: types::TrunkUpdate = crate::operation::built(body)?;
                }
            }
        }
        "#);
    }

    #[test]
    fn a_setter_that_converts_in_another_way_is_noticed() {
        let mut file = syn::parse_file(&GENERATED.replace("TryInto", "Into")).unwrap();
        assert!(harden(&mut file).is_err());
    }
}
