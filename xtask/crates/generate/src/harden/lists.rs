//! Implements `List` for each operation that lists: how a page is requested, and what the response says about further pages.
//!
//! An operation with a safe method (RFC 9110, section 9.2.1) lists if its response is an array, or an object with an array
//! under a usual name. Parameters and properties of pagination are recognized by their usual names, too: OpenAPI has no
//! other way to describe them.

use std::collections::{HashMap, HashSet};

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Fields, File, Generics, Ident, ImplItem, Item, ItemImpl, ItemStruct, Type, TypePath, parse_quote};

use super::{Facts, Unexpected, syntax};

/// The array in an envelope.
const ITEMS: &[&str] = &["data", "items", "results"];
/// The number of the page, in a request and in a response.
const NUMBER: &[&str] = &["page_number", "page"];
/// The number of items before the page.
const OFFSET: &[&str] = &["offset", "skip"];
/// The maximum number of items on a page.
const SIZE: &[&str] = &["page_size", "per_page", "limit"];
/// The number of items on all pages.
const TOTAL: &[&str] = &["total", "total_count"];
/// Whether another page follows.
const HAS_MORE: &[&str] = &["has_more"];

/// The types of numbers that count items and pages.
const INTEGERS: &[&str] = &["i32", "i64", "u32", "u64"];

pub(super) fn harden(file: &mut File, facts: &Facts) -> Result<(), Unexpected> {
    let missing = |what| Unexpected::new("lists", what);
    let types = syntax::module(file, "types")
        .map(|types| Types::collect(types))
        .unwrap_or_default();
    let operations = syntax::module(file, "builder").ok_or(missing("module `builder`"))?;
    let builders = structs(operations);
    let mut hardened = Vec::new();
    for item in std::mem::take(operations) {
        let list = match &item {
            Item::Impl(block) => list(block, facts, &builders, &types),
            _ => None,
        };
        hardened.push(item);
        hardened.extend(list.map(Item::Impl));
    }
    *operations = hardened;
    Ok(())
}

/// The items of the module `types`.
#[derive(Default)]
struct Types {
    names: HashSet<String>,
    structs: HashMap<String, ItemStruct>,
}

impl Types {
    fn collect(items: &[Item]) -> Self {
        let names = items.iter().filter_map(|item| match item {
            Item::Struct(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            _ => None,
        });
        Self {
            names: names.map(ToString::to_string).collect(),
            structs: structs(items),
        }
    }
}

fn structs(items: &[Item]) -> HashMap<String, ItemStruct> {
    let structs = items.iter().filter_map(|item| match item {
        Item::Struct(item) if matches!(item.fields, Fields::Named(_)) => Some((item.ident.to_string(), item.clone())),
        _ => None,
    });
    structs.collect()
}

/// The implementation for the builder that `block` makes an operation of.
fn list(block: &ItemImpl, facts: &Facts, builders: &HashMap<String, ItemStruct>, types: &Types) -> Option<ItemImpl> {
    let name = syntax::implements(block, "Operation")?.to_string();
    let method = &facts.of_builder(&name)?.method;
    if !matches!(method.as_str(), "GET" | "HEAD") {
        return None;
    }
    let envelope = Envelope::parse(response(block)?, types)?;
    let builder = builders.get(&name)?;
    let (item, page) = (envelope.item, envelope.page);
    let (variant, methods) = paging(builder);
    let (generics, target): (&Generics, &Type) = (&block.generics, &block.self_ty);
    Some(parse_quote! {
        impl #generics crate::List for #target {
            type Item = #item;
            const PAGING: crate::list::Paging = crate::list::Paging::#variant;
            #methods
            fn page(response: Self::Response) -> crate::list::Page<Self::Item> {
                #page
            }
        }
    })
}

fn response(block: &ItemImpl) -> Option<&Type> {
    block.items.iter().find_map(|item| match item {
        ImplItem::Type(item) if item.ident == "Response" => Some(&item.ty),
        _ => None,
    })
}

/// The item type of a response, and the expression that converts the response into a page.
struct Envelope {
    item: Type,
    page: TokenStream,
}

