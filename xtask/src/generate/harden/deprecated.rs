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
        return Err(Unexpected {
            step: "deprecated",
            what: "method of a deprecated operation",
        });
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
