//! What is a secret shows in no `Debug`, and neither does what the names in free-form JSON say is one.

use quote::quote;
use syn::{Field, Fields, File, Item, ItemStruct, parse_quote};

use super::{Facts, Unexpected, builders, syntax};

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected::new("secrets", "module `types`"))?;
    let mut hidden = Vec::new();
    for item in types.iter_mut() {
        let Item::Struct(item) = item else { continue };
        hidden.extend(debug(item, facts));
    }
    types.extend(hidden);
    Ok(())
}

/// A `Debug` that hides the secrets of an object, in the place of the derived one.
fn debug(item: &mut ItemStruct, facts: &Facts) -> Option<Item> {
    let name = item.ident.clone();
    let text = name.to_string();
    let said = match &item.fields {
        Fields::Named(fields) => {
            let secret = |field: &Field| {
                let wire = syntax::wire_name(field)?;
                facts.property(&text, &wire).filter(|property| property.secret)
            };
            let hides = |field: &Field| secret(field).is_some() || builders::is_free_form(&field.ty);
            if !fields.named.iter().any(hides) {
                return None;
            }
            let shown = fields.named.iter().filter_map(|field| {
                let ident = field.ident.as_ref()?;
                let shown = ident.to_string();
                let shown = shown.trim_start_matches("r#");
                Some(match (secret(field), syntax::argument(&field.ty, "Option")) {
                    (None, _) if builders::is_free_form(&field.ty) => {
                        quote!(.field(#shown, &crate::wire::Shown(&self.#ident)))
                    }
                    (None, _) => quote!(.field(#shown, &self.#ident)),
                    (Some(_), Some(_)) => quote!(.field(#shown, &self.#ident.as_ref().map(|_| crate::wire::Redacted))),
                    (Some(_), None) => quote!(.field(#shown, &crate::wire::Redacted)),
                })
            });
            quote!(f.debug_struct(#text)#(#shown)*.finish())
        }
        Fields::Unnamed(_) if facts.types.get(&text).is_some_and(|facts| facts.secret) => {
            quote!(f.debug_tuple(#text).field(&crate::wire::Redacted).finish())
        }
        _ => return None,
    };
    syntax::remove_derives(&mut item.attrs, &["Debug"]);
    Some(parse_quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                #said
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lower::facts::{PropertyFacts, TypeFacts};

    #[test]
    fn a_secret_is_redacted_and_whether_it_is_there_shows() {
        let mut file = syn::parse_file(
            "pub mod types {
                #[derive(Clone, Debug)] pub struct Trunk { pub name: Option<String>, pub auth_password: Option<String>, pub keys: Vec<String> }
                #[derive(Clone, Debug)] pub struct Token(pub String);
                #[derive(Clone, Debug)] pub struct Open { pub name: String }
            }",
        )
        .unwrap();
        let secret = || PropertyFacts {
            secret: true,
            ..PropertyFacts::default()
        };
        let trunk = TypeFacts {
            properties: [("auth_password".to_owned(), secret()), ("keys".to_owned(), secret())].into(),
            ..TypeFacts::default()
        };
        let token = TypeFacts {
            secret: true,
            ..TypeFacts::default()
        };
        let types = [("Trunk".to_owned(), trunk), ("Token".to_owned(), token)].into();
        harden(
            &mut file,
            &Facts {
                types,
                ..Facts::default()
            },
        )
        .unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod types {
            #[derive(Clone)]
            pub struct Trunk {
                pub name: Option<String>,
                pub auth_password: Option<String>,
                pub keys: Vec<String>,
            }
            #[derive(Clone)]
            pub struct Token(pub String);
            #[derive(Clone, Debug)]
            pub struct Open {
                pub name: String,
            }
            impl ::std::fmt::Debug for Trunk {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.debug_struct("Trunk")
                        .field("name", &self.name)
                        .field(
                            "auth_password",
                            &self.auth_password.as_ref().map(|_| crate::wire::Redacted),
                        )
                        .field("keys", &crate::wire::Redacted)
                        .finish()
                }
            }
            impl ::std::fmt::Debug for Token {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    f.debug_tuple("Token").field(&crate::wire::Redacted).finish()
                }
            }
        }
        "#);
    }
}
