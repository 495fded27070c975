//! One form for types that are the same, however they are written: paths from the root of the crate, names of the
//! standard library without their module, parameters by number.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::Span;
use syn::visit_mut::{self, VisitMut};
use syn::{GenericParam, Generics, Ident, Path, PathSegment, Type, TypeParamBound, WherePredicate};

/// What has to hold of types: each pair of a type and a bound, in no order.
pub(super) type Bounds = Vec<(Type, TypeParamBound)>;

/// Names that are in scope everywhere (the prelude of the 2021 edition), and may be written with their path too.
const PRELUDE: [&str; 17] = [
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "From",
    "FromStr",
    "Into",
    "IntoIterator",
    "Iterator",
    "Option",
    "Result",
    "String",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// Where a type is written.
pub(super) struct Scope<'a> {
    /// The module, as its path from the root.
    pub(super) module: &'a [String],
    /// Every public item of the crate, by path from its root.
    pub(super) known: &'a BTreeSet<String>,
    /// What `use` brings into the module: name → path.
    pub(super) imports: &'a HashMap<String, Vec<String>>,
}

impl Scope<'_> {
    /// `ty` in its normal form, where the parameters of `generics` are in scope.
    pub(super) fn normal(&self, ty: &Type, generics: &[&Generics]) -> Type {
        let mut ty = ty.clone();
        self.normalizer(generics).visit_type_mut(&mut ty);
        ty
    }

    /// Everything that `generics` asks for, wherever it says so.
    pub(super) fn bounds(&self, generics: &Generics, around: &[&Generics]) -> Bounds {
        let mut all: Vec<&Generics> = around.to_vec();
        all.push(generics);
        let mut normalizer = self.normalizer(&all);
        let mut bounds: Bounds = Vec::new();
        let mut add = |mut ty: Type, mut bound: TypeParamBound| {
            normalizer.visit_type_mut(&mut ty);
            normalizer.visit_type_param_bound_mut(&mut bound);
            if !bounds.contains(&(ty.clone(), bound.clone())) {
                bounds.push((ty, bound));
            }
        };
        for parameter in &generics.params {
            if let GenericParam::Type(parameter) = parameter {
                let ident = &parameter.ident;
                for bound in &parameter.bounds {
                    add(syn::parse_quote!(#ident), bound.clone());
                }
            }
        }
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            if let WherePredicate::Type(predicate) = predicate {
                for bound in &predicate.bounds {
                    add(predicate.bounded_ty.clone(), bound.clone());
                }
            }
        }
        bounds
    }

    /// The path from the root of the item that `path` names here, if it is one of this crate.
    pub(super) fn resolve(&self, path: &[String]) -> Option<String> {
        let (first, rest) = path.split_first()?;
        let absolute = match first.as_str() {
            "crate" => rest.to_vec(),
            "self" => [self.module, rest].concat(),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let above = self.module.get(..self.module.len().checked_sub(ups)?)?;
                [above, path.get(ups..)?].concat()
            }
            _ => {
                let here = [self.module, path].concat();
                if self.known.contains(&here.join("::")) {
                    here
                } else {
                    [self.imports.get(first)?.as_slice(), rest].concat()
                }
            }
        };
        let joined = absolute.join("::");
        self.known.contains(&joined).then_some(joined)
    }

    fn normalizer<'a>(&'a self, generics: &[&Generics]) -> Normalizer<'a> {
        let parameters = generics.iter().flat_map(|generics| &generics.params);
        let names = parameters.filter_map(|parameter| match parameter {
            GenericParam::Type(parameter) => Some(&parameter.ident),
            GenericParam::Const(parameter) => Some(&parameter.ident),
            GenericParam::Lifetime(_) => None,
        });
        let numbered = names.enumerate().map(|(number, name)| (name.to_string(), number));
        Normalizer {
            scope: self,
            parameters: numbered.collect(),
        }
    }
}

struct Normalizer<'a> {
    scope: &'a Scope<'a>,
    parameters: HashMap<String, usize>,
}

impl VisitMut for Normalizer<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        while let Type::Paren(_) | Type::Group(_) = ty {
            let inner = match ty {
                Type::Paren(around) => (*around.elem).clone(),
                Type::Group(around) => (*around.elem).clone(),
                _ => break,
            };
            *ty = inner;
        }
        visit_mut::visit_type_mut(self, ty);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut syn::Lifetime) {
        if lifetime.ident != "static" {
            lifetime.ident = Ident::new("_", Span::call_site());
        }
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let Some(first) = names.first() else { return };
        if let (Some(number), Some(segment)) = (self.parameters.get(first), path.segments.first_mut())
            && path.leading_colon.is_none()
        {
            segment.ident = Ident::new(&format!("__{number}"), segment.ident.span());
            return;
        }
        if path.leading_colon.is_none()
            && let Some(resolved) = self.scope.resolve(&names)
        {
            replace(path, &format!("crate::{resolved}"));
            return;
        }
        path.leading_colon = None;
        let standard = names.len() == 1 || ["std", "core", "alloc"].contains(&first.as_str());
        if let Some(last) = names.last()
            && standard
            && PRELUDE.contains(&last.as_str())
            // `std::fmt::Result` is another one than `Result`.
            && !names.iter().any(|name| name == "fmt" || name == "io")
        {
            replace(path, last);
        }
    }
}

/// Gives `path` other names and leaves the arguments of the last one.
fn replace(path: &mut Path, names: &str) {
    let arguments = path
        .segments
        .last()
        .map(|last| last.arguments.clone())
        .unwrap_or_default();
    path.leading_colon = None;
    path.segments = (names.split("::"))
        .map(|name| PathSegment::from(Ident::new_raw_if_needed(name)))
        .collect();
    if let Some(last) = path.segments.last_mut() {
        last.arguments = arguments;
    }
}

/// Keywords among the names of items are written as they were found: `r#type`.
trait RawIfNeeded {
    fn new_raw_if_needed(name: &str) -> Ident;
}

impl RawIfNeeded for Ident {
    fn new_raw_if_needed(name: &str) -> Ident {
        match name.strip_prefix("r#") {
            Some(raw) => Ident::new_raw(raw, Span::call_site()),
            None => Ident::new(name, Span::call_site()),
        }
    }
}

/// Gives the items that are renamed their new names, in types that are in normal form.
pub(super) struct Renamer<'a>(pub(super) &'a HashMap<String, String>);

impl VisitMut for Renamer<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let Some(new) = names.join("::").strip_prefix("crate::").and_then(|old| self.0.get(old)) {
            replace(path, &format!("crate::{new}"));
        }
    }
}
