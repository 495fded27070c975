//! What the contract marks as deprecated is deprecated in Rust.

use syn::{Field, File, ImplItem, Item, parse_quote};

use super::{Facts, Unexpected, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let mut wanted = facts
        .operations
        .values()
        .filter(|operation| operation.deprecated.is_some())
        .count();
    for item in &mut file.items {
        let Item::Impl(block) = item else { continue };
        if syntax::inherent(block).is_none_or(|name| name != "Client") {
            continue;
        }
        for item in &mut block.items {
            let ImplItem::Fn(method) = item else { continue };
            let name = method.sig.ident.to_string();
            let operation = facts.operations.get(name.trim_start_matches("r#"));
            if let Some(note) = operation.and_then(|operation| operation.deprecated.as_ref()) {
                method.attrs.push(parse_quote!(#[deprecated = #note]));
                wanted -= 1;
            }
        }
    }
    if wanted > 0 {
        return Err(Unexpected::new("deprecated", "method of a deprecated operation"));
    }
    for item in syntax::module(file, "types").into_iter().flatten() {
        let Item::Struct(item) = item else { continue };
        let name = item.ident.to_string();
        let deprecated = |field: &Field| {
            let wire = syntax::wire_name(field)?;
            facts.property(&name, &wire).filter(|property| property.deprecated)
        };
        for field in &mut item.fields {
            if deprecated(field).is_some() {
                field
                    .attrs
                    .push(parse_quote!(#[deprecated = "the contract marks this property as deprecated"]));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lower::facts::{OperationFacts, PropertyFacts, TypeFacts};

    #[test]
    fn operations_and_properties_are_deprecated_and_a_method_that_is_not_there_is_noticed() {
        let mut file = syn::parse_file(
            "impl Client { pub fn list_agents_v1(&self) {} pub fn list_agents(&self) {} }
             pub mod types { pub struct Batch { pub from_number: Option<String>, pub id: Option<String> } }",
        )
        .unwrap();
        let old = PropertyFacts {
            deprecated: true,
            ..PropertyFacts::default()
        };
        let batch = TypeFacts {
            properties: [("from_number".to_owned(), old)].into(),
            ..TypeFacts::default()
        };
        let note = OperationFacts {
            deprecated: Some("use `list_agents`".to_owned()),
            ..OperationFacts::default()
        };
        let facts = Facts {
            types: [("Batch".to_owned(), batch)].into(),
            operations: [("list_agents_v1".to_owned(), note)].into(),
            ..Facts::default()
        };
        harden(&mut file, &facts).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        impl Client {
            #[deprecated = "use `list_agents`"]
            pub fn list_agents_v1(&self) {}
            pub fn list_agents(&self) {}
        }
        pub mod types {
            pub struct Batch {
                #[deprecated = "the contract marks this property as deprecated"]
                pub from_number: Option<String>,
                pub id: Option<String>,
            }
        }
        "#);
        assert!(harden(&mut syn::parse_file("pub mod types {}").unwrap(), &facts).is_err());
    }
}
