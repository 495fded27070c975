//! What a parameter must satisfy is checked before a request is made, with an error that names it.

use std::collections::HashMap;

use syn::{Block, Fields, File, Ident, ImplItem, Item, Pat, Stmt, Type, parse_quote};

use super::{Facts, Unexpected, constraints, syntax};
use lower::facts::{OperationFacts, ParameterFacts};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let operations = syntax::module(file, "builder").ok_or(Unexpected::new("parameters", "module `builder`"))?;
    let types: HashMap<String, HashMap<String, Type>> = operations.iter().filter_map(fields).collect();
    for item in operations {
        let Item::Impl(block) = item else { continue };
        let Some(name) = syntax::implements(block, "Operation").map(ToString::to_string) else {
            continue;
        };
        let (Some(operation), Some(types)) = (facts.of_builder(&name), types.get(&name)) else {
            continue;
        };
        for item in &mut block.items {
            match item {
                ImplItem::Fn(method) if method.sig.ident == "draft" => check(&mut method.block, operation, types),
                _ => {}
            }
        }
    }
    Ok(())
}

/// The name of an operation's builder, and the type of each parameter.
fn fields(item: &Item) -> Option<(String, HashMap<String, Type>)> {
    let Item::Struct(item) = item else { return None };
    let Fields::Named(fields) = &item.fields else {
        return None;
    };
    let types = fields.named.iter().filter_map(|field| {
        let ty = syntax::argument(&field.ty, "Result")?;
        let ty = syntax::argument(ty, "Option").unwrap_or(ty);
        Some((field.ident.as_ref()?.to_string(), ty.clone()))
    });
    Some((item.ident.to_string(), types.collect()))
}

/// Puts the checks of a parameter behind the statement from which on it is a value.
fn check(block: &mut Block, operation: &OperationFacts, types: &HashMap<String, Type>) {
    let statements = std::mem::take(&mut block.stmts);
    for statement in statements {
        let parameter = declared(&statement);
        block.stmts.push(statement);
        let Some(parameter) = parameter else { continue };
        let name = parameter.to_string();
        let plain = name.trim_start_matches("r#");
        let (Some(facts), Some(ty)) = (operation.parameters.get(plain), types.get(&name)) else {
            continue;
        };
        let ParameterFacts { wire, constraints, .. } = facts;
        for call in constraints::check_calls(ty, constraints) {
            block.stmts.push(parse_quote! {
                crate::wire::at(&crate::wire::Place::Root, #wire, &#parameter, |value, place| #call)?;
            });
        }
    }
}

/// The parameter in `let parameter = parameter?;`.
fn declared(statement: &Stmt) -> Option<Ident> {
    let Stmt::Local(local) = statement else { return None };
    let Pat::Ident(pattern) = &local.pat else { return None };
    let unwrapped = matches!(&local.init.as_ref()?.expr, value if matches!(&**value, syn::Expr::Try(_)));
    unwrapped.then(|| pattern.ident.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_checked_where_the_contract_says_what_it_must_be() {
        let mut file = syn::parse_file(
            "pub mod builder {
                pub struct ListRuns<'a> {
                    client: &'a super::Client,
                    page_size: Result<Option<i64>, String>,
                    agent_id: Result<String, String>,
                }
                impl<'a> crate::Operation for ListRuns<'a> {
                    fn draft(self) {
                        let Self { client, page_size, agent_id } = self;
                        let page_size = page_size?;
                        let agent_id = agent_id?;
                        let url = format!();
                    }
                }
            }",
        )
        .unwrap();
        let constraints = serde_json::from_str(r#"{"minimum": 1, "maximum": 50}"#).unwrap();
        let page_size = ParameterFacts {
            wire: "pageSize".to_owned(),
            constraints,
            sending: None,
        };
        let operation = OperationFacts {
            builder: "ListRuns".to_owned(),
            parameters: [("page_size".to_owned(), page_size)].into(),
            ..OperationFacts::default()
        };
        let facts = Facts {
            operations: [("list_runs".to_owned(), operation)].into(),
            ..Facts::default()
        };
        harden(&mut file, &facts).unwrap();
        let text = prettyplease::unparse(&file);
        insta::assert_snapshot!(text.split_once("= self;").unwrap().1, @r#"
                    let page_size = page_size?;
                    crate::wire::at(
                        &crate::wire::Place::Root,
                        "pageSize",
                        &page_size,
                        |value, place| crate::wire::range(value, place, 1i64..=50i64),
                    )?;
                    let agent_id = agent_id?;
                    let url = format!();
                }
            }
        }
        "#);
    }
}
