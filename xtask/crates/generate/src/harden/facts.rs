//! Holds what the contract says against what the generator made of it: a property that has to be hidden or checked has a field.
//!
//! Nothing is changed here. The steps that hide and check go over the fields, and would not notice one that is not there.

use std::collections::BTreeMap;

use lower::facts::{Facts, PropertyFacts};
use syn::{Fields, File, Item, ItemStruct};

use super::{Unexpected, syntax};

pub(super) fn check(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let step = "facts";
    let types = syntax::module(file, "types").ok_or(Unexpected::new(step, "module `types`"))?;
    let structs = types.iter().filter_map(|item| match item {
        Item::Struct(item) => Some((item.ident.to_string(), item)),
        _ => None,
    });
    let structs: BTreeMap<String, &ItemStruct> = structs.collect();
    for (name, facts) in &facts.types {
        // An enumeration, a union or an alias has no fields: what holds its values is another type.
        let Some(Fields::Named(fields)) = structs.get(name).map(|item| &item.fields) else {
            continue;
        };
        // Flattened fields are types of their own, which have the properties.
        if fields.named.iter().any(syntax::is_flattened) {
            continue;
        }
        let written = |wire: &String| {
            fields
                .named
                .iter()
                .any(|field| syntax::wire_name(field).as_ref() == Some(wire))
        };
        let lost = facts
            .properties
            .iter()
            .find(|(wire, property)| matters(property) && !written(wire));
        if let Some((wire, _)) = lost {
            return Err(Unexpected::new(
                step,
                format!("field of `{name}` for the property `{wire}`"),
            ));
        }
    }
    Ok(())
}

/// Whether something is done with the field.
fn matters(property: &PropertyFacts) -> bool {
    property.secret || property.nullable || !property.constraints.is_empty() || !property.items.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lower::facts::TypeFacts;

    fn checked(code: &str) -> Result<(), String> {
        let password = PropertyFacts {
            secret: true,
            ..PropertyFacts::default()
        };
        let trunk = TypeFacts {
            properties: [
                ("auth-password".to_owned(), password),
                ("name".to_owned(), PropertyFacts::default()),
            ]
            .into(),
            ..TypeFacts::default()
        };
        let facts = Facts {
            types: [("Trunk".to_owned(), trunk)].into(),
            ..Facts::default()
        };
        let mut file = syn::parse_file(code).unwrap();
        check(&mut file, &facts).map_err(|unexpected| unexpected.to_string())
    }

    #[test]
    fn a_secret_without_a_field_is_a_fault_of_the_pipeline() {
        assert_eq!(
            checked("mod types { pub struct Trunk { pub name: String } }").unwrap_err(),
            "the hardening step `facts` found no field of `Trunk` for the property `auth-password`"
        );
    }

    #[test]
    fn a_field_is_known_by_its_name_on_the_wire() {
        let code = "mod types { pub struct Trunk { #[serde(rename = \"auth-password\")] pub auth_password: String } }";
        assert_eq!(checked(code), Ok(()));
    }

    #[test]
    fn what_has_no_fields_of_its_own_is_left_to_the_types_that_have_them() {
        assert_eq!(
            checked("mod types { pub struct Trunk { #[serde(flatten)] pub base: Base } }"),
            Ok(())
        );
        assert_eq!(checked("mod types { pub enum Trunk { A(A), B(B) } }"), Ok(()));
    }
}
