//! What a generated client can be told, read of its sources.

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    FnArg, GenericArgument, ImplItem, ImplItemFn, Item, ItemImpl, LitStr, Path, PathArguments, Type, TypeParamBound,
};

/// A method that sets one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setter {
    /// Its name in Rust.
    pub method: String,
    /// What it sets, by its name in the document; nothing for a body.
    pub wire_name: Option<String>,
    /// The type that it takes, as a program beside the client writes it.
    pub takes: String,
}

/// Id of an operation → its setters, in the order of the sources.
pub type Operations = BTreeMap<String, Vec<Setter>>;

/// The setters of each operation, of the text of `builder.rs`.
///
/// # Errors
///
/// The text is not Rust.
pub fn read_operations(source: &str) -> syn::Result<Operations> {
    let file = syn::parse_file(source)?;
    let mut setters: BTreeMap<String, Vec<Setter>> = BTreeMap::new();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for item in impls(&file) {
        let owner = owner(item);
        match &item.trait_ {
            None => setters.entry(owner).or_default().extend(setters_in(item)),
            Some((path, _)) if path.segments.last().is_some_and(|segment| segment.ident == "Operation") => {
                ids.extend(first_string(item).map(|id| (owner, id)));
            }
            Some(_) => {}
        }
    }
    let known = ids.into_iter();
    Ok(known
        .map(|(owner, id)| (id, setters.remove(&owner).unwrap_or_default()))
        .collect())
}

/// The setters of each builder of a type, of the text of `types/builder.rs`.
///
/// # Errors
///
/// The text is not Rust.
pub fn read_types(source: &str) -> syn::Result<BTreeMap<String, Vec<Setter>>> {
    let file = syn::parse_file(source)?;
    let mut setters: BTreeMap<String, Vec<Setter>> = BTreeMap::new();
    for item in impls(&file).filter(|item| item.trait_.is_none()) {
        setters.entry(owner(item)).or_default().extend(setters_in(item));
    }
    Ok(setters)
}

fn impls(file: &syn::File) -> impl Iterator<Item = &ItemImpl> {
    file.items.iter().filter_map(|item| match item {
        Item::Impl(item) => Some(item),
        _ => None,
    })
}

fn owner(item: &ItemImpl) -> String {
    match &*item.self_ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn setters_in(item: &ItemImpl) -> impl Iterator<Item = Setter> {
    item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) => setter(method),
        _ => None,
    })
}

/// A method with `value: impl IntoProperty<T>`.
fn setter(method: &ImplItemFn) -> Option<Setter> {
    let FnArg::Typed(argument) = method.sig.inputs.iter().nth(1)? else {
        return None;
    };
    let Type::ImplTrait(bounds) = &*argument.ty else {
        return None;
    };
    let TypeParamBound::Trait(bound) = bounds.bounds.first()? else {
        return None;
    };
    let segment = bound
        .path
        .segments
        .last()
        .filter(|segment| segment.ident == "IntoProperty")?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    let GenericArgument::Type(takes) = arguments.args.first()? else {
        return None;
    };
    let mut takes = takes.clone();
    Outside.visit_type_mut(&mut takes);
    let mut strings = Strings::default();
    strings.visit_block(&method.block);
    Some(Setter {
        method: method.sig.ident.to_string(),
        wire_name: strings.0.first().cloned(),
        takes: takes.to_token_stream().to_string(),
    })
}

fn first_string(item: &ItemImpl) -> Option<String> {
    let mut strings = Strings::default();
    strings.visit_item_impl(item);
    strings.0.into_iter().next()
}

#[derive(Default)]
struct Strings(Vec<String>);

impl<'ast> Visit<'ast> for Strings {
    fn visit_lit_str(&mut self, literal: &'ast LitStr) {
        self.0.push(literal.value());
        visit::visit_lit_str(self, literal);
    }
}

/// Paths within the client, as a program writes them that knows the client as `client`.
struct Outside;

impl VisitMut for Outside {
    fn visit_path_mut(&mut self, path: &mut Path) {
        let first = path.segments.first().map(|segment| segment.ident.to_string());
        let prefix: &[&str] = match first.as_deref() {
            Some("types") => &["client"],
            Some("super") => &["client", "types"],
            Some("crate") => &["client"],
            _ => &[],
        };
        if !prefix.is_empty() {
            let skip = usize::from(first.as_deref() != Some("types"));
            let rest = path.segments.iter().skip(skip).cloned();
            let front = prefix
                .iter()
                .map(|name| syn::PathSegment::from(syn::Ident::new(name, proc_macro2::Span::call_site())));
            path.segments = front.chain(rest).collect();
            path.leading_colon = None;
        }
        visit_mut::visit_path_mut(self, path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setters_are_found_with_the_names_on_the_wire_and_types_as_seen_from_outside() {
        let source = r#"
            impl<'a> GetPet<'a> {
                pub fn new(client: &'a super::Client) -> Self { todo!() }
                pub fn type_(mut self, value: impl crate::IntoProperty<Vec<types::Kind>>) -> Self {
                    crate::operation::set(&mut self.type_, "type", value.into_property());
                    self
                }
                pub fn body(mut self, value: impl crate::IntoProperty<types::Pet>) -> Self { self }
            }
            impl<'a> crate::Operation for GetPet<'a> {
                const INFO: &'static crate::OperationInfo = &crate::OperationInfo::new("get_pet", M, "/pets", false);
            }"#;
        let found = read_operations(source).unwrap();
        let setters = &found["get_pet"];
        assert_eq!(setters[0].wire_name.as_deref(), Some("type"));
        assert_eq!(setters[0].takes, "Vec < client :: types :: Kind >");
        assert_eq!(
            (setters[1].method.as_str(), setters[1].wire_name.as_deref()),
            ("body", None)
        );
    }
}
