//! Names on the wire, where the generator had others to make names in Rust of.

use std::collections::BTreeMap;

use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ExprCall, ExprMethodCall, Fields, File, ImplItem, Item, Lit, LitStr, parse_quote};

use super::{Facts, Unexpected, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    for item in syntax::module(file, "types").ok_or(missing("module `types`"))? {
        match item {
            Item::Struct(item) => {
                let (Some(facts), Fields::Named(fields)) = (facts.types.get(&item.ident.to_string()), &mut item.fields)
                else {
                    continue;
                };
                for field in &mut fields.named {
                    let name = syntax::wire_name(field);
                    if let Some(wire) = name.and_then(|name| facts.wire_names.get(&name)) {
                        rename(&mut field.attrs, wire);
                    }
                }
            }
            Item::Enum(item) => {
                let Some(facts) = facts.types.get(&item.ident.to_string()) else {
                    continue;
                };
                for variant in &mut item.variants {
                    let name = syntax::renamed(&variant.attrs).unwrap_or_else(|| variant.ident.to_string());
                    if let Some(wire) = facts.wire_values.get(&name) {
                        rename(&mut variant.attrs, wire);
                    }
                }
            }
            _ => {}
        }
    }
    for item in syntax::module(file, "builder").ok_or(missing("module `builder`"))? {
        let Item::Impl(block) = item else { continue };
        let Some(name) = syntax::implements(block, "Operation").map(ToString::to_string) else {
            continue;
        };
        let parameters = facts.of_builder(&name).map(|facts| &facts.parameters);
        let names: BTreeMap<&str, &str> = parameters
            .into_iter()
            .flatten()
            .filter(|(name, facts)| **name != facts.wire)
            .map(|(name, facts)| (name.as_str(), facts.wire.as_str()))
            .collect();
        for item in &mut block.items {
            match item {
                ImplItem::Fn(method) if method.sig.ident == "draft" && !names.is_empty() => {
                    Arguments(&names).visit_block_mut(&mut method.block);
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn missing(what: &'static str) -> Unexpected {
    Unexpected::new("wire_names", what)
}

/// Puts the name in the place of the one that `serde` had.
fn rename(attributes: &mut Vec<Attribute>, wire: &str) {
    for attribute in attributes
        .iter_mut()
        .filter(|attribute| attribute.path().is_ident("serde"))
    {
        let mut kept: Vec<proc_macro2::TokenStream> = Vec::new();
        // The generator's attributes are lists of names and values.
        let _ = attribute.parse_nested_meta(|meta| {
            let path = &meta.path;
            let value = meta.value().and_then(|value| value.parse::<Expr>()).ok();
            if !path.is_ident("rename") {
                kept.push(match value {
                    Some(value) => quote::quote!(#path = #value),
                    None => quote::quote!(#path),
                });
            }
            Ok(())
        });
        *attribute = parse_quote!(#[serde(#(#kept),*)]);
    }
    attributes.retain(|attribute| {
        !attribute.path().is_ident("serde")
            || !matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.is_empty())
    });
    attributes.push(parse_quote!(#[serde(rename = #wire)]));
}

/// Renames the arguments of a request where they are put into it.
struct Arguments<'a>(&'a BTreeMap<&'a str, &'a str>);

impl Arguments<'_> {
    fn rename(&self, argument: Option<&mut Expr>) {
        let Some(Expr::Lit(literal)) = argument else { return };
        let Lit::Str(text) = &mut literal.lit else { return };
        if let Some(wire) = self.0.get(text.value().as_str()) {
            *text = LitStr::new(wire, text.span());
        }
    }
}

impl VisitMut for Arguments<'_> {
    /// `QueryParam::new("name", &name)`, `crate::wire::segment("name", &name)`.
    fn visit_expr_call_mut(&mut self, call: &mut ExprCall) {
        visit_mut::visit_expr_call_mut(self, call);
        self.rename(call.args.first_mut());
    }

    /// `header_map.append("name", …)`.
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        visit_mut::visit_expr_method_call_mut(self, call);
        self.rename(call.args.first_mut());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lower::facts::{OperationFacts, ParameterFacts, TypeFacts};

    #[test]
    fn what_goes_over_the_wire_has_the_names_of_the_contract() {
        let mut file = syn::parse_file(
            r#"pub mod types {
                pub struct Organization {
                    #[serde(default, skip_serializing_if = "Option::is_none")]
                    pub org_name_camel: Option<String>,
                    pub org_name: Option<String>,
                }
                pub enum Operator { #[serde(rename = "greater-than")] GreaterThan, Plus }
            }
            pub mod builder {
                impl<'a> crate::Operation for List<'a> {
                    fn draft(self) {
                        let id_path = crate::wire::segment("id_path", &id_path)?;
                        header_map.append("send_header", send_header.try_into()?);
                        client.get(url).query(&progenitor_client::QueryParam::new("fine", &fine))
                    }
                }
            }"#,
        )
        .unwrap();
        let texts = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
            pairs.collect::<BTreeMap<_, _>>()
        };
        let organization = TypeFacts {
            wire_names: texts(&[("org_name_camel", "orgName")]),
            ..TypeFacts::default()
        };
        let operator = TypeFacts {
            wire_values: texts(&[("greater-than", ">"), ("Plus", "+")]),
            ..TypeFacts::default()
        };
        let wire = |wire: &str| ParameterFacts {
            wire: wire.to_owned(),
            ..ParameterFacts::default()
        };
        let list = OperationFacts {
            builder: "List".to_owned(),
            parameters: [
                ("id_path".to_owned(), wire("id")),
                ("send_header".to_owned(), wire("Send")),
                ("fine".to_owned(), wire("fine")),
            ]
            .into(),
            ..OperationFacts::default()
        };
        let facts = Facts {
            types: [
                ("Organization".to_owned(), organization),
                ("Operator".to_owned(), operator),
            ]
            .into(),
            operations: [("list".to_owned(), list)].into(),
            ..Facts::default()
        };
        harden(&mut file, &facts).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod types {
            pub struct Organization {
                #[serde(default, skip_serializing_if = "Option::is_none")]
                #[serde(rename = "orgName")]
                pub org_name_camel: Option<String>,
                pub org_name: Option<String>,
            }
            pub enum Operator {
                #[serde(rename = ">")]
                GreaterThan,
                #[serde(rename = "+")]
                Plus,
            }
        }
        pub mod builder {
            impl<'a> crate::Operation for List<'a> {
                fn draft(self) {
                    let id_path = crate::wire::segment("id", &id_path)?;
                    header_map.append("Send", send_header.try_into()?);
                    client.get(url).query(&progenitor_client::QueryParam::new("fine", &fine))
                }
            }
        }
        "#);
    }
}
