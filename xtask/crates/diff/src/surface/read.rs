//! From generated files to their public items.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use syn::{
    Attribute, Generics, ImplItem, ItemImpl, Meta, ReceiverKind, Signature, TraitItem, Type, UseTree, Visibility,
    parse_quote,
};

use super::normal::{Bounds, Scope};
use super::{Field, Fields, Implemented, Item, Method, Shape, Shown, Style, Surface, Variant};
use super::{show, values};

/// A module with the items that are written in it.
struct Module {
    path: Vec<String>,
    items: Vec<syn::Item>,
    imports: HashMap<String, Vec<String>>,
}

/// Reads the files of a crate: path below its root → text.
pub(super) fn read(files: &BTreeMap<String, String>) -> syn::Result<Surface> {
    let mut modules = Vec::new();
    for (name, text) in files {
        let stem = name.trim_end_matches(".rs");
        let stem = stem
            .strip_suffix("mod")
            .filter(|stem| stem.is_empty() || stem.ends_with('/'))
            .unwrap_or(stem);
        let path = stem
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        collect(path, syn::parse_file(text)?.items, &mut modules);
    }
    let known = names(&modules);
    let mut surface = Surface::default();
    for module in &modules {
        let scope = Scope {
            module: &module.path,
            known: &known,
            imports: &module.imports,
        };
        for item in &module.items {
            let items = public(item, &scope).into_iter();
            (surface.items).extend(items.map(|(name, item)| (below(&module.path, &name), item)));
        }
    }
    for module in &modules {
        let scope = Scope {
            module: &module.path,
            known: &known,
            imports: &module.imports,
        };
        for item in &module.items {
            if let syn::Item::Impl(block) = item {
                implement(&mut surface, block, &scope);
            }
        }
    }
    Ok(surface)
}

fn below(module: &[String], name: &str) -> String {
    match module {
        [] => name.to_owned(),
        module => format!("{}::{name}", module.join("::")),
    }
}

/// Takes modules that are written inside others out of them. Those that nobody outside can name are not looked at.
fn collect(path: Vec<String>, items: Vec<syn::Item>, modules: &mut Vec<Module>) {
    let mut imports = HashMap::new();
    let mut own = Vec::new();
    for item in items {
        match item {
            syn::Item::Mod(inner) if inner.content.is_some() => {
                let name = inner.ident.to_string();
                if is_public(&inner.vis)
                    && let Some((_, items)) = inner.content.clone()
                {
                    collect([path.as_slice(), &[name]].concat(), items, modules);
                    own.push(syn::Item::Mod(syn::ItemMod { content: None, ..inner }));
                }
            }
            syn::Item::Use(ref used) => {
                for (name, target) in leaves(&used.tree, &[]) {
                    imports.insert(name, absolute(&path, target));
                }
                own.push(item);
            }
            item => own.push(item),
        }
    }
    modules.push(Module {
        path,
        items: own,
        imports,
    });
}

/// The path from the root of what `use` names in `module`.
fn absolute(module: &[String], target: Vec<String>) -> Vec<String> {
    let ups = target.iter().take_while(|part| *part == "super").count();
    let rest = target.get(ups..).unwrap_or_default();
    match target.first().map(String::as_str) {
        Some("super") => [module.get(..module.len().saturating_sub(ups)).unwrap_or_default(), rest].concat(),
        Some("self") => [module, target.get(1..).unwrap_or_default()].concat(),
        Some("crate") => target.get(1..).unwrap_or_default().to_vec(),
        _ => target,
    }
}

/// Name here → path, of everything that a `use` brings. What a star brings has the name `*`.
fn leaves(tree: &UseTree, before: &[String]) -> Vec<(String, Vec<String>)> {
    let join = |name: &syn::Ident| [before, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &join(&path.ident)),
        UseTree::Name(name) if name.ident == "self" => {
            let last = before.last().cloned().unwrap_or_default();
            vec![(last, before.to_vec())]
        }
        UseTree::Name(name) => vec![(name.ident.to_string(), join(&name.ident))],
        UseTree::Rename(rename) => vec![(rename.rename.to_string(), join(&rename.ident))],
        UseTree::Glob(_) => vec![(format!("{}::*", before.join("::")), before.to_vec())],
        UseTree::Group(group) => group.items.iter().flat_map(|tree| leaves(tree, before)).collect(),
    }
}

