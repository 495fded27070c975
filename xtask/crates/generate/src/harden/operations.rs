//! Operations as a type: what each builder is, what it asks for, and how its answer is read.
//!
//! progenitor writes all of sending and reading into each `send()`, and loses much on the way: status and headers when a
//! body is not what was announced, the body of a status that is not documented; a path parameter that is empty or `..`
//! reaches another operation. Only what differs from operation to operation stays generated: the arguments, and where
//! they go in a request. That is the trait `Operation`, and hand-written code does the rest for all of them.

use quote::format_ident;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Arm, Block, Expr, ExprCall, ExprLit, ExprPath, File, Ident, ImplItem, ImplItemFn, Item, ItemImpl, Lit, Pat,
    ReturnType, Stmt, Type, UseTree, parse_quote,
};

use super::{Facts, Unexpected, syntax};
use lower::facts::OperationFacts;

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    imports(&mut file.items);
    file.items.retain(|item| !is_hook(item));
    let secrets = facts.secret_properties();
    file.items.push(parse_quote! {
        pub(crate) const SECRET_PROPERTIES: &[&str] = &[#(#secrets),*];
    });
    let operations = syntax::module(file, "builder").ok_or(missing("module `builder`"))?;
    imports(operations);
    let mut hardened = Vec::new();
    for mut item in std::mem::take(operations) {
        let implemented = match &mut item {
            Item::Impl(block) => operation(block, facts)?,
            _ => None,
        };
        hardened.push(item);
        hardened.extend(implemented.map(Item::Impl));
    }
    *operations = hardened;
    Ok(())
}

fn missing(what: &'static str) -> Unexpected {
    Unexpected::new("operations", what)
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

/// Takes `send()` apart; the implementation of the trait.
fn operation(block: &mut ItemImpl, facts: &Facts) -> Result<Option<ItemImpl>, Unexpected> {
    let Some(name) = syntax::inherent(block).map(ToString::to_string) else {
        return Ok(None);
    };
    let is_send = |item: &ImplItem| matches!(item, ImplItem::Fn(method) if method.sig.ident == "send");
    let Some(at) = block.items.iter().position(is_send) else {
        return Ok(None);
    };
    let ImplItem::Fn(send) = block.items.remove(at) else {
        return Ok(None);
    };
    let response = response(&send)?;
    let said = facts.of_builder(&name).ok_or(missing("facts of an operation"))?;
    let reading = reading(&send.block, &response, said)?;
    let (id, draft) = draft(send.block)?;
    let OperationFacts { path, idempotent, .. } = said;
    let method = format_ident!("{}", said.method);

    let docs = &send.attrs;
    let methods: ItemImpl = parse_quote! {
        impl X {
            #(#docs)*
            pub async fn send(self) -> Result<#response, crate::Error> {
                crate::operation::send(self).await
            }
            /// The same, with the status and the headers beside the value.
            pub async fn send_for_response(self) -> Result<ResponseValue<#response>, crate::Error> {
                crate::operation::send_for_response(self).await
            }
        }
    };
    block.items.extend(methods.items);

    let (generics, builder) = (&block.generics, &block.self_ty);
    Ok(Some(parse_quote! {
        impl #generics crate::Operation for #builder {
            const INFO: &'static crate::OperationInfo =
                &crate::OperationInfo::new(#id, ::reqwest::Method::#method, #path, #idempotent);
            type Response = #response;
            type Reading = crate::response::#reading;
            fn client(&self) -> &super::Client {
                self.client
            }
            fn draft(self) -> Result<crate::operation::Draft, crate::operation::Invalid> #draft
        }
    }))
}

/// The value of a success.
fn response(send: &ImplItemFn) -> Result<Type, Unexpected> {
    let ReturnType::Type(_, output) = &send.sig.output else {
        return Err(missing("result of `send()`"));
    };
    let value = syntax::argument(output, "Result").and_then(|value| syntax::argument(value, "ResponseValue"));
    value.cloned().ok_or(missing("result of `send()`"))
}

