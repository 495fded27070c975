//! Bodies go out in the media type that is documented.
//!
//! progenitor writes JSON as `application/json`, whatever its media type is called, and refuses to write a form whose
//! properties are not plain.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, File, ImplItem, Item, parse_quote};

use super::{Facts, Unexpected, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let operations = syntax::module(file, "builder").ok_or(Unexpected::new("bodies", "module `builder`"))?;
    for item in operations {
        let Item::Impl(block) = item else { continue };
        let Some(name) = syntax::implements(block, "Operation").map(ToString::to_string) else {
            continue;
        };
        let media_type = facts.of_builder(&name).and_then(|facts| facts.media_type.as_deref());
        for item in &mut block.items {
            if let ImplItem::Fn(method) = item
                && method.sig.ident == "draft"
            {
                Bodies(media_type).visit_block_mut(&mut method.block);
            }
        }
    }
    Ok(())
}

/// Writes bodies otherwise; JSON is called by the name, if there is one.
struct Bodies<'a>(Option<&'a str>);

impl VisitMut for Bodies<'_> {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        match expression {
            Expr::Try(tried) => {
                if let Expr::MethodCall(ExprMethodCall {
                    receiver, method, args, ..
                }) = &*tried.expr
                    && method == "form_urlencoded"
                {
                    *expression = parse_quote!(crate::operation::form(#receiver, #args)?);
                }
            }
            Expr::MethodCall(call) if call.method == "json" => {
                if let Some(media_type) = self.0 {
                    let receiver = &call.receiver;
                    *call.receiver = parse_quote!(#receiver.header(::reqwest::header::CONTENT_TYPE, #media_type));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lower::facts::OperationFacts;

    #[test]
    fn a_form_is_written_by_hand_written_code_and_json_has_its_own_name() {
        let mut file = syn::parse_file(
            "pub mod builder {
                impl<'a> crate::Operation for Send<'a> {
                    fn draft(self) { Ok(client.client.post(url).form_urlencoded(&body)?.into()) }
                }
                impl<'a> crate::Operation for Patch<'a> {
                    fn draft(self) { Ok(client.client.patch(url).json(&body).into()) }
                }
            }",
        )
        .unwrap();
        let patch = OperationFacts {
            builder: "Patch".to_owned(),
            media_type: Some("application/merge-patch+json".to_owned()),
            ..OperationFacts::default()
        };
        let facts = Facts {
            operations: [("patch".to_owned(), patch)].into(),
            ..Facts::default()
        };
        harden(&mut file, &facts).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod builder {
            impl<'a> crate::Operation for Send<'a> {
                fn draft(self) {
                    Ok(crate::operation::form(client.client.post(url), &body)?.into())
                }
            }
            impl<'a> crate::Operation for Patch<'a> {
                fn draft(self) {
                    Ok(
                        client
                            .client
                            .patch(url)
                            .header(
                                ::reqwest::header::CONTENT_TYPE,
                                "application/merge-patch+json",
                            )
                            .json(&body)
                            .into(),
                    )
                }
            }
        }
        "#);
    }
}