fn names(modules: &[Module]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for module in modules {
        names.insert(module.path.join("::"));
        for item in &module.items {
            let name = match item {
                syn::Item::Struct(item) => &item.ident,
                syn::Item::Enum(item) => &item.ident,
                syn::Item::Type(item) => &item.ident,
                syn::Item::Trait(item) => &item.ident,
                syn::Item::Mod(item) => &item.ident,
                syn::Item::Use(item) if is_public(&item.vis) => {
                    names.extend(
                        leaves(&item.tree, &[])
                            .into_iter()
                            .map(|(name, _)| below(&module.path, &name)),
                    );
                    continue;
                }
                _ => continue,
            };
            names.insert(below(&module.path, &name.to_string()));
        }
    }
    names
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

/// The names that an item brings and what they are; nothing for what is not public. A `use` may bring several.
fn public(item: &syn::Item, scope: &Scope<'_>) -> Vec<(String, Item)> {
    if let syn::Item::Use(item) = item {
        let leaves = is_public(&item.vis).then(|| leaves(&item.tree, &[]));
        let reexport = |(name, path): (String, Vec<String>)| (name, bare(Shape::Reexport(path.join("::"))));
        return leaves.into_iter().flatten().map(reexport).collect();
    }
    named(item, scope).into_iter().collect()
}

fn named(item: &syn::Item, scope: &Scope<'_>) -> Option<(String, Item)> {
    let none = Generics::default();
    let (name, visibility, attributes, generics, shape) = match item {
        syn::Item::Struct(item) => {
            let shape = Shape::Struct(fields(&item.fields, false, scope, &item.generics));
            (&item.ident, &item.vis, &item.attrs, &item.generics, shape)
        }
        syn::Item::Enum(item) => {
            let variants = item.variants.iter().map(|variant| {
                let read = Variant {
                    fields: fields(&variant.fields, true, scope, &item.generics),
                    value: None,
                    non_exhaustive: has(&variant.attrs, "non_exhaustive"),
                    deprecated: has(&variant.attrs, "deprecated"),
                };
                (variant.ident.to_string(), read)
            });
            let shape = Shape::Enum(variants.collect());
            (&item.ident, &item.vis, &item.attrs, &item.generics, shape)
        }
        syn::Item::Type(item) => {
            let shape = Shape::Alias(Box::new(scope.normal(&item.ty, &[&item.generics])));
            (&item.ident, &item.vis, &item.attrs, &item.generics, shape)
        }
        syn::Item::Const(item) => {
            let shape = Shape::Constant(Box::new(scope.normal(&item.ty, &[])));
            (&item.ident, &item.vis, &item.attrs, &none, shape)
        }
        syn::Item::Fn(item) => {
            let read = method(&item.sig, &item.attrs, scope, &[]);
            (
                &item.sig.ident,
                &item.vis,
                &item.attrs,
                &none,
                Shape::Function(Box::new(read)),
            )
        }
        syn::Item::Trait(item) => {
            let methods = item.items.iter().filter_map(|member| match member {
                TraitItem::Fn(member) => {
                    let mut read = method(&member.sig, &member.attrs, scope, &[&item.generics]);
                    read.provided = member.default.is_some();
                    Some((member.sig.ident.to_string(), read))
                }
                _ => None,
            });
            let shape = Shape::Trait(methods.collect());
            (&item.ident, &item.vis, &item.attrs, &item.generics, shape)
        }
        syn::Item::Mod(item) => (&item.ident, &item.vis, &item.attrs, &none, Shape::Module),
        _ => return None,
    };
    let mut read = Item {
        generics: counted(generics),
        bounds: scope.bounds(generics, &[]),
        non_exhaustive: has(attributes, "non_exhaustive"),
        deprecated: has(attributes, "deprecated"),
        ..bare(shape)
    };
    derived(attributes, "", &mut read.traits);
    is_public(visibility).then(|| (name.to_string(), read))
}

fn bare(shape: Shape) -> Item {
    Item {
        shape,
        generics: 0,
        bounds: Bounds::new(),
        non_exhaustive: false,
        deprecated: false,
        methods: BTreeMap::new(),
        traits: BTreeMap::new(),
    }
}

fn fields(fields: &syn::Fields, of_variant: bool, scope: &Scope<'_>, generics: &Generics) -> Fields {
    let style = match fields {
        syn::Fields::Named(_) => Style::Named,
        syn::Fields::Unnamed(_) => Style::Tuple,
        syn::Fields::Unit => Style::Unit,
    };
    let seen = |field: &syn::Field| of_variant || is_public(&field.vis);
    let public = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| seen(field))
        .map(|(number, field)| {
            let name = field
                .ident
                .as_ref()
                .map_or_else(|| number.to_string(), ToString::to_string);
            let read = Field {
                ty: scope.normal(&field.ty, &[generics]),
                deprecated: has(&field.attrs, "deprecated"),
            };
            (name, read)
        });
    Fields {
        style,
        public: public.collect(),
        hidden: fields.iter().any(|field| !seen(field)),
    }
}

