//! Names that the generator gives by position: what the vendor sorts in another way means something else then.

use syn::{File, Item};

use super::{POSITION, clash};
use document::finding::{Finding, Severity};
use document::normal::variant_names::BRANCH_NAME;
use document::{Document, Pointer};

/// What the generator calls the branch of a union, and the field for a branch of `anyOf`, that nothing else names.
const BRANCH: &str = "Variant";
const FIELD: &str = "subtype_";

/// The types in `file` of which a part is named by its position.
pub(super) fn find(file: &File, lowered: &Document) -> Vec<Finding> {
    let types = file.items.iter().find_map(|item| match item {
        Item::Mod(module) if module.ident == "types" => module.content.as_ref(),
        _ => None,
    });
    let items = types.into_iter().flat_map(|(_, items)| items);
    items
        .filter_map(|item| match item {
            Item::Enum(item) => {
                let names = item.variants.iter().map(|variant| variant.ident.to_string());
                let remedy = format!(
                    "name each branch in itself: select it by what it holds in an overlay action, and set `{BRANCH_NAME}`"
                );
                report(&item.ident.to_string(), names, BRANCH, remedy, lowered)
            }
            Item::Struct(item) => {
                let names = item.fields.iter().filter_map(|field| Some(field.ident.as_ref()?.to_string()));
                let remedy = "say `oneOf` in the place of `anyOf` with an overlay action, if a value is of one branch: \
                              it becomes an enum, and each branch can be named";
                report(&item.ident.to_string(), names, FIELD, remedy.to_owned(), lowered)
            }
            _ => None,
        })
        .collect()
}

fn report(
    of: &str,
    names: impl Iterator<Item = String>,
    prefix: &str,
    remedy: String,
    lowered: &Document,
) -> Option<Finding> {
    let numbered = |name: &String| {
        let number = name.strip_prefix(prefix).unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    let names: Vec<String> = names.filter(numbered).map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        return None;
    }
    let schemas = Pointer::from_tokens(["components", "schemas"]);
    // A type that the generator made of a part of others has no place of its own.
    let pointer = clash::members(lowered, &schemas, of).pop().unwrap_or(schemas);
    Some(Finding {
        rule: &POSITION,
        severity: Severity::Warning,
        location: lowered.locate(&pointer),
        pointer,
        message: format!(
            "branches of `{of}` are called after their position: {}",
            names.join(", ")
        ),
        remedy,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_numbered_is_told_and_nothing_else() {
        let file = syn::parse_str(
            "pub mod types {
                pub enum Either { Variant0(i64), Variant1(String) }
                pub enum Named { Text(String), Variant(String), VariantA(String) }
                pub struct Parts { pub subtype_0: A, pub subtype: B }
            }",
        );
        let lowered = document::load_text("api.yaml", "components:\n  schemas:\n    either: {}\n", 0).unwrap();
        let found = find(&file.unwrap(), &lowered);
        let found: Vec<String> = found
            .iter()
            .map(|found| format!("{}: {}", found.location, found.message))
            .collect();
        assert_eq!(
            found,
            [
                "api.yaml:3:5: branches of `Either` are called after their position: `Variant0`, `Variant1`",
                "api.yaml:2:3: branches of `Parts` are called after their position: `subtype_0`",
            ]
        );
    }
}
