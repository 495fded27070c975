//! `JsonSchema` on every type of the contract, behind the feature `schemars` of the crate.

use syn::{File, Item, parse_quote};

use super::{Unexpected, syntax};

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let Some(types) = syntax::module(file, "types") else {
        return Err(Unexpected::new("conditional_schema", "module `types`"));
    };
    for item in types {
        let attributes = match item {
            Item::Struct(item) => &mut item.attrs,
            Item::Enum(item) => &mut item.attrs,
            _ => continue,
        };
        attributes.push(parse_quote!(#[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_a_schema_and_their_builders_do_not() {
        let mut file =
            syn::parse_file("pub mod types { pub struct A; pub enum B { C } pub mod builder { pub struct A; } }")
                .unwrap();
        harden(&mut file).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod types {
            #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
            pub struct A;
            #[cfg_attr(feature = "schemars", derive(::schemars::JsonSchema))]
            pub enum B {
                C,
            }
            pub mod builder {
                pub struct A;
            }
        }
        "#);
        assert!(harden(&mut syn::parse_file("").unwrap()).is_err());
    }
}
