//! How an operation ends: in a value, or in the error of this crate.
//!
//! progenitor's error loses status and headers when a body is not what was announced, never shows the body of a status that
//! is not documented, and a path parameter that is empty or `..` reaches another operation. The part of `send()` from the
//! finished request on is hand-written code instead, which knows the operation all the way.

use syn::visit_mut::{self, VisitMut};
use syn::{
    Arm, Block, Expr, ExprCall, ExprLit, ExprPath, ExprTry, File, Ident, ImplItem, ImplItemFn, Item, Lit, Pat,
    ReturnType, Stmt, UseTree, parse_quote,
};

use super::{Unexpected, syntax};

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    imports(&mut file.items);
    file.items.retain(|item| !is_hook(item));
    let operations = syntax::module(file, "builder").ok_or(missing("module `builder`"))?;
    imports(operations);
    for item in operations {
        let Item::Impl(block) = item else { continue };
        for item in &mut block.items {
            match item {
                ImplItem::Fn(method) if method.sig.ident == "send" => send(method)?,
                _ => {}
            }
        }
    }
    Ok(())
}

fn missing(what: &'static str) -> Unexpected {
    Unexpected {
        step: "operations",
        what,
    }
}

/// What generated code takes from progenitor and does not need any more.
const GONE: [&str; 5] = ["encode_path", "ClientHooks", "ClientInfo", "Error", "OperationInfo"];

fn imports(items: &mut [Item]) {
    for item in items {
        let Item::Use(item) = item else { continue };
        if let UseTree::Path(path) = &mut item.tree
            && let UseTree::Group(group) = &mut *path.tree
        {
            let kept = std::mem::take(&mut group.items).into_iter();
            group.items = kept
                .filter(|tree| !matches!(tree, UseTree::Name(name) if GONE.iter().any(|gone| name.ident == gone)))
                .collect();
        }
    }
}

/// The implementation of progenitor's traits for the client, and the assertion that somebody wrote the others.
fn is_hook(item: &Item) -> bool {
    match item {
        Item::Impl(block) => block.trait_.as_ref().is_some_and(|(path, _)| {
            path.segments
                .last()
                .is_some_and(|segment| matches!(&*segment.ident.to_string(), "ClientInfo" | "ClientHooks"))
        }),
        Item::Const(item) => item.ident == "_",
        _ => false,
    }
}