/// How the value is read, which the arms of the last statement say.
fn reading(block: &Block, response: &Type, facts: &OperationFacts) -> Result<Ident, Unexpected> {
    let Some(Stmt::Expr(Expr::Match(ends), _)) = block.stmts.last() else {
        return Err(missing("`match` on the status"));
    };
    let ends: Vec<_> = ends.arms.iter().map(end).collect::<Result<_, _>>()?;
    let has = |end: End| ends.contains(&end);
    let is_list = syntax::argument(response, "Vec").is_some();
    let name = match () {
        () if has(End::Json) && is_list => "JsonList",
        () if has(End::Json) && (facts.body_optional || has(End::Empty)) => "OptionalJson",
        () if has(End::Json) => "Json",
        () if has(End::Stream) => "Stream",
        () if has(End::Empty) => "Nothing",
        () => return Err(missing("success of an operation")),
    };
    Ok(format_ident!("{name}"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Json,
    Empty,
    Stream,
    Failure,
}

/// What becomes of a response with the status of this arm.
fn end(arm: &Arm) -> Result<End, Unexpected> {
    match called(&arm.body).as_deref() {
        Some("from_response") => Ok(End::Json),
        Some("empty") => Ok(End::Empty),
        Some("stream") => Ok(End::Stream),
        Some("UnexpectedResponse") => Ok(End::Failure),
        _ => Err(missing("known end of an operation")),
    }
}

/// The `operationId`, and the statements up to the finished request.
fn draft(mut block: Block) -> Result<(String, Block), Unexpected> {
    let at = |name: &str| block.stmts.iter().position(|statement| declares(statement, name));
    let (Some(request), Some(info), Some(_)) = (at("request"), at("info"), at("response")) else {
        return Err(missing("hooks of an operation"));
    };
    let id = block
        .stmts
        .get(info)
        .and_then(operation_id)
        .ok_or(missing("`operation_id`"))?;
    let built = match block.stmts.get(request) {
        Some(Stmt::Local(local)) => local.init.as_ref().and_then(|init| unbuilt(&init.expr)),
        _ => None,
    };
    let mut built = built.ok_or(missing("`build()` of a request"))?;
    WithoutAccept.visit_expr_mut(&mut built);
    block.stmts.truncate(request);
    block.stmts.push(Stmt::Expr(parse_quote!(Ok(#built.into())), None));
    Unwrap.visit_block_mut(&mut block);
    segments(&mut block);
    Ok((id, block))
}

/// The request in `request.build()?`.
fn unbuilt(expression: &Expr) -> Option<Expr> {
    let Expr::Try(tried) = expression else { return None };
    match &*tried.expr {
        Expr::MethodCall(call) if call.method == "build" => Some((*call.receiver).clone()),
        _ => None,
    }
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

/// Takes `.header(ACCEPT, …)` out of a chain of calls: what is asked for follows from how it is read.
struct WithoutAccept;

impl VisitMut for WithoutAccept {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(call) = expression
            && call.method == "header"
            && matches!(call.args.first(), Some(Expr::Path(name)) if ends_with(name, "ACCEPT"))
        {
            *expression = (*call.receiver).clone();
        }
    }
}

/// Takes `.map_err(Error::InvalidRequest)` out of a chain of calls: `?` makes the error.
struct Unwrap;

impl VisitMut for Unwrap {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(call) = expression
            && call.method == "map_err"
            && matches!(call.args.first(), Some(Expr::Path(name)) if ends_with(name, "InvalidRequest"))
        {
            *expression = (*call.receiver).clone();
        }
    }
}

fn ends_with(path: &ExprPath, name: &str) -> bool {
    path.path.segments.last().is_some_and(|last| last.ident == name)
}

/// Path parameters are made segments of the path: `encode_path(&id.to_string())` would let through what is none.
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
            encode.push(parse_quote!(let #parameter = crate::wire::segment(#name, &#parameter)?;));
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
                /// Sends a `GET` request.
                pub async fn send(self) -> Result<ResponseValue<Vec<types::Trunk>>, Error<()>> {
                    let Self { client, trunk_id } = self;
                    let trunk_id = trunk_id.map_err(Error::InvalidRequest)?;
                    let url = format!("{}/trunks/{}", client.baseurl, encode_path(&trunk_id.to_string()),);
                    let mut request = client
                        .client
                        .get(url)
                        .header(::reqwest::header::ACCEPT, "application/json")
                        .query(&progenitor_client::QueryParam::new("a", &a))
                        .build()?;
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

    fn facts() -> Facts {
        let trunk = OperationFacts {
            builder: "GetTrunk".to_owned(),
            method: "GET".to_owned(),
            path: "/trunks/{trunk_id}".to_owned(),
            idempotent: true,
            ..OperationFacts::default()
        };
        Facts {
            operations: [("get_trunk".to_owned(), trunk)].into(),
            ..Facts::default()
        }
    }

    #[test]
    fn an_operation_is_sent_and_read_by_hand_written_code() {
        let mut file = syn::parse_file(OPERATION).unwrap();
        harden(&mut file, &facts()).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub use progenitor_client::{ByteStream, ResponseValue};
        pub mod builder {
            impl<'a> GetTrunk<'a> {
                /// Sends a `GET` request.
                pub async fn send(self) -> Result<Vec<types::Trunk>, crate::Error> {
                    crate::operation::send(self).await
                }
                /// The same, with the status and the headers beside the value.
                pub async fn send_for_response(
                    self,
                ) -> Result<ResponseValue<Vec<types::Trunk>>, crate::Error> {
                    crate::operation::send_for_response(self).await
                }
            }
            impl<'a> crate::Operation for GetTrunk<'a> {
                const INFO: &'static crate::OperationInfo = &crate::OperationInfo::new(
                    "get_trunk",
                    ::reqwest::Method::GET,
                    "/trunks/{trunk_id}",
                    true,
                );
                type Response = Vec<types::Trunk>;
                type Reading = crate::response::JsonList;
                fn client(&self) -> &super::Client {
                    self.client
                }
                fn draft(self) -> Result<crate::operation::Draft, crate::operation::Invalid> {
                    let Self { client, trunk_id } = self;
                    let trunk_id = trunk_id?;
                    let trunk_id = crate::wire::segment("trunk_id", &trunk_id)?;
                    let url = format!("{}/trunks/{}", client.baseurl, trunk_id,);
                    Ok(
                        client
                            .client
                            .get(url)
                            .query(&progenitor_client::QueryParam::new("a", &a))
                            .into(),
                    )
                }
            }
        }
        pub(crate) const SECRET_PROPERTIES: &[&str] = &[];
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
            assert!(harden(&mut file, &facts()).is_err(), "{old}");
        }
    }
}
