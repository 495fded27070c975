//! Items that have another name and are the same otherwise. Whatever mentions them is compared as if they had kept it: a
//! renamed type is one change, and not one for each field that has it.

use std::collections::HashMap;

use syn::Type;
use syn::visit_mut::VisitMut as _;

use super::normal::Renamer;
use super::{Fields, Implemented, Item, Method, Shape, Surface};

/// Renames the items of `base` that are in `revision` under another name, and says which: old → new.
pub(super) fn apply(base: &mut Surface, revision: &Surface) -> HashMap<String, String> {
    let mut all = HashMap::new();
    // A type that has a renamed one in it is the same only when that one is renamed.
    loop {
        let found = find(base, revision);
        if found.is_empty() {
            return all;
        }
        base.items = std::mem::take(&mut base.items)
            .into_iter()
            .map(|(path, mut item)| {
                rename(&mut item, &found);
                (found.get(&path).cloned().unwrap_or(path), item)
            })
            .collect();
        all.extend(found);
    }
}

/// Whether `ty` is, or has in it, a type of this crate.
pub(super) fn is_own(ty: &Type) -> bool {
    struct Finder(bool);
    impl syn::visit::Visit<'_> for Finder {
        fn visit_path(&mut self, path: &syn::Path) {
            self.0 |= path.segments.first().is_some_and(|first| first.ident == "crate");
            syn::visit::visit_path(self, path);
        }
    }
    let mut finder = Finder(false);
    syn::visit::Visit::visit_type(&mut finder, ty);
    finder.0
}

fn find(base: &Surface, revision: &Surface) -> HashMap<String, String> {
    let of = |surface: &Surface, other: &Surface| -> Vec<(String, Item)> {
        let candidates = surface.items.iter().filter(|(path, item)| {
            !other.items.contains_key(*path) && matches!(item.shape, Shape::Struct(_) | Shape::Enum(_))
        });
        // Both sides of a pair are compared under one name.
        let anonymous = candidates.map(|(path, item)| {
            let mut item = item.clone();
            rename(&mut item, &twins(path));
            (path.clone(), item)
        });
        anonymous.collect()
    };
    let (gone, new) = (of(base, revision), of(revision, base));
    let mut found = HashMap::new();
    for (path, item) in &gone {
        let mut same = new
            .iter()
            .filter(|(other, candidate)| module(other) == module(path) && candidate == item);
        let alone = gone
            .iter()
            .filter(|(other, candidate)| module(other) == module(path) && candidate == item)
            .count()
            == 1;
        if let (Some((other, _)), None, true) = (same.next(), same.next(), alone) {
            found.insert(path.clone(), other.clone());
        }
    }
    found
}

/// The item itself, and what stands for it in the module of builders or beside it: their names go together.
fn twins(path: &str) -> HashMap<String, String> {
    let name = path.rsplit("::").next().unwrap_or(path);
    let twin = match module(path).strip_suffix("builder") {
        Some(above) => format!("{above}{name}"),
        None => [module(path), "builder", name]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("::"),
    };
    HashMap::from([(path.to_owned(), "__Self".to_owned()), (twin, "__Twin".to_owned())])
}

fn module(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(module, _)| module)
}

fn rename(item: &mut Item, names: &HashMap<String, String>) {
    let mut renamer = Renamer(names);
    let Item {
        shape,
        bounds,
        methods,
        traits,
        ..
    } = item;
    let of_bounds = |renamer: &mut Renamer<'_>, bounds: &mut super::normal::Bounds| {
        for (ty, bound) in bounds {
            renamer.visit_type_mut(ty);
            renamer.visit_type_param_bound_mut(bound);
        }
    };
    let of_method = |renamer: &mut Renamer<'_>, method: &mut Method| {
        method.receiver.iter_mut().for_each(|ty| renamer.visit_type_mut(ty));
        method.inputs.iter_mut().for_each(|ty| renamer.visit_type_mut(ty));
        renamer.visit_type_mut(&mut method.output);
        of_bounds(renamer, &mut method.bounds);
    };
    let of_fields = |renamer: &mut Renamer<'_>, fields: &mut Fields| {
        fields
            .public
            .values_mut()
            .for_each(|field| renamer.visit_type_mut(&mut field.ty));
    };
    match shape {
        Shape::Struct(fields) => of_fields(&mut renamer, fields),
        Shape::Enum(variants) => variants
            .values_mut()
            .for_each(|variant| of_fields(&mut renamer, &mut variant.fields)),
        Shape::Function(function) => of_method(&mut renamer, function),
        Shape::Trait(methods) => methods.values_mut().for_each(|method| of_method(&mut renamer, method)),
        Shape::Alias(ty) | Shape::Constant(ty) => renamer.visit_type_mut(ty),
        Shape::Module | Shape::Reexport(_) => {}
    }
    of_bounds(&mut renamer, bounds);
    methods.values_mut().for_each(|method| of_method(&mut renamer, method));
    *traits = std::mem::take(traits)
        .into_iter()
        .map(|(key, mut implemented)| {
            let Implemented {
                path,
                associated,
                bounds,
            } = &mut implemented;
            let condition = key
                .split_once(" where ")
                .map(|(_, condition)| format!(" where {condition}"));
            renamer.visit_type_mut(path);
            associated.values_mut().for_each(|ty| renamer.visit_type_mut(ty));
            of_bounds(&mut renamer, bounds);
            let key = format!("{}{}", super::show::ty(path), condition.unwrap_or_default());
            (key, implemented)
        })
        .collect();
}
