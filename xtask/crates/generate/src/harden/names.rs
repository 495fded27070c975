//! Names from the prelude are written as a person writes them: `Option<String>`, not `::std::option::Option<…>`.

use std::collections::HashSet;

use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, File, Item, Path, PathSegment, TypePath};

use super::{Unexpected, syntax};

/// What every module has without an import.
const PRELUDE: [(&str, &str, &str); 8] = [
    ("std", "option", "Option"),
    ("std", "result", "Result"),
    ("std", "string", "String"),
    ("std", "vec", "Vec"),
    ("std", "convert", "From"),
    ("std", "convert", "TryFrom"),
    ("std", "convert", "TryInto"),
    ("std", "default", "Default"),
];

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let types = syntax::module(file, "types").ok_or(Unexpected::new("names", "module `types`"))?;
    let own: HashSet<String> = types
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            Item::Enum(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    // A type of the contract may have such a name; a full path says which one is meant.
    let mut shorten = Shorten(PRELUDE.into_iter().filter(|(.., name)| !own.contains(*name)).collect());
    shorten.visit_file_mut(file);
    Ok(())
}

struct Shorten(Vec<(&'static str, &'static str, &'static str)>);

impl Shorten {
    /// How many segments of the path go.
    fn shorten(&self, path: &mut Path) -> usize {
        let names: Vec<String> = path
            .segments
            .iter()
            .take(3)
            .map(|segment| segment.ident.to_string())
            .collect();
        let [one, two, three] = names.as_slice() else { return 0 };
        if !self.0.iter().any(|(a, b, c)| one == a && two == b && three == c) {
            return 0;
        }
        path.leading_colon = None;
        let kept: Vec<PathSegment> = path.segments.iter().skip(2).cloned().collect();
        path.segments = kept.into_iter().collect();
        2
    }
}

impl VisitMut for Shorten {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        self.shorten(path);
    }

    /// `<V as ::std::convert::TryInto<T>>::Error` counts the segments before the `>`.
    fn visit_type_path_mut(&mut self, ty: &mut TypePath) {
        let Some(qself) = &mut ty.qself else {
            return self.visit_path_mut(&mut ty.path);
        };
        self.visit_type_mut(&mut qself.ty);
        visit_mut::visit_path_mut(self, &mut ty.path);
        qself.position -= self.shorten(&mut ty.path);
    }

    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        if !attribute.path().is_ident("serde") {
            return;
        }
        let syn::Meta::List(list) = &mut attribute.meta else {
            return;
        };
        // Conditions are paths in strings.
        let text = self.0.iter().fold(list.tokens.to_string(), |text, (one, two, three)| {
            text.replace(&format!("\"::{one}::{two}::{three}::"), &format!("\"{three}::"))
        });
        if let Ok(tokens) = text.parse() {
            list.tokens = tokens;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_prelude_are_short_unless_a_type_has_the_name() {
        let mut file = syn::parse_file(
            r#"pub mod types {
                pub struct Result {
                    #[serde(skip_serializing_if = "::std::option::Option::is_none")]
                    pub a: ::std::option::Option<::std::vec::Vec<::std::string::String>>,
                }
                fn g<T: ::std::convert::TryInto<u8>>(e: <T as ::std::convert::TryInto<u8>>::Error) {}
                fn f() -> ::std::result::Result<(), ::std::fmt::Error> { ::std::result::Result::Ok(()) }
            }"#,
        )
        .unwrap();
        harden(&mut file).unwrap();
        insta::assert_snapshot!(prettyplease::unparse(&file), @r#"
        pub mod types {
            pub struct Result {
                #[serde(skip_serializing_if = "Option::is_none")]
                pub a: Option<Vec<String>>,
            }
            fn g<T: TryInto<u8>>(e: <T as TryInto<u8>>::Error) {}
            fn f() -> ::std::result::Result<(), ::std::fmt::Error> {
                ::std::result::Result::Ok(())
            }
        }
        "#);
    }
}
