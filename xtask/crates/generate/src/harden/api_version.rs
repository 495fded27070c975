//! No `api-version` header: progenitor sends `info.version` with every request, which Bolna's API does not know and which
//! says nothing, since the version of the document never moves.

use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprMethodCall, File, Lit, Stmt};

use super::Unexpected;

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let mut visitor = Requests::default();
    visitor.visit_file_mut(file);
    if visitor.requests == visitor.removed {
        Ok(())
    } else {
        Err(Unexpected::new("api_version", "`api-version` header in a request"))
    }
}

#[derive(Default)]
struct Requests {
    /// Functions that build a request.
    requests: usize,
    /// Headers that were removed.
    removed: usize,
}

impl VisitMut for Requests {
    fn visit_block_mut(&mut self, block: &mut Block) {
        visit_mut::visit_block_mut(self, block);
        self.requests += block
            .stmts
            .iter()
            .filter(|statement| declares(statement, "request"))
            .count();
        let before = block.stmts.len();
        block.stmts.retain(|statement| !is_api_version(statement));
        self.removed += before - block.stmts.len();

        // Where it was the only header, the empty map goes too.
        let used = block.stmts.iter().any(appends_header);
        if before > block.stmts.len() && !used {
            block.stmts.retain(|statement| !declares(statement, "header_map"));
            WithoutHeaders.visit_block_mut(block);
        }
    }
}

/// Takes `.headers(header_map)` out of a chain of calls.
struct WithoutHeaders;

impl VisitMut for WithoutHeaders {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        if let Expr::MethodCall(ExprMethodCall { method, receiver, .. }) = expression
            && method == "headers"
        {
            *expression = (**receiver).clone();
        }
    }
}

fn declares(statement: &Stmt, name: &str) -> bool {
    let Stmt::Local(local) = statement else { return false };
    matches!(&local.pat, syn::Pat::Ident(pattern) if pattern.ident == name)
}

fn appends_header(statement: &Stmt) -> bool {
    struct Appends(bool);
    impl<'ast> syn::visit::Visit<'ast> for Appends {
        fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
            let on_headers = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("header_map"));
            self.0 |= on_headers && (call.method == "append" || call.method == "insert");
            syn::visit::visit_expr_method_call(self, call);
        }
    }
    let mut appends = Appends(false);
    syn::visit::Visit::visit_stmt(&mut appends, statement);
    appends.0
}

fn is_api_version(statement: &Stmt) -> bool {
    struct Names(bool);
    impl<'ast> syn::visit::Visit<'ast> for Names {
        fn visit_lit(&mut self, literal: &'ast Lit) {
            self.0 |= matches!(literal, Lit::Str(text) if text.value() == "api-version");
        }
    }
    let mut names = Names(false);
    if matches!(statement, Stmt::Expr(Expr::MethodCall(call), _) if call.method == "append") {
        syn::visit::Visit::visit_stmt(&mut names, statement);
    }
    names.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hardened(header: &str) -> Result<String, Unexpected> {
        let mut file = syn::parse_file(&format!(
            "async fn send() {{
                let mut header_map = HeaderMap::with_capacity(1usize);
                {header}
                let mut request = client.get(url).headers(header_map).build()?;
            }}"
        ))
        .unwrap();
        harden(&mut file)?;
        Ok(prettyplease::unparse(&file))
    }

    #[test]
    fn the_header_goes_and_an_empty_map_with_it() {
        let version = r#"header_map.append(HeaderName::from_static("api-version"), version());"#;
        insta::assert_snapshot!(hardened(version).unwrap(), @r"
        async fn send() {
            let mut request = client.get(url).build()?;
        }
        ");
    }

    #[test]
    fn other_headers_stay() {
        let both = r#"header_map.append(HeaderName::from_static("api-version"), version()); header_map.append("x-tenant", tenant);"#;
        insta::assert_snapshot!(hardened(both).unwrap(), @r#"
        async fn send() {
            let mut header_map = HeaderMap::with_capacity(1usize);
            header_map.append("x-tenant", tenant);
            let mut request = client.get(url).headers(header_map).build()?;
        }
        "#);
    }

    #[test]
    fn a_generator_that_sends_the_version_in_another_way_is_noticed() {
        assert!(hardened("").is_err());
    }
}