impl Envelope {
    fn parse(response: &Type, types: &Types) -> Option<Self> {
        if let Some(item) = syntax::argument(response, "Vec") {
            let page = quote!(crate::list::Page::new(response));
            return Some(Self {
                item: item.clone(),
                page,
            });
        }
        let Type::Path(path) = response else { return None };
        let envelope = types.structs.get(&path.path.segments.last()?.ident.to_string())?;
        let (items, ty) = field(envelope, ITEMS, |ty| syntax::argument(ty, "Vec").is_some())?;
        let mut item = syntax::argument(ty, "Vec")?.clone();
        FromOutside(types).visit_type_mut(&mut item);
        let mut known = TokenStream::new();
        for (name, names) in [("number", NUMBER), ("offset", OFFSET), ("size", SIZE), ("total", TOTAL)] {
            let name = Ident::new(name, proc_macro2::Span::call_site());
            let counts = fields(envelope, names, |ty| {
                syntax::argument(ty, "Option").is_some_and(is_integer)
            });
            if let Some((first, others)) = counts.split_first() {
                known.extend(quote!(#name: crate::list::count(response.#first)
                    #(.or(crate::list::count(response.#others)))*,));
            }
        }
        let is_flag = |ty: &Type| syntax::argument(ty, "Option").is_some_and(|ty| is_named(ty, &["bool"]));
        if let Some((flag, _)) = field(envelope, HAS_MORE, is_flag) {
            known.extend(quote!(has_more: response.#flag,));
        }
        let page = if known.is_empty() {
            quote!(crate::list::Page::new(response.#items))
        } else {
            quote!(crate::list::Page { #known ..crate::list::Page::new(response.#items) })
        };
        Some(Self { item, page })
    }
}

/// Prefixes the names of types with their module.
struct FromOutside<'a>(&'a Types);

impl VisitMut for FromOutside<'_> {
    fn visit_type_path_mut(&mut self, ty: &mut TypePath) {
        visit_mut::visit_type_path_mut(self, ty);
        let own = ty
            .path
            .get_ident()
            .filter(|name| self.0.names.contains(&name.to_string()));
        if let Some(name) = own {
            ty.path = parse_quote!(types::#name);
        }
    }
}

/// How a page is requested: the variant of `Paging`, and the methods that read and set the page.
fn paging(builder: &ItemStruct) -> (Ident, TokenStream) {
    let argument = |names| {
        let is_argument = |ty: &Type| {
            let value = syntax::argument(ty, "Result");
            value.is_some_and(|value| is_integer(syntax::argument(value, "Option").unwrap_or(value)))
        };
        field(builder, names, is_argument)
    };
    let read = |(name, ty): &(&Ident, &Type)| {
        if is_optional(ty) {
            quote!(crate::list::optional(&self.#name))
        } else {
            quote!(crate::list::required(&self.#name))
        }
    };
    let variant = |name| Ident::new(name, proc_macro2::Span::call_site());
    let (paging, start) = match (argument(NUMBER), argument(OFFSET)) {
        (Some(number), _) => (variant("Number"), number),
        (None, Some(offset)) => (variant("Offset"), offset),
        (None, None) => return (variant("Unpaged"), TokenStream::new()),
    };
    let size = argument(SIZE).as_ref().map_or_else(|| quote!(None), read);
    let (name, set) = (
        start.0,
        if is_optional(start.1) {
            quote!(crate::list::argument(start).map(Some))
        } else {
            quote!(crate::list::argument(start))
        },
    );
    let start = read(&start);
    let methods = quote! {
        fn position(&self) -> crate::list::Position {
            crate::list::Position { start: #start, size: #size }
        }
        fn starting_at(self, start: u64) -> Self {
            Self { #name: #set, ..self }
        }
    };
    (paging, methods)
}

/// Whether an argument can be absent.
fn is_optional(ty: &Type) -> bool {
    syntax::argument(ty, "Result").is_some_and(|value| syntax::argument(value, "Option").is_some())
}

fn is_integer(ty: &Type) -> bool {
    is_named(ty, INTEGERS)
}

fn is_named(ty: &Type, names: &[&str]) -> bool {
    matches!(ty, Type::Path(path) if names.iter().any(|name| path.path.is_ident(name)))
}

/// The first of the fields that have one of these names on the wire, and a fitting type.
fn field<'a>(item: &'a ItemStruct, names: &[&str], fits: impl Fn(&Type) -> bool) -> Option<(&'a Ident, &'a Type)> {
    names.iter().find_map(|name| {
        let mut fields = item.fields.iter();
        let field = fields.find(|field| syntax::wire_name(field).is_some_and(|wire| wire == *name))?;
        fits(&field.ty).then_some((field.ident.as_ref()?, &field.ty))
    })
}

/// All of them, in the order of the names.
fn fields<'a>(item: &'a ItemStruct, names: &[&str], fits: impl Fn(&Type) -> bool) -> Vec<&'a Ident> {
    let each = names.iter().filter_map(|name| field(item, &[name], &fits));
    each.map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lower::facts::OperationFacts;

    /// What is generated for a document with one operation.
    fn hardened(method: &str, arguments: &str, response: &str, types: &str) -> String {
        let code = format!(
            "pub mod types {{ {types} }}
             pub mod builder {{
                 pub struct ListRuns<'a> {{ client: &'a super::Client, {arguments} }}
                 impl<'a> crate::Operation for ListRuns<'a> {{ type Response = {response}; }}
             }}"
        );
        let mut file = syn::parse_file(&code).unwrap();
        let operation = OperationFacts {
            builder: "ListRuns".to_owned(),
            method: method.to_owned(),
            ..OperationFacts::default()
        };
        let facts = Facts {
            operations: [("list_runs".to_owned(), operation)].into(),
            ..Facts::default()
        };
        harden(&mut file, &facts).unwrap();
        let operations = syntax::module(&mut file, "builder").unwrap();
        let items = operations.split_off(2);
        prettyplease::unparse(&File { items, ..file })
    }

    #[test]
    fn an_array_is_a_list_without_pages() {
        insta::assert_snapshot!(hardened("GET", "status: Result<Option<String>, String>", "Vec<types::Run>", ""), @r"
        impl<'a> crate::List for ListRuns<'a> {
            type Item = types::Run;
            const PAGING: crate::list::Paging = crate::list::Paging::Unpaged;
            fn page(response: Self::Response) -> crate::list::Page<Self::Item> {
                crate::list::Page::new(response)
            }
        }
        ");
    }

    #[test]
    fn an_envelope_with_numbered_pages_says_what_it_says() {
        let arguments = "page_number: Result<Option<i64>, String>, page_size: Result<Option<i64>, String>";
        let envelope = "pub struct Run { id: String }
            pub struct RunPage {
                pub data: Vec<Run>, pub has_more: Option<bool>, pub page: Option<i64>, pub page_number: Option<i64>,
                pub total: Option<i64>,
            }";
        insta::assert_snapshot!(hardened("GET", arguments, "types::RunPage", envelope), @r"
        impl<'a> crate::List for ListRuns<'a> {
            type Item = types::Run;
            const PAGING: crate::list::Paging = crate::list::Paging::Number;
            fn position(&self) -> crate::list::Position {
                crate::list::Position {
                    start: crate::list::optional(&self.page_number),
                    size: crate::list::optional(&self.page_size),
                }
            }
            fn starting_at(self, start: u64) -> Self {
                Self {
                    page_number: crate::list::argument(start).map(Some),
                    ..self
                }
            }
            fn page(response: Self::Response) -> crate::list::Page<Self::Item> {
                crate::list::Page {
                    number: crate::list::count(response.page_number)
                        .or(crate::list::count(response.page)),
                    total: crate::list::count(response.total),
                    has_more: response.has_more,
                    ..crate::list::Page::new(response.data)
                }
            }
        }
        ");
    }

    #[test]
    fn pages_can_be_asked_for_by_the_items_before_them() {
        let arguments = "limit: Result<i32, String>, offset: Result<u64, String>";
        let envelope = "pub enum Run {} pub struct Runs { pub results: Vec<Option<Run>>, #[serde(rename = \"skip\")] pub skipped: Option<u32> }";
        insta::assert_snapshot!(hardened("GET", arguments, "types::Runs", envelope), @r"
        impl<'a> crate::List for ListRuns<'a> {
            type Item = Option<types::Run>;
            const PAGING: crate::list::Paging = crate::list::Paging::Offset;
            fn position(&self) -> crate::list::Position {
                crate::list::Position {
                    start: crate::list::required(&self.offset),
                    size: crate::list::required(&self.limit),
                }
            }
            fn starting_at(self, start: u64) -> Self {
                Self {
                    offset: crate::list::argument(start),
                    ..self
                }
            }
            fn page(response: Self::Response) -> crate::list::Page<Self::Item> {
                crate::list::Page {
                    offset: crate::list::count(response.skipped),
                    ..crate::list::Page::new(response.results)
                }
            }
        }
        ");
    }

    #[test]
    fn what_changes_something_or_answers_with_something_else_is_no_list() {
        assert_eq!(hardened("POST", "", "Vec<types::Run>", ""), "");
        assert_eq!(
            hardened("GET", "", "types::Run", "pub struct Run { pub data: Option<String> }"),
            ""
        );
        assert_eq!(
            hardened("GET", "", "types::Run", "pub struct Run { pub steps: Vec<String> }"),
            ""
        );
        assert_eq!(hardened("GET", "", "ByteStream", ""), "");
    }
}
