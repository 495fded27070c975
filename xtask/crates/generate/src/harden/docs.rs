//! Doc comments: every public item has one, and each is written line by line.
//!
//! The contract documents properties and parameters; the generator puts that on the fields and on the method that starts
//! an operation. The setters of both builders get it too, and what the contract does not describe is said to be so.

use std::collections::HashMap;

use proc_macro2::Span;
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, Field, File, Ident, ImplItem, Item, ItemEnum, ItemStruct, Lit, LitStr, Meta,
    MetaNameValue, Type, Variant, Visibility,
};

use super::{Unexpected, syntax};

/// Type → field → what the contract says of it.
type Described = HashMap<String, HashMap<String, String>>;

pub(super) fn harden(file: &mut File) -> Result<(), Unexpected> {
    let properties = match syntax::module(file, "types") {
        Some(types) => document_types(types),
        None => {
            return Err(Unexpected::new("docs", "module `types`"));
        }
    };
    if let Some(builders) = syntax::module(file, "types").and_then(|types| syntax::inner_module(types, "builder")) {
        document_setters(
            builders,
            &properties,
            "A value that cannot be converted is an error when the object is built.",
        );
    }
    let parameters = parameters(file);
    let Some(operations) = syntax::module(file, "builder") else {
        return Err(Unexpected::new("docs", "module `builder`"));
    };
    document_setters(
        operations,
        &parameters,
        "A value that cannot be converted is an error of `send()`.",
    );
    reflow(&mut file.items);
    Ok(())
}

fn document_types(types: &mut [Item]) -> Described {
    let mut described = Described::new();
    for item in types.iter_mut() {
        match item {
            Item::Struct(item) => {
                let fields = described.entry(item.ident.to_string()).or_default();
                document_struct(item, fields);
            }
            Item::Enum(item) => document_enum(item),
            Item::Impl(block) if block.trait_.is_none() => {
                let name = syntax::inherent(block).map(ToString::to_string).unwrap_or_default();
                for method in block.items.iter_mut().filter_map(method) {
                    if method.sig.ident == "builder" {
                        add(
                            &mut method.attrs,
                            &format!("Starts {} [`{name}`] of which nothing is set yet.", article(&name)),
                        );
                    }
                }
            }
            _ => {}
        }
    }
    described
}

/// As the name of a type is spoken.
fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O']) {
        "an"
    } else {
        "a"
    }
}

/// A paragraph of one line is a sentence, and ends like one.
fn sentence(paragraph: &str) -> String {
    let ends_open = paragraph.ends_with(|last: char| last.is_alphanumeric() || matches!(last, ')' | '`' | '"'));
    let prose = paragraph.starts_with(|first: char| first.is_alphabetic() || matches!(first, '`' | '['));
    let single = !paragraph.contains('\n') && !paragraph.starts_with("```");
    let labelled = paragraph.starts_with("Version: ") || paragraph.contains("]: ");
    if single && prose && ends_open && !labelled {
        format!("{paragraph}.")
    } else {
        paragraph.to_owned()
    }
}

fn document_struct(item: &mut ItemStruct, fields: &mut HashMap<String, String>) {
    let name = item.ident.to_string();
    replace_placeholder(&mut item.attrs, &name, "an object that the contract does not describe.");
    for field in &mut item.fields {
        let Field { ident: Some(ident), .. } = &*field else {
            continue;
        };
        let ident = ident.to_string();
        if text(&field.attrs).is_empty() && matches!(field.vis, Visibility::Public(_)) {
            let wire = syntax::renamed(&field.attrs).unwrap_or_else(|| ident.trim_start_matches("r#").to_owned());
            add(
                &mut field.attrs,
                &format!("`{wire}`, which the contract does not describe."),
            );
        } else {
            fields.insert(ident, text(&field.attrs));
        }
    }
}