fn counted(generics: &Generics) -> usize {
    generics.params.len() - generics.lifetimes().count()
}

pub(super) fn method(
    signature: &Signature,
    attributes: &[Attribute],
    scope: &Scope<'_>,
    around: &[&Generics],
) -> Method {
    let all: Vec<&Generics> = around.iter().copied().chain([&signature.generics]).collect();
    let mut receiver = None;
    let mut inputs = Vec::new();
    for input in &signature.inputs {
        match input {
            syn::FnArg::Receiver(this) => receiver = Some(scope.normal(&receiver_type(this), &all)),
            syn::FnArg::Typed(typed) => inputs.push(scope.normal(&typed.ty, &all)),
        }
    }
    let output = match &signature.output {
        syn::ReturnType::Default => parse_quote!(()),
        syn::ReturnType::Type(_, ty) => scope.normal(ty, &all),
    };
    Method {
        is_async: signature.asyncness.is_some(),
        is_const: signature.constness.is_some(),
        is_unsafe: matches!(signature.safety, syn::Safety::Unsafe(_)),
        receiver,
        inputs,
        output,
        generics: counted(&signature.generics),
        bounds: scope.bounds(&signature.generics, around),
        deprecated: has(attributes, "deprecated"),
        provided: false,
        shown: Shown(show::signature(signature)),
    }
}

fn receiver_type(this: &syn::Receiver) -> Type {
    match &this.kind {
        ReceiverKind::Reference(_, _, Some(_)) => parse_quote!(&mut Self),
        ReceiverKind::Reference(..) => parse_quote!(&Self),
        ReceiverKind::Typed(_, ty) => (**ty).clone(),
        _ => parse_quote!(Self),
    }
}

/// The traits that attributes derive; those of a feature are others than those that are always there.
fn derived(attributes: &[Attribute], condition: &str, traits: &mut BTreeMap<String, Implemented>) {
    for attribute in attributes {
        if attribute.path().is_ident("derive") {
            add_derived(&attribute.meta, condition, traits);
        } else if attribute.path().is_ident("cfg_attr")
            && let Meta::List(list) = &attribute.meta
            && let Ok(parts) =
                list.parse_args_with(syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated)
            && let Some(condition) = parts.first()
        {
            let condition = format!(" where {}", show::tokens(condition));
            for meta in parts.iter().skip(1) {
                add_derived(meta, &condition, traits);
            }
        }
    }
}

fn add_derived(meta: &Meta, condition: &str, traits: &mut BTreeMap<String, Implemented>) {
    let Meta::List(list) = meta else { return };
    if !list.path.is_ident("derive") {
        return;
    }
    let paths = list.parse_args_with(syn::punctuated::Punctuated::<syn::Path, syn::Token![,]>::parse_terminated);
    for path in paths.into_iter().flatten() {
        let Some(last) = path.segments.last() else { continue };
        let read = Implemented {
            path: parse_quote!(#last),
            associated: BTreeMap::new(),
            bounds: Bounds::new(),
        };
        traits.insert(format!("{}{condition}", last.ident), read);
    }
}

fn implement(surface: &mut Surface, block: &ItemImpl, scope: &Scope<'_>) {
    let Type::Path(of) = &*block.self_ty else { return };
    let parts: Vec<String> = of
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let Some(item) = scope.resolve(&parts).and_then(|path| surface.items.get_mut(&path)) else {
        return;
    };
    match &block.trait_ {
        None => {
            for member in &block.items {
                if let ImplItem::Fn(member) = member
                    && is_public(&member.vis)
                {
                    if let Shape::Enum(variants) = &mut item.shape {
                        values::read(member, variants);
                    }
                    let read = method(&member.sig, &member.attrs, scope, &[&block.generics]);
                    item.methods.insert(member.sig.ident.to_string(), read);
                }
            }
        }
        Some((path, _)) => {
            let Some(last) = path.segments.last() else { return };
            let path: Type = parse_quote!(#last);
            let associated = block.items.iter().filter_map(|member| match member {
                ImplItem::Type(member) => {
                    Some((member.ident.to_string(), scope.normal(&member.ty, &[&block.generics])))
                }
                _ => None,
            });
            let read = Implemented {
                path: scope.normal(&path, &[&block.generics]),
                associated: associated.collect(),
                bounds: scope.bounds(&block.generics, &[]),
            };
            item.traits.insert(show::ty(&read.path), read);
        }
    }
}
