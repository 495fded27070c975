//! Parameters go out in their style: what the generator does not know of it is written by `crate::parameter`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, File, ImplItem, Item, Lit, Pat, Stmt, Type, parse_quote};

use super::{Facts, Unexpected, syntax};
use lower::facts::{OperationFacts, ParameterFacts, Sending, Style};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let operations = syntax::module(file, "builder").ok_or(missing("module `builder`"))?;
    for item in operations {
        unwrap(item, facts);
        let Item::Impl(block) = item else { continue };
        let name = syntax::implements(block, "Operation").map(ToString::to_string);
        let Some(operation) = name.and_then(|name| facts.of_builder(&name)) else {
            continue;
        };
        for item in &mut block.items {
            match item {
                ImplItem::Fn(method) if method.sig.ident == "draft" => send(&mut method.block, operation)?,
                _ => {}
            }
        }
    }
    Ok(())
}

/// Takes the array off the types of the field and of the setter.
fn unwrap(item: &mut Item, facts: &Facts) {
    let builder = match item {
        Item::Struct(item) => Some(item.ident.to_string()),
        Item::Impl(block) => syntax::inherent(block).map(ToString::to_string),
        _ => None,
    };
    let Some(operation) = builder.and_then(|builder| facts.of_builder(&builder)) else {
        return;
    };
    let is_wrapped = |name: &Ident| {
        let facts = operation.parameters.get(name.to_string().trim_start_matches("r#"));
        facts
            .and_then(|facts| facts.sending.as_ref())
            .is_some_and(|sending| sending.is_wrapped)
    };
    match item {
        Item::Struct(item) => {
            for field in &mut item.fields {
                if field.ident.as_ref().is_some_and(is_wrapped) {
                    WithoutArray { is_done: false }.visit_field_mut(field);
                }
            }
        }
        Item::Impl(block) => {
            for item in &mut block.items {
                match item {
                    ImplItem::Fn(method) if is_wrapped(&method.sig.ident) => {
                        WithoutArray { is_done: false }.visit_signature_mut(&mut method.sig);
                    }
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// Replaces the outermost `Vec<T>` by `T`.
struct WithoutArray {
    is_done: bool,
}

impl VisitMut for WithoutArray {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if self.is_done {
            return;
        }
        if let Some(inner) = syntax::argument(ty, "Vec") {
            *ty = inner.clone();
            self.is_done = true;
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }
}

fn missing(what: &'static str) -> Unexpected {
    Unexpected::new("sending", what)
}

fn send(block: &mut Block, operation: &OperationFacts) -> Result<(), Unexpected> {
    for (rust, facts) in &operation.parameters {
        let Some(sending) = &facts.sending else { continue };
        match sending.place.as_str() {
            "path" => in_path(block, rust, facts, sending).ok_or(missing("segment of a path"))?,
            "query" => in_query(block, facts, sending).ok_or(missing("`.query(…)` of a parameter"))?,
            _ => in_header(block, facts, sending).ok_or(missing("`header_map.append(…)` of a parameter"))?,
        }
    }
    Ok(())
}

/// `let id = crate::wire::segment("id", &id)?;`, with the style.
fn in_path(block: &mut Block, rust: &str, facts: &ParameterFacts, sending: &Sending) -> Option<()> {
    let statement = block.stmts.iter_mut().find(|statement| {
        let Stmt::Local(local) = statement else { return false };
        let Pat::Ident(pattern) = &local.pat else { return false };
        let init = local.init.as_ref().map(|init| &*init.expr);
        let is_segment = matches!(init, Some(Expr::Try(tried)) if matches!(&*tried.expr, Expr::Call(call) if is_path(&call.func, "segment")));
        is_segment && pattern.ident.to_string().trim_start_matches("r#") == rust
    })?;
    let Stmt::Local(local) = statement else { return None };
    let Pat::Ident(pattern) = &local.pat else { return None };
    let (parameter, wire, way) = (pattern.ident.clone(), &facts.wire, way(sending));
    *statement = parse_quote!(let #parameter = crate::parameter::path(#wire, #way, &#parameter)?;);
    Some(())
}

/// Takes `.query(&QueryParam::new("ids", &ids))` out of the request, and appends the parameter to the URL.
fn in_query(block: &mut Block, facts: &ParameterFacts, sending: &Sending) -> Option<()> {
    let mut taken = WithoutQuery {
        wire: &facts.wire,
        parameter: None,
    };
    taken.visit_block_mut(block);
    let (parameter, wire, way) = (taken.parameter?, &facts.wire, way(sending));
    let at = block.stmts.iter().position(|statement| match statement {
        Stmt::Local(local) => matches!(&local.pat, Pat::Ident(pattern) if pattern.ident == "url"),
        _ => false,
    })?;
    if let Some(Stmt::Local(local)) = block.stmts.get_mut(at)
        && let Pat::Ident(pattern) = &mut local.pat
    {
        pattern.mutability = Some(<syn::Token![mut]>::default());
    }
    let call = parse_quote!(crate::parameter::query(&mut url, #wire, #way, &#parameter)?;);
    block.stmts.insert(at + 1, call);
    Some(())
}

struct WithoutQuery<'a> {
    wire: &'a str,
    parameter: Option<Expr>,
}

impl VisitMut for WithoutQuery<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        let Expr::MethodCall(call) = &*expression else { return };
        if call.method != "query" {
            return;
        }
        let Some(Expr::Reference(argument)) = call.args.first() else {
            return;
        };
        let Expr::Call(new) = &*argument.expr else { return };
        let (Some(name), Some(Expr::Reference(value))) = (new.args.first(), new.args.get(1)) else {
            return;
        };
        if is_string(name, self.wire) {
            self.parameter = Some((*value.expr).clone());
            *expression = (*call.receiver).clone();
        }
    }
}

/// `header_map.append("X-Tenant", x_tenant.to_string().try_into()?)`, alone or for a value that is there.
fn in_header(block: &mut Block, facts: &ParameterFacts, sending: &Sending) -> Option<()> {
    let appended = |expression: &Expr| match expression {
        Expr::MethodCall(call) if call.method == "append" => {
            call.args.first().is_some_and(|name| is_string(name, &facts.wire))
        }
        _ => false,
    };
    let (statement, parameter) = block.stmts.iter_mut().find_map(|statement| {
        let parameter: Expr = match &*statement {
            Stmt::Expr(Expr::If(only), _) => {
                let inner = only.then_branch.stmts.iter();
                let found = inner
                    .into_iter()
                    .any(|inner| matches!(inner, Stmt::Expr(inner, _) if appended(inner)));
                match &*only.cond {
                    Expr::Let(condition) if found => (*condition.expr).clone(),
                    _ => return None,
                }
            }
            Stmt::Expr(expression, _) if appended(expression) => match expression {
                Expr::MethodCall(call) => receiver(call.args.get(1)?)?,
                _ => return None,
            },
            _ => return None,
        };
        Some((statement, parameter))
    })?;
    let (wire, way) = (&facts.wire, way(sending));
    let place: Ident = format_ident!("{}", sending.place);
    *statement = parse_quote!(crate::parameter::#place(&mut header_map, #wire, #way, &#parameter)?;);
    Some(())
}

/// The innermost receiver: `x` of `x.to_string().try_into()?`.
fn receiver(expression: &Expr) -> Option<Expr> {
    match expression {
        Expr::Try(tried) => receiver(&tried.expr),
        Expr::MethodCall(call) => receiver(&call.receiver),
        Expr::Path(_) => Some(expression.clone()),
        _ => None,
    }
}

fn way(sending: &Sending) -> TokenStream {
    let style = match sending.style {
        Style::Matrix => "Matrix",
        Style::Label => "Label",
        Style::Simple => "Simple",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Json => "Json",
    };
    let (style, explode) = (format_ident!("{style}"), sending.explode);
    let way = quote!(crate::parameter::Way::new(crate::parameter::Style::#style, #explode));
    if sending.allow_reserved {
        quote!(#way.reserved())
    } else {
        way
    }
}

fn is_path(expression: &Expr, name: &str) -> bool {
    matches!(expression, Expr::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name))
}

fn is_string(expression: &Expr, value: &str) -> bool {
    matches!(expression, Expr::Lit(literal) if matches!(&literal.lit, Lit::Str(string) if string.value() == value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(parameters: &[(&str, &str, Style)], draft: &str) -> String {
        let mut file = syn::parse_file(&format!(
            "pub mod builder {{ impl<'a> crate::Operation for ListRuns<'a> {{ fn draft(self) {{ {draft} }} }} }}"
        ))
        .unwrap();
        let parameters = parameters.iter().map(|(wire, place, style)| {
            let sending = Sending {
                place: (*place).to_owned(),
                style: *style,
                explode: true,
                allow_reserved: false,
                is_wrapped: false,
            };
            let facts = ParameterFacts {
                wire: (*wire).to_owned(),
                sending: Some(sending),
                ..ParameterFacts::default()
            };
            ((*wire).to_owned(), facts)
        });
        let operation = OperationFacts {
            builder: "ListRuns".to_owned(),
            parameters: parameters.collect(),
            ..OperationFacts::default()
        };
        let facts = Facts {
            operations: [("list_runs".to_owned(), operation)].into(),
            ..Facts::default()
        };
        match harden(&mut file, &facts) {
            Ok(()) => prettyplease::unparse(&file),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_parameter_is_written_where_its_place_is() {
        let draft = r#"
            let id = crate::wire::segment("id", &id)?;
            let url = format!("{}/a/{}", client.baseurl, id,);
            let mut header_map = HeaderMap::with_capacity(2usize);
            if let Some(value) = x_t { header_map.append("X-T", value.to_string().try_into()?); }
            header_map.append("session", session.to_string().try_into()?);
            Ok(client.client.get(url).query(&QueryParam::new("n", &n)).query(&QueryParam::new("ids", &ids)).headers(header_map).into())
        "#;
        let parameters = [
            ("id", "path", Style::Label),
            ("ids", "query", Style::DeepObject),
            ("X-T", "header", Style::Simple),
            ("session", "cookie", Style::Form),
        ];
        insta::assert_snapshot!(sent(&parameters, draft), @r#"
        pub mod builder {
            impl<'a> crate::Operation for ListRuns<'a> {
                fn draft(self) {
                    let id = crate::parameter::path(
                        "id",
                        crate::parameter::Way::new(crate::parameter::Style::Label, true),
                        &id,
                    )?;
                    let mut url = format!("{}/a/{}", client.baseurl, id,);
                    crate::parameter::query(
                        &mut url,
                        "ids",
                        crate::parameter::Way::new(crate::parameter::Style::DeepObject, true),
                        &ids,
                    )?;
                    let mut header_map = HeaderMap::with_capacity(2usize);
                    crate::parameter::header(
                        &mut header_map,
                        "X-T",
                        crate::parameter::Way::new(crate::parameter::Style::Simple, true),
                        &x_t,
                    )?;
                    crate::parameter::cookie(
                        &mut header_map,
                        "session",
                        crate::parameter::Way::new(crate::parameter::Style::Form, true),
                        &session,
                    )?;
                    Ok(
                        client
                            .client
                            .get(url)
                            .query(&QueryParam::new("n", &n))
                            .headers(header_map)
                            .into(),
                    )
                }
            }
        }
        "#);
    }

    #[test]
    fn a_parameter_that_is_not_found_is_an_error() {
        assert_eq!(
            sent(&[("ids", "query", Style::Form)], "Ok(client.client.get(url).into())"),
            "the hardening step `sending` found no `.query(…)` of a parameter"
        );
    }
}