fn document_enum(item: &mut ItemEnum) {
    let name = item.ident.to_string();
    replace_placeholder(
        &mut item.attrs,
        &name,
        "one of several values; the contract does not describe them.",
    );
    for variant in &mut item.variants {
        let Variant {
            ident, attrs, fields, ..
        } = &mut *variant;
        if text(attrs).is_empty() {
            let said = match syntax::renamed(attrs) {
                Some(wire) => format!("The value `{wire}`."),
                None if fields.is_empty() => format!("The value `{ident}`."),
                None => form(fields),
            };
            add(attrs, &said);
        }
        for field in fields {
            if field.ident.is_some() && text(&field.attrs).is_empty() {
                add(&mut field.attrs, "A property that the contract does not describe.");
            }
        }
    }
}

/// What a variant holds.
fn form(fields: &syn::Fields) -> String {
    let held = fields.iter().next().map(|field| &field.ty);
    match held {
        Some(Type::Path(path))
            if path
                .path
                .get_ident()
                .is_some_and(|name| name != "bool" && !name.to_string().starts_with(char::is_lowercase)) =>
        {
            let name = quote::quote!(#path).to_string();
            format!("The value is a [`{name}`].")
        }
        Some(ty) => {
            let name = quote::quote!(#ty).to_string().replace(' ', "");
            let name = [
                "::std::vec::",
                "::std::string::",
                "::std::collections::",
                "::serde_json::",
            ]
            .iter()
            .fold(name, |name, path| name.replace(path, ""));
            format!("The value is a `{name}`.")
        }
        None => "One of the forms of the value.".to_owned(),
    }
}

/// typify writes the name of a type in backticks where the contract has no description.
fn replace_placeholder(attributes: &mut Vec<Attribute>, name: &str, instead: &str) {
    let said = text(attributes);
    if said.is_empty() || said == format!("`{name}`") {
        attributes.retain(|attribute| !attribute.path().is_ident("doc"));
        add(attributes, &format!("`{name}`, {instead}"));
    }
}

/// Operation builder → parameter → what the contract says of it: from the list of arguments that the generator puts into
/// the documentation of the method that starts the operation.
fn parameters(file: &File) -> Described {
    let mut described = Described::new();
    let blocks = file.items.iter().filter_map(|item| match item {
        Item::Impl(block) if syntax::inherent(block).is_some_and(|name| name == "Client") => Some(block),
        _ => None,
    });
    for item in blocks.flat_map(|block| &block.items) {
        let ImplItem::Fn(method) = item else { continue };
        let syn::ReturnType::Type(_, output) = &method.sig.output else {
            continue;
        };
        let Type::Path(builder) = &**output else { continue };
        let Some(builder) = builder.path.segments.last() else {
            continue;
        };
        let said = text(&method.attrs);
        let arguments = said.split_once("Arguments:\n").map_or("", |(_, arguments)| arguments);
        let arguments = arguments
            .split_once("```")
            .map_or(arguments, |(arguments, _)| arguments);
        let fields = described.entry(builder.ident.to_string()).or_default();
        let mut current: Option<(String, String)> = None;
        for line in arguments.lines() {
            match line.strip_prefix("- `").and_then(|line| line.split_once('`')) {
                Some((name, said)) => {
                    fields.extend(current.take());
                    current = Some((name.to_owned(), said.trim_start_matches(':').trim().to_owned()));
                }
                None => {
                    if let Some((_, said)) = &mut current {
                        said.push('\n');
                        said.push_str(line);
                    }
                }
            }
        }
        fields.extend(current);
    }
    described
}

/// Documents the setters of builders.
fn document_setters(builders: &mut [Item], described: &Described, errors: &str) {
    for item in builders {
        match item {
            Item::Struct(item) if text(&item.attrs).is_empty() => {
                let name = item.ident.to_string();
                add(
                    &mut item.attrs,
                    &format!(
                        "Builds {} [`{name}`](super::{name}), property by property. {errors}",
                        article(&name)
                    ),
                );
            }
            Item::Struct(item) => {
                let said = text(&item.attrs);
                // The generator's line, and the link that it needs.
                if let Some((line, rest)) = said.split_once("\n\n").filter(|_| said.starts_with("Builder for [")) {
                    item.attrs.retain(|attribute| doc(attribute).is_none());
                    add(&mut item.attrs, &format!("{line}. {errors}\n\n{rest}"));
                }
            }
            Item::Impl(block) if block.trait_.is_none() => {
                let name = syntax::inherent(block).map(ToString::to_string).unwrap_or_default();
                let fields = described.get(&name);
                for method in block.items.iter_mut().filter_map(method) {
                    if !text(&method.attrs).is_empty() || !matches!(method.vis, Visibility::Public(_)) {
                        continue;
                    }
                    let field = method.sig.ident.to_string();
                    let said = fields
                        .and_then(|fields| fields.get(&field))
                        .filter(|said| !said.is_empty());
                    let said = match (field.as_str(), said) {
                        ("body_map", None) => {
                            "Changes the body by way of its builder, which has what was set before.".to_owned()
                        }
                        ("new", None) => "Starts the operation; nothing is set yet.".to_owned(),
                        (_, Some(said)) if takes_json(method) => format!(
                            "Sets `{field}`: {said}\n\nTakes whatever serializes to it: a struct, a map, JSON, and pairs of a name and a \
                             value for an object."
                        ),
                        (_, Some(said)) => format!("Sets `{field}`: {said}"),
                        (_, None) => format!("Sets `{field}`, which the contract does not describe."),
                    };
                    add(&mut method.attrs, &said);
                }
            }
            _ => {}
        }
    }
}

/// Whether a setter takes JSON of any shape.
fn takes_json(method: &syn::ImplItemFn) -> bool {
    method.sig.inputs.iter().any(|argument| match argument {
        syn::FnArg::Typed(argument) => match &*argument.ty {
            Type::ImplTrait(ty) => quote::quote!(#ty).to_string().ends_with("Serialize"),
            _ => false,
        },
        syn::FnArg::Receiver(_) => false,
    })
}

fn method(item: &mut ImplItem) -> Option<&mut syn::ImplItemFn> {
    match item {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    }
}

/// The documentation in `attributes`, without the space that `///` leaves before each line.
fn text(attributes: &[Attribute]) -> String {
    let lines: Vec<String> = attributes.iter().filter_map(doc).collect();
    lines.join("\n").trim().to_owned()
}

fn doc(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text), ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn add(attributes: &mut Vec<Attribute>, said: &str) {
    attributes.insert(0, line(said));
}

/// The attribute of a line. It is put together, not parsed: there are tens of thousands.
fn line(text: &str) -> Attribute {
    Attribute {
        pound_token: Default::default(),
        style: AttrStyle::Outer,
        bracket_token: Default::default(),
        meta: Meta::NameValue(MetaNameValue {
            path: Ident::new("doc", Span::call_site()).into(),
            eq_token: Default::default(),
            value: Expr::Lit(ExprLit {
                attrs: Vec::new(),
                lit: Lit::Str(LitStr::new(text, Span::call_site())),
            }),
        }),
    }
}

/// Writes every doc comment as lines of `///`, which is how a person writes them.
fn reflow(items: &mut [Item]) {
    struct Lines;
    impl syn::visit_mut::VisitMut for Lines {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
            let old = std::mem::take(attributes);
            let (docs, others): (Vec<_>, Vec<_>) = old.into_iter().partition(|attribute| doc(attribute).is_some());
            // An example that is never compiled shows nothing that the signatures do not.
            let said = text(&docs);
            let said = said.split("\n```ignore\n").next().unwrap_or_default();
            let said = if said.contains("```") {
                // What looks like a paragraph may be a part of the code.
                said.to_owned()
            } else {
                said.split("\n\n").map(sentence).collect::<Vec<_>>().join("\n\n")
            };
            let lines = said.lines().map(|line| match line.trim_end() {
                "" => String::new(),
                line => format!(" {line}"),
            });
            attributes.extend(lines.map(|text| line(&text)));
            attributes.extend(others);
        }
    }
    items
        .iter_mut()
        .for_each(|item| syn::visit_mut::VisitMut::visit_item_mut(&mut Lines, item));
}