fn send(method: &mut ImplItemFn) -> Result<(), Unexpected> {
    let output = match &mut method.sig.output {
        ReturnType::Type(_, output) => output,
        ReturnType::Default => return Err(missing("result of `send()`")),
    };
    let value = syntax::argument(output, "Result")
        .ok_or(missing("result of `send()`"))?
        .clone();
    **output = parse_quote!(Result<#value, crate::Error>);
    let list = syntax::argument(&value, "ResponseValue").is_some_and(|value| syntax::argument(value, "Vec").is_some());

    let id = dispatched(&mut method.block)?;
    Errors.visit_block_mut(&mut method.block);
    segments(&mut method.block);
    let Some(Stmt::Expr(Expr::Match(ends), _)) = method.block.stmts.last_mut() else {
        return Err(missing("`match` on the status"));
    };
    ends.arms.iter_mut().try_for_each(|arm| end(arm, list))?;
    method.block.stmts.insert(
        0,
        parse_quote! { const OPERATION: crate::transport::Operation = crate::transport::Operation::new(#id); },
    );
    Ok(())
}

/// Puts one call in the place of the hooks; the `operationId`.
fn dispatched(block: &mut Block) -> Result<String, Unexpected> {
    let at = |name: &str| block.stmts.iter().position(|statement| declares(statement, name));
    let (Some(from), Some(to)) = (at("info"), at("response")) else {
        return Err(missing("hooks of an operation"));
    };
    let id = block
        .stmts
        .get(from)
        .and_then(operation_id)
        .ok_or(missing("`operation_id`"))?;
    let dispatch: Stmt = parse_quote!(let response = client.dispatch(request, OPERATION).await?;);
    block.stmts.splice(from..=to, [dispatch]);
    Ok(id)
}

fn declares(statement: &Stmt, name: &str) -> bool {
    let Stmt::Local(local) = statement else { return false };
    matches!(&local.pat, Pat::Ident(pattern) if pattern.ident == name)
}

fn operation_id(statement: &Stmt) -> Option<String> {
    let Stmt::Local(local) = statement else { return None };
    let Expr::Struct(info) = &*local.init.as_ref()?.expr else {
        return None;
    };
    info.fields.iter().find_map(|field| match &field.expr {
        Expr::Lit(ExprLit { lit: Lit::Str(id), .. }) => Some(id.value()),
        _ => None,
    })
}

/// What becomes of a response with the status of this arm.
fn end(arm: &mut Arm, list: bool) -> Result<(), Unexpected> {
    let call = called(&arm.body);
    let new: Expr = match call.as_deref() {
        Some("from_response") if list => parse_quote!(crate::response::json_list(response, OPERATION).await),
        Some("from_response") => parse_quote!(crate::response::json(response, OPERATION).await),
        Some("empty") => parse_quote!(Ok(crate::response::empty(response))),
        Some("stream") => parse_quote!(Ok(crate::response::stream(response))),
        Some("UnexpectedResponse") => parse_quote!(Err(crate::response::failure(response, OPERATION).await)),
        _ => return Err(missing("known end of an operation")),
    };
    *arm.body = new;
    Ok(())
}

/// The innermost function that an expression calls with the response.
fn called(expression: &Expr) -> Option<String> {
    struct Calls(Option<String>);
    impl<'ast> syn::visit::Visit<'ast> for Calls {
        fn visit_expr_call(&mut self, call: &'ast ExprCall) {
            if let Expr::Path(path) = &*call.func {
                self.0 = path.path.segments.last().map(|segment| segment.ident.to_string());
            }
            syn::visit::visit_expr_call(self, call);
        }
    }
    let mut calls = Calls(None);
    syn::visit::Visit::visit_expr(&mut calls, expression);
    calls.0
}

/// Gives every error of an operation its name.
struct Errors;

impl VisitMut for Errors {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        match expression {
            Expr::Path(ExprPath { path, .. })
                if path.segments.last().is_some_and(|last| last.ident == "InvalidRequest") =>
            {
                *expression = parse_quote!(|message| crate::Error::invalid(OPERATION, message));
            }
            Expr::Try(ExprTry { expr, .. }) if !is_named(expr) => {
                *expression = parse_quote!(#expr.map_err(|error| crate::Error::build(OPERATION, error))?);
            }
            _ => {}
        }
    }
}

/// Whether an error says already which operation it is of.
fn is_named(expression: &Expr) -> bool {
    match expression {
        Expr::MethodCall(call) => call.method == "map_err",
        Expr::Await(wait) => matches!(&*wait.base, Expr::MethodCall(call) if call.method == "dispatch"),
        _ => false,
    }
}

/// Path parameters are made segments of the path before the URL is put together: `encode_path(&id.to_string())` would
/// let through what is none.
fn segments(block: &mut Block) {
    let mut encode: Vec<Stmt> = Vec::new();
    let Some(at) = block.stmts.iter().position(|statement| declares(statement, "url")) else {
        return;
    };
    let url = match block.stmts.get_mut(at) {
        Some(Stmt::Local(local)) => local.init.as_mut().map(|init| &mut *init.expr),
        _ => None,
    };
    let Some(Expr::Macro(url)) = url else { return };
    let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
    // The arguments of a macro are tokens to the parser.
    let Ok(mut arguments) = url.mac.parse_body_with(parser) else {
        return;
    };
    for argument in &mut arguments {
        if let Some(parameter) = encoded(argument) {
            let name = parameter.to_string();
            let name = name.trim_start_matches("r#");
            encode.push(parse_quote! {
                let #parameter = crate::wire::segment(#name, &#parameter)
                    .map_err(|violation| crate::Error::invalid(OPERATION, violation))?;
            });
            *argument = parse_quote!(#parameter);
        }
    }
    url.mac.tokens = quote::quote!(#arguments);
    block.stmts.splice(at..at, encode);
}

/// The parameter in `encode_path(&parameter.to_string())`.
fn encoded(argument: &Expr) -> Option<Ident> {
    let Expr::Call(call) = argument else { return None };
    let Expr::Path(function) = &*call.func else { return None };
    let Some(Expr::Reference(value)) = call.args.first().filter(|_| function.path.is_ident("encode_path")) else {
        return None;
    };
    let Expr::MethodCall(text) = &*value.expr else {
        return None;
    };
    match &*text.receiver {
        Expr::Path(path) => path.path.get_ident().cloned(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPERATION: &str = r#"
        pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
        impl ClientInfo<Seam> for Client { fn inner(&self) -> &Seam { &self.inner } }
        const _: () = { fn assert_client_hooks() where Client: ClientHooks<Seam> {} };
        pub mod builder {
            impl<'a> GetTrunk<'a> {
                pub async fn send(self) -> Result<ResponseValue<Vec<types::Trunk>>, Error<()>> {
                    let Self { client, trunk_id } = self;
                    let trunk_id = trunk_id.map_err(Error::InvalidRequest)?;
                    let url = format!("{}/trunks/{}", client.baseurl, encode_path(&trunk_id.to_string()),);
                    let mut request = client.client.get(url).build()?;
                    let info = OperationInfo { operation_id: "get_trunk" };
                    client.pre(&mut request, &info).await?;
                    let result = client.exec(request, &info).await;
                    client.post(&result, &info).await?;
                    let response = result?;
                    match response.status().as_u16() {
                        200u16 => ResponseValue::from_response(response).await,
                        204u16 => Ok(ResponseValue::empty(response)),
                        _ => Err(Error::UnexpectedResponse(response)),
                    }
                }
            }
        }
    "#;

    #[test]
    fn an_operation_is_sent_and_read_by_hand_written_code() {
        let mut file = syn::parse_file(OPERATION).unwrap();
        harden(&mut file).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub use progenitor_client::{ByteStream, ResponseValue};
        pub mod builder {
            impl<'a> GetTrunk<'a> {
                pub async fn send(
                    self,
                ) -> Result<ResponseValue<Vec<types::Trunk>>, crate::Error> {
                    const OPERATION: crate::transport::Operation = crate::transport::Operation::new(
                        "get_trunk",
                    );
                    let Self { client, trunk_id } = self;
                    let trunk_id = trunk_id
                        .map_err(|message| crate::Error::invalid(OPERATION, message))?;
                    let trunk_id = crate::wire::segment("trunk_id", &trunk_id)
                        .map_err(|violation| crate::Error::invalid(OPERATION, violation))?;
                    let url = format!("{}/trunks/{}", client.baseurl, trunk_id,);
                    let mut request = client
                        .client
                        .get(url)
                        .build()
                        .map_err(|error| crate::Error::build(OPERATION, error))?;
                    let response = client.dispatch(request, OPERATION).await?;
                    match response.status().as_u16() {
                        200u16 => crate::response::json_list(response, OPERATION).await,
                        204u16 => Ok(crate::response::empty(response)),
                        _ => Err(crate::response::failure(response, OPERATION).await),
                    }
                }
            }
        }
        "#);
    }

    #[test]
    fn an_operation_that_is_sent_in_another_way_is_noticed() {
        for (old, new) in [
            ("let info", "let about"),
            ("let response = result", "let answer = result"),
            ("from_response", "of_response"),
        ] {
            let mut file = syn::parse_file(&OPERATION.replace(old, new)).unwrap();
            assert!(harden(&mut file).is_err(), "{old}");
        }
    }
}
