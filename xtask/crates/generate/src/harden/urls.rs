//! Where the requests of an operation go: to a server of its own, and to a path without a fragment.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Block, Expr, File, ImplItem, Item, Lit, LitStr, Pat, Stmt, Token, parse_quote};

use super::{Facts, Unexpected, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let operations = syntax::module(file, "builder").ok_or(missing("module `builder`"))?;
    for item in operations {
        let Item::Impl(block) = item else { continue };
        let name = syntax::implements(block, "Operation").map(ToString::to_string);
        let Some(operation) = name.and_then(|name| facts.of_builder(&name)) else {
            continue;
        };
        if operation.server.is_none() && !operation.path.contains('#') {
            continue;
        }
        for item in &mut block.items {
            match item {
                ImplItem::Fn(method) if method.sig.ident == "draft" => {
                    change(&mut method.block, operation.server.as_deref()).ok_or(missing("`format!` of a URL"))?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn missing(what: &'static str) -> Unexpected {
    Unexpected::new("urls", what)
}

/// Changes `format!("{}/a#b", client.baseurl)`.
fn change(block: &mut Block, server: Option<&str>) -> Option<()> {
    let url = block.stmts.iter_mut().find_map(|statement| match statement {
        Stmt::Local(local) if matches!(&local.pat, Pat::Ident(pattern) if pattern.ident == "url") => {
            local.init.as_mut().map(|init| &mut *init.expr)
        }
        _ => None,
    })?;
    let Expr::Macro(format) = url else { return None };
    let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
    let mut arguments = format.mac.parse_body_with(parser).ok()?;
    if let Some(Expr::Lit(literal)) = arguments.first_mut()
        && let Lit::Str(template) = &mut literal.lit
    {
        // A fragment is never sent (RFC 9110, section 7.1).
        *template = LitStr::new(&template.value().replace('#', "%23"), template.span());
    }
    if let Some(server) = server {
        let base: TokenStream = if server.starts_with("http://") || server.starts_with("https://") {
            let server = server.trim_end_matches('/');
            quote!(#server)
        } else {
            quote!(crate::parameter::server(&client.baseurl, #server)?)
        };
        *arguments.get_mut(1)? = parse_quote!(#base);
    }
    format.mac.tokens = quote!(#arguments);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(server: Option<&str>) -> String {
        let mut block: Block = parse_quote!({
            let url = format!("{}/a#mode={}", client.baseurl, id,);
        });
        change(&mut block, server).unwrap();
        quote!(#block).to_string()
    }

    #[test]
    fn a_fragment_of_a_path_is_encoded() {
        insta::assert_snapshot!(changed(None), @r#"{ let url = format ! ("{}/a%23mode={}" , client . baseurl , id ,) ; }"#);
    }

    #[test]
    fn an_operation_goes_to_its_own_server() {
        insta::assert_snapshot!(changed(Some("https://files.example.com/")), @r#"{ let url = format ! ("{}/a%23mode={}" , "https://files.example.com" , id ,) ; }"#);
        insta::assert_snapshot!(changed(Some("/v2")), @r#"{ let url = format ! ("{}/a%23mode={}" , crate :: parameter :: server (& client . baseurl , "/v2") ? , id ,) ; }"#);
    }
}
